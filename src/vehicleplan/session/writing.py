"""A file that is written in a thread of its own: the program does not end in the middle of it."""

from threading import Lock

WRITING = Lock()
"""Held while a job writes a file."""
