"""A timetable drawn for a list, at any width and with any number of periods."""

from __future__ import annotations

import pytest

from vehicleplan.report.contracts import Column, Kind, TimeRow, Timetable
from vehicleplan.tui.widgets.plan_table import plan_table

LONG = "Sponsorship of a trade newsletter 通訊 in three languages"


def timetable(labels: tuple[str, ...], figure: float) -> Timetable:
    """Two vehicles, one of them with a long name, and their total."""
    tail = (24.0, 12_345.0, 129.0, 45_678.0, 85.0, 385.0)
    rows = (
        TimeRow(("Blog", "month of search work"), (figure,) * len(labels), tail),
        TimeRow((LONG, "issue"), (None,) * (len(labels) - 1) + (2 * figure,), tail),
        TimeRow(("Total", ""), (None,) * len(labels), (None, *tail[1:]), is_total=True),
    )
    columns = (
        Column("All", Kind.COUNT),
        Column("Cash\nUSD", Kind.MONEY, gives_way=1),
        Column("Hours", Kind.HOURS, gives_way=2),
        Column("Cost\nUSD", Kind.MONEY),
        Column("Results", Kind.RESULTS),
        Column("USD per\nresult", Kind.MONEY),
    )
    lead = (Column("Vehicle"), Column("One activity", gives_way=3))
    return Timetable("What to do", lead, labels, Kind.COUNT, columns, rows)


@pytest.mark.parametrize("width", range(60, 161, 4))
@pytest.mark.parametrize(("periods", "figure"), [(1, 3.0), (4, 5.64), (8, 1.0), (52, 1.0), (52, 12.25), (520, 1.0)])
def test_nothing_is_wider_than_asked_and_no_name_or_figure_is_lost(periods: int, figure: float, width: int) -> None:
    """Names wrap, cells fold or go below, columns give way; what must stay is whole."""
    labels = tuple(f"week {number}" for number in range(1, periods + 1))
    table = plan_table(timetable(labels, figure), width)
    lines = [line for each in (*table.head, *table.rows, *table.totals) for line in each.split("\n", allow_blank=True)]
    assert all(line.cell_length <= width for line in lines)
    assert all(figure in table.totals[0].plain for figure in ("45,678", "85", "385"))
    blog, long = (row.plain for row in table.rows)
    assert blog.startswith("Blog")
    assert set(LONG.split()) <= set(long.split())


@pytest.mark.parametrize("width", [60, 76, 95, 130])
@pytest.mark.parametrize("periods", [4, 12, 52, 520])
def test_cells_hold_all_activities(periods: int, width: int) -> None:
    """However many periods share a cell, its figure is their sum, and an empty cell is a dot."""
    labels = tuple(f"week {number}" for number in range(1, periods + 1))
    table = plan_table(timetable(labels, 1.0), width)
    cells = -(-periods // table.cell_periods)
    assert table.rows[1].plain.count("·") == cells - 1


def test_where_lines_are_scarce_a_long_name_is_shortened_and_a_row_is_one_line() -> None:
    """The name ends in an ellipsis; the figures of its row stay."""
    quarters = ("2027 Q1", "2027 Q2", "2027 Q3", "2027 Q4")
    table = plan_table(timetable(quarters, 3.0), 76, shortens_names=True)
    assert all("\n" not in row.plain for row in table.rows)
    assert "…" in table.rows[1].plain
    assert "45,678" in table.rows[1].plain
