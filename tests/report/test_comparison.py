"""Another plan beside a base plan, and scenarios side by side, as they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from report.plans import PAID_SEARCH, WEBINAR, make_empty_plan, make_plan
from vehicleplan.files.scenario_file import read_scenario
from vehicleplan.model.plan import Chosen, Cost, Plan, PlanStatus, Shortfall
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import optimize
from vehicleplan.report.comparison import comparison_report, difference_report
from vehicleplan.report.comparison_contracts import DifferenceReport, FigureRow
from vehicleplan.report.contracts import Table

Reader = Callable[[str], ResolvedScenario]

SHIPPED = sorted((Path(__file__).parents[2] / "scenarios").glob("*.toml"))
PAPER = replace(WEBINAR, id="paper", name="White paper", activities=(1.0, 1.0, 1.0, 1.0))


def with_score(vehicles: tuple[Chosen, ...] = (WEBINAR, PAID_SEARCH), **changes: Any) -> Plan:
    """The plan of `make_plan` with other vehicles and other figures."""
    plan = make_plan()
    return replace(plan, score=replace(plan.score, vehicles=vehicles, **changes))


def row(report: DifferenceReport, label: str) -> FigureRow:
    """The row with this label."""
    return next(row for row in report.figures if row.label == label)


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        (
            with_score((PAPER, PAID_SEARCH), results=282.0, cost=Cost(cash=60_000.0, labour=14_000.0)),
            (
                "31 more sales-ready leads (+12 %) at 262 USD each instead of 244.",
                "White paper comes in; Hosted webinar goes out.",
            ),
        ),
        (
            with_score((PAID_SEARCH,), results=250.0, cost=Cost(cash=47_470.0, labour=13_556.0)),
            ("1 fewer sales-ready lead (-0.4 %) at 244 USD each, as before.", "Hosted webinar goes out."),
        ),
        (
            with_score((replace(WEBINAR, activities=(3.0, 3.0, 0.0, 1.0)), PAID_SEARCH), cost=Cost(52_000.0, 13_800.0)),
            (
                "The same 251 sales-ready leads at 262 USD each instead of 244.",
                "The vehicles stay the same; activities change for Hosted webinar.",
            ),
        ),
        (
            with_score(hours={}),
            (
                "The same 251 sales-ready leads at 244 USD each, as before.",
                "The vehicles and their activities stay the same.",
            ),
        ),
        (
            with_score((), results=0.0, cost=Cost()),
            ("No sales-ready leads instead of 251.", "Hosted webinar and Paid search go out."),
        ),
    ],
)
def test_the_difference_in_plain_sentences(other: Plan, answer: tuple[str, ...]) -> None:
    """First results and cost per result against those of the base plan, then the vehicles."""
    assert difference_report(make_plan(), other).answer == answer


def test_no_difference_says_so() -> None:
    """A plan beside itself changes nothing and has no table of vehicles."""
    report = difference_report(make_plan(), make_plan())
    assert report.answer == ("Nothing changes: the plan stays the same.",)
    assert report.is_same
    assert report.vehicles is None
    assert [row.change for row in report.figures if row.change] == []


def test_out_of_reach_comes_first() -> None:
    """A goal that is not reached any more is said before what changes; one that is reached again too."""
    short = make_plan(status=PlanStatus.OUT_OF_REACH, shortfalls=(Shortfall("sales-ready lead", 300.0, 251.0),))
    away, back = difference_report(make_plan(), short), difference_report(short, make_plan())
    assert away.answer[0] == "The goal is now out of reach: 49 of 300 sales-ready leads missing."
    assert back.answer[0] == "All that is asked for is now reached."
    assert difference_report(short, short).answer == (
        "The goal stays out of reach: 49 of 300 sales-ready leads missing.",
        "Nothing changes: the plan stays the same.",
    )


def test_what_is_not_possible_is_not_compared() -> None:
    """Without a plan there is a sentence, no figures and no change."""
    none = make_empty_plan(PlanStatus.IMPOSSIBLE)
    report = difference_report(make_plan(), none)
    assert report.answer == (
        "No plan is possible: no plan keeps to all limits.",
        "The base plan brings 251 sales-ready leads at 244 USD each.",
    )
    assert row(report, "Cash, USD") == FigureRow("Cash, USD", "47,470", "–", "")
    assert difference_report(none, make_plan()).answer == (
        "Now there is a plan; before, none was possible.",
        "251 sales-ready leads at 244 USD each: the goal of 240 is reached with 11 to spare.",
    )
    assert difference_report(none, none).answer[1] == "There was none before either."


def test_a_plan_that_is_not_proven_best_says_so() -> None:
    """A difference may be the search's, where one of the plans is not proven."""
    close = make_plan(status=PlanStatus.WITHIN_GAP, gap=0.023)
    assert difference_report(make_plan(), close).answer[-1] == "This plan is within 2.3 % of the best possible."
    assert difference_report(close, make_plan()).answer[-1] == "The base plan is within 2.3 % of the best possible."


