"""The JSON Schema of each file type."""

from __future__ import annotations

from typing import Any, Literal

from vehicleplan.files.schema import catalog_schema, scenario_schema

Schematic = Literal["scenario", "catalog", "plan"]


def schema_of(kind: Schematic) -> dict[str, Any]:
    """The schema by which editors complete and check files of this kind, and programs those that are written."""
    if kind == "plan":
        from vehicleplan.exports.plan_schema import plan_schema

        return plan_schema()
    return scenario_schema() if kind == "scenario" else catalog_schema()
