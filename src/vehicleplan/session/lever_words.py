"""Levers in words: their values as text, what is typed as a value, and what a lever does."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

from vehicleplan.model.fault import KeyPath
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report.numbers import as_given
from vehicleplan.report.numbers import hours as hours_text
from vehicleplan.report.rules import limit_sentences
from vehicleplan.report.sentences import listed
from vehicleplan.session.levers import BUDGET, Lever, Unit, Value

_MOST_PERIODS = 6
_THOUSANDS = re.compile(r"(?<=\d)[ ,_\u00a0\u202f'](?=\d{3}(\D|$))")
_NO_LIMIT = ("none", "no limit", "off")
_LONGEST_TAIL = 40


def value_text(lever: Lever, value: Value) -> str:
    """A value as people read it; figures that were given are never rounded."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if value is None:
        return "none" if lever.unit is Unit.RESULTS else "no limit"
    if lever.unit is Unit.SHARE:
        return f"{as_given(value * 100)} %"
    return hours_text(value) if lever.unit is Unit.HOURS else as_given(value)


def typed_value(lever: Lever, text: str) -> Value:
    """The value that a person typed: `130,000`, `40 %`, or `none` for no limit.

    Raises:
        ValueError: it is none, or out of range; the message says what would be right.
    """
    words = text.strip().lower()
    if words in _NO_LIMIT and lever.may_be_off:
        return None
    figure = words.removesuffix("%").strip()
    try:
        value = float(_THOUSANDS.sub("", figure).replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"Type a number{', or none for no limit' if lever.may_be_off else ''}.")
    if lever.unit is Unit.SHARE and (figure != words or value > 1):
        value /= 100
    if lever.unit is Unit.VEHICLES and not value.is_integer():
        raise ValueError("Type a whole number.")
    if value < 0 or (lever.unit is Unit.RESULTS and value == 0):
        raise ValueError("Type a number above 0." if lever.unit is Unit.RESULTS else "It cannot be below 0.")
    if value > lever.most:
        raise ValueError(f"It can be {value_text(lever, lever.most)} at most.")
    return value


def about(lever: Lever, value: Value, resolved: ResolvedScenario) -> str:
    """What a lever does at a value, in a sentence.

    Args:
        lever: The lever.
        value: What it is set to.
        resolved: The scenario with the what-if's changes.
    """
    if lever.path == BUDGET:
        return _about_budget(resolved)
    if lever.unit is Unit.HOURS:
        return _about_hours(lever, resolved)
    if lever.unit is Unit.RISK:
        return "Results are planned on the mean of each estimate at 0, on its low point at 1."
    if value is None:
        return "The plan need not bring any number of them." if lever.unit is Unit.RESULTS else "There is no limit."
    if lever.path[:2] == ("goal", "target"):
        return f"The plan brings at least {as_given(float(value))} {lever.name}."
    sentence = sentence_at(resolved, lever.path) or f"{lever.name}."
    return f"Switched off: {sentence}" if value is False else sentence


def sentence_at(resolved: ResolvedScenario, path: KeyPath) -> str:
    """The limit at a place of the file as a sentence; empty where there is none."""
    return next((limit.sentence for limit in limit_sentences(resolved) if limit.path == path), "")


def name_in_text(lever: Lever) -> str:
    """What a lever is called where it stands alone: `hours of writing`."""
    if lever.unit is Unit.HOURS:
        return f"hours of {lever.name}"
    return lever.name.lower() if lever.path == BUDGET else lever.name


def title(moved: Iterable[tuple[Lever, Value]]) -> str:
    """What is changed, for undo and for the name of a file: `What-if: budget 130,000`."""
    parts = [_moved_words(lever, value) for lever, value in moved]
    return f"What-if: {listed(parts, 3)}" if parts else "What-if"


def _moved_words(lever: Lever, value: Value) -> str:
    if lever.unit is Unit.SWITCH:
        return f"{value_text(lever, value)}: {lever.name.removesuffix('.')}"
    if value is None:
        return (
            f"no {name_in_text(lever)}" if lever.path == BUDGET else f"{name_in_text(lever)} {value_text(lever, None)}"
        )
    return f"{name_in_text(lever)} {value_text(lever, value)}"


def _about_budget(resolved: ResolvedScenario) -> str:
    budget, currency = resolved.scenario.budget, resolved.scenario.currency
    parts = [] if budget.total is None else [f"{as_given(budget.total)} {currency} in all"]
    if isinstance(budget.per_period, tuple):
        parts.append(f"{_by_period(budget.per_period, as_given)} by {resolved.scenario.horizon.period}")
    elif budget.per_period is not None:
        parts.append(f"{as_given(budget.per_period)} {currency} per {resolved.scenario.horizon.period}")
    return f"Cash: at most {listed(parts)}." if parts else "There is no limit on cash."


def _about_hours(lever: Lever, resolved: ResolvedScenario) -> str:
    team, place, period = resolved.scenario.team, lever.path[2], resolved.scenario.horizon.period
    assert isinstance(place, int)  # noqa: S101 - for the type checker
    is_skill = lever.path[1] == "skill"
    hours = team.skills[place].hours if is_skill else team.members[place].hours
    whose = f"hours of {lever.name}" if is_skill else f"hours of {lever.name} for {listed(team.members[place].skills)}"
    if isinstance(hours, tuple):
        return f"{_by_period(hours, hours_text)} {whose} by {period}."
    return f"{hours_text(hours)} {whose} per {period}."


def _by_period(values: tuple[float, ...], text: Callable[[float], str]) -> str:
    if len(values) > _MOST_PERIODS:
        return f"{text(min(values))} to {text(max(values))}"
    return listed([text(each) for each in values])


def file_name(stem: str, moved: Iterable[tuple[Lever, Value]]) -> str:
    """A name for the file of a what-if: `launch-budget-130000.toml`."""
    words = title(tuple(moved)[:1]).removeprefix("What-if: ").lower().replace(",", "")
    tail = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:_LONGEST_TAIL].rstrip("-")
    return f"{stem}-{tail}.toml"
