"""The document as a reader sees it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from cli.runs import SMALL
from report.document.cases import SHIPPED, impossible, out_of_reach, shipped, small, texts, written
from vehicleplan.report import sentences
from vehicleplan.report.contracts import Table
from vehicleplan.report.document.contracts import PartId, Passage
from vehicleplan.report.document.pictures import Calendar, Funnel, Ranges, Spread, Use


def test_parts_come_in_the_order_in_which_a_reader_asks() -> None:
    """The answer first, the fingerprint last; every part of a whole plan has something to say."""
    parts = [part.id for part in small().parts]
    assert parts == list(PartId)


def test_the_answer_is_that_of_the_terminal() -> None:
    """Headline and first part say what `plan` prints."""
    found = small()
    said = sentences.answer(found.plan)
    assert [len(found.headline), found.is_reached] == [len(said), True]
    assert found.parts[0].words[: len(found.headline)] == found.headline


def test_a_goal_out_of_reach_is_said_first_and_what_would_reach_it_before_anything_else() -> None:
    """The reader is not left to find it."""
    found = out_of_reach()
    assert not found.is_reached
    assert found.headline[0].startswith("The goal is out of reach")
    first = found.parts[0].blocks[0]
    assert first.title == "What would reach the goal"


def test_an_impossible_plan_has_an_answer_and_no_tables_of_a_plan() -> None:
    """What clashes is said; nothing that is not there is shown."""
    found = impossible()
    without = {PartId.SCHEDULE, PartId.USE, PartId.CHANGE, PartId.MEASURES}
    assert [part.id for part in found.parts] == [part for part in PartId if part not in without]
    assert found.figures == ()
    assert found.table("calendar") is None
    assert any(table.id.startswith("obstacles") for table in found.tables)


@pytest.mark.parametrize("name", SHIPPED)
def test_pictures_say_in_words_what_they_show(name: str) -> None:
    """Every picture has an alternative that is more than its title."""
    pictures = [
        block
        for part in shipped(name).parts
        for block in part.blocks
        if isinstance(block, Funnel | Ranges | Calendar | Use | Spread)
    ]
    assert len(pictures) >= 4
    assert all(len(picture.alt) > len(picture.title) for picture in pictures)
    assert len({picture.id for picture in pictures}) == len(pictures)


def test_vehicles_of_the_plan_have_a_colour_each() -> None:
    """The same for the calendar as for the costs, since both ask the document."""
    found = shipped("mid-market-launch")
    assert list(found.colours) == [vehicle.id for vehicle in found.plan.vehicles]
    assert len(set(found.colours.values())) == len(found.plan.vehicles)


def test_draws_are_all_in_the_bars_and_the_goal_parts_them() -> None:
    """Shares add up to one, and a bar that reaches the goal lies above it."""
    found = shipped("mid-market-launch")
    spread = next(block for part in found.parts for block in part.blocks if isinstance(block, Spread))
    assert sum(bar.share for bar in spread.bars) == pytest.approx(1.0)
    assert found.plan.amount is not None
    assert all(bar.reaches == (bar.low >= found.plan.amount - 1e-9) for bar in spread.bars)


def test_costs_beside_one_another_are_those_of_the_sentences() -> None:
    """A candidate left out for its cost has the figure in the picture that its reason names."""
    found = shipped("mid-market-launch")
    costs = next(block for part in found.parts for block in part.blocks if isinstance(block, Ranges))
    by_name = {row.label: row for row in costs.rows}
    named = [other for other in found.plan.not_chosen if "At its smallest scale" in other.sentence]
    compared = [other for other in named if other.name in by_name]
    assert compared
    assert all(f"${by_name[other.name].text.partition(' ')[0]} per" in other.sentence for other in compared)
    for row in costs.rows:
        assert row.low <= row.middle <= row.high


def test_a_name_of_a_user_reaches_no_export_with_control_characters() -> None:
    """Escape codes and marks that turn the direction of writing are shown as replacement characters."""
    hostile = SMALL.replace('"Hosted webinar"', '"Web\\u001b[31minar\\u202e"').replace(
        '"Small launch"', '"Small\\u0007 launch"'
    )
    found = written(hostile, is_whole=False)
    every = list(texts((found.title, found.parts, found.tables, found.figures, found.headline)))
    assert any("Web�[31minar�" in text for text in every)
    assert not any(re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text) for text in every)


def test_a_german_document_has_no_english_figure() -> None:
    """Thousands have points and decimals have commas in every text, those of questions and reasons too."""
    found = written(SMALL.replace("budget]\ntotal = 10_000", "budget]\ntotal = 12_345.5"), "de_DE", is_whole=True)
    every = " ".join(texts((found.parts, found.tables, found.figures, found.headline)))
    assert "12.34" in every
    assert not re.search(r"\d,\d{3}\b(?! %)", every)
    assert "USD" in every or "$" in every


def test_the_day_is_in_the_locale_and_the_fingerprint_names_the_files() -> None:
    """The scenario, its catalog and its track record stand with their hashes, by which the plan can be made again."""
    found = shipped("euro-webinars", "de_DE")
    assert found.made.strftime("%d.%m.%Y") in found.subtitle
    prints = {str(row[0]): str(row[1]) for row in (found.table("fingerprint") or pytest.fail("none")).rows}
    names = ["SHA-256 of euro-webinars.toml", "SHA-256 of b2b", "SHA-256 of euro-history.csv"]
    assert all(len(prints[name]) == 64 for name in names)
    assert prints["Status"].startswith("proven-best")


def test_answers_stand_with_who_gave_them_and_when() -> None:
    """A day is a day, not a text."""
    rows = (shipped("euro-webinars").table("answers") or pytest.fail("none")).rows
    assert rows[0][:5] == ("Webinar in French", "audience", "fair", "fair", "SV")
    assert isinstance(rows[0][5], date)


def test_the_headline_says_how_sure_it_is() -> None:
    """A goal that is reached as often as missed is not told as reached alone."""
    found = shipped("mid-market-launch")
    assert re.fullmatch(r"The plan reaches its goal, .*, in 4\d % of 1,000 draws \(.*\)\.", found.headline[-1])
    again = [words for block in found.parts[0].blocks if isinstance(block, Passage) for words in block.sentences]
    assert found.headline[-1] not in again


def test_draws_that_bring_the_amount_and_miss_a_target_are_told_apart() -> None:
    """The bars are about the amount; the words say how often all comes together."""
    found = shipped("mid-market-launch")
    spread = next(block for part in found.parts for block in part.blocks if isinstance(block, Spread))
    assert "or more in " in spread.alt
    assert "reach what is asked of consideration as well" in spread.alt


def test_measures_say_how_stages_make_up_the_results() -> None:
    """What sales accepts is not all that counts, and a reader who adds up finds the plan's figure."""
    found = shipped("mid-market-launch")
    part = found.part(PartId.MEASURES)
    assert part is not None
    words = next(sentence for sentence in part.words if sentence.startswith("Together they make 421"))
    assert "267 of conversion, 10 % of 1,500 of consideration" in words
    worth = {"conversion": 1.0, "consideration": 0.1, "awareness": 0.002}
    made = sum(worth[name] * amount for name, amount in found.plan.outcomes.items())
    assert made == pytest.approx(found.plan.results)


def test_a_whole_document_says_what_the_plan_would_be_with_those_left_out() -> None:
    """A reason that is solved for, beside the one that is at hand."""
    part = small().part(PartId.WHY_NOT)
    assert part is not None
    near = part.blocks[0]
    assert isinstance(near, Table)
    assert near.columns[-1].heading == "If it were in the plan"
    assert str(near.rows[0][-1]).startswith("With it ")


def test_joiners_of_scripts_and_of_emoji_stay() -> None:
    """They are no control characters: Persian names and families are written with them."""
    name = "می\u200cرود \U0001f469\u200d\U0001f467"
    found = written(SMALL.replace("Hosted webinar", name), is_whole=False)
    assert found.plan.vehicles[0].name == name
    assert any(name in text for text in texts(found.parts))


def test_whoever_asks_is_told_of_a_missed_goal_at_once() -> None:
    """So is what was cut short; a goal that is reached needs no word."""
    assert out_of_reach().warnings[0].startswith("The goal is out of reach")
    assert small().warnings == ()
