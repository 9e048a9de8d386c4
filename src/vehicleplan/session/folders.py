"""Where the program keeps what is neither settings nor the user's work: lists of its own, crash files, rescued drafts.

None of it is ever worth an error: what cannot be read is not there, and what cannot be written is not kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path

from vehicleplan import __version__
from vehicleplan.session import clock

_MOST_CHARACTERS = 1_000_000
"""What is longer is none of our own lists."""


def state_folder() -> Path:
    """The folder for recent files and crash files."""
    given = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".local" / "state") / "vehicleplan"


def journal_folder() -> Path:
    """The folder for what was changed and not saved; see `journal`."""
    return state_folder() / "journals"


def has_journals() -> bool:
    """Whether there is anything in it, so that looking closer is worth its time."""
    try:
        return any(journal_folder().iterdir())
    except (OSError, RuntimeError):
        return False


def read_state(name: str) -> object:
    """What was kept under a name, or None."""
    try:
        with (state_folder() / f"{name}.json").open(encoding="utf-8") as file:
            content: object = json.loads(file.read(_MOST_CHARACTERS))
    except (OSError, RuntimeError, ValueError, RecursionError):
        return None
    return content


def keep_state(name: str, content: object) -> None:
    """Keep something under a name for the next run."""
    from vehicleplan.files.save import save_text_atomically

    with contextlib.suppress(OSError, RuntimeError, ValueError):
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        save_text_atomically(folder / f"{name}.json", json.dumps(content, indent=1))


def write_crash_file(error: BaseException) -> Path | None:
    """Write what whoever mends the program needs; None where it can be written nowhere."""
    from vehicleplan.report.problems import harmless

    details = "\n".join(harmless(line) for line in "".join(traceback.format_exception(error)).split("\n"))
    text = f"vehicleplan {__version__}\nPython {sys.version}\n{sys.platform}\n\n{details}"
    return write_beside_crashes(f"crash-{clock.now():%Y%m%d-%H%M%S}.txt", text)


def write_beside_crashes(name: str, text: str) -> Path | None:
    """Write a file into the folder for crash files, or else for temporary ones; None where neither takes it."""
    for folder in (state_folder, lambda: Path(tempfile.gettempdir())):
        try:
            file = folder() / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", errors="backslashreplace")
        except (OSError, RuntimeError):
            continue
        return file
    return None
