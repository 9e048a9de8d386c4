"""Lists of a scenario that people add to and take from: skills, members, builds, targets, rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.limits import Rule
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.rules import rule_sentence
from vehicleplan.session.draft import Changes, Draft
from vehicleplan.tui.forms import known
from vehicleplan.tui.forms.fields import Field, reaching
from vehicleplan.tui.forms.form import unit_words
from vehicleplan.tui.forms.scenario_fields import AT_LEAST, BUILD, MEMBER, OUTSOURCING, RULE, SKILL, TARGET
from vehicleplan.tui.forms.values import Kind, text_of

Table = Mapping[str, Any]
Words = Callable[[Table, Draft, ResolvedScenario | None], str]


@dataclass(frozen=True)
class Group:
    """A list of tables of one sort.

    Attributes:
        path: Where the list stands in the file.
        noun: What one of them is called.
        heading: What they are called together.
        fields: The fields of one of them.
        nested: By key, the fields of a table inside it.
        words: One of them in a line.
        new: A new one that is valid and sensible in a draft.
        can_rest: Whether one can be kept and ignored.
    """

    path: KeyPath
    noun: str
    heading: str
    fields: tuple[Field, ...]
    words: Words
    new: Callable[[Draft], dict[str, Any]]
    nested: tuple[tuple[str, tuple[Field, ...]], ...] = ()
    can_rest: bool = False

    def items(self, draft: Draft) -> list[Any]:
        """The tables of the list."""
        found = draft.value(self.path)
        return found if isinstance(found, list) else []

    def addition(self, draft: Draft) -> Changes:
        """What adds a new one at the end of the list."""
        items, new = self.items(draft), self.new(draft)
        return {(*self.path, len(items)): new} if items else reaching(draft, self.path, [new])

    def fields_at(self, number: int) -> tuple[Field, ...]:
        """The fields of the item at a place."""
        place = (*self.path, number)
        inner = tuple(field.at((*place, key)) for key, fields in self.nested for field in fields)
        return (*(field.at(place) for field in self.fields), *inner)

    def name(self, item: object, number: int) -> str:
        """What an item is called."""
        table = item if isinstance(item, dict) else {}
        names = (table.get(key) for key in ("name", "id", "outcome"))
        return next((name for name in names if isinstance(name, str) and name), f"{self.noun} {number + 1}")


def _skill(skill: Table, draft: Draft, _: ResolvedScenario | None) -> str:
    hours = text_of(Kind.PER_PERIOD, skill.get("hours", 0))
    words = f"{_of(skill, 'id')}: {hours} {unit_words('hours a {period}', draft)}"
    bought = skill.get("outsource")
    if isinstance(bought, dict):
        more = text_of(Kind.PER_PERIOD, bought["hours"]) if "hours" in bought else "any number"
        words += f", {more} to buy"
    return words


def _member(member: Table, draft: Draft, _: ResolvedScenario | None) -> str:
    hours = text_of(Kind.PER_PERIOD, member.get("hours"))
    skills = text_of(Kind.NAMES, member.get("skills"))
    return f"{_of(member, 'name')}: {hours} {unit_words('hours a {period}', draft)} for {skills}"


def _build(build: Table, draft: Draft, _: ResolvedScenario | None) -> str:
    adds = text_of(Kind.NUMBER, build.get("adds_hours"))
    return f"{_of(build, 'name')}: {adds} {unit_words('hours a {period}', draft)} more of {_of(build, 'skill')}"


def _target(target: Table, _: Draft, __: ResolvedScenario | None) -> str:
    return f"at least {text_of(Kind.NUMBER, target.get('amount'))} {_of(target, 'outcome')}"


def _rule(rule: Table, draft: Draft, resolved: ResolvedScenario | None) -> str:
    try:
        found = Rule.model_validate(rule)
    except ValueError:  # pydantic's; the faults stand beside the fields
        return "This rule says nothing yet."
    names = {} if resolved is None else {candidate.id: candidate.name for candidate in resolved.candidates}
    goal = draft.value(("goal", "result"))
    result = goal if isinstance(goal, str) and goal else "result"
    return rule_sentence(found, names, result, unit_words("{currency}", draft))


def _of(table: Table, key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) and value else "?"


def _unused(names: tuple[str, ...], taken: list[object], otherwise: str) -> str:
    """The first name that is not taken, or one that is made."""
    free = next((name for name in names if name not in taken), None)
    if free is not None:
        return free
    number = next(number for number in range(1, len(taken) + 2) if f"{otherwise}-{number}" not in taken)
    return f"{otherwise}-{number}"


def _new_skill(draft: Draft) -> dict[str, Any]:
    taken: list[object] = [skill.get("id") for skill in known.tables(draft, ("team", "skill"))]
    return {"id": _unused(known.skills(draft), taken, "skill"), "hours": 0}


def _new_member(draft: Draft) -> dict[str, Any]:
    taken: list[object] = [member.get("name") for member in known.tables(draft, ("team", "member"))]
    return {"name": _unused(("New member",), taken, "New member"), "hours": 0, "skills": list(known.skills(draft)[:1])}


def _new_build(draft: Draft) -> dict[str, Any]:
    taken: list[object] = [build.get("name") for build in known.tables(draft, ("team", "build"))]
    skill = next(iter(known.skills(draft)), "skill")
    return {"name": _unused(("New build",), taken, "New build"), "skill": skill, "adds_hours": 10, "ready_after": 1}


def _new_target(draft: Draft) -> dict[str, Any]:
    taken: list[object] = [target.get("outcome") for target in known.tables(draft, ("goal", "target"))]
    goal = draft.value(("goal", "stage"))
    return {"outcome": _unused(known.outcomes(draft), [*taken, goal], "outcome"), "amount": 1}


def _new_rule(draft: Draft) -> dict[str, Any]:
    first = list(known.vehicles(draft)[:1])
    return {"measure": "results", "max_share": 0.5} | ({"vehicles": first} if first else {})


SKILLS = Group(("team", "skill"), "skill", "Skills", SKILL, _skill, _new_skill, nested=(("outsource", OUTSOURCING),))
MEMBERS = Group(("team", "member"), "member", "Members", MEMBER, _member, _new_member)
BUILDS = Group(("team", "build"), "build", "Builds", BUILD, _build, _new_build)
TARGETS = Group(("goal", "target"), "target", "Further minimums", TARGET, _target, _new_target)
RULES = Group(
    ("limits", "rule"),
    "rule",
    "Rules",
    RULE,
    _rule,
    _new_rule,
    nested=(("at_least", AT_LEAST),),
    can_rest=True,
)
