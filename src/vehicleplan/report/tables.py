"""The tables of a plan: chosen vehicles, money, hours, targets, builds, and what is not in the plan."""

from __future__ import annotations

import math

from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period as spread
from vehicleplan.model.plan import Chosen, Plan, SkillUse, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.report import numbers, sentences
from vehicleplan.report.contracts import Cell, Column, Fold, Kind, Table, TimeRow, Timetable
from vehicleplan.report.periods import headings

_DUST = 1e-6


def folded(timetable: Timetable, size: int) -> Table:
    """The timetable with so many periods in a column; 0 leaves the periods out."""
    columns = headings(timetable.labels, size) if size else ()
    periods = tuple(Column(heading, timetable.kind, is_period=True) for heading in columns)

    def cells(row: TimeRow) -> tuple[Cell, ...]:
        """The row with its periods folded."""
        stretches = [row.by_period[at : at + size] for at in range(0, len(row.by_period), size)] if size else []
        return (*row.lead, *(_fold(stretch, row.fold) for stretch in stretches), *row.tail)

    return Table(
        title=timetable.title,
        columns=(*timetable.lead, *periods, *timetable.tail),
        rows=tuple(cells(row) for row in timetable.rows if not row.is_total),
        totals=tuple(cells(row) for row in timetable.rows if row.is_total),
        notes=timetable.notes,
    )


def _fold(stretch: tuple[Cell, ...], fold: Fold) -> Cell:
    if fold is Fold.LAST:
        return stretch[-1]
    pairs = [cell for cell in stretch if isinstance(cell, tuple)]
    if pairs:
        return math.fsum(pair[0] for pair in pairs), math.fsum(pair[1] for pair in pairs)
    figures = [cell for cell in stretch if isinstance(cell, float)]
    return math.fsum(figures) if figures else None


def chosen_table(plan: Plan, resolved: ResolvedScenario) -> Timetable:
    """The chosen vehicles: activities by period, cash, hours, results and cost per result, with totals."""
    money = plan.currency
    tail = [
        Column("All", Kind.COUNT),
        Column(f"Cash\n{money}", Kind.MONEY, gives_way=1),
        Column("Hours", Kind.HOURS, gives_way=2),
        Column(f"Cost\n{money}", Kind.MONEY),
        Column("Results", Kind.RESULTS),
        Column(f"{money} per\nresult", Kind.MONEY),
    ]
    rows = [_chosen_row(vehicle, resolved) for vehicle in plan.vehicles]
    rows += _shared_rows(plan)
    rows.append(_total_row(plan))
    return Timetable(
        title="What to do",
        lead=(Column("Vehicle"), Column("One activity", gives_way=3)),
        labels=plan.labels,
        kind=Kind.COUNT,
        tail=tuple(tail),
        rows=tuple(rows),
        notes=(cost_note(plan),),
    )


def _chosen_row(vehicle: Chosen, resolved: ResolvedScenario) -> TimeRow:
    candidate = resolved.candidate_by_id[vehicle.id]
    return TimeRow(
        lead=(vehicle.name, candidate.activity),
        by_period=_shown(vehicle.activities),
        tail=(
            math.fsum(vehicle.activities),
            vehicle.cash,
            math.fsum(vehicle.hours.values()),
            vehicle.loaded_cost,
            vehicle.results,
            vehicle.cost_per_result,
        ),
    )


@dataclass(frozen=True)
class Shared:
    """Something that belongs to no vehicle, with its cash, hours and cost; None where another row has them.

    Attributes:
        name: What it is.
        detail: How much of it, in words; may be empty.
        cash: Its cash.
        hours: Its hours.
        cost: Cash plus hours at their hourly cost.
    """

    name: str
    detail: str
    cash: float
    hours: float | None
    cost: float | None


def shared_costs(plan: Plan) -> tuple[Shared, ...]:
    """What belongs to no vehicle: bought hours, whose cost the vehicles' cost already has, and builds."""
    built = math.fsum(build.cash for build in plan.score.builds)
    bought = plan.cost.cash - built - math.fsum(vehicle.cash for vehicle in plan.vehicles)
    bought_hours = math.fsum(use.outsourced for uses in plan.score.hours.values() for use in uses)
    found = []
    if bought_hours > _DUST:
        found.append(Shared("Bought hours", numbers.hours(bought_hours), max(0.0, bought), None, None))
    if plan.score.builds:
        loaded = plan.cost.loaded - math.fsum(vehicle.loaded_cost for vehicle in plan.vehicles)
        used = math.fsum(use.used for uses in plan.score.hours.values() for use in uses)
        effort = used - math.fsum(hours for vehicle in plan.vehicles for hours in vehicle.hours.values())
        found.append(Shared("Capabilities built", "", built, max(0.0, effort), max(0.0, loaded)))
    return tuple(found)


