"""An export of the open scenario: into which files, in which formats, and what becomes of files that are there.

Nothing is replaced but what a person has agreed to. Files of tables get their names only with the document, and a file
may turn up while it is made: then nothing is written before there is another answer.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from vehicleplan.errors import BadInputError, CancelledError
from vehicleplan.frozen import dataclass
from vehicleplan.session.browse import typed_path
from vehicleplan.session.desk import Desk
from vehicleplan.session.draft import Draft
from vehicleplan.session.export_files import check_targets, rendered, write_files
from vehicleplan.session.exporting import QUICK, SECONDS, THOROUGH, ExportRequest
from vehicleplan.session.folders import keep_state, read_state
from vehicleplan.session.watch import CancelToken, JobProgress, Listener, Watch

_KEPT_AS = "export"
_NO_FILE = "No file can have this name."


@dataclass(frozen=True)
class FileKind:
    """A format to choose.

    Attributes:
        suffix: The ending of its files.
        name: What people call it.
        is_several: Whether it gives a file for each table.
    """

    suffix: str
    name: str
    is_several: bool

    def file_name(self, stem: str) -> str:
        """What its file is called, or all of them."""
        return f"{stem}-….csv" if self.is_several else f"{stem}{self.suffix}"


@dataclass(frozen=True)
class Choice:
    """What is exported.

    Attributes:
        suffixes: The endings of the formats.
        is_thorough: Whether also what takes a while is found out about the plan.
    """

    suffixes: frozenset[str] = frozenset({".pdf"})
    is_thorough: bool = True


@dataclass(frozen=True)
class Order:
    """An export that is asked for.

    Attributes:
        base: The path of its files without their endings.
        choice: What is exported.
        replaceable: The files that may be replaced.
    """

    base: Path
    choice: Choice
    replaceable: frozenset[Path] = frozenset()


def file_kinds() -> tuple[FileKind, ...]:
    """All formats, those for people first."""
    from vehicleplan.exports.registry import CSV, FORMATS

    return tuple(FileKind(each.suffix, each.name, each.suffix == CSV) for each in FORMATS)


def last_choice() -> Choice:
    """What was exported last, or what is good for most."""
    kept = read_state(_KEPT_AS)
    if not isinstance(kept, dict) or not isinstance(kept.get("formats"), list):
        return Choice()
    known = frozenset(kind.suffix for kind in file_kinds() if kind.suffix in kept["formats"])
    return Choice(known or Choice().suffixes, kept.get("analyses") is not False)


def keep_choice(choice: Choice) -> None:
    """Remember what was exported for the next time."""
    keep_state(_KEPT_AS, {"formats": sorted(choice.suffixes), "analyses": choice.is_thorough})


def base_of(typed: str, folder: Path) -> Path | None:
    """The path that was typed, without the ending of a format; None where it names no file.

    Args:
        typed: What was typed.
        folder: Where relative paths begin.
    """
    if typed.strip().replace("\\", "/").rpartition("/")[2] in ("", ".", "..", "~"):
        return None
    path = typed_path(typed, folder)
    is_format = path.suffix.lower() in {kind.suffix for kind in file_kinds()}
    return path.with_name(path.stem) if is_format else path


def target_of(base: Path, kind: FileKind) -> Path:
    """The file of a format."""
    return base.with_name(f"{base.name}{kind.suffix}")


def files_there(base: Path, kind: FileKind) -> tuple[Path, ...]:
    """The files that are in the way of a format, in order; of those for tables all that might be."""
    try:
        if kind.is_several:
            pattern = f"{glob.escape(base.name)}-*{kind.suffix}"
            return tuple(sorted(path for path in base.parent.glob(pattern) if path.is_file()))
        target = target_of(base, kind)
        return (target,) if target.exists() else ()
    except (OSError, ValueError):
        return ()


def trouble_with(base: Path, kinds: tuple[FileKind, ...]) -> str:
    """Why files cannot be written, as far as that is known beforehand; empty where nothing is."""
    if not kinds:
        return "Choose a format."
    try:
        check_targets(tuple(target_of(base, kind) for kind in kinds), overwrite=True)
        if not os.access(base.parent, os.W_OK):
            return f"Nothing may be written into {base.parent}."
    except BadInputError as error:
        problem = error.problems[0]
        return f"{problem.what[0].upper()}{problem.what[1:]}. {problem.fix}"
    except OSError:
        return _NO_FILE
    return _NO_FILE if "\0" in base.name else ""


class ExportRun:
    """One export, made and written in a job's thread.

    Attributes:
        draft: The scenario that is exported.
        order: What is asked for.
        in_the_way: Files that are there and that nobody has agreed to replace; while there are any, none is written.
        written: What was written.
    """

    def __init__(self, desk: Desk, draft: Draft, order: Order) -> None:
        self._desk = desk
        self.draft = draft
        self.order = order
        self._files: Mapping[Path, bytes] | None = None
        self.in_the_way: tuple[Path, ...] = ()
        self.written: tuple[Path, ...] = ()

    def work(self, token: CancelToken, on_progress: Listener) -> None:
        """Make the files, unless they are made, and write them, unless others are in the way.

        Raises:
            CancelledError: it was stopped; nothing was written.
            BadInputError: the scenario has faults, or a file cannot be written; none was.
            UnknownLocaleError: there is no locale of the scenario's name for one.
            UnboundedPlanError: nothing limits the plan.
        """
        if self._files is None:
            self._files = self._made(token, on_progress)
        self.in_the_way = tuple(path for path in self._files if path.exists() and path not in self.order.replaceable)
        if not self.in_the_way:
            self._write(self._files, token)

    def agree(self) -> None:
        """Let the files that are in the way be replaced."""
        self.order = replace(self.order, replaceable=self.order.replaceable | frozenset(self.in_the_way))

    def _made(self, token: CancelToken, on_progress: Listener) -> Mapping[Path, bytes]:
        def told(progress: JobProgress) -> None:
            on_progress(replace(progress, stage=f"export: {progress.stage}"))

        choice, files = self.order.choice, dict[Path, bytes]()
        request = ExportRequest(topics=THOROUGH if choice.is_thorough else QUICK)
        document = self._desk.document(self.draft, request, Watch(token, told, SECONDS))
        for kind in file_kinds():
            if kind.suffix in choice.suffixes:
                _go_on(token)
                told(JobProgress(f"making {kind.file_name(self.order.base.name)}"))
                files |= rendered(document, (target_of(self.order.base, kind),))
        return files

    def _write(self, files: Mapping[Path, bytes], token: CancelToken) -> None:
        """Write all or none; stopped before that, none."""
        check_targets(tuple(files), overwrite=True)
        _go_on(token)
        write_files(files, self.order.replaceable)
        self.written = tuple(files)


def _go_on(token: CancelToken) -> None:
    if token.is_cancelled:
        raise CancelledError("stopped before anything was written")
