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


def state_folder() -> Path:
    """The folder for recent files and crash files."""
    given = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".local" / "state") / "vehicleplan"


def read_state(name: str) -> object:
    """What was kept under a name, or None."""
    try:
        content: object = json.loads((state_folder() / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, RuntimeError, ValueError, RecursionError):
        return None
    return content


def keep_state(name: str, content: object) -> None:
    """Keep something under a name for the next run."""
    from vehicleplan.files.save import save_text_atomically

    with contextlib.suppress(OSError, RuntimeError, ValueError):
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        save_text_atomically(folder / f"{name}.json", json.dumps(content, ensure_ascii=False, indent=1))


def write_crash_file(error: BaseException) -> Path | None:
    """Write what whoever mends the program needs; None where it can be written nowhere."""
    details = "".join(traceback.format_exception(error))
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
