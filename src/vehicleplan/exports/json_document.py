"""The document as one JSON object for programs: the plan with the keys of `plan --json`, and everything shown of it.

There is no clock in it: how long planning took is left out. Figures are unrounded; texts are as people read them.
"""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from vehicleplan.exports.json_file import json_text, plan_object, screen_object
from vehicleplan.report.contracts import Table
from vehicleplan.report.document.contracts import Block, Document, Part, Passage
from vehicleplan.report.numbers import published


def render(document: Document) -> bytes:
    """The object as text in UTF-8."""
    return json_text(document_object(document)).encode("utf-8")


def document_object(document: Document) -> dict[str, Any]:
    """The object; `vehicleplan schema plan` prints its JSON Schema."""
    plan = plan_object(document.plan)
    del plan["seconds"]
    return {
        **plan,
        "screening": None if document.screened is None else screen_object(document.screened),
        "document": {
            "title": document.title,
            "subtitle": document.subtitle,
            "locale": document.locale,
            "made": document.made.isoformat(),
            "is_reached": document.is_reached,
            "headline": list(document.headline),
            "figures": [_plain(figure) for figure in document.figures],
            "colours": dict(document.colours),
            "parts": [_part(part) for part in document.parts],
            "tables": [_table(table) for table in document.tables],
        },
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "id": part.id.value,
        "title": part.title,
        "words": list(part.words),
        "blocks": [_block(block) for block in part.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {"kind": "table", **_table(block)}
    if isinstance(block, Passage):
        return {"kind": "passage", **_plain(block)}
    return {"kind": type(block).__name__.lower(), **_plain(block)}


def _table(table: Table) -> dict[str, Any]:
    """A table: its columns with what they hold, its rows with plain cells; a pair is what is used and what there is."""
    return {
        "id": table.id,
        "title": table.title,
        "columns": [
            {"heading": column.heading.replace("\n", " "), "kind": column.kind.value} for column in table.columns
        ],
        "rows": [_plain(row) for row in table.rows],
        "totals": [_plain(row) for row in table.totals],
        "notes": list(table.notes),
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a report is made of
    """The value for JSON; a figure without an end is null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return published(value) if math.isfinite(value) else None
    return value
