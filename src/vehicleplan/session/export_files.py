"""The files of a document: rendered all before the first is written, and written all or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vehicleplan.errors import BadInputError, Problem
from vehicleplan.files.save import NOT_THERE, ChangedOutsideError, save_all_atomically

if TYPE_CHECKING:
    from vehicleplan.report.document.contracts import Document


def rendered(document: Document, targets: tuple[Path, ...], table: str | None = None) -> Mapping[Path, bytes]:
    """The files of a document, by path: the ending says the format.

    Args:
        document: The document.
        targets: The files that are asked for; one that ends in .csv gives a file for each table beside it.
        table: The one table that a .csv file is to have.

    Raises:
        BadInputError: an ending stands for no format, or there is no such table; all of them.
    """
    from vehicleplan.exports.registry import render

    return {path: content for target in targets for path, content in render(document, target, table).items()}


def check_targets(targets: tuple[Path, ...], *, overwrite: bool) -> None:
    """See to it that files can be written, as far as is known before anything is worked out.

    Raises:
        BadInputError: an ending stands for no format, a folder is not there, or a file is there and may not be
            replaced; all of them.
    """
    from vehicleplan.exports.registry import check_format

    found = [check_format(target) or _unwritable(target, overwrite=overwrite) for target in dict.fromkeys(targets)]
    problems = [problem for problem in found if problem is not None]
    if problems:
        raise BadInputError(tuple(problems))


def write_files(files: Mapping[Path, bytes], replaceable: Collection[Path] = ()) -> None:
    """Write all files, or none where one of them cannot be written.

    Args:
        files: By file, what it is to hold.
        replaceable: The files that may be replaced.

    Raises:
        BadInputError: a file is there already and may not be replaced, or the disk refuses.
    """
    problems = [problem for path in files if (problem := _unwritable(path, overwrite=path in replaceable))]
    if problems:
        raise BadInputError(tuple(problems))
    hashes = {path: None if path in replaceable else NOT_THERE for path in files}
    try:
        save_all_atomically(files, expected_hashes=hashes)
    except ChangedOutsideError as error:
        there = [path for path in files if path.exists() and path not in replaceable]
        raise BadInputError(tuple(_there(path) for path in there)) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        what = f"the file cannot be written: {reason}; nothing was written"
        problem = Problem(str(error.filename), None, "", what, "Check the disk, the folder and its rights.")
        raise BadInputError((problem,)) from error


def _unwritable(path: Path, *, overwrite: bool) -> Problem | None:
    if not path.parent.is_dir():
        return Problem(str(path), None, "", f"there is no folder {path.parent}", "Name a folder that is there.")
    if path.exists() and not path.is_file():
        return Problem(str(path), None, "", "it is not a file that could be replaced", "Choose another name.")
    return _there(path) if path.exists() and not overwrite else None


def _there(path: Path) -> Problem:
    what = "the file is there already; nothing was written"
    return Problem(str(path), None, "", what, "Choose another name, or --force.")
