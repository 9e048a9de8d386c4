"""What a scenario names, when the scenario goes to another folder: its catalogs and its track record.

Files that it may name from there are named anew. Others come along as copies beside it, since a scenario may name only
files of its own folder and of folders that the user has named.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from vehicleplan.errors import BadInputError, Problem
from vehicleplan.files.source import SourceText, read_source
from vehicleplan.files.within import is_within
from vehicleplan.model.fault import KeyPath
from vehicleplan.session.draft import Changes, Draft


def references(draft: Draft, folder: Path) -> Changes:
    """What changes where a scenario moves to another folder: the paths of its catalogs and its track record."""
    origin = _origin(draft)
    return {
        path: _seen_from(folder, origin, name) if _along(origin / name, origin, folder) is None else Path(name).name
        for path, name in _named(draft, folder)
    }


def copies(draft: Draft, target: Path) -> dict[Path, str]:
    """The files that come along where a scenario is saved as another file: what they hold, by their new places.

    Raises:
        BadInputError: a file that says something else has the name there, or the scenario itself would have it.
    """
    origin, folder = _origin(draft), target.parent
    along: dict[Path, str] = {}
    for _, name in _named(draft, folder):
        text = _along(origin / name, origin, folder)
        if text is None:
            continue
        place = folder / Path(name).name
        there = read_source(place) if os.path.lexists(place) and place not in along else None
        holds = along[place] if place in along else there.text if isinstance(there, SourceText) else text
        if holds != text or isinstance(there, Problem) or place.absolute() == target.absolute():
            raise _taken(place, name)
        along[place] = text
    return {place: text for place, text in along.items() if not os.path.lexists(place)}


def _named(draft: Draft, folder: Path) -> Iterator[tuple[KeyPath, str]]:
    """The files that a scenario names, each with where it does; none where it stays in its folder."""
    if _origin(draft).absolute() == folder.absolute():
        return
    catalogs = draft.tables.get("catalogs")
    for place, name in enumerate(catalogs if isinstance(catalogs, list) else ()):
        if isinstance(name, str) and (name.endswith(".toml") or "/" in name or "\\" in name):
            yield ("catalogs", place), name
    record = draft.tables.get("track_record")
    if isinstance(record, str):
        yield ("track_record",), record


def _along(file: Path, origin: Path, folder: Path) -> str | None:
    """What a file holds that has to come along; None for one that can stay, or that could not be read as it is."""
    if is_within(file, folder) or not is_within(file, origin):
        return None
    found = read_source(file)
    return found.text if isinstance(found, SourceText) else None


def _origin(draft: Draft) -> Path:
    return Path() if draft.source.path is None else draft.source.path.parent


def _taken(place: Path, name: str) -> BadInputError:
    what = f"`{name}` has to come along, and another file has its name there"
    return BadInputError((Problem(str(place), None, "", what, "Save in another folder, or under another name."),))


def _seen_from(folder: Path, origin: Path, name: str) -> str:
    """A file named relative to one folder, named relative to another; on another drive, by its whole path."""
    if Path(name).is_absolute():
        return name
    try:
        seen = Path(os.path.relpath(origin / name, folder))
    except ValueError:
        return (origin / name).absolute().as_posix()
    leads_there = (folder / seen).resolve() == (origin / name).resolve()  # a linked folder has two ways up
    return seen.as_posix() if leads_there else (origin / name).absolute().as_posix()
