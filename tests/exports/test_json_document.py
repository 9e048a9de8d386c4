"""The document as JSON, and the schema of plans."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from exports.cases import CASES, case
from vehicleplan.exports.json_file import plan_object
from vehicleplan.exports.plan_schema import plan_schema
from vehicleplan.exports.registry import render
from vehicleplan.report.contracts import Table
from vehicleplan.report.numbers import published


def tree_of(name: str) -> dict[str, Any]:
    """The object of a case, read again."""
    tree: dict[str, Any] = json.loads(render(case(name), Path("plan.json"))[Path("plan.json")])
    return tree


def test_the_schema_is_a_schema() -> None:
    """By its own schema."""
    jsonschema.Draft202012Validator.check_schema(plan_schema())


@pytest.mark.parametrize("name", CASES)
def test_a_document_keeps_to_the_schema(name: str) -> None:
    """So does what `plan --json` prints."""
    validator = jsonschema.Draft202012Validator(plan_schema())
    assert list(validator.iter_errors(tree_of(name))) == []
    assert list(validator.iter_errors(plan_object(case(name).plan))) == []


def test_a_wrong_object_does_not() -> None:
    """A schema that lets everything through would say nothing."""
    tree = tree_of("small")
    del tree["vehicles"][0]["start"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, plan_schema())


@pytest.mark.parametrize("name", CASES)
def test_it_has_the_keys_of_the_plan_but_no_clock(name: str) -> None:
    """What programs read of `plan --json` they read here, except how long it took."""
    tree, plan = tree_of(name), plan_object(case(name).plan)
    del plan["seconds"]
    assert {key: tree[key] for key in plan} == json.loads(json.dumps(plan))
    assert "seconds" not in tree


@pytest.mark.parametrize("name", CASES)
def test_tables_have_the_figures_of_the_document(name: str) -> None:
    """Unrounded, with nothing where there is nothing."""
    document = case(name)
    tables = {table["id"]: table for table in tree_of(name)["document"]["tables"]}
    assert list(tables) == [table.id for table in document.tables]
    for table in document.tables:
        assert len(tables[table.id]["rows"]) == len(table.rows)
        same_figures(table, tables[table.id])


def same_figures(table: Table, tree: dict[str, Any]) -> None:
    """Every figure of the table is in its object, in its place."""
    for row, cells in zip((*table.rows, *table.totals), (*tree["rows"], *tree["totals"]), strict=True):
        for cell, value in zip(row, cells, strict=True):
            if isinstance(cell, float):
                assert value == published(cell)
            elif cell is None or isinstance(cell, str):
                assert value == cell
