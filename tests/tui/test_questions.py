"""Questions: a marketer answers, accepts, changes her mind, and calls back."""

from __future__ import annotations

import tomllib

import pytest

from tui.screen import Driver, Opened
from vehicleplan.errors import VehiclePlanError
from vehicleplan.model.verdict import Question
from vehicleplan.session import jobs
from vehicleplan.tui.screens.questions import Questions
from vehicleplan.tui.widgets.candidate_list import CandidateList

HEAD = """format = 1
name = "Launch"
[brief]
stages = { conversion = 1 }
segment = "it-manager"
message_complexity = 4
[goal]
stage = "conversion"
amount = 100
[budget]
total = 10_000
"""


def vehicle(key: str, *lines: str, **changes: str) -> str:
    """A vehicle that every question finds strong, with some of its fields changed; lines come after the fields."""
    fields = {
        "name": f'"{key.title()}"',
        "purpose": '"event"',
        "cost": "100",
        "max_activities": "30",
        "stage_fit": '{ conversion = "strong" }',
        "message_complexity": "[3, 5]",
        "outcomes": "{ conversion = 2 }",
        "reach": '{ it-manager = { share = 0.5, resonance = "strong" } }',
    }
    written = [f"{field} = {value}" for field, value in {**fields, **changes}.items() if value]
    return "\n".join(["[[vehicle]]", f'id = "{key}"', *written, *lines, ""])


LAUNCH = (
    HEAD
    + vehicle("webinar")
    + vehicle("banner", message_complexity="[1, 1]", reach="")
    + vehicle("paper", message_complexity="")
)


