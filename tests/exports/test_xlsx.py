"""A document as a workbook, read again by another library and calculated again by another program."""

from __future__ import annotations

import io
import math
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exports import sketches
from exports.documents import (
    INJECTIONS,
    answers_table,
    candidates_table,
    hours_table,
    make_document,
    measures_table,
    odd_table,
    vehicles_table,
)
from vehicleplan.exports.xlsx import render
from vehicleplan.exports.xlsx_figures import number_format
from vehicleplan.exports.xlsx_measure import lines_needed, text_width
from vehicleplan.exports.xlsx_text import MOST_IN_CELL, clean, cut, header_words, sheet_name
from vehicleplan.report.contracts import Cell, Column, Difference, Kind, Quotient, Sum, Table
from vehicleplan.report.document.contracts import Document, Part, PartId
from vehicleplan.session.exporting import ExportRequest, document_of_file
from vehicleplan.session.watch import Watch

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SCENARIOS = Path(__file__).parents[2] / "scenarios"
FIRST = 5
"""The first row of a table in its sheet, from 1; the headings stand above it."""
PLAIN = make_document()
LARGE = make_document(
    tables=(vehicles_table(sketches.names(40)), hours_table(12), measures_table(12), candidates_table(300)),
    parts=(Part(PartId.SCHEDULE, "What we do, and when", (), (sketches.calendar(12, 40), sketches.use(12, 4))),),
)


def opened(content: bytes, *, values: bool = False) -> Any:
    """The workbook, with its formulas or with what they give."""
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def sheets(book: Any, document: Document) -> Iterator[tuple[Table, Any]]:
    """Each table of the document with its sheet."""
    names = book.sheetnames[1 : 1 + len(document.tables)]
    yield from zip(document.tables, (book[name] for name in names), strict=True)


def matrix(sheet: Any, table: Table) -> list[list[Any]]:
    """The cells of a table's rows and totals in its sheet."""
    end = FIRST + len(table.rows) + len(table.totals) - 1
    rows = sheet.iter_rows(min_row=FIRST, max_row=end, max_col=len(table.columns))
    return [list(row) for row in rows] if end >= FIRST else []


def differences(book: Any, document: Document) -> list[str]:
    """Where a figure in the workbook is not that of the document, or is not there."""
    found = []
    for table, sheet in sheets(book, document):
        for cells, row in zip((*table.rows, *table.totals), matrix(sheet, table), strict=True):
            found += [
                f"{sheet.title}!{there.coordinate}"
                for cell, there in zip(cells, row, strict=True)
                if not same(cell, there.value)
            ]
    return found


def same(cell: Cell, value: Any) -> bool:
    """Whether a cell of a workbook holds what the document says."""
    if cell is None or cell == "":
        return value in (None, "")
    if isinstance(cell, date):
        return bool(isinstance(value, datetime) and value.date() == cell)
    if isinstance(cell, float | int) and math.isfinite(cell):
        return isinstance(value, float | int) and math.isclose(value, cell, rel_tol=1e-6, abs_tol=1e-6)
    return isinstance(value, str)


@pytest.fixture(scope="session")
def real() -> Document:
    """The document of a shipped scenario, as far as the plan alone makes it."""
    return document_of_file(str(SCENARIOS / "mid-market-launch.toml"), ExportRequest(topics=()), Watch())


