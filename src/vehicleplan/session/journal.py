"""The journal: what was changed and not saved, on disk before it is seen on the screen.

Each change is made to last on its own, so that a run which is killed, or loses its power, loses nothing that a person
has seen. A journal is held while its run lives; one that nobody holds was left, and `recovery` offers what it has.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vehicleplan.files.difference import changes_between
from vehicleplan.files.held import may_hold
from vehicleplan.files.save import sync_folder, write_all
from vehicleplan.session.draft import Changes, Draft
from vehicleplan.session.folders import journal_folder
from vehicleplan.session.journal_lines import changes_line, first_line
from vehicleplan.session.keeping import OpenFile
from vehicleplan.session.unsaved import Beginning

SUFFIX = ".jsonl"
_LEAST_BYTES = 4_000_000
"""A journal is begun anew when it has grown beyond this, and beyond four times what it began with."""


class Journal:
    """The journal of one scenario from when it is opened or saved to when it is saved or given up."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._handle: int | None = None
        self._tables: Mapping[str, Any] = {}
        self._length = self._first_length = 0
        self.trouble: str | None = None
        """Why changes cannot be kept now; None where they can."""

    def keep(self, file: OpenFile, draft: Draft, unfinished: Changes | None = None) -> None:
        """See to it that a draft can be had again; where that cannot be, `trouble` says why.

        Args:
            file: The file that it will be saved into.
            draft: The draft.
            unfinished: What a text that is being typed would change in it; it stands until the next call.
        """
        try:
            self._keep_tables(file, draft)
            if unfinished is not None:
                self._append(changes_line(unfinished, is_unfinished=True))
        except (OSError, RuntimeError, ValueError) as error:
            self.trouble = (getattr(error, "strerror", None) or str(error)).lower()
        else:
            self.trouble = None

    def drop(self) -> None:
        """Remove the journal: what it has is saved, or given up."""
        path, handle = self._path, self._handle
        self._path = self._handle = self.trouble = None
        with contextlib.suppress(OSError):
            if path is not None:
                path.unlink()
                sync_folder(path.parent)  # it must not come back with the power
        if handle is not None:
            _close(handle)

    def _keep_tables(self, file: OpenFile, draft: Draft) -> None:
        handle = self._handle
        is_long = self._length > max(_LEAST_BYTES, 4 * self._first_length)
        if handle is None or is_long or os.fstat(handle).st_nlink == 0:  # none, or somebody has removed it
            self._begin(file, draft)
        elif draft.tables is not self._tables:
            self._append(changes_line(changes_between(self._tables, draft.tables)))
            self._tables = draft.tables

    def _begin(self, file: OpenFile, draft: Draft) -> None:
        """Begin a journal that has it all; only then the one before it goes."""
        path = None if file.path is None else file.path.absolute()
        beginning = Beginning(path, file.example, draft.name, file.sha256, file.text)
        content = first_line(beginning) + changes_line(changes_between(file.tables, draft.tables))
        folder = journal_folder()
        _make_lasting_folder(folder)
        handle, name = tempfile.mkstemp(suffix=SUFFIX, dir=folder)
        journal = Path(name)
        try:
            may_hold(handle)
            write_all(handle, content)
            os.fsync(handle)
            sync_folder(folder)
        except BaseException:
            _close(handle)
            with contextlib.suppress(OSError):
                journal.unlink()
            raise
        self.drop()
        self._path, self._handle, self._tables = journal, handle, draft.tables
        self._length = self._first_length = len(content)

    def _append(self, line: bytes) -> None:
        handle = self._handle
        assert handle is not None  # noqa: S101 - for the type checker
        os.ftruncate(handle, self._length)  # what is left of a line that failed would make this one unreadable
        os.lseek(handle, self._length, os.SEEK_SET)
        write_all(handle, line)
        os.fsync(handle)
        self._length += len(line)


def _close(handle: int) -> None:
    with contextlib.suppress(OSError):
        os.close(handle)


def _make_lasting_folder(folder: Path) -> None:
    """Make the folder and those above it that are not there, readable for the user alone, for good."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)
