"""Which vehicles go together: number, needs, must, shares, rules, and what the goal asks for."""

from __future__ import annotations

from vehicleplan.model.limits import Rule
from vehicleplan.optimizer.build import Build, Expression, total
from vehicleplan.optimizer.constraints_chance import add_chance
from vehicleplan.optimizer.index import Item

RESULTS = "results"


def add_choice(build: Build) -> None:
    """Make the limits on the set as a whole."""
    limits = build.resolved.scenario.limits
    eligible = {item.candidate.id for item in build.items}
    if limits.max_vehicles is not None:
        build.limit(total(build.chosen.values()), "<=", limits.max_vehicles, "max_vehicles")
    for item in build.items:
        _must_and_needs(build, item, eligible)
    if limits.max_share is not None and limits.max_share < 1:
        results = build.results()
        for item in build.items:
            if item.value:
                share = build.item_results(item) - limits.max_share * results
                build.limit(share, "<=", 0, "max_share", item.candidate.id)
    for number, rule in enumerate(limits.rules, start=1):
        if rule.active:
            _rule(build, rule, rule.name or f"rule{number}")


def _must_and_needs(build: Build, item: Item, eligible: set[str]) -> None:
    """A must is chosen; a chosen vehicle's needs are chosen.

    Algebra: chosen[v] = 1;  chosen[v] <= chosen[need]        (docs/model.md §6)
    """
    chosen = total([build.chosen[item.candidate.id]])
    if item.candidate.include == "must":
        build.limit(chosen, ">=", 1, "must", item.candidate.id)
    for need in item.candidate.needs:
        needed = total([build.chosen[need]]) if need in eligible else total([])
        build.limit(chosen - needed, "<=", 0, "needs", item.candidate.id, need)


def measured(build: Build, items: tuple[Item, ...], measure: str) -> Expression:
    """A rule's measure over some items and the whole horizon. Units: those of the measure."""
    if measure == "activities":
        return total(build.activities[item.candidate.id, t] for item in items for t in build.periods)
    if measure == "vehicles":
        return total(build.chosen[item.candidate.id] for item in items)
    if measure == "cash":
        return total(build.item_cash(item) for item in items)
    if measure == RESULTS:
        return total(build.item_results(item) for item in items)
    if measure == "hours" or measure.startswith("hours."):
        skill = measure.partition(".")[2]
        return total(_item_hours(build, item, skill) for item in items)
    return total(
        item.amounts[measure] * build.effective[item.candidate.id] for item in items if item.amounts.get(measure)
    )


def _item_hours(build: Build, item: Item, skill: str) -> Expression:
    """Hours of a vehicle's set-up and activities, of one skill, or of all where the skill is empty."""
    c = item.candidate
    each = sum(h for s, h in c.hours.items() if skill in ("", s))
    once = sum(h for s, h in c.setup_hours.items() if skill in ("", s))
    return total([once * build.chosen[c.id], *(each * build.activities[c.id, t] for t in build.periods)])


def _side(build: Build, vehicles: tuple[str, ...] | None) -> tuple[Item, ...]:
    return build.items if vehicles is None else tuple(i for i in build.items if i.candidate.id in vehicles)


def _rule(build: Build, rule: Rule, name: str) -> None:
    """A rule's limits on one measure.

    Algebra: min <= side <= max;  min_share · all <= side <= max_share · all;  side >= times · other
             (docs/model.md §6)
    """
    side = measured(build, _side(build, rule.vehicles), rule.measure)
    if rule.min is not None:
        build.limit(side, ">=", rule.min, "rule_min", name)
    if rule.max is not None:
        build.limit(side, "<=", rule.max, "rule_max", name)
    if rule.min_share is not None or rule.max_share is not None:
        everything = measured(build, build.items, rule.measure)
        if rule.min_share is not None:
            build.limit(side - rule.min_share * everything, ">=", 0, "rule_min_share", name)
        if rule.max_share is not None:
            build.limit(side - rule.max_share * everything, "<=", 0, "rule_max_share", name)
    other = rule.at_least
    if other is not None:
        that_side = measured(build, _side(build, other.vehicles), other.measure or rule.measure)
        build.limit(side - other.times * that_side, ">=", 0, "rule_at_least", name)


def add_goal(build: Build) -> None:
    """What is asked for is reached, or the part that is missing is counted.

    Algebra: reached + asked · missing >= asked, missing = 0 unless out of reach        (docs/model.md §7)
    Shape:   one row for the amount, named asked(results), and one per target
    Applies: where no confidence is asked for; else see `constraints_chance`
    """
    goal = build.resolved.scenario.goal
    if goal.asked_confidence is not None:
        add_chance(build, goal.asked_confidence)
        return
    if goal.amount is not None:
        _ask(build, RESULTS, build.results(), goal.amount)
    for outcome, amount in goal.asked_outcomes.items():
        _ask(build, f"outcome {outcome}", build.outcome(outcome), amount)


def _ask(build: Build, key: str, reached: Expression, asked: float) -> None:
    build.missing[key] = build.part_missing(key)
    build.limit(reached + asked * build.missing[key], ">=", asked, "asked", key)
