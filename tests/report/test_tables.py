"""The tables of a plan and of a screening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from report.plans import COURSE, make_empty_plan, make_plan
from vehicleplan.model.plan import PlanStatus, Shortfall
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Asked, Screened, ScreenedCandidate, Suggestion
from vehicleplan.model.screening import Answer
from vehicleplan.model.verdict import Confidence, Question, Verdict
from vehicleplan.report import tables
from vehicleplan.report.assemble import cards_report, plan_report, screen_report
from vehicleplan.report.contracts import Fold, Table

Read = Callable[[str], ResolvedScenario]

LAUNCH = """
format = 1
name = "Launch"
[goal]
result = "sales-ready lead"
stage = "conversion"
amount = 240
[horizon]
start = 2027-01-01
periods = 4
[budget]
per_period = 30_000
[[team.skill]]
id = "writing"
hours = 40
[[team.skill]]
id = "media"
hours = 40
[[vehicle]]
id = "webinar"
name = "Hosted webinar"
activity = "webinar"
max_activities = 10
outcomes.conversion = 8
[[vehicle]]
id = "paid-search"
activity = "1,000 USD of spend"
max_activities = 40
outcomes.conversion = 5
[[vehicle]]
id = "radio"
include = "never"
max_activities = 40
outcomes.conversion = 5
"""


@pytest.fixture
def launch(scenario: Read) -> ResolvedScenario:
    """The scenario of the plan made by hand."""
    return scenario(LAUNCH)


def column(table: Table, heading: str) -> list[object]:
    """The cells of the column, totals too."""
    place = [each.heading.replace("\n", " ").strip() for each in table.columns].index(heading)
    return [row[place] for row in (*table.rows, *table.totals)]


def test_chosen_vehicles_add_up_to_the_total(launch: ResolvedScenario) -> None:
    """Cash of vehicles and of bought hours is the plan's cash; results and hours add up as well."""
    table = tables.folded(tables.chosen_table(make_plan(), launch), 1)
    assert column(table, "Vehicle") == ["Hosted webinar", "Paid search", "Bought hours (6)", "Total"]
    cash = column(table, "Cash USD")
    assert cash == [16_900.0, 30_000.0, 570.0, 47_470.0]
    assert column(table, "Results") == [96.0, 155.0, None, 251.0]
    assert column(table, "2027 Q1") == [2.0, 7.5, None, None]


def test_builds_have_a_row_of_their_own(launch: ResolvedScenario) -> None:
    """Cash of a build belongs to no vehicle and is shown beside them."""
    plan = make_plan()
    plan = replace(plan, score=replace(plan.score, builds=(COURSE,), cost=replace(plan.cost, cash=49_970.0)))
    table = tables.folded(tables.chosen_table(plan, launch), 0)
    assert column(table, "Cash USD") == [16_900.0, 30_000.0, 570.0, 2_500.0, 49_970.0]
    built = tables.builds_table(plan)
    assert built is not None
    assert built.rows == (("Video course", "2027 Q1", "after the horizon", "video", 60.0, 2_500.0),)


def test_folding_adds_up_periods(launch: ResolvedScenario) -> None:
    """Periods that share a column are added; what is left of a budget is that of the last of them."""
    money = tables.money_table(make_plan(), launch)
    assert [row.fold for row in money.rows] == [Fold.SUM, Fold.SUM, Fold.LAST]
    table = tables.folded(money, 2)
    assert [row[:3] for row in table.rows] == [
        ("Cash spent", 24_470.0, 23_000.0),
        ("Budget", 60_000.0, 60_000.0),
        ("Left, carried over", 35_530.0, 72_530.0),
    ]


def test_money_that_does_not_move_on_is_lost(scenario: Read) -> None:
    """Without carry-over what is unspent in a period is shown as lost."""
    resolved = scenario(LAUNCH.replace("per_period = 30_000", "per_period = 13_000\ncarry_over = false"))
    table = tables.folded(tables.money_table(make_plan(), resolved), 1)
    assert table.rows[2] == ("Unspent, lost", 1_000.0, 530.0, 2_000.0, 1_000.0, 4_530.0)


def test_hours_show_used_of_available_and_what_was_bought(launch: ResolvedScenario) -> None:
    """Each skill in use shows used and available hours; bought hours have a row of their own; idle skills none."""
    timetable = tables.hours_table(make_plan(), launch)
    assert timetable is not None
    table = tables.folded(timetable, 1)
    assert [row[0] for row in table.rows] == ["writing", "  of them bought", "media"]
    assert table.rows[0][1:] == ((20.0, 40.0), (46.0, 46.0), (20.0, 40.0), (20.0, 40.0), (106.0, 166.0), 106 / 166)
    assert table.rows[1][1:] == (None, 6.0, None, None, 6.0, None)


def test_members_stand_with_their_own_hours(scenario: Read) -> None:
    """A skill that only members have shows hours used; what there is stands in the member's row."""
    resolved = scenario(LAUNCH + '[[team.member]]\nname = "Ana"\nhours = 100\nskills = ["events"]\n')
    plan = make_plan()
    use = replace(plan.score.hours["media"][0], own=0.0, given=30.0, used=30.0)
    decisions = replace(plan.decisions, given={(0, "events"): (30.0,) * 4})
    plan = replace(plan, decisions=decisions, score=replace(plan.score, hours={"events": (use,) * 4}))
    timetable = tables.hours_table(plan, resolved)
    assert timetable is not None
    rows = tables.folded(timetable, 4).rows
    assert rows == (("events", 120.0, 120.0, None), ("Ana, all skills", (120.0, 400.0), (120.0, 400.0), 0.3))


