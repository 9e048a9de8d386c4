"""The JSON Schema of each file type, from the model: editors complete and check files with it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from vehicleplan.model.catalog import Catalog
from vehicleplan.model.scenario import Scenario

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TITLES: dict[type[BaseModel], str] = {Scenario: "vehicleplan scenario", Catalog: "vehicleplan catalog"}


def scenario_schema() -> dict[str, Any]:
    """The schema of a scenario."""
    return _schema(Scenario)


def catalog_schema() -> dict[str, Any]:
    """The schema of a catalog."""
    return _schema(Catalog)


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, mode="validation")
    return {"$schema": DRAFT, **schema, "title": _TITLES[model]}
