"""Reading a track record: a CSV file of what vehicles took and brought. Every bad row is a problem with its line."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Collection, Iterator
from datetime import date

from vehicleplan.errors import Problem
from vehicleplan.files.problems import with_most
from vehicleplan.files.source import Lines, SourceText
from vehicleplan.frozen import dataclass
from vehicleplan.model.base import LARGEST
from vehicleplan.model.fault import MOST_FAULTS, known_names, short
from vehicleplan.model.history import HistoryEntry

COLUMNS = ("vehicle", "date", "activities", "cash", "hours", "outcome", "count")
"""The columns of a track record, in any order."""
NUMBERS = ("activities", "cash", "hours", "count")
MOST_ROWS = 100_000
"""Rows of a track record; a team that runs an activity every hour has as many in eleven years."""
MOST_CHARACTERS = 20_000
"""Characters of one line of a track record."""
_LONGEST_CELL = csv.field_size_limit()
_FIRST_LINE = re.compile(r"\s*+([^\n]{0,20000})")
_LINE = re.compile(r"[^\n]*+\n|[^\n]++")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


class _TooLongError(Exception):
    """A line is longer than any of a track record."""


@dataclass(frozen=True)
class Known:
    """The names that a track record may use; None where they are not known, because the scenario has faults."""

    vehicles: Collection[str] | None
    outcomes: Collection[str] | None


@dataclass(frozen=True)
class _Row:
    """A row with its line in the file."""

    line: int
    cells: list[str]


class _Reading:
    """One pass over a file: entries and problems as they come."""

    def __init__(self, source: SourceText, known: Known) -> None:
        self.name = source.name
        self.known = known
        self.text = source.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source.text else source.text
        self.lines = Lines(self.text)
        self.entries: list[HistoryEntry] = []
        self.problems: list[Problem] = []
        self.columns: list[str] = []
        self.separator = _separator(self.text)

    def rows(self) -> Iterator[_Row]:
        """The rows that are not blank; a row that CSV cannot read ends the file."""
        reader = csv.reader(self.each_line(), delimiter=self.separator, strict=True)
        line = 1
        while len(self.problems) <= MOST_FAULTS:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                self.unreadable(line, str(error))
                return
            except _TooLongError:
                what = f"the line has more than {MOST_CHARACTERS:,} characters"
                self.report(reader.line_num + 1, what, "One activity in a line; is this the right file?")
                return
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield _Row(line, [cell.strip() for cell in cells])
            line = reader.line_num + 1

    def each_line(self) -> Iterator[str]:
        """The lines with their ends.

        Raises:
            _TooLongError: a line is longer than a track record's may be.
        """
        for found in _LINE.finditer(self.text):
            if found.end() - found.start() > MOST_CHARACTERS:
                raise _TooLongError
            yield found[0]

    def unreadable(self, line: int, error: str) -> None:
        """Add the problem of a row that CSV cannot read."""
        what = "the quotes in this row do not match"
        if "field limit" in error:
            what = f"a cell that begins in this row has more than {_LONGEST_CELL:,} characters"
        self.report(line, what, 'Put " around a cell, and write "" for one inside.')

    def report(self, line: int, what: str, fix: str, *, key: str = "", place: int | None = None) -> None:
        """Add a problem, with the caret under the cell at this place, or under the whole line."""
        excerpt = self.lines[line]
        spans = _cells(excerpt, self.separator)
        is_cell = place is not None and place < len(spans)
        start, end = spans[place] if is_cell and place is not None else (0, len(excerpt))
        found = Problem(self.name, line, key, what, fix, excerpt, start + 1, max(end - start, 1))
        self.problems.append(found)

    def report_cell(self, line: int, what: str, fix: str, column: str) -> None:
        """Add a problem with the cell of a column."""
        self.report(line, what, fix, key=column, place=self.columns.index(column))

    def header(self, row: _Row) -> list[str] | None:
        """The columns, or None where they cannot be used."""
        before = len(self.problems)
        for place, name in enumerate(row.cells):
            if len(self.problems) > MOST_FAULTS:
                return None
            if name not in COLUMNS:
                cure = known_names(name, COLUMNS, kind="column").replace("Known here:", "Known columns:")
                self.report(row.line, f"unknown column `{short(name)}`", cure, place=place)
            elif name in row.cells[:place]:
                self.report(row.line, f"column `{name}` is there twice", "Keep one of them.", place=place)
        missing = [name for name in COLUMNS if name not in row.cells]
        if missing:
            what = f"there is no column {', '.join(f'`{name}`' for name in missing)}"
            self.report(row.line, what, f"The first line names the columns: {self.separator.join(COLUMNS)}.")
        self.columns = row.cells
        return row.cells if len(self.problems) == before else None

    def entry(self, row: _Row, columns: list[str]) -> None:
        """Add the entry of a row, or its problems."""
        if len(row.cells) != len(columns):
            what = f"{len(row.cells)} cells, but the header has {len(columns)} columns"
            cure = "Put numbers without commas between thousands, and text with a comma in quotes."
            self.report(row.line, what, cure)
            return
        before = len(self.problems)
        cells = dict(zip(columns, row.cells, strict=True))
        figures = {name: self.number(row.line, name, cells[name]) for name in NUMBERS}
        day = self.day(row.line, cells["date"])
        self.name_is_known(row.line, "vehicle", cells["vehicle"], self.known.vehicles)
        self.name_is_known(row.line, "outcome", cells["outcome"], self.known.outcomes)
        if len(self.problems) == before:
            self.entries.append(HistoryEntry(vehicle=cells["vehicle"], date=day, outcome=cells["outcome"], **figures))

    def number(self, line: int, column: str, cell: str) -> float:
        """A number of 0 or more; 0 where it is none, with a problem."""
        figure = float(cell) if _NUMBER.fullmatch(cell) else math.nan
        cure = "Should be a number of 0 or more, such as 1200.50, without commas and units."
        if not cell:
            self.report_cell(line, "the cell is empty", "Write 0 for none.", column)
        elif math.isnan(figure):
            self.report_cell(line, f'"{short(cell, 40)}" is no number', cure, column)
        elif figure < 0 or figure > LARGEST:
            self.report(
                line,
                f"{short(cell, 40)} is too {'small' if figure < 0 else 'large'}",
                cure,
                key=column,
                place=self.columns.index(column),
            )
        else:
            return figure
        return 0.0

    def day(self, line: int, cell: str) -> date:
        """A date; any date where it is none, with a problem."""
        try:
            if _ISO_DATE.fullmatch(cell):
                return date.fromisoformat(cell)
        except ValueError:
            pass
        self.report(
            line,
            f'"{short(cell, 40)}" is no date',
            "Write year-month-day, such as 2027-01-31.",
            key="date",
            place=self.columns.index("date"),
        )
        return date.min

    def name_is_known(self, line: int, column: str, cell: str, known: Collection[str] | None) -> None:
        """Report a vehicle or an outcome that the scenario does not have."""
        if known is not None and cell not in known:
            kind = "candidate" if column == "vehicle" else "outcome"
            self.report(
                line,
                f"unknown {column} `{short(cell)}`",
                known_names(cell, known, kind=kind),
                key=column,
                place=self.columns.index(column),
            )


def read_history(source: SourceText, known: Known) -> tuple[tuple[HistoryEntry, ...], tuple[Problem, ...]]:
    """The entries of a track record and every problem in it.

    Args:
        source: The text of the CSV file; `;` separates where the header has it, else `,`.
        known: The candidates and outcomes of the scenario.
    """
    reading = _Reading(source, known)
    columns: list[str] | None = None
    for number, row in enumerate(reading.rows()):
        if number == 0:
            columns = reading.header(row)
            if columns is None:
                break
        elif number > MOST_ROWS:
            what = f"there are more than {MOST_ROWS:,} rows"
            reading.report(row.line, what, "Put the rows of a month into one, or leave out old ones.")
            break
        elif columns is not None:
            reading.entry(row, columns)
    if columns is None and not reading.problems:
        fix = f"The first line names the columns: {','.join(COLUMNS)}."
        reading.problems.append(Problem(source.name, None, "", "the track record is empty", fix))
    problems = sorted(reading.problems, key=lambda problem: (problem.line or 0, problem.column))
    return tuple(reading.entries), with_most(problems)


def _separator(text: str) -> str:
    found = _FIRST_LINE.match(text)
    header = found[1] if found else ""
    return ";" if ";" in header and "," not in header else ","


def _cells(line: str, separator: str) -> list[tuple[int, int]]:
    """Where each cell of a line starts and ends, without the blanks around it."""
    spans, start, is_quoted = [], 0, False
    for place, character in enumerate(line + separator):
        if character == '"':
            is_quoted = not is_quoted
        elif character == separator and not is_quoted:
            cell = line[start:place]
            spans.append((start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip())))
            start = place + 1
    return spans
