"""How the questions write figures. A figure is never rounded across the threshold that decided its verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vehicleplan.model.figures import shortened, style, to_digits
from vehicleplan.model.screening import AtLeastLevels, AtMostLevels
from vehicleplan.model.verdict import Verdict

DASH = "\N{EN DASH}"
"""Between the ends of a range."""
TIMES = "\N{MULTIPLICATION SIGN}"
"""After a multiple."""
_DIGITS = range(5)


def number(figure: float) -> str:
    """A count: whole from 10 on, else with at most one decimal."""
    return _fixed(figure, _digits_of_number(figure))


def counted(figure: float, singular: str, plural: str = "") -> str:
    """A count with its noun; the plural ends in s unless it is given."""
    is_one = to_digits(figure, _digits_of_number(figure)) == 1
    return f"{number(figure)} {singular if is_one else plural or singular + 's'}"


def money(figure: float, currency: str) -> str:
    """Money: whole from 10 on, else with cents."""
    digits = 0 if abs(figure) >= 9.995 or round(figure, 2) == round(figure) else 2
    return style().money(to_digits(figure, digits), digits, currency)


def percent(share: float, levels: AtLeastLevels | None = None) -> str:
    """A share of 0 to 1 as a percentage, with as many decimals as its verdict by the levels needs."""

    def rounded(digits: int) -> float:
        return round(share, digits + 2)

    digits = 0 if levels is None else _enough_digits(share, rounded, levels.verdict)
    return f"{_fixed(share * 100, digits)} %"


def times(multiple: float, levels: AtMostLevels) -> str:
    """A multiple, with as many decimals as its verdict needs and at least one."""

    def rounded(digits: int) -> float:
        return round(multiple, digits + 1)

    digits = _enough_digits(multiple, rounded, levels.verdict) + 1
    return f"{_fixed(multiple, digits)} {TIMES}"


def score(figure: float, levels: AtLeastLevels) -> str:
    """A score, with as many decimals as its verdict needs."""
    digits = next((d for d in range(1, 5) if levels.verdict(round(figure, d)) is levels.verdict(figure)), 4)
    return shortened(round(figure, digits))


def at_least(levels: AtLeastLevels, verdict: Verdict, write: Callable[[float], str]) -> str:
    """The threshold behind a verdict where more is better, such as `fair from 10 %`."""
    if verdict is Verdict.NO:
        return f"no below {write(levels.weak)}"
    if verdict is Verdict.WEAK:
        return f"weak below {write(levels.fair)}"
    return f"{verdict} from {write(levels.strong if verdict is Verdict.STRONG else levels.fair)}"


def at_most(levels: AtMostLevels, verdict: Verdict) -> str:
    """The threshold behind a verdict where less is better, such as `fair up to 2 times`."""
    if verdict is Verdict.NO:
        return f"no above {shortened(levels.weak)} {TIMES}"
    if verdict is Verdict.WEAK:
        return f"weak above {shortened(levels.fair)} {TIMES}"
    return f"{verdict} up to {shortened(levels.strong if verdict is Verdict.STRONG else levels.fair)} {TIMES}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Items as people list them: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def _digits_of_number(figure: float) -> int:
    return 0 if abs(figure) >= 9.95 or round(figure, 1) == round(figure) else 1


def _fixed(figure: float, digits: int) -> str:
    return style().number(to_digits(figure, digits), digits)


def _enough_digits(figure: float, rounded: Callable[[int], float], verdict: Callable[[float], Verdict]) -> int:
    return next((digits for digits in _DIGITS if verdict(rounded(digits)) is verdict(figure)), _DIGITS[-1])
