"""What differs is named, no more; and the tables that differences lead to leave the old ones alone."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from vehicleplan.files.difference import changes_between, with_changes
from vehicleplan.files.edit import DELETED, Insertion, edited

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.toml"))

NAMES = st.sampled_from(["id", "use", "cost", "hours", "answers", "a b"])
VALUES = st.one_of(
    st.integers(0, 3), st.sampled_from([0.5, 2.0, True, "x", 'q"\\', "two\nlines", [], [1, 2]]), st.dates()
)
TABLES = st.recursive(
    st.dictionaries(NAMES, VALUES, max_size=3),
    lambda inner: st.dictionaries(NAMES, st.one_of(VALUES, inner, st.lists(inner, max_size=3)), max_size=4),
    max_leaves=12,
)


def vehicles(*names: str) -> dict[str, Any]:
    """Tables with one vehicle of each name."""
    return {"vehicle": [{"use": name, "cost": number} for number, name in enumerate(names)]}


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ({"a": 1}, {"a": 1}, {}),
        ({"a": 1}, {"a": 1.0}, {}),
        ({"a": 1}, {"a": True}, {("a",): True}),
        ({"a": [1, 2]}, {"a": [1, 3]}, {("a",): [1, 3]}),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": 1}}, {("a", "c"): DELETED}),
        ({"a": {}}, {"a": {"b": {"c": 1}}}, {("a", "b"): {"c": 1}}),
        ({"a": [{"id": "x"}]}, {"a": []}, {("a",): []}),
        ({"a": [{"id": "x", "n": 1}]}, {"a": [{"id": "y", "n": 1}]}, {("a", 0, "id"): "y"}),
        ({"a": [{"id": "x", "n": 1}]}, {"a": [{"id": "y", "n": 2}]}, {("a", 0): {"id": "y", "n": 2}}),
        ({"a": [{"n": 1, "m": 1}]}, {"a": [{"n": 1, "m": 2}]}, {("a", 0, "m"): 2}),
    ],
)  # fmt: skip
def test_only_what_differs_is_named(before: Any, after: Any, changes: Any) -> None:
    """Each change is as deep as it can be, and there are no others."""
    assert changes_between(before, after) == changes


def test_tables_of_a_list_are_told_apart_by_name() -> None:
    """What comes and goes in a list leaves the others alone."""
    before = {"vehicle": [{"use": name} for name in "abcd"]}
    after = {"vehicle": [{"use": name} for name in "axbde"]}
    assert changes_between(before, after) == {
        ("vehicle", 1): Insertion(({"use": "x"},)),
        ("vehicle", 2): DELETED,
        ("vehicle", 4): {"use": "e"},
    }


@settings(max_examples=300, deadline=None)
@given(TABLES, TABLES)
def test_changes_lead_to_the_other_tables(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Both in plain tables, which stay as they were, and in a text."""
    kept = copy.deepcopy(before)
    changes = changes_between(before, after)
    assert with_changes(before, changes) == after
    assert before == kept
    assert _without_empty(tomllib.loads(edited(tomli_w.dumps(before), changes))) == _without_empty(after)


def test_new_tables_share_what_is_the_same() -> None:
    """Only the tables along the path are copied."""
    before = {"goal": {"amount": 1}, "vehicle": [{"use": "a"}, {"use": "b"}]}
    after = with_changes(before, {("vehicle", 1, "answers", "message"): {"verdict": "no"}})
    assert after["vehicle"][1] == {"use": "b", "answers": {"message": {"verdict": "no"}}}
    assert after["goal"] is before["goal"]
    assert after["vehicle"][0] is before["vehicle"][0]
    assert before["vehicle"][1] == {"use": "b"}


@pytest.mark.parametrize("path", [("a", "b", "c"), ("list", 3), ("list", "x"), ("a", 0)])
def test_a_path_that_leads_nowhere_raises(path: Any) -> None:
    """As in plain Python; `edited` refuses the same in words."""
    with pytest.raises((KeyError, IndexError, TypeError)):
        with_changes({"a": {"b": 1}, "list": [1]}, {path: 1})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SCENARIOS), st.data())
def test_random_edits_of_shipped_scenarios_are_saved(file: Path, data: st.DataObject) -> None:
    """Lists lose, gain and swap tables, values change: what is read back is what was wanted, other comments stay."""
    text = file.read_text(encoding="utf-8")
    before = tomllib.loads(text)
    after = copy.deepcopy(before)
    for _ in range(data.draw(st.integers(1, 6))):
        _edit(after, data.draw)
    saved = edited(text, changes_between(before, after))
    assert _without_empty(tomllib.loads(saved)) == _without_empty(after)
    above = [line for line in text.split("\n[")[0].split("\n") if line.startswith("#")]
    assert all(line in saved.split("\n") for line in above)
    assert "\n\n\n\n" not in saved


def _edit(tables: dict[str, Any], draw: Any) -> None:
    """One random edit that a form could make."""
    places = draw(st.sampled_from([tables.get("vehicle", []), tables.get("team", {}).get("skill", [])]))
    number = draw(st.integers(0, max(len(places) - 1, 0)))
    kind = draw(st.sampled_from(["remove", "add", "answer", "swap", "change", "rule"]))
    if kind == "add":
        places.insert(number, {"id": f"new-{number}", "cost": 5, "hours": {"a": 1}, "answers": {"x": {"by": "AL"}}})
    elif kind == "rule":
        tables.setdefault("limits", {}).setdefault("rule", []).append({"measure": "cash", "vehicles": ["a"]})
    elif places and kind == "answer":
        places[number].setdefault("answers", {})["message"] = {"verdict": "fair", "note": "n"}
    elif places and kind == "change":
        places[number][draw(st.sampled_from(list(places[number])))] = "changed"
    elif places and kind == "swap":
        places[number], places[0] = places[0], places[number]
    elif places:
        del places[number]


def _without_empty(item: Any) -> Any:
    if isinstance(item, dict):
        return {key: inner for key, value in item.items() if (inner := _without_empty(value)) != {}}
    return [_without_empty(value) for value in item] if isinstance(item, list) else item
