"""Figures as a country writes them: in numbers, sentences of the questions and of the optimizer, and in limits."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest

from vehicleplan.errors import UnknownLocaleError
from vehicleplan.model.figures import PLAIN, Style, written_in
from vehicleplan.model.limits import Rule
from vehicleplan.model.plan import WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import optimize
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Kind
from vehicleplan.report.layout import wrapped
from vehicleplan.report.locales import DEFAULT, locale_names, locale_style
from vehicleplan.report.rules import rule_sentence
from vehicleplan.report.sentences import plural
from vehicleplan.screening.funnel import screen

MakeScenario = Callable[[str], ResolvedScenario]

DAY = datetime.date(2027, 1, 31)
LARGE = Decimal("-12345678.50")

LAUNCH = """
format = 1
name = "Launch"
currency = "EUR"
[goal]
result = "lead"
stage = "conversion"
amount = 20
[budget]
total = 100_000
[[team.skill]]
id = "writing"
hours = 4_000
[[vehicle]]
id = "webinar"
name = "Webinar"
cost = 1_000
hours = { writing = 10 }
max_activities = 8
outcomes.conversion = 6
[[vehicle]]
id = "fair"
name = "Trade fair"
cost = 12_345.6
hours = { writing = 1_250 }
max_activities = 3
outcomes.conversion = 5
"""


@contextmanager
def written(name: str) -> Iterator[None]:
    """Inside, figures are in the locale."""
    with written_in(locale_style(name)):
        yield


@pytest.mark.parametrize(
    ("name", "number", "money", "date"),
    [
        ("de_DE", "-12.345.678,50", "1.234 €", "31.01.2027"),
        ("fr_FR", "-12\u202f345\u202f678,50", "1\u202f234 €", "31 janv. 2027"),
        ("en_US", "-12,345,678.50", "€1,234", "Jan 31, 2027"),
        ("en_IN", "-1,23,45,678.50", "€1,234", "31 Jan 2027"),
        ("ar_EG", "-12,345,678.50", "1,234 €", "31/01/2027"),
        ("de_CH", "-12'345'678.50", "EUR 1'234", "31.01.2027"),
    ],
)
def test_a_locale_has_its_own_marks(name: str, number: str, money: str, date: str) -> None:
    """Groups, decimals, the place of the currency and the order of a date are the locale's; the sign stays."""
    style = locale_style(name)
    assert style.number(LARGE, 2) == number
    assert style.money(Decimal(1234), 0, "EUR").replace("\u00a0", " ") == money
    assert style.date(DAY) == date


@pytest.mark.parametrize(("digits", "text"), [(0, "1.234 €"), (1, "1.234,0 €"), (2, "1.234,00 €"), (4, "1.234,0000 €")])
def test_money_has_the_digits_that_are_asked_for(digits: int, text: str) -> None:
    """The house's digits, not the currency's own."""
    assert locale_style("de_DE").money(Decimal(1234), digits, "EUR").replace("\u00a0", " ") == text
    assert locale_style("ja_JP").money(Decimal("9.5"), 2, "JPY").endswith("9.50")


@pytest.mark.parametrize(
    ("name", "currency", "text"),
    [
        ("en_US", "USD", "-$1,234"),
        ("en_US", "CHF", "-CHF 1,234"),
        ("en_US", "QQQ", "-QQQ 1,234"),
        ("de_DE", "QQQ", "-1.234 QQQ"),
        ("twq_NE", "EUR", "-1 234€"),
        ("twq_NE", "QQQ", "-1 234 QQQ"),
    ],
)
def test_a_currency_of_letters_stands_apart(name: str, currency: str, text: str) -> None:
    """Signs touch the amount where the locale has it so; codes do not, known or not."""
    assert locale_style(name).money(Decimal(-1234), 0, currency).replace("\u00a0", " ") == text


