"""The team: skills, people who have several of them, hours that can be bought, capabilities that can be built."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from vehicleplan.model.base import Amount, Amounts, Frozen, Id, Name, PerPeriod, Sequence


class Outsourcing(Frozen):
    """Hours of a skill that can be bought."""

    hourly_cost: Amount
    """Cash per hour."""
    hours: PerPeriod | None = None
    """The most hours that can be bought in a period; left out: any number."""


class Skill(Frozen):
    """A skill and the team's own hours of it."""

    id: Id
    """Short name without blanks, by which vehicles ask for hours."""
    hours: PerPeriod = 0.0
    """The team's own hours in a period: one number, or one per period."""
    hourly_cost: Amount = 0.0
    """What an hour of the team's own costs; it counts in the loaded cost, not in cash."""
    outsource: Outsourcing | None = None
    """Hours that can be bought."""


class Member(Frozen):
    """A person with several skills; the optimizer shares the hours between them."""

    name: Name
    """The person."""
    hours: PerPeriod
    """Hours in a period over all skills: one number, or one per period."""
    skills: Sequence[Id]
    """The skills that the person has."""
    hourly_cost: Amount = 0.0
    """What an hour costs; it counts in the loaded cost, not in cash."""


class Build(Frozen):
    """A capability for tomorrow: hours of a skill that come after an effort. It is made at most once."""

    name: Name
    """What it is."""
    skill: Id
    """The skill that it adds to."""
    adds_hours: Amount
    """Hours per period, once ready."""
    cost: Amount = 0.0
    """Cash, in the period in which it is made."""
    takes_hours: Amounts = {}
    """Hours by skill, in the period in which it is made."""
    ready_after: Annotated[int, Field(ge=0, le=520)] = 0
    """Periods from making it to its first hours."""


class Team(Frozen):
    """Who does the work."""

    skills: Sequence[Skill] = Field(default=(), alias="skill")
    """The skills with hours of their own."""
    members: Sequence[Member] = Field(default=(), alias="member")
    """People who share their hours between skills."""
    builds: Sequence[Build] = Field(default=(), alias="build")
    """Capabilities that could be built."""

    @property
    def skill_ids(self) -> tuple[str, ...]:
        """Every skill that anybody in the team has, could buy or could build, in order of appearance."""
        ids = [skill.id for skill in self.skills]
        ids += [skill for member in self.members for skill in member.skills]
        ids += [build.skill for build in self.builds]
        return tuple(dict.fromkeys(ids))
