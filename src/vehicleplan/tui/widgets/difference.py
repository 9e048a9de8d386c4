"""The difference between a base plan and another: sentences on top, then figures, then vehicles."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from vehicleplan.frozen import dataclass
from vehicleplan.report.comparison_contracts import DifferenceReport, FigureRow
from vehicleplan.report.contracts import Kind, Table
from vehicleplan.report.numbers import cell_texts
from vehicleplan.report.problems import harmless
from vehicleplan.tui.widgets.columns import GAP, MINUS, side_by_side
from vehicleplan.tui.widgets.lines import fitted

_HOURS = "Own hours of "
_STYLES = {"comes in": "$success", "goes out": "$error"}
_MARKS = {"comes in": "+", "goes out": MINUS}
_HEADS = ("Base", "What-if", "Change")
_LEAST_LABEL = 12
_MOST_LABEL = 36
_MOST_NAME = 28


class Difference(VerticalScroll, can_focus=True):
    """Shows a difference; it scrolls where there is more than fits."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes="panel")
        self._text = Static(markup=False)
        self._shown: tuple[DifferenceReport, tuple[str, ...], tuple[str, str]] | None = None

    def compose(self) -> Sequence[Static]:
        """The text."""
        return (self._text,)

    def show(self, report: DifferenceReport, answer: tuple[str, ...], status: tuple[str, str]) -> None:
        """Show a difference.

        Args:
            report: The difference.
            answer: The sentences on top.
            status: How good each of the two plans is known to be, the base plan first.
        """
        self._shown = (report, answer, status)
        self._draw()
        self.scroll_home(animate=False)

    def say(self, *sentences: str) -> None:
        """Show sentences instead of a difference."""
        self._shown = None
        self._text.update(Content("\n\n").join(Content(harmless(sentence)) for sentence in sentences))

    def on_resize(self) -> None:
        """Use the width at hand."""
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if self._shown is not None and width > 0:
            self._text.update(difference_content(*self._shown, width))


def difference_content(
    report: DifferenceReport, answer: tuple[str, ...], status: tuple[str, str], width: int
) -> Content:
    """A difference in lines of a width."""
    first, *others = (harmless(sentence) for sentence in answer)
    lines = [Content.styled(first, "bold"), *(Content(each) for each in others), Content("")]
    hours = tuple(row for row in report.figures if row.label.startswith(_HOURS))
    columns = _Columns.of(report.figures, width)
    lines.append(columns.line(("", *_HEADS), "$text-muted"))
    lines += [columns.row(row, row.label) for row in report.figures if row not in hours]
    lines.append(_status_line(status))
    if report.vehicles is not None:
        lines += [Content(""), *_vehicle_lines(report.vehicles, width)]
    if hours:
        lines += [Content(""), columns.line(("Own hours", *_HEADS), "$text-muted")]
        lines += [columns.row(row, row.label.removeprefix(_HOURS)) for row in hours]
    return Content("\n").join(lines)


def _status_line(status: tuple[str, str]) -> Content:
    before, after = status
    words = f"both {before}" if before == after else f"base {before}, what-if {after}"
    return Content.assemble(("Status  ", "$text-muted"), words)


@dataclass(frozen=True)
class _Columns:
    """The columns of figures.

    Attributes:
        label: The width of the label.
        figures: The widths of base, what-if and change.
    """

    label: int
    figures: tuple[int, ...]

    @classmethod
    def of(cls, rows: Sequence[FigureRow], width: int) -> _Columns:
        """Columns that take all figures; the label has what is left."""
        texts = [_HEADS, *((row.base, row.other, row.change) for row in rows)]
        figures = tuple(max(cell_len(text[place]) for text in texts) for place in range(len(_HEADS)))
        room = width - sum(figures) - len(figures)
        return cls(max(_LEAST_LABEL, min(room, _MOST_LABEL)), figures)

    def row(self, row: FigureRow, label: str) -> Content:
        """A figure of both plans; one that stays the same stands back."""
        if cell_len(label) > self.label:
            label = label.rpartition(", ")[0] or label
        return self.line((label, row.base, row.other, row.change), "" if row.change else "$text-muted")

    def line(self, texts: tuple[str, ...], style: str) -> Content:
        """One line of texts; the last one stands out where the line does."""
        label, *figures = texts
        cells = [fitted(text, width, right=True) for text, width in zip(figures, self.figures, strict=True)]
        last = style or "bold $accent"
        return Content.assemble(
            (fitted(label, self.label), style), *((f" {cell}", style) for cell in cells[:-1]), (f" {cells[-1]}", last)
        )


def _vehicle_lines(table: Table, width: int) -> list[Content]:
    """Vehicles that come in, go out or change, with their activities."""
    columns = [cell_texts((row[place] for row in table.rows), Kind.COUNT) for place in range(4)]
    texts = list(zip(*columns, strict=True))
    base, other = (
        max(cell_len(head), *(cell_len(text) for text in columns[place]))
        for place, head in ((1, "Base"), (2, "What-if"))
    )
    room = width - base - other - 3 * GAP - 2
    name = min(_MOST_NAME, room // 2, max(cell_len(text) for text in columns[0]))
    widths = (1, name, base, other, room - name - 1)
    lines = side_by_side([(text, "$text-muted") for text in ("", table.title, "Base", "What-if", "")], widths)
    for vehicle, before, after, change in texts:
        style = _STYLES.get(change, "")
        cells = [(_MARKS.get(change, ""), style), (vehicle, style), (before, ""), (after, ""), (change, style or "dim")]
        lines += side_by_side(cells, widths)
    return lines