def test_every_locale_writes_every_figure() -> None:
    """No locale drops a digit or the sign, writes 0 and 1 in another way, or turns the direction of writing."""
    for name in locale_names():
        style = locale_style(name)
        assert (style.number(Decimal(0), 0), style.number(Decimal(1), 0)) == ("0", "1"), name
        money = style.money(LARGE, 2, "QQQ")
        for text in (style.number(LARGE, 2), money):
            assert re.sub(r"\D", "", text) == "1234567850", name
            assert "-" in text, name
            assert not set(text) & set("\u200e\u200f\u061c"), name
        assert "QQQ" in money, name
        assert style.date(DAY), name


def test_groups_are_parted_alike_in_numbers_and_money() -> None:
    """Also where Babel would take the marks between them for quotes."""
    for name in ("de_CH", "fr_CH", "it_CH", "de_LI", "en_US"):
        style = locale_style(name)
        assert style.number(Decimal(12345678), 0) in style.money(Decimal(12345678), 0, "CHF"), name


@pytest.mark.parametrize("name", ["de-DE", "de_de", "DE_DE", "de_DE.UTF-8"])
def test_a_locale_has_several_spellings(name: str) -> None:
    """The web's, and those of operating systems."""
    assert locale_style(name) == locale_style("de_DE")


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("de_EN", "de_DE"),
        ("en-EN", "en_US"),
        ("fr_FRA", "fr_FR"),
        ("jp_JP", "ja_JP"),
        ("zh_ZH", "zh_Hans_CN"),
        ("german", ""),
        ("../etc", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_an_unknown_locale_is_refused_with_a_guess(name: str, guess: str) -> None:
    """The message says what would be right, and names the nearest one where there is one."""
    with pytest.raises(UnknownLocaleError) as error:
        locale_style(name)
    message = str(error.value)
    assert message.startswith(f"unknown locale `{name}`. Should be a language and a country, such as de_DE")
    assert re.findall(r"Did you mean `(\w+)`", message) == ([guess] if guess else [])
    if guess:
        locale_style(guess)


def test_the_names_of_locales() -> None:
    """They are there in order, the default among them."""
    assert {DEFAULT, "de_DE", "fr_FR", "ar_EG"} <= set(locale_names())
    assert list(locale_names()) == sorted(locale_names())


def test_numbers_of_reports_follow_the_locale() -> None:
    """Rounding and trimming are the house's, the marks the locale's; the percent sign stays where it was."""
    with written("de_DE"):
        assert numbers.money(1_234.4, "EUR") == "1.234\u00a0€"
        assert numbers.money(9.5) == "9,50"
        assert numbers.results(7.46) == "7,5"
        assert numbers.results(0.004) == "under 0,01"
        assert numbers.count(1_200.0) == "1.200"
        assert numbers.percent(0.023) == "2,3 %"
        assert numbers.percent(0.0005) == "under 0,1 %"
        assert numbers.percent_enough(12.5) == "1.250 %"
        assert numbers.as_given(1_234.5) == "1.234,5"
        assert numbers.money_as_given(1_234.5, "EUR") == "1.234,5\u00a0€"
        assert numbers.use((7.5, 1_600.0)) == "7,5/1.600"
        assert numbers.date(DAY) == "31.01.2027"
        assert numbers.cell_texts([70.0, 1_200.0, None, "x"], Kind.MONEY) == ["70", "1.200", "", "x"]
    assert numbers.money(1_234.4, "EUR") == "1,234 EUR"
    assert numbers.date(DAY) == "2027-01-31"


@pytest.mark.parametrize("style", [PLAIN, *map(locale_style, ("de_DE", "fr_FR", "de_CH", "en_IN", "ar_EG"))])
def test_changes_too_small_to_show_are_empty_in_every_style(style: Style) -> None:
    """What counts as no change does not depend on how it would be written."""
    with written_in(style):
        for kind in (Kind.MONEY, Kind.COUNT, Kind.HOURS, Kind.RESULTS, Kind.PERCENT):
            assert numbers.change(5.0, 5.0, kind) == ""
            assert numbers.change(5.0, 5.0 + 1e-5, kind) == ""
            assert numbers.change(5.0, 6.0, kind)[0] == "+"
            assert numbers.change(6.0, 5.0, kind)[0] == "-"
        assert plural("lead", 1.0) == "lead"
        assert plural("lead", 1_000.0) == "leads"


def test_a_limit_in_money_has_its_currency_as_the_locale_writes_it() -> None:
    """Of two bounds only the last has it, as in the plain style."""
    rule = Rule(vehicles=("fair",), measure="cash", min=1_000, max=2_000.5)
    assert rule_sentence(rule, {}, "lead", "EUR") == "fair takes at least 1,000 and at most 2,000.5 EUR of cash."
    with written("de_DE"):
        sentence = rule_sentence(rule, {}, "lead", "EUR")
    assert sentence == "fair takes at least 1.000 and at most 2.000,5\u00a0€ of cash."


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (None, "At its smallest scale it costs 2,469 EUR per lead, the plan's mean is 167."),
        ("de_DE", "At its smallest scale it costs 2.469\u00a0€ per lead, the plan's mean is 167."),
        ("fr_FR", "At its smallest scale it costs 2\u202f469\u00a0€ per lead, the plan's mean is 167."),
        ("en_US", "At its smallest scale it costs €2,469 per lead, the plan's mean is 167."),
    ],
)
def test_why_a_vehicle_is_not_chosen_follows_the_locale(
    name: str | None, sentence: str, scenario: MakeScenario
) -> None:
    """The optimizer words its reasons in the style that is current, and knows no locale."""
    resolved = scenario(LAUNCH)
    with written_in(PLAIN if name is None else locale_style(name)):
        (other,) = optimize(resolved).not_chosen
    assert (other.id, other.why, other.sentence) == ("fair", WhyNot.NOT_WORTH_IT, sentence)


