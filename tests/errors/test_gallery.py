"""Each sample of a faulty file gives exactly its expected message, and the page of errors shows them all."""

from __future__ import annotations

import pytest

from errors.make_page import FOLDER, GROUPS, PAGE, message, page, samples


@pytest.mark.parametrize("name", samples())
def test_message_is_the_expected_one(name: str) -> None:
    """The whole message for the sample is as kept beside it."""
    assert message(name) == (FOLDER / f"{name}.expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", samples())
def test_message_is_in_our_own_words(name: str) -> None:
    """No phrase of the libraries and no trace reaches the reader."""
    foreign = ("Input should", "Extra inputs", "Field required", "Traceback", "pydantic", "tomllib", "(at line")
    assert not any(phrase in message(name) for phrase in foreign)


def test_every_sample_says_something() -> None:
    """There are many samples and each has at least one problem."""
    assert len(samples()) >= 45
    assert all(message(name).strip() for name in samples())


def test_nothing_is_expected_of_a_missing_sample() -> None:
    """Each expected message belongs to a sample."""
    assert sorted(file.stem for file in FOLDER.glob("*.expected")) == samples()


def test_every_group_has_samples() -> None:
    """The page has no empty group."""
    assert {name.partition("-")[0] for name in samples()} == set(GROUPS)


def test_page_is_up_to_date() -> None:
    """`docs/errors.md` is what the samples give; run tests/errors/make_page.py."""
    assert PAGE.read_text(encoding="utf-8") == page()
