"""Makes docs/guide/files.md from the models, so that the page and the program cannot disagree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vehicleplan.files.crowding import MOST_NAMES, MOST_VALUES
from vehicleplan.files.history_csv import MOST_CHARACTERS, MOST_ROWS
from vehicleplan.files.read_toml import MOST_LEVELS
from vehicleplan.files.schema import catalog_schema, scenario_schema
from vehicleplan.files.source import MOST_BYTES
from vehicleplan.model.base import MOST_ITEMS, MOST_VEHICLES
from vehicleplan.model.fault import MOST_FAULTS
from vehicleplan.model.scenario import MOST_CATALOGS, MOST_PERIODS

PAGE = Path(__file__).parents[2] / "docs" / "guide" / "files.md"

OPENING = """# The files, field by field

Made from the models by `make docs`; `vehicleplan schema scenario` and `vehicleplan schema catalog` print the same as
JSON Schema, for editors that complete and check TOML. Files are TOML 1.0 in UTF-8 with `format = 1` first. A worked
example with comments is one command away: `vehicleplan new launch.toml --from mid-market-launch`.

Unknown keys are faults, and `vehicleplan check FILE` names the nearest known one. Figures of a catalog are for its own
currency, period and horizon and are converted for a scenario with others; a scenario's own figures are taken as they
are. A field that a scenario overrides beside `use` replaces the catalog's as a whole.

A track record is a CSV file with the columns vehicle, date, activities, cash, hours, outcome and count: what some
activities of a vehicle took, and how many of one outcome came of them. Dates are written as 2026-11-22.

Paths of catalogs and of the track record lead to files in the scenario's own folder or below. Files elsewhere are read
only where the user names their folder: by `--folder DIR`, or by the environment variable VEHICLEPLAN_FOLDERS, which
names several as PATH does.
"""

LIMITS = f"""
Windows line ends, a byte order mark and names in any script are right; a name of nothing but blanks is not.

## Limits

Beyond these a file is refused, and the message says which limit it is. Reading takes at most ten times the memory of
the file, and 64 MiB.

| what | the most |
| --- | --- |
| a file | {MOST_BYTES // 2**20} MiB |
| vehicles of a scenario, of a catalog, of a rule | {MOST_VEHICLES:,} |
| periods of a horizon | {MOST_PERIODS} |
| catalogs of a scenario | {MOST_CATALOGS} |
| items of any other list, such as skills, members, rules and outcomes | {MOST_ITEMS:,} |
| a number | 1e12, where its field says no less |
| characters of a name | 300; of an id 80; of a note or a source 20,000 |
| tables and lists in one another | {MOST_LEVELS} |
| keys and list items of a file | {MOST_VALUES:,} |
| names of tables that differ, and parts of dotted keys | {MOST_NAMES:,} |
| rows of a track record | {MOST_ROWS:,}, each line of up to {MOST_CHARACTERS:,} characters |
| problems of a file that are told | {MOST_FAULTS:,}; of more, the first |
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page."""
    parts = [OPENING + LIMITS]
    seen: set[str] = set()
    for schema, title in ((scenario_schema(), "Scenario"), (catalog_schema(), "Catalog")):
        parts.append(f"## {title}\n\n{schema['description'].splitlines()[0]}\n")
        parts += tables(schema, schema, "", seen)
    return "\n".join(parts)


def tables(schema: dict[str, Any], root: dict[str, Any], path: str, seen: set[str]) -> Iterator[str]:
    """A table of the fields of an object, then those of the objects in it."""
    rows = ["| field | default | what it is |", "| --- | --- | --- |"]
    inner: list[tuple[str, dict[str, Any]]] = []
    for name, field in schema.get("properties", {}).items():
        text = " ".join(field.get("description", "").split()).replace("|", "\\|")
        rows.append(f"| `{name}` | {default(name, field, schema)} | {text} |")
        found = inside(field, root)
        if found is not None and found[1].get("properties"):
            marks, target = found
            inner.append((f"{path}{name}{marks}", target))
    yield "\n".join(rows) + "\n"
    for place, target in inner:
        if target["title"] in seen:
            continue
        seen.add(target["title"])
        shown = f"[[{place.removesuffix('[]').replace('[]', '')}]]" if place.endswith("[]") else f"[{place}]"
        yield f"### `{shown.replace('[].', '.')}`\n\n{target.get('description', '').splitlines()[0]}\n"
        yield from tables(target, root, f"{place.replace('[]', '')}.", seen)


def default(name: str, field: dict[str, Any], schema: dict[str, Any]) -> str:
    """What holds where the field is left out."""
    if name in schema.get("required", ()):
        return "required"
    value = field.get("default")
    if value is None or isinstance(value, dict) or value == []:
        return ""
    return f"`{json.dumps(value)}`"


def inside(field: dict[str, Any], root: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """The object that a field holds, and how: directly, in an array, or by name."""
    if "$ref" in field:
        return "", root["$defs"][field["$ref"].rsplit("/", 1)[1]]
    for option in field.get("anyOf", ()):
        if (found := inside(option, root)) is not None:
            return found
    if isinstance(field.get("items"), dict) and (found := inside(field["items"], root)) is not None:
        return "[]", found[1]
    more = field.get("additionalProperties")
    if isinstance(more, dict) and (found := inside(more, root)) is not None:
        return ".NAME", found[1]
    return None


if __name__ == "__main__":
    main()
