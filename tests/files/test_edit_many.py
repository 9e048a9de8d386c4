"""Many changes at once: each stays in its own block of the text, and nothing else moves."""

from __future__ import annotations

import copy
import difflib
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vehicleplan.files import edit
from vehicleplan.files.blocks import blocks_of, text_of
from vehicleplan.files.difference import changes_between
from vehicleplan.files.edit import DELETED, Insertion, UneditableTextError, edited

ROOT = Path(__file__).parents[2]
LAUNCH = (ROOT / "scenarios" / "mid-market-launch.toml").read_text(encoding="utf-8")
ANSWER = {"verdict": "fair", "note": "Because", "by": "AL", "on": date(2026, 11, 22)}
ANSWER_LINES = ["", "[vehicle.answers.message]", 'verdict = "fair"', 'note = "Because"', 'by = "AL"', "on = 2026-11-22"]
TEXT = '''\
# On top
format = 1
notes = """
[vehicle]
# no comment
"""

# ---- Vehicles ----

# The first
[[vehicle]]
use = "a"
# cost = 5

[vehicle.answers.message]
verdict = "fair"
# The second
[[vehicle]]
use = "b"
tier = [
  { yield = 1.0 },  # all
  { yield = 0.5 },
]

# The limits
[limits]
max_vehicles = 3

# At the end
'''


