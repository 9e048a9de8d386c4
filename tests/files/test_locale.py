"""The locale that a scenario's file names."""

from __future__ import annotations

import pytest

from vehicleplan.files.scenario_file import ReadScenario, read_any, read_scenario

GOAL = '[goal]\nstage = "conversion"\n'


def read(top: str, rest: str = GOAL) -> ReadScenario:
    """Reads a scenario with this at its top."""
    return read_scenario("-", text=f"format = 1\n{top}\n{rest}")


@pytest.mark.parametrize("name", ["de_DE", "de-DE", "en_US", "zh_CN", "pt_BR", "es_419", "fr"])
def test_a_known_locale_is_kept_as_it_is_written(name: str) -> None:
    """The file's own spelling stays, so that saving changes nothing."""
    found = read(f'locale = "{name}"')
    assert found.problems == ()
    assert found.scenario is not None
    assert found.scenario.locale == name


def test_a_scenario_needs_no_locale() -> None:
    """Left out, exports have their default."""
    found = read("")
    assert found.scenario is not None
    assert found.scenario.locale is None


def test_an_unknown_locale_is_told_with_all_other_faults() -> None:
    """It has its line, its place in the order, and its cure."""
    found = read('locale = "de_EN"\nnmae = "x"', '[goal]\nstage = "convertion"\n')
    assert found.scenario is None
    assert [(problem.line, problem.key) for problem in found.problems] == [(2, "locale"), (3, ""), (5, "goal.stage")]
    (first, *_) = found.problems
    assert first.what == "unknown locale `de_EN`"
    assert first.fix.endswith("Did you mean `de_DE`?")


@pytest.mark.parametrize("value", ["1", "true", '""', '["de_DE"]', "2027-01-01", '"' + "x" * 400 + '"'])
def test_what_is_no_name_is_no_locale(value: str) -> None:
    """A value of another sort has one fault, and no guess is made of it."""
    (problem,) = read(f"locale = {value}").problems
    assert problem.key == "locale"
    assert not problem.what.startswith("unknown locale")


def test_a_file_with_a_locale_is_a_scenario() -> None:
    """No catalog has one."""
    found = read_any("-", text='format = 1\nname = "x"\nlocale = "de_DE"\n[[vehicle]]\nid = "webinar"\n')
    assert isinstance(found, ReadScenario)
