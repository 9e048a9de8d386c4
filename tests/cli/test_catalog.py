"""`vehicleplan catalog` and `vehicleplan schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.runs import ROOT, write
from vehicleplan.cli.main import run


def test_shipped_catalogs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its name, what it is and how many vehicles it has."""
    assert run(["catalog", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split() == ["b2b", "B2B", "vehicles", "61", "USD", "4", "quarters"]


def test_the_vehicles_of_a_catalog(capsys: pytest.CaptureFixture[str]) -> None:
    """Ids are whole, so that they can be copied."""
    assert run(["catalog", "list", "consumer"]) == 0
    out = capsys.readouterr().out
    assert "\nretailer-search-ads " in out
    assert max(map(len, out.splitlines())) <= 80


def test_all_facts_of_a_vehicle(capsys: pytest.CaptureFixture[str]) -> None:
    """Facts with their units, then the sources."""
    assert run(["catalog", "show", "b2b", "webinar"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Hosted webinar (webinar)\n\nB2B vehicles; figures are for 4 quarters.\n")
    assert "stage fit     awareness weak, consideration strong, conversion fair" in out
    assert "\nSources\n  - " in out


def test_a_catalog_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A catalog is found by its path as well; facts that are not known are left out."""
    file = write(tmp_path, 'format = 1\nname = "Mine"\nperiods = 1\n[[vehicle]]\nid = "a"\ncost = 5\n', "own.toml")
    assert run(["catalog", "show", file, "a"]) == 0
    out = capsys.readouterr().out
    assert "Mine; figures are for 1 quarter." in out
    assert "each activity 5.00 USD" in out
    assert "reach" not in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "b2c"], "Known here: b2b, consumer. Did you mean `b2b`?"),
        (["show", "b2b", "webiner"], "Did you mean `webinar`?"),
        (["list", "none.toml"], "there is no such file"),
        (["show", "b2b"], "hint: vehicleplan catalog show --help"),
    ],
)
def test_unknown_names(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not there leaves with 2 and the nearest name."""
    assert run(["catalog", *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["scenario", "catalog"])
def test_schemas(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON Schema of each file type is printed."""
    assert run(["schema", kind]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert tree["title"] == f"vehicleplan {kind}"
    assert "vehicle" in tree["properties"]


def test_no_other_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """Another file type is bad input that says which there are."""
    assert run(["schema", "history"]) == 2
    assert "choose scenario, catalog or plan" in capsys.readouterr().err


def test_the_schema_of_a_plan(capsys: pytest.CaptureFixture[str]) -> None:
    """What `plan --json` prints keeps to it."""
    assert run(["schema", "plan"]) == 0
    assert set(json.loads(capsys.readouterr().out)["required"]) >= {
        "format",
        "status",
        "vehicles",
        "not_chosen",
        "hours",
    }


def test_the_root_is_the_checkout() -> None:
    """The tests read the catalogs that ship."""
    assert (ROOT / "catalogs" / "b2b.toml").is_file()
