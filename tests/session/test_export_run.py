"""An export as it is asked for: what a typed path means, what is remembered, what is kept for the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.runs import SMALL, write
from vehicleplan.session.desk import Desk
from vehicleplan.session.export_run import Choice, base_of, file_kinds, last_choice, trouble_with
from vehicleplan.session.exporting import ExportRequest
from vehicleplan.session.folders import keep_state
from vehicleplan.session.topics import Analysis, Topic
from vehicleplan.session.watch import Watch


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("plan", "plan"),
        ("plan.PDF", "plan"),
        ("plan.v2", "plan.v2"),
        (" sub/plan.xlsx ", "sub/plan"),
        ("", None),
        ("sub/", None),
        ("..", None),
        ("sub/.", None),
        ("~", None),
    ],
)
def test_a_typed_path_loses_the_ending_of_a_format(typed: str, base: str | None, tmp_path: Path) -> None:
    """Other dots belong to the name, and a folder is no name."""
    assert base_of(typed, tmp_path) == (None if base is None else tmp_path / base)


@pytest.mark.parametrize("kept", [None, [], {"formats": "pdf"}, {"formats": [".exe", 3, None]}, {"analyses": True}])
def test_what_is_remembered_wrongly_is_forgotten(kept: object) -> None:
    """Then it is PDF with all there is to tell."""
    keep_state("export", kept)
    assert last_choice() == Choice(frozenset({".pdf"}), is_thorough=True)


def test_names_that_no_file_can_have_are_told(tmp_path: Path) -> None:
    """Too long a name is no crash, and neither is a character that no path may have."""
    for name in ("x" * 5_000, "a\0b"):
        assert trouble_with(tmp_path / name, file_kinds())


def test_what_the_screen_shows_is_not_written_in_the_locale_of_the_export(tmp_path: Path) -> None:
    """The answers that an export has asked for are kept as the program itself writes them."""
    desk = Desk()
    desk.open(Path(write(tmp_path, SMALL)))
    desk.document(desk.draft, ExportRequest("de_DE", (Topic.LIMITS,)), Watch())
    told = desk.analysed(Analysis(Topic.LIMITS))
    assert told is not None
    assert "100 USD" in " ".join(told.sections[0].answer)
