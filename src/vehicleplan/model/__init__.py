"""The words of the program as frozen values: no input or output, no clock, no solver."""
