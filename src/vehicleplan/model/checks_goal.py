"""The goal, the horizon and the budget: each asks for something that can be."""

from __future__ import annotations

from collections.abc import Iterator

from vehicleplan.model.base import by_period
from vehicleplan.model.checks_context import Context
from vehicleplan.model.fault import Fault, KeyPath, nearest
from vehicleplan.model.goal import Mode
from vehicleplan.model.period import period_start

HORIZON: tuple[KeyPath, ...] = (("horizon", "periods"),)


def goal_faults(context: Context) -> Iterator[Fault]:
    """A goal that counts nothing, a cost mode that asks for nothing, a segment that no vehicle knows."""
    scenario = context.scenario
    goal = scenario.goal
    if goal.stage is None and not goal.worth:
        yield Fault(
            ("goal",),
            "the goal does not say what counts as a result",
            'Write stage = "conversion" for the stage that results are counted at, or worth = { … } for what counts.',
            (("goal", "stage"), ("goal", "worth")),
        )
    if goal.chosen_mode is not Mode.MOST_RESULTS and goal.amount is None and not goal.targets:
        yield Fault(
            ("goal", "mode"),
            f"mode `{goal.chosen_mode}` has neither an `amount` nor a target: "
            "with nothing asked for, the cheapest plan is to do nothing",
            'Add amount = … to [goal], or a [[goal.target]], or write mode = "most-results".',
            (("goal", "amount"), ("goal", "target")),
        )
    if goal.confidence is not None and goal.asked_confidence is None:
        yield Fault(
            ("goal", "confidence"),
            "there is neither an `amount` nor a target to be confident of",
            "Add amount = … to [goal], or a [[goal.target]], or remove `confidence`.",
            (("goal", "amount"), ("goal", "target")),
        )
    for number, target in enumerate(goal.targets):
        if target.outcome in [other.outcome for other in goal.targets[:number]]:
            yield Fault(
                ("goal", "target", number, "outcome"),
                f"there is a target for `{target.outcome}` already",
                "Keep the one with the larger amount.",
                (("goal", "target"),),
            )
    yield from _segment_faults(context)
    yield from _horizon_faults(context)
    yield from length_faults(("budget", "per_period"), scenario.budget.per_period, scenario.horizon.periods)


def _segment_faults(context: Context) -> Iterator[Fault]:
    segment = context.scenario.brief.segment
    known = sorted({name for entry in context.entries for name in entry.merged.reach})
    if segment is None or not known or segment in known:
        return
    guess = nearest(segment, known)
    yield Fault(
        ("brief", "segment"),
        f"no vehicle here says how it reaches the segment `{segment}`",
        f"Segments that they know: {', '.join(known)}." + (f" Did you mean `{guess}`?" if guess else ""),
        (("vehicle", "*", "use"), ("vehicle", "*", "reach"), ("catalogs", "*", "vehicle", "*", "reach")),
    )


def _horizon_faults(context: Context) -> Iterator[Fault]:
    horizon = context.scenario.horizon
    if horizon.start is None:
        return
    try:
        period_start(horizon.start, horizon.period, horizon.periods)
    except (ValueError, OverflowError):
        yield Fault(
            ("horizon", "start"),
            "the horizon ends after the year 9999",
            "Start earlier, or plan fewer periods.",
            (("horizon",),),
        )


def length_faults(path: KeyPath, figures: float | tuple[float, ...] | None, periods: int) -> Iterator[Fault]:
    """A list that should have one number per period and has more or fewer."""
    if figures is None:
        return
    try:
        by_period(figures, periods)
    except ValueError:
        given = len(figures) if isinstance(figures, tuple) else 1
        yield Fault(
            path,
            f"{given} {'number' if given == 1 else 'numbers'} for a horizon of "
            f"{periods} {'period' if periods == 1 else 'periods'}",
            "Write one number for all periods, or one per period.",
            HORIZON,
        )
