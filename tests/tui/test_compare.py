"""Compare: the open scenario beside others."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from cli.runs import BROKEN, SMALL
from tui.screen import Driver, Opened
from vehicleplan.report.comparison import comparison_report
from vehicleplan.session import jobs
from vehicleplan.session.jobs import Planned, plan_with
from vehicleplan.session.recent import remember
from vehicleplan.tui.screens.compare import Compare
from vehicleplan.tui.widgets.comparison import Comparison


def beside(folder: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A file with the small scenario under another name, with some texts replaced; it is a recent one then."""
    text = SMALL.replace("Small launch", name)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / f"{name}.toml"
    file.write_text(text, "utf-8")
    remember(file, name)
    return file


async def add_recent(driver: Driver, place: int = 0) -> None:
    """Add a recent scenario by its place in the list."""
    await driver.press("a", *(["down"] * place), "enter")


def heads(driver: Driver) -> list[str]:
    """The names of the columns, and what is said below them."""
    return [f"{name}: {words}" for name, words in driver.app.screen.query_one(Comparison)._heads]


def table(driver: Driver) -> str:
    """What is compared, without line breaks."""
    return " ".join(str(driver.app.screen.query_one(Comparison)._body.content).split())


async def test_the_open_scenario_stands_first(opened: Opened, tmp_path: Path) -> None:
    """Alone it only says what to do; each added one stands beside it with its plan."""
    async with opened(text=SMALL) as driver:
        beside(tmp_path, "Cheaper", ("total = 10_000", "total = 3_000"))
        await driver.press("6")
        assert heads(driver) == ["Small launch: open"]
        assert "a adds one" in table(driver)
        await add_recent(driver)
        assert heads(driver) == ["Small launch: open", "Cheaper: Cheaper.toml"]
        assert "Budget 10,000 USD 3,000 USD" in table(driver)
        assert "Status proven best out of reach" in table(driver)
        assert "Hosted webinar" in table(driver)


async def test_it_shows_what_the_comparison_says(opened: Opened, tmp_path: Path) -> None:
    """Every cell of the report, for two to four scenarios; more than four are refused."""
    async with opened(text=SMALL, size=(160, 48)) as driver:
        await driver.press("6")
        for number in range(1, 4):
            beside(tmp_path, f"Other {number}", ("hours = 40", f"hours = {40 + 5 * number}"))
            await add_recent(driver)
            screen = driver.app.screen
            assert isinstance(screen, Compare)
            columns = [(draft.resolved, planned) for draft, planned, _ in screen._columns()]
            assert len(columns) == number + 1
            pairs = [(each, plan.plan) for each, plan in columns if each is not None and plan is not None]
            report = comparison_report(pairs)
            assert report.brief is not None
            for row in (*report.brief.rows, *report.figures.rows):
                assert " ".join(str(cell) for cell in row if cell) in table(driver).replace("– ", "")
        await driver.press("a")
        assert "4 at most" in driver.notices[-1]


async def test_unsaved_changes_are_compared(opened: Opened) -> None:
    """The open scenario counts as it stands; its own file can be set beside it."""
    async with opened(text=SMALL) as driver:
        driver.app.change({("budget", "total"): 4_000}, "Budget")
        await driver.press("6")
        await add_recent(driver)
        assert heads(driver) == ["Small launch (1): open, not saved", "Small launch (2): scenario.toml"]
        assert "Budget 4,000 USD 10,000 USD" in table(driver)
        driver.app.change({("budget", "total"): 3_000}, "Budget")
        await driver.settled()
        assert "Budget 3,000 USD 10,000 USD" in table(driver)
        await driver.press("u")
        assert "Budget 4,000 USD 10,000 USD" in table(driver)


async def test_the_column_under_the_cursor_is_taken_out(opened: Opened, tmp_path: Path) -> None:
    """The open one stays."""
    async with opened(text=SMALL) as driver:
        for name in ("One", "Two"):
            beside(tmp_path, name)
        await driver.press("6")
        await add_recent(driver)
        await add_recent(driver)
        assert [head.partition(":")[0] for head in heads(driver)] == ["Small launch", "Two", "One"]
        await driver.press("left", "x")
        assert [head.partition(":")[0] for head in heads(driver)] == ["Small launch", "One"]
        await driver.press("left", "x")
        assert "The open scenario stays" in driver.notices[-1]
        await driver.press("right", "x", "x")
        assert heads(driver) == ["Small launch: open"]
        assert driver.notices[-1] == "There is nothing to take out."


