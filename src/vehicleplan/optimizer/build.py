"""The model under construction: PuLP's problem with stable, readable names and well-scaled rows.

The invariant: every variable and row is made through `Build`, so that its name is the key that others may use and
its coefficients lie where the solver's absolute tolerances mean something.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import field
from typing import Literal, TypeAlias

from pulp import LpAffineExpression, LpConstraint, LpProblem, LpVariable, const

from vehicleplan.frozen import dataclass
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer.index import Item
from vehicleplan.optimizer.sizes import Ranges, Telling, lie_far_apart, tellings

Expression: TypeAlias = LpAffineExpression
Sense = Literal["<=", ">=", "=="]

_SENSES = {"<=": const.LpConstraintLE, ">=": const.LpConstraintGE, "==": const.LpConstraintEQ}
_LARGE, _SMALL = 1e5, 1e-2
_NOT_IN_NAMES = re.compile(r"[^\w(),.]")


@dataclass(frozen=True)
class InWorld:
    """A row that asks for the amount or a target in one sampled world.

    Attributes:
        name: The row's name.
        what: `results` or the outcome.
        world: The number of the world, from 0.
        parts: By item, the part of what is asked that one activity at full yield brings there. Shape: [item].
    """

    name: str
    what: str
    world: int
    parts: tuple[float, ...]


@dataclass
class Build:
    """A problem under construction.

    Attributes:
        resolved: The scenario.
        items: The eligible candidates.
        problem: PuLP's problem; it has no objective of its own, `solve.Solver` sets one for each run.
        chosen: By candidate, 1 if it is in the plan.
        start: By (candidate, period), 1 if it starts there; only where the start is a decision.
        activities: By (candidate, period), how many, as an expression of one variable.
        counted: By (candidate, last period), activities up to it, where a number of its own says how many.
        effective: By candidate, activities in time at full yield, as an expression.
        cash: By (candidate, period), cash for its set-up and activities, as an expression.
        need: By (skill, period), hours needed, as an expression.
        bought: By (skill, period), hours bought.
        given: By (member, skill, period), hours given.
        made: By (build, period), 1 if it is made there.
        missing: By `results` or outcome, the part of what is asked that is missing; 0 unless out of reach.
        reached: By sampled world, 1 if the amount and all targets are reached there; only with a confidence.
        in_world: The rows of those worlds.
        needed_worlds: In how many of them it must be.
        names: Every name that is taken.
        plain_keys: By key, what names have of it.
        scales: By row, the factor that its coefficients were scaled by.
        contradictions: Names of rows that nothing in the model can fulfil.
        ranges: What is known of the variables.
        is_turned: Whether coefficients will be changed later, so that each row must be there once and as it is.
    """

    resolved: ResolvedScenario
    items: tuple[Item, ...]
    problem: LpProblem = field(default_factory=lambda: LpProblem("vehicleplan", const.LpMinimize))
    chosen: dict[str, LpVariable] = field(default_factory=dict)
    start: dict[tuple[str, int], LpVariable] = field(default_factory=dict)
    activities: dict[tuple[str, int], Expression] = field(default_factory=dict)
    counted: dict[tuple[str, int], LpVariable] = field(default_factory=dict)
    effective: dict[str, Expression] = field(default_factory=dict)
    cash: dict[tuple[str, int], Expression] = field(default_factory=dict)
    need: dict[tuple[str, int], Expression] = field(default_factory=dict)
    bought: dict[tuple[str, int], LpVariable] = field(default_factory=dict)
    given: dict[tuple[int, str, int], LpVariable] = field(default_factory=dict)
    made: dict[tuple[int, int], LpVariable] = field(default_factory=dict)
    missing: dict[str, LpVariable] = field(default_factory=dict)
    reached: list[LpVariable] = field(default_factory=list)
    in_world: list[InWorld] = field(default_factory=list)
    needed_worlds: int = 0
    names: set[str] = field(default_factory=set)
    plain_keys: dict[str | int, str] = field(default_factory=dict)
    scales: dict[str, float] = field(default_factory=dict)
    contradictions: list[str] = field(default_factory=list)
    ranges: Ranges = field(default_factory=Ranges)
    is_turned: bool = False

    @property
    def periods(self) -> range:
        """The periods, from 0."""
        return range(self.resolved.periods)

    def times(self) -> list[LpVariable]:
        """Starts and whole activities of single periods, of the vehicles that are counted over more than one."""
        counted = {v for v, _ in self.counted}
        starts = [variable for (v, _), variable in self.start.items() if v in counted]
        return starts + [only for (v, _), activities in self.activities.items() if v in counted for only in activities]

    def name(self, kind: str, *keys: str | int) -> str:
        """A unique name such as `activities(webinar,2027Q1)`. An integer key is a period."""
        plain = f"{kind}({','.join([self._plain(key) for key in keys])})" if keys else kind
        name, number = plain, 1
        while name in self.names:
            number += 1
            name = f"{plain}~{number}"
        self.names.add(name)
        return name

    def _plain(self, key: str | int) -> str:
        """A key as names have it; each is made plain once."""
        plain = self.plain_keys.get(key)
        if plain is None:
            label = self.resolved.labels[key].replace(" ", "") if isinstance(key, int) else key
            plain = self.plain_keys[key] = _NOT_IN_NAMES.sub("_", label)
        return plain

    def binary(self, kind: str, *keys: str | int) -> LpVariable:
        """A yes or no."""
        variable = self.problem.add_variable(self.name(kind, *keys), 0, 1, const.LpInteger)
        self.ranges.steps.add(variable)
        return variable

    def amount(self, kind: str, *keys: str | int, most: float = math.inf, is_whole: bool = False) -> LpVariable:
        """A number from 0, whole or not, up to the most."""
        category = const.LpInteger if is_whole else const.LpContinuous
        name = self.name(kind, *keys)
        variable = self.problem.add_variable(name, 0, None if math.isinf(most) else most, category)
        if is_whole:
            self.ranges.steps.add(variable)
        return variable

    def count(self, kind: str, *keys: str | int, item: Item, most: float, is_whole: bool = False) -> Expression:
        """Activities of an item up to the most, counted in the item's unit so that the variable stays small."""
        variable = self.amount(kind, *keys, most=most / item.unit, is_whole=is_whole)
        if item.has_whole_tiers:
            self.ranges.steps.add(variable)
        return combined([(item.unit, variable)])

    def limit(
        self,
        expression: Expression,
        sense: Sense,
        bound: float,
        kind: str,
        *keys: str | int,
        is_told_once: bool = False,
    ) -> str:
        """Add `expression sense bound` as the row `kind(keys)`, scaled by a power of ten where it needs it.

        Told once, whatever its figures, are rows of activities and choices alone, and rows that are changed later.

        Gives the row's name. A row without variables holds or not; if not, there is no plan, whatever the model says.
        """
        name = self.name(kind, *keys)
        if not any(expression.values()):
            if not _holds(expression.constant, sense, bound):
                self.contradictions.append(name)
            return name
        told = () if is_told_once else self._tellings(expression, sense, bound)
        for number, telling in enumerate(told):
            self._add(name if not number else self.name(kind, *keys), telling)
        if told:
            return name
        largest = _largest(expression)
        factor = 1.0 if _SMALL <= largest <= _LARGE else 10.0 ** -math.floor(math.log10(largest))
        scaled = expression
        if factor != 1.0 or 0.0 in expression.values():
            scaled = LpAffineExpression(
                [(variable, c * factor) for variable, c in expression.items() if c != 0.0], expression.constant * factor
            )
        self.scales[name] = factor
        self.problem.addConstraint(LpConstraint(scaled, _SENSES[sense], rhs=bound * factor), name)
        return name

    def _tellings(self, expression: Expression, sense: Sense, bound: float) -> tuple[Telling, ...]:
        """The row at each of the sizes of its figures, where these lie far apart; else none."""
        if sense == "==":
            return ()
        sign = 1.0 if sense == "<=" else -1.0
        terms = tuple([(variable, sign * c) for variable, c in expression.items() if c != 0.0])
        room = sign * (bound - expression.constant)
        told = tellings(terms, room, self.ranges)
        if told and lie_far_apart(terms, room, self.ranges):
            self.ranges.are_far_apart = True
        return () if self.is_turned else told

    def _add(self, name: str, telling: Telling) -> None:
        if not telling.terms:
            if telling.bound < 0:
                self.contradictions.append(name)
            return
        self.scales[name] = telling.factor
        row = LpConstraint(LpAffineExpression(telling.terms), const.LpConstraintLE, rhs=telling.bound)
        self.problem.addConstraint(row, name)

    def part_missing(self, *keys: str) -> LpVariable:
        """A part that is missing of what is asked: none, until `search` lets it be up to 1."""
        variable = self.amount("missing", *keys, most=0.0)
        self.ranges.widest[variable] = 1.0
        return variable

    def item_results(self, item: Item) -> Expression:
        """Results of one candidate."""
        return item.value * self.effective[item.candidate.id]

    def results(self) -> Expression:
        """Results of the plan."""
        return combined((item.value, self.effective[item.candidate.id]) for item in self.items if item.value)

    def outcome(self, outcome: str) -> Expression:
        """What the plan brings of an outcome."""
        return combined(
            (item.amounts[outcome], self.effective[item.candidate.id])
            for item in self.items
            if item.amounts.get(outcome)
        )

    def item_cash(self, item: Item) -> Expression:
        """Cash of one candidate over the horizon."""
        return total(self.cash[item.candidate.id, t] for t in self.periods)

    def cash_in(self, t: int) -> Expression:
        """Cash of a period: set-up, activities, bought hours, builds."""
        team = self.resolved.scenario.team
        price = {s.id: s.outsource.hourly_cost for s in team.skills if s.outsource}
        parts: list[tuple[float, LpVariable | Expression]] = [(1.0, self.cash[i.candidate.id, t]) for i in self.items]
        parts += [(price[skill], hours) for (skill, when), hours in self.bought.items() if when == t]
        parts += [(team.builds[b].cost, made) for (b, when), made in self.made.items() if when == t]
        return combined(parts)

    def labour(self) -> Expression:
        """The team's own hours at their cost: (needed - bought - given) × skill + given × member."""
        hourly = self.resolved.hourly_cost
        members = self.resolved.scenario.team.members
        parts: list[tuple[float, LpVariable | Expression]] = [
            (hourly[skill], need) for (skill, _), need in self.need.items()
        ]
        parts += [(-hourly[skill], hours) for (skill, _), hours in self.bought.items()]
        parts += [(members[m].hourly_cost - hourly[skill], hours) for (m, skill, _), hours in self.given.items()]
        return combined(parts)

    def cost(self) -> Expression:
        """The cost that the goal counts: cash, or cash and labour."""
        cash = total(self.cash_in(t) for t in self.periods)
        return cash if self.resolved.scenario.goal.cost == "cash" else total([cash, self.labour()])


