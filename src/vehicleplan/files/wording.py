"""What pydantic found, said in our own words: what is wrong, what would be right. No message of its passes through."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from vehicleplan.files.describe import is_number, is_plain, no_amount, shown, wrong_sort
from vehicleplan.files.model_wording import SPECIAL
from vehicleplan.files.shape import Node, expected, is_model, keys_of, node_at, tables_with
from vehicleplan.model.base import LARGEST
from vehicleplan.model.fault import Fault, KeyPath, known_names, nearest, short

_CURRENCY = "a currency code of three capital letters, such as EUR"
_SHORT_NAME = "a short name of letters, digits, `-`, `_` and `.`, beginning with a letter or a digit"


def fault_of(error: ErrorDetails, path: KeyPath, model: type[BaseModel], value: object) -> Fault:
    """The fault behind one of pydantic's errors.

    Args:
        error: The error.
        path: Where, in the file as it stands.
        model: The file type.
        value: What stands there.
    """
    if error["type"] in SPECIAL:
        return SPECIAL[error["type"]](error, path, value)
    if error["type"] == "extra_forbidden":
        return _unknown_key(path, model)
    if error["loc"][-1:] == ("[key]",):
        return _bad_name(error, path)
    if error["type"] == "too_long":
        return Fault(path, f"this is too long: {_length(value)}", f"Up to {error['ctx']['max_length']:,} are read.")
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    node = node_at(model, path)
    if error["type"] == "missing":
        return Fault(path, f"`{key}` is missing", _addition(key, node))
    return Fault(path, _what(error, value, node), _cure(key, node, value) + _guess(error, value))


def _addition(key: str, node: Node | None) -> str:
    """What to add where a key is missing."""
    if key == "format":
        return "Add format = 1 at the top."
    if node is not None and is_model(node.kind):
        return f"Add the table [{key}]."
    return f"Add {key} = …: {expected(node, key)}."


def _cure(key: str, node: Node | None, value: object) -> str:
    """What would be right in place of a value."""
    phrase = expected(node, key)
    if isinstance(value, str) and phrase.startswith("a list in brackets") and is_plain(value):
        return f'Should be a list in brackets: ["{value}"].'
    is_huge = isinstance(value, int | float) and not abs(value) <= LARGEST
    return f"Should be {phrase}{', up to 1e12' if is_huge and ' from ' not in phrase else ''}."


def _what(error: ErrorDetails, value: object, node: Node | None) -> str:
    """What is wrong with a value that is there."""
    if isinstance(value, float) and not math.isfinite(value):
        return no_amount(value)
    if error["type"] in _WHAT:
        return _WHAT[error["type"]](value)
    if error["type"] == "int_type" and isinstance(value, float):
        return f"{shown(value)} is not a whole number"
    if is_number(value) and shown(value) == "the number":
        return "the number is too large"
    if node is not None and is_model(node.kind) and isinstance(value, list):
        return "this is a list of tables, as [[double brackets]] make it"
    return wrong_sort(value)


def _length(value: object) -> str:
    count = len(value) if isinstance(value, str | list) else 0
    return f"{count:,} {'characters' if isinstance(value, str) else 'items'}"


def _no_choice(value: object) -> str:
    return f"{shown(value)} is none of the choices" if isinstance(value, str) or is_number(value) else wrong_sort(value)


_WHAT: Mapping[str, Callable[[object], str]] = {
    "greater_than": lambda value: f"{shown(value)} is too small",
    "greater_than_equal": lambda value: f"{shown(value)} is too small",
    "less_than": lambda value: f"{shown(value)} is too large",
    "less_than_equal": lambda value: f"{shown(value)} is too large",
    "string_pattern_mismatch": lambda value: (
        "there are only blanks here" if str(value).isspace() else f"{shown(value)} cannot be used here"
    ),
    "too_short": lambda _: "this is empty",
    "string_too_short": lambda _: "this is empty",
    "string_too_long": lambda value: f"this is too long: {_length(value)}",
    "enum": _no_choice,
    "literal_error": _no_choice,
}


def _choices(error: ErrorDetails) -> list[str]:
    """The choices that pydantic names, which comes as `'a', 'b' or 'c'`."""
    expected_words = str(error.get("ctx", {}).get("expected", ""))
    return [choice.strip("'") for choice in expected_words.replace(" or ", ", ").split(", ")]


def _guess(error: ErrorDetails, value: object) -> str:
    """The nearest choice."""
    guess = nearest(value.lower(), _choices(error)) if isinstance(value, str) and value else None
    return f' Did you mean "{guess}"?' if guess else ""


def _unknown_key(path: KeyPath, model: type[BaseModel]) -> Fault:
    """A key that the table does not have: its keys, the nearest of them, or where it belongs."""
    key, name = str(path[-1]), short(str(path[-1]))
    table = node_at(model, path[:-1])
    known = keys_of(table.kind) if table is not None and is_model(table.kind) else {}
    homes = tables_with(model, key)
    if homes and nearest(key, known) is None:
        return Fault(path, f"unknown key `{name}`", f"`{name}` belongs {_home(homes)}. {_listed(known)}")
    guess = nearest(key, known)
    return Fault(path, f"unknown key `{name}`", _listed(known) + (f" Did you mean `{guess}`?" if guess else ""))


def _listed(known: Mapping[str, object]) -> str:
    return f"Known keys here: {', '.join(sorted(known))}."


def _home(headers: list[str]) -> str:
    named = [f"in {header}" if header else "at the top of the file, above the first [table]" for header in headers]
    return " or ".join(named[:3])


def _bad_name(error: ErrorDetails, path: KeyPath) -> Fault:
    """A key of a mapping that is no name, no currency or no question."""
    key = str(path[-1])
    if error["type"] in ("enum", "literal_error"):
        return Fault(path, f"unknown key `{short(key)}`", known_names(key, _choices(error), kind="key"))
    cure = _CURRENCY if "A-Z]{3}" in str(error.get("ctx", {}).get("pattern", "")) else _SHORT_NAME
    return Fault(path, f"`{short(key)}` cannot be a name here", f"Should be {cure}.")


def format_faults(tables: Mapping[str, object]) -> list[Fault]:
    """What is wrong with `format`, which must be the whole number 1."""
    value = tables.get("format", 1)
    if isinstance(value, int) and not isinstance(value, bool):
        if value == 1:
            return []
        if value > 1:
            what = f"this file has format {shown(value)}, which is newer than this program"
            return [Fault(("format",), what, "This program reads format = 1; a newer one may read this file.")]
    return [Fault(("format",), f"{shown(value)} is no format", "Should be format = 1, without quotes or a point.")]
