"""Scenarios side by side: their names stay on top, what is compared scrolls below, and one column has the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from vehicleplan.report.comparison_contracts import ComparisonReport
from vehicleplan.report.contracts import Table
from vehicleplan.report.numbers import RANGE, cell_texts
from vehicleplan.report.problems import harmless
from vehicleplan.tui.widgets.columns import GAP, side_by_side

_MOST_LABEL = 40
_MOST_COLUMN = 36
_PART_OF_LABEL = 0.28


class _Titles(Static):
    """The names; tells the comparison where it was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Pass the place on."""
        if isinstance(self.parent, Comparison):
            self.parent.clicked(event.x)


class Comparison(Vertical):
    """The columns. The one with the cursor is the one that can be taken out."""

    DEFAULT_CSS = """
    Comparison > _Titles { height: auto; padding: 0 2; background: $panel; }
    Comparison > VerticalScroll { height: 1fr; padding: 0 0 0 2; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Comparison > VerticalScroll > Static { width: 1fr; height: auto; }
    """
    cursor: reactive[int] = reactive(0)
    """The column that the cursor is on."""

    def __init__(self) -> None:
        super().__init__()
        self._titles = _Titles(markup=False)
        self._body = Static(markup=False)
        self._scroll = VerticalScroll(self._body)
        self._heads: tuple[tuple[str, str], ...] = ()
        self._report: ComparisonReport | None = None
        self._notes: tuple[str, ...] = ()

    def compose(self) -> Sequence[Widget]:
        """The names, and what is compared."""
        return (self._titles, self._scroll)

    def show(
        self, heads: tuple[tuple[str, str], ...], report: ComparisonReport | None, notes: tuple[str, ...] = ()
    ) -> None:
        """Show scenarios.

        Args:
            heads: For each scenario its name, and in a few words where it is from or what becomes of it.
            report: What is compared; None where there is nothing to compare yet.
            notes: Sentences that come before.
        """
        self._heads, self._report, self._notes = heads, report, notes
        self.cursor = min(self.cursor, max(0, len(heads) - 1))
        self._draw()

    def on_resize(self) -> None:
        """Use the width at hand."""
        self._draw()

    def watch_cursor(self) -> None:
        """Show where the cursor is."""
        self._draw_titles()

    def action_move(self, by: int) -> None:
        """Move the cursor by a column."""
        self.cursor = min(max(self.cursor + by, 0), max(0, len(self._heads) - 1))

    def clicked(self, x: int) -> None:
        """Move the cursor to the column that was clicked."""
        label, column = self._widths()
        place = (x - 2 - label) // (column + GAP)
        if 0 <= place < len(self._heads):
            self.cursor = place

    def _widths(self) -> tuple[int, int]:
        """The widths of the label and of each column."""
        width, count = max(20, self.size.width - 4), max(1, len(self._heads))
        label = min(_MOST_LABEL, int(width * _PART_OF_LABEL))
        return label, max(1, min(_MOST_COLUMN, (width - label) // count - GAP))

    def _draw(self) -> None:
        if self.size.width > 0:
            self._draw_titles()
            self._body.update(self._content())

    def _draw_titles(self) -> None:
        label, column = self._widths()
        widths = [label, *(column for _ in self._heads)]
        styles = [
            "$block-cursor-foreground on $block-cursor-background" if place == self.cursor else "bold"
            for place in range(len(self._heads))
        ]
        names = side_by_side(
            [("", ""), *((name, style) for (name, _), style in zip(self._heads, styles, strict=True))], widths
        )
        origins = side_by_side([("", ""), *((origin, "$text-muted") for _, origin in self._heads)], widths)
        self._titles.update(Content("\n").join([*names, *origins]))

    def _content(self) -> Content:
        label, column = self._widths()
        widths = [label, *(column for _ in self._heads)]
        lines = [Content(harmless(note)) for note in self._notes]
        if self._report is not None:
            lines += [Content(harmless(note)) for note in self._report.notes]
            for table in (self._report.figures, self._report.vehicles, self._report.brief):
                if table is not None:
                    lines += [Content(""), Content.styled(table.title, "bold $accent"), *_table_lines(table, widths)]
        return Content("\n").join(lines)


def _table_lines(table: Table, widths: Sequence[int]) -> list[Content]:
    """The rows, each cell wrapped in its column; a row that is the same in all stands back."""
    columns = [
        cell_texts((row[place] for row in table.rows), column.kind) for place, column in enumerate(table.columns)
    ]
    lines = []
    for label, *cells in zip(*columns, strict=True):
        style = "$text-muted" if len(set(cells)) == 1 else ""
        lines += side_by_side([(label, "$text-muted"), *((cell or RANGE, style) for cell in cells)], widths)
    return lines
