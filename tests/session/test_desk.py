"""The desk: changes, undo, saving, and answers that belong to one state of the scenario."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cli.runs import SMALL, write
from vehicleplan.errors import BadInputError, CancelledError
from vehicleplan.session import jobs
from vehicleplan.session.desk import Desk
from vehicleplan.session.draft import DELETED
from vehicleplan.session.keeping import ChangedOutsideError
from vehicleplan.session.named_folders import naming
from vehicleplan.session.watch import CancelToken

AMOUNT = ("goal", "amount")
MESSAGE = ("vehicle", 0, "answers", "message")


def desk_on(folder: Path, text: str = SMALL) -> Desk:
    """A desk with a file on it."""
    desk = Desk()
    desk.open(Path(write(folder, text)))
    return desk


def test_undo_and_redo_go_through_every_state(tmp_path: Path) -> None:
    """Each step gives its label, and a new change forgets what was taken back."""
    desk = desk_on(tmp_path)
    desk.change({AMOUNT: 31}, "one")
    desk.change({AMOUNT: 32}, "two")
    assert (desk.undo(), desk.draft.value(AMOUNT)) == ("two", 31)
    assert (desk.undo(), desk.draft.value(AMOUNT)) == ("one", 30)
    assert desk.undo() is None
    assert (desk.redo(), desk.draft.value(AMOUNT)) == ("one", 31)
    desk.change({AMOUNT: 40}, "three")
    assert desk.redo() is None


def test_changes_in_a_row_with_the_same_word_are_one(tmp_path: Path) -> None:
    """Typing is undone as a whole; another word begins a new step."""
    desk = desk_on(tmp_path)
    for amount in (3, 31, 310):
        desk.change({AMOUNT: amount}, "Goal", merges="goal")
    desk.change({("goal", "result"): "meeting"}, "Result", merges="result")
    desk.undo()
    desk.undo()
    assert desk.draft.value(AMOUNT) == 30
    assert not desk.can_undo


def test_a_change_that_changes_nothing_is_no_step(tmp_path: Path) -> None:
    """There is nothing to undo, and what was taken back can still be done again."""
    desk = desk_on(tmp_path)
    desk.change({AMOUNT: 31}, "Goal")
    desk.undo()
    desk.change({AMOUNT: 30.0}, "Goal")
    assert not desk.can_undo
    assert desk.can_redo


def test_true_is_not_one(tmp_path: Path) -> None:
    """Mending `divisible = 1` is a change."""
    desk = desk_on(tmp_path, SMALL.replace('name = "Banner"', 'name = "Banner"\ndivisible = 1'))
    desk.change({("vehicle", 2, "divisible"): True}, "Divisible")
    assert desk.draft.faults == ()
    assert desk.is_unsaved


def test_the_unsaved_mark_goes_when_the_change_is_taken_back(tmp_path: Path) -> None:
    """By undo as well as by hand."""
    desk = desk_on(tmp_path)
    desk.change({AMOUNT: 31}, "Goal")
    assert desk.is_unsaved
    desk.undo()
    assert not desk.is_unsaved
    desk.change({("goal", "cost"): "cash"}, "Cost")
    desk.change({("goal", "cost"): DELETED}, "Cost")
    assert not desk.is_unsaved


def test_undo_brings_the_plan_back_without_planning(tmp_path: Path) -> None:
    """The answers of a state are kept with it."""
    desk = desk_on(tmp_path)
    desk.plan(desk.draft, CancelToken())
    plan = desk.planned()
    desk.change({AMOUNT: 31}, "Goal")
    assert desk.planned() is None
    desk.undo()
    assert desk.planned() is plan is not None


def test_an_answer_leaves_the_evidence(tmp_path: Path) -> None:
    """After an answer the verdicts are there at once; after a change of the goal they have to be worked out."""
    desk = desk_on(tmp_path)
    desk.screen(desk.draft, CancelToken())
    desk.change({MESSAGE: {"verdict": "no", "by": "AL"}}, "Answer")
    screened = desk.screened()
    assert screened is not None
    assert screened.candidates[0].out_at is not None
    desk.change({AMOUNT: 31}, "Goal")
    assert desk.screened() is None


@pytest.mark.parametrize("rule_out", ["answers", "suggestions", "nothing"])
def test_the_plan_is_that_of_the_saved_file(tmp_path: Path, rule_out: str) -> None:
    """What the desk plans and what the command line plans are the same."""
    desk = desk_on(tmp_path)
    desk.change({("screening", "rule_out"): rule_out, AMOUNT: 25}, "Change")
    desk.plan(desk.draft, CancelToken())
    desk.save()
    planned = desk.planned()
    assert planned is not None
    told = jobs.plan_scenario(str(tmp_path / "launch.toml")).plan
    plan = planned.plan
    assert (plan.results, plan.cost, plan.vehicles, plan.not_chosen) == (
        told.results,
        told.cost,
        told.vehicles,
        told.not_chosen,
    )


def test_planning_asks_no_questions_where_no_suggestion_rules_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where only answers rule out, no evidence is gathered."""
    monkeypatch.setattr(jobs, "gather_evidence", lambda *_: pytest.fail("evidence was gathered"))
    desk = desk_on(tmp_path)
    desk.plan(desk.draft, CancelToken())
    assert desk.planned() is not None


