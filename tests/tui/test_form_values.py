"""What people type into fields and what the file gets, both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicleplan.session.draft import DELETED
from vehicleplan.tui.forms.values import Kind, says_same, text_of, value_of


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "Launch, part 2", "Launch, part 2"),
        (Kind.NUMBER, "42", 42),
        (Kind.NUMBER, "2.50", 2.5),
        (Kind.NUMBER, "3.0", 3),
        (Kind.NUMBER, "120_000", 120_000),
        (Kind.NUMBER, "120,000", 120_000),
        (Kind.NUMBER, "120 000", 120_000),
        (Kind.SHARE, "0.4", 0.4),
        (Kind.SHARE, "40 %", 0.4),
        (Kind.SHARE, "40%", 0.4),
        (Kind.SHARE, "100 %", 1),
        (Kind.YES_NO, "yes", True),
        (Kind.DATE, "2027-01-31", date(2027, 1, 31)),
        (Kind.PER_PERIOD, "160", 160),
        (Kind.PER_PERIOD, "30,000", 30_000),
        (Kind.PER_PERIOD, "160, 160, 80, 80", [160, 160, 80, 80]),
        (Kind.PER_PERIOD, "160,160,80,80", [160, 160, 80, 80]),
        (Kind.PER_PERIOD, "40,000, 30,000", [40_000, 30_000]),
        (Kind.PER_PERIOD, "40 000; 30 000", [40_000, 30_000]),
        (Kind.NAMES, "technical, trusted", ["technical", "trusted"]),
        (Kind.NAMES, "none", []),
        (Kind.LINES, "One, of 2026\nAnother", ["One, of 2026", "Another"]),
        (Kind.AMOUNTS, "consideration 0.4, conversion 0.6", {"consideration": 0.4, "conversion": 0.6}),
        (Kind.AMOUNTS, "EUR = 1.08", {"EUR": 1.08}),
        (Kind.SHARES, "awareness 2 %", {"awareness": 0.02}),
        (Kind.VERDICTS, "awareness weak, conversion strong", {"awareness": "weak", "conversion": "strong"}),
        (
            Kind.ESTIMATES,
            "consideration 40 / 90 / 160, conversion 5",
            {"consideration": {"low": 40, "likely": 90, "high": 160}, "conversion": 5},
        ),
        (Kind.RANGE, "3–5", [3, 5]),
        (Kind.RANGE, "3 to 5", [3, 5]),
        (Kind.LEVELS, "0.5 / 0.2 / 0.05", {"strong": 0.5, "fair": 0.2, "weak": 0.05}),
        (Kind.REACH, "it-manager 35 % strong", {"it-manager": {"share": 0.35, "resonance": "strong"}}),
        (
            Kind.TIERS,
            "4 at 100 %, 4 at 70 % for 2 000, rest at 40 %",
            [{"activities": 4, "yield": 1}, {"activities": 4, "yield": 0.7, "cost": 2000}, {"yield": 0.4}],
        ),
    ],
)
def test_what_people_write(kind: Kind, text: str, value: object) -> None:
    """A text stands for a value, and the value's own text stands for it again."""
    read = value_of(kind, text)
    assert says_same(read, value)
    assert says_same(value_of(kind, text_of(kind, value)), value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.NUMBER, "many"),
        (Kind.NUMBER, "1,2"),
        (Kind.NUMBER, "40 %"),
        (Kind.SHARE, "four %"),
        (Kind.DATE, "2027-02-30"),
        (Kind.PER_PERIOD, "160, soon"),
        (Kind.PER_PERIOD, "40,000,30,000"),
        (Kind.AMOUNTS, "writing"),
        (Kind.AMOUNTS, "writing 1, writing 2"),
        (Kind.ESTIMATES, "conversion 1 / 2"),
        (Kind.RANGE, "1-2-3"),
        (Kind.TIERS, "some at 40 %"),
    ],
)
def test_text_that_stands_for_nothing_stays(kind: Kind, text: str) -> None:
    """What cannot be understood, or only by a guess, stays as it was typed."""
    assert value_of(kind, text) == text
    assert text_of(kind, text) == text