def _largest(expression: Expression) -> float:
    return max(map(abs, expression.values()), default=0.0)


def needs_scale(expression: Expression) -> bool:
    """Whether its largest coefficient lies where the solver's tolerances mean too much or too little."""
    largest = _largest(expression)
    return largest > 0 and not _SMALL <= largest <= _LARGE


def scale_of(objective: Expression) -> float:
    """A factor that brings the largest coefficient to 1,000, where the solver's tolerances are fine enough."""
    largest = _largest(objective)
    return 1000.0 / largest if largest > 0 else 1.0


def _holds(value: float, sense: Sense, bound: float) -> bool:
    return {"<=": value <= bound, ">=": value >= bound, "==": value == bound}[sense]


def total(parts: Iterable[LpVariable | Expression]) -> Expression:
    """The sum of expressions and variables; faster than `sum`, and 0 for none."""
    return combined((1.0, part) for part in parts)


def combined(parts: Iterable[tuple[float, LpVariable | Expression]]) -> Expression:
    """The sum of expressions and variables, each so many times; PuLP's own sums and products copy at each step."""
    whole = LpAffineExpression()
    constant = 0.0
    for factor, part in parts:
        if factor == 0.0:
            continue
        if isinstance(part, LpVariable):
            whole[part] = whole.get(part, 0.0) + factor
            continue
        constant += factor * part.constant
        if factor == 1.0 and len(whole) == 0:
            whole.update(part)  # as it is: PuLP's variables take long to hash, and so their hashes are kept
            continue
        for variable, coefficient in part.items():
            more = factor * coefficient
            there = whole.setdefault(variable, more)
            if there is not more:
                whole[variable] = there + more
    whole.constant = constant
    return whole
