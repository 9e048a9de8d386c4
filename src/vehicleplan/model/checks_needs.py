"""Needs: every needed vehicle is a candidate that the plan may have, and none needs itself, directly or around."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vehicleplan.model.checks_context import CANDIDATE_NAMES, Context, Entry
from vehicleplan.model.fault import Fault, KeyPath, known_names

_MOST_NAMES = 12
"""Of a circle of more vehicles some are named."""


def need_faults(context: Context) -> Iterator[Fault]:
    """Every fault of needs."""
    entries = {entry.key: entry for entry in context.entries if entry.key}
    for entry in context.entries:
        for place, name in enumerate(entry.merged.needs):
            if name == entry.key:
                yield Fault(
                    _place(entry, place), f"`{name}` needs itself", "Remove it from its own `needs`.", _rests(entry)
                )
            elif name not in entries:
                yield _unknown_need(entry, place, name, context)
    needs = {
        key: tuple(name for name in entry.merged.needs if name in entries and name != key)
        for key, entry in entries.items()
    }
    for cycle in _cycles(needs):
        entry = entries[cycle[0]]
        yield Fault(
            _place(entry, entry.merged.needs.index(cycle[1])),
            f"vehicles need each other in a circle: {_circle(cycle)}",
            "Remove one of these needs.",
            _rests(entry),
        )


def _circle(names: tuple[str, ...]) -> str:
    """The names of a circle, of a long one its beginning and its end."""
    few = names if len(names) <= _MOST_NAMES else (*names[: _MOST_NAMES - 2], "…", names[-1])
    return " → ".join(few)


def _place(entry: Entry, place: int) -> KeyPath:
    path = entry.place("needs")
    return path if path[-1] == "use" else (*path, place)


def _rests(entry: Entry) -> tuple[KeyPath, ...]:
    return (*CANDIDATE_NAMES, *entry.rests_on("needs"))


def _unknown_need(entry: Entry, place: int, name: str, context: Context) -> Fault:
    cure = known_names(name, context.candidate_ids - {entry.key}, kind="other candidate")
    return Fault(
        _place(entry, place),
        f"`{entry.key}` needs `{name}`, which is no candidate",
        f"{cure} Or add a [[vehicle]] for `{name}`, or write needs = [] here.",
        _rests(entry),
    )


def _cycles(needs: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The circles in who needs whom, each from and to the same vehicle, by depth-first search without recursion."""
    finished: set[str] = set()
    for start in needs:
        if start in finished:
            continue
        way, ahead = [start], [iter(needs[start])]
        on_way = {start: 0}
        while way:
            following = next(ahead[-1], None)
            if following is None:
                ahead.pop()
                finished.add(way[-1])
                del on_way[way.pop()]
            elif following in on_way:
                yield (*way[on_way[following] :], following)
            elif following not in finished:
                on_way[following] = len(way)
                way.append(following)
                ahead.append(iter(needs[following]))
