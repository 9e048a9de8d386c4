"""Plan: the answer, the chosen vehicles, money and hours, and the others with their reasons."""

from __future__ import annotations

import pytest

from tui.planned import ALL_OUT, FAULTY, IMPOSSIBLE, OUT_OF_REACH, SMALL, UNBOUNDED, WEEKS, plan_of, words
from tui.screen import Driver, Opened
from vehicleplan.report import numbers, sentences
from vehicleplan.report.choice import left_out
from vehicleplan.tui.widgets.plan_part import PlanPart


async def told(driver: Driver, part: str) -> str:
    """All that a part shows while the cursor goes through its list."""
    shown = driver.app.screen.query_one(f"#{part}", PlanPart)
    seen = []
    for _ in range(shown.plan_list.option_count):
        area = shown.content_region
        seen.append(words("\n".join(line[area.x : area.right] for line in driver.lines[area.y : area.bottom])))
        await driver.pilot.press("j")
    return " / ".join(seen)


@pytest.mark.parametrize("text", [SMALL, OUT_OF_REACH, IMPOSSIBLE], ids=["reached", "out of reach", "impossible"])
@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_answer_is_the_reports(opened: Opened, text: str, size: tuple[int, int]) -> None:
    """The sentences on top are those of every other way to show the plan, whatever its status."""
    async with opened(text=text, size=size) as driver:
        await driver.press("4")
        assert words(" ".join(sentences.answer(plan_of(driver)))) in words(driver.text)


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_candidate_of_a_shipped_scenario_is_found(opened: Opened, size: tuple[int, int]) -> None:
    """Going through the lists shows every chosen vehicle with its figures and every other one with its reason."""
    async with opened("out-of-reach", size=size) as driver:
        await driver.press("4")
        plan = plan_of(driver)
        chosen = await told(driver, "chosen")
        for vehicle in plan.vehicles:
            hours = numbers.hours(sum(vehicle.hours.values()))
            brings = sentences.number_of(vehicle.results, plan.result)
            cost = f"Costs {numbers.money(vehicle.loaded_cost, plan.currency)}"
            assert all(each in chosen for each in (f"{vehicle.name}:", cost, f"{hours} hours", f"Brings {brings}"))
        await driver.press("tab", "tab")
        others = await told(driver, "others")
        assert left_out(plan)
        for other in left_out(plan):
            assert f"{other.name} {other.why}" in others


async def test_totals_are_those_of_the_plan(opened: Opened) -> None:
    """The line under the vehicles has the plan's own cost, results and cost per result."""
    async with opened(text=SMALL) as driver:
        await driver.press("4")
        plan = plan_of(driver)
        total = next(line for line in driver.lines if line.strip().startswith("Total")).split()
        assert plan.cost_per_result is not None
        assert total[-3:] == [
            numbers.money(plan.cost.loaded),
            numbers.results(plan.results),
            numbers.money(plan.cost_per_result),
        ]


async def test_the_goal_has_a_bar_with_figures(opened: Opened) -> None:
    """What is reached stands beside what was asked, with a sign and words where it is missed."""
    async with opened(text=OUT_OF_REACH) as driver:
        await driver.press("4")
        reached = numbers.results(plan_of(driver).results)
        line = next(line for line in driver.lines if f"{reached} of 300 leads" in line and "missing" in line)
        assert line.strip().startswith("✘ █")
        assert "·" in line


async def test_money_and_hours_have_bars_for_each_period(opened: Opened) -> None:
    """The cursor's line is shown over time, and a use at the limit has a sign."""
    tight = SMALL.replace("amount = 30", 'mode = "most-results"').replace("hours = 40", "hours = 20")
    async with opened(text=tight) as driver:
        await driver.press("4", "tab", "j")
        assert "writing 80/80 hours 100 % !!!!" in words(driver.text.replace("█", ""))
        assert "Q3 20/20 own 20 ! tight" in words(driver.text.replace("█", ""))


async def test_where_no_plan_is_possible_there_is_nothing_to_do(opened: Opened) -> None:
    """The parts stay calm without a plan."""
    async with opened(text=IMPOSSIBLE) as driver:
        await driver.press("4")
        assert "There is nothing to do." in driver.text
        assert "Why (7) names the limits that cannot hold together, and what would mend it." in driver.text
        await driver.press("tab", "tab")
        assert "Banner [/foo]" in driver.text


async def test_without_candidates_the_plan_says_where_to_add_some(opened: Opened) -> None:
    """A scenario that was just begun has a plan of nothing, and says what comes first."""
    async with opened() as driver:
        await driver.press("n", "4")
        assert "There are no candidates yet. Add some in Questions (2)." in driver.text
        await driver.press("tab", "tab")
        assert " There are no candidates." in driver.lines


