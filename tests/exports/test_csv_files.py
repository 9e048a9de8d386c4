"""Tables of a document as CSV files."""

from __future__ import annotations

import csv
import io
import math

from exports.documents import (
    INJECTIONS,
    answers_table,
    hours_table,
    make_document,
    measures_table,
    odd_table,
    vehicles_table,
)
from vehicleplan.exports.csv_files import csv_tables
from vehicleplan.report.contracts import Column, Kind, Table


def records(table: Table) -> list[list[str]]:
    """The records of the table's file."""
    content = csv_tables(make_document(tables=(table,)))[table.id]
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def test_every_table_has_a_file_under_its_name() -> None:
    """In the order of the document."""
    document = make_document()
    assert tuple(csv_tables(document)) == ("vehicles", "skills", "measures", "answers", "odd", "reasons")


def test_figures_are_unrounded_and_plain() -> None:
    """With a point, without thousands separators; shares from 0 to 1; an absent cell is empty."""
    assert records(vehicles_table())[2:5] == [
        ["Paid search", "17631.5", "10649.75", "28281.25", "103.3", "273.777832"],
        ["White paper", "18363", "10499.5", "28862.5", "110.6", "260.962929"],
        ["Bought hours", "570", "", "570", "", ""],
    ]
    assert records(hours_table())[2][-1] == "0.753125"


def test_figures_are_those_of_the_document() -> None:
    """Every figure reads as it is in the document."""
    for table in (vehicles_table(), hours_table(), measures_table()):
        pairs = [
            (cell, field)
            for cells, fields in zip(table.rows, records(table)[1:], strict=True)
            for cell, field in zip(cells, fields, strict=True)
            if isinstance(cell, float)
        ]
        assert pairs
        assert all(math.isclose(cell, float(field), rel_tol=1e-8) for cell, field in pairs)


def test_totals_are_left_out() -> None:
    """A file is data: whoever adds up a column gets each figure once."""
    table = hours_table(4)
    assert len(records(table)) == 1 + len(table.rows)
    assert not any("Total" in record for record in records(table))


def test_headings_are_in_one_line() -> None:
    """Line breaks of headings are blanks."""
    assert records(vehicles_table())[0] == [
        "Vehicle", "Cash USD", "Own hours USD", "Cost USD", "Results", "USD per result",
    ]  # fmt: skip


def test_text_is_no_formula() -> None:
    """What a spreadsheet would calculate begins with an apostrophe; figures do not, be they below zero."""
    shown = [record[0] for record in records(answers_table())[1:]]
    assert shown == [f"'{words}".replace("\t", " ") if words[0] in "=+-@\t" else words for words in INJECTIONS]
    columns = (Column("=a"), Column("b", Kind.MONEY), Column("c"))
    table = Table("t", columns, (("\r=1", -2.5, "\n=1"), ("a\r\nb\u2028c", -0.0, "")), id="t")
    assert records(table) == [["'=a", "b", "c"], ["' =1", "-2.5", "' =1"], ["a b c", "0", ""]]


def test_days_are_iso() -> None:
    """Year, month, day."""
    assert records(answers_table())[1][2] == "2026-11-26"


def test_a_column_of_pairs_is_two_columns() -> None:
    """What is used and what is available; a cell with one figure has it in the first."""
    heading, figures, _, pairs, endless, *_ = records(odd_table())
    assert heading[2:6] == ["money used", "money available", "count used", "count available"]
    assert (figures[2:4], pairs[2:4], endless[2:4]) == (["12.345", ""], ["1", "2"], ["inf", ""])


def test_files_are_plain_utf_8() -> None:
    """No mark at the beginning, lines end with a line feed, quotes as in RFC 4180; broken characters do no harm."""
    table = Table("t", (Column("Größe"), Column("b")), (('say "hi", twice', "製品"), ("\ud800\x00", "")), id="t")
    content = csv_tables(make_document(tables=(table,)))["t"]
    assert content == 'Größe,b\n"say ""hi"", twice",製品\n?,\n'.encode()
