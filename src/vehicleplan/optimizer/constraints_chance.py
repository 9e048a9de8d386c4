"""What a goal with a confidence asks for: the amount and all targets, together, in enough of the sampled worlds."""

from __future__ import annotations

from collections.abc import Iterator

from vehicleplan.estimates.sampled import sampled_worlds, worlds_needed
from vehicleplan.estimates.worlds import World, amounts_in
from vehicleplan.estimates.worth import results_per_activity, worth_by_outcome
from vehicleplan.optimizer.build import Build, InWorld, total

WORLDS = "worlds"


def add_chance(build: Build, confidence: float) -> None:
    """In enough sampled worlds the amount and all targets are reached, or the part of them that is missing is counted.

    Algebra: sum_v part[v,w] · effective[v] >= reached[w];  reached[w] in {0, 1}
             sum_w reached[w] + needed · missing >= needed, missing = 0 unless out of reach        (docs/model.md §7)
    Shape:   one row per world and amount or target, named in_world(<world>,<what>), and one named confidence
    """
    worlds = sampled_worlds(build.resolved, [item.candidate for item in build.items])
    for number, world in enumerate(worlds, start=1):
        name = f"world{number}"
        reached = build.binary("reached", name)
        build.reached.append(reached)
        for what, parts in _parts(build, world):
            brought = total(part * build.effective[i.candidate.id] for part, i in zip(parts, build.items, strict=True))
            row = build.limit(brought - reached, ">=", 0, "in_world", name, what, is_told_once=True)
            build.in_world.append(InWorld(row, what, number - 1, parts))
    needed = build.needed_worlds = worlds_needed(confidence, len(worlds))
    build.missing[WORLDS] = build.part_missing(WORLDS)
    build.limit(total(build.reached) + needed * build.missing[WORLDS], ">=", needed, "confidence")


def _parts(build: Build, world: World) -> Iterator[tuple[str, tuple[float, ...]]]:
    """By what is asked for, the part of it that one activity of each item at full yield brings in a world."""
    goal = build.resolved.scenario.goal
    worth = worth_by_outcome(build.resolved.scenario)
    amounts = [amounts_in(world, item.candidate) for item in build.items]
    if goal.amount is not None:
        yield "results", tuple(results_per_activity(each, worth) / goal.amount for each in amounts)
    for outcome, amount in goal.asked_outcomes.items():
        yield f"outcome {outcome}", tuple(each.get(outcome, 0.0) / amount for each in amounts)