def _shared_rows(plan: Plan) -> list[TimeRow]:
    empty = (None,) * len(plan.labels)
    return [
        TimeRow(
            (f"{each.name} ({each.detail})" if each.detail else each.name, ""),
            empty,
            (None, each.cash, each.hours, each.cost, None, None),
        )
        for each in shared_costs(plan)
    ]


def _total_row(plan: Plan) -> TimeRow:
    used = math.fsum(use.used for uses in plan.score.hours.values() for use in uses)
    tail = (None, plan.cost.cash, used, plan.cost.loaded, plan.results, plan.cost_per_result)
    return TimeRow(("Total", ""), (None,) * len(plan.labels), tail, is_total=True)


def cost_note(plan: Plan) -> str:
    """What cost and results mean in a table of vehicles."""
    counted = " Cost per result counts cash only." if plan.cost_kind == "cash" else ""
    results = sentences.plural(plan.result)
    meaning = "" if results == "results" else f" Results are {results}."
    return f"Cost is cash plus the team's hours at their hourly cost.{counted}{meaning}"


def money_table(plan: Plan, resolved: ResolvedScenario) -> Timetable:
    """Cash by period, in all, and what is left of the budget."""
    spent = plan.score.cash_by_period
    so_far = tuple(math.fsum(spent[: t + 1]) for t in range(len(spent)))
    total = math.fsum(spent)
    rows = [TimeRow(("Cash spent",), spent, (total,))]
    notes: list[str] = []
    budget = resolved.budget_by_period
    if budget is not None:
        carries = resolved.scenario.budget.carry_over
        rows.append(TimeRow(("Budget",), budget, (math.fsum(budget),)))
        granted = tuple(math.fsum(budget[: t + 1]) for t in range(len(budget)))
        if carries:
            left = tuple(max(0.0, have - used) for have, used in zip(granted, so_far, strict=True))
            rows.append(TimeRow(("Left, carried over",), left, (left[-1],), fold=Fold.LAST))
        else:
            unused = tuple(max(0.0, have - used) for have, used in zip(budget, spent, strict=True))
            rows.append(TimeRow(("Unspent, lost",), unused, (math.fsum(unused),)))
    elif plan.budget_total is not None:
        left = tuple(max(0.0, plan.budget_total - used) for used in so_far)
        rows.append(TimeRow(("Left of the budget",), left, (left[-1],), fold=Fold.LAST))
    limit = resolved.scenario.budget.total
    if limit is not None:
        notes.append(f"The budget for the whole horizon is {numbers.money(limit, plan.currency)}.")
    return Timetable(
        title=f"Cash, {plan.currency}",
        lead=(Column(""),),
        labels=plan.labels,
        kind=Kind.MONEY,
        tail=(Column("All", Kind.MONEY),),
        rows=tuple(rows),
        notes=tuple(notes),
    )


def hours_table(plan: Plan, resolved: ResolvedScenario) -> Timetable | None:
    """Hours by skill and period: used of own, given, built and bought; then the members who share theirs.

    None where no hours are used. What a member could give belongs to no skill, so it stands in the member's row.
    """
    shared = {skill for member in resolved.scenario.team.members for skill in member.skills}
    rows: list[TimeRow] = []
    for skill, uses in plan.score.hours.items():
        if any(use.used > _DUST for use in uses):
            rows += _skill_rows(skill, uses, is_shared=skill in shared)
    if not rows:
        return None
    rows += _member_rows(plan, resolved)
    return Timetable(
        title="Hours, used / available",
        lead=(Column("Skill"),),
        labels=plan.labels,
        kind=Kind.HOURS,
        tail=(Column("All", Kind.HOURS), Column("Used", Kind.PERCENT)),
        rows=tuple(rows),
    )


def _skill_rows(skill: str, uses: tuple[SkillUse, ...], *, is_shared: bool) -> list[TimeRow]:
    """The use of a skill, then a row for each source beside the team's own hours that the plan draws on."""
    if is_shared and all(use.own + use.built + use.outsourced <= _DUST for use in uses):
        return [TimeRow((skill,), _shown(tuple(use.used for use in uses)), (math.fsum(use.used for use in uses), None))]
    pairs = tuple((use.used, max(use.used, use.used + use.slack)) for use in uses)
    rows = [_use_row(skill, pairs, has_percent=not is_shared)]
    sources = (
        ("bought", tuple(use.outsourced for use in uses)),
        ("given by members", tuple(use.given for use in uses)),
        ("built", tuple(use.built for use in uses)),
    )
    for words, hours in sources:
        if any(amount > _DUST for amount in hours):
            rows.append(TimeRow((f"  of them {words}",), _shown(hours), (math.fsum(hours), None)))
    return rows


