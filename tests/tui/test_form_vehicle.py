"""The form of a vehicle."""

from __future__ import annotations

from cli.runs import SMALL
from tui.screen import Driver, Opened
from tui.test_brief import enter, retype, row
from vehicleplan.tui.forms.vehicle_form import VehicleForm

WEEKS = """format = 1
catalogs = ["b2b"]
currency = "EUR"
exchange = { USD = 0.9 }
[goal]
stage = "conversion"
[horizon]
period = "month"
periods = 6
[budget]
total = 10_000
[[vehicle]]
use = "webinar"
[[vehicle]]
use = "white-paper"
"""


async def show(driver: Driver, vehicle: str) -> VehicleForm:
    """Open a vehicle's form."""
    form = VehicleForm(vehicle)
    await driver.app.push_screen(form)
    await driver.settled()
    return form


async def test_a_vehicle_of_ones_own_shows_its_facts(opened: Opened) -> None:
    """All that the file says of it stands in its fields."""
    async with opened(text=SMALL, size=(120, 60)) as driver:
        await show(driver, "paper")
        assert "White paper · paper" in driver.text
        assert "A vehicle of the scenario's own." in driver.text
        assert row(driver, "An activity").text == "2,000"
        assert row(driver, "Outcomes").text == "conversion 2 / 5 / 9"


async def test_typing_changes_the_scenario_at_once(opened: Opened) -> None:
    """Every key counts, undo works inside the form, escape closes it."""
    async with opened(text=SMALL) as driver:
        await show(driver, "paper")
        await retype(driver, "Outcomes", "conversion 3 / 6 / 9, awareness 40")
        assert driver.app.desk.draft.value(("vehicle", 1, "outcomes")) == {
            "conversion": {"low": 3, "likely": 6, "high": 9},
            "awareness": 40,
        }
        await driver.press("ctrl+z")
        assert row(driver, "Outcomes").text == "conversion 2 / 5 / 9"
        await driver.press("escape")
        assert not isinstance(driver.app.screen, VehicleForm)


async def test_a_catalogs_fact_is_inherited_until_one_types(opened: Opened) -> None:
    """The catalog's value is grey; one's own is marked, and emptied it is the catalog's again."""
    async with opened("mid-market-launch", size=(120, 60)) as driver:
        await show(driver, "white-paper")
        own, inherited = row(driver, "Most a period"), row(driver, "An activity")
        assert own.text == "1"
        assert inherited.text == ""
        assert inherited.inherited
        assert "◆ Most a period" in driver.text
        assert "◆ An activity" not in driver.text
        await retype(driver, "An activity", "900")
        assert "◆ An activity" in driver.text
        await retype(driver, "An activity", "")
        assert not driver.app.desk.is_unsaved
        assert "◆ An activity" not in driver.text


async def test_what_is_inherited_can_be_taken_in_to_change_it(opened: Opened) -> None:
    """The right arrow in an empty field brings the catalog's value to edit."""
    async with opened("mid-market-launch") as driver:
        await show(driver, "webinar")
        field = await enter(driver, "Outcomes")
        await driver.press("right")
        assert field.text == field.inherited
        number = driver.app.desk.draft.value(("vehicle",)).index(
            next(each for each in driver.app.desk.draft.value(("vehicle",)) if each["use"] == "webinar")
        )
        assert driver.app.desk.draft.value(("vehicle", number, "outcomes"))["conversion"]["low"] > 0
        assert driver.app.desk.draft.faults == ()


async def test_the_form_tells_what_was_converted(opened: Opened) -> None:
    """A catalog's money and periods are shown in the scenario's own."""
    async with opened(text=WEEKS) as driver:
        await show(driver, "webinar")
        assert "Converted:" in driver.text
        assert "costs from USD at 0.9" in driver.text.replace("\n", " ")
        cost = driver.app.desk.draft.resolved.candidate_by_id["webinar"].cost  # type: ignore[union-attr]
        assert row(driver, "An activity").inherited == f"{cost:,.0f}"


async def test_a_problem_stands_beside_its_field(opened: Opened) -> None:
    """What is typed stays, and the form says what is wrong with it."""
    async with opened(text=SMALL) as driver:
        await show(driver, "banner")
        field = await retype(driver, "An activity", "cheap")
        assert field.text == "cheap"
        assert '"cheap" is text' in driver.text


async def test_an_id_can_be_changed_while_its_form_is_open(opened: Opened) -> None:
    """The form stays with its vehicle, also when the change is taken back."""
    async with opened(text=SMALL) as driver:
        form = await show(driver, "banner")
        await retype(driver, "Id", "poster")
        assert form.vehicle_id == "poster"
        await driver.press("ctrl+z")
        assert form.vehicle_id == "banner"
        assert row(driver, "Id").text == "banner"


async def test_an_id_may_pass_by_that_of_another_vehicle(opened: Opened) -> None:
    """On the way to `paper-2` the id is `paper` for a moment; the form stays where it is."""
    async with opened(text=SMALL) as driver:
        await show(driver, "banner")
        await retype(driver, "Id", "paper-2")
        assert [each["id"] for each in driver.app.desk.draft.value(("vehicle",))] == ["webinar", "paper", "paper-2"]


async def test_another_vehicle_of_the_catalog_can_be_typed(opened: Opened) -> None:
    """While its name is typed the catalog's facts come and go; the cursor stays where it is."""
    async with opened(text=WEEKS) as driver:
        await show(driver, "webinar")
        await enter(driver, "Catalog's vehicle")
        await driver.press("home", "ctrl+k")
        await driver.type("blog")
        assert driver.app.desk.draft.value(("vehicle", 0, "use")) == "blog"
        assert row(driver, "Name").inherited == "Blog"


async def test_a_form_without_a_vehicle_closes(opened: Opened) -> None:
    """Where undo takes the vehicle away, its form goes too."""
    async with opened(text=SMALL) as driver:
        driver.app.change({("vehicle", 3): {"id": "radio", "outcomes": {"conversion": 1}}}, "New vehicle")
        await show(driver, "radio")
        await driver.press("ctrl+z")
        assert not isinstance(driver.app.screen, VehicleForm)