def test_other_units_are_shown_and_not_subtracted() -> None:
    """With another currency and other results the figures carry their units and no change."""
    report = difference_report(make_plan(), make_plan(currency="EUR", result="order", cost_kind="cash"))
    assert report.answer[:3] == (
        "Money is in USD and here in EUR: it does not compare.",
        "Results are sales-ready leads and here orders: they do not compare.",
        "Cost per result counts loaded cost and here cash: it does not compare.",
    )
    assert row(report, "Results") == FigureRow("Results", "251 sales-ready leads", "251 orders", "")
    assert row(report, "Cash") == FigureRow("Cash", "47,470 USD", "47,470 EUR", "")


def test_every_figure_has_its_change() -> None:
    """Figures stand beside one another with the signed change; hours are the team's own, by skill."""
    other = with_score((PAPER, PAID_SEARCH), results=282.0, cost=Cost(cash=60_000.0, labour=13_600.0), hours={})
    assert difference_report(make_plan(), other).figures == (
        FigureRow("Sales-ready leads", "251", "282", "+31"),
        FigureRow("Cost per result, USD", "244", "261", "+17"),
        FigureRow("Cost, USD", "61,270", "73,600", "+12,330"),
        FigureRow("Cash, USD", "47,470", "60,000", "+12,530"),
        FigureRow("Labour, USD", "13,800", "13,600", "-200"),
        FigureRow("Own hours of writing", "100", "0", "-100"),
        FigureRow("Own hours of media", "80", "0", "-80"),
    )


def test_vehicles_are_listed_with_the_periods_that_change() -> None:
    """Those that come in, those that go out, then those that change and when."""
    moved = replace(PAID_SEARCH, activities=(7.5, 10.0, 5.0, 7.5))
    report = difference_report(make_plan(), with_score((PAPER, moved)))
    assert (report.comes_in, report.goes_out) == (("White paper",), ("Hosted webinar",))
    assert report.vehicles is not None
    assert report.vehicles.rows == (
        ("White paper", None, 4.0, "comes in"),
        ("Hosted webinar", pytest.approx(7.0), None, "goes out"),
        ("Paid search", 30.0, 30.0, "as many: 2027 Q2 +2.5, 2027 Q3 -2.5"),
    )


BASE = """
format = 1
name = "Launch"
[goal]
result = "lead"
stage = "conversion"
amount = 30
[horizon]
start = 2027-01-01
periods = 2
[budget]
total = 10_000
[[team.skill]]
id = "writing"
hours = 40
hourly_cost = 50
[[vehicle]]
id = "webinar"
name = "Hosted webinar"
cost = 2_000
hours = { writing = 10 }
max_per_period = 2
outcomes = { conversion = 10 }
[[vehicle]]
id = "fair"
name = "Trade show"
cost = 9_000
max_per_period = 1
outcomes = { conversion = 32 }
"""
"""Three webinars bring 30 leads for 7,500 USD; where there are none, the fair brings 32 for 9,000 USD."""