def _member_rows(plan: Plan, resolved: ResolvedScenario) -> list[TimeRow]:
    """Members who give hours: given of what they have, over all their skills."""
    rows = []
    for position, member in enumerate(resolved.scenario.team.members):
        given = [hours for (who, _), hours in plan.decisions.given.items() if who == position]
        by_period = tuple(math.fsum(hours[t] for hours in given) for t in range(resolved.periods))
        if any(amount > _DUST for amount in by_period):
            pairs = tuple(zip(by_period, spread(member.hours, resolved.periods), strict=True))
            rows.append(_use_row(f"{member.name}, all skills", pairs, has_percent=True))
    return rows


def _use_row(name: str, pairs: tuple[tuple[float, float], ...], *, has_percent: bool) -> TimeRow:
    used, available = math.fsum(pair[0] for pair in pairs), math.fsum(pair[1] for pair in pairs)
    percent = used / available if has_percent and available > 0 else None
    shown = tuple(pair if pair[1] > _DUST else None for pair in pairs)
    return TimeRow((name,), shown, ((used, available), percent))


def _shown(figures: tuple[float, ...]) -> tuple[Cell, ...]:
    """The figures; nothing in place of a nought."""
    return tuple(figure if figure > _DUST else None for figure in figures)


def targets_table(plan: Plan, resolved: ResolvedScenario) -> Table | None:
    """The amount and the targets, asked and reached; None where the goal is one amount and it is reached.

    With a confidence each may be missed on average or not, whether or not the plan is as sure as asked.
    """
    goal = resolved.scenario.goal
    asked = [] if goal.amount is None else [(sentences.plural(goal.result), goal.amount, plan.results)]
    asked += [(target.outcome, target.amount, plan.outcomes.get(target.outcome, 0.0)) for target in goal.targets]
    if not asked or (not goal.targets and not plan.shortfalls):
        return None
    if goal.asked_confidence is not None:
        columns = (Column("What"), Column("Asked", Kind.RESULTS), Column("On average", Kind.RESULTS))
        return Table("Goal", columns, tuple(asked))
    return Table(
        title="Goal",
        columns=(Column("What"), Column("Asked", Kind.RESULTS), Column("Reached", Kind.RESULTS), Column("")),
        rows=tuple((what, least, reached, _reached_words(least, reached)) for what, least, reached in asked),
    )


def _reached_words(asked: float, reached: float) -> str:
    if reached >= asked * (1 - _DUST):
        return "reached"
    return f"{numbers.results(asked - reached)} missing ({numbers.percent(1 - reached / asked)})"


def builds_table(plan: Plan) -> Table | None:
    """The capabilities that the plan builds; None where it builds none."""
    if not plan.score.builds:
        return None
    columns = (
        Column("Capability"),
        Column("Built in"),
        Column("Ready in"),
        Column("Skill"),
        Column("Hours\nper period", Kind.HOURS),
        Column(f"Cash\n{plan.currency}", Kind.MONEY),
    )
    after = "after the horizon"

    def label(period: int) -> str:
        """What the period is called; it counts from 1."""
        return plan.labels[period - 1] if period <= len(plan.labels) else after

    rows = tuple(
        (build.name, label(build.period), label(build.ready), build.skill, build.adds_hours, build.cash)
        for build in plan.score.builds
    )
    return Table("Capabilities to build", columns, rows)


def not_chosen_table(plan: Plan) -> Table | None:
    """Candidates that the optimizer or the scenario leaves out, near misses first."""
    if not sentences.has_plan(plan):
        return None
    order = (WhyNot.NOT_WORTH_IT, WhyNot.NO_RESULT, WhyNot.NEED_MISSING, WhyNot.NEVER)
    others = [other for why in order for other in plan.not_chosen if other.why is why]
    rows = tuple((other.name, other.sentence) for other in others)
    return Table("Not in the plan", (Column("Vehicle"), Column("Why")), rows) if rows else None


def ruled_out_table(plan: Plan) -> Table | None:
    """Candidates that the seven questions ruled out: those that came furthest first."""
    rows = tuple(
        (other.name, sentences.ruled_out(question, other.sentence))
        for question in reversed(Question)
        for other in plan.not_chosen
        if other.question is question
    )
    return (
        Table("Ruled out by the seven questions", (Column("Vehicle"), Column("Where and why")), rows) if rows else None
    )
