"""Does it suit the team's skills, today and tomorrow? Hours at the smallest useful scale against the skills."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence, SkillHours
from vehicleplan.model.goal import Brief
from vehicleplan.model.screened import Suggestion
from vehicleplan.model.screening import Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence, Verdict
from vehicleplan.screening.questions.words import counted, listed, money, number


def suggest(
    _brief: Brief, _team: Team, _candidate: Candidate, evidence: Evidence, _thresholds: Thresholds
) -> Suggestion:
    """Today → strong; with bought hours or a build → fair; hours short → weak; nobody can → no."""
    skills = evidence.hours
    if not skills:
        return Suggestion(Verdict.STRONG, "Needs no hours of the team.", Confidence.HIGH)
    unknown = [each for each in skills if not each.is_known]
    if unknown:
        can = "nobody in the team can do that, and it can be neither bought nor built"
        return Suggestion(Verdict.NO, f"Needs {_needed(unknown)} to start: {can}.", Confidence.HIGH)
    needs = f"Needs {_needed(skills)} to start"
    if any(each.short > 0 for each in skills):
        return Suggestion(Verdict.WEAK, f"{needs}; {_missing(skills, evidence)}.", Confidence.MEDIUM)
    if any(each.bought > 0 or each.built > 0 for each in skills):
        sources = listed([*_purchases(skills, evidence.currency), *_builds(skills)])
        return Suggestion(Verdict.FAIR, f"{needs}; {sources}.", Confidence.MEDIUM)
    return Suggestion(Verdict.STRONG, f"To start in {evidence.start} it needs {_of_team(skills)}.", Confidence.MEDIUM)


def _needed(skills: Sequence[SkillHours]) -> str:
    return _hours([(each.needed, each.skill) for each in skills])


def _hours(hours: Sequence[tuple[float, str]]) -> str:
    """Such as `34 hours of writing and 14 of design`."""
    (first, skill), *others = hours
    return listed([f"{counted(first, 'hour')} of {skill}", *(f"{number(more)} of {name}" for more, name in others)])


def _of_team(skills: Sequence[SkillHours]) -> str:
    """Such as `34 of the team's 160 hours of writing and 14 of 80 of design`."""
    first, *others = skills
    has = f"{number(first.needed)} of the team's {counted(first.available, 'hour')} of {first.skill}"
    return listed([has, *(f"{number(each.needed)} of {number(each.available)} of {each.skill}" for each in others)])


def _missing(skills: Sequence[SkillHours], evidence: Evidence) -> str:
    """What is short in the best period, and that bought and built hours do not help enough where there are any."""
    short = [each for each in skills if each.short > 0]
    is_helped = any(each.bought > 0 or each.built > 0 for each in short)
    lack = _hours([(each.short, each.skill) for each in short])
    help_words = ", with all that can be bought or built" if is_helped else ""
    return f"in {evidence.start}, the best period, the team is short of {lack}{help_words}"


def _purchases(skills: Sequence[SkillHours], currency: str) -> list[str]:
    bought = [each for each in skills if each.bought > 0]
    if not bought:
        return []
    cash = math.fsum(each.bought * each.price for each in bought)
    return [f"{_hours([(each.bought, each.skill) for each in bought])} can be bought for {money(cash, currency)}"]


def _builds(skills: Sequence[SkillHours]) -> list[str]:
    return [
        f"{_hours([(each.built, each.skill)])} come with the build "
        f"{listed([f'{name} (ready in {ready})' for name, ready in each.builds])}"
        for each in skills
        if each.built > 0
    ]
