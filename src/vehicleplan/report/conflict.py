"""Why no plan is possible, in words: the limits that cannot hold together with their lines, and what would help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vehicleplan.analysis.conflict import Conflict
from vehicleplan.analysis.hard_limits import HardLimit
from vehicleplan.analysis.repairs import Repair
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.change_words import change_words
from vehicleplan.report.contracts import Cell, Column, Kind, Section, Table
from vehicleplan.report.limit_words import limit_sentence, short_name
from vehicleplan.report.sentences import capitalized, listed

_ORDINALS = ("second", "third", "fourth", "fifth", "sixth")
NO_LINES: Mapping[KeyPath, int] = {}


def conflict_section(
    conflict: Conflict,
    resolved: ResolvedScenario,
    ruled_out: Mapping[str, RuledOut],
    lines: Mapping[KeyPath, int] = NO_LINES,
) -> Section:
    """Why no plan is possible.

    Args:
        conflict: The limits that cannot hold together, and what would help.
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        lines: By key path, the line of the scenario's file; empty where there is no file.
    """

    def clashing(title: str, limits: tuple[HardLimit, ...]) -> Table:
        rows = [(limit, limit_sentence(limit, resolved, ruled_out)) for limit in limits]
        return with_lines(title, "Limit", rows, lines)

    tables = [clashing("What cannot hold together", conflict.limits)] if conflict.limits else []
    for number, further in enumerate(conflict.further):
        tables.append(clashing(f"The {_ordinal(number)} conflict", further))
    each = "This change" if len(conflict.repairs) == 1 else "Each of these changes"
    title = f"{each} alone makes a plan possible"
    tables += _changes(title, conflict.repairs, resolved, lines)
    title = "No change of one limit is enough; these together are"
    tables += _changes(title, conflict.together, resolved, lines)
    return Section("Why no plan is possible", tuple(_answer(conflict)), tuple(tables), _notes(conflict, resolved))


def with_lines(title: str, heading: str, rows: Iterable[tuple[HardLimit, str]], lines: Mapping[KeyPath, int]) -> Table:
    """Limits with something said of each, and the line of the file where each stands."""
    rows = tuple(rows)
    if not any(limit.path in lines for limit, _ in rows):
        return Table(title, (Column(heading),), tuple((text,) for _, text in rows))
    cells: list[tuple[Cell, ...]] = [(_line(limit, lines), text) for limit, text in rows]
    return Table(title, (Column("Line", Kind.COUNT), Column(heading)), tuple(cells))


def _line(limit: HardLimit, lines: Mapping[KeyPath, int]) -> Cell:
    line = lines.get(limit.path)
    return None if line is None else float(line)


def _changes(
    title: str, repairs: tuple[Repair, ...], resolved: ResolvedScenario, lines: Mapping[KeyPath, int]
) -> list[Table]:
    if not repairs:
        return []
    rows = [(repair.limit, capitalized(change_words(repair, resolved))) for repair in repairs]
    return [with_lines(title, "Change", rows, lines)]


def _answer(conflict: Conflict) -> Iterable[str]:
    count = len(conflict.limits)
    if not conflict.is_whole:
        yield "Stopped before all of it was found out."
    if not conflict.is_minimal:
        yield f"These {count} limits cannot hold together, and perhaps fewer of them cannot either."
        return
    if count == 1:
        yield "One limit cannot be kept, even without all the others."
    else:
        others = "the other one can" if count == 2 else f"the other {count - 1} can"
        yield f"These {count} limits cannot hold together; without any one of them {others}."
    if conflict.further:
        yield f"There are {len(conflict.further) + 1} such conflicts, and no limit is in two of them."


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number < len(_ORDINALS) else "next"


def _notes(conflict: Conflict, resolved: ResolvedScenario) -> tuple[str, ...]:
    if not conflict.not_enough or not conflict.repairs:
        return ()
    names = listed([short_name(limit, resolved) for limit in conflict.not_enough])
    return (f"No change of {names} alone is enough: other limits clash with the rest too.",)
