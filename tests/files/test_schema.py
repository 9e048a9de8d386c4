"""The JSON Schemas: valid themselves, fitting what ships, refusing what the reader refuses."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from vehicleplan.files.schema import DRAFT, catalog_schema, scenario_schema
from vehicleplan.files.shipped import shipped_catalogs, shipped_scenarios, shipped_text

HERE = Path(__file__).parent


def plain(item: Any) -> Any:
    """TOML's values as JSON has them: dates are text."""
    if isinstance(item, dict):
        return {key: plain(value) for key, value in item.items()}
    if isinstance(item, list):
        return [plain(value) for value in item]
    return item.isoformat() if isinstance(item, date) else item


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """A validator that knows formats such as dates."""
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("schema", [scenario_schema(), catalog_schema()])
def test_schema_is_valid(schema: dict[str, Any]) -> None:
    """It names its draft, obeys it and can be written as JSON."""
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT
    assert json.loads(json.dumps(schema)) == schema


def test_fields_have_titles_descriptions_and_units() -> None:
    """Editors show what a field means."""
    for schema in (scenario_schema(), catalog_schema()):
        for name, table in {"": schema, **schema["$defs"]}.items():
            for key, field in table.get("properties", {}).items():
                referred = schema["$defs"].get(field.get("$ref", "").removeprefix("#/$defs/"), {})
                assert field.get("description") or referred.get("description"), f"{name}.{key}"
    vehicle = catalog_schema()["$defs"]["CatalogVehicle"]["properties"]
    assert "Unit: the file's currency" in vehicle["cost"]["description"]


def test_keys_are_those_of_the_file() -> None:
    """`vehicle` and `yield`, not the model's own names, and nothing unknown."""
    schema = scenario_schema()
    assert "vehicle" in schema["properties"]
    assert "yield" in schema["$defs"]["Tier"]["properties"]
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["format", "goal"]


@pytest.mark.parametrize("name", shipped_catalogs())
def test_shipped_catalogs_fit(name: str) -> None:
    """What ships obeys the schema."""
    assert list(validator(catalog_schema()).iter_errors(plain(tomllib.loads(shipped_text(name).decode())))) == []


@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_scenarios_fit(name: str) -> None:
    """What ships obeys the schema."""
    assert list(validator(scenario_schema()).iter_errors(plain(tomllib.loads(shipped_text(name).decode())))) == []


def test_rich_scenario_fits() -> None:
    """Every table of a scenario obeys the schema."""
    tables = tomllib.loads((HERE / "rich_scenario.toml").read_text(encoding="utf-8"))
    assert list(validator(scenario_schema()).iter_errors(plain(tables))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": 2, "goal": {}},
        {"format": 1},
        {"format": 1, "goal": {"mount": 1}},
        {"format": 1, "goal": {"amount": "5"}},
        {"format": 1, "goal": {}, "vehicle": [{"include": "maybe"}]},
        {"format": 1, "goal": {}, "vehicle": [{"outcomes": {"a": "5"}}]},
        {"format": 1, "goal": {}, "budget": {"per_period": "5"}},
        {"format": 1, "goal": {}, "horizon": {"periods": 0}},
    ],
)
def test_schema_refuses_what_the_reader_refuses(wrong: dict[str, Any]) -> None:
    """An editor marks the same faults."""
    assert not validator(scenario_schema()).is_valid(wrong)
