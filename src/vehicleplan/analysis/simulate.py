"""How sure the plan is: what it brings and costs per result in many draws, and how often it reaches its goal.

The plan stays as it is in every draw, and so does its cost: only outcomes are uncertain. What is said of fewer draws
than were asked for says how many there are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vehicleplan.analysis.basis import NO_PLAN, Basis, standing
from vehicleplan.analysis.known_draws import NOT_ASKED, KnownDraws, know_draws
from vehicleplan.analysis.sample import Percentiles, percentile
from vehicleplan.errors import CancelledError
from vehicleplan.estimates.worlds import Drawn, World, draw_worlds, results_in_worlds
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.chance import Chance
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.simulation import Simulation
from vehicleplan.optimizer import Control

REACHED = 1e-6
"""What may be missing of an amount, as a share of it, for it to count as reached: the same as for the plan itself."""

_AT_ONCE = 1_000
"""Draws between two looks at whether to stop."""


@dataclass(frozen=True)
class Asked:
    """An amount or a target in the draws.

    Attributes:
        what: The result's name, or the target's outcome.
        amount: How much is asked for.
        planned: What the plan counts on.
        figures: What the draws bring.
        chance: How often they bring what is asked for.
    """

    what: str
    amount: float
    planned: float
    figures: Percentiles
    chance: Chance


@dataclass(frozen=True)
class VehicleDraws:
    """A chosen vehicle in the draws.

    Attributes:
        id: The candidate's id.
        name: What people call it.
        planned: Results that the plan counts on from it.
        figures: Results that it brings.
        narrows: By how much the range from P10 to P90 of all results would be narrower if this vehicle always brought
            its P50, as a share of the range.
    """

    id: str
    name: str
    planned: float
    figures: Percentiles
    narrows: float


@dataclass(frozen=True)
class Simulated:
    """The plan in many draws.

    Attributes:
        settings: How many draws were asked for, which, and how much vehicles fare alike in them.
        results: Results of the plan in each draw, the lowest first. Shape: [draw]; empty where there is no plan.
        figures: Their percentiles; None where there is no draw.
        cost_per_result: The percentiles of cost per result by the cost that the goal counts, infinite where a draw
            brings no results; None where there is no draw.
        as_planned: How often the draws bring at least what the plan counts on; None where there is no draw.
        goal: How often they reach the amount and all targets; None where nothing is asked for.
        parts: The amount, then each target.
        vehicles: The chosen vehicles in the order of candidates.
        is_certain: Whether all estimates of the plan's vehicles are certain, so that no draw differs.
        known: What other plans would have done, had the draw been known.
        is_whole: Whether nothing was cut short.
    """

    settings: Simulation
    results: tuple[float, ...]
    figures: Percentiles | None
    cost_per_result: Percentiles | None
    as_planned: Chance | None
    goal: Chance | None
    parts: tuple[Asked, ...]
    vehicles: tuple[VehicleDraws, ...]
    is_certain: bool
    known: KnownDraws
    is_whole: bool


def simulate(basis: Basis, control: Control, settings: Simulation, *, choices: int = 0, jobs: int = 1) -> Simulated:
    """The plan in many draws of its outcomes.

    Args:
        basis: The scenario with its plan.
        control: Stops the work; what is found by then is given.
        settings: How many draws, which, and how much vehicles fare alike in them.
        choices: For how many of these draws the best plan is found that one would have made, had they been known; none
            where all estimates are certain.
        jobs: How many of those plans may be worked on at once.

    Raises:
        CancelledError: It was stopped before the first draw.
        UnboundedPlanError: Nothing limits the best plan of a draw.
    """
    nothing = Simulated(settings, (), None, None, None, None, (), (), is_certain=True, known=NOT_ASKED, is_whole=True)
    if standing(basis.plan) == NO_PLAN:
        return nothing
    draws, seed, correlation = settings.draws, settings.seed, settings.correlation
    chosen = _chosen_only(basis)
    drawn = _drawn(basis, draw_worlds(chosen, draws, seed, correlation), control)
    asked = min(choices, draws) if any(map(_varies, _left(basis))) else 0
    known = NOT_ASKED
    if asked:
        known = know_draws(basis, draw_worlds(basis.resolved, asked, seed, correlation), control, jobs=jobs)
    results = tuple(sorted(draw.results for draw in drawn))
    enough = basis.plan.results * (1.0 - REACHED)
    return replace(
        nothing,
        results=results,
        figures=Percentiles.of(results),
        cost_per_result=Percentiles.of([_cost_per_result(basis, result) for result in results]),
        as_planned=Chance(sum(result >= enough for result in results), len(results)),
        goal=_goal_chance(basis.resolved, drawn),
        parts=_parts(basis, drawn),
        vehicles=_vehicles(basis, drawn),
        is_certain=not any(map(_varies, chosen.candidates)),
        known=known,
        is_whole=len(drawn) == draws and known.is_whole,
    )


def _chosen_only(basis: Basis) -> ResolvedScenario:
    """The scenario with only the plan's vehicles: their draws do not depend on the others."""
    chosen = basis.plan.decisions.activities
    return replace(basis.resolved, candidates=tuple(each for each in basis.resolved.candidates if each.id in chosen))


