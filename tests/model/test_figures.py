"""The style in which figures are written, and where it holds."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.model.candidate import Candidate, Conversion
from vehicleplan.model.figures import PLAIN, shortened, style, to_digits, with_least_digits, written_in


@dataclass(frozen=True)
class Loud:
    """A style that nobody could take for another."""

    def number(self, value: Decimal, digits: int) -> str:
        """The number between exclamation marks."""
        return f"!{value:.{digits}f}!"

    def money(self, value: Decimal, digits: int, currency: str) -> str:
        """The currency before it."""
        return f"{currency}{self.number(value, digits)}"

    def date(self, value: datetime.date) -> str:
        """The year."""
        return f"!{value.year}!"


def test_the_plain_style_is_the_program_s_own() -> None:
    """Commas between thousands, the currency's code behind the amount, days as ISO 8601."""
    assert PLAIN.number(Decimal("1234.50"), 1) == "1,234.5"
    assert PLAIN.number(Decimal(-1234567), 0) == "-1,234,567"
    assert PLAIN.money(Decimal(1234), 0, "USD") == "1,234 USD"
    assert PLAIN.money(Decimal("9.5"), 2, "EUR") == "9.50 EUR"
    assert PLAIN.date(datetime.date(2027, 1, 31)) == "2027-01-31"


@given(st.floats(min_value=-1e12, max_value=1e12), st.integers(min_value=0, max_value=4))
def test_a_plain_float_is_as_python_formats_it(value: float, digits: int) -> None:
    """Going by way of a Decimal changes no digit and no sign."""
    assert PLAIN.number(to_digits(value, digits), digits) == f"{value:,.{digits}f}"


def test_a_style_holds_inside_and_not_outside() -> None:
    """Styles nest, and the one before is back at the end."""
    assert style() is PLAIN
    with written_in(Loud()):
        assert style() == Loud()
        with written_in(PLAIN):
            assert style() is PLAIN
        assert style() == Loud()
    assert style() is PLAIN


def test_a_fault_inside_ends_the_style_too() -> None:
    """What goes wrong in a report does not change the next one."""
    with pytest.raises(ZeroDivisionError), written_in(Loud()):
        raise ZeroDivisionError
    assert style() is PLAIN


def test_a_thread_begins_plain() -> None:
    """The style of one thread is not that of another."""
    found = []
    with written_in(Loud()):
        thread = Thread(target=lambda: found.append(style()))
        thread.start()
        thread.join()
    assert found == [PLAIN]


@pytest.mark.parametrize(
    ("text", "digits"), [("0", 0), ("0.00", 0), ("100", 0), ("1E+3", 0), ("1.50", 1), ("-2.25", 2), ("0.001", 3)]
)
def test_zeros_at_the_end_need_no_decimals(text: str, digits: int) -> None:
    """The figure stays, its decimals are as few as they can be."""
    assert with_least_digits(Decimal(text)) == (Decimal(text), digits)


@pytest.mark.parametrize(
    ("value", "plain", "loud"), [(0.5, "0.5", "!0.5!"), (2.0, "2", "!2!"), (0.863214, "0.863214", "!0.863214!")]
)
def test_rates_and_factors_have_few_digits(value: float, plain: str, loud: str) -> None:
    """Six digits at most, no zeros at the end, in the style that is current."""
    assert shortened(value) == plain
    with written_in(Loud()):
        assert shortened(value) == loud


def test_a_large_factor_is_written_out_in_a_locale() -> None:
    """Plain it is as it always was; a locale has no sign for powers of ten."""
    assert shortened(16_000.0) == "16000"
    with written_in(Loud()):
        assert shortened(1e7) == "!10000000!"


def test_what_was_converted_is_worded_when_it_is_asked_for() -> None:
    """A candidate that was read under one style is reported in another."""
    notes = (
        Conversion(about="costs", words="from USD at {}", figures=(0.5,)),
        Conversion(about="lag", words="{} → {}", figures=(2, 1)),
    )
    candidate = Candidate(id="webinar", name="Webinar", conversions=notes)
    assert candidate.converted == ("costs from USD at 0.5", "lag 2 → 1")
    with written_in(Loud()):
        assert candidate.converted == ("costs from USD at !0.5!", "lag !2! → !1!")
