"""How each sort of value is read from text and written as text.

Reading refuses what could only be guessed at; writing refuses a value that its text would not bring back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from vehicleplan.frozen import dataclass
from vehicleplan.report.problems import harmless
from vehicleplan.tui.forms import figures
from vehicleplan.tui.forms.figures import UnreadableError

NONE = "none"
"""What one writes for a list or a _table with nothing in it."""


@dataclass(frozen=True)
class Way:
    """How a sort of value is read and written.

    Attributes:
        read: The value that a text stands for; `UnreadableError` where it stands for none.
        write: The text of a value; an error where it is of another sort.
        hint: How people are told to write it; empty where any text will do.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    hint: str = ""


# One value


def _read_yes_no(text: str) -> bool:
    word = text.strip().lower()
    if word in ("yes", "true"):
        return True
    if word in ("no", "false"):
        return False
    raise UnreadableError(text)


def _write_yes_no(value: object) -> str:
    if not isinstance(value, bool):
        raise UnreadableError(value)
    return "yes" if value else "no"


def _read_date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UnreadableError(text) from error


def _read_range(text: str) -> list[float]:
    parts = [figures.number(part) for part in re.split(r"\s*(?:–|(?<![eE])-|\bto\b|/)\s*", text.strip())]
    if len(parts) > 2:
        raise UnreadableError(text)
    return [parts[0], parts[-1]]


def _write_range(value: Any) -> str:  # noqa: ANN401
    low, high = value
    return f"{figures.plain(low)}–{figures.plain(high)}"


def _read_levels(text: str) -> dict[str, float]:
    return _points(text, ("strong", "fair", "weak"))


def _write_levels(value: Any) -> str:  # noqa: ANN401
    return " / ".join(figures.plain(value[key]) for key in ("strong", "fair", "weak"))


def _points(text: str, keys: tuple[str, ...]) -> dict[str, float]:
    parts = text.split("/")
    if len(parts) != len(keys):
        raise UnreadableError(text)
    return {key: figures.number(part) for key, part in zip(keys, parts, strict=True)}


# Lists


def _read_per_period(text: str) -> float | list[float]:
    parts = figures.split(text)
    return figures.number(parts[0]) if len(parts) == 1 else [figures.number(part) for part in parts if part]


def _write_per_period(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, list):
        return ", ".join(figures.plain(item) for item in value) + ("," if len(value) == 1 else "")
    return figures.grouped(value)


def _read_names(text: str) -> list[str]:
    if text.strip() == NONE:
        return []
    return [name for part in re.split(r"[,;\n]", text) if (name := part.strip())]


def _write_names(value: Any) -> str:  # noqa: ANN401
    return ", ".join(harmless(name) for name in value) or NONE


def _read_lines(text: str) -> list[str]:
    if text.strip() == NONE:
        return []
    return [line for part in text.splitlines() if (line := part.strip())]


def _write_lines(value: Any) -> str:  # noqa: ANN401
    return "\n".join(value) or NONE


# Tables: a name and what it has


def _table(read: Callable[[str], object]) -> Callable[[str], dict[str, object]]:
    """Reads `name value, name value`."""

    def read_table(text: str) -> dict[str, object]:
        if text.strip() == NONE:
            return {}
        found: dict[str, object] = {}
        for part in re.split(r"[,;\n]", text.strip().rstrip(",;")):
            name, _, rest = re.sub(r"\s*[=:]\s*", " ", part.strip(), count=1).partition(" ")
            if not name or not rest.strip() or name in found:
                raise UnreadableError(text)
            found[name] = read(rest.strip())
        return found

    return read_table


def _written_table(write: Callable[[Any], str]) -> Callable[[Any], str]:
    def write_table(value: Any) -> str:  # noqa: ANN401
        return ", ".join(f"{harmless(name)} {write(inner)}" for name, inner in value.items()) or NONE

    return write_table


