"""Matrix: what its picture says, moving in it, sorting, filtering, finding."""

from __future__ import annotations

from tui.screen import Driver, Opened
from vehicleplan.tui.widgets.matrix_grid import MatrixGrid

HEAD = """format = 1
name = "Four vehicles"
[goal]
result = "lead"
stage = "conversion"
amount = 30
[horizon]
start = 2027-01-01
periods = 2
[budget]
total = 10_000
[screening]
rule_out = "answers"
"""
WEBINAR = """[[vehicle]]
id = "webinar"
name = "Hosted webinar"
cost = 800
max_activities = 8
outcomes.conversion = 6
"""
PAPER = """[[vehicle]]
id = "paper"
name = "White paper"
cost = 2_000
max_activities = 3
outcomes.conversion = 5
[vehicle.answers.message]
verdict = "no"
by = "AL"
note = "Nobody reads it"
"""
BANNER = """[[vehicle]]
id = "banner"
name = "Banner"
cost = 100
max_activities = 3
outcomes.conversion = 1
answers.objective = { verdict = "strong" }
answers.audience = { verdict = "strong" }
answers.impact = { verdict = "no" }
"""
TELEPHONE = """[[vehicle]]
id = "telephone"
name = "Telephone"
include = "never"
cost = 100
outcomes.conversion = 1
"""
FOUR = HEAD + WEBINAR + PAPER + BANNER + TELEPHONE


def names(driver: Driver) -> list[str]:
    """The names that are shown, from above."""
    return [row.name for row in driver.app.screen.query_one(MatrixGrid).rows]


def line(driver: Driver, name: str) -> list[str]:
    """The words of the line of a candidate."""
    return next(line for line in driver.lines[2:] if name in line).strip("│ ").removeprefix(name).split()


async def test_verdicts_and_where_it_left(opened: Opened) -> None:
    """A line has seven marks, a sign at those that a person gave, and says where the candidate left."""
    async with opened(text=FOUR) as driver:
        await driver.press("3")
        assert line(driver, "White paper")[2] == "✘*"
        assert line(driver, "White paper")[-3:] == ["out", "at", "3"]
        assert line(driver, "Banner")[:2] == ["●*", "●*"]
        assert line(driver, "Hosted webinar")[-1] == "in"
        assert line(driver, "Telephone")[-2:] == ["kept", "out"]
        assert line(driver, "left after each question") == ["3", "3", "2", "2", "1", "1", "1"]


async def test_cell_under_the_cursor(opened: Opened) -> None:
    """Below stand the verdict under the cursor, who gave it, and what the suggestion rests on."""
    async with opened(text=FOUR) as driver:
        await driver.press("3", "j", "l", "right")
        assert "White paper · 3 of 7 · message" in driver.text
        assert "no, answered by AL: Nobody reads it   It left here." in driver.text
        await driver.press("home", "h", "h", "4", "3")
        assert "Hosted webinar · 1 of 7 · objective" in driver.text


async def test_the_cursor_is_shared(opened: Opened) -> None:
    """Enter goes to the card of the verdict in Questions, and Matrix begins where Questions is."""
    async with opened(text=FOUR) as driver:
        await driver.press("3", "down", "down", "l", "enter")
        assert driver.app.current_mode == "questions"
        assert driver.app.cursor == ("banner", 1)
        driver.app.cursor = ("paper", 4)
        await driver.press("3")
        assert driver.app.screen.query_one(MatrixGrid).cursor == ("paper", 4)


async def test_filters(opened: Opened) -> None:
    """`v` shows all, those left, those ruled out and those unanswered, with how many they are."""
    async with opened(text=FOUR) as driver:
        await driver.press("3")
        assert "[all 4]  left 1  ruled out 3" in driver.text
        await driver.press("v")
        assert names(driver) == ["Hosted webinar"]
        await driver.press("v")
        assert names(driver) == ["White paper", "Banner", "Telephone"]
        assert "[ruled out 3]" in driver.text
        await driver.press("v")
        assert "Telephone" not in names(driver)
        await driver.press("v")
        assert len(names(driver)) == 4


async def test_orders(opened: Opened) -> None:
    """`t` sorts as in the file, furthest first, by name, and by strong verdicts, and says which."""
    async with opened(text=FOUR) as driver:
        await driver.press("3")
        assert "sorted as in the file" in driver.text
        await driver.press("t")
        assert names(driver) == ["Hosted webinar", "Banner", "White paper", "Telephone"]
        await driver.press("t")
        assert names(driver) == sorted(names(driver))
        assert "sorted by name" in driver.text
        await driver.press("t")
        assert names(driver)[0] == "Banner"
        await driver.press("t")
        assert names(driver)[0] == "Hosted webinar"


