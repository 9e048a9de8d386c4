"""Documents of scenarios, each made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cli.runs import IMPOSSIBLE, OUT_OF_REACH, SMALL
from vehicleplan.report.document.contracts import Document
from vehicleplan.session.exporting import QUICK, THOROUGH, ExportRequest, document_of_file
from vehicleplan.session.watch import Watch

ROOT = Path(__file__).parents[3]
SHIPPED = ("mid-market-launch", "euro-webinars", "out-of-reach", "consumer-awareness", "retail-loyalty")


@cache
def shipped(name: str, locale: str | None = None) -> Document:
    """The document of a shipped scenario, without the analyses that take long."""
    return document_of_file(str(ROOT / "scenarios" / f"{name}.toml"), ExportRequest(locale, QUICK), Watch())


@cache
def written(text: str, locale: str | None = None, *, is_whole: bool = True) -> Document:
    """The document of a scenario's text, with all analyses."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "launch.toml"
        file.write_text(text, encoding="utf-8")
        return document_of_file(str(file), ExportRequest(locale, THOROUGH if is_whole else QUICK), Watch(most_jobs=1))


def small() -> Document:
    """A plan that reaches its goal, with all analyses."""
    return written(SMALL)


def out_of_reach() -> Document:
    """A plan that misses its goal, with what would reach it."""
    return written(OUT_OF_REACH)


def impossible() -> Document:
    """No plan, with the limits that clash."""
    return written(IMPOSSIBLE)


def texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
