"""A frontier in sentences, charts and a table."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest

from cli.runs import SMALL
from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.frontier import Frontier, FrontierRange, frontier
from vehicleplan.analysis.frontier_axis import Axis, Over
from vehicleplan.exports.json_frontier import frontier_object
from vehicleplan.model.goal import Mode
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, optimize
from vehicleplan.report.chart import PointMark
from vehicleplan.report.contracts import Section
from vehicleplan.report.frontier import frontier_section

MakeScenario = Callable[[str], ResolvedScenario]

BUDGET, VEHICLES, WRITING = Axis(Over.BUDGET), Axis(Over.MAX_VEHICLES), Axis(Over.HOURS, "writing")
FAIR = SMALL.replace('verdict = "no"', 'verdict = "fair"')
TWO_VEHICLES = f"{FAIR}[limits]\nmax_vehicles = 2\n"


def run(
    resolved: ResolvedScenario,
    axis: Axis,
    *values: float,
    mode: Mode | None = Mode.MOST_RESULTS,
    stops_after: int = 99,
) -> tuple[Frontier, Section]:
    """The frontier of a scenario and its section."""
    basis = Basis(resolved, {}, optimize(resolved))
    told: list[str] = []
    control = Control(
        is_cancelled=lambda: len(told) >= stops_after, on_progress=lambda progress: told.append(progress.stage)
    )
    found = frontier(basis, FrontierRange(axis, values, mode), control)
    return found, frontier_section(found, basis.plan, resolved)


def test_answer_says_range_reach_end_and_sets(scenario: MakeScenario) -> None:
    """Every figure is that of a point, or of the plan that was solved for without the limit."""
    _, section = run(scenario(FAIR), BUDGET, 3_000, 4_000, 10_000, 12_000, 14_000)
    assert section.title == "The most leads for each budget"
    reach, end, brings, changes, always, own = section.answer
    first, last = "21 leads at 200 USD each", "67 leads at 250 USD each"
    assert brings == f"With 3,000 USD the best plan brings {first}; with 14,000 USD it brings {last}."
    assert reach == "The goal is in reach with 4,000 USD; with 3,000 USD the plan is 9 leads short."
    assert end == "From 12,700 USD on the leads stay at 67: no budget brings more."
    assert changes == "The set changes with 4,000 USD (Banner out) and with 10,000 USD (White paper and Banner in)."
    assert always == "In the plan at every point: Hosted webinar."
    assert own == (
        "With the scenario's budget, 10,000 USD, it is 56 leads at 226 USD each; "
        "the plan, which looks for the lowest cost per lead, has 33 leads at 206 USD each."
    )


def test_points_with_the_same_plan_share_a_row(scenario: MakeScenario) -> None:
    """The row has both ends of the stretch; what changes in the set stands in its row, and the scenario's own value."""
    _, section = run(scenario(FAIR), BUDGET, 3_000, 12_700, 14_000, 16_000)
    rows = section.tables[0].rows
    assert [row[0] for row in rows] == ["3,000", "12,700\u201316,000"]
    assert [row[-1] for row in rows] == ["", "White paper in"]
    _, own = run(scenario(FAIR), BUDGET, 9_000, 10_000)
    assert own.tables[0].rows[-1][-1] == "the scenario's budget"


def test_a_value_without_a_plan_says_so(scenario: MakeScenario) -> None:
    """It has no figures, and the first plan that is possible is named."""
    text = FAIR.replace('id = "paper"', 'id = "paper"\ninclude = "must"')
    _, section = run(scenario(text), BUDGET, 1_000, 5_000)
    assert "No plan is possible with 1,000 USD; with 5,000 USD there is one." in section.answer
    assert section.tables[0].rows[0] == ("1,000", None, None, None, None, None, None, "no plan", "")
    _, none = run(scenario(text), BUDGET, 500, 1_000)
    assert none.answer[0] == "No plan is possible at any point."
    assert none.tables == ()


def test_a_goal_that_no_value_reaches_is_told(scenario: MakeScenario) -> None:
    """With what is missing at the last point."""
    _, section = run(scenario(FAIR.replace("amount = 30", "amount = 300")), BUDGET, 3_000, 20_000)
    assert (
        "The goal is out of reach at every point, and no budget reaches it: with 20,000 USD the plan is still "
        "233 leads short."
    ) in section.answer
    assert any("the goal comes no closer: no budget brings more of it" in sentence for sentence in section.answer)


