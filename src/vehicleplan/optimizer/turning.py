"""One kind of a vehicle's figures multiplied by a factor, as coefficients of a model that turn with the factor.

The invariant: the model's shape and bounds hold for every factor from the least on, so that turning coefficients is
all that another factor asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from pulp import LpVariable

from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.build import Build, Expression, Sense
from vehicleplan.optimizer.index import Item, eligible, index_items, widened
from vehicleplan.optimizer.make import fill

_DUST = 1e-12
"""Relative difference of two coefficients that is arithmetic."""

_SENSES: Mapping[int, Sense] = {-1: "<=", 0: "==", 1: ">="}


class Figure(StrEnum):
    """A kind of figures of a vehicle."""

    CASH = "cash"
    HOURS = "hours"
    OUTCOMES = "outcomes"


@dataclass(frozen=True)
class Change:
    """What is multiplied by a factor.

    Attributes:
        vehicle: The candidate's id.
        figure: Which of its figures; None where all stay as they are.
        least: The least factor that will be asked for.
    """

    vehicle: str
    figure: Figure | None = None
    least: float = 1.0


@dataclass(frozen=True)
class Turning:
    """A coefficient that depends on the factor: `at_one + (factor - 1) · rise`.

    Attributes:
        row: The number of its row in the model; -1 for what is looked for.
        sense: The sense of its row.
        variable: Its variable, which is never negative.
        at_one: The coefficient at factor 1.
        rise: By how much it rises when the factor rises by 1.
    """

    row: int
    sense: Sense
    variable: LpVariable
    at_one: float
    rise: float

    def at(self, factor: float) -> float:
        """The coefficient at a factor."""
        return self.at_one + (factor - 1.0) * self.rise

    def easiest(self, one: float, other: float) -> float:
        """The coefficient that asks least of a plan, at two factors and all between them."""
        ends = self.at(one), self.at(other)
        return max(ends) if self.sense == ">=" else min(ends)


def changed(candidate: Candidate, figure: Figure | None, factor: float) -> Candidate:
    """The candidate with all its cash, all its hours or all its outcomes multiplied by a factor."""
    if figure is None:
        return candidate
    if figure is Figure.HOURS:
        hours = {skill: amount * factor for skill, amount in candidate.hours.items()}
        setup = {skill: amount * factor for skill, amount in candidate.setup_hours.items()}
        return candidate.model_copy(update={"hours": hours, "setup_hours": setup})
    if figure is Figure.OUTCOMES:
        outcomes = {
            name: estimate.model_copy(
                update={point: getattr(estimate, point) * factor for point in ("low", "likely", "high")}
            )
            for name, estimate in candidate.outcomes.items()
        }
        return candidate.model_copy(update={"outcomes": outcomes})
    tiers = tuple(
        tier if tier.cost is None else tier.model_copy(update={"cost": tier.cost * factor}) for tier in candidate.tiers
    )
    cash = {"setup_cost": candidate.setup_cost * factor, "cost": candidate.cost * factor, "tiers": tiers}
    return candidate.model_copy(update=cash)


def two_models(resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], change: Change) -> tuple[Build, Build]:
    """The same model at the factors 1 and 2, with bounds that hold at all factors from the least on.

    Raises:
        UnboundedPlanError: The vehicle has no bound at the least factor.
    """
    candidates = eligible(resolved, ruled_out)
    figure = change.figure
    own = widened(
        resolved,
        resolved.candidate_by_id[change.vehicle],
        candidates,
        cash=change.least if figure is Figure.CASH else 1.0,
        hours=change.least if figure is Figure.HOURS else 1.0,
    )
    prices, results = (2.0 if figure is kind else 1.0 for kind in (Figure.CASH, Figure.OUTCOMES))
    doubled = replace(
        own,
        candidate=changed(own.candidate, figure, 2.0),
        ladder=tuple(replace(step, price=step.price * prices) for step in own.ladder),
        amounts={outcome: amount * results for outcome, amount in own.amounts.items()},
        value=own.value * results,
    )
    items = index_items(resolved, candidates)

    def model(turned: Item) -> Build:
        turned_items = tuple(turned if item.candidate is own.candidate else item for item in items)
        return fill(Build(resolved, turned_items, is_turned=True))

    at_one = model(own)
    return at_one, at_one if figure is None else model(doubled)


def row_turnings(build: Build, doubled: Build) -> tuple[Turning, ...]:
    """Where the rows of the two models differ. The first must have been handed to a solver, which numbers its rows."""
    if doubled is build:
        return ()
    rows = {row.name: row for row in doubled.problem.constraints()}
    variables = _by_name(build)
    found: list[Turning] = []
    for row in build.problem.constraints():
        other = rows[row.name]
        rescale = build.scales[row.name] / doubled.scales[row.name]
        at_one = {variable.name: coefficient for variable, coefficient in row.items()}
        at_two = {variable.name: coefficient * rescale for variable, coefficient in other.items()}
        found += _differences(variables, at_one, at_two, row.index, _SENSES[row.sense])
    return tuple(found)


def expression_turnings(build: Build, at_one: Expression, at_two: Expression) -> tuple[Turning, ...]:
    """Where an expression of the first model, which is to be little, differs from that of the second."""
    names = [{variable.name: coefficient for variable, coefficient in each.items()} for each in (at_one, at_two)]
    return tuple(_differences(_by_name(build), names[0], names[1], -1, "<="))


def _by_name(build: Build) -> dict[str, LpVariable]:
    return {variable.name: variable for variable in build.problem.variables()}


def _differences(
    variables: Mapping[str, LpVariable],
    at_one: Mapping[str, float],
    at_two: Mapping[str, float],
    row: int,
    sense: Sense,
) -> list[Turning]:
    found = []
    for name in dict.fromkeys((*at_one, *at_two)):
        coefficient = at_one.get(name, 0.0)
        rise = at_two.get(name, 0.0) - coefficient
        if abs(rise) > _DUST * abs(coefficient):
            found.append(Turning(row, sense, variables[name], coefficient, rise))
    return found
