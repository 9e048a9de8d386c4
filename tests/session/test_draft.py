"""A draft says what it means and what is wrong with it, at every moment of its editing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.runs import BROKEN, SMALL, write
from vehicleplan.errors import BadInputError
from vehicleplan.files.source import SourceText, read_source
from vehicleplan.session.draft import DELETED, Draft, changed, draft_of, place_of_vehicle


def draft(folder: Path, text: str = SMALL) -> Draft:
    """The draft of a text."""
    source = read_source(Path(write(folder, text)))
    assert isinstance(source, SourceText)
    return draft_of(source)


def test_faults_are_found_by_key_path(tmp_path: Path) -> None:
    """At the field and at every table around it, and not elsewhere."""
    broken = draft(tmp_path, BROKEN)
    assert broken.resolved is None
    assert broken.problem_count == 2
    assert [fault.path for fault in broken.faults_at(("goal", "amount"))] == [("goal", "amount")]
    assert len(broken.faults_at(("goal",))) == 2
    assert broken.faults_at(("horizon",)) == ()


def test_a_change_mends_a_fault(tmp_path: Path) -> None:
    """The draft before stays as it was."""
    broken = draft(tmp_path, BROKEN)
    mended = changed(broken, {("goal", "amount"): 30, ("goal", "mount"): DELETED})
    assert mended.problem_count == 0
    assert mended.scenario is not None
    assert mended.scenario.goal.amount == 30
    assert broken.value(("goal", "mount")) == 30


def test_values_that_mean_nothing_are_kept_as_typed(tmp_path: Path) -> None:
    """So that the form can show them."""
    odd = changed(draft(tmp_path), {("goal", "amount"): "many"})
    assert odd.value(("goal", "amount")) == "many"
    assert odd.faults_at(("goal", "amount"))


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        (("vehicle", 0, "answers", "message"), {"verdict": "fair"}, "kept"),
        (("vehicle", 2, "answers", "message", "note"), "x", "kept"),
        (("name",), "Other", "kept"),
        (("brief", "notes"), "…", "kept"),
        (("brief", "message_complexity"), 3, "new"),
        (("vehicle", 0, "cost"), 900, "new"),
        (("vehicle", 0, "include"), "must", "new"),
        (("team", "skill", 0, "hours"), 10, "new"),
    ],
)
def test_facts_change_with_what_evidence_rests_on(
    tmp_path: Path, path: tuple[str, ...], value: object, kept: str
) -> None:
    """Answers, names and notes leave them; everything else does not."""
    before = draft(tmp_path)
    after = changed(before, {path: value})
    assert after.version != before.version
    assert (after.facts == before.facts) is (kept == "kept")


def test_a_candidate_is_found_by_its_id(tmp_path: Path) -> None:
    """Its place in the file's list."""
    assert place_of_vehicle(draft(tmp_path), "banner") == 2
    with pytest.raises(KeyError):
        place_of_vehicle(draft(tmp_path), "radio")


def test_a_catalog_is_no_scenario(tmp_path: Path) -> None:
    """It says so instead of opening."""
    with pytest.raises(BadInputError, match="catalog"):
        draft(tmp_path, 'format = 1\nname = "Own"\n[[vehicle]]\nid = "fair"\nname = "Fair"\n')


def test_catalogs_are_read_when_the_list_changes(tmp_path: Path) -> None:
    """A catalog that is added can be used at once; one that is not there is a fault at its place."""
    with_catalog = changed(draft(tmp_path), {("catalogs",): ["b2b"]})
    assert "b2b" in with_catalog.catalogs
    lost = changed(with_catalog, {("catalogs", 1): "nowhere.toml"})
    assert [fault.path for fault in lost.faults] == [("catalogs", 1)]


def test_the_track_record_is_read_once_and_anew_on_opening(tmp_path: Path) -> None:
    """A change does not read it again; another vehicle's name does, and so does opening the scenario."""
    head = "vehicle,date,activities,cash,hours,outcome,count\n"
    record = tmp_path / "history.csv"
    record.write_text(f"{head}webinar,2026-02-01,2,1600,20,conversion,12\n", "utf-8")
    text = SMALL.replace("[goal]", 'track_record = "history.csv"\n[goal]', 1)
    before = draft(tmp_path, text)
    record.write_text(f"{head}stranger,2026-02-01,2,1600,20,conversion,12\n", "utf-8")
    after = changed(before, {("goal", "amount"): 31})
    assert after.problem_count == 0
    assert after.resolved is not None
    assert [entry.vehicle for entry in after.resolved.history] == ["webinar"]
    assert changed(after, {("vehicle", 2, "id"): "other"}).problem_count == 1
    assert draft(tmp_path, text).problem_count == 1
