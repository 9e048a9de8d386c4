"""Editing a person's text: the change is made, and everything else stays as it was."""

from __future__ import annotations

import copy
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vehicleplan.files.edit import DELETED, UneditableTextError, apply_change, edited
from vehicleplan.files.validate import value_at

TEXT = """\
# The launch
format = 1   # fmt
name = "Launch"  # the name

[goal]   # what for
stage = "conversion"
amount = 1_500   # many

[[vehicle]]
use = "webinar"   # first
current = [
  1, # one
  2,
]
answers.message = { verdict = "fair", note = "x" }   # inline

# The second
[[vehicle]]
use = "paper"
[vehicle.answers.message]
verdict = "fair"  # good
note = "n"

[[vehicle]]
use = "third"

# The limits
[limits]
max_vehicles = 3
"""
VERDICT = ("vehicle", 1, "answers", "message", "verdict")
RICH = (Path(__file__).parent / "rich_scenario.toml").read_text(encoding="utf-8")


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("path", "value", "gone", "come"),
    [
        (("goal", "amount"), 200, ["amount = 1_500   # many"], ["amount = 200   # many"]),
        (("name",), "Other", ['name = "Launch"  # the name'], ['name = "Other"  # the name']),
        (("goal", "amount"), DELETED, ["amount = 1_500   # many"], []),
        (("currency",), "EUR", [], ['currency = "EUR"']),
        (("goal", "mode"), "most-results", [], ['mode = "most-results"']),
        (VERDICT, "no", ['verdict = "fair"  # good'], ['verdict = "no"  # good']),
        (("vehicle", 1, "answers", "impact"), {"verdict": "no"}, [], ["[vehicle.answers.impact]", 'verdict = "no"']),
        (("vehicle", 0, "answers", "impact"), {"verdict": "no"}, [], ['answers.impact = { verdict = "no" }']),
        (("vehicle", 0, "current", 1), 7, ["  2,"], ["  7,"]),
        (("vehicle", 2, "include"), "must", [], ['include = "must"']),
        (("budget", "total"), 5, [], ["[budget]", "total = 5"]),
        (("horizon", "start"), date(2027, 1, 1), [], ["[horizon]", "start = 2027-01-01"]),
        (("vehicle", 3), {"use": "new"}, [], ['use = "new"']),
        (("vehicle", 2), DELETED, ['use = "third"'], []),
        (("nothing", "here"), DELETED, [], []),
    ],
)  # fmt: skip
def test_one_change_is_a_small_difference(path: Any, value: Any, gone: list[str], come: list[str]) -> None:
    """Only the lines of the change differ."""
    assert changed_lines(TEXT, edited(TEXT, {path: value})) == (gone, come)


def test_deleting_an_answer_takes_its_table() -> None:
    """An answer that is taken back leaves no empty table."""
    after = edited(TEXT, {("vehicle", 1, "answers", "message"): DELETED})
    assert "answers" not in tomllib.loads(after)["vehicle"][1]
    assert "# The second" in after


def test_new_table_stands_apart_from_the_next_comment() -> None:
    """What is added at the end of a vehicle does not come between a comment and its table."""
    after = edited(TEXT, {("vehicle", 2, "answers", "impact"): {"verdict": "no"}})
    assert after.endswith('\n[vehicle.answers.impact]\nverdict = "no"\n\n# The limits\n[limits]\nmax_vehicles = 3\n')


def test_no_change_changes_nothing() -> None:
    """Not one byte."""
    assert edited(RICH, {}) == RICH


def test_windows_line_ends_stay() -> None:
    """A text with carriage returns keeps them everywhere."""
    after = edited(TEXT.replace("\n", "\r\n"), {("budget", "total"): 5})
    assert after.replace("\r\n", "\n") == edited(TEXT, {("budget", "total"): 5})
    assert after.count("\n") == after.count("\r\n")


def test_paths_hold_for_the_text_as_it_stands() -> None:
    """Deletions come last and from the end, so that places do not move."""
    after = edited(TEXT, {("vehicle", 0): DELETED, ("vehicle", 1): DELETED, ("vehicle", 2, "include"): "must"})
    assert tomllib.loads(after)["vehicle"] == [{"use": "third", "include": "must"}]


def test_a_place_that_cannot_be_is_refused() -> None:
    """A path through a number is refused in words."""
    with pytest.raises(UneditableTextError, match=r"goal\.amount\.x"):
        edited(TEXT, {("goal", "amount", "x"): 1})


def _leaves(item: Any, base: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    pairs = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
    return [path for key, value in pairs for path in [(*base, key), *_leaves(value, (*base, key))]]


VALUES = st.sampled_from([5, 2.5, "text", True, [1, 2], {"a": 1}, date(2027, 1, 1), DELETED, 'q"\\', {}])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_leaves(tomllib.loads(RICH))), VALUES, st.sampled_from([(), ("new-key",)]))
def test_the_result_is_what_was_asked_for(path: tuple[Any, ...], value: Any, new: tuple[str, ...]) -> None:
    """Read back, the text differs from the old one by the change alone; else the edit is refused."""
    path = (*path, *new)
    wanted = tomllib.loads(RICH)
    try:
        after = edited(RICH, {path: value})
    except UneditableTextError:
        assert new or isinstance(value, dict) or isinstance(value_at(wanted, path), dict)
        return
    apply_change(wanted, path, copy.deepcopy(value))
    found = tomllib.loads(after)
    if value is DELETED:
        wanted, found = _without_empty(wanted), _without_empty(found)
    assert found == wanted
    kept = [line for line in RICH.split("\n") if line.startswith("#")]
    assert all(line in after for line in kept)


def _without_empty(item: Any) -> Any:
    if isinstance(item, dict):
        return {key: inner for key, value in item.items() if (inner := _without_empty(value)) != {}}
    return [_without_empty(value) for value in item] if isinstance(item, list) else item


def test_every_value_of_a_scenario_can_be_changed() -> None:
    """No layout in the sample refuses a plain value, and what is read back is what was written."""
    tables = tomllib.loads(RICH)
    for path in _leaves(tables):
        assert tomllib.loads(edited(RICH, {path: DELETED})) != tables
        if not isinstance(value_at(tables, path), dict):
            assert value_at(tomllib.loads(edited(RICH, {path: 5})), path) == 5


def test_deleting_the_last_of_a_list_keeps_the_next_comment() -> None:
    """The comment above the next table is not the deleted table's."""
    assert edited(TEXT, {("vehicle", 2): DELETED}).endswith('note = "n"\n\n# The limits\n[limits]\nmax_vehicles = 3\n')


def test_deleting_the_first_of_a_list_keeps_the_comment_of_the_second() -> None:
    """The comment above the next item stays above it."""
    after = edited(TEXT, {("vehicle", 0): DELETED})
    assert '# many\n\n# The second\n[[vehicle]]\nuse = "paper"\n' in after


def test_comment_of_a_deleted_table_stays_apart() -> None:
    """No comment is thrown away, and none moves to another table."""
    assert '# inline\n\n# The second\n\n[[vehicle]]\nuse = "third"\n' in edited(TEXT, {("vehicle", 1): DELETED})
