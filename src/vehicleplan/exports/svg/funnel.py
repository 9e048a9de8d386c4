"""The seven questions: a bar for what is left after each, and beside it, lined, what leaves there."""

from __future__ import annotations

from typing import Final

from vehicleplan.exports.box import Box
from vehicleplan.exports.look import ACCENT, FAINT, MUTED, RULE
from vehicleplan.exports.svg.lettering import LABEL, SMALL, STRONG
from vehicleplan.exports.svg.sheet import Anchor, Pen, Sheet
from vehicleplan.exports.svg.texture import Texture, textured
from vehicleplan.report.document.pictures import Funnel, FunnelStep

_WIDE: Final = 560
"""From here on the questions stand beside their bars, below it over them."""
_BAR: Final = 20.0
_GAP: Final = 12.0


def funnel_svg(funnel: Funnel, width: int) -> str:
    """The funnel, and under its questions how many of those that are left are in the plan."""
    sheet = Sheet(width)
    is_wide = width >= _WIDE
    side = min(width * 0.45, 400.0) if is_wide else 0.0
    figures = STRONG.width(str(funnel.total)) + LABEL.width(_less(funnel.total)) + 2 * _GAP
    top = 4.0
    for step in (*funnel.steps, FunnelStep(funnel.chosen_label, "", funnel.chosen, 0)):
        words = sheet.paragraph((0, top), [STRONG.fitted(step.label, side or width)], STRONG)
        if step.words:
            words = sheet.paragraph((0, words), SMALL.wrapped(step.words, (side or width) - _GAP, 2), SMALL)
        head = (top + words - _BAR) / 2 if is_wide else words + 4
        bar = Box(side, head, width - side - figures, _BAR)
        _step(sheet, funnel, step, bar)
        top = max(words, bar.bottom) + _GAP
    return sheet.svg(f"{funnel.id}-{width}", funnel.title, funnel.alt, top - _GAP + 6)


def _step(sheet: Sheet, funnel: Funnel, step: FunnelStep, bar: Box) -> None:
    """The bar of one question over the track of all candidates, with its figures behind it."""
    each = bar.width / max(funnel.total, 1)
    left, out = step.left * each, step.out * each
    sheet.box(bar.inner(0.5), Pen(stroke=RULE))
    stays, leaves = Box(bar.left, bar.top, left, bar.height), Box(bar.left + left, bar.top, out, bar.height)
    sheet.box(stays, Pen(ACCENT))
    textured(sheet, leaves, Pen("#ffffff", FAINT), Texture.RISING, MUTED)
    base, after = bar.middle[1] + 4, bar.right + 8
    sheet.words((after, base), str(step.left), STRONG)
    if step.out:
        sheet.words((sheet.width - 2, base), _less(step.out), LABEL, Anchor.END)


def _less(out: int) -> str:
    return f"\u2212{out}"
