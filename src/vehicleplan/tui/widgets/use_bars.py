"""Bars as text: the parts of what is used by glyph and colour, what is free as dots, figures and words beside them."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from vehicleplan.report import bars, numbers
from vehicleplan.report.bars import Bars, UseBar
from vehicleplan.report.problems import harmless

_GLYPHS = {
    "own": ("█", "$primary"),
    "spent": ("█", "$primary"),
    "built": ("▓", "$success"),
    "given": ("▒", "$primary"),
    "bought": ("░", "$accent"),
}
_FREE = "·"
_LEVELS = "▁▂▃▄▅▆▇█"
_TIGHT = "!"
_MOST_MARKS = 13
_SHORTEST, _LONGEST = 8, 30
LEGEND = "█ own ▓ built ▒ given ░ bought · free  ! tight: 95 % or more is used"
"""What the glyphs mean."""


def goal_line(bar: bars.GoalBar, width: int) -> Content:
    """Results against what was asked for."""
    words = harmless(bars.goal_words(bar))
    mark, style = ("✔", "$success") if bar.is_reached else ("✘", "$error")
    most = max(6, min(32, width - cell_len(words) - 4))
    share = 1.0 if bar.is_reached else min(bar.reached / bar.asked, 1 - 1 / most)
    filled = round(share * most)
    return Content.assemble(
        (mark, style), " ", ("█" * filled, style), (_FREE * (most - filled), "$text-muted"), f" {words}"
    )


def whole_lines(all_bars: tuple[Bars, ...], width: int) -> tuple[Content, ...]:
    """A line for each thing that is used: its bar over the whole horizon, its figures, a mark for each period."""
    names = [harmless(each.name) for each in all_bars]
    uses = [bars.use_words(each, each.whole) for each in all_bars]
    shares = ["" if each.whole.share is None else numbers.percent(each.whole.share) for each in all_bars]
    marks = [_marks(each) for each in all_bars]
    use_width, share_width, mark_width = (
        max(map(cell_len, texts)) for texts in (uses, shares, [m.plain for m in marks])
    )
    fixed = use_width + share_width + mark_width + 4
    name_width = min(max(map(cell_len, names)), max(10, width - fixed - _SHORTEST))
    most = max(4, min(_LONGEST, width - fixed - name_width))
    lines = []
    for each, name, use, share, mark in zip(all_bars, names, uses, shares, marks, strict=True):
        first, *rest = Content(name).wrap(name_width)
        line = Content.assemble(
            first.pad_right(name_width - first.cell_length + 1),
            _bar(each.whole, each.whole.available or each.whole.used, most),
            f" {use:>{use_width}} {share:>{share_width}} ",
            mark,
        )
        lines.append(Content("\n").join((line, *rest)))
    return tuple(lines)


def time_bars(each: Bars, width: int, most_lines: int) -> Content:
    """The use of one thing over time: a bar, figures and words for each stretch, the words below if need be."""
    shown = bars.stretches(each, most_lines)
    uses = [bars.use_words(each, bar).removesuffix(f" {each.unit}") for bar in shown]
    words = [bars.source_words(each, bar) for bar in shown]
    signs = [f"  {_TIGHT} {tight}" if (tight := bars.tight_words(bar)) else "" for bar in shown]
    label_width, use_width, word_width, sign_width = (
        max(map(cell_len, texts)) for texts in ([bar.label for bar in shown], uses, words, signs)
    )
    room = width - label_width - use_width - sign_width - 2
    is_beside = room - word_width - 2 >= _SHORTEST
    most = max(4, min(_LONGEST, room - word_width - 2 if is_beside else room))
    scale = max(max(bar.available or 0.0, bar.used) for bar in shown)
    lines = []
    for bar, use, word, sign in zip(shown, uses, words, signs, strict=True):
        beside, below = (f"  {word}", "") if is_beside else ("", f"\n{' ' * (label_width + 1)}{word}" if word else "")
        lines.append(
            Content.assemble(
                f"{bar.label:<{label_width}} ",
                _bar(bar, scale, most),
                f" {use:>{use_width}}",
                (beside, "$text-muted"),
                (sign, "$warning"),
                (below, "$text-muted"),
            )
        )
    return Content("\n").join(lines)


def _bar(bar: UseBar, scale: float, most: int) -> Content:
    """What is used by its parts, then what is free, at this scale, and blanks up to the bar's full length."""
    parts: list[tuple[str, str]] = []
    at, upto = 0, 0.0
    for part in bar.parts:
        upto += part.amount
        end = _end(upto, scale, most, at)
        glyph, style = _GLYPHS[part.source]
        parts.append((glyph * (end - at), style))
        at = end
    end = _end(bar.used + bar.free, scale, most, at)
    parts += [(_FREE * (end - at), "$text-muted"), (" " * (most - end), "")]
    return Content.assemble(*parts)


def _end(amount: float, scale: float, most: int, at: int) -> int:
    """Where a part ends; a bar never runs over its length."""
    return max(at, min(most, round(amount / scale * most))) if scale > 0 else at


def _marks(each: Bars) -> Content:
    """A mark for each period, as high as its use; a tight one has a sign of its own."""
    if len(each.by_period) == 1:
        return Content.styled(_TIGHT if each.whole.tight else "", "$warning")
    shown = bars.stretches(each, _MOST_MARKS)
    highest = max(bar.used for bar in shown) or 1.0
    return Content.assemble(*(_mark(bar, highest) for bar in shown))


def _mark(bar: UseBar, highest: float) -> tuple[str, str]:
    if bar.tight:
        return _TIGHT, "bold $warning"
    share = bar.share if bar.available is not None else bar.used / highest
    if not share:
        return _FREE, "$text-muted"
    return _LEVELS[min(len(_LEVELS) - 1, int(share * len(_LEVELS)))], "$primary"
