"""What the place What-if shows of a lever: its line, the words below the list, and the dialog to type its value."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from vehicleplan.report.problems import harmless
from vehicleplan.session import lever_words
from vehicleplan.session.levers import Lever, Unit, Value
from vehicleplan.session.what_if import WhatIf
from vehicleplan.tui.dialogs.prompt import Prompt
from vehicleplan.tui.widgets.steppers import Stepper


def stepper_of(lever: Lever, value: Value) -> Stepper:
    """The line of a lever that stands at a value."""
    return Stepper(
        lever.group,
        harmless(lever.name),
        lever_words.value_text(lever, value),
        lever_words.value_text(lever, lever.base),
        is_moved=value != lever.base,
        is_on=bool(value) if lever.unit is Unit.SWITCH else None,
    )


def about_words(what_if: WhatIf, lever: Lever) -> Content:
    """What a lever does where it stands, where it stands in the scenario, and how far a step goes."""
    value = what_if.value(lever)
    resolved = what_if.draft.resolved or what_if.base.resolved
    assert resolved is not None  # noqa: S101 - for the type checker
    about = harmless(lever_words.about(lever, value, resolved))
    before = f"In the scenario: {lever_words.value_text(lever, lever.base)}."
    if lever.unit is not Unit.SWITCH:
        before += f" One step is {lever_words.value_text(lever, lever.step)}."
    elif value == lever.base:
        before = ""
    return Content.assemble(about, (f"  {before}", "$text-muted"))


def prompt_of(lever: Lever, value: Value) -> Prompt:
    """The dialog to type the value of a lever; it takes nothing that the lever cannot have."""
    initial = "" if value is None else lever_words.value_text(lever, value)
    label = f"A number{', or none for no limit' if lever.may_be_off else ''}"
    name = harmless(lever_words.name_in_text(lever))
    return Prompt(f"{name[:1].upper()}{name[1:]}", label, initial, partial(_wrong, lever))


def _wrong(lever: Lever, text: str) -> str:
    """What is wrong with a value that was typed; empty where nothing is."""
    try:
        lever_words.typed_value(lever, text)
    except ValueError as error:
        return str(error)
    return ""