async def test_all_chosen_vehicles_are_on_a_small_screen(opened: Opened) -> None:
    """Where lines are scarce, long names are shortened rather than vehicles left out of sight."""
    async with opened("mid-market-launch", size=(80, 24)) as driver:
        await driver.press("4")
        assert "Organic search progr" in driver.text
        assert all(vehicle.name[:16] in driver.text for vehicle in plan_of(driver).vehicles)


async def test_a_plan_that_nothing_limits_says_what_would(opened: Opened) -> None:
    """The failure's own words stand where the plan would."""
    async with opened(text=UNBOUNDED) as driver:
        await driver.press("4")
        assert "Nothing limits how much of" in words(driver.text)
        assert "The budget and the team are in Brief (1)" in words(driver.text)
        assert "p plans again." not in words(driver.text)


async def test_faults_send_one_to_brief(opened: Opened) -> None:
    """A draft with faults has no plan; the first fault is named, and the key of the place that shows it."""
    async with opened(text=FAULTY) as driver:
        await driver.press("4")
        found = words(driver.text)
        assert "1 problem keeps the scenario from being planned; 1 shows Brief. How many of Goal: " in found


async def test_a_fault_is_called_by_what_brief_calls_it(opened: Opened) -> None:
    """A field of a list names the item that it belongs to."""
    async with opened(text=SMALL.replace("hours = 40", "hours = -40", 1)) as driver:
        await driver.press("4")
        assert "1 shows Brief. Own hours of skill writing: " in words(driver.text)


async def test_where_every_candidate_is_ruled_out_it_says_how_to_call_one_back(opened: Opened) -> None:
    """A plan of nothing for want of candidates does not look like a success."""
    async with opened(text=ALL_OUT) as driver:
        await driver.press("4")
        assert "Every candidate is ruled out. In Questions (2), b calls one back." in driver.text
        assert "✔" not in driver.text


async def test_names_are_never_markup(opened: Opened) -> None:
    """What looks like markup is shown as it was written."""
    named = SMALL.replace('"Hosted webinar"', '"Webinar [/foo] [red]x"').replace('"webinar"\ncost', '"talk [/b]"\ncost')
    async with opened(text=named) as driver:
        await driver.press("4")
        assert "Webinar [/foo] [red]x:" in words(driver.text)
        assert "talk [/b]" in words(driver.text)
        await driver.press("tab", "tab")
        assert "Banner [/foo]" in driver.text


async def test_52_weeks_have_a_cell_each_at_80_columns(opened: Opened) -> None:
    """The calendar goes under the names where it does not fit beside them, and loses no activity."""
    async with opened(text=WEEKS) as driver:
        await driver.press("4")
        plan = plan_of(driver)
        cells = [line.strip() for line in driver.lines if line.strip(" 0123456789·") == "" and len(line.strip()) == 52]
        shown = [[float(cell.replace("·", "0")) for cell in line] for line in cells]
        assert shown == [list(vehicle.activities) for vehicle in plan.vehicles]
        assert any("W01 W05" in line for line in driver.lines)


async def test_enter_goes_to_the_card_of_the_question_that_ruled_out(opened: Opened) -> None:
    """A candidate's reason is one key away from its card."""
    async with opened(text=SMALL) as driver:
        await driver.press("4", "tab", "tab", "end", "enter")
        assert driver.app.cursor == ("banner", 2)
        assert driver.app.current_mode == "questions"


async def test_a_click_moves_the_cursor_and_a_click_on_a_part_shows_it(opened: Opened) -> None:
    """The mouse does what the keys do; only a double click leaves the place."""
    async with opened(text=SMALL.replace("amount = 30", 'mode = "most-results"')) as driver:
        await driver.press("4")
        row = next(at for at, line in enumerate(driver.lines) if line.strip().startswith("White paper"))
        await driver.pilot.click(offset=(4, row))
        await driver.settled()
        assert "White paper: " in driver.text
        assert driver.app.current_mode == "plan"
        await driver.pilot.click("#tabs", offset=(20, 0))
        await driver.settled()
        assert "Cash, USD" in driver.text


async def test_the_answer_can_be_copied(opened: Opened) -> None:
    """The copy is the answer, word for word."""
    async with opened(text=SMALL) as driver:
        await driver.press("4", "c")
        assert "\n".join(sentences.answer(plan_of(driver))) in driver.app.clipboard


async def test_a_wide_screen_shows_all_parts_at_once(opened: Opened) -> None:
    """There is no need to go through the parts where all of them have room; a resize keeps everything."""
    async with opened(text=SMALL) as driver:
        await driver.press("4", "tab")
        await driver.pilot.resize_terminal(160, 48)
        await driver.settled()
        assert all(each in driver.text for each in ("What to do", "Hosted webinar", "Cash, USD", "Banner [/foo]"))
        await driver.pilot.resize_terminal(80, 24)
        await driver.settled()
        assert "Cash, USD" in driver.text
        assert "Banner [/foo]" not in driver.text
