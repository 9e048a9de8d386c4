"""Plans and screenings as JSON objects for programs. The keys are a contract: more may be added, none taken away.

Everything but `seconds` is the same for the same scenario.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from vehicleplan.exports.json_figures import chance_object, cost_object, or_none
from vehicleplan.model.plan import Assurance, Chosen, MadeBuild, NotChosen, Plan, Shortfall, SkillUse
from vehicleplan.model.screened import Asked, Screened, ScreenedCandidate
from vehicleplan.model.verdict import Question
from vehicleplan.report.numbers import published, whole_where_possible

_UNUSUAL = re.compile(r"[^\n -~]")


def json_text(tree: Mapping[str, Any]) -> str:
    """The object as text, indented, with its keys in their own order, and a line end.

    It may be shown on a terminal: what that would obey is written as JSON's escapes, which say the same.
    """
    text = json.dumps(tree, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return _UNUSUAL.sub(lambda found: _escaped(found[0]), text)


def _escaped(character: str) -> str:
    is_plain = unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return character if is_plain else json.dumps(character)[1:-1].replace("\x7f", "\\u007f")


def plan_object(plan: Plan) -> dict[str, Any]:
    """A plan. Units: the plan's currency, hours, people or accounts; shares from 0 to 1; periods count from 1."""
    return {
        "format": 1,
        "scenario": plan.scenario,
        "status": plan.status.value,
        "gap": or_none(plan.gap),
        "mode": plan.mode.value,
        "cost_kind": plan.cost_kind,
        "result": plan.result,
        "amount": or_none(plan.amount),
        "currency": plan.currency,
        "periods": list(plan.labels),
        "results": published(plan.results),
        "cost_per_result": or_none(plan.cost_per_result),
        "cost": cost_object(plan.cost),
        "cash_by_period": _all(plan.score.cash_by_period),
        "budget_total": or_none(plan.budget_total),
        "outcomes": _published(plan.outcomes),
        "vehicles": [_chosen(vehicle) for vehicle in plan.vehicles],
        "not_chosen": [_not_chosen(other) for other in plan.not_chosen],
        "shortfalls": [_shortfall(short) for short in plan.shortfalls],
        "assurance": None if plan.assurance is None else _assurance(plan.assurance),
        "hours": {skill: [_use(use) for use in uses] for skill, uses in plan.score.hours.items()},
        "builds": [_build(build) for build in plan.score.builds],
        "seconds": round(plan.seconds, 3),
    }


def screen_object(screened: Screened) -> dict[str, Any]:
    """A screening: every candidate with its seven verdicts and where it left."""
    return {
        "format": 1,
        "candidates": [_candidate(candidate) for candidate in screened.candidates],
        "left_after": {
            question.value: screened.left_after[question] for question in Question if question in screened.left_after
        },
    }


def _chosen(vehicle: Chosen) -> dict[str, Any]:
    return {
        "id": vehicle.id,
        "name": vehicle.name,
        "activities": [whole_where_possible(activities) for activities in vehicle.activities],
        "start": vehicle.start,
        "results": published(vehicle.results),
        "cash": published(vehicle.cash),
        "loaded_cost": published(vehicle.loaded_cost),
        "hours": _published(vehicle.hours),
        "cost_per_result": or_none(vehicle.cost_per_result),
        "outcomes": _published(vehicle.outcomes),
    }


def _not_chosen(other: NotChosen) -> dict[str, Any]:
    question = None if other.question is None else other.question.value
    return {
        "id": other.id,
        "name": other.name,
        "why": other.why.value,
        "question": question,
        "sentence": other.sentence,
    }


def _assurance(assurance: Assurance) -> dict[str, Any]:
    """How often the goal is reached, in the worlds that the plan was made for and in fresh ones."""
    return {
        "asked": published(assurance.asked),
        "sampled": {
            "worlds": assurance.sampled.draws,
            "times": assurance.sampled.times,
            "share": published(assurance.sampled.share),
        },
        "fresh": {"worlds": assurance.fresh.draws, **(chance_object(assurance.fresh) or {})},
        "is_confirmed": assurance.is_confirmed,
    }


def _shortfall(short: Shortfall) -> dict[str, Any]:
    return {
        "what": short.what,
        "asked": published(short.asked),
        "reached": published(short.reached),
        "missing": published(short.missing),
    }


def _use(use: SkillUse) -> dict[str, Any]:
    return {
        "own": published(use.own),
        "used": published(use.used),
        "outsourced": published(use.outsourced),
        "given": published(use.given),
        "built": published(use.built),
    }


def _build(build: MadeBuild) -> dict[str, Any]:
    return {
        "name": build.name,
        "skill": build.skill,
        "period": build.period,
        "ready": build.ready,
        "cash": published(build.cash),
        "adds_hours": published(build.adds_hours),
    }


def _candidate(candidate: ScreenedCandidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
        "name": candidate.name,
        "verdicts": {
            question.value: _asked(candidate.asked[question]) for question in Question if question in candidate.asked
        },
        "out_at": None if candidate.out_at is None else candidate.out_at.value,
        "reason": candidate.reason,
    }


def _asked(asked: Asked) -> dict[str, Any]:
    suggestion, answer = asked.suggestion, asked.answer
    return {
        "suggestion": None if suggestion.verdict is None else suggestion.verdict.value,
        "answer": None if answer is None else answer.verdict.value,
        "verdict": None if asked.verdict is None else asked.verdict.value,
        "evidence": suggestion.evidence,
        "confidence": suggestion.confidence.value,
        "note": "" if answer is None else answer.note,
    }


def _all(values: Iterable[float]) -> list[float]:
    return [published(value) for value in values]


def _published(values: Mapping[str, float]) -> dict[str, float]:
    return {key: published(value) for key, value in values.items()}
