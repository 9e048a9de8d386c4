"""The JSON Schema of each file type, from the model: editors complete and check files with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from vehicleplan.model.base import Frozen
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.described import descriptions
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
    _describe(schema, model)
    models = {each.__name__: each for each in _models(Frozen)}
    for name, inner in schema["$defs"].items():
        if name in models:
            _describe(inner, models[name])
    return {"$schema": DRAFT, **schema, "title": _TITLES[model]}


def _describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Put what the model says of its fields into its schema."""
    for name, text in descriptions(model).items():
        key = model.model_fields[name].alias or name
        schema["properties"][key] = dict(sorted({**schema["properties"][key], "description": text}.items()))


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for each in model.__subclasses__():
        yield from _models(each)
