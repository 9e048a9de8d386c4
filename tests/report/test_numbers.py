"""Numbers as people read them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.report import numbers
from vehicleplan.report.contracts import Kind


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (-0.001, "0"),
        (0.004, "0"),
        (1.58333, "1.58"),
        (55.0, "55.00"),
        (99.994, "99.99"),
        (99.996, "100"),
        (402.1, "402"),
        (71_200.4, "71,200"),
        (1_234_567.8, "1,234,568"),
        (-12.3, "-12.30"),
        (-1_234.0, "-1,234"),
        (100.5, "101"),
        (102.4999999999999, "103"),
    ],
)
def test_money_has_cents_below_100_and_separators(value: float, text: str) -> None:
    """Money shows cents below 100, whole units from there on, and never a negative zero."""
    assert numbers.money(value) == text


def test_money_names_its_currency() -> None:
    """The currency stands behind the amount as its code, which no two currencies share."""
    assert numbers.money(1_234.0, "CAD") == "1,234 CAD"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1e-15, "under 0.01"),
        (0.004, "under 0.01"),
        (0.04, "0.04"),
        (0.06, "0.1"),
        (5.0, "5"),
        (7.46, "7.5"),
        (9.94, "9.9"),
        (9.96, "10"),
        (10.4, "10"),
        (251.0, "251"),
        (20_000.2, "20,000"),
    ],
)
def test_results_have_one_decimal_below_10(value: float, text: str) -> None:
    """Results show one decimal below 10 and none above; what is tiny is not shown as nothing."""
    assert numbers.results(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (7.5, "7.5"), (9.96, "10"), (116.4, "116"), (1_727.2, "1,727")]
)
def test_hours(value: float, text: str) -> None:
    """Hours show one decimal below 10 and none above."""
    assert numbers.hours(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (2.0000000001, "2"), (6.642, "6.64"), (0.5, "0.5"), (1_234.56, "1,235")]
)
def test_activities(value: float, text: str) -> None:
    """Activities are whole where they are, else have two decimals."""
    assert numbers.count(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.0, "0 %"),
        (0.0005, "under 0.1 %"),
        (0.023, "2.3 %"),
        (0.05, "5 %"),
        (0.0996, "10 %"),
        (0.14, "14 %"),
        (1.0, "100 %"),
    ],
)
def test_percent(share: float, text: str) -> None:
    """Shares show one decimal below 10 %, and what is tiny is not shown as nothing."""
    assert numbers.percent(share) == text


@pytest.mark.parametrize(("value", "text"), [(0.34, "0.3 s"), (12.3, "12 s"), (119.0, "119 s"), (150.0, "2 min 30 s")])
def test_seconds(value: float, text: str) -> None:
    """Lengths of time are said in the unit that people would use."""
    assert numbers.seconds(value) == text


def test_used_of_available() -> None:
    """What is used stands before what there is."""
    assert numbers.use((7.5, 1_600.0)) == "7.5/1,600"


def test_a_column_of_money_has_one_precision() -> None:
    """Cents are left out of a column where another amount is 1,000 or more."""
    assert numbers.cell_texts([70.0, 1_200.0, None, "x"], Kind.MONEY) == ["70", "1,200", "", "x"]
    assert numbers.cell_texts([70.0, 900.0], Kind.MONEY) == ["70.00", "900"]


def test_a_cell_without_a_finite_figure_is_a_dash() -> None:
    """Such as the cost of no result, whatever stands beside it."""
    assert numbers.cell_texts([math.inf, 1_200.0], Kind.MONEY) == [numbers.RANGE, "1,200"]
    assert numbers.cell_texts([math.inf, 70.0], Kind.MONEY) == [numbers.RANGE, "70.00"]


@pytest.mark.parametrize(
    ("value", "clean"),
    [(903.0000000000002, 903.0), (1e-14, 0.0), (-1e-14, 0.0), (0.1 + 0.2, 0.3), (402.10358565737054, 402.103586)],
)
def test_published_figures_have_no_dust(value: float, clean: float) -> None:
    """What goes to programs has nine digits and no negative zero."""
    assert repr(numbers.published(value)) == repr(clean)


@given(st.floats(min_value=-1e12, max_value=1e12))
def test_no_figure_is_a_negative_zero(value: float) -> None:
    """However a figure is rounded, it is never shown as -0."""
    for show in (numbers.money, numbers.results, numbers.hours, numbers.count, numbers.percent):
        assert show(value).split(" ")[0].strip("-0.,") or not show(value).startswith("-")
    assert not repr(numbers.published(value)).startswith("-0.0") or numbers.published(value) < 0


@given(st.floats(min_value=1e-3, max_value=1e12))
def test_published_figures_are_close(value: float) -> None:
    """Publishing changes a figure by less than one part in a hundred million or a billionth."""
    assert numbers.published(value) == pytest.approx(value, rel=1e-8, abs=1e-9)