def test_not_chosen_and_ruled_out_are_two_tables(launch: ResolvedScenario) -> None:
    """What the optimizer leaves out and what the questions ruled out stand apart, each with its reason."""
    report = plan_report(make_plan(), launch)
    assert report.not_chosen is not None
    assert report.not_chosen.rows == (("Radio", "A lead costs 900 USD, the plan's mean is 242."),)
    assert report.ruled_out is not None
    assert report.ruled_out.rows == (("Banner", "3 message: one line does not carry it."),)


def test_an_impossible_scenario_shows_no_figures(launch: ResolvedScenario) -> None:
    """Without a plan there are no tables of one, and no candidate is said to be worse than it."""
    report = plan_report(make_empty_plan(PlanStatus.IMPOSSIBLE), launch)
    assert (report.chosen, report.money, report.hours, report.targets, report.not_chosen) == (None,) * 5


def test_a_reached_amount_needs_no_table_of_goals(launch: ResolvedScenario) -> None:
    """One amount that is reached is said in the first sentence; only a missed one is shown again."""
    assert tables.targets_table(make_plan(), launch) is None
    missed = make_plan(shortfalls=(Shortfall("sales-ready lead", 300.0, 251.0),), status=PlanStatus.OUT_OF_REACH)
    assert tables.targets_table(missed, launch) is not None


def test_targets_say_reached_or_missing(scenario: Read) -> None:
    """Each target shows what was asked and what is reached."""
    target = '[[goal.target]]\noutcome = "{0}"\namount = {1}\n[horizon]'
    text = LAUNCH.replace("[horizon]", target.format("consideration", 400)).replace(
        "[horizon]", target.format("awareness", 50), 1
    )
    table = tables.targets_table(make_plan(), scenario(text))
    assert table is not None
    assert table.rows == (
        ("sales-ready leads", 240.0, 251.0, "reached"),
        ("consideration", 400.0, 400.0, "reached"),
        ("awareness", 50.0, 0.0, "50 missing (100 %)"),
    )


def make_screened() -> Screened:
    """Three candidates: one stays with an answer, one leaves at the third question, one is kept out."""
    strong = Asked(Suggestion(Verdict.STRONG, "Fits.", Confidence.HIGH), None)
    answered = replace(strong, answer=Answer(verdict=Verdict.FAIR, note="Seen it", by="AL"))
    no = Asked(Suggestion(Verdict.NO, "Too simple.", Confidence.LOW), None)
    open_ = Asked(Suggestion(None, "No data.", Confidence.LOW), None)
    all_strong = dict.fromkeys(Question, strong)
    return Screened(
        (
            ScreenedCandidate("radio", "Radio", all_strong, None, "The scenario keeps it out (include = never)."),
            ScreenedCandidate(
                "paid-search",
                "Paid search",
                all_strong | {Question.MESSAGE: no},
                Question.MESSAGE,
                "Ruled out at message: Too simple.",
            ),
            ScreenedCandidate(
                "webinar", "Webinar", all_strong | {Question.OBJECTIVE: answered, Question.EFFICIENCY: open_}, None
            ),
        ),
        {question: 2 if number < 2 else 1 for number, question in enumerate(Question)},
    )


def test_a_screening_puts_those_that_are_left_first(launch: ResolvedScenario) -> None:
    """Left, then ruled out, then kept out; an answer has a mark, an open question another."""
    report = screen_report(make_screened(), launch)
    assert report.answer[0] == "1 of 3 candidates is left after the seven questions."
    assert report.candidates.rows == (
        ("Webinar", "◐*", "●", "●", "●", "●", "●", "·", ""),
        ("Paid search", "●", "●", "✘", "●", "●", "●", "●", "3 message: Too simple."),
        ("Radio", "●", "●", "●", "●", "●", "●", "●", "The scenario keeps it out (include = never)."),
    )
    assert report.legend == "● strong  ◐ fair  ○ weak  ✘ no  · unanswered  * answered by a person"
    assert [bar.left for bar in report.bars] == [2, 2, 1, 1, 1, 1, 1]


def test_cards_show_evidence_confidence_and_answer() -> None:
    """The seven cards of a candidate say what the data suggests, how sure, and what a person said."""
    out, stays = make_screened().candidates[1:]
    report = cards_report(stays)
    assert report.title == "Webinar (webinar)"
    assert report.answer == "It stays in after all seven questions."
    first, last = report.cards[0], report.cards[-1]
    assert (first.verdict, first.evidence, first.answer) == ("● strong, sure", "Fits.", "◐ fair (AL): Seen it")
    assert last.verdict == "· unanswered"
    report = cards_report(out)
    assert report.answer == "It leaves at question 3 message: Too simple."
    assert [card.is_exit for card in report.cards] == [False, False, True, False, False, False, False]
