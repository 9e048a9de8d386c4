"""Chooses which marketing vehicles to use, how much and when."""

__version__ = "0.1.0"