def _left(basis: Basis) -> Iterator[Candidate]:
    """The candidates that the filter left."""
    return (candidate for candidate in basis.resolved.candidates if candidate.id not in basis.ruled_out)


def _varies(candidate: Candidate) -> bool:
    return not all(estimate.is_certain for estimate in candidate.outcomes.values())


def _drawn(basis: Basis, worlds: Sequence[World], control: Control) -> tuple[Drawn, ...]:
    """What the plan brings in each world, as far as there was time."""
    drawn: list[Drawn] = []
    for start in range(0, len(worlds), _AT_ONCE):
        if control.is_cancelled():
            break
        drawn += results_in_worlds(basis.resolved, basis.plan.decisions, worlds[start : start + _AT_ONCE])
    if not drawn:
        raise CancelledError("stopped before there was an answer")
    return tuple(drawn)


def _cost_per_result(basis: Basis, results: float) -> float:
    cost = basis.plan.cost.cash if basis.plan.cost_kind == "cash" else basis.plan.cost.loaded
    return cost / results if results > 0 else math.inf


def _asked(resolved: ResolvedScenario) -> list[tuple[str | None, float]]:
    """The outcome, or None for results, and how much of it is asked for."""
    goal = resolved.scenario.goal
    amount = [] if goal.amount is None else [(None, goal.amount)]
    return [*amount, *((target.outcome, target.amount) for target in goal.targets)]


def _brought(draw: Drawn, outcome: str | None) -> float:
    return draw.results if outcome is None else draw.outcomes.get(outcome, 0.0)


def _goal_chance(resolved: ResolvedScenario, drawn: Sequence[Drawn]) -> Chance | None:
    asked = [(outcome, amount * (1.0 - REACHED)) for outcome, amount in _asked(resolved)]
    if not asked:
        return None
    times = sum(all(_brought(draw, outcome) >= enough for outcome, enough in asked) for draw in drawn)
    return Chance(times, len(drawn))


def _parts(basis: Basis, drawn: Sequence[Drawn]) -> tuple[Asked, ...]:
    def part(outcome: str | None, amount: float) -> Asked:
        figures = [_brought(draw, outcome) for draw in drawn]
        return Asked(
            what=basis.plan.result if outcome is None else outcome,
            amount=amount,
            planned=basis.plan.results if outcome is None else basis.plan.outcomes.get(outcome, 0.0),
            figures=Percentiles.of(figures),
            chance=Chance(sum(figure >= amount * (1.0 - REACHED) for figure in figures), len(figures)),
        )

    return tuple(part(outcome, amount) for outcome, amount in _asked(basis.resolved))


def _vehicles(basis: Basis, drawn: Sequence[Drawn]) -> tuple[VehicleDraws, ...]:
    whole = _range([draw.results for draw in drawn])

    def one(vehicle: str, name: str, planned: float) -> VehicleDraws:
        own = [draw.results_by_vehicle[vehicle] for draw in drawn]
        figures = Percentiles.of(own)
        without = _range([draw.results - mine + figures.p50 for draw, mine in zip(drawn, own, strict=True)])
        return VehicleDraws(vehicle, name, planned, figures, max(0.0, 1.0 - without / whole) if whole > 0 else 0.0)

    return tuple(one(vehicle.id, vehicle.name, vehicle.results) for vehicle in basis.plan.vehicles)


def _range(figures: Sequence[float]) -> float:
    """From P10 to P90."""
    ordered = sorted(figures)
    return percentile(ordered, 0.9) - percentile(ordered, 0.1)
