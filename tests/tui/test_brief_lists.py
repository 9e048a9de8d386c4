"""Brief's lists: skills, members, builds, targets, rules."""

from __future__ import annotations

import pytest

from cli.runs import SMALL
from tui.screen import Driver, Opened
from tui.test_brief import enter, go_to, retype, row
from vehicleplan.tui.forms.item_list import ItemList
from vehicleplan.tui.forms.row import FieldRow

RULED = (
    SMALL
    + """
[[limits.rule]]
name = "Few banners"
vehicles = ["banner"]
max = 2
[[limits.rule]]
measure = "vehicles"
max = 2
active = false
"""
)


async def go_to_list(driver: Driver, section: str) -> ItemList:
    """Go to a section's list."""
    await go_to(driver, section)
    items = driver.app.screen.query_one(ItemList)
    items.focus()
    await driver.settled()
    return items


@pytest.mark.parametrize(
    ("section", "steps", "path"),
    [
        ("Team", 0, ("team", "skill")),
        ("Team", 2, ("team", "member")),
        ("Team", 3, ("team", "build")),
        ("Goal", 0, ("goal", "target")),
        ("Limits & rules", 0, ("limits", "rule")),
    ],
)
async def test_adding_and_removing(opened: Opened, section: str, steps: int, path: tuple[str, str]) -> None:
    """A new item is valid and its first field has the cursor; removed, all is as before."""
    async with opened(text=SMALL) as driver:
        await go_to_list(driver, section)
        await driver.press(*["down"] * steps, "a")
        draft = driver.app.desk.draft
        assert draft.faults == ()
        count = len(draft.value(path))
        assert count == (2 if path[1] == "skill" else 1)
        assert row(driver, focused_label(driver)).field.path[:3] == (*path, count - 1)
        await driver.press("escape", "delete")
        assert driver.app.desk.draft.faults == ()
        assert len(driver.app.desk.draft.value(path) or ()) == count - 1
        assert any(notice.startswith("Removed") for notice in driver.notices)
        await driver.press("u")
        assert len(driver.app.desk.draft.value(path)) == count


def focused_label(driver: Driver) -> str:
    """The label of the field with the cursor."""
    return next(each.field.label for each in driver.app.screen.query(FieldRow) if each.editor.has_focus)


async def test_the_line_that_adds_can_be_chosen(opened: Opened) -> None:
    """Enter on `+ add a rule` adds one."""
    async with opened(text=SMALL, size=(120, 40)) as driver:
        await go_to_list(driver, "Limits & rules")
        await driver.press("enter")
        assert driver.app.desk.draft.value(("limits", "rule")) == [
            {"measure": "results", "max_share": 0.5, "vehicles": ["webinar"]}
        ]
        assert "[x] Hosted webinar brings at most half of all leads." in driver.text


async def test_space_lets_a_rule_rest(opened: Opened) -> None:
    """A rule that rests stays in the file; it can hold again."""
    async with opened(text=RULED) as driver:
        await go_to_list(driver, "Limits & rules")
        await driver.press("space")
        assert driver.app.desk.draft.value(("limits", "rule", 0, "active")) is False
        assert "[ ] Banner has at most 2 activities." in driver.text
        await driver.press("down", "space")
        assert driver.app.desk.draft.value(("limits", "rule", 1, "active")) is True


async def test_a_rule_is_a_sentence_that_follows_its_fields(opened: Opened) -> None:
    """The sentence changes with every key; while the rule says nothing, it says so."""
    async with opened(text=RULED, size=(120, 40)) as driver:
        await go_to_list(driver, "Limits & rules")
        await driver.press("enter")
        await retype(driver, "At most", "3")
        assert "Banner has at most 3 activities." in driver.text
        await retype(driver, "At most", "")
        assert "This rule says nothing yet." in driver.text
        assert "✗ The rule has no limit." in driver.text
        await retype(driver, "At least … times", "2")
        await retype(driver, "… that of vehicles", "webinar")
        assert driver.app.desk.draft.value(("limits", "rule", 0, "at_least")) == {"times": 2, "vehicles": ["webinar"]}
        assert "Banner has at least 2 × the activities of Hosted webinar." in driver.text


async def test_other_limits_are_sentences_too(opened: Opened) -> None:
    """Whatever limits the choice is told where the rules are, also where it is changed elsewhere."""
    text = RULED.replace('id = "paper"', 'id = "paper"\ninclude = "must"\nneeds = ["webinar"]')
    async with opened(text=text, size=(120, 48)) as driver:
        await go_to(driver, "Limits & rules")
        assert "White paper must be in the plan." in driver.text
        assert "White paper is in the plan only together with Hosted webinar." in driver.text
        assert "The plan brings at least 30 leads." in driver.text


async def test_the_list_keeps_its_place_when_an_item_goes(opened: Opened) -> None:
    """After a removal the item before it is open, and its own figures are shown."""
    async with opened(text=RULED) as driver:
        items = await go_to_list(driver, "Limits & rules")
        await driver.press("down", "delete")
        assert items.place is not None
        assert items.place.number == 0
        assert row(driver, "Name").text == "Few banners"
        await driver.press("delete")
        assert driver.app.desk.draft.value(("limits", "rule")) is None


async def test_what_a_skill_can_buy_is_a_table_of_its_own(opened: Opened) -> None:
    """Hours to buy without a price are told beside the price."""
    async with opened(text=SMALL, size=(120, 40)) as driver:
        await go_to_list(driver, "Team")
        await enter(driver, "Hours to buy")
        await driver.type("20")
        assert "`hourly_cost` is missing" in driver.text
        await retype(driver, "A bought hour costs", "90")
        assert driver.app.desk.draft.value(("team", "skill", 0, "outsource")) == {"hours": 20, "hourly_cost": 90}
        assert driver.app.desk.draft.faults == ()
