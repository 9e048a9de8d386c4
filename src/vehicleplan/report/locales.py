"""Figures as a country writes them, by Babel. The words around them stay English, and so do the digits and the marks.

A locale changes separators, the place and the sign of a currency, and the order in a date. It changes no figure, and
no percent sign: a share stays `12 %`, with its number in the locale.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from vehicleplan.errors import UnknownLocaleError
from vehicleplan.frozen import dataclass
from vehicleplan.model.figures import Style
from vehicleplan.model.locale_names import standard_name, unknown_locale

if TYPE_CHECKING:
    from babel import Locale

DEFAULT = "en_US"
"""The locale of exports where neither the scenario nor the user names one."""

_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
"""Marks that turn the direction of writing; inside an English sentence they would turn its words too."""
_NO_BREAK = "\N{NO-BREAK SPACE}"


def locale_style(name: str) -> Style:
    """The style of a locale; `de_DE` and `de-DE` are the same.

    Raises:
        UnknownLocaleError: there is no such locale.
    """
    import babel
    from babel.core import get_global

    try:
        return _LocaleStyle(babel.Locale.parse(standard_name(name), sep="_"))
    except (ValueError, babel.UnknownLocaleError) as error:
        fault = unknown_locale(name, locale_names(), get_global("likely_subtags"))
        raise UnknownLocaleError(f"{fault.what}. {fault.fix}") from error


def locale_names() -> tuple[str, ...]:
    """The names of all locales that there are, in order."""
    from babel.localedata import locale_identifiers

    return tuple(sorted(locale_identifiers()))


@dataclass(frozen=True)
class _LocaleStyle:
    """The style of a locale that is known."""

    locale: Locale

    def number(self, value: Decimal, digits: int) -> str:
        """A number with the locale's separators."""
        from babel.numbers import format_decimal

        pattern = _with_digits(self.locale.decimal_formats[None].pattern, digits)
        return self._grouped(
            lambda *, has_groups: format_decimal(value, format=pattern, locale=self.locale, group_separator=has_groups)
        )

    def money(self, value: Decimal, digits: int, currency: str) -> str:
        """An amount with the currency's sign where the locale has one, else with its code."""
        from babel.numbers import format_currency, get_currency_symbol

        pattern = _with_digits(self.locale.currency_formats["standard"].pattern, digits)
        text = self._grouped(
            lambda *, has_groups: format_currency(
                value, currency, format=pattern, locale=self.locale, currency_digits=False, group_separator=has_groups
            )
        )
        return _set_apart(text, get_currency_symbol(currency, self.locale).translate(_DIRECTIONS))

    def date(self, value: datetime.date) -> str:
        """A day in the locale's order."""
        from babel.dates import format_date

        return format_date(value, "medium", locale=self.locale).translate(_DIRECTIONS)

    def _grouped(self, write: Callable[..., str]) -> str:
        """What is written, without marks of direction.

        Babel takes a pair of apostrophes in its own answer for quotes and drops them. So where they part thousands, as
        in Switzerland, they are put in here.
        """
        from babel.numbers import get_group_symbol

        group = get_group_symbol(self.locale)
        if group != "'":
            return write(has_groups=True).translate(_DIRECTIONS)
        text = write(has_groups=False)
        return re.sub(r"\d+", lambda whole: f"{int(whole[0]):,}".replace(",", group), text, count=1)


def _with_digits(pattern: str, digits: int) -> str:
    """A pattern of Unicode's locale data, such as `#,##0.00 ¤`, with exactly so many decimals."""
    decimals = f".{'0' * digits}" if digits else ""
    return re.sub(r"([#,0]*0)(?:\.[0#]+)?", lambda number: number[1] + decimals, pattern)


def _set_apart(text: str, symbol: str) -> str:
    """The amount with a blank between a digit and a currency of letters, as Unicode's locale data ask for: `CHF 5`."""
    start = text.find(symbol)
    if start < 0 or not symbol:
        return text
    end = start + len(symbol)
    if text[end : end + 1].isdigit() and _is_word(symbol[-1]):
        return f"{text[:end]}{_NO_BREAK}{text[end:]}"
    if text[max(0, start - 1) : start].isdigit() and _is_word(symbol[0]):
        return f"{text[:start]}{_NO_BREAK}{text[start:]}"
    return text


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] not in "SZ"
