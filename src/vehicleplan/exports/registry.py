"""Which ending of a file stands for which format, and who renders it. Each renderer is loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import cast

from vehicleplan.errors import BadInputError, Problem
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import known_names
from vehicleplan.model.figures import written_in
from vehicleplan.report.document.contracts import Document
from vehicleplan.report.locales import locale_style

CSV = ".csv"


@dataclass(frozen=True)
class Format:
    """A format of files.

    Attributes:
        suffix: The ending of its files.
        name: What people call it.
        module: The module of this room that renders it, by `render(document)`.
    """

    suffix: str
    name: str
    module: str


FORMATS = (
    Format(".pdf", "PDF", "pdf"),
    Format(".pptx", "slides", "pptx"),
    Format(".xlsx", "spreadsheet", "xlsx"),
    Format(".html", "web page", "html"),
    Format(".md", "Markdown", "markdown"),
    Format(CSV, "tables as CSV", "csv_files"),
    Format(".json", "JSON for programs", "json_document"),
)
"""All formats, those for people first."""

_BY_SUFFIX = {each.suffix: each for each in FORMATS}


def check_format(target: Path) -> Problem | None:
    """What is wrong with the ending of a file that is asked for; None where it stands for a format."""
    if target.suffix.lower() in _BY_SUFFIX:
        return None
    endings = ", ".join(f"{each.suffix} ({each.name})" for each in FORMATS)
    what = f"`{target.suffix}` stands for no format" if target.suffix else "the name has no ending to say the format"
    return Problem(str(target), None, "", what, f"Endings that are known: {endings}.")


def render(document: Document, target: Path, table: str | None = None) -> Mapping[Path, bytes]:
    """The files of one target: one, or for tables as CSV one for each table beside it.

    Args:
        document: The document.
        target: The file that is asked for.
        table: The one table that a CSV file is to have; None for all.

    Raises:
        BadInputError: the ending stands for no format, or there is no such table.
    """
    problem = check_format(target)
    if problem is not None:
        raise BadInputError((problem,))
    found = _BY_SUFFIX[target.suffix.lower()]
    module = import_module(f"vehicleplan.exports.{found.module}")
    with written_in(locale_style(document.locale)):
        if found.suffix == CSV:
            return _csv_files(module.csv_tables(document), target, table)
        return {target: cast("Callable[[Document], bytes]", module.render)(document)}


def _csv_files(tables: Mapping[str, bytes], target: Path, table: str | None) -> Mapping[Path, bytes]:
    if table is None:
        return {target.with_name(f"{target.stem}-{name}{target.suffix}"): text for name, text in tables.items()}
    if table not in tables:
        fix = known_names(table, tables, kind="table", most=100)
        raise BadInputError((Problem(str(target), None, "", f"there is no table `{table}`", fix),))
    return {target: tables[table]}