@given(kind=st.sampled_from(Kind), text=st.sampled_from(["", " ", "\n"]))
def test_an_empty_field_is_a_key_that_goes(kind: Kind, text: str) -> None:
    """Nothing typed is nothing in the file."""
    if text == "" or kind is not Kind.TEXT:
        assert value_of(kind, text) is DELETED


_names = st.from_regex(r"[a-z][a-z0-9.-]{0,8}", fullmatch=True).filter(lambda name: name not in ("none", "rest"))
_figures = st.integers(0, 10**12) | st.floats(0, 1e12, allow_nan=False, allow_infinity=False)
_shares = st.floats(0, 1, allow_nan=False) | st.integers(0, 1)
_verdicts = st.sampled_from(["strong", "fair", "weak", "no"])
_estimates = _figures | st.fixed_dictionaries({"low": _figures, "likely": _figures, "high": _figures})
_tiers = st.fixed_dictionaries({}, optional={"activities": _figures, "yield": _shares, "cost": _figures})
_typed = st.text(alphabet=st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.NUMBER: _figures,
    Kind.SHARE: _shares,
    Kind.YES_NO: st.booleans(),
    Kind.DATE: st.dates(),
    Kind.PER_PERIOD: _figures | st.lists(_figures, min_size=1),
    Kind.RANGE: st.tuples(_figures, _figures).map(list),
    Kind.LEVELS: st.fixed_dictionaries({"strong": _figures, "fair": _figures, "weak": _figures}),
    Kind.NAMES: st.lists(_names),
    Kind.LINES: st.lists(_names),
    Kind.AMOUNTS: st.dictionaries(_names, _figures),
    Kind.SHARES: st.dictionaries(_names, _shares),
    Kind.VERDICTS: st.dictionaries(_names, _verdicts),
    Kind.ESTIMATES: st.dictionaries(_names, _estimates),
    Kind.REACH: st.dictionaries(_names, st.fixed_dictionaries({"share": _shares, "resonance": _verdicts})),
    Kind.TIERS: st.lists(_tiers),
}


@given(data=st.data(), kind=st.sampled_from(sorted(VALUES)))
def test_every_value_survives_its_text(data: st.DataObject, kind: Kind) -> None:
    """A value that was shown and is read again is the same to the last digit."""
    value = data.draw(VALUES[kind])
    assert says_same(value_of(kind, text_of(kind, value)), value)


@given(kind=st.sampled_from(Kind), text=st.text(alphabet="ab1 2.5,;/%=-_\n", max_size=20) | _typed)
def test_showing_and_reading_comes_to_rest(kind: Kind, text: str) -> None:
    """Whatever is typed: the text of its value reads as the same value."""
    value = value_of(kind, text)
    if value is not DELETED and not isinstance(value, str):
        shown = text_of(kind, value)
        assert says_same(value_of(kind, shown), value)
        assert text_of(kind, value_of(kind, shown)) == shown


@given(kind=st.sampled_from(Kind), value=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
))  # fmt: skip
def test_a_file_may_have_anything_anywhere(kind: Kind, value: object) -> None:
    """Every value has a text, whatever the field takes."""
    assert isinstance(text_of(kind, value), str)


def test_figures_are_written_as_people_write_them() -> None:
    """Whole floats have no point, shares are percentages, thousands are grouped."""
    assert text_of(Kind.NUMBER, 120_000.0) == "120,000"
    assert text_of(Kind.SHARE, 0.35) == "35 %"
    assert text_of(Kind.PER_PERIOD, [40_000, 30_000]) == "40 000, 30 000"
    assert isinstance(value_of(Kind.NUMBER, "4.0"), int)
