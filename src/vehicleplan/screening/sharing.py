"""Hours shared out: members give theirs where they are needed most, so that as little as possible is short."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from vehicleplan.frozen import dataclass

_DUST = 1e-9


@dataclass(frozen=True)
class Pot:
    """Hours that may go to any of some skills.

    Attributes:
        hours: How many.
        skills: The skills that they may go to.
    """

    hours: float
    skills: Collection[str]


def share_out(needed: Mapping[str, float], pots: Sequence[Pot]) -> tuple[Mapping[str, float], ...]:
    """By pot, the hours that it gives to each skill: as many as possible in all, early pots before late ones.

    A maximum flow by augmenting paths (Ford & Fulkerson 1956): a path may move what one pot gives to another skill
    where a later pot can step in. What a pot gives in all never falls again, so early pots stay in use.
    """
    given: list[dict[str, float]] = [dict.fromkeys(needed, 0.0) for _ in pots]
    left = dict(needed)
    for number, pot in enumerate(pots):
        room = pot.hours
        while room > _DUST and any(missing > _DUST for missing in left.values()):
            path = _path(number, pots, given, left)
            if path is None:
                break
            moved = min(room, left[path[-1][1]], *(given[p][s] for p, s in _taken(path)))
            for p, skill in path:
                given[p][skill] += moved
            for p, skill in _taken(path):
                given[p][skill] -= moved
            left[path[-1][1]] -= moved
            room -= moved
    return tuple(given)


def _taken(path: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """What the path takes away: each pot after the first gives up the skill of the step before it."""
    return [(later, skill) for (_, skill), (later, _) in pairwise(path)]


def _path(
    first: int, pots: Sequence[Pot], given: Sequence[Mapping[str, float]], left: Mapping[str, float]
) -> list[tuple[int, str]] | None:
    """Steps of (pot, skill that it gives more to) from the first pot to a skill that is short, or None."""
    reached: dict[int, list[tuple[int, str]]] = {first: []}
    waiting = [first]
    while waiting:
        number = waiting.pop(0)
        for skill, missing in left.items():
            if skill not in pots[number].skills:
                continue
            steps = [*reached[number], (number, skill)]
            if missing > _DUST:
                return steps
            for other, gives in enumerate(given):
                if gives[skill] > _DUST and other not in reached:
                    reached[other] = steps
                    waiting.append(other)
    return None