@pytest.fixture(autouse=True)
def ana(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user of the computer is Ana Lopez."""
    monkeypatch.setenv("USER", "ana.lopez")


def place(driver: Driver) -> Questions:
    """The place."""
    assert isinstance(driver.app.screen, Questions)
    return driver.app.screen


def answers(driver: Driver, number: int) -> dict[str, object]:
    """The answers of a vehicle as the scenario has them."""
    return driver.app.desk.draft.value(("vehicle", number, "answers")) or {}


def line(driver: Driver, name: str) -> str:
    """The line of a candidate in the list."""
    return next(text for text in driver.lines[2:] if name in text[:32]).strip("│ ")


async def test_the_card_says_question_suggestion_and_evidence(opened: Opened) -> None:
    """Where one stands, what is asked, what the data says and what both sides have is on the first screen."""
    async with opened(text=LAUNCH) as driver:
        for words in (
            "Candidates 2 of 3 left",
            "Webinar · 1 of 7 · objective",
            "Does it fit the marketing objective?",
            "Suggestion  ● strong, sure",
            "s strong  f fair  w weak  n no",
            "Left after each question",
            "conversion  strong",
            "F1 help",
        ):
            assert words in driver.text
        assert line(driver, "Banner").startswith("✘ Banner")
        assert line(driver, "Paper").startswith("· Paper")


async def test_an_answer_changes_scenario_dots_and_bars_at_once(opened: Opened) -> None:
    """A no at the first question rules the vehicle out there; it is signed with initials and today's date."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("n")
        answer = answers(driver, 0)["objective"]
        assert isinstance(answer, dict)
        assert (answer["verdict"], answer["by"], str(answer["on"])) == ("no", "AL", "2026-11-22")
        assert line(driver, "Webinar").startswith("✘ Webinar")
        assert "Candidates 1 of 3 left" in driver.text
        assert "left at objective" in driver.text
        assert "AL answered no" in driver.text
        assert driver.app.cursor == ("webinar", 0)


async def test_one_changes_ones_mind_and_undoes_it(opened: Opened) -> None:
    """A second answer takes the place of the first; undo brings the first back; delete takes it away."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("w", "s", "u")
        assert "○ weak" in driver.text
        await driver.press("delete")
        assert answers(driver, 0) == {}
        await driver.press("delete")
        assert "There is no answer to take back." in driver.notices


async def test_enter_accepts_the_suggestion(opened: Opened) -> None:
    """The suggestion becomes the answer; where the data cannot say, there is none to accept."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("enter")
        assert answers(driver, 0)["objective"]["verdict"] == "strong"  # type: ignore[index]
        await driver.press("j", "j", "l", "l", "enter")
        assert answers(driver, 2) == {}
        assert "There is no suggestion to accept" in driver.notices[-1]


async def test_all_suggestions_of_a_vehicle_are_one_step(opened: Opened) -> None:
    """Own answers stay, what the data cannot say stays open, and one undo takes all of it back."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("j", "j", "f", "A")
        given = answers(driver, 2)
        assert set(given) == {question.value for question in Question} - {"message"}
        assert given["objective"]["verdict"] == "fair"  # type: ignore[index]
        await driver.press("u")
        assert set(answers(driver, 2)) == {"objective"}


async def test_all_suggestions_of_all_vehicles_ask_first(opened: Opened) -> None:
    """Nothing is accepted before the question is answered."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("ctrl+a")
        assert "Accept 19 suggestions of all vehicles?" in driver.text
        await driver.press("escape")
        assert not driver.app.desk.is_unsaved
        await driver.press("ctrl+a", "y")
        assert sum(len(answers(driver, number)) for number in range(3)) == 19


async def test_space_goes_to_the_next_open_question_of_those_still_in(opened: Opened) -> None:
    """What is answered and what has left is passed by; at the end it begins anew."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("A", "space")
        assert driver.app.cursor == ("paper", 0)
        await driver.press("left_square_bracket")
        assert driver.app.cursor == ("paper", 6)
        await driver.press("A", "space", "f", "space")
        assert driver.app.cursor == ("paper", 2)
        assert "Every question of every candidate that is still in has an answer." in driver.notices


async def test_a_note_is_saved_with_initials_and_date(opened: Opened) -> None:
    """The note stands with the suggestion's verdict where there is no answer yet, and is signed."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("o")
        await driver.type("Carries [b]it[/]")
        await driver.press("tab", "end", "X", "enter", "ctrl+s")
        saved = tomllib.loads(driver.path.read_text("utf-8"))["vehicle"][0]["answers"]["objective"]
        assert (saved["verdict"], saved["note"], saved["by"]) == ("strong", "Carries [b]it[/]", "ALX")
        assert "Carries [b]it[/]" in driver.text
        assert "ALX, 22 Nov 2026" in driver.text
        await driver.press("l", "s")
        assert answers(driver, 0)["audience"]["by"] == "ALX"  # type: ignore[index]


async def test_a_note_without_suggestion_asks_for_the_answer(opened: Opened) -> None:
    """A note stands with an answer; without a suggestion the user gives it."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("j", "j", "l", "l", "o", "w")
        await driver.type("so so")
        await driver.press("enter")
        assert (answers(driver, 2)["message"]["verdict"], answers(driver, 2)["message"]["note"]) == ("weak", "so so")  # type: ignore[index]


async def test_a_vehicle_that_left_says_where_and_why_and_comes_back(opened: Opened) -> None:
    """Called back it stays, with a fair answer at each question that ruled it out, in one step."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("j", "l", "l")
        assert "left at message" in driver.text
        assert "Ruled out at message" in driver.text
        await driver.press("b")
        assert answers(driver, 1)["message"]["note"] == "called back"  # type: ignore[index]
        assert "Candidates 3 of 3 left" in driver.text
        await driver.press("u")
        assert answers(driver, 1) == {}


async def test_a_vehicle_that_is_kept_out_is_let_in_after_a_question(opened: Opened) -> None:
    """Calling it back offers to change include."""
    async with opened(text=HEAD + vehicle("webinar", include='"never"')) as driver:
        assert "never" in line(driver, "Webinar")
        await driver.press("b", "l")
        assert driver.app.desk.draft.value(("vehicle", 0, "include")) is None
        await driver.press("i")
        assert driver.app.desk.draft.value(("vehicle", 0, "include")) == "must"
        await driver.press("b")
        assert "include = must" in driver.notices[-1]


async def test_vehicles_are_added_from_a_catalog(opened: Opened) -> None:
    """Found, chosen and added in one step; the catalog is listed, and the first of them has the cursor."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("a", "b")  # from the list on, letters go into the line
        await driver.type("2b trade")
        await driver.press("down", "space", "enter")
        assert driver.app.desk.draft.value(("catalogs",)) == ["b2b"]
        added = driver.app.desk.draft.tables["vehicle"][3]["use"]
        assert driver.app.cursor == (added, 0)
        await driver.press("u")
        assert len(driver.app.desk.draft.tables["vehicle"]) == 3
        assert driver.app.desk.draft.value(("catalogs",)) is None


async def test_a_vehicle_is_begun_from_scratch(opened: Opened) -> None:
    """It has the name that was given, an id made from it, and its form is open."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("N")
        await driver.type("User group")
        await driver.press("enter")
        assert driver.app.desk.draft.value(("vehicle", 3)) == {"id": "user-group", "name": "User group"}
        assert type(driver.app.screen).__name__ == "VehicleForm"
        await driver.press("escape")
        assert "User group · 1 of 7" in driver.text


async def test_a_vehicle_is_taken_out_and_comes_back(opened: Opened) -> None:
    """It goes at once, the next one has the cursor, and undo brings it back."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("j", "x")
        assert "Taken out: Banner. u brings it back." in driver.notices
        assert driver.app.cursor == ("paper", 0)
        await driver.press("u")
        assert "Banner" in driver.text


async def test_taking_out_what_others_need_asks_first(opened: Opened) -> None:
    """The faults that would come are told; then the list shows the last state, and one line says what is wrong."""
    async with opened(text=LAUNCH + 'needs = ["webinar"]\n') as driver:
        await driver.press("x")
        assert "Take Webinar out?" in driver.text
        await driver.press("t")
        assert "1 problem in Brief" in driver.text
        assert "Banner" in driver.text
        await driver.press("s")
        assert "● strong" in driver.text


async def test_faults_in_brief_do_not_break_it(opened: Opened) -> None:
    """Answers are still taken and shown; a file that never was right says so and shows no candidates."""
    async with opened(text=LAUNCH) as driver:
        driver.app.change({("goal", "amount"): "many"}, "Goal")
        await driver.press("w")
        assert "1 problem in Brief" in driver.text
        assert "○ weak" in driver.text
    async with opened(text=LAUNCH.replace("amount = 100", "mount = 100")) as driver:
        await driver.press("2", "j", "s", "A", "space", "b", "x", "i", "o", "delete")
        assert "1 problem in Brief" in driver.text


async def test_answers_are_taken_while_the_questions_are_not_asked(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no suggestion could be made, one line says why, and answers stand alone."""

    def fail(*_: object) -> None:
        raise VehiclePlanError("the disk is full")

    monkeypatch.setattr(jobs, "gather_evidence", fail)
    async with opened(text=LAUNCH) as driver:
        assert "Candidates not asked" in driver.text
        assert "The questions were not asked: the disk" in driver.text
        assert "not asked yet" in driver.text
        await driver.press("enter", "A", "b", "w", "space")
        assert answers(driver, 0)["objective"]["verdict"] == "weak"  # type: ignore[index]
        assert "○······" in line(driver, "Webinar")
        assert driver.app.cursor == ("webinar", 1)


async def test_find_shows_where_the_name_is_found(opened: Opened) -> None:
    """As one types; enter stays there, escape goes back to where one was."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("slash")
        await driver.type("pap")
        assert "Webinar" not in "\n".join(driver.lines[1:12])
        await driver.press("escape")
        assert driver.app.cursor == ("webinar", 0)
        await driver.press("slash")
        await driver.type("pap")
        await driver.press("enter")
        assert driver.app.cursor == ("paper", 0)
        assert "Webinar" in driver.text


async def test_a_card_can_be_gone_to(opened: Opened) -> None:
    """From elsewhere the cursor is set, and the place shows that card when it comes to front."""
    async with opened(text=LAUNCH) as driver:
        await driver.press("3")
        driver.app.cursor = ("banner", 6)
        await driver.press("2")
        assert "Banner · 7 of 7 · efficiency" in driver.text


async def test_the_mouse_points_at_candidates_marks_answers_and_bars(opened: Opened) -> None:
    """A click on a line, on one of its marks, on an answer's word and on a bar does what it shows."""
    async with opened(text=LAUNCH) as driver:
        await driver.pilot.click(CandidateList, offset=(5, 3))
        assert driver.app.cursor == ("paper", 0)
        row = next(number for number, text in enumerate(driver.lines) if "Banner" in text)
        await driver.pilot.click(offset=(driver.lines[row].index("✘", 3), row))
        assert driver.app.cursor == ("banner", 2)
        row = next(number for number, text in enumerate(driver.lines) if "w weak" in text)
        await driver.pilot.click(offset=(driver.lines[row].index("w weak") + 3, row))
        assert answers(driver, 1)["message"]["verdict"] == "weak"  # type: ignore[index]
        row = next(number for number, text in enumerate(driver.lines) if text.startswith("│impact"))
        await driver.pilot.click(offset=(4, row))
        assert driver.app.cursor == ("banner", 4)


@pytest.mark.parametrize("name", ["[bold]x[/]", "[/foo]", "用户组的一个非常非常非常非常长的名字", "x" * 200])
async def test_any_name_is_shown_as_it_is(opened: Opened, name: str) -> None:
    """Markup, wide characters and very long names are text, and are cut where the room ends."""
    async with opened(text=HEAD + vehicle("odd", name=f'"{name}"', purpose='"event"')) as driver:
        assert name[:6] in driver.text
        await driver.press("n", "o", "escape", "x", "u", "a", "escape")
        assert name[:6] in driver.text
        assert all(len(text) <= 80 for text in driver.lines)


async def test_without_candidates_it_says_how_to_add_some(opened: Opened) -> None:
    """Every key does nothing or says why."""
    async with opened(text=HEAD) as driver:
        assert "No candidates yet." in driver.text
        keys = ("j", "l", "s", "enter", "A", "o", "space", "delete", "b", "x", "i", "v", "ctrl+a", "pagedown", "end")
        await driver.press(*keys)
        assert "No candidates yet." in driver.text
        assert not driver.app.desk.is_unsaved


async def test_three_hundred_candidates_are_as_good_as_three(opened: Opened) -> None:
    """The last one is a key away, on the screen, and can be answered."""
    many = "".join(vehicle(f"v{number:03}") for number in range(300))
    async with opened(text=HEAD.replace("[goal]", '[screening]\nrule_out = "answers"\n[goal]') + many) as driver:
        await driver.press("end", "n")
        assert "299 of 300 left" in driver.text
        assert line(driver, "V299").startswith("✘")
        await driver.press("home", "pagedown", "pageup")
        assert driver.app.cursor == ("v000", 0)


async def test_an_example_shows_its_facts_on_both_sides(opened: Opened) -> None:
    """Capability shows hours against the team's, and where the figures come from."""
    async with opened("mid-market-launch", size=(160, 48)) as driver:
        await driver.press("slash")
        await driver.type("hosted webinar")
        await driver.press("enter", "l", "l", "l")
        assert "Hosted webinar · 4 of 7 · capability" in driver.text
        assert "150 h a quarter; 80 h to buy" in driver.text
        assert "sources:" in driver.text
