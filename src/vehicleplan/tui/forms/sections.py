"""The sections of Brief: which part of the file each one holds, and what it says in a line."""

from __future__ import annotations

from collections.abc import Callable

from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import Fault, KeyPath
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.rules import limit_sentences
from vehicleplan.session.draft import Draft
from vehicleplan.tui.forms import scenario_fields as fields
from vehicleplan.tui.forms import summaries
from vehicleplan.tui.forms.fields import Field
from vehicleplan.tui.forms.form import Groups
from vehicleplan.tui.forms.groups import BUILDS, MEMBERS, RULES, SKILLS, TARGETS, Group


@dataclass(frozen=True)
class Section:
    """A part of Brief.

    Attributes:
        name: What it is called.
        keys: The keys of the file that it holds.
        form: Its own fields under their headings, for a draft.
        summary: What it says in a line.
        groups: Its lists.
        notes: What else holds, in sentences.
    """

    name: str
    keys: tuple[str, ...]
    form: Callable[[Draft], Groups]
    summary: Callable[[Draft], str]
    groups: tuple[Group, ...] = ()
    notes: Callable[[ResolvedScenario], tuple[str, ...]] | None = None

    def faults(self, draft: Draft) -> tuple[Fault, ...]:
        """What is wrong in it."""
        return tuple(fault for fault in draft.faults if section_of(fault.path) is self)

    def fields(self, draft: Draft) -> tuple[Field, ...]:
        """Every field that it has now, those of its lists' items too."""
        own = tuple(field for _, found in self.form(draft) for field in found)
        items = (group.fields_at(n) for group in self.groups for n in range(len(group.items(draft))))
        return (*own, *(field for found in items for field in found))


def _fixed(*groups: tuple[str, tuple[Field, ...]]) -> Callable[[Draft], Groups]:
    return lambda _: groups


def _brief(draft: Draft) -> Groups:
    every = fields.brief_fields(draft)
    weights = tuple(field for field in every if field.is_weight)
    return (("Near-term objective: weight of each stage", weights), ("Situation", every[len(weights) :]))


def _other_limits(resolved: ResolvedScenario) -> tuple[str, ...]:
    return tuple(each.sentence for each in limit_sentences(resolved) if each.path[:2] != ("limits", "rule"))


SECTIONS = (
    Section("Objective", ("brief",), _brief, summaries.brief),
    Section("Goal", ("goal",), _fixed(("", fields.GOAL)), summaries.goal, (TARGETS,)),
    Section("Horizon", ("horizon",), _fixed(("", fields.HORIZON)), summaries.horizon),
    Section("Budget", ("budget",), _fixed(("", fields.BUDGET)), summaries.budget),
    Section("Team", ("team",), _fixed(), summaries.team, (SKILLS, MEMBERS, BUILDS)),
    Section("Limits & rules", ("limits",), _fixed(("", fields.LIMITS)), summaries.limits, (RULES,), _other_limits),
    Section(
        "Thresholds",
        ("screening",),
        _fixed(("", fields.SCREENING), ("Levels of strong / fair / weak", fields.THRESHOLDS)),
        summaries.screening,
    ),
    Section("Confidence", ("simulation",), _fixed(("", fields.SIMULATION)), summaries.simulation),
    Section("Name, catalogs", (), _fixed(("", fields.FILE)), summaries.counting),
)
"""The sections in their order; the last one holds whatever no other does."""


def section_of(path: KeyPath) -> Section | None:
    """The section that holds a key path, or None for a vehicle's."""
    key = path[0] if path else ""
    if key == "vehicle" and len(path) > 1:
        return None
    return next((section for section in SECTIONS if key in section.keys), SECTIONS[-1])


def place_words(draft: Draft, path: KeyPath) -> str:
    """What Brief calls a key path, such as `How many of Goal`; the path itself where Brief has no field for it."""
    section = section_of(path)
    if section is None:
        return draft.place_words(path)
    abouts = [(section.name, field) for _, fields in section.form(draft) for field in fields]
    for group in section.groups:
        for number, item in enumerate(group.items(draft)):
            about = f"{group.noun} {group.name(item, number)}"
            abouts += [(about, field) for field in group.fields_at(number)]
    found = (f"{field.label} of {about}" for about, field in abouts if path[: len(field.path)] == field.path)
    return next(found, draft.place_words(path))
