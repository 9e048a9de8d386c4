"""Reading a scenario with its catalogs and its track record: all of it, or every problem of every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from vehicleplan.errors import Problem
from vehicleplan.files.catalog_file import ReadCatalog, catalog_from, read_catalog
from vehicleplan.files.locale_check import locale_faults
from vehicleplan.files.problems import problems_of
from vehicleplan.files.read_toml import parse_toml
from vehicleplan.files.shipped import shipped_catalogs, shipped_text
from vehicleplan.files.source import SourceText, is_file, read_source, text_source
from vehicleplan.files.validate import Validated, validated
from vehicleplan.files.within import outside
from vehicleplan.frozen import dataclass
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.checks import check_scenario
from vehicleplan.model.fault import Fault, KeyPath, nearest
from vehicleplan.model.history import HistoryEntry
from vehicleplan.model.resolve import ResolvedScenario, resolve
from vehicleplan.model.scenario import MOST_CATALOGS, Scenario

_SCENARIO_ONLY = frozenset(Scenario.model_fields) - frozenset(Catalog.model_fields)


@dataclass(frozen=True)
class ReadScenario:
    """What came of reading a scenario.

    Attributes:
        name: The file as the user named it.
        path: The file, or None for standard input.
        scenario: The scenario, or None where there are problems.
        resolved: The scenario with its catalogs put in, or None where there are problems.
        catalogs: The catalogs that it lists and that could be read, by the name that it gives them.
        problems: Every problem of the scenario, its catalogs and its track record.
        text: The text that was read; empty where it could not be.
        sha256: The hash of the bytes that were read.
        files: The scenario and everything that it names: the name of each with the hash of its bytes.
    """

    name: str
    path: Path | None
    scenario: Scenario | None
    resolved: ResolvedScenario | None
    catalogs: Mapping[str, Catalog]
    problems: tuple[Problem, ...]
    text: str = ""
    sha256: str = ""
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Around:
    """The catalogs that a scenario names.

    Attributes:
        catalogs: The usable parts of the catalogs, by the name that the scenario gives them.
        faults: Catalogs that the scenario names and that are not there.
        problems: Problems inside the catalogs.
        lost: What the checks of the scenario could not see.
        hashes: By catalog or track record, as the scenario names it, the hash of its bytes.
        histories: The track records without problems, by what was read and how; so a change does not read them again.
    """

    catalogs: dict[str, Catalog] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: list[KeyPath] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    histories: dict[tuple[object, ...], tuple[HistoryEntry, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckedTables:
    """What the tables of a scenario mean.

    Attributes:
        scenario: The scenario, or None where anything is wrong.
        resolved: The scenario with its catalogs put in, or None where anything is wrong.
        faults: Everything that is wrong in the scenario itself, in no particular order.
        around: The catalogs that it names.
        outside: Every problem inside the catalogs and the track record.
    """

    scenario: Scenario | None
    resolved: ResolvedScenario | None
    faults: tuple[Fault, ...]
    around: Around
    outside: tuple[Problem, ...]


def read_scenario(source: Path | str, *, text: str | None = None, extra_folders: tuple[Path, ...] = ()) -> ReadScenario:
    """Read a scenario with everything that it names.

    Args:
        source: The file; `-` with `text` for standard input.
        text: The text of standard input; other files are then looked for in the current folder.
        extra_folders: Folders with catalogs of the user's own, which come before the shipped ones of the same name.
    """
    origin = read_source(source, text=text)
    if isinstance(origin, Problem):
        return _unread(origin)
    return _scenario_from(origin, parse_toml(origin), extra_folders)


def read_any(
    source: Path | str, *, text: str | None = None, extra_folders: tuple[Path, ...] = ()
) -> ReadScenario | ReadCatalog:
    """Read a scenario or a catalog, whichever the file is; a scenario has a [goal]."""
    origin = read_source(source, text=text)
    if isinstance(origin, Problem):
        return _unread(origin)
    tables = parse_toml(origin)
    if not isinstance(tables, Problem) and kind_of(tables) == "catalog":
        return catalog_from(origin, tables)
    return _scenario_from(origin, tables, extra_folders)


def kind_of(tables: Mapping[str, Any]) -> str:
    """`scenario` or `catalog`: a scenario has a goal, or at least another key that no catalog has."""
    if not _SCENARIO_ONLY.isdisjoint(tables):
        return "scenario"
    vehicles = tables.get("vehicle")
    entries = [entry for entry in vehicles if isinstance(entry, dict)] if isinstance(vehicles, list) else []
    uses = any("use" in entry for entry in entries)
    return "scenario" if uses or not entries else "catalog"


def _unread(problem: Problem) -> ReadScenario:
    return ReadScenario(problem.file, None, None, None, {}, (problem,))


def _scenario_from(
    source: SourceText, tables: dict[str, Any] | Problem, extra_folders: tuple[Path, ...]
) -> ReadScenario:
    if isinstance(tables, Problem):
        return _failed(source, (tables,))
    if kind_of(tables) == "catalog":
        cure = 'A scenario has a [goal]; it uses a catalog by catalogs = ["…"].'
        return _failed(source, (Problem(source.name, None, "", "this is a catalog, not a scenario", cure),))
    return _read(source, tables, extra_folders)


def _failed(source: SourceText, problems: tuple[Problem, ...]) -> ReadScenario:
    return ReadScenario(source.name, source.path, None, None, {}, problems, source.text, source.sha256)


def _read(source: SourceText, tables: dict[str, Any], extra_folders: tuple[Path, ...]) -> ReadScenario:
    checked = check_tables(source, tables, read_catalogs(source, tables, extra_folders))
    problems = (*problems_of(source, tables, checked.faults, Scenario), *checked.outside)
    return ReadScenario(
        source.name,
        source.path,
        checked.scenario,
        checked.resolved,
        checked.around.catalogs,
        problems,
        source.text,
        source.sha256,
        files_of(source, checked.scenario, checked.around),
    )


def files_of(source: SourceText, scenario: Scenario | None, around: Around) -> tuple[tuple[str, str], ...]:
    """A scenario and everything that it names: the name of each with the hash of its bytes."""
    own = source.name if source.path is None else source.path.name
    record = None if scenario is None else scenario.track_record
    named = [*around.catalogs, *([record] if record is not None else [])]
    return ((own, source.sha256), *((name, around.hashes[name]) for name in named if name in around.hashes))


def check_tables(source: SourceText, tables: dict[str, Any], around: Around) -> CheckedTables:
    """What the tables of a scenario mean, and everything that is wrong with them.

    Args:
        source: Where they come from; the track record lies beside it.
        tables: The tables, as TOML has them; they are not changed.
        around: The catalogs that the tables name.
    """
    result = validated(Scenario, tables)
    found = result.with_checks(
        lambda scenario: (*check_scenario(scenario, around.catalogs), *locale_faults(scenario)), around.lost
    )
    history, unreadable, bad_rows = _read_track_record(source, result, around)
    faults = (*found, *around.faults, *unreadable)
    outside = (*around.problems, *bad_rows)
    if faults or outside or result.model is None:
        return CheckedTables(None, None, faults, around, outside)
    return CheckedTables(result.model, resolve(result.model, around.catalogs, history), (), around, ())


def read_catalogs(source: SourceText, tables: Mapping[str, Any], extra_folders: tuple[Path, ...] = ()) -> Around:
    """Read the catalogs that the tables list, as far as the list can be understood."""
    around = Around()
    listed = tables.get("catalogs")
    for number, reference in enumerate(listed[:MOST_CATALOGS] if isinstance(listed, list) else ()):
        path: KeyPath = ("catalogs", number)
        if not isinstance(reference, str) or reference in around.catalogs:
            continue
        found = _catalog(reference, source, extra_folders)
        if isinstance(found, Fault):
            around.faults.append(Fault(path, found.what, found.fix))
            around.lost.append(path)
            continue
        around.problems.extend(found.problems)
        around.lost.extend((*path, *lost) for lost in found.lost)
        if found.usable is not None:
            around.catalogs[reference] = found.usable
            around.hashes[reference] = found.sha256
    return around


def _read_track_record(
    source: SourceText, result: Validated[Scenario], around: Around
) -> tuple[tuple[HistoryEntry, ...], tuple[Fault, ...], tuple[Problem, ...]]:
    """The entries of the track record, the fault of naming one that is not there, and the problems inside it."""
    scenario = result.model
    if scenario is None or scenario.track_record is None:
        return (), (), ()
    has_all_names = not any(path[0] in ("vehicle", "outcomes", "lifecycle") for path in result.removed)
    vehicles = [entry.key for entry in scenario.vehicles]
    read_as = (scenario.track_record, tuple(vehicles), tuple(scenario.outcome_names), has_all_names)
    if read_as in around.histories:
        return around.histories[read_as], (), ()
    file = _beside(source, scenario.track_record)
    fault = outside(scenario.track_record, file, _folder(source))
    if fault is not None:
        return (), (Fault(("track_record",), fault.what, fault.fix),), ()
    found = read_source(file)
    if isinstance(found, Problem) and found.line is None:
        return (), (Fault(("track_record",), f"`{found.file}`: {found.what}", found.fix),), ()
    if isinstance(found, Problem):
        return (), (), (found,)
    from vehicleplan.files.history_csv import Known, read_history

    around.hashes[scenario.track_record] = found.sha256
    known = Known(vehicles, scenario.outcome_names) if has_all_names else Known(None, None)
    entries, problems = read_history(found, known)
    if not problems:
        around.histories[read_as] = entries
    return entries, (), problems


def _folder(source: SourceText) -> Path:
    """The folder of the scenario; of one without a file the current one."""
    return Path() if source.path is None else source.path.parent


def _beside(source: SourceText, name: str) -> Path:
    """A file that the scenario names, relative to the scenario's own."""
    return _folder(source) / name


