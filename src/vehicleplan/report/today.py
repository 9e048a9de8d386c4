"""Today and the plan: what the team's present activities bring, which limits they break, and what the plan changes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from vehicleplan.analysis.today import Move, Today, VehicleMove
from vehicleplan.model.breach import Breach, BrokenLimit
from vehicleplan.model.plan import Cost, Plan, Shortfall
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.breaches import breach_words
from vehicleplan.report.contracts import Cell, Column, Kind, Section, Table
from vehicleplan.report.sentences import has_plan, listed, number_of, plural

TITLE = "Today and the plan"

_VERBS = ((Move.STARTS, "starts"), (Move.GROWS, "grows"), (Move.SHRINKS, "shrinks"), (Move.STOPS, "stops"))


def today_section(today: Today, plan: Plan, resolved: ResolvedScenario) -> Section:
    """What is done today beside the plan: what it brings, what it breaks, what starts, stops, grows and shrinks.

    Args:
        today: What is done today.
        plan: The plan.
        resolved: Its scenario.
    """
    answer = [_brings(today, plan)]
    answer += [_gain(today, plan), *_moves(today)] if has_plan(plan) else ["There is no plan to set beside it."]
    answer += [*_breaks(today, resolved), *_left_out(today, plan, resolved)]
    return Section(TITLE, tuple(answer), (_table(today, plan),), tuple(_notes(today, plan)))


def _counted(cost: Cost, plan: Plan) -> float:
    """The cost that the goal counts."""
    return cost.cash if plan.cost_kind == "cash" else cost.loaded


def _brings(today: Today, plan: Plan) -> str:
    """What today brings, at what cost per result, and what is missing."""
    in_cash = " in cash" if plan.cost_kind == "cash" else ""
    if today.score.results <= 0:
        money = numbers.money(_counted(today.score.cost, plan), plan.currency)
        words = f"Today's activities bring no {plural(plan.result)} and cost {money}{in_cash}"
    else:
        each = numbers.money(today.cost_per_result or 0.0, plan.currency)
        words = f"Today's activities bring {number_of(today.score.results, plan.result)} at {each}{in_cash} each"
    missing = [_missing(short, plan) for short in today.shortfalls]
    return f"{words}; {listed(missing)} are missing." if missing else f"{words}."


def _missing(short: Shortfall, plan: Plan) -> str:
    noun = plural(short.what) if short.what == plan.result else short.what
    return f"{numbers.results(short.missing)} of {numbers.results(short.asked)} {noun}"


def _gain(today: Today, plan: Plan) -> str:
    """What the plan brings against today, and what that costs more or less."""
    before, after = today.score.results, plan.results
    change = numbers.change(before, after, Kind.RESULTS)
    share = numbers.change(0.0, today.difference.results.share or 0.0, Kind.PERCENT)
    results = (
        f"{change[1:]} {'more' if after > before else 'fewer'}{f' ({share})' if share else ''}" if change else "as many"
    )
    at = ""
    if plan.cost_per_result is not None:
        at = f" at {numbers.money(plan.cost_per_result, plan.currency)} each"
    kind = " of cash" if plan.cost_kind == "cash" else ""
    cost = numbers.change(_counted(today.score.cost, plan), _counted(plan.cost, plan), Kind.MONEY, plan.currency)
    by = f"for {cost[1:]}{kind} {'more' if cost[0] == '+' else 'less'}" if cost else "at the same cost"
    return f"The plan brings {number_of(after, plan.result)}{at}: {results}, {by}."


def _moves(today: Today) -> Iterator[str]:
    parts = []
    for move, verb in _VERBS:
        names = [each.name for each in today.moves if each.move is move]
        if names:
            parts.append(f"{verb} {listed(names)}")
    if not parts:
        yield "It keeps to the vehicles of today."
        return
    yield f"It {listed(parts) if len(parts) < 3 else '; '.join(parts)}."


def _breaks(today: Today, resolved: ResolvedScenario) -> Iterator[str]:
    """The limits that today does not keep, one after another; the periods of one limit together."""

    def key(breach: Breach) -> tuple[BrokenLimit, str]:
        return breach.limit, breach.subject

    parts = [breach_words(tuple(group), resolved) for _, group in groupby(today.breaches, key=key)]
    if len(parts) == 1:
        yield f"Today does not keep one limit: {parts[0]}."
    elif parts:
        yield f"Today does not keep {len(parts)} limits: {'; '.join(parts)}."


def _left_out(today: Today, plan: Plan, resolved: ResolvedScenario) -> Iterator[str]:
    """Vehicles in use that the plan may not have."""
    questions = {other.id: other.question for other in plan.not_chosen}
    ruled = [f"{resolved.candidate_by_id[v].name} ({questions.get(v) or 'filter'})" for v in today.ruled_out]
    if ruled:
        yield f"In use today, but ruled out by the seven questions: {listed(ruled)}."
    if today.kept_out:
        names = [resolved.candidate_by_id[v].name for v in today.kept_out]
        yield f"In use today, but kept out by the scenario: {listed(names)}."


def _table(today: Today, plan: Plan) -> Table:
    """Every vehicle of today or of the plan; without a plan, those of today alone."""
    columns = (
        Column("Vehicle"),
        Column("Today", Kind.COUNT),
        Column("Plan", Kind.COUNT),
        Column("Change"),
        Column("Results\ntoday", Kind.RESULTS),
        Column("Results\nplan", Kind.RESULTS),
    )
    cost = "Cash" if plan.cost_kind == "cash" else "Cost"
    totals = (
        _total("Total", today.score.results, plan.results),
        _total(f"{cost}, {plan.currency}", *_money(_counted(today.score.cost, plan), _counted(plan.cost, plan))),
        _total(f"{cost} per result, {plan.currency}", *_money(today.cost_per_result, plan.cost_per_result)),
    )
    table = Table("Activities", columns, tuple(_row(each) for each in today.moves), totals)
    return table if has_plan(plan) else _only_today(table)


def _total(label: str, before: Cell, after: Cell) -> tuple[Cell, ...]:
    return (label, None, None, "", before, after)


def _money(*amounts: float | None) -> list[str]:
    return ["" if amount is None else numbers.money(amount) for amount in amounts]


def _row(each: VehicleMove) -> tuple[Cell, ...]:
    before, after = each.before, each.after
    return (
        each.name,
        None if before is None else math.fsum(before.activities),
        None if after is None else math.fsum(after.activities),
        "other periods" if each.move is Move.SHIFTS else "" if each.move is Move.STAYS else each.move.value,
        None if before is None else before.results,
        None if after is None else after.results,
    )


def _only_today(table: Table) -> Table:
    kept = (0, 1, 4)

    def row(cells: Sequence[Cell]) -> tuple[Cell, ...]:
        return tuple(cells[place] for place in kept)

    columns = tuple(table.columns[place] for place in kept)
    return Table(table.title, columns, tuple(map(row, table.rows)), tuple(map(row, table.totals)))


def _notes(today: Today, plan: Plan) -> Iterator[str]:
    yield "Both count the same: set-up as if everything began with the horizon, and hours where they cost the least."
    if any(breach.limit is BrokenLimit.HOURS for breach in today.breaches) and plan.cost_kind == "loaded":
        yield "Hours that today is short of count at the cost of the team's own."
