"""A fault of meaning: a key path, what is wrong there, and what would be right. Whoever read the file adds the line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]


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
    matches = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.6)
    return matches[0] if matches else None


def known_names(word: str, known: Iterable[str], *, kind: str, most: int = 12) -> str:
    """A sentence that lists the known names of a kind and proposes the nearest one."""
    names = sorted(set(known))
    if not names:
        return f"There is no {kind} to choose from."
    listed = ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
    guess = nearest(word, names)
    return f"Known here: {listed}." + (f" Did you mean `{guess}`?" if guess else "")


def unknown(path: KeyPath, word: str, known: Iterable[str], *, kind: str, refers_to: tuple[KeyPath, ...]) -> Fault:
    """A fault for a name that is not known, with the nearest one that is."""
    return Fault(path, f"unknown {kind} `{word}`", known_names(word, known, kind=kind), refers_to)
