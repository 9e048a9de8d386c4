"""Reading a track record: what is accepted, and a problem with its line for every bad row."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.errors import Problem
from vehicleplan.files.history_csv import Known, read_history
from vehicleplan.files.source import SourceText, text_source
from vehicleplan.model.history import HistoryEntry

HEADER = "vehicle,date,activities,cash,hours,outcome,count\n"
ROW = "webinar,2026-02-01,2,2200.50,30,conversion,4\n"
ENTRY = HistoryEntry("webinar", date(2026, 2, 1), 2, 2200.5, 30, "conversion", 4)
KNOWN = Known(("webinar", "paper"), ("awareness", "conversion"))


def read(text: str | bytes, known: Known = KNOWN) -> tuple[tuple[HistoryEntry, ...], tuple[Problem, ...]]:
    """Read a track record from its text."""
    source = text_source("history.csv", text if isinstance(text, bytes) else text.encode(), None)
    assert isinstance(source, SourceText)
    return read_history(source, known)


@pytest.mark.parametrize(
    "text",
    [
        HEADER + ROW,
        (HEADER + ROW).replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + (HEADER + ROW).encode(),
        (HEADER + ROW).replace(",", ";"),
        (HEADER + ROW).replace(",", ", "),
        HEADER + "\n" + ROW.rstrip() + "\n\n,,,,,,\n",
        HEADER + '"webinar","2026-02-01","2","2200.50","30","conversion","4"',
        "count,outcome,hours,cash,activities,date,vehicle\n4,conversion,30,2200.50,2,2026-02-01,webinar\n",
    ],
)
def test_forms_of_the_same_row(text: str | bytes) -> None:
    """Line ends, a byte order mark, semicolons, blanks, quotes, blank lines and column order do not matter."""
    assert read(text) == ((ENTRY,), ())


@pytest.mark.parametrize(
    ("old", "new", "key", "what"),
    [
        ("2200.50", "-5", "cash", "-5 is too small"),
        ("2200.50", "nan", "cash", '"nan" is no number'),
        ("2200.50", "1e400", "cash", "1e400 is too large"),
        ("2200.50", "$5", "cash", '"$5" is no number'),
        ("2200.50", "", "cash", "the cell is empty"),
        ("2026-02-01", "01.02.2026", "date", '"01.02.2026" is no date'),
        ("2026-02-01", "20260201", "date", '"20260201" is no date'),
        ("2026-02-01", "2026-02-30", "date", '"2026-02-30" is no date'),
        ("webinar", "webinr", "vehicle", "unknown vehicle `webinr`"),
        ("conversion", "", "outcome", "unknown outcome ``"),
    ],
)
def test_a_bad_cell_is_a_problem(old: str, new: str, key: str, what: str) -> None:
    """The problem has the line, the column's name and the place of the cell."""
    entries, (problem,) = read(HEADER + ROW + ROW.replace(old, new))
    assert entries == (ENTRY,)
    assert (problem.line, problem.key, problem.what) == (3, key, what)
    assert problem.excerpt[problem.column - 1 :].startswith(new)


def test_two_bad_rows_are_both_reported() -> None:
    """Reading goes on after a bad row."""
    _, problems = read(HEADER + ROW.replace("2200.50", "x") + ROW + ROW.replace("4\n", "x\n"))
    assert [problem.line for problem in problems] == [2, 4]


def test_wrong_number_of_cells() -> None:
    """A row with a comma too many is reported as a whole."""
    _, (problem,) = read(HEADER + ROW.replace("2200.50", "2,200"))
    assert problem.what == "8 cells, but the header has 7 columns"


def test_quotes_that_do_not_match_end_the_file() -> None:
    """The row where the quotes begin is named."""
    _, (problem,) = read(HEADER + ROW + '"webinar,2026\n')
    assert (problem.line, problem.what) == (3, "the quotes in this row do not match")


def test_a_row_over_two_lines_keeps_the_line_numbers() -> None:
    """A line break inside a cell does not move the lines after it."""
    _, problems = read(HEADER + ROW.replace("webinar", '"web\ninar"') + ROW.replace("2200.50", "x"))
    assert [problem.line for problem in problems] == [2, 4]


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_track_record_is_a_problem(text: str) -> None:
    """Not even a header."""
    assert [problem.what for problem in read(text)[1]] == ["the track record is empty"]


def test_a_header_alone_is_no_problem() -> None:
    """A team that begins has no rows yet."""
    assert read(HEADER) == ((), ())


def test_columns_twice_unknown_and_missing() -> None:
    """Every fault of the header is reported, and no row is read with it."""
    _, problems = read("vehicle,vehicle,dat,cash,hours,outcome,count\nx\n")
    assert sorted(problem.what for problem in problems) == [
        "column `vehicle` is there twice",
        "there is no column `date`, `activities`",
        "unknown column `dat`",
    ]


def test_names_are_not_checked_against_a_faulty_scenario() -> None:
    """Where the scenario's own names are not known, the track record's names are taken as they are."""
    assert read(HEADER + ROW.replace("webinar", "other"), Known(None, None))[1] == ()


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Random text never raises, before or after a header."""
    for whole in (text, HEADER + text):
        source = text_source("history.csv", whole.encode("utf-8", "replace"), Path())
        if isinstance(source, SourceText):
            read_history(source, KNOWN)
