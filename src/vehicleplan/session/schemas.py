"""The JSON Schema of each file type."""

from __future__ import annotations

from typing import Any, Literal

from vehicleplan.files.schema import catalog_schema, scenario_schema


def schema_of(kind: Literal["scenario", "catalog"]) -> dict[str, Any]:
    """The schema by which editors complete and check files of this kind."""
    return scenario_schema() if kind == "scenario" else catalog_schema()
