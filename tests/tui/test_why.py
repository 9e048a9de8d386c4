"""Why: each topic shows what its analysis says, and the place leads to the candidates and back to the plan."""

from __future__ import annotations

import pytest

from tui.planned import IMPOSSIBLE, OUT_OF_REACH, SMALL, words
from tui.screen import Driver, Opened
from vehicleplan.session.topics import CHOICES, Analysed, Analysis, Topic
from vehicleplan.tui.screens.why import WhyPlace
from vehicleplan.tui.widgets.parts_line import PartsLine
from vehicleplan.tui.widgets.why_list import WhyList

WITH_TODAY = SMALL.replace("max_activities = 8\n", "max_activities = 8\ncurrent = [1, 0, 1, 0]\n")


def found(driver: Driver, topic: Topic, setting: str = "") -> Analysed:
    """What was found out for a topic."""
    analysed = driver.app.desk.analysed(Analysis(topic, setting))
    assert analysed is not None
    return analysed


def topics(driver: Driver) -> tuple[str, ...]:
    """The names of the topics that there are."""
    return driver.app.screen.query_one(PartsLine).names


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_each_topic_begins_with_its_answer(opened: Opened, size: tuple[int, int]) -> None:
    """Going through the topics with tab shows the first sentences of each, without scrolling; shift+tab goes back."""
    async with opened(text=WITH_TODAY, size=size) as driver:
        await driver.press("7")
        for topic in Topic:
            answer = found(driver, topic).sections[0].answer
            assert words(" ".join(answer[:2])) in words(driver.text)
            await driver.press("tab")
        await driver.press("shift+tab")
        assert words(found(driver, Topic.TODAY).sections[0].answer[0]) in words(driver.text)


async def test_without_activities_of_today_there_is_no_such_topic(opened: Opened) -> None:
    """Five topics are left."""
    async with opened(text=SMALL) as driver:
        await driver.press("7")
        assert len(topics(driver)) == 5
        assert "Today" not in topics(driver)


async def test_the_chart_of_the_frontier_is_seen_without_scrolling(opened: Opened) -> None:
    """Title, two sentences and the whole chart with its legend, on the smallest screen."""
    async with opened(text=SMALL, size=(80, 24)) as driver:
        await driver.press("7", "tab", "tab", "tab")
        assert "The most leads for each budget" in driver.text
        assert "• a best plan" in driver.text


async def test_o_runs_the_frontier_over_the_next_limit_and_shift_o_over_the_one_before(opened: Opened) -> None:
    """The title names the limit."""
    async with opened(text=SMALL) as driver:
        await driver.press("7", "tab", "tab", "tab", "o")
        assert "The most leads for each number of vehicles" in driver.text
        await driver.press("O")
        assert "The most leads for each budget" in driver.text


async def test_c_finds_how_often_each_candidate_would_have_been_chosen(opened: Opened) -> None:
    """Both parts of the answer stand under their titles; c again leaves the choices."""
    async with opened(text=SMALL, size=(160, 48)) as driver:
        await driver.press("7", "shift+tab")
        usual = found(driver, Topic.CONFIDENCE)
        assert "Had the draw been known" not in driver.text
        await driver.press("c")
        both = found(driver, Topic.CONFIDENCE, CHOICES)
        assert len(both.sections) == 2
        assert all(section.title in driver.text for section in both.sections)
        await driver.press("c")
        assert words(usual.sections[0].answer[0]) in words(driver.text)
        assert "Had the draw been known" not in driver.text


async def test_w_goes_from_a_vehicle_of_the_plan_to_its_explanation(opened: Opened) -> None:
    """The cursor of the list is on it; enter goes on to its card in Questions."""
    async with opened(text=SMALL) as driver:
        await driver.press("4", "tab", "tab", "w")
        assert isinstance(driver.app.screen, WhyPlace)
        option = driver.app.screen.query_one(WhyList).candidates.highlighted_option
        assert option is not None
        assert option.id == driver.app.cursor[0]
        await driver.press("home", "enter")
        assert driver.app.cursor == ("webinar", 0)
        assert "Does it fit the marketing objective?" in driver.text


async def test_every_candidate_is_explained_with_its_name(opened: Opened) -> None:
    """Names are shown as they are, whatever brackets they have."""
    async with opened(text=SMALL, size=(160, 48)) as driver:
        await driver.press("7")
        shown = words(driver.text)
        told = [each for group in found(driver, Topic.CANDIDATES).sections[0].groups for each in group.candidates]
        assert told
        assert all(words(f"{each.name}: {each.words}") in shown for each in told)


async def test_an_impossible_scenario_has_only_what_is_in_the_way(opened: Opened) -> None:
    """One topic by its own name; there is no other to go to."""
    async with opened(text=IMPOSSIBLE) as driver:
        await driver.press("7", "tab")
        assert topics(driver) == ("Why no plan is possible",)
        assert words(" ".join(found(driver, Topic.LIMITS).sections[0].answer)) in words(driver.text)
        assert "What cannot hold together" in driver.text


async def test_out_of_reach_the_way_to_the_goal_comes_before_what_more_would_bring(opened: Opened) -> None:
    """Each under its title."""
    async with opened(text=OUT_OF_REACH, size=(160, 48)) as driver:
        await driver.press("7", "tab")
        reach, more = found(driver, Topic.LIMITS).sections
        assert driver.text.index(reach.title) < driver.text.index(more.answer[0][:40])
        assert driver.text.count(more.title) == 2  # the topic's name, and the title
