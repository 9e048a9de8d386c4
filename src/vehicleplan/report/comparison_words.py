"""What a scenario's file asks, in the words that people use for it: a label for a place and a text for a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from vehicleplan.analysis.asked import Place
from vehicleplan.analysis.compare import BriefDifference
from vehicleplan.frozen import dataclass
from vehicleplan.model.estimate import Estimate
from vehicleplan.model.goal import Mode
from vehicleplan.model.limits import Rule
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.numbers import RANGE, as_given, money_as_given
from vehicleplan.report.rules import rule_sentence

MODES: Mapping[Mode, str] = {
    Mode.LOWEST_COST_PER_RESULT: "the lowest cost per result",
    Mode.MOST_RESULTS: "the most results",
    Mode.LEAST_COST: "the least cost",
}

_SECTIONS: Mapping[tuple[str, ...], str] = {
    ("currency",): "Currency",
    ("catalogs",): "Catalogs",
    ("outcomes",): "Outcomes of its own",
    ("lifecycle",): "Lifecycle stages",
    ("exchange",): "Exchange rate",
    ("track_record",): "Track record",
    ("brief", "stages"): "Weight of",
    ("brief", "segment"): "Segment",
    ("brief", "message_complexity"): "Message complexity",
    ("brief", "positioning"): "Positioning",
    ("horizon", "start"): "Start",
    ("horizon", "periods"): "Periods",
    ("horizon", "period"): "One period",
    ("budget", "total"): "Budget",
    ("budget", "per_period"): "Budget per period",
    ("budget", "carry_over"): "Unspent money moves on",
    ("goal", "result"): "One result",
    ("goal", "stage"): "Results counted at",
    ("goal", "amount"): "Goal",
    ("goal", "mode"): "Looked for",
    ("goal", "cost"): "Cost that counts",
    ("goal", "risk_aversion"): "Risk aversion",
    ("goal", "confidence"): "Confidence",
    ("goal", "conversion_rates"): "Conversion rate of",
    ("goal", "worth"): "Worth of",
    ("limits", "max_vehicles"): "Most vehicles",
    ("limits", "max_share"): "Most results from one vehicle",
    ("screening", "rule_out"): "What rules out",
    ("screening", "max_weak"): "Weak verdicts that are allowed",
    ("screening", "unproven"): "Verdict without a track record",
    ("screening", "thresholds"): "Threshold",
}
"""By the first keys of a place, its label; further keys follow it."""

_TEAM: Mapping[tuple[str, ...], str] = {
    ("skills", "hours"): "Hours of {}",
    ("skills", "hourly_cost"): "Hourly cost of {}",
    ("skills", "outsource", "hourly_cost"): "Hourly cost of bought {}",
    ("skills", "outsource", "hours"): "Most bought hours of {}",
    ("members", "hours"): "Hours of {}",
    ("members", "skills"): "Skills of {}",
    ("members", "hourly_cost"): "Hourly cost of {}",
}
"""By the keys around the name of a skill or a member, its label."""

_VEHICLE: Mapping[str, str] = {
    "include": "in the plan",
    "min_activities": "least activities",
    "current": "activities today",
    "answers": "answer to",
    "tiers": "tier",
    "yield_": "yield",
    "setup_cost": "set-up cost",
    "setup_hours": "set-up hours of",
    "hours": "hours of",
    "outcomes": "outcome",
    "reach": "reach of",
}
"""By the key of a fact of a vehicle, its words; others are their key without underscores."""

_MONEY = {"total", "per_period", "cost", "setup_cost", "hourly_cost"}
_PARTS = {"risk_aversion", "confidence", "max_share", "acceptance", "share", "yield_"}
_ABSENT: Mapping[tuple[str, ...], str] = {
    ("budget", "total"): "none",
    ("goal", "amount"): "none",
    ("goal", "confidence"): "none",
    ("limits", "max_vehicles"): "any number",
    ("limits", "max_share"): "any share",
}
"""What stands where a file does not say and that means something; elsewhere the cell is empty."""

_MOST_PERIODS = 6


@dataclass(frozen=True)
class Words:
    """The words of a comparison; names and units are those of the scenarios that are compared.

    Attributes:
        resolved: The scenarios.
        names: By vehicle, what the first scenario that has it calls it.
    """

    resolved: tuple[ResolvedScenario, ...]
    names: Mapping[str, str]

    def row(self, difference: BriefDifference) -> tuple[str, ...]:
        """A label and a text for each scenario."""
        cells = (
            self._value(difference.place, value, each)
            for value, each in zip(difference.values, self.resolved, strict=True)
        )
        rule = difference.place[-1]
        if isinstance(rule, Rule):
            having = next(n for n, value in enumerate(difference.values) if value is not None)
            scenario = self.resolved[having].scenario
            return (rule_sentence(rule, self.names, scenario.goal.result, scenario.currency), *cells)
        return (self._label(tuple(str(key) for key in difference.place)), *cells)

    def _label(self, keys: tuple[str, ...]) -> str:
        if keys[0] == "candidate":
            return f"Candidate: {self.names[keys[1]]}"
        if keys[0] == "vehicle":
            return f"{self.names[keys[1]]}: {_joined(keys[2:])}"
        if keys[0] == "team":
            return _team_label(keys)
        if keys[:2] == ("goal", "targets"):
            return f"Target of {keys[2]}"
        length = 2 if keys[:2] in _SECTIONS else 1
        return " ".join((_SECTIONS[keys[:length]], *(key.replace("_", " ") for key in keys[length:])))

    def _value(self, place: Place, value: object, resolved: ResolvedScenario) -> str:
        keys = tuple(str(key) for key in place)
        if isinstance(place[-1], Rule):
            return "" if value is None else "holds" if value else "switched off"
        if value is None:
            return _ABSENT.get(keys, "")
        if keys == ("goal", "cost"):
            return "cash" if value == "cash" else "cash and the team's hours"
        if place[-1] in _MONEY:
            currency = resolved.scenario.currency
            return money_as_given(value, currency) if isinstance(value, float) else f"{_text(value)} {currency}"
        if place[-1] in _PARTS or keys[:2] == ("goal", "conversion_rates"):
            return _text(value, lambda share: f"{as_given(share * 100)} %")
        return _text(value)


def words_for(resolved: tuple[ResolvedScenario, ...]) -> Words:
    """The words for a comparison of these scenarios."""
    names: dict[str, str] = {}
    for each in resolved:
        for candidate in each.candidates:
            names.setdefault(candidate.id, candidate.name)
    return Words(resolved, names)


def _team_label(keys: tuple[str, ...]) -> str:
    """A skill's or a member's label; a build's is its name and the field."""
    around = (keys[1], *keys[3:])
    if around in _TEAM:
        return _TEAM[around].format(keys[2])
    return f"{keys[2]}: {_joined(keys[3:])}"


def _joined(keys: tuple[str, ...]) -> str:
    return " ".join(_VEHICLE.get(key, key.replace("_", " ")) for key in keys)


def _text(value: object, figure: Callable[[float], str] = as_given) -> str:
    """A value as people read it; many periods as their range."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mode):
        return MODES[value]
    if isinstance(value, int | float):
        return figure(value)
    if isinstance(value, Estimate):
        points = (value.likely, value.low, value.high)
        likely, low, high = (as_given(point) for point in points)
        return likely if value.is_certain else f"{likely} ({low} to {high})"
    if isinstance(value, tuple):
        return _list_text(value, figure)
    return numbers.date(value) if isinstance(value, date) else str(value)


def _list_text(values: tuple[object, ...], figure: Callable[[float], str]) -> str:
    figures = [value for value in values if isinstance(value, float)]
    if len(figures) == len(values) > _MOST_PERIODS:
        return f"{figure(min(figures))} {RANGE} {figure(max(figures))}, {figure(sum(figures))} in all"
    return ", ".join(_text(value, figure) for value in values)
