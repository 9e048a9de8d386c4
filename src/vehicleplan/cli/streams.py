"""Standard streams that whoever started the program has closed: as if they led nowhere.

A file that is opened while a stream is closed would get its number, and what is written to the stream would go there.
"""

from __future__ import annotations

import os
import sys

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
"""By number, and how each is used."""


def open_closed_streams() -> None:
    """Give the program its standard streams where it was started without one."""
    for name, mode in _STREAMS:
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(nowhere, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - for good