@pytest.fixture(scope="session")
def recalculated(real: Document, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Workbooks after LibreOffice has worked out every formula; what they gave before is taken out of them first."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("soffice")
    for name, document in (("plain", PLAIN), ("large", LARGE), ("real", real)):
        (folder / f"{name}.xlsx").write_bytes(without_results(render(document)))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out")]
    files = [str(file) for file in sorted(folder.glob("*.xlsx"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return {file.stem: file.read_bytes() for file in (folder / "out").glob("*.xlsx")}


def without_results(content: bytes) -> bytes:
    """The workbook without what its formulas gave when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(name, part)
    return out.getvalue()


def parts(content: bytes, pattern: str) -> dict[str, str]:
    """The parts of a workbook whose names match, as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode("utf-8") for name in file.namelist() if re.fullmatch(pattern, name)}


@pytest.mark.parametrize("document", [PLAIN, LARGE], ids=["plain", "large"])
def test_every_cell_is_that_of_the_document(document: Document) -> None:
    """Figures are numbers, days are days, text is text; formulas carry the document's own figure."""
    assert differences(opened(render(document), values=True), document) == []


@pytest.mark.parametrize("name", ["plain", "large", "real"])
def test_formulas_give_the_figures_of_the_document(name: str, recalculated: dict[str, bytes], real: Document) -> None:
    """Another program that works out all formulas arrives at every figure of the document, with no error."""
    book = opened(recalculated[name], values=True)
    document = {"plain": PLAIN, "large": LARGE, "real": real}[name]
    assert differences(book, document) == []
    errors = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "e"]
    assert errors == []


def test_whatever_follows_from_other_cells_is_a_formula(real: Document) -> None:
    """In a shipped scenario each figure of a column with a formula, and each sum in a total row, can calculate."""
    book = opened(render(real))
    missing = []
    for table, sheet in sheets(book, real):
        for at, row in enumerate(matrix(sheet, table)):
            for column, there in zip(table.columns, row, strict=True):
                follows = column.formula is not None or (column.is_summed and at == len(table.rows))
                if follows and there.value is not None and there.data_type != "f":
                    missing.append(f"{sheet.title}!{there.coordinate}")
    assert missing == []


def test_formulas_refer_to_their_own_row_and_column() -> None:
    """Sums, differences and quotients of a row; sums of rows in the total; a quotient guards against nothing."""
    book = opened(render(make_document(tables=(hours_table(2),))))
    sheet = book["Hours by skill"]
    assert [sheet[f"{column}6"].value for column in "DFG"] == ["=SUM(B6:C6)", "=D6-E6", '=IF(D6=0,"",E6/D6)']
    assert [sheet[f"{column}8"].value for column in "BCDEFG"] == [
        "=SUM(B5:B7)", "=SUM(C5:C7)", "=SUM(B8:C8)", "=SUM(E5:E7)", "=D8-E8", '=IF(D8=0,"",E8/D8)',
    ]  # fmt: skip


def test_a_figure_that_does_not_follow_stays_a_value() -> None:
    """A total of something else, a quotient of text, a difference of what has no end: no formula may change them."""
    columns = (
        Column("What"),
        Column("Today", Kind.MONEY, is_summed=True),
        Column("Plan", Kind.MONEY, is_summed=True),
        Column("Change", Kind.MONEY, formula=Difference(2, 1)),
        Column("Each", Kind.MONEY, formula=Quotient(1, 2)),
        Column("Both", Kind.MONEY, formula=Sum(1, 2)),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("a", 10.0, 20.0, 10.0, 0.5, 30.0),
        ("b", math.inf, 20.0, math.inf, None, 20.0),
        ("c", "none", 20.0, 20.0, 1.0, 20.0),
        ("d", 10.0, 0.0, -10.0, None, 99.0),
    )
    totals: tuple[tuple[Cell, ...], ...] = (("All", 20.0, 60.0, None, None, None), ("Other", 7.0, 8.0, 1.0, None, None))
    document = make_document(tables=(Table("Today", columns, rows, totals, id="today"),))
    book, values = opened(render(document)), opened(render(document), values=True)
    assert differences(values, document) == []
    formulas = {cell.coordinate for row in book["Today"].iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {"D5", "E5", "F5", "F6", "F7", "D8", "E8", "B9", "C9", "D10"}


def test_number_formats_follow_the_kind_of_a_column() -> None:
    """Money is whole beside thousands, shares are percents, days are days."""
    book = opened(render(PLAIN))
    vehicles, skills, answers = (book.worksheets[at] for at in (1, 2, 4))
    assert vehicles["B5"].number_format == "#,##0"
    assert vehicles["F5"].number_format == "[>=99.995]#,##0;[=0]0;#,##0.00"
    assert skills["G6"].number_format == "[>=0.0995]0 %;[=0]0 %;0.0 %"
    assert (answers["C5"].number_format, answers["C5"].is_date) == ("yyyy-mm-dd", True)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (8.0, "General"),
        (5.64, "General"),
        (7.999999995, "#,##0"),
        (23.8000001, "#,##0.0"),
        (1 / 3, "#,##0.00"),
        (1_500.0, "#,##0"),
    ],
)
def test_counts_have_the_decimals_that_they_need(value: float, wanted: str) -> None:
    """Whole where they are whole, at most two decimals, and no dust of arithmetic."""
    assert number_format(value, Kind.COUNT, is_whole=False) == wanted


def test_text_is_never_a_formula_or_a_link() -> None:
    """Names that look like formulas, and text that the library takes for markup, stay what they are."""
    table = answers_table()
    content = render(make_document(tables=(table,), title="=1+1", headline=("=2+2",), subtitle="http://a.example"))
    book = opened(content)
    sheet = book["Answers"]
    shown = [sheet.cell(FIRST + at, 1) for at in range(len(INJECTIONS))]
    assert [cell.data_type for cell in shown] == ["s"] * len(INJECTIONS)
    assert [cell.value.strip() for cell in shown] == [words.strip() for words in INJECTIONS]
    assert all(cell.quotePrefix for cell, words in zip(shown, INJECTIONS, strict=True) if words[0] in "=+-@")
    assert {cell.data_type for row in book["Plan"].iter_rows() for cell in row} <= {"s", "n"}
    assert not any('TargetMode="External"' in part for part in parts(content, r"xl/.*\.rels").values())


def test_charts_take_no_names_for_references() -> None:
    """Titles and names of series stand in cells, to which the chart refers, so that none is read as a formula."""
    points = replace(sketches.points(), title="=Plan!A1")
    content = render(make_document(parts=(Part(PartId.CHANGE, "Change", (), (points,)),)))
    chart = next(iter(parts(content, r"xl/charts/chart1\.xml").values()))
    assert "<c:f>Plan!A1</c:f>" not in chart
    assert "<c:v>=Plan!A1</c:v>" in chart


def test_the_same_document_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the clock nor the time zone of the machine shows in the file."""
    first = render(PLAIN)
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    assert render(PLAIN) == first
    program = (
        "import sys\nfrom exports.documents import make_document\nfrom vehicleplan.exports.xlsx import render\n"
        "sys.stdout.buffer.write(render(make_document()))"
    )
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Los_Angeles", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
        assert done.stdout == first
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert opened(first).properties.created == datetime(2026, 11, 26)  # noqa: DTZ001 - files of Excel know no zones


def test_the_first_sheet_answers_and_leads_to_all_others() -> None:
    """Title, answer, key figures, calendar, and a link to each sheet under its name."""
    book = opened(render(PLAIN))
    plan = book.worksheets[0]
    words = [str(cell.value) for row in plan.iter_rows() for cell in row if cell.value is not None]
    assert plan.title == "Plan"
    assert {PLAIN.title, PLAIN.subtitle, *PLAIN.headline} <= set(words)
    assert all({figure.label, figure.figure, figure.note} <= set(words) for figure in PLAIN.figures)
    links = {cell.value: cell.hyperlink.location for row in plan.iter_rows() for cell in row if cell.hyperlink}
    assert list(links) == book.sheetnames[1:]
    assert all(place == f"'{name}'!A1" for name, place in links.items())
    assert book.worksheets[1]["A2"].hyperlink.location == "'Plan'!A1"


def test_the_calendar_shades_each_vehicle_in_its_colour() -> None:
    """Amounts are numbers, absent ones are empty, and each row has a scale of its own."""
    plan = opened(render(make_document(colours={"v0": "#1f5fa8"}))).worksheets[0]
    row = next(row for row in plan.iter_rows() if row[0].value == "Webinar")
    amounts = [cell.value for cell in row[2:6]]
    calendar = sketches.calendar()
    assert amounts == [amount or None for amount in calendar.rows[0].amounts]
    scales = [rule.colorScale for ranges in plan.conditional_formatting for rule in ranges.rules]
    assert len(scales) == len(calendar.rows)
    assert scales[0].color[1].rgb == "FF84A7CF"


def test_tables_keep_headings_filter_and_pages() -> None:
    """Headings stay and repeat in print, the filter leaves out totals, a page is landscape A4 and one wide."""
    book = opened(render(PLAIN))
    sheet = book.worksheets[1]
    table = PLAIN.tables[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B5", f"A4:F{FIRST + len(table.rows) - 1}")
    assert sheet.print_title_rows == "$4:$4"
    for each in book:
        assert (each.page_setup.orientation, int(each.page_setup.paperSize)) == ("landscape", 9)
        assert each.oddFooter.left.text == PLAIN.footer
        assert each.oddHeader.left.text == PLAIN.title
        is_fitted = bool(each.sheet_properties.pageSetUpPr and each.sheet_properties.pageSetUpPr.fitToPage)
        # Where pages break between charts the scale is given: one cannot have both.
        assert is_fitted != (each.title == "Used of what there is chart")
    widths = [dimension.width for each in book for dimension in each.column_dimensions.values()]
    assert max(widths) < 125


def test_rows_for_actual_figures_wait_for_them() -> None:
    """Their cells have the look of an input, and their sum is empty until there is one."""
    book = opened(render(make_document(tables=(measures_table(),))))
    sheet = book["Measures"]
    expected, actual = sheet["E5"], sheet["E6"]
    assert expected.fill.fill_type is None
    assert (actual.value, actual.fill.fgColor.rgb, actual.protection.locked) == (None, "FFFFF7D6", False)
    assert sheet["I6"].value == '=IF(COUNT(E6:H6)=0,"",SUM(E6:H6))'
    assert sheet["I5"].value == "=SUM(E5:H5)"


def test_every_picture_is_a_chart_that_can_be_edited() -> None:
    """Each draws cells that are there, has a title, and says in words what it shows."""
    content = render(PLAIN)
    book = opened(content)
    charts = parts(content, r"xl/charts/chart\d+\.xml")
    panels = len(sketches.use().panels)
    assert len(charts) == 4 + panels
    for chart in charts.values():
        references = re.findall(r"<c:f>(.*?)</c:f>", chart)
        assert references
        for reference in references:
            name, place = re.fullmatch(r"'?(.*?)'?!(.*)", reference).groups()  # type: ignore[union-attr]
            cells = book[name.replace("''", "'")][place.replace("$", "")]
            assert cells is not None
        assert "<c:title>" in chart
    texts = re.findall(r'descr="([^"]*)"', "".join(parts(content, r"xl/drawings/drawing\d+\.xml").values()))
    assert len(texts) == len(charts)
    assert {sketches.funnel().alt, sketches.ranges().alt, sketches.spread().alt, sketches.points().alt} <= set(texts)


def chart_of(picture: Any, **changes: Any) -> tuple[str, Any]:
    """The chart of a picture as text, and its sheet."""
    content = render(make_document(tables=(), parts=(Part(PartId.ANSWER, "A", (), (picture,)),), **changes))
    return parts(content, r"xl/charts/chart1\.xml")["xl/charts/chart1.xml"], opened(content, values=True).worksheets[1]


def test_a_funnel_is_drawn_with_what_is_left_and_what_leaves() -> None:
    """Stacked bars, the first question on top."""
    chart, sheet = chart_of(sketches.funnel())
    steps = sketches.funnel().steps
    assert '<c:barDir val="bar"/><c:grouping val="stacked"/>' in chart
    assert '<c:orientation val="maxMin"/>' in chart
    assert [sheet.cell(6 + at, 2).value for at in range(7)] == [step.left for step in steps]
    assert [sheet.cell(6 + at, 3).value for at in range(7)] == [step.out for step in steps]


def test_ranges_are_drawn_in_the_vehicles_colours() -> None:
    """From end to end with a mark between; what is not in the plan is faint; what has no end goes up to the scale's."""
    picture = sketches.ranges()
    chart, sheet = chart_of(picture, colours={"v0": "#123456", "v9": "#654321"})
    assert '<a:srgbClr val="123456"/>' in chart
    assert '<a:srgbClr val="654321"/>' not in chart
    assert "<c:errBars>" in chart
    endless = next(at for at, row in enumerate(picture.rows) if math.isinf(row.high))
    row = [cell.value for cell in sheet[FIRST + 1 + endless]][:8]
    assert (row[3], row[5]) == ("–", picture.scale.high)
    assert math.isclose(row[7], picture.scale.high - picture.rows[endless].middle)


def test_a_range_without_a_middle_is_not_drawn() -> None:
    """A candidate that may cost anything has its name and no bar."""
    picture = sketches.ranges()
    lost = replace(picture.rows[0], middle=math.inf, low=math.inf, high=math.inf)
    _, sheet = chart_of(replace(picture, rows=(lost,), line=None))
    assert [cell.value for cell in sheet[FIRST]][1:8] == ["–", "–", "–", "yes", None, None, None]


def test_use_is_stacked_by_source_under_what_is_there() -> None:
    """Columns by source and a line; a source that gives nothing has none; without a limit there is no line."""
    content = render(make_document(parts=(Part(PartId.USE, "Use", (), (sketches.use(),)),)))
    charts = [parts(content, rf"xl/charts/chart{at}\.xml")[f"xl/charts/chart{at}.xml"] for at in (1, 2, 3)]
    assert [chart.count("<c:ser>") for chart in charts] == [2, 5, 4]
    assert ["<c:lineChart>" in chart for chart in charts] == [True, True, False]
    sheet = opened(content)["Used of what there is chart"]
    assert sheet["C7"].value == "=SUM(B7:B7)"


def test_draws_that_reach_the_goal_have_its_colour() -> None:
    """With a goal there are two colours, without one."""
    with_goal, sheet = chart_of(sketches.spread())
    without, _ = chart_of(sketches.spread(has_goal=False))
    assert (with_goal.count("<c:ser>"), without.count("<c:ser>")) == (2, 1)
    assert "the goal: 420" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_points_are_not_joined() -> None:
    """Markers without a line; the goal and the scenario's own place are dashed lines from end to end."""
    chart, sheet = chart_of(sketches.points())
    assert '<c:scatterStyle val="lineMarker"/>' in chart
    series = re.findall(r"<c:ser>.*?</c:ser>", chart)
    assert [("<a:noFill/>" in each, "prstDash" in each) for each in series] == [(True, False)] * 2 + [(False, True)] * 2
    lines = [[cell.value for cell in row] for row in sheet.iter_rows() if row[4].value in ("the goal (420)",)]
    assert lines[0][2:4] == [420, 420]


@pytest.mark.filterwarnings("error")
def test_nothing_is_too_long_or_too_odd() -> None:
    """Hostile pictures, endless text, broken characters and names that Excel refuses give a workbook that opens."""
    odd = (
        Table("", (), ()),
        Table("History", (Column("a"),), (("x" * 40_000,), ("😀" * 20_000,)), id="h"),
        Table("''", (Column("a", Kind.RESULTS),), ()),
        Table("\x01\ud800", (Column("\ud800"),), (("\ud800\x00\ufffe",),)),
        Table("A/B: [c]*?\\" * 5, (Column("day", Kind.DATE),), ((date(1776, 7, 4),),)),
    )
    document = make_document(
        title=sketches.HOSTILE + sketches.LONG,
        footer="&A 2027 & " * 60,
        headline=(sketches.LONG * 3, ""),
        parts=(Part(PartId.USE, sketches.HOSTILE, (sketches.LONG, "=1+1"), sketches.hard()),),
        tables=(*odd, odd_table(), vehicles_table(sketches.names(40))),
        figures=(),
    )
    book = opened(render(document))
    names = book.sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name.encode("utf-16-le")) <= 62 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    longest = max(
        len(str(cell.value).encode("utf-16-le")) // 2 for sheet in book for row in sheet.iter_rows() for cell in row
    )
    assert longest == MOST_IN_CELL
    assert book.worksheets[5]["A5"].value == "1776-07-04"