def test_the_evidence_of_a_question_follows_the_locale(scenario: MakeScenario) -> None:
    """The questions word their evidence in the style that is current, the verdict stays the same."""
    resolved = scenario(LAUNCH)
    found = {}
    for name in ("", "de_DE"):
        with written_in(locale_style(name) if name else PLAIN):
            fair = next(each for each in screen(resolved).candidates if each.id == "fair")
        found[name] = {question: fair.asked[question].suggestion for question in fair.asked}
    plain, german = found[""], found["de_DE"]
    assert plain[Question.CAPABILITY].evidence == (
        "To start in quarter 1 it needs 1,250 of the team's 4,000 hours of writing."
    )
    assert german[Question.CAPABILITY].evidence == (
        "To start in quarter 1 it needs 1.250 of the team's 4.000 hours of writing."
    )
    assert plain[Question.EFFICIENCY].evidence.startswith("A result takes 2,469 EUR, 250 hours and ")
    assert german[Question.EFFICIENCY].evidence.startswith("A result takes 2.469\u00a0€, 250 hours and ")
    assert {question: each.verdict for question, each in plain.items()} == {
        question: each.verdict for question, each in german.items()
    }


@pytest.mark.parametrize("name", ["fr_FR", "sv_SE", "de_DE"])
def test_no_line_breaks_inside_a_figure(name: str) -> None:
    """The blanks of a locale hold a figure and its currency together."""
    with written(name):
        figure = numbers.money(1_234_567.0, "EUR")
    lines = wrapped(f"It costs {figure} and {figure} more.", len(figure) + 4)
    assert sum(figure in line for line in lines) == 2


def test_a_currency_with_marks_of_direction_is_not_cut_into() -> None:
    """Egypt's pound is written with marks that turn; without them it stands behind the amount."""
    style = locale_style("ar_EG")
    assert style.money(Decimal(1234568), 0, "EGP").startswith("1,234,568\u00a0")
