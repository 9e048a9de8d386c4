"""The JSON Schema of a plan: of what `plan --json` prints, and of a .json export, which has `screening` and `document`.

More keys may come, so that none is forbidden; a key that is here stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import PlanStatus, WhyNot
from vehicleplan.model.verdict import Question, Verdict
from vehicleplan.report.contracts import Kind
from vehicleplan.report.document.contracts import PartId

Schema = dict[str, Any]

_NUMBER: Final[Schema] = {"type": "number"}
_TEXT: Final[Schema] = {"type": "string"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_YES: Final[Schema] = {"type": "boolean"}


def plan_schema() -> Schema:
    """The schema; keys that only one of the two has are not required."""
    keys = {**_plan_keys(), "screening": _or_null(_screening()), "document": _document(), "seconds": _NUMBER}
    required = [key for key in keys if key not in ("seconds", "screening", "document")]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vehicleplan plan",
        "description": "A plan. Money is in `currency`, shares go from 0 to 1, periods count from 1.",
        "type": "object",
        "properties": keys,
        "required": required,
    }


def _plan_keys() -> Schema:
    return {
        "format": {"const": 1},
        "scenario": _TEXT,
        "status": _one_of(PlanStatus),
        "gap": _or_null(_NUMBER),
        "mode": _one_of(Mode),
        "cost_kind": {"enum": ["loaded", "cash"]},
        "result": _TEXT,
        "amount": _or_null(_NUMBER),
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "periods": _list(_TEXT),
        "results": _NUMBER,
        "cost_per_result": _or_null(_NUMBER),
        "cost": _object({"loaded": _NUMBER, "cash": _NUMBER, "labour": _NUMBER}),
        "cash_by_period": _list(_NUMBER),
        "budget_total": _or_null(_NUMBER),
        "outcomes": _map(_NUMBER),
        "vehicles": _list(_vehicle()),
        "not_chosen": _list(_not_chosen()),
        "shortfalls": _list(_object({"what": _TEXT, "asked": _NUMBER, "reached": _NUMBER, "missing": _NUMBER})),
        "assurance": _or_null(_assurance()),
        "hours": _map(_list(_object(dict.fromkeys(("own", "used", "outsourced", "given", "built"), _NUMBER)))),
        "builds": _list(_build()),
    }


def _vehicle() -> Schema:
    return _object(
        {
            "id": _TEXT,
            "name": _TEXT,
            "activities": _list(_NUMBER),
            "start": {"type": "integer", "minimum": 1},
            "results": _NUMBER,
            "cash": _NUMBER,
            "loaded_cost": _NUMBER,
            "hours": _map(_NUMBER),
            "cost_per_result": _or_null(_NUMBER),
            "outcomes": _map(_NUMBER),
        }
    )


def _not_chosen() -> Schema:
    question = _or_null(_one_of(Question))
    return _object({"id": _TEXT, "name": _TEXT, "why": _one_of(WhyNot), "question": question, "sentence": _TEXT})


def _assurance() -> Schema:
    sampled = _object({"worlds": _COUNT, "times": _COUNT, "share": _NUMBER})
    return _object({"asked": _NUMBER, "sampled": sampled, "fresh": sampled, "is_confirmed": _YES})


def _build() -> Schema:
    whole = {"type": "integer", "minimum": 1}
    figures = {"period": whole, "ready": whole, "cash": _NUMBER, "adds_hours": _NUMBER}
    return _object({"name": _TEXT, "skill": _TEXT, **figures})


def _screening() -> Schema:
    verdict = _or_null(_one_of(Verdict))
    asked = _object({"suggestion": verdict, "answer": verdict, "verdict": verdict, "evidence": _TEXT})
    candidate = {"id": _TEXT, "name": _TEXT, "verdicts": _map(asked), "out_at": _or_null(_one_of(Question))}
    return _object({"candidates": _list(_object(candidate)), "left_after": _map(_COUNT)})


def _document() -> Schema:
    """What people are shown: texts as they read them, figures of tables unrounded."""
    figure = _object({"label": _TEXT, "figure": _TEXT, "note": _TEXT})
    block = {"type": "object", "properties": {"kind": _TEXT, "title": _TEXT}, "required": ["kind", "title"]}
    part = _object({"id": _one_of(PartId), "title": _TEXT, "words": _list(_TEXT), "blocks": _list(block)})
    return _object(
        {
            "title": _TEXT,
            "subtitle": _TEXT,
            "locale": _TEXT,
            "made": {"type": "string", "format": "date"},
            "is_reached": _YES,
            "headline": _list(_TEXT),
            "figures": _list(figure),
            "colours": _map({"type": "string", "pattern": "^#[0-9a-f]{6}$"}),
            "parts": _list(part),
            "tables": _list(_table()),
        }
    )


def _table() -> Schema:
    cell = {"type": ["string", "number", "array", "null"]}
    column = _object({"heading": _TEXT, "kind": _one_of(Kind)})
    rows = _list(_list(cell))
    return _object(
        {
            "id": _TEXT,
            "title": _TEXT,
            "columns": _list(column),
            "rows": rows,
            "totals": rows,
            "notes": _list(_TEXT),
        }
    )


def _object(keys: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(keys), "required": list(keys)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _map(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def _or_null(of: Schema) -> Schema:
    return {"anyOf": [of, {"type": "null"}]}


def _one_of(words: type[PlanStatus | Mode | WhyNot | Question | Verdict | Kind | PartId]) -> Schema:
    return {"enum": [word.value for word in words]}