def test_a_job_that_is_stopped_leaves_no_answer(tmp_path: Path) -> None:
    """Nothing half done is kept."""
    desk = desk_on(tmp_path)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        desk.screen(desk.draft, token)
    assert desk.screened() is None


def test_saving_keeps_comments(tmp_path: Path) -> None:
    """Only the value is another one."""
    text = SMALL.replace("amount = 30", "amount = 30   # agreed")
    desk = desk_on(tmp_path, text)
    desk.change({AMOUNT: 31}, "Goal")
    desk.save()
    assert (tmp_path / "launch.toml").read_text("utf-8") == text.replace("= 30 ", "= 31 ")


def test_saving_refuses_a_file_that_was_changed_outside(tmp_path: Path) -> None:
    """Unless told to overwrite, the other's work stays."""
    desk = desk_on(tmp_path)
    desk.change({AMOUNT: 31}, "Goal")
    file = tmp_path / "launch.toml"
    file.write_text("theirs = 1\n", "utf-8")
    with pytest.raises(ChangedOutsideError):
        desk.save()
    assert file.read_text("utf-8") == "theirs = 1\n"
    desk.save(over=desk.both_sides())
    assert tomllib.loads(file.read_text("utf-8"))["goal"]["amount"] == 31


BESIDE = 'format = 1\nname = "Own"\n[[vehicle]]\nid = "fair"\nname = "Fair"\ncost = 10\noutcomes.conversion = 1\n'
WITH_FILES = SMALL.replace("[goal]", 'catalogs = ["own.toml"]\ntrack_record = "history.csv"\n[goal]', 1)
HISTORY = "vehicle,date,activities,cash,hours,outcome,count\nwebinar,2026-02-01,2,1600,20,conversion,12\n"


def with_files(folder: Path) -> Desk:
    """A desk with a scenario that names a catalog and a track record beside it."""
    (folder / "own.toml").write_text(BESIDE, "utf-8")
    (folder / "history.csv").write_text(HISTORY, "utf-8")
    desk = desk_on(folder, WITH_FILES)
    assert desk.draft.problem_count == 0
    return desk


def test_saving_in_another_folder_still_finds_what_it_names(tmp_path: Path) -> None:
    """Catalogs and the track record come along, unless their folder was named; also after undo."""
    desk = with_files(tmp_path)
    desk.change({AMOUNT: 31}, "Goal")
    (tmp_path / "sub").mkdir()
    desk.save_as(tmp_path / "sub" / "copy.toml")
    tables = tomllib.loads((tmp_path / "sub" / "copy.toml").read_text("utf-8"))
    assert (tables["catalogs"], tables["track_record"]) == (["own.toml"], "history.csv")
    assert (tmp_path / "sub" / "own.toml").read_text("utf-8") == BESIDE
    desk.undo()
    assert desk.draft.value(AMOUNT) == 30
    assert desk.draft.value(("catalogs",)) == ["own.toml"]
    assert desk.draft.problem_count == 0
    desk.save()
    assert jobs.check_files((str(tmp_path / "sub" / "copy.toml"),))[0].problems == ()


def test_what_lies_in_a_named_folder_stays_there(tmp_path: Path) -> None:
    """The scenario then names it as seen from its new place."""
    desk = with_files(tmp_path)
    (tmp_path / "sub").mkdir()
    with naming([tmp_path]):
        desk.save_as(tmp_path / "sub" / "copy.toml")
        assert desk.draft.value(("catalogs",)) == ["../own.toml"]
        assert desk.draft.problem_count == 0
    assert [file.name for file in (tmp_path / "sub").iterdir()] == ["copy.toml"]