def difference(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came, in their order."""
    lines = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


def saved(text: str, change: Any) -> str:
    """The text after a change of its tables."""
    before = tomllib.loads(text)
    after = copy.deepcopy(before)
    change(after)
    return edited(text, changes_between(before, after))


@pytest.mark.parametrize("file", sorted((ROOT / "scenarios").glob("*.toml")), ids=lambda file: file.stem)
def test_blocks_make_the_text_that_they_come_from(file: Path) -> None:
    """To the byte, and each header's path leads to what its block says."""
    text = file.read_text(encoding="utf-8")
    blocks = blocks_of(text)
    assert text_of(blocks) == text
    tables = tomllib.loads(text)
    for block in blocks[1:-1]:
        place: Any = tables
        for key in block.path:
            place = place[key]
        own: Any = block.tables
        for key in block.inner(block.path):
            own = own[key]
        assert own.items() <= place.items() or set(own) < set(place)


def test_comments_belong_to_the_header_below_or_the_keys_above() -> None:
    """What looks like a header inside a text is none."""
    found = [(block.path, block.gap, block.body[-1:]) for block in blocks_of(TEXT)]
    assert found == [
        ((), (), ('"""',)),
        (("vehicle", 0), ("", "# ---- Vehicles ----", "", "# The first"), ("# cost = 5",)),
        (("vehicle", 0, "answers", "message"), ("",), ('verdict = "fair"',)),
        (("vehicle", 1), ("# The second",), ("]",)),
        (("limits",), ("", "# The limits"), ("max_vehicles = 3",)),
        ((-1,), ("", "# At the end", ""), ()),
    ]


def test_three_answers_are_three_new_tables() -> None:
    """Each at the end of its vehicle; no other line changes."""

    def answer_three(tables: dict[str, Any]) -> None:
        for number in (0, 2, -1):
            tables["vehicle"][number].setdefault("answers", {})["message"] = ANSWER

    gone, come = difference(LAUNCH, saved(LAUNCH, answer_three))
    assert not gone
    assert sorted(come) == sorted(ANSWER_LINES * 3)


def test_removed_vehicle_takes_its_lines_alone() -> None:
    """The others keep theirs, with their comments."""
    gone, come = difference(LAUNCH, saved(LAUNCH, lambda tables: tables["vehicle"].pop(3)))
    assert sorted(gone) == sorted(["[[vehicle]]", 'use = "retargeting"', ""])
    assert not come


def test_added_rules_stand_below_the_others() -> None:
    """Several at once, before the blank lines that end the section."""
    rules = [{"measure": "cash", "max": 5}, {"measure": "trial", "min": 2}]
    after = saved(LAUNCH, lambda tables: tables["limits"]["rule"].extend(rules))
    added = '\n[[limits.rule]]\nmeasure = "cash"\nmax = 5\n\n[[limits.rule]]\nmeasure = "trial"\nmin = 2\n'
    assert f"active = false\n{added}\n\n[screening]" in after
    assert after.replace(added, "") == LAUNCH


def test_vehicle_comes_between_others() -> None:
    """Small tables of numbers are in braces, others under headers; the comments of the next vehicle stay with it."""
    new = {"id": "new", "hours": {"writing": 3}, "answers": {"message": {"verdict": "no"}}}
    after = edited(TEXT, {("vehicle", 1): Insertion((new,))})
    added = '[[vehicle]]\nid = "new"\nhours = { writing = 3 }\n\n[vehicle.answers.message]\nverdict = "no"\n\n'
    assert after == TEXT.replace("# The second", f"\n{added}# The second")


def test_first_vehicle_comes_below_the_title_of_the_section() -> None:
    """A comment that stands apart is not the next vehicle's."""
    after = edited(TEXT, {("vehicle", 0): Insertion(({"use": "new"},))})
    assert '# ---- Vehicles ----\n\n[[vehicle]]\nuse = "new"\n\n# The first\n[[vehicle]]\n' in after


def test_everything_at_once() -> None:
    """Values, answers, items of lists in braces, new and removed tables, with every other comment in its place."""
    changes: dict[Any, Any] = {
        ("notes",): "one\ntwo\n",
        ("vehicle", 1, "tier", 1, "yield"): 0.25,
        ("vehicle", 1, "tier", 2): {"yield": 0.1},
        ("vehicle", 1, "answers", "message", "verdict"): "no",
        ("vehicle", 2): {"use": "c"},
        ("vehicle", 3): {"use": "d"},
        ("budget", "total"): 5,
        ("vehicle", 0): DELETED,
        ("limits", "max_vehicles"): DELETED,
    }
    assert (
        edited(TEXT, changes)
        == '''\
# On top
format = 1
notes = """
one
two
"""

# ---- Vehicles ----

# The first

# The second
[[vehicle]]
use = "b"
tier = [
  { yield = 1.0 },  # all
  { yield = 0.25 },
  { yield = 0.1 },
]

[vehicle.answers.message]
verdict = "no"

[[vehicle]]
use = "c"

[[vehicle]]
use = "d"

# The limits
[limits]

# At the end

[budget]
total = 5
'''
    )


def test_values_in_braces_get_neighbours_in_braces() -> None:
    """A table beside tables like it is written as they are."""
    text = '[[vehicle]]\nuse = "a"\n[vehicle.answers]\nmessage = { verdict = "fair" }\n'
    after = edited(text, {("vehicle", 0, "answers", "impact"): {"verdict": "no"}})
    assert after == text + 'impact = { verdict = "no" }\n'


def test_tables_out_of_order_are_changed_where_they_stand() -> None:
    """A vehicle whose answers come after another table is found in both places."""
    text = '[[vehicle]]\nuse = "a"\n\n[goal]\namount = 1\n\n[vehicle.answers.message]\nverdict = "fair"  # so far\n'
    changes = {("vehicle", 0, "answers", "message", "verdict"): "no", ("vehicle", 0, "use"): "b"}
    assert edited(text, changes) == text.replace('"fair"', '"no"').replace('"a"', '"b"')


def test_wrong_result_is_never_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not read back as asked for is made another way."""
    monkeypatch.setattr(edit, "text_of", lambda _: "format = 2\n")
    assert tomllib.loads(edited(TEXT, {("limits", "max_vehicles"): 4, ("format",): 1}))["limits"] == {"max_vehicles": 4}


def test_one_impossible_change_refuses_all() -> None:
    """The change is named."""
    with pytest.raises(UneditableTextError, match=r"vehicle\[8\]\.use"):
        edited(TEXT, {("format",): 1, ("vehicle", 7, "use"): "x"})


def test_three_hundred_answers_are_saved_at_once() -> None:
    """Each vehicle gets its own."""
    text = "format = 1\n" + "".join(f'\n# No. {number}\n[[vehicle]]\nuse = "v{number}"\n' for number in range(300))
    after = edited(text, {("vehicle", number, "answers", "message"): ANSWER for number in range(300)})
    assert after.replace("\n".join([*ANSWER_LINES, ""]), "") == text
    assert all(vehicle["answers"] == {"message": ANSWER} for vehicle in tomllib.loads(after)["vehicle"])