def test_stopped_says_so_first(scenario: MakeScenario) -> None:
    """What was not looked at is named before anything else."""
    found, section = run(scenario(FAIR), BUDGET, 3_000, 4_000, 5_000, 6_000, stops_after=2)
    assert section.answer[0] == "Stopped after 2 of 4 points; not looked at: 3,000 USD and 5,000 USD."
    assert not any("stay at" in sentence for sentence in section.answer)
    tree = frontier_object(found, optimize(scenario(FAIR)))
    assert (tree["is_whole"], tree["not_looked_at"]) == (False, [3_000, 5_000])


def test_many_points_that_were_not_looked_at_are_told_as_a_range(scenario: MakeScenario) -> None:
    """More than three; some within the range may have been looked at."""
    _, section = run(scenario(FAIR), BUDGET, *range(1_000, 9_000, 1_000), stops_after=2)
    assert section.answer[0].startswith("Stopped after 2 of 8 points; not looked at: 6 of those from 1,000 USD to ")


@pytest.mark.parametrize(
    ("mode", "end"),
    [
        (None, "From 4,300 USD on nothing is gained: no budget lowers the cost per lead below 206 USD."),
        (Mode.LEAST_COST, "on nothing is gained: no budget reaches the goal for less than 6,500 USD."),
    ],
)
def test_other_modes_say_what_ends(mode: Mode | None, end: str, scenario: MakeScenario) -> None:
    """Cost per result, or cost, in place of results."""
    _, section = run(scenario(FAIR), BUDGET, 3_000, 5_000, 20_000, mode=mode)
    assert any(sentence.endswith(end) for sentence in section.answer), section.answer


def test_vehicles_and_hours_are_called_by_their_units(scenario: MakeScenario) -> None:
    """A number of vehicles is the most there may be; hours are those of a period."""
    _, vehicles = run(scenario(TWO_VEHICLES), VEHICLES, 1, 2, 3)
    assert vehicles.title == "The most leads for each number of vehicles"
    assert vehicles.answer[1].startswith("With at most 1 vehicle the best plan brings ")
    assert "From 3 vehicles on the leads stay at " in " ".join(vehicles.answer)
    _, hours = run(scenario(FAIR), WRITING, 10, 80)
    assert hours.answer[1].startswith("With 10 hours per quarter the best plan brings ")
    assert hours.charts[0].x.title == "Own hours of writing per quarter"


def test_charts_have_the_figures_of_the_points(scenario: MakeScenario) -> None:
    """Results and cost per result of every point, where the set changes, the goal and the scenario's own value."""
    found, section = run(scenario(FAIR), BUDGET, 3_000, 4_000, 10_000, 14_000)
    results, costs = section.charts
    assert [(point.x, point.y) for point in results.points] == [(p.value, p.plan.results) for p in found.points]
    assert [point.y for point in costs.points] == [point.plan.cost_per_result for point in found.points]
    changes = [point.mark is PointMark.CHANGE for point in results.points]
    assert changes == [point.changes_set for point in found.points]
    assert [(line.value, line.figure) for line in chain(results.levels, results.places)] == [
        (30, "30"),
        (10_000, "10,000"),
    ]
    assert (results.x.low, results.x.high) == (3_000, 14_000)


def test_where_nothing_changes_there_is_no_chart(scenario: MakeScenario) -> None:
    """One sentence says it."""
    _, section = run(scenario(FAIR), BUDGET, 20_000, 30_000)
    assert section.charts == ()
    assert section.answer[0] == "From 20,000 USD to 30,000 USD all is the same: 67 leads at 250 USD each."


def test_json_has_every_point(scenario: MakeScenario) -> None:
    """Figures, set and changes of each, and what is proven of the end."""
    found, _ = run(scenario(FAIR), BUDGET, 3_000, 14_000)
    tree = frontier_object(found, optimize(scenario(FAIR)))
    assert (tree["over"], tree["mode"], tree["own"], tree["enough"]) == ("budget", "most-results", 10_000, 12_700)
    assert [point["value"] for point in tree["points"]] == [3_000, 14_000]
    poor, rich = tree["points"]
    assert (poor["status"], poor["is_reached"], poor["missing"]) == ("out-of-reach", False, {"lead": 9})
    assert (rich["vehicles"], rich["comes_in"]) == (["webinar", "paper", "banner"], ["paper"])
    assert (poor["more_brings_nothing"], rich["more_brings_nothing"]) == (False, True)
    assert tree["without_limit"]["results"] == rich["results"]
