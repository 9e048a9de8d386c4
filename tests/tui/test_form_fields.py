"""Nothing that a file can say has been forgotten in the forms."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from vehicleplan.model.scenario import CandidateEntry, Scenario
from vehicleplan.session.desk import Desk
from vehicleplan.tui.forms.fields import Field
from vehicleplan.tui.forms.groups import BUILDS, MEMBERS, RULES, SKILLS, TARGETS
from vehicleplan.tui.forms.scenario_fields import COMPLEXITY
from vehicleplan.tui.forms.sections import SECTIONS, section_of
from vehicleplan.tui.forms.vehicle_fields import GROUPS

ELSEWHERE = {(CandidateEntry, "answers"), (Scenario, "vehicles")}
"""Answers are given in Questions; vehicles come and go there too."""


def a_desk() -> Desk:
    """A shipped scenario."""
    desk = Desk()
    desk.open_example("mid-market-launch")
    return desk


def all_fields() -> list[Field]:
    """Every field of every form."""
    draft = a_desk().draft
    groups = (SKILLS, MEMBERS, BUILDS, TARGETS, RULES)
    return [
        *(field for section in SECTIONS for _, fields in section.form(draft) for field in fields),
        *(field for group in groups for field in group.fields_at(0)),
        *(field.at(("vehicle", 0)) for _, fields in GROUPS for field in fields),
    ]


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models that a field holds."""
    found = [annotation] if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []
    return found + [model for inner in get_args(annotation) for model in models_in(inner)]


def keys_without_a_field(model: type[BaseModel], fields: set[tuple[type[BaseModel], str]]) -> list[str]:
    """The keys of a model and of all models in it that no form has; a field may hold a whole model."""
    missing = []
    for name, info in model.model_fields.items():
        if (model, name) in fields:
            continue
        inner = models_in(info.annotation)
        if not inner:
            missing.append(f"{model.__name__}.{name}")
        missing += [key for each in inner for key in keys_without_a_field(each, fields)]
    return missing


@pytest.mark.parametrize("model", [Scenario, CandidateEntry])
def test_every_key_of_a_file_has_a_field(model: type[BaseModel]) -> None:
    """Whoever adds a key to the model is told to add its field."""
    fields = {(field.model, field.name) for field in all_fields()} | ELSEWHERE
    assert keys_without_a_field(model, fields) == []


def test_every_field_has_help_and_a_place_of_its_own() -> None:
    """The help is the model's, and no key has two fields."""
    fields = all_fields()
    assert [field.label for field in fields if not field.help] == []
    paths = [field.path for field in fields]
    assert len(set(paths)) == len(paths)
    assert [field.label for field in fields if len(field.label) > 19] == []


def test_every_field_is_in_the_section_of_its_key() -> None:
    """A problem of a field is counted in the section that shows the field."""
    draft = a_desk().draft
    for section in SECTIONS:
        for field in section.fields(draft):
            assert section_of(field.path) is section


@pytest.mark.parametrize("name", [path.stem for path in sorted(Path("scenarios").glob("*.toml"))])
def test_every_shipped_value_reads_back_as_it_is(name: str) -> None:
    """No field of a shipped scenario changes anything by being shown."""
    desk = Desk()
    desk.open_example(name)
    draft = desk.draft
    fields = [field for section in SECTIONS for field in section.fields(draft)]
    for number in range(len(draft.tables["vehicle"])):
        fields += [field.at(("vehicle", number)) for _, group in GROUPS for field in group]
    for field in fields:
        if draft.value(field.path) is not None:
            desk.change(field.changes(draft, field.text(draft)), "shown")
            assert not desk.is_unsaved, field.path


def test_what_a_new_item_says_is_valid() -> None:
    """Adding to a list makes no problem, twice over."""
    desk = a_desk()
    for group in (SKILLS, MEMBERS, BUILDS, TARGETS, RULES) * 2:
        desk.change(group.addition(desk.draft), "new")
        assert desk.draft.faults == ()


def test_an_empty_field_takes_an_empty_table_along() -> None:
    """Outsourcing without a figure is no outsourcing; a goal without one stays a goal."""
    desk = a_desk()
    by_path = {field.path: field for field in SKILLS.fields_at(0)}
    for key in ("hours", "hourly_cost"):
        field = by_path["team", "skill", 0, "outsource", key]
        desk.change(field.changes(desk.draft, ""), "emptied")
    assert "outsource" not in desk.draft.value(("team", "skill", 0))
    assert desk.draft.faults == ()


def test_typing_where_a_file_has_no_table_makes_one() -> None:
    """Nonsense in place of a table gives way to what is typed into it."""
    desk = a_desk()
    desk.change({("brief", "stages"): "all of them"}, "nonsense")
    weight = next(field for field in SECTIONS[0].fields(desk.draft) if field.path[-1] == "conversion")
    desk.change(weight.changes(desk.draft, "1"), "typed")
    assert desk.draft.value(("brief", "stages")) == {"conversion": 1}


def test_each_step_of_complexity_has_words() -> None:
    """All that the model accepts can be chosen."""
    assert list(COMPLEXITY) == ["1", "2", "3", "4", "5"]