async def test_other_scenarios_stay_while_one_works_elsewhere(opened: Opened, tmp_path: Path) -> None:
    """Going to another place and back keeps them; r reads their files again."""
    async with opened(text=SMALL) as driver:
        file = beside(tmp_path, "Other")
        await driver.press("6")
        await add_recent(driver)
        await driver.press("5", "6")
        assert len(heads(driver)) == 2
        file.write_text(file.read_text("utf-8").replace("total = 10_000", "total = 6_000"), "utf-8")
        assert "6,000" not in table(driver)
        await driver.press("r")
        assert "Budget 10,000 USD 6,000 USD" in table(driver)
        file.write_text("format = 1\n", "utf-8")
        await driver.press("r")
        assert "Other.toml" in driver.text
        await driver.press("escape")
        assert "Budget 10,000 USD 6,000 USD" in table(driver)


async def test_a_file_with_problems_is_told_and_not_added(opened: Opened, tmp_path: Path) -> None:
    """The dialog names every problem."""
    async with opened(text=SMALL) as driver:
        file = beside(tmp_path, "Broken")
        file.write_text(BROKEN, "utf-8")
        await driver.press("6")
        await add_recent(driver)
        assert "mount" in driver.text
        await driver.press("escape")
        assert heads(driver) == ["Small launch: open"]


async def test_any_file_and_any_example_can_be_added(opened: Opened, tmp_path: Path) -> None:
    """From the list of examples, or by typing a path; the same one twice is refused."""
    async with opened(text=SMALL) as driver:
        file = tmp_path / "elsewhere.toml"
        file.write_text(SMALL.replace("Small launch", "Elsewhere [x]"), "utf-8")
        await driver.press("6")
        for _ in range(2):
            await driver.press("a", "enter")
            await driver.type("elsewhere.toml")
            await driver.press("enter")
        assert heads(driver) == ["Small launch: open", "Elsewhere [x]: elsewhere.toml"]
        assert driver.notices == ["Elsewhere [x] is here already; r reads it again."]
        await driver.press("a", "down", "down", "enter")
        assert heads(driver)[2] == "Media for one campaign (AMPL 20-1): example"


async def test_a_what_if_that_was_kept_is_the_first_to_add(opened: Opened) -> None:
    """Its name says what is different."""
    async with opened(text=SMALL) as driver:
        await driver.press("5", "left", "k", "enter", "6")
        await add_recent(driver)
        assert heads(driver)[1] == "Small launch, what-if: budget 9,500: scenario-budget-9500.toml"
        assert "Budget 10,000 USD 9,500 USD" in table(driver)


async def test_currencies_that_differ_are_told_and_never_subtracted(opened: Opened, tmp_path: Path) -> None:
    """Each amount has its own currency."""
    async with opened(text=SMALL) as driver:
        beside(tmp_path, "Euro", ("[goal]", 'currency = "EUR"\n[goal]'))
        await driver.press("6")
        await add_recent(driver)
        assert "Money is in USD and EUR: amounts of money do not compare." in table(driver)
        assert " USD 2,500 EUR" in table(driver)


async def test_columns_fill_as_their_plans_come(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one is planned the others are there already, and what is taken out meanwhile is not waited for."""
    async with opened(text=SMALL) as driver:
        beside(tmp_path, "Other")
        await driver.press("6")
        gate, reached = Event(), Event()

        def slow(*args: object, **named: object) -> Planned:
            reached.set()
            assert gate.wait(20)
            return plan_with(*args, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(jobs, "plan_with", slow)
        await driver.pilot.press("a", "enter")
        await driver.pilot.pause()
        assert reached.wait(20)
        await driver.pilot.pause()
        assert heads(driver)[1] == "Other: Other.toml · planning…"
        assert "Status proven best not planned yet" in table(driver)
        gate.set()
        await driver.settled()
        assert heads(driver)[1] == "Other: Other.toml"
        assert "Status proven best proven best" in table(driver)


async def test_the_open_scenario_may_have_problems(opened: Opened, tmp_path: Path) -> None:
    """It is shown as it was before, and that is said."""
    async with opened(text=SMALL) as driver:
        beside(tmp_path, "Other")
        await driver.press("6")
        await add_recent(driver)
        driver.app.change({("goal", "amount"): -1}, "Goal")
        await driver.settled()
        assert "1 problem in Brief; it is shown as it was before" in table(driver)
        assert "Status proven best proven best" in table(driver)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_column_is_in_view(opened: Opened, tmp_path: Path, size: tuple[int, int]) -> None:
    """Four scenarios fit side by side without scrolling to the side."""
    async with opened(text=SMALL, size=size) as driver:
        for number in range(3):
            beside(tmp_path, f"Number {number}")
        await driver.press("6")
        for _ in range(3):
            await add_recent(driver)
        for word in ("Small", "launch", "Number 0", "Number 1", "Number 2"):
            assert word in "\n".join(driver.lines[1:3])
        status = next(line for line in driver.lines if "Status" in line)
        assert status.count("proven") == 4