async def test_find(opened: Opened) -> None:
    """`/` shows the names with what is typed while it is typed; enter keeps it, escape shows all again."""
    async with opened(text=FOUR) as driver:
        await driver.press("3", "slash")
        await driver.type("PA")
        assert names(driver) == ["White paper"]
        assert driver.lines[-1].startswith(" ⏎ keep  esc clear")
        await driver.press("enter", "l")
        assert driver.app.cursor == ("paper", 1)
        assert "named “PA” 1" in driver.text
        await driver.press("escape")
        assert len(names(driver)) == 4
        await driver.press("slash")
        await driver.type("zz")
        assert "No candidate is like that." in driver.text
        await driver.press("escape")
        assert len(names(driver)) == 4


async def test_it_follows_changes(opened: Opened) -> None:
    """An answer changes the picture at once, and undo changes it back."""
    async with opened(text=FOUR) as driver:
        await driver.press("3")
        driver.app.change({("vehicle", 0, "answers", "objective"): {"verdict": "no"}}, "Answer of Hosted webinar")
        await driver.settled()
        assert line(driver, "Hosted webinar")[0] == "✘*"
        assert "left 0" in driver.text
        await driver.press("u")
        assert "left 1" in driver.text


async def test_an_answer_without_initials_has_only_its_day(opened: Opened) -> None:
    """Nobody is named where nobody signed."""
    signed_by_nobody = PAPER.replace('by = "AL"', "on = 2026-11-22")
    async with opened(text=HEAD + WEBINAR + signed_by_nobody) as driver:
        await driver.press("3", "j", "l", "l")
        assert "no, answered 22 Nov 2026: Nobody reads it" in driver.text


async def test_names_are_never_markup(opened: Opened) -> None:
    """A name, initials and a note are shown as they were written, also wide characters and what looks like markup."""
    paper = PAPER.replace("White paper", "[red]展示会[/foo] 🎪").replace("AL", "[b]AL").replace("Nobody", "[/x] nobody")
    async with opened(text=HEAD + WEBINAR + paper) as driver:
        await driver.press("3", "j", "l", "l")
        assert line(driver, "[red]展示会[/foo] 🎪")[-3:] == ["out", "at", "3"]
        assert "answered by [b]AL: [/x] nobody reads it" in driver.text


async def test_faults_leave_what_was_known(opened: Opened) -> None:
    """While the scenario has a fault, the matrix shows how it was before and says so."""
    async with opened(text=FOUR) as driver:
        await driver.press("3")
        driver.app.change({("budget", "total"): -1}, "Budget")
        await driver.settled()
        assert len(names(driver)) == 4
        assert "1 problem in Brief: this is how it was before." in driver.text


async def test_with_faults_from_the_start_there_is_nothing_known(opened: Opened) -> None:
    """A scenario that never was without faults has no picture, and the place says what it waits for."""
    async with opened(text=FOUR.replace("format = 1", "format = 1\nnonsense = 1")) as driver:
        await driver.press("3")
        assert "1 problem in Brief. The seven questions are asked once there are none." in driver.text


async def test_the_mouse(opened: Opened) -> None:
    """A click moves the cursor to the verdict, a second click goes to its card."""
    async with opened(text=FOUR) as driver:
        await driver.press("3")
        grid = driver.app.screen.query_one(MatrixGrid)
        row = next(y for y, line in enumerate(driver.lines) if "White paper" in line) - grid.region.y
        column = driver.lines[grid.region.y + row].index("✘")
        await driver.pilot.click(grid, offset=(column, row))
        assert driver.app.cursor == ("paper", 2)
        await driver.pilot.click(grid, offset=(column, row), times=2)
        await driver.settled()
        assert driver.app.current_mode == "questions"


async def test_many_candidates(opened: Opened) -> None:
    """With more candidates than lines the cursor stays on the screen, below the numbers of the questions."""
    many = "".join(WEBINAR.replace("webinar", f"webinar-{n}") for n in range(60))
    async with opened(text=HEAD + many) as driver:
        await driver.press("3", "end")
        assert "Hosted webinar-59 · 1 of 7" in driver.text
        assert "in" in line(driver, "Hosted webinar-59")
        assert "left after each question" in driver.text
        await driver.press("pageup", "k", "home")
        assert "in" in line(driver, "Hosted webinar-0")
