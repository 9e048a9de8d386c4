"""Charts as data, and as lines of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vehicleplan.report import numbers
from vehicleplan.report.chart import Chart, ChartLine, ChartPoint, PointMark, exact_scale, round_scale
from vehicleplan.report.chart_lines import chart_lines

MEANINGS = ((PointMark.PLAIN, "a best plan"), (PointMark.CHANGE, "another set"))


def make_chart(*points: ChartPoint, **changes: object) -> Chart:
    """A chart of leads over a budget of 0 to 100."""
    facts = {
        "title": "Leads",
        "x": exact_scale("Budget, USD", 0, 100, numbers.as_given),
        "y": round_scale("leads", [0, *(point.y for point in points)], numbers.results),
        "points": points,
        "meanings": MEANINGS,
    }
    return Chart(**(facts | changes))  # type: ignore[arg-type]


def texts(chart: Chart, width: int, rows: int) -> list[str]:
    """The chart as text."""
    return [line.text for line in chart_lines(chart, width, rows)]


def test_points_stand_where_their_values_are() -> None:
    """The lowest at the bottom left, the highest at the top right, a change of the set with a sign of its own."""
    chart = make_chart(ChartPoint(0, 0), ChartPoint(50, 20, PointMark.CHANGE), ChartPoint(100, 40))
    assert texts(chart, 32, 5) == [
        "Leads",
        " 40┤                          •",
        "   │",
        " 20┤             ◆",
        "   │",
        "  0┤•",
        "   └┴────┴────┴─────┴────┴────┴",
        "    0   20   40    60   80  100",
        "            Budget, USD",
        "• a best plan   ◆ another set",
    ]


def test_lines_across_are_dashed_and_named() -> None:
    """The height of a level stands beside it, and both are in the legend with their figures."""
    chart = make_chart(
        ChartPoint(0, 0),
        ChartPoint(100, 40),
        levels=(ChartLine(28, "28", "the goal"),),
        places=(ChartLine(50, "50", "the scenario's budget"),),
    )
    drawn = texts(chart, 80, 11)
    level = next(text for text in drawn if text.startswith(" 28┤"))
    assert set(level[4:]) == {"╌", "┊"}
    assert all("┊" in text for text in drawn[1:12])
    assert drawn[-1] == "• a best plan   ╌╌ the goal, 28   ┊ the scenario's budget, 50"


def test_a_mark_that_does_not_occur_is_not_explained() -> None:
    """The legend has what is in the picture."""
    assert texts(make_chart(ChartPoint(0, 1), ChartPoint(100, 2)), 60, 5)[-1] == "• a best plan"


def test_a_change_is_seen_where_two_points_share_a_cell() -> None:
    """What says more wins."""
    chart = make_chart(ChartPoint(50, 10, PointMark.CHANGE), ChartPoint(50.1, 10), ChartPoint(100, 40))
    assert sum("◆" in text for text in texts(chart, 40, 5)) == 2


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1e9)), min_size=1, max_size=40),
    st.floats(1e-3, 1e9),
    st.integers(40, 140),
    st.integers(3, 20),
)
def test_no_line_is_too_wide_and_no_point_is_lost(
    points: list[tuple[float, float]], high: float, width: int, rows: int
) -> None:
    """Whatever the figures: every line fits, and there is a point in the picture."""
    chart = make_chart(
        *(ChartPoint(share * high, y) for share, y in points), x=exact_scale("Budget", 0, high, numbers.as_given)
    )
    drawn = texts(chart, width, rows)
    assert all(cell_len(text) <= width for text in drawn)
    assert any("•" in text for text in drawn[1 : rows + 1])


@given(st.lists(st.floats(0, 1e12), min_size=1))
def test_a_round_scale_holds_all_its_values(values: list[float]) -> None:
    """It begins and ends at ticks, with an end above its beginning."""
    scale = round_scale("leads", values, numbers.results)
    assert scale.low <= min(values) * (1 + 1e-9)
    assert scale.high >= max(values) * (1 - 1e-9)
    assert (scale.low, scale.high) == (scale.ticks[0].value, scale.ticks[-1].value)
    assert scale.low < scale.high


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((10, 40), ["0", "10", "20", "30", "40"]),
        ((386, 431), ["380", "400", "420", "440"]),
        ((5, 5), ["4.5", "5", "5.5"]),
        ((0, 0), ["0", "0.5"]),
    ],
)
def test_ticks_are_round(values: tuple[float, float], ticks: list[str]) -> None:
    """1, 2 or 5 times a power of ten; from 0 unless all values are far from it; a flat line has room around it."""
    assert [tick.label for tick in round_scale("leads", values, numbers.results).ticks] == ticks


def test_whole_numbers_have_whole_ticks() -> None:
    """There is no half a vehicle."""
    scale = exact_scale("Vehicles", 1, 4, numbers.as_given, is_whole=True)
    assert [tick.label for tick in scale.ticks] == ["1", "2", "3", "4"]
