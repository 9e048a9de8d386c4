"""Reading a catalog: its facts, or every problem of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vehicleplan.errors import Problem
from vehicleplan.files.problems import problems_of
from vehicleplan.files.read_toml import parse_toml
from vehicleplan.files.source import SourceText, read_source
from vehicleplan.files.validate import validated
from vehicleplan.frozen import dataclass
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.checks import check_catalog
from vehicleplan.model.fault import KeyPath


@dataclass(frozen=True)
class ReadCatalog:
    """What came of reading a catalog.

    Attributes:
        name: The file as the user named it.
        path: The file, or None for standard input and shipped catalogs.
        catalog: The catalog, or None where there are problems.
        problems: Every problem, in order of place.
        text: The text that was read; empty where it could not be.
        sha256: The hash of the bytes that were read.
        usable: The catalog without what is faulty in it, so that a scenario can be checked against the rest.
        lost: What is not in `usable`, as key paths.
    """

    name: str
    path: Path | None
    catalog: Catalog | None
    problems: tuple[Problem, ...]
    text: str = ""
    sha256: str = ""
    usable: Catalog | None = None
    lost: tuple[KeyPath, ...] = ()


def read_catalog(source: Path | str, *, text: str | None = None) -> ReadCatalog:
    """Read a catalog from a file, or from the text of standard input."""
    origin = read_source(source, text=text)
    if isinstance(origin, Problem):
        return ReadCatalog(str(source), None, None, (origin,), lost=((),))
    return catalog_from(origin, parse_toml(origin))


def catalog_from(source: SourceText, tables: dict[str, Any] | Problem) -> ReadCatalog:
    """The catalog of a text and its tables."""
    if isinstance(tables, Problem):
        return ReadCatalog(source.name, source.path, None, (tables,), source.text, source.sha256, lost=((),))
    if "goal" in tables:
        problem = Problem(source.name, None, "", "this is a scenario, not a catalog", "A catalog has no [goal].")
        return ReadCatalog(source.name, source.path, None, (problem,), source.text, source.sha256, lost=((),))
    result = validated(Catalog, tables)
    problems = problems_of(source, tables, result.with_checks(check_catalog), Catalog)
    lost = tuple(result.removed) if result.model else ((),)
    catalog = None if problems else result.model
    return ReadCatalog(source.name, source.path, catalog, problems, source.text, source.sha256, result.model, lost)
