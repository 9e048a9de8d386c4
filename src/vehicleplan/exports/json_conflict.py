"""Why no plan is possible, and what would reach a goal, as JSON objects for programs. The keys are a contract.

A path names the place in the scenario's file, list items counted from 0; lines count from 1 and are null where the file
does not say it. Changes have the figure that they come to, in the units of the file; `to` is null where a limit goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from vehicleplan.analysis.conflict import Conflict
from vehicleplan.analysis.hard_limits import HardLimit
from vehicleplan.analysis.loosened import Figure
from vehicleplan.analysis.reach import Reach
from vehicleplan.analysis.repairs import Repair
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.change_words import change_words
from vehicleplan.report.limit_words import limit_sentence
from vehicleplan.report.numbers import published, whole_where_possible


class _Writer:
    """Limits and changes of one scenario as objects."""

    def __init__(
        self, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], lines: Mapping[KeyPath, int]
    ) -> None:
        self._resolved, self._ruled_out, self._lines = resolved, ruled_out, lines

    def limits(self, limits: Iterable[HardLimit]) -> list[dict[str, Any]]:
        """Limits with their sentences."""
        return [
            {
                **self._place(limit),
                "figure": _figure(limit.figure),
                "sentence": limit_sentence(limit, self._resolved, self._ruled_out),
            }
            for limit in limits
        ]

    def changes(self, repairs: Iterable[Repair]) -> list[dict[str, Any]]:
        """Changes with what they come to."""
        return [
            {
                **self._place(repair.limit),
                "from": _figure(repair.limit.figure),
                "to": _figure(repair.to),
                "by": None if repair.by is None else whole_where_possible(repair.by),
                "money": None if repair.money is None else published(repair.money),
                "change": change_words(repair, self._resolved),
            }
            for repair in repairs
        ]

    def _place(self, limit: HardLimit) -> dict[str, Any]:
        return {"kind": limit.kind.value, "path": list(limit.path), "line": self._lines.get(limit.path)}


def conflict_object(
    conflict: Conflict,
    resolved: ResolvedScenario,
    ruled_out: Mapping[str, RuledOut],
    lines: Mapping[KeyPath, int],
) -> dict[str, Any]:
    """Why no plan is possible."""
    write = _Writer(resolved, ruled_out, lines)
    return {
        "format": 1,
        "is_whole": conflict.is_whole,
        "is_minimal": conflict.is_minimal,
        "limits": write.limits(conflict.limits),
        "further": [write.limits(limits) for limits in conflict.further],
        "repairs": write.changes(conflict.repairs),
        "not_enough": write.limits(conflict.not_enough),
        "together": write.changes(conflict.together),
    }


def reach_object(
    reach: Reach, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], lines: Mapping[KeyPath, int]
) -> dict[str, Any]:
    """What would put the goal in reach."""
    write = _Writer(resolved, ruled_out, lines)
    return {
        "format": 1,
        "is_whole": reach.is_whole,
        "looked_at": reach.looked_at,
        "limits": reach.limits,
        "ways": write.changes(reach.ways),
        "not_alone": write.limits(reach.not_alone),
        "together": write.changes(reach.together),
        "keeps_out": write.limits(reach.keeps_out),
        "beyond": [
            {"what": short.what, "asked": published(short.asked), "reached": published(short.reached)}
            for short in reach.beyond
        ],
        "needs_others": reach.needs_others,
    }


def _figure(figure: Figure) -> int | float | list[int | float] | None:
    if isinstance(figure, tuple):
        return [whole_where_possible(each) for each in figure]
    return None if figure is None else whole_where_possible(figure)