def _read_estimate(text: str) -> float | dict[str, float]:
    return _points(text, ("low", "likely", "high")) if "/" in text else figures.number(text)


def _write_estimate(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, Mapping):
        return " / ".join(figures.plain(value[key]) for key in ("low", "likely", "high"))
    return figures.plain(value)


def _read_word(text: str) -> str:
    if " " in text:
        raise UnreadableError(text)
    return text


def _write_word(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        raise UnreadableError(value)
    return value


def _read_reach(text: str) -> dict[str, object]:
    share, _, resonance = text.rpartition(" ")
    return {"share": figures.share(share), "resonance": _read_word(resonance)}


def _write_reach(value: Any) -> str:  # noqa: ANN401
    return f"{figures.percent(value['share'])} {_write_word(value['resonance'])}"


_TIER = re.compile(r"(?P<activities>.+?)(?:\s+at\s+(?P<yield>.+?))?(?:\s+for\s+(?P<cost>.+?))?")


def _read_tiers(text: str) -> list[dict[str, float]]:
    if text.strip() == NONE:
        return []
    return [_read_tier(part.strip()) for part in re.split(r"[,;\n]", text.strip().rstrip(",;"))]


def _read_tier(text: str) -> dict[str, float]:
    found = _TIER.fullmatch(text)
    if found is None:
        raise UnreadableError(text)
    tier: dict[str, float] = {}
    if found["activities"] != "rest":
        tier["activities"] = figures.number(found["activities"])
    if found["yield"] is not None:
        tier["yield"] = figures.share(found["yield"])
    if found["cost"] is not None:
        tier["cost"] = figures.number(found["cost"])
    return tier


def _write_tiers(value: Any) -> str:  # noqa: ANN401
    return ", ".join(map(_write_tier, value)) or NONE


def _write_tier(tier: Any) -> str:  # noqa: ANN401
    words = figures.plain(tier["activities"]) if "activities" in tier else "rest"
    if "yield" in tier:
        words += f" at {figures.percent(tier['yield'])}"
    return words + (f" for {figures.plain(tier['cost'])}" if "cost" in tier else "")


TEXT = Way(str, _write_word)
LONG_TEXT = Way(str, _write_word)
LINES = Way(_read_lines, _write_lines)
NUMBER = Way(figures.number, figures.grouped, "Write a number, such as 1,500 or 0.5.")
SHARE = Way(figures.share, figures.percent, "Write 40 % or 0.4.")
YES_NO = Way(_read_yes_no, _write_yes_no, "It is yes or no.")
DATE = Way(_read_date, lambda value: value.isoformat(), "Write year, month and day, such as 2027-01-31.")
PER_PERIOD = Way(
    _read_per_period,
    _write_per_period,
    "Write one number, or one for each period, such as 160, 160, 80, 80.",
)
RANGE = Way(_read_range, _write_range, "Write from and to, such as 3–5.")
LEVELS = Way(_read_levels, _write_levels, "Write strong / fair / weak, such as 0.5 / 0.2 / 0.05.")
NAMES = Way(_read_names, _write_names, "Write names with commas between them, or none.")
AMOUNTS = Way(_table(figures.number), _written_table(figures.plain), "Write names and numbers: writing 16, design 8.")
SHARES = Way(_table(figures.share), _written_table(figures.percent), "Write names and shares: awareness 2 %.")
VERDICTS = Way(
    _table(_read_word),
    _written_table(_write_word),
    "Write names and verdicts: awareness weak, conversion strong.",
)
ESTIMATES = Way(
    _table(_read_estimate),
    _written_table(_write_estimate),
    "Write names with low / likely / high or one number: conversion 2 / 5 / 9, value 3.",
)
REACH = Way(
    _table(_read_reach),
    _written_table(_write_reach),
    "Write segments with share and verdict: cio 35 % strong.",
)
TIERS = Way(_read_tiers, _write_tiers, "Write the tiers in order: 4 at 100 %, 4 at 70 % for 2000, rest at 40 %.")