def test_a_document_without_a_plan_is_a_workbook() -> None:
    """Where there is nothing to show there is still the answer."""
    book = opened(render(make_document(parts=(), tables=(), figures=(), colours={}, is_reached=False)))
    assert book.sheetnames == ["Plan"]


def test_sheet_names_are_short_and_apart() -> None:
    """Cut with an ellipsis, numbered where taken, whatever the case; never the one that Excel keeps for itself."""
    long = "What each vehicle takes and brings in all periods"
    assert sheet_name(long, []) == "What each vehicle takes and br…"
    assert sheet_name(long, [sheet_name(long, []).upper()]) == "What each vehicle takes and… 2"
    assert sheet_name(long, [], " chart") == "What each vehicle takes… chart"
    assert sheet_name("Used / available: [all]*?", []) == "Used - available, (all)"
    assert sheet_name("history", []) == "history 2"
    assert sheet_name("'quoted'", []) == "quoted"


def test_text_is_cut_as_excel_counts() -> None:
    """A character beyond the basic plane counts twice and is never halved."""
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"
    assert cut("😀😀😀😀", 6) == "😀😀…"
    assert clean("a\x00b\r\nc\ud800") == "a\ufffdb\nc\ufffd"
    assert header_words("R&D\n2027") == "R&&D 2027"
    assert len(header_words("&" * 400)) < 200


def test_room_is_measured_in_digits() -> None:
    """Narrow letters take less, wide ones more; words break between blanks, and within where they must."""
    assert text_width("1234") == 4.0
    assert text_width("illi") < 4.0 < text_width("WWWW") < text_width("製品発表")
    assert text_width("e\u0301") == text_width("e")
    assert lines_needed("one two three", 40) == 1
    assert lines_needed("0000 0000 0000", 6) == 3
    assert lines_needed("0" * 28, 10) == 3
    assert lines_needed("a\n\nb", 10) == 3


def test_a_workbook_is_made_in_no_time(real: Document) -> None:
    """With the library's import it takes far less than 2 seconds."""
    program = "import time; t = time.perf_counter(); import vehicleplan.exports.xlsx; print(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    start = time.perf_counter()
    render(real)
    assert float(done.stdout) + time.perf_counter() - start < 2.0
