"""A scenario while it is being edited: its tables, what they mean, and everything that is wrong with them.

A draft is never changed; a change makes another one. Tables that mean nothing yet are kept as they were typed.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vehicleplan.errors import BadInputError, Problem
from vehicleplan.files.difference import with_changes
from vehicleplan.files.edit import DELETED
from vehicleplan.files.problems import named
from vehicleplan.files.read_toml import parse_toml
from vehicleplan.files.scenario_file import Around, check_tables, kind_of, read_catalogs
from vehicleplan.files.source import SourceText, read_source
from vehicleplan.files.validate import value_at
from vehicleplan.frozen import dataclass
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.fault import Fault, KeyPath
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.scenario import Scenario

__all__ = [
    "DELETED",
    "Changes",
    "Draft",
    "State",
    "changed",
    "draft_from",
    "draft_of",
    "moved",
    "place_of_vehicle",
    "source_of",
    "state_of",
]

Changes = Mapping[KeyPath, Any]
"""By key path the new value, or `DELETED`. The place after a list's last item adds one."""

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Draft:
    """A scenario at one moment of its editing.

    Attributes:
        tables: The tables as TOML has them; they must not be changed.
        scenario: The scenario, or None where anything is wrong.
        resolved: The scenario with its catalogs put in, or None where anything is wrong.
        faults: Everything that is wrong in the scenario, by key path.
        outside: Every problem inside the catalogs and the track record that it names.
        around: The catalogs that it names.
        source: Where it comes from; what it names lies beside it.
        version: A number of its own; a draft that is come back to by undo has the one it had.
        facts: A number that changes with everything that evidence rests on; answers and notes leave it.
    """

    tables: Mapping[str, Any]
    scenario: Scenario | None
    resolved: ResolvedScenario | None
    faults: tuple[Fault, ...]
    outside: tuple[Problem, ...]
    around: Around
    source: SourceText
    version: int
    facts: int

    @property
    def name(self) -> str:
        """What the scenario is called, or its file where it has no name."""
        name = self.tables.get("name")
        return name if isinstance(name, str) and name else self.source.name

    @property
    def needs_evidence(self) -> bool:
        """Whether planning it asks the seven questions first, since suggestions rule out."""
        return self.resolved is not None and self.resolved.scenario.screening.rule_out == "suggestions"

    @property
    def catalogs(self) -> Mapping[str, Catalog]:
        """The catalogs that it lists and that could be read, by the name that it gives them."""
        return self.around.catalogs

    @property
    def problem_count(self) -> int:
        """How many faults and problems keep it from being planned."""
        return len(self.faults) + len(self.outside)

    def value(self, path: KeyPath) -> Any:  # noqa: ANN401 - whatever the file has there
        """What stands at a key path of the tables, or None."""
        return value_at(self.tables, path)

    def faults_at(self, path: KeyPath) -> tuple[Fault, ...]:
        """The faults at a key path and below it."""
        return tuple(fault for fault in self.faults if fault.path[: len(path)] == path)

    def place_words(self, path: KeyPath) -> str:
        """A key path for people: `vehicle[2] (webinar).cost`."""
        return named(path, dict(self.tables))


@dataclass(frozen=True)
class State:
    """What a draft was made of: enough to make it again, and little to keep, since states share most of their tables.

    Attributes:
        tables: As in the draft, like all others.
    """

    tables: Mapping[str, Any]
    around: Around
    source: SourceText
    version: int
    facts: int


def state_of(draft: Draft) -> State:
    """What to keep of a draft to have it again."""
    return State(draft.tables, draft.around, draft.source, draft.version, draft.facts)


def draft_from(state: State) -> Draft:
    """The draft again."""
    return _checked(state.source, dict(state.tables), state.around, version=state.version, facts=state.facts)


def source_of(path: Path) -> SourceText:
    """The text of a file.

    Raises:
        BadInputError: it cannot be read.
    """
    source = read_source(path)
    if isinstance(source, Problem):
        raise BadInputError((source,))
    return source


def draft_of(source: SourceText) -> Draft:
    """The draft of a file as it stands, also where it has faults.

    Raises:
        BadInputError: it is not TOML, or a catalog.
    """
    tables = parse_toml(source)
    if isinstance(tables, Problem):
        raise BadInputError((tables,))
    if kind_of(tables) == "catalog":
        fix = 'Open a scenario; it uses a catalog by catalogs = ["…"].'
        raise BadInputError((Problem(source.name, None, "", "this is a catalog, not a scenario", fix),))
    around = read_catalogs(source, tables)
    number = next(_numbers)
    return _checked(source, tables, around, version=number, facts=number)


def changed(draft: Draft, changes: Changes) -> Draft:
    """The draft after some changes, whether or not they make sense."""
    tables = with_changes(draft.tables, changes)
    around = draft.around
    if any(path[0] == "catalogs" for path in changes):
        around = read_catalogs(draft.source, tables)
    number = next(_numbers)
    keeps_facts = all(_leaves_facts(path) for path in changes)
    return _checked(draft.source, tables, around, version=number, facts=draft.facts if keeps_facts else number)


def moved(draft: Draft, source: SourceText) -> Draft:
    """The same draft as it stands in another file."""
    tables = dict(draft.tables)
    return _checked(source, tables, read_catalogs(source, tables), version=draft.version, facts=draft.facts)


def place_of_vehicle(draft: Draft, vehicle: str) -> int:
    """The place of a candidate in the file's list.

    Raises:
        KeyError: there is no such candidate.
    """
    entries = draft.tables.get("vehicle")
    for place, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and (entry.get("id") or entry.get("use")) == vehicle:
            return place
    raise KeyError(vehicle)


def _checked(source: SourceText, tables: dict[str, Any], around: Around, *, version: int, facts: int) -> Draft:
    checked = check_tables(source, tables, around)
    return Draft(
        tables, checked.scenario, checked.resolved, checked.faults, checked.outside, around, source, version, facts
    )


def _leaves_facts(path: KeyPath) -> bool:
    """Whether a change there leaves the evidence as it is: solo runs know no limits on vehicles together."""
    if path in (("name",), ("brief", "notes")) or path[0] == "limits" or path[:2] == ("goal", "target"):
        return True
    return path[0] == "vehicle" and len(path) > 2 and path[2] == "answers"
