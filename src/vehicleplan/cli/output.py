"""Standard output: the only way results leave the program. Text, pages of lines, JSON.

Colour is an ornament: it is left out where nobody sees it or NO_COLOR is set, and nothing is said by it alone.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from vehicleplan.errors import VehiclePlanError

if TYPE_CHECKING:
    from vehicleplan.report.layout import Line

NARROWEST, WIDEST = 60, 140

_CODES = {"title": "\x1b[1m", "heading": "\x1b[2m", "rule": "\x1b[2m", "total": "\x1b[1m"}
_RESET = "\x1b[0m"
_PLAIN = str.maketrans("●◐○✘·█─│…\u2013\u00d7≥≤→•◆╌┊┤└┴", "SFWN.#-|~-x><>*#-:|+|")
"""Stand-ins where the terminal cannot show these; the legend changes along."""


class PipeClosedError(Exception):
    """The program that reads our output has stopped reading."""


def page_width() -> int:
    """The columns to use: those of the terminal, or of COLUMNS, else 80; never more than reads well."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))


def has_colour(stream: TextIO) -> bool:
    """Whether ornaments are wanted: on a terminal that can, unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_page(lines: Iterable[Line]) -> None:
    """Write lines to standard output."""
    colour = has_colour(sys.stdout)
    write_text("".join(f"{_dressed(line, colour=colour)}\n" for line in lines))


def write_text(text: str) -> None:
    """Write text to standard output as it is, in characters that it can take.

    Raises:
        PipeClosedError: nobody reads any more.
        VehiclePlanError: it cannot be written, such as to a full disk.
    """
    try:
        sys.stdout.write(encodable(text, sys.stdout))
        sys.stdout.flush()
    except BrokenPipeError as error:
        silence(sys.stdout)
        raise PipeClosedError from error
    except OSError as error:
        silence(sys.stdout)
        reason = (error.strerror or str(error)).lower()
        raise VehiclePlanError(f"standard output cannot be written: {reason}") from error


def encodable(text: str, stream: TextIO) -> str:
    """The text with stand-ins for what the stream's encoding has not."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


def _dressed(line: Line, *, colour: bool) -> str:
    code = _CODES.get(line.role, "") if colour else ""
    return f"{code}{line.text}{_RESET}" if code else line.text


def silence(stream: TextIO) -> None:
    """Send what is still in the buffer nowhere, so that leaving the program does not fail again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
    except (OSError, ValueError):
        return
