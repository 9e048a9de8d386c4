"""A fault of meaning: a key path, what is wrong there, and what would be right. Whoever read the file adds the line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from vehicleplan.frozen import dataclass

KeyPath = tuple[str | int, ...]

MOST_FAULTS = 1_000
"""The faults of a file that are told; who has more mends these first."""
_MANY = 200
_NEAR = 30
"""Of more than so many known names, a word is compared with those next to it in the alphabet: each takes a while."""


@dataclass(frozen=True)
class Fault:
    """One fault at one place of a file."""

    path: KeyPath
    what: str
    fix: str = ""
    refers_to: tuple[KeyPath, ...] = ()
    """The other parts of the file that the fault rests on, such as the list that a name was looked up in; `*` stands
    for any one key. A reader that could not read one of them leaves the fault out: it may be only an echo."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or None where none is like it."""
    return _nearest_of(word, sorted(set(known)))


def _nearest_of(word: str, names: list[str]) -> str | None:
    """The nearest of names in alphabetical order."""
    if len(word) > _MANY:
        return None
    if len(names) > _MANY:
        place = bisect_left(names, word)
        names = names[max(place - _NEAR, 0) : place + _NEAR]
    import difflib  # only for what is wrong

    matches = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    return matches[0] if matches else None


def short(text: str, most: int = 80) -> str:
    """A name as a message repeats it: of a very long one the beginning."""
    return text if len(text) <= most else text[: most - 1] + "…"


def known_names(word: str, known: Iterable[str], *, kind: str, most: int = 12) -> str:
    """A sentence that lists the known names of a kind and proposes the nearest one."""
    names = sorted(set(known))
    if not names:
        return f"There is no {kind} to choose from."
    listed = ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
    guess = _nearest_of(word, names)
    return f"Known here: {listed}." + (f" Did you mean `{guess}`?" if guess else "")


def unknown(path: KeyPath, word: str, known: Iterable[str], *, kind: str, refers_to: tuple[KeyPath, ...]) -> Fault:
    """A fault for a name that is not known, with the nearest one that is."""
    return Fault(path, f"unknown {kind} `{short(word)}`", known_names(word, known, kind=kind), refers_to)
