"""Hours that a candidate needs to start, and where they come from: the team today, bought hours, builds."""

from __future__ import annotations

import math
from collections.abc import Mapping

from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import SkillHours
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.team import Build
from vehicleplan.screening.sharing import Pot, share_out


@dataclass(frozen=True)
class _Supply:
    """Where the hours of one period come from, in the order in which they are used.

    Attributes:
        today: Own hours of each skill, then of each member.
        bought: Hours that can be bought.
        built: Hours of builds that are ready.
        names: Each of these builds: its name and the period in which its hours begin.
    """

    today: tuple[Pot, ...]
    bought: tuple[Pot, ...]
    built: tuple[Pot, ...]
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TeamHours:
    """The hours that a team could give, once for all candidates.

    Attributes:
        supplies: Each different supply with the first period that has it.
        known: The skills of which somebody has, could buy or could build hours in some period.
        price: By skill that can be bought, cash for an hour.
        labels: What each period is called.
    """

    supplies: tuple[tuple[int, _Supply], ...]
    known: frozenset[str]
    price: Mapping[str, float]
    labels: tuple[str, ...]


def team_hours(resolved: ResolvedScenario) -> TeamHours:
    """The hours of the team in each period, with what could be bought and built."""
    ready = [_ready(resolved, build) for build in resolved.scenario.team.builds]
    supplies: dict[_Supply, int] = {}
    for t in range(resolved.periods):
        supplies.setdefault(_supply(resolved, ready, t), t)
    pots = [pot for supply in supplies for pot in (*supply.today, *supply.bought, *supply.built)]
    skills = resolved.scenario.team.skills
    return TeamHours(
        supplies=tuple((t, supply) for supply, t in supplies.items()),
        known=frozenset(skill for pot in pots if pot.hours > 0 for skill in pot.skills),
        price={skill.id: skill.outsource.hourly_cost for skill in skills if skill.outsource is not None},
        labels=resolved.labels,
    )


def hours_to_start(team: TeamHours, candidate: Candidate) -> tuple[str, tuple[SkillHours, ...]]:
    """What the best period is called, and the hours needed there by skill.

    The best period leaves the least hours short, then has the least bought or built, then is the earliest. Set-up and
    the activities of one period fall in it together, which is the most that a start asks for at once.
    """
    needed = smallest_scale(candidate, len(team.labels))
    if not needed:
        return "", ()
    best, skills = (math.inf, math.inf, 0), tuple[SkillHours, ...]()
    for t, supply in team.supplies:
        covered = _covered(team, supply, needed)
        way = (_short(covered), _helped(covered), t)
        if way < best:
            best, skills = way, covered
        if best[:2] == (0.0, 0.0):
            break  # no later one is better
    return team.labels[best[2]], skills


def smallest_scale(candidate: Candidate, periods: int) -> Mapping[str, float]:
    """By skill, hours of set-up and of the least useful activities of one period: at least one activity."""
    least = max(1.0, candidate.min_per_period, math.ceil(candidate.min_activities / periods))
    hours = {
        skill: candidate.setup_hours.get(skill, 0.0) + least * candidate.hours.get(skill, 0.0)
        for skill in dict.fromkeys((*candidate.setup_hours, *candidate.hours))
    }
    return {skill: amount for skill, amount in hours.items() if amount > 0}


def _covered(team: TeamHours, supply: _Supply, needed: Mapping[str, float]) -> tuple[SkillHours, ...]:
    """The hours needed, with what covers them in a period."""
    given = share_out(needed, (*supply.today, *supply.bought, *supply.built))
    own, others = given[: len(supply.today)], given[len(supply.today) :]
    bought, built = others[: len(supply.bought)], others[len(supply.bought) :]
    return tuple(
        SkillHours(
            skill=skill,
            needed=amount,
            available=math.fsum(pot.hours for pot in supply.today if skill in pot.skills),
            today=math.fsum(each[skill] for each in own),
            bought=math.fsum(each[skill] for each in bought),
            built=math.fsum(each[skill] for each in built),
            builds=tuple(name for name, each in zip(supply.names, built, strict=True) if each[skill] > 0),
            price=team.price.get(skill, 0.0),
            is_known=skill in team.known,
        )
        for skill, amount in needed.items()
    )


def _supply(resolved: ResolvedScenario, ready: list[int | None], t: int) -> _Supply:
    """What there is in a period; a build counts from the period in which its hours begin."""
    team = resolved.scenario.team
    own = [Pot(hours[t], (skill,)) for skill, hours in resolved.own_hours.items()]
    members = [Pot(by_period(member.hours, resolved.periods)[t], member.skills) for member in team.members]
    begun = [
        (build, first) for build, first in zip(team.builds, ready, strict=True) if first is not None and first <= t
    ]
    return _Supply(
        today=(*own, *members),
        bought=_bought(resolved, t),
        built=tuple(Pot(build.adds_hours, (build.skill,)) for build, _ in begun),
        names=tuple((build.name, resolved.labels[first]) for build, first in begun),
    )


def _bought(resolved: ResolvedScenario, t: int) -> tuple[Pot, ...]:
    """Hours that can be bought in a period."""
    pots = []
    for skill in resolved.scenario.team.skills:
        if skill.outsource is not None:
            hours = math.inf if skill.outsource.hours is None else by_period(skill.outsource.hours, resolved.periods)[t]
            pots.append(Pot(hours, (skill.id,)))
    return tuple(pots)


def _ready(resolved: ResolvedScenario, build: Build) -> int | None:
    """The first period with hours of a build; None where it cannot be made in time."""
    for t in range(resolved.periods - build.ready_after):
        supply = _supply(resolved, [None] * len(resolved.scenario.team.builds), t)
        given = share_out(build.takes_hours, (*supply.today, *supply.bought))
        if all(math.fsum(each[skill] for each in given) >= hours - 1e-6 for skill, hours in build.takes_hours.items()):
            return t + build.ready_after
    return None


def _short(skills: tuple[SkillHours, ...]) -> float:
    return math.fsum(each.short for each in skills)


def _helped(skills: tuple[SkillHours, ...]) -> float:
    return round(math.fsum(each.bought + each.built for each in skills), 6)
