"""Hours: what vehicles and builds need, and where they come from."""

from __future__ import annotations

import math

from pulp import LpVariable

from vehicleplan.model.base import by_period
from vehicleplan.optimizer.build import Build, Expression, combined, total


def add_hours(build: Build) -> None:
    """Make the builds, the bought and the given hours, and the limits of every skill and member."""
    _builds(build)
    _need(build)
    add_sources(build)


def add_sources(build: Build) -> None:
    """Make the bought and the given hours for what is needed, and the limits of every skill and member."""
    _sources(build)
    for skill, t in build.need:
        _hours_limit(build, skill, t)
    _member_limits(build)


def _builds(build: Build) -> None:
    """A build is made at most once, and only when it will be ready within the horizon.

    Algebra: sum_t made[b,t] <= 1        (docs/model.md §5)
    """
    needed = {skill for item in build.items for skill in item.candidate.hours}
    needed |= {skill for item in build.items for skill in item.candidate.setup_hours}
    for b, capability in enumerate(build.resolved.scenario.team.builds):
        useful = [t for t in build.periods if t + capability.ready_after < len(build.periods)]
        if capability.skill not in needed and not any(
            capability.skill in other.takes_hours for other in build.resolved.scenario.team.builds
        ):
            continue
        for t in useful:
            build.made[b, t] = build.binary("made", capability.name, t)
        if len(useful) > 1:
            build.limit(total(build.made[b, t] for t in useful), "<=", 1, "made_once", capability.name)


def _need(build: Build) -> None:
    """Hours needed: set-up, activities, and what a build takes.

    Algebra: need[s,t] = sum_v (setup_hours[v,s] · start[v,t] + hours[v,s] · activities[v,t])
                       + sum_b takes_hours[b,s] · made[b,t]        (docs/model.md §5)
    """
    terms: dict[tuple[str, int], list[tuple[float, LpVariable | Expression]]] = {}
    for item in build.items:
        c = item.candidate
        for skill, hours in c.hours.items():
            if hours:
                for t in build.periods:
                    terms.setdefault((skill, t), []).append((hours, build.activities[c.id, t]))
        for skill, hours in c.setup_hours.items():
            if hours:
                for t in build.periods:
                    begins = build.start[c.id, t] if item.has_start else build.chosen[c.id]
                    terms.setdefault((skill, t), []).append((hours, begins))
    for (b, t), made in build.made.items():
        for skill, hours in build.resolved.scenario.team.builds[b].takes_hours.items():
            terms.setdefault((skill, t), []).append((hours, made))
    places = {skill: place for place, skill in enumerate(build.resolved.skills)}
    for skill, t in sorted(terms, key=lambda key: (places[key[0]], key[1])):
        build.need[skill, t] = combined(terms[skill, t])


def _sources(build: Build) -> None:
    """Hours that can be bought and hours that members can give, where they are needed."""
    team = build.resolved.scenario.team
    for skill in team.skills:
        if skill.outsource is None:
            continue
        hours = math.inf if skill.outsource.hours is None else skill.outsource.hours
        most = by_period(hours, len(build.periods))
        for t in build.periods:
            if (skill.id, t) in build.need:
                build.bought[skill.id, t] = build.amount("bought", skill.id, t, most=most[t])
    for m, member in enumerate(team.members):
        most = by_period(member.hours, len(build.periods))
        for skill_id in dict.fromkeys(member.skills):
            for t in build.periods:
                if (skill_id, t) in build.need:
                    build.given[m, skill_id, t] = build.amount("given", member.name, skill_id, t, most=most[t])


def hours_beside_own(build: Build, skill: str, t: int) -> tuple[list[LpVariable], list[Expression]]:
    """What there can be of a skill in a period beside the team's own: bought and given hours, then built ones."""
    helped = [build.bought[skill, t]] if (skill, t) in build.bought else []
    helped += [hours for (_, s, when), hours in build.given.items() if s == skill and when == t]
    builds = build.resolved.scenario.team.builds
    built = [
        builds[b].adds_hours * made
        for (b, when), made in build.made.items()
        if builds[b].skill == skill and when + builds[b].ready_after <= t
    ]
    return helped, built


def _hours_limit(build: Build, skill: str, t: int) -> None:
    """A skill is used up to its own, bought, given and built hours; nothing is bought or given for nothing.

    Algebra: need[s,t] <= own[s,t] + bought[s,t] + sum_m given[m,s,t] + sum_b adds_hours[b] · ready[b,t]
             bought[s,t] + sum_m given[m,s,t] <= need[s,t]        (docs/model.md §5)
    Units:   hours
    """
    need = build.need[skill, t]
    helped, built = hours_beside_own(build, skill, t)
    if helped:
        used = combined([*((1.0, hours) for hours in helped), (-1.0, need)])
        build.limit(used, "<=", 0, "hours_used", skill, t)
    own = build.resolved.own_hours[skill][t]
    left = combined([(1.0, need), *((-1.0, hours) for hours in (*helped, *built))])
    build.limit(left, "<=", own, "hours_limit", skill, t)


def _member_limits(build: Build) -> None:
    """What a member gives to all skills keeps to the member's hours.

    Algebra: sum_s given[m,s,t] <= hours[m,t]        (docs/model.md §5)
    """
    for m, member in enumerate(build.resolved.scenario.team.members):
        most = by_period(member.hours, len(build.periods))
        for t in build.periods:
            given = [hours for (who, _, when), hours in build.given.items() if who == m and when == t]
            if len(given) > 1:
                build.limit(total(given), "<=", most[t], "member_hours", member.name, t)
