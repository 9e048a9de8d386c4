"""The card: one question to one candidate, what the data suggests, what the marketer says; and the facts behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from vehicleplan.model.screened import ScreenedCandidate
from vehicleplan.model.screening import Answer
from vehicleplan.model.verdict import Question, Verdict
from vehicleplan.report.cards import CardEvidence, signed, suggestion_words
from vehicleplan.report.problems import harmless
from vehicleplan.tui.widgets.lines import Lines, beside, clipped, wrapped
from vehicleplan.tui.widgets.marks import UNANSWERED, UNANSWERED_STYLE, VERDICT_STYLE

_LABEL = 12
_CARD_HEIGHT = 10
_MOST_LABEL = 14
_ROOMY = 60
"""Columns from which there is room for blank lines."""


class Reading(VerticalScroll, inherit_bindings=False):
    """A panel that can be read through by the arrows while it has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False, tooltip="Read on upwards"),
        Binding("down", "scroll_down", show=False, tooltip="Read on downwards"),
        Binding("pageup", "page_up", show=False, tooltip="A page up"),
        Binding("pagedown", "page_down", show=False, tooltip="A page down"),
        Binding("escape", "screen.to_list", show=False, tooltip="Back to the candidates"),
    ]


class Card(Lines):
    """The question in words, the suggestion with its evidence, the answer and the note."""

    DEFAULT_CSS = """
    Card { min-height: 10; }
    """

    @dataclass
    class Pointed(Message):
        """An answer was clicked."""

        verdict: Verdict

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._shown: tuple[ScreenedCandidate, Question] | None = None
        self._answers_at = 0
        self._spots: list[tuple[int, int, Verdict]] = []

    def fill(self, candidate: ScreenedCandidate | None, question: Question) -> None:
        """Show a question to a candidate; nothing where there is no candidate."""
        shown = None if candidate is None else (candidate, question)
        if shown != self._shown:
            self._shown = shown
            self.renew()

    @property
    def least_height(self) -> int:
        """Enough for most cards."""
        return _CARD_HEIGHT

    def lines(self, width: int) -> Sequence[Content]:
        """The lines of the card."""
        if self._shown is None:
            return ()
        candidate, question = self._shown
        asked = candidate.asked[question]
        verdict = asked.suggestion.verdict
        symbol, style = (UNANSWERED, UNANSWERED_STYLE) if verdict is None else (verdict.symbol, VERDICT_STYLE[verdict])
        suggestion = Content.assemble(
            ("Suggestion".ljust(_LABEL), "$text-muted"), (f"{symbol} {suggestion_words(asked)}", style)
        )
        found = [
            *wrapped(Content.styled(question.words, "bold"), width),
            Content(""),
            suggestion,
            *wrapped(harmless(asked.suggestion.evidence), width),
            Content(""),
        ]
        self._answers_at = len(found)
        found.append(self._answers(asked.answer))
        return [*found, *_note(asked.answer, width)]

    def _answers(self, answer: Answer | None) -> Content:
        """The four keys with what they give; the answer that was given stands out."""
        parts = [("Your answer".ljust(_LABEL), "$text-muted")]
        at = _LABEL
        self._spots = []
        for verdict in Verdict:
            is_given = answer is not None and answer.verdict is verdict
            if is_given:
                words = f" {verdict.symbol} {verdict} "
                parts += [(words, f"bold $background on {VERDICT_STYLE[verdict]}"), (" ", "")]
            else:
                words = f"{verdict[0]} {verdict} "
                parts += [(verdict[0], "bold $footer-key-foreground"), (f" {verdict}  ", "$foreground")]
            self._spots.append((at, at + cell_len(words), verdict))
            at += cell_len(words) + 1
        return Content.assemble(*parts).rstrip()

    def on_click(self, event: events.Click) -> None:
        """Say which answer was pointed at."""
        spot = event.get_content_offset(self)
        if spot is None or self._shown is None or spot.y != self._answers_at:
            return
        for start, end, verdict in self._spots:
            if start <= spot.x < end:
                self.post_message(self.Pointed(verdict))


def _note(answer: Answer | None, width: int) -> list[Content]:
    """The note, and who gave the answer when."""
    if answer is None:
        return []
    who = harmless(signed(answer))
    note = "\n".join(harmless(line) for line in answer.note.strip().splitlines())
    label = Content.styled("Note".ljust(_LABEL), "$text-muted")
    signature = Content.styled(clipped(who, width), "$text-muted")
    if not note:
        return [Content.styled("Given".ljust(_LABEL), "$text-muted") + signature] if who else []
    lines = beside((label, note), (_LABEL - 2, max(2, width - _LABEL)))
    room = width - lines[-1].cell_length - 2
    if cell_len(who) <= room:
        lines[-1] += Content(" " * (room + 2 - cell_len(who))) + signature
        return lines
    return [*lines, Content(" " * max(0, width - cell_len(who))) + signature] if who else lines


class Evidence(Lines):
    """Why the candidate left, and the facts on both sides."""

    DEFAULT_CSS = """
    Evidence { min-height: 100%; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._reason = ""
        self._evidence: CardEvidence | None = None

    def fill(self, reason: str, evidence: CardEvidence | None) -> None:
        """Show why the candidate left, if it did, and the evidence."""
        if (reason, evidence) != (self._reason, self._evidence):
            self._reason, self._evidence = reason, evidence
            self.renew()

    @property
    def least_height(self) -> int:
        """The whole panel."""
        return self.parent.scrollable_content_region.height if isinstance(self.parent, Widget) else 0

    def lines(self, width: int) -> Sequence[Content]:
        """The lines of the panel."""
        evidence = self._evidence
        blocks = [wrapped(Content.styled(harmless(self._reason), "$text-warning"), width)] if self._reason else []
        if evidence is not None:
            blocks.append(_both_sides(evidence, width))
            for title, items in (("converted", evidence.converted), ("sources", evidence.sources)):
                if items:
                    blocks.append(_items(title, items, width))
        gap = [Content("")] if width >= _ROOMY else []
        return [line for block in blocks for line in (*gap, *block)][len(gap) :]


def _both_sides(evidence: CardEvidence, width: int) -> list[Content]:
    """The facts in three columns."""
    cells = [(fact.label, harmless(fact.vehicle), harmless(fact.asked)) for fact in evidence.facts]
    head = ("", harmless(evidence.of_vehicle), harmless(evidence.of_scenario))
    widths = _widths([head, *cells], width)
    titles = [Content.styled(clipped(text, size), "$text-muted") for text, size in zip(head, widths, strict=True)]
    found = beside(titles, widths)
    for label, vehicle, asked in cells:
        found += beside((Content.styled(harmless(label), "$text-muted"), vehicle, asked), widths)
    return found


def _items(title: str, items: Sequence[str], width: int) -> list[Content]:
    """What was converted or the sources: each in lines of its own where there is room."""
    head = Content.styled(f"{title}: ", "$text-muted")
    if width < _ROOMY or len(items) == 1:
        return wrapped(head + harmless("; ".join(items)), width, 2)
    return [head, *(line for item in items for line in wrapped(f"• {harmless(item)}", width, 2))]


def _widths(rows: Sequence[tuple[str, str, str]], width: int) -> tuple[int, int, int]:
    """How wide the three columns are: as wide as their longest cell, and where that is too much, half and half."""
    label, left, right = (max(cell_len(row[place]) for row in rows) for place in range(3))
    label = min(label, _MOST_LABEL)
    room = max(4, width - label - 4)
    if left + right > room:
        right = min(right, max(room // 2, room - left))
        left = room - right
    return label, left, right
