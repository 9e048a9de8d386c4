"""Documents of files and of what is on the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.runs import BROKEN, OUT_OF_REACH, SMALL, write
from vehicleplan.errors import BadInputError, CancelledError
from vehicleplan.report.document.contracts import Document
from vehicleplan.session.desk import Desk
from vehicleplan.session.export_files import rendered, write_files
from vehicleplan.session.exporting import QUICK, THOROUGH, ExportRequest, document_of_file
from vehicleplan.session.watch import CancelToken, JobProgress, Watch

CHEAP = SMALL.replace("cost = 2_000", "cost = 2_345.5")
"""White paper is left out, and its reason names an amount of money."""


def on_the_desk(file: str, request: ExportRequest) -> Document:
    """The document of a scenario that was opened and planned, with the program's own style, before."""
    desk = Desk()
    desk.open(Path(file))
    desk.plan(desk.draft, CancelToken())
    return desk.document(desk.draft, request, Watch(most_jobs=1))


def as_json(document: Document) -> bytes:
    """The document for programs."""
    return rendered(document, (Path("plan.json"),))[Path("plan.json")]


@pytest.mark.parametrize("text", [CHEAP, OUT_OF_REACH], ids=["reached", "missed"])
@pytest.mark.parametrize("locale", [None, "de_DE"])
def test_the_desk_gives_the_same_document_as_the_command_line(tmp_path: Path, text: str, locale: str | None) -> None:
    """Though its plan was made before, in another style, every word and figure is the same."""
    file, request = write(tmp_path, text), ExportRequest(locale, THOROUGH)
    assert as_json(on_the_desk(file, request)) == as_json(document_of_file(file, request, Watch(most_jobs=1)))


def test_reasons_are_worded_again_in_the_locale(tmp_path: Path) -> None:
    """What the optimizer said in plain style reads as the rest of the document."""
    document = on_the_desk(write(tmp_path, CHEAP), ExportRequest("de_DE", QUICK))
    said = {other.id: other.sentence for other in document.plan.not_chosen}
    assert "443\u00a0$ per lead" in said["paper"]


def test_changes_that_are_not_saved_are_named(tmp_path: Path) -> None:
    """The files alone would not give the plan again."""
    desk = Desk()
    desk.open(Path(write(tmp_path, SMALL)))
    desk.change({("goal", "amount"): 24}, "Goal")
    document = desk.document(desk.draft, ExportRequest(topics=QUICK), Watch())
    assert document.plan.amount == 24
    assert "changes that were not saved" in " ".join(document.parts[-1].words)


def test_progress_is_told_and_a_stopped_export_gives_nothing(tmp_path: Path) -> None:
    """Whoever stops it has no half document."""
    token, told = CancelToken(), list[str]()

    def listen(progress: JobProgress) -> None:
        told.append(progress.stage)
        if "model" in progress.stage:
            token.cancel()

    with pytest.raises(CancelledError):
        document_of_file(write(tmp_path, SMALL), ExportRequest(), Watch(token, listen))
    assert "building the model" in told
    assert "writing the document" not in told


def test_a_scenario_with_faults_has_no_document(tmp_path: Path) -> None:
    """Its problems are told instead."""
    with pytest.raises(BadInputError):
        document_of_file(write(tmp_path, BROKEN), ExportRequest(), Watch())


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    """Whether it is there already or its folder refuses, and nothing is left behind."""
    there = tmp_path / "there.md"
    there.write_text("mine", "utf-8")
    new = tmp_path / "new.md"
    with pytest.raises(BadInputError, match="there already"):
        write_files({new: b"a", there: b"b"})
    blocked = tmp_path / "blocked"
    with pytest.raises(BadInputError, match="no folder"):
        write_files({new: b"a", blocked / "x.md": b"b"})
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["there.md"]
    assert there.read_text("utf-8") == "mine"
