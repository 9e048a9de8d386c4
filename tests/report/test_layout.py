"""Tables and paragraphs as lines of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vehicleplan.cli.pages import plan_page
from vehicleplan.report.contracts import Cell, Column, Fold, Kind, PlanReport, Table, TimeRow, Timetable
from vehicleplan.report.layout import Line, fits, paragraph, table_lines, wrapped

COSTS = Table(
    "Costs",
    (Column("Vehicle"), Column("One activity", gives_way=1), Column("Cash\nUSD", Kind.MONEY)),
    (("Webinar", "webinar", 12_000.0), ("  of it bought", "", 70.0)),
    totals=(("Total", "", 12_070.0),),
    notes=("A note.",),
)


def shown(table: Table, width: int) -> list[str]:
    """The table as text."""
    return [line.text for line in table_lines(table, width)]


def test_a_table() -> None:
    """Headings stand on the line, figures at the right, totals under a line, indents stay."""
    assert shown(COSTS, 80) == [
        "Costs",
        "                                Cash",
        "Vehicle         One activity     USD",
        "────────────────────────────────────",
        "Webinar         webinar       12,000",
        "  of it bought                    70",
        "────────────────────────────────────",
        "Total                         12,070",
        "A note.",
    ]


def test_optional_columns_give_way() -> None:
    """Where there is not room for all, optional columns are left out."""
    assert shown(COSTS, 30)[1:5] == [
        "                  Cash",
        "Vehicle            USD",
        "──────────────────────",
        "Webinar         12,000",
    ]


def test_sentences_wrap_before_names() -> None:
    """In a table of names and sentences the sentence takes the second line."""
    table = Table("", (Column("Vehicle"), Column("Why")), (("White paper", "It costs more than all the others do."),))
    assert shown(table, 40)[2:] == [
        "White paper  It costs more than all the",
        "             others do.",
    ]


def test_wide_characters_take_two_columns() -> None:
    """Columns stay in line where names are in wide characters."""
    table = Table("", (Column("Vehicle"), Column("No", Kind.COUNT)), (("漢字", 1.0), ("abcd", 2.0)))
    assert shown(table, 80)[2:] == ["漢字      1", "abcd      2"]
    assert {cell_len(line) for line in shown(table, 80)[1:]} == {11}


def test_a_figure_stays_with_its_unit() -> None:
    """A line never ends between a figure and its unit."""
    assert wrapped("It costs 402 USD (12 %), no more", 13) == ["It costs", "402 USD", "(12 %), no", "more"]


def test_control_characters_do_no_harm() -> None:
    """Escape codes and line breaks of names never reach the terminal."""
    assert paragraph("a\x1b[31mb\nc", 20) == [Line("a\ufffd[31mb c")]


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_no_wrapped_line_is_too_wide(text: str, width: int) -> None:
    """Whatever the text, its lines fit."""
    assert all(cell_len(line) <= width for line in wrapped(text, width))


figures = st.one_of(st.none(), st.floats(min_value=-1e12, max_value=1e12))


@given(
    st.lists(st.tuples(st.text(max_size=60), st.sampled_from("●◐·"), figures, st.text(max_size=60)), max_size=5),
    st.integers(min_value=60, max_value=140),
)
def test_no_line_of_a_table_is_too_wide(rows: list[tuple[Cell, ...]], width: int) -> None:
    """Whatever the cells, a table keeps to the width."""
    columns = (Column("Vehicle"), Column("1", Kind.SYMBOL), Column("Cash", Kind.MONEY), Column("Why"))
    table = Table("Title", columns, tuple(rows))
    assert all(cell_len(line) <= width for line in shown(table, width))


def weeks(count: int, lead: str = "A vehicle with a rather long name") -> PlanReport:
    """A report whose plan has so many weeks."""
    labels = tuple(f"2027-W{number:02d}" for number in range(1, count + 1))
    row = TimeRow((lead, "post"), (1.0,) * count, (float(count), 10.0, 5.0, 20.0, 7.0, 3.0), Fold.SUM)
    tail = tuple(Column(name, Kind.COUNT) for name in ("All", "Cash", "Hours", "Cost", "Results", "Each"))
    chosen = Timetable("What to do", (Column("Vehicle"), Column("One activity")), labels, Kind.COUNT, tail, (row,))
    return PlanReport("Weeks", ("One.", "Two."), (), chosen, None, None, None, None, None, None)


def test_many_periods_fold() -> None:
    """A year of weeks folds into quarters at 80 columns and into fours at 140; few periods are not folded."""
    narrow = [line.text for line in plan_page(weeks(52), 80)]
    assert any("W01\u201313 W14\u201326 W27\u201339 W40\u201352" in line for line in narrow)
    wide = [line.text for line in plan_page(weeks(52), 140)]
    assert any("W01\u201304 W05\u201308" in line for line in wide)
    few = [line.text for line in plan_page(weeks(4), 120)]
    assert "When" not in few
    assert any("W01 W02 W03 W04" in line for line in few)


def test_fits() -> None:
    """A table fits where no figure is clipped and names are readable."""
    assert fits(COSTS, 36)
    assert not fits(COSTS, 35)