def _catalog(reference: str, source: SourceText, extra_folders: tuple[Path, ...]) -> ReadCatalog | Fault:
    """The catalog behind a name or a path."""
    folder = _folder(source)
    if reference.endswith(".toml") or "/" in reference or "\\" in reference:
        file = _beside(source, reference)
        fault = outside(reference, file, folder)
        if fault is not None:
            return fault
        if not is_file(file):
            return Fault(
                (), f"there is no catalog file `{file}`", "Paths of catalogs are relative to the scenario's file."
            )
        return read_catalog(file)
    for extra in extra_folders:
        if is_file(extra / f"{reference}.toml"):
            return read_catalog(extra / f"{reference}.toml")
    if reference in shipped_catalogs():
        shipped = text_source(f"{reference}.toml (shipped)", shipped_text(reference), None)
        return (
            ReadCatalog(shipped.file, None, None, (shipped,), lost=((),))
            if isinstance(shipped, Problem)
            else catalog_from(shipped, parse_toml(shipped))
        )
    return Fault((), f"there is no catalog `{reference}`", _catalog_cure(reference, folder, extra_folders))


def _catalog_cure(reference: str, folder: Path, extra_folders: tuple[Path, ...]) -> str:
    if is_file(folder / f"{reference}.toml"):
        return f'For the file beside this one, write "{reference}.toml".'
    own = [file.stem for extra in extra_folders if extra.is_dir() for file in extra.glob("*.toml")]
    known = sorted({*shipped_catalogs(), *own})
    guess = nearest(reference, known)
    return f"Catalogs that are known by name: {', '.join(known) or 'none'}. A file ends in .toml." + (
        f" Did you mean `{guess}`?" if guess else ""
    )
