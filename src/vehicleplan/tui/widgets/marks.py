"""The mark of a verdict: the same symbol and colour wherever one is shown, and readable without the colour."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from vehicleplan.model.screened import Asked
from vehicleplan.model.verdict import Verdict

UNANSWERED = "·"
"""The mark where nobody has answered and the data cannot say."""
UNANSWERED_STYLE = "$text-muted"
VERDICT_STYLE: Mapping[Verdict, str] = {
    Verdict.STRONG: "$success",
    Verdict.FAIR: "$primary",
    Verdict.WEAK: "$warning",
    Verdict.NO: "$error",
}
"""By verdict, its colour in the theme."""


def mark(asked: Asked | None) -> Content:
    """The symbol of the verdict that holds in its colour: bold where a person gave it."""
    symbol, style = mark_of(asked)
    return Content.styled(symbol, style)


def mark_of(asked: Asked | None) -> tuple[str, str]:
    """The symbol of the verdict that holds, and its style."""
    verdict = None if asked is None else asked.verdict
    if asked is None or verdict is None:
        return UNANSWERED, UNANSWERED_STYLE
    return verdict.symbol, f"bold {VERDICT_STYLE[verdict]}" if asked.answer is not None else VERDICT_STYLE[verdict]