def by_label(table: Table | None) -> dict[object, tuple[object, ...]]:
    """The rows of a table by their first cell."""
    assert table is not None
    return {row[0]: row[1:] for row in table.rows}


def test_scenarios_stand_side_by_side(scenario: Reader) -> None:
    """What differs in the brief, figures and vehicles, each with a column for each scenario."""
    base = scenario(BASE)
    other = scenario(BASE.replace('"Launch"', '"By hand"').replace("hours = 40", "hours = [5, 0]"))
    report = comparison_report([(base, optimize(base)), (other, optimize(other))])
    assert report.titles == ("Launch", "By hand")
    assert report.notes == ()
    assert by_label(report.brief) == {"Hours of writing": ("40", "5, 0")}
    assert by_label(report.figures) == {
        "Status": ("proven best", "proven best"),
        "Leads": ("30", "32"),
        "Goal": ("30", "30"),
        "Cost per result, USD": ("250", "281"),
        "Cost, USD": ("7,500", "9,000"),
        "Cash, USD": ("6,000", "9,000"),
        "Labour, USD": ("1,500", "0"),
        "Vehicles": ("1", "1"),
    }
    assert by_label(report.vehicles) == {"Hosted webinar": (3.0, None), "Trade show": (None, 1.0)}


def test_figures_equal_those_of_the_plans(scenario: Reader) -> None:
    """The order of the scenarios changes the order of the columns and no figure."""
    base = scenario(BASE)
    other = scenario(BASE.replace('"Launch"', '"Small"').replace("amount = 30", "amount = 10"))
    pairs = [(base, optimize(base)), (other, optimize(other))]
    one, two = comparison_report(pairs), comparison_report(pairs[::-1])
    assert two.titles == one.titles[::-1]
    for table, turned in ((one.brief, two.brief), (one.figures, two.figures), (one.vehicles, two.vehicles)):
        assert by_label(turned) == {label: cells[::-1] for label, cells in by_label(table).items()}


def test_a_scenario_beside_itself_asks_for_the_same(scenario: Reader) -> None:
    """Two of a name are told apart by number, and the report says that nothing differs."""
    base = scenario(BASE)
    report = comparison_report([(base, None), (base, None)])
    assert report.titles == ("Launch (1)", "Launch (2)")
    assert report.brief is None
    assert report.notes == (
        "Launch (1) has not been planned yet.",
        "Launch (2) has not been planned yet.",
        "The scenarios ask for the same.",
    )
    assert by_label(report.figures) == {
        "Status": ("not planned yet", "not planned yet"),
        "Goal": ("30", "30"),
    }
    assert report.vehicles is None


def test_out_of_reach_and_not_possible_are_said_before_all(scenario: Reader) -> None:
    """The notes name the scenario whose goal is missed and the one that has no plan."""
    base = scenario(BASE.replace("amount = 30", "amount = 100"))
    none = scenario(BASE.replace('"Launch"', '"Too much"') + "\n[[limits.rule]]\nmin = 50\n")
    report = comparison_report([(base, optimize(base)), (none, optimize(none))])
    assert report.notes == (
        "Launch: the goal is out of reach, 60 of 100 leads missing.",
        "Too much: No plan is possible: no plan keeps to all limits.",
    )
    figures = by_label(report.figures)
    assert figures["Status"] == ("out of reach", "not possible")
    assert figures["Missing"] == ("60 of 100 leads", "")
    assert figures["Leads"] == ("40", "")
    assert by_label(report.brief)["All vehicles together have at least 50 activities."] == ("", "holds")


