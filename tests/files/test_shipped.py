"""What ships is found by name, also where the program is installed elsewhere, and has no problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from vehicleplan.files.scenario_file import read_any, read_scenario
from vehicleplan.files.shipped import shipped_catalogs, shipped_scenarios, shipped_text

ROOT = Path(__file__).parents[2]


def test_names_are_those_of_the_folders() -> None:
    """The two folders of the checkout are the one home of what ships."""
    assert list(shipped_catalogs()) == sorted(file.stem for file in (ROOT / "catalogs").glob("*.toml"))
    assert list(shipped_scenarios()) == sorted(file.stem for file in (ROOT / "scenarios").glob("*.toml"))
    assert "b2b" in shipped_catalogs()


def test_text_is_the_file() -> None:
    """Not one byte is changed."""
    assert shipped_text("b2b") == (ROOT / "catalogs" / "b2b.toml").read_bytes()


def test_unknown_name_raises() -> None:
    """A name that is not shipped is a KeyError."""
    with pytest.raises(KeyError):
        shipped_text("none")


@pytest.mark.parametrize("name", shipped_catalogs())
def test_shipped_catalogs_have_no_problems(name: str) -> None:
    """They are read as any other file."""
    assert read_any(ROOT / "catalogs" / f"{name}.toml").problems == ()


@pytest.mark.parametrize("name", shipped_scenarios())
def test_shipped_scenarios_have_no_problems(name: str) -> None:
    """With their catalogs and track records."""
    assert read_scenario(ROOT / "scenarios" / f"{name}.toml").problems == ()
