"""The shipped scenarios; a package so that they are found by name wherever the program is installed."""
