"""Where things stand in a scenario's file: key paths to lines, for answers that name what a person wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vehicleplan.files.locate import locate
from vehicleplan.model.fault import KeyPath

_ID_KEYS = ("use", "id")


def lines_of(text: str, paths: Iterable[KeyPath]) -> Mapping[KeyPath, int]:
    """The line of each key path, from 1; paths of which the file says nothing are left out.

    What stands in a catalog, or is a default, is at the line where the file names its vehicle; anything else that the
    file does not say, at the table around it.

    Args:
        text: The text of the file.
        paths: The key paths, list items counted from 0.
    """
    spots = locate(text)
    found = ((path, _nearest(path, spots)) for path in dict.fromkeys(paths))
    return {path: spots[near].value.line for path, near in found if near}


def _nearest(path: KeyPath, known: Iterable[KeyPath]) -> KeyPath:
    """The key path that is nearest to this one among those that are known; empty where not even its table is."""
    known = frozenset(known)
    while path and path not in known:
        path = path[:-1]
    names = [(*path, key) for key in _ID_KEYS if (*path, key) in known]
    return names[0] if len(path) == 2 and path[0] == "vehicle" and names else path
