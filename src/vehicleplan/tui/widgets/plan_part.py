"""A part of the plan on the screen: a list with what there is to say of the line under the cursor.

A part is drawn for the width that it has and anew only when the plan or the width changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from vehicleplan.report.contracts import PlanReport
from vehicleplan.report.problems import harmless
from vehicleplan.session.jobs import Planned
from vehicleplan.tui.widgets.plan_list import PlanList


class PlanPart(Vertical):
    """The base of the parts."""

    NAME: ClassVar[str] = ""
    """What the part is called."""

    def __init__(self, part_id: str) -> None:
        super().__init__(id=part_id, classes="panel part")
        self.planned: Planned | None = None
        self.report: PlanReport | None = None
        self._drawn_for: tuple[int, int] | None = None

    @property
    def plan_list(self) -> PlanList:
        """The list of the part."""
        return self.query_one(PlanList)

    def show(self, planned: Planned, report: PlanReport) -> None:
        """Show another plan."""
        self.planned, self.report = planned, report
        self._drawn_for = None
        self._draw_if_needed()

    def on_mount(self) -> None:
        """Carry its name."""
        self.border_title = self.NAME

    def on_resize(self) -> None:
        """Draw for another width."""
        self.call_after_refresh(self._draw_if_needed)

    def _draw_if_needed(self) -> None:
        width, height = self.content_size
        if self.planned is None or self.report is None or not width or self._drawn_for == (width, height):
            return
        self._drawn_for = (width, height)
        self.draw(self.planned, self.report, width - 1)

    def draw(self, planned: Planned, report: PlanReport, width: int) -> None:
        """Fill the widgets, with lines of at most so many columns."""
        raise NotImplementedError


def paragraphs(sentences: tuple[str, ...]) -> Content:
    """Sentences as lines, made harmless."""
    return Content("\n").join(Content(harmless(sentence)) for sentence in sentences)


def write(static: Static, content: Content) -> None:
    """Show a text, and nothing at all where it is empty."""
    static.set_class(not content.plain, "-empty")
    static.update(content)


def line_count(lines: Iterable[Content]) -> int:
    """How many lines they take, some of them having several."""
    return sum(line.plain.count("\n") + 1 for line in lines)
