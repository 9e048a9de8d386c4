"""What a vehicle could deliver alone: the most results from one candidate within budget and team."""

from __future__ import annotations

from vehicleplan.errors import UnboundedPlanError
from vehicleplan.estimates.score import score
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.goal import Brief, Mode
from vehicleplan.model.limits import Limits
from vehicleplan.model.plan import Score
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screening import Screening
from vehicleplan.model.simulation import Simulation
from vehicleplan.model.team import Member, Team
from vehicleplan.optimizer.alone import told_alone
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.make import make_model
from vehicleplan.optimizer.optimize import verified_plan
from vehicleplan.optimizer.search import search
from vehicleplan.optimizer.solve import Solver
from vehicleplan.optimizer.verify import breached_limits

_UNREAD = {
    "name": "",
    "catalogs": (),
    "locale": None,
    "track_record": None,
    "brief": Brief(),
    "limits": Limits(),
    "screening": Screening(),
    "simulation": Simulation(),
    "vehicles": (),
}
"""What a plan of one candidate does not rest on, as a scenario without it has it."""


def solo_scenario(resolved: ResolvedScenario, candidate: Candidate) -> ResolvedScenario:
    """A scenario of this candidate alone, which asks for most results and has nothing that cannot change them.

    Rules, needs, targets and limits on the set do not count: they are about vehicles together. Two that are equal have
    the same plan.
    """
    scenario = resolved.scenario
    asked = {"mode": Mode.MOST_RESULTS, "amount": None, "targets": (), "confidence": None}
    goal = scenario.goal.model_copy(update=asked)
    team = _team_for(scenario.team, frozenset((*candidate.setup_hours, *candidate.hours)))
    alone = candidate.model_copy(update={"include": "may", "needs": (), "answers": {}})
    return ResolvedScenario(scenario.model_copy(update={**_UNREAD, "goal": goal, "team": team}), (alone,))


def solo_score(solo: ResolvedScenario, control: Control | None = None) -> Score | None:
    """The figures of the plan with the most results of a `solo_scenario`; None where nothing limits them.

    Raises:
        CancelledError: The user stopped the run.
    """
    told = told_alone(solo, solo.candidates[0])
    if told is not None:
        figures = score(solo, told)
        if not any(breached_limits(solo, told, figures)):
            return figures
    return solved(solo, control or Control())


def solved(solo: ResolvedScenario, control: Control) -> Score | None:
    """The same by the solver, which takes some eight times as long.

    Args:
        solo: A scenario that has nothing but the candidate.
        control: How the run may be stopped.

    Raises:
        CancelledError: The user stopped the run.
    """
    try:
        build = make_model(solo)
        return verified_plan(build, {}, search(build, Solver(build, control, is_quick=True))).score
    except UnboundedPlanError:
        return None


def _team_for(team: Team, skills: frozenset[str]) -> Team:
    """The part of a team that can do what takes these skills, with what builds of them take."""
    while (wider := skills.union(*(build.takes_hours for build in team.builds if build.skill in skills))) != skills:
        skills = wider
    members = (member for member in team.members if not skills.isdisjoint(member.skills))
    return team.model_copy(
        update={
            "skills": tuple(skill for skill in team.skills if skill.id in skills),
            "members": tuple(_member_for(member, skills) for member in members),
            "builds": tuple(build for build in team.builds if build.skill in skills),
        }
    )


def _member_for(member: Member, skills: frozenset[str]) -> Member:
    return member.model_copy(update={"skills": tuple(skill for skill in member.skills if skill in skills)})