@pytest.mark.parametrize("target", ["copy.toml", "own.toml"])
def test_what_comes_along_replaces_nothing(tmp_path: Path, target: str) -> None:
    """Where another file has its name, or the scenario itself would, nothing is written."""
    desk = with_files(tmp_path)
    (tmp_path / "sub").mkdir()
    theirs = tmp_path / "sub" / "history.csv"
    theirs.write_text("theirs\n", "utf-8")
    with pytest.raises(BadInputError):
        desk.save_as(tmp_path / "sub" / target)
    assert [file.name for file in (tmp_path / "sub").iterdir()] == ["history.csv"]
    assert theirs.read_text("utf-8") == "theirs\n"


def test_what_may_not_be_named_does_not_come_along(tmp_path: Path) -> None:
    """A file outside that a faulty scenario names is not copied."""
    (tmp_path / "secret.toml").write_text(BESIDE, "utf-8")
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    desk = desk_on(tmp_path / "one", SMALL.replace("[goal]", 'catalogs = ["../secret.toml"]\n[goal]', 1))
    desk.save_as(tmp_path / "two" / "copy.toml")
    assert [file.name for file in (tmp_path / "two").iterdir()] == ["copy.toml"]
    assert desk.draft.value(("catalogs",)) == ["../secret.toml"]


def test_saving_keeps_the_plan(tmp_path: Path) -> None:
    """A scenario in another file has the same plan."""
    desk = desk_on(tmp_path)
    desk.plan(desk.draft, CancelToken())
    desk.save_as(tmp_path / "copy.toml")
    assert desk.planned() is not None


def test_an_example_takes_its_track_record_along(tmp_path: Path) -> None:
    """It is written beside the scenario; one with other figures there is never used nor replaced."""
    desk = Desk()
    desk.open_example("euro-webinars")
    (tmp_path / "taken").mkdir()
    theirs = tmp_path / "taken" / "euro-history.csv"
    theirs.write_text(HISTORY, "utf-8")
    with pytest.raises(BadInputError):
        desk.save_as(tmp_path / "taken" / "own.toml")
    assert theirs.read_text("utf-8") == HISTORY
    desk.change({("name",): "Mine"}, "Name")
    desk.save_as(tmp_path / "own.toml")
    assert (tmp_path / "euro-history.csv").is_file()
    desk.undo()
    assert desk.draft.problem_count == 0
    assert jobs.check_files((str(tmp_path / "own.toml"),))[0].problems == ()


def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    """Another name, or a word that it may be replaced."""
    desk = desk_on(tmp_path)
    other = Path(write(tmp_path, "mine = 1\n", "other.toml"))
    with pytest.raises(BadInputError):
        desk.save_as(other)
    assert other.read_text("utf-8") == "mine = 1\n"
    desk.save_as(other, overwrite=True)
    assert other.read_text("utf-8") == SMALL


def test_a_scenario_that_is_begun_has_no_problems_and_no_file(tmp_path: Path) -> None:
    """It can be saved, and the file is one that the program reads."""
    desk = Desk()
    desk.begin()
    assert desk.draft.problem_count == 0
    assert not desk.is_unsaved
    with pytest.raises(BadInputError):
        desk.save()
    desk.save_as(tmp_path / "new.toml")
    assert jobs.check_files((str(tmp_path / "new.toml"),))[0].problems == ()


def test_what_is_not_saved_can_be_rescued(tmp_path: Path) -> None:
    """As TOML, also where its file's layout cannot take the change; nothing where all is saved."""
    inline = 'format = 1\nname = "Inline"\ngoal = { result = "lead", stage = "conversion", amount = 3 } # all of it\n'
    for text in (SMALL, inline):
        desk = desk_on(tmp_path, text)
        assert desk.rescue() is None
        desk.change({AMOUNT: 31, ("horizon",): {"periods": 2}}, "Goal")
        rescued = desk.rescue()
        assert rescued is not None
        tables = tomllib.loads(rescued.read_text("utf-8"))
        assert (tables["goal"]["amount"], tables["horizon"]["periods"]) == (31, 2)


def test_undo_goes_back_to_the_opening_of_the_file_across_saves(tmp_path: Path) -> None:
    """However many changes there were; then the file, once saved, is what it was, byte by byte."""
    desk, file = desk_on(tmp_path), tmp_path / "launch.toml"
    first = file.read_bytes()
    count = 1_200
    for number in range(count):
        desk.change({AMOUNT: 1_000 + number}, f"change {number}")
        if number % 400 == 0:
            desk.save()
    assert [desk.undo() for _ in range(count)] == [f"change {number}" for number in reversed(range(count))]
    assert desk.undo() is None
    assert desk.draft.value(AMOUNT) == 30
    desk.save()
    assert file.read_bytes() == first
    for _ in range(count):
        desk.redo()
    assert desk.draft.value(AMOUNT) == 1_000 + count - 1
