"""The team: each skill, member and build once, hours for the right number of periods, skills that somebody has."""

from __future__ import annotations

from collections.abc import Iterator

from vehicleplan.model.checks_context import TEAM_SKILLS, Context, twice
from vehicleplan.model.checks_goal import length_faults
from vehicleplan.model.fault import Fault, KeyPath, unknown


def team_faults(context: Context) -> Iterator[Fault]:
    """Every fault of the team."""
    team, periods = context.scenario.team, context.scenario.horizon.periods
    named = (("skill", "id", [skill.id for skill in team.skills]), ("member", "name", [m.name for m in team.members]),
             ("build", "name", [build.name for build in team.builds]))  # fmt: skip
    for kind, field, names in named:
        yield from twice([("team", kind, number, field) for number in range(len(names))], names, kind)
    for number, skill in enumerate(team.skills):
        path: KeyPath = ("team", "skill", number)
        yield from length_faults((*path, "hours"), skill.hours, periods)
        if skill.outsource is not None:
            yield from length_faults((*path, "outsource", "hours"), skill.outsource.hours, periods)
    for number, member in enumerate(team.members):
        yield from length_faults(("team", "member", number, "hours"), member.hours, periods)
        if not member.skills:
            yield Fault(
                ("team", "member", number, "skills"),
                f"{member.name} has no skills, so the hours could go nowhere",
                'Name at least one, such as skills = ["writing"].',
            )
    yield from _build_faults(context)


def _build_faults(context: Context) -> Iterator[Fault]:
    team = context.scenario.team
    for number, build in enumerate(team.builds):
        for skill in build.takes_hours:
            if skill not in team.skill_ids:
                path = ("team", "build", number, "takes_hours", skill)
                yield unknown(path, skill, team.skill_ids, kind="skill of the team", refers_to=TEAM_SKILLS)
