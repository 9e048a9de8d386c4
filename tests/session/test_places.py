"""Key paths to lines of a scenario's file."""

from __future__ import annotations

from vehicleplan.session.places import lines_of

TEXT = """format = 1
[budget]
total = 5_000
[[limits.rule]]
vehicles = ["a"]
min = 2
at_least = { times = 2 }
[[vehicle]]
use = "webinar"
include = "must"
[[vehicle]]
id = "paper"
needs = [
    "webinar",
]
"""


def line_of(*path: str | int) -> int | None:
    """The line of one key path; None where there is none."""
    return lines_of(TEXT, [path]).get(path)


def test_what_the_file_says_has_its_own_line() -> None:
    """Values, inner tables, and items of a list that is written over several lines."""
    assert line_of("budget", "total") == 3
    assert line_of("limits", "rule", 0, "min") == 6
    assert line_of("limits", "rule", 0, "at_least") == 7
    assert line_of("vehicle", 0, "include") == 10
    assert line_of("vehicle", 1, "needs", 0) == 14


def test_what_stands_in_the_catalog_is_where_the_vehicle_is_named() -> None:
    """A field that the entry does not have is shown at its `use`, or at its `id`."""
    assert line_of("vehicle", 0, "max_activities") == 9
    assert line_of("vehicle", 1, "answers", "message") == 12


def test_what_the_file_does_not_say_is_at_the_table_around_it() -> None:
    """A budget without the key is at its header; a table that is not there has no line."""
    assert line_of("budget", "per_period") == 2
    assert (
        line_of(
            "team",
        )
        is None
    )
