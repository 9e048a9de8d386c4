"""Work that was not saved, from the journals of runs that have ended without saving or giving it up."""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path

from vehicleplan.errors import Problem
from vehicleplan.files.difference import changes_between, is_same
from vehicleplan.files.held import may_hold
from vehicleplan.files.read_toml import parse_toml
from vehicleplan.files.save import NOT_THERE
from vehicleplan.files.shipped import shipped_path
from vehicleplan.files.source import SourceText, read_source
from vehicleplan.session.folders import journal_folder
from vehicleplan.session.journal import SUFFIX
from vehicleplan.session.journal_lines import beginning_of, tables_after
from vehicleplan.session.unsaved import Unsaved

_MOST_BYTES = 256 * 1024 * 1024


def unsaved_work(path: Path | None = None) -> tuple[Unsaved, ...]:
    """What runs that have ended have left, the newest first; of one file, or of all.

    Journals that have nothing which is not in a file are removed.
    """
    found = []
    with contextlib.suppress(OSError, RuntimeError):
        for journal in sorted(journal_folder().glob(f"*{SUFFIX}")):
            work = _left_in(journal, path)
            if work is not None:
                found.append(work)
    return tuple(sorted(found, key=lambda work: (work.changed, work.journal), reverse=True))


def base_of(work: Unsaved) -> SourceText:
    """The text that it began from, as it was then."""
    beginning = work.beginning
    path, name = beginning.path, beginning.name if beginning.path is None else str(beginning.path)
    if path is None and beginning.example is not None:
        with contextlib.suppress(KeyError):
            path, name = shipped_path(beginning.example), beginning.example
    return SourceText(name, path, beginning.text, beginning.sha256)


def give_up(work: Unsaved) -> None:
    """Remove it for good."""
    with contextlib.suppress(OSError):
        work.journal.unlink()


def _left_in(journal: Path, wanted: Path | None) -> Unsaved | None:
    """What a journal has, where its run has ended and it is about the file that is wanted."""
    try:
        handle = os.open(journal, os.O_RDONLY)
    except OSError:
        return None
    try:
        if not may_hold(handle):
            return None
        with os.fdopen(os.dup(handle), "rb") as file:
            lines = file.read(_MOST_BYTES).split(b"\n")[:-1]  # a line without its end was not written to its end
        return _read(journal, lines, wanted)
    except OSError:
        return None
    finally:
        os.close(handle)


def _read(journal: Path, lines: list[bytes], wanted: Path | None) -> Unsaved | None:
    try:
        beginning = beginning_of(lines[0])
    except IndexError:  # it was killed before anything was in it
        journal.unlink(missing_ok=True)
        return None
    except (ValueError, RecursionError):
        return None
    if wanted is not None and (beginning.path is None or not _is_same_file(beginning.path, wanted)):
        return None
    base = parse_toml(SourceText(beginning.name, None, beginning.text, beginning.sha256))
    if isinstance(base, Problem):
        return None
    tables, _ = tables_after(base, lines[1:])
    changed = datetime.fromtimestamp(journal.stat().st_mtime, UTC).astimezone()
    work = Unsaved(journal, beginning, tables, len(changes_between(base, tables)), changed)
    if work.changes == 0 or _is_saved(work):
        journal.unlink(missing_ok=True)
        return None
    return work


def _is_saved(work: Unsaved) -> bool:
    """Whether its file says the same by now: the run was killed after it had saved."""
    if work.path is None or work.beginning.sha256 == NOT_THERE:
        return False
    source = read_source(work.path)
    if isinstance(source, Problem) or source.sha256 == work.beginning.sha256:
        return False
    tables = parse_toml(source)
    return not isinstance(tables, Problem) and is_same(tables, work.tables)


def _is_same_file(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
