"""What comes with the program: catalogs and scenarios by name, found through the package wherever it is installed."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_CHECKOUT = Path(__file__).parents[3]
"""Where the folders are when the program runs from a checkout without being installed."""


def shipped_catalogs() -> tuple[str, ...]:
    """The names of the shipped catalogs, in order."""
    return tuple(sorted(_files_of("catalogs", ".toml")))


def shipped_scenarios() -> tuple[str, ...]:
    """The names of the shipped scenarios, in order."""
    return tuple(sorted(_files_of("scenarios", ".toml")))


def shipped_text(name: str) -> bytes:
    """The bytes of a shipped catalog or scenario; where both have the name, of the catalog.

    Raises:
        KeyError: nothing of this name is shipped.
    """
    return (_files_of("scenarios", ".toml") | _files_of("catalogs", ".toml"))[name].read_bytes()


def shipped_history(name: str) -> bytes:
    """The bytes of a track record that a shipped scenario uses. Name is the whole file name.

    Raises:
        KeyError: no such file is shipped.
    """
    return _files_of("scenarios", "")[name].read_bytes()


def shipped_path(name: str) -> Path:
    """Where a shipped scenario lies; its track record is beside it.

    Raises:
        KeyError: no such scenario is shipped.
    """
    return Path(str(_files_of("scenarios", ".toml")[name]))


def _files_of(kind: str, suffix: str) -> dict[str, Traversable]:
    """The shipped files of a kind, by name without the suffix."""
    try:
        folder: Traversable = files(f"vehicleplan.{kind}")
    except ModuleNotFoundError:
        folder = _CHECKOUT / kind
    if not folder.is_dir():
        return {}
    return {item.name.removesuffix(suffix): item for item in folder.iterdir() if item.name.endswith(suffix)}
