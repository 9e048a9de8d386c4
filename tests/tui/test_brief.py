"""Brief: what one sees and types there."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from cli.runs import SMALL
from tui.screen import Driver, Opened
from vehicleplan.tui.forms.row import FieldRow
from vehicleplan.tui.forms.sections import SECTIONS
from vehicleplan.tui.forms.vehicle_form import VehicleForm
from vehicleplan.tui.screens.brief import SectionList

NAMES = [section.name for section in SECTIONS]


async def go_to(driver: Driver, section: str) -> None:
    """Go to Brief and to a section, from wherever one is."""
    if driver.app.current_mode != "brief":
        await driver.press("1")
    sections = driver.app.screen.query_one(SectionList)
    sections.focus()
    sections.highlighted = NAMES.index(section)
    await driver.settled()


def row(driver: Driver, label: str) -> FieldRow:
    """The field with a label."""
    return next(each for each in driver.app.screen.query(FieldRow) if each.field.label == label)


async def enter(driver: Driver, label: str) -> FieldRow:
    """Put the cursor into a field."""
    found = row(driver, label)
    found.editor.focus()
    await driver.settled()
    return found


async def retype(driver: Driver, label: str, text: str) -> FieldRow:
    """Replace what stands in a field."""
    found = await enter(driver, label)
    await driver.press("end", "ctrl+u")
    await driver.type(text)
    return found


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Objective", ("conversion", "60 %", "it-manager", "[4]", "technical")),
        ("Goal", ("sales-ready lead", "420", "lowest-cost-per-result", "awareness 2 %", "at least 800 consideration")),
        ("Horizon", ("2027-01-01", "[quarter]")),
        ("Budget", ("120,000", "40 000, 30 000, 25 000, 25 000")),
        ("Team", ("writing: 150 hours a quarter, 80 to buy", "skill 1 of 6: writing")),
        ("Limits & rules", ("60 %", "[x] LinkedIn advertising", "[ ] At most 2 of Hosted webinar")),
        ("Thresholds", ("[suggestions]", "2.5 / 1.5 / 0.5")),
        ("Name, catalogs", ("b2b", "USD", "awareness, consideration")),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_section_shows_its_values(
    opened: Opened, section: str, words: tuple[str, ...], size: tuple[int, int]
) -> None:
    """Each section says what the file says, on a small screen and on a large one."""
    async with opened("mid-market-launch", size=size) as driver:
        await go_to(driver, section)
        assert [word for word in words if word not in driver.text] == []
        assert "✓ No problems" in driver.text
        assert not driver.app.desk.is_unsaved


async def test_a_large_screen_says_each_section_in_a_line(opened: Opened) -> None:
    """Beside the names stand the figures that people ask for first."""
    async with opened("mid-market-launch", size=(160, 48)) as driver:
        await driver.press("1")
        for words in (
            "420 sales-ready leads",
            "4 quarters from 2027-01-01",
            "120,000 USD",
            "2 of 3 rules",
            "b2b · USD",
        ):
            assert words in driver.text


async def test_typing_a_budget_changes_one_line_of_the_file(opened: Opened) -> None:
    """What is typed holds at once; the saved file differs in that figure alone."""
    async with opened("mid-market-launch") as driver:
        before = driver.path.read_text("utf-8")
        await go_to(driver, "Budget")
        await driver.press("enter")
        await driver.press("end", "ctrl+u")
        await driver.type("150,000")
        assert driver.app.desk.draft.value(("budget", "total")) == 150_000
        assert driver.app.is_unsaved
        await driver.press("ctrl+s")
        assert not driver.app.is_unsaved
        after = driver.path.read_text("utf-8")
    changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert changed == ["- total = 120_000", "+ total = 150000"]


async def test_nonsense_is_kept_and_told_beside_its_field(opened: Opened) -> None:
    """The text stays, the problem stands below it with what would be right, and undo takes both back."""
    async with opened(text=SMALL) as driver:
        await go_to(driver, "Budget")
        field = await retype(driver, "In total", "plenty")
        assert driver.app.desk.draft.value(("budget", "total")) == "plenty"
        assert field.text == "plenty"
        assert '✗ "plenty" is text. Write a number' in driver.text
        assert "1 problem · F8" in driver.text
        assert "Budget ✗" in driver.text
        driver.app.desk.save()
        assert 'total = "plenty"' in driver.path.read_text("utf-8")
        await driver.press("ctrl+z")
        assert field.text == "10,000"
        assert "✗" not in driver.text


async def test_one_undo_takes_back_all_that_was_typed_into_a_field(opened: Opened) -> None:
    """Keys typed in a row are one change, and it is called by its field."""
    async with opened(text=SMALL) as driver:
        await go_to(driver, "Goal")
        await retype(driver, "How many", "45")
        await driver.press("ctrl+z")
        assert driver.app.desk.draft.value(("goal", "amount")) == 30
        assert "Taken back: How many of Goal" in driver.notices


async def test_an_empty_field_leaves_its_key_out(opened: Opened) -> None:
    """Emptied, a field shows in grey what holds without it."""
    async with opened(text=SMALL) as driver:
        await go_to(driver, "Goal")
        await retype(driver, "How many", "")
        assert "amount" not in driver.app.desk.draft.value(("goal",))
        assert "as many as possible" in driver.text


async def test_the_cursor_stays_where_one_types(opened: Opened) -> None:
    """A field is not written over while its text says the same in other letters."""
    async with opened(text=SMALL) as driver:
        await go_to(driver, "Budget")
        field = await enter(driver, "In total")
        await driver.press("home", "1")
        assert field.text == "110,000"
        assert field.editor.cursor_position == 1  # type: ignore[union-attr]
        await driver.press("delete", "delete", "delete")
        assert field.text == "1000"


async def test_what_changes_elsewhere_comes_into_the_form_without_an_echo(opened: Opened) -> None:
    """A change of another place is shown, and makes no change of its own."""
    async with opened(text=SMALL) as driver:
        await go_to(driver, "Budget")
        driver.app.change({("budget", "total"): 7_000, ("budget", "carry_over"): False}, "What-if")
        await driver.settled()
        assert row(driver, "In total").text == "7,000"
        assert "[no]" in driver.text
        driver.app.desk.undo()
        assert not driver.app.desk.can_undo


async def test_choices_are_made_by_keys_and_by_mouse(opened: Opened) -> None:
    """Space takes the next choice, a click the one that is clicked, delete the default."""
    async with opened(text=SMALL) as driver:
        await go_to(driver, "Horizon")
        choice = (await enter(driver, "One period is a")).editor
        await driver.press("space")
        assert driver.app.desk.draft.value(("horizon", "period")) == "week"
        await driver.pilot.click(choice, offset=(8, 0))
        await driver.settled()
        assert driver.app.desk.draft.value(("horizon", "period")) == "month"
        await driver.press("delete")
        assert driver.app.desk.draft.value(("horizon", "period")) is None
        assert "(quarter)" in driver.text


async def test_names_are_completed(opened: Opened) -> None:
    """The right arrow takes the name that goes on like the one being typed, also in a list."""
    async with opened("mid-market-launch") as driver:
        await go_to(driver, "Objective")
        field = await enter(driver, "Positioning")
        await driver.press("end")
        await driver.type(", trus")
        await driver.press("right")
        assert field.text == "technical, trusted"
        assert driver.app.desk.draft.value(("brief", "positioning")) == ["technical", "trusted"]


async def test_notes_have_several_lines(opened: Opened) -> None:
    """A long text keeps its lines in the file."""
    async with opened(text=SMALL) as driver:
        await go_to(driver, "Objective")
        await enter(driver, "Notes")
        await driver.type("One")
        await driver.press("enter")
        await driver.type("two")
        assert driver.app.desk.draft.value(("brief", "notes")) == "One\ntwo"


async def test_another_horizon_shows_which_lists_are_too_short(opened: Opened) -> None:
    """A figure per period that is missing is told where it is missing, in Brief and in the vehicle."""
    text = SMALL.replace("total = 10_000", "per_period = [1_000, 2_000, 3_000, 4_000]")
    async with opened(text=text.replace('id = "paper"', 'id = "paper"\ncurrent = [1, 1, 0, 0]')) as driver:
        await go_to(driver, "Horizon")
        await retype(driver, "Periods", "5")
        assert "2 problems" in driver.text
        await go_to(driver, "Budget")
        assert "✗ 4 numbers for a horizon of" in driver.text
        await retype(driver, "Per period", "1,000, 2,000, 3,000, 4,000, 5,000")
        assert driver.app.desk.draft.value(("budget", "per_period"))[4] == 5_000
        await driver.press("f8")
        assert isinstance(driver.app.screen, VehicleForm)
        assert driver.app.screen.vehicle_id == "paper"
        assert driver.app.focused is row(driver, "Today").editor


async def test_f8_goes_from_problem_to_problem(opened: Opened) -> None:
    """Problems are visited in the order of the sections, then from the first again."""
    text = SMALL.replace("amount = 30", 'amount = "many"').replace("hours = 40", 'hours = "all"')
    async with opened(text=text) as driver:
        assert driver.app.current_mode == "brief"
        await driver.press("f8")
        assert driver.app.focused is row(driver, "How many").editor
        await driver.press("f8")
        assert driver.app.focused is row(driver, "Own hours").editor
        await driver.press("f8")
        assert driver.app.focused is row(driver, "How many").editor


async def test_a_key_that_nobody_knows_can_be_removed(opened: Opened) -> None:
    """It is shown on top of its section, since it has no field, and the delete key takes it out."""
    async with opened(text=SMALL.replace("amount = 30", "amount = 30\nmount = 3")) as driver:
        await driver.press("f8")
        assert "goal.mount: Unknown key `mount`" in driver.text
        await driver.press("delete")
        assert driver.app.desk.draft.faults == ()
        assert "✓ No problems" in driver.text


async def test_what_the_form_does_not_show_stays(opened: Opened) -> None:
    """Comments, unknown keys and odd layouts survive an edit beside them."""
    text = SMALL.replace("[goal]", '[goal] # why we do it\nunheard = { of = [1, "x"] }')
    async with opened(text=text) as driver:
        await go_to(driver, "Goal")
        await retype(driver, "How many", "31")
        driver.app.desk.save()
        assert driver.path.read_text("utf-8") == text.replace("amount = 30", "amount = 31")


async def test_text_of_the_user_is_not_markup(opened: Opened) -> None:
    """Brackets and control characters are shown as text."""
    text = SMALL.replace('name = "Small launch"', 'name = "[/red] \\u001b[2J launch"')
    async with opened(text=text.replace('result = "lead"', 'result = "[bold]lead"')) as driver:
        await go_to(driver, "Goal")
        assert "[bold]lead" in driver.text
        await go_to(driver, "Name, catalogs")
        assert "[/red] �[2J launch" in driver.text


async def test_escape_goes_back_step_by_step(opened: Opened) -> None:
    """From a field of an item to its list, from there to the sections."""
    async with opened(text=SMALL) as driver:
        await go_to(driver, "Team")
        await driver.press("right", "enter")
        assert driver.app.focused is row(driver, "Skill").editor
        await driver.press("escape", "escape")
        assert driver.app.focused is driver.app.screen.query_one(SectionList)


async def test_problems_of_other_files_are_told_in_words(opened: Opened, tmp_path: Path) -> None:
    """What is wrong in a track record is said with its file and line."""
    head = "vehicle,date,activities,cash,hours,outcome,count"
    (tmp_path / "history.csv").write_text(f"{head}\nwebinar,2026-13-40,1,1,1,conversion,1\n", "utf-8")
    async with opened(text=SMALL.replace("[goal]", 'track_record = "history.csv"\n[goal]', 1)) as driver:
        await driver.press("f8")
        assert "history.csv:2" in driver.text
        assert "Name, catalogs ✗" in driver.text
        assert any("history.csv:2" in notice for notice in driver.notices)


@pytest.mark.parametrize(
    "nonsense",
    [
        "brief = 3\nhorizon = true\nbudget = []\nteam = 'all'\nlimits = 1.5\nscreening = 'x'\ngoal = 'more'",
        "catalogs = 'b2b'\ncurrency = 1\nlifecycle = 'all'\noutcomes = { a = 1 }\nexchange = [1]\n[goal]\nworth = [2]",
        "[brief]\nstages = { a = inf, b = nan, c = 1e300 }\npositioning = [1, 2]\n[goal]\namount = 1" + "0" * 400,
        "[goal]\ntarget = [1]\n[team]\nskill = ['x', { hours = { a = 1 } }]\nmember = 3\n[limits]\nrule = [[]]",
        "vehicle = 'all'\n[goal]\n[screening.thresholds]\nreach = { strong = 'x' }\nimpact = 2",
    ],
)
async def test_a_file_of_nonsense_can_be_looked_at_and_mended(opened: Opened, nonsense: str) -> None:
    """No section falls over whatever stands in the file, and its lists still take a new item."""
    async with opened(text=f"format = 1\n{nonsense}\n") as driver:
        for section in SECTIONS:
            await go_to(driver, section.name)
            assert section.name in driver.text
            for group in section.groups:
                count = len(group.items(driver.app.desk.draft))
                driver.app.change(group.addition(driver.app.desk.draft), "new")
                await driver.settled()
                assert len(group.items(driver.app.desk.draft)) == count + 1