def test_what_does_not_compare_is_said_and_carries_its_unit(scenario: Reader) -> None:
    """With other money, results, costs, horizons and risk each note says so and each figure has its unit."""
    base = scenario(BASE)
    text = (
        BASE.replace('"Launch"', '"Europe"')
        .replace('"lead"', '"order"')
        .replace("amount = 30", "amount = 30\ncost = 'cash'")
    )
    other = scenario(
        text.replace("periods = 2", "periods = 2\nperiod = 'month'").replace(
            "[goal]", "currency = 'EUR'\n[goal]\nrisk_aversion = 0.5"
        )
    )
    report = comparison_report([(base, optimize(base)), (other, optimize(other))])
    assert report.notes == (
        "Money is in USD and EUR: amounts of money do not compare.",
        "Results are leads and orders: they do not compare.",
        "Cost per result counts cash alone in Europe, loaded cost elsewhere: it does not compare.",
        "Risk aversion differs: the same activities count for more results in one scenario than in another.",
        "The horizons differ (2 quarters and 2 months): figures are over the whole of each.",
    )
    figures = by_label(report.figures)
    assert figures["Results"] == ("30 leads", "30 orders")
    assert figures["Cash"] == ("6,000 USD", "6,000 EUR")
    assert by_label(report.brief)["Risk aversion"] == ("0 %", "50 %")


def test_the_brief_is_in_words_that_people_use(scenario: Reader) -> None:
    """Places of the file become labels, values become text with their unit, and nothing stands for no limit."""
    base = scenario(BASE)
    other = scenario(
        BASE.replace("total = 10_000", "per_period = [6_000, 4_000]\ncarry_over = false")
        .replace("amount = 30", "amount = 30\nmode = 'least-cost'\nconversion_rates = { awareness = 0.025 }")
        .replace("hourly_cost = 50", "hourly_cost = 62.5\noutsource = { hourly_cost = 95, hours = 80 }")
        .replace("outcomes = { conversion = 32 }", "outcomes = { conversion = { low = 9, likely = 32, high = 60 } }")
        + '\ninclude = "must"\n[limits]\nmax_vehicles = 5\nmax_share = 0.6\n[brief]\nstages = { conversion = 1 }\n'
        + '[[goal.target]]\noutcome = "conversion"\namount = 12\n[vehicle.answers.message]\nverdict = "strong"\n'
    )
    report = comparison_report([(base, None), (other, None)])
    assert by_label(report.brief) == {
        "Weight of conversion": ("", "1"),
        "Looked for": ("the lowest cost per result", "the least cost"),
        "Conversion rate of awareness": ("", "2.5 %"),
        "Target of conversion": ("", "12"),
        "Budget": ("10,000 USD", "none"),
        "Budget per period": ("", "6,000, 4,000 USD"),
        "Unspent money moves on": ("yes", "no"),
        "Hourly cost of writing": ("50 USD", "62.5 USD"),
        "Hourly cost of bought writing": ("", "95 USD"),
        "Most bought hours of writing": ("", "80"),
        "Most vehicles": ("any number", "5"),
        "Most results from one vehicle": ("any share", "60 %"),
        "Trade show: in the plan": ("may", "must"),
        "Trade show: answer to message": ("", "strong"),
        "Trade show: outcome conversion": ("32", "32 (9 to 60)"),
    }


@pytest.mark.parametrize("pair", list(combinations(SHIPPED, 2)), ids=lambda pair: f"{pair[0].stem}, {pair[1].stem}")
def test_all_shipped_scenarios_can_stand_beside_one_another(pair: tuple[Path, Path]) -> None:
    """Whatever a file says has a label, each label is there once, and no key of the file shows through."""
    read = [read_scenario(path).resolved for path in pair]
    report = comparison_report([(resolved, None) for resolved in read if resolved is not None])
    assert report.brief is not None
    labels = [str(row[0]) for row in report.brief.rows]
    assert len(set(labels)) == len(labels)
    assert [label for label in labels if "_" in label or not label.strip()] == []
