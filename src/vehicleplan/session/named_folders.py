"""Folders that the user names beside a scenario's own, so that the scenario may name files there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from vehicleplan.files.within import with_folders

VARIABLE = "VEHICLEPLAN_FOLDERS"
"""The environment variable that names them, as PATH names folders."""


def naming(folders: Iterable[Path]) -> AbstractContextManager[None]:
    """Scenarios that are opened inside may name files of these folders too; `~` is the home folder."""
    return with_folders([_expanded(folder) for folder in folders])


def naming_from_environment() -> AbstractContextManager[None]:
    """The same for the folders that the environment names."""
    return naming(Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name)


def _expanded(folder: Path) -> Path:
    """The folder as seen from the root, so that it stays the same wherever the program goes."""
    try:
        return folder.expanduser().absolute()
    except (RuntimeError, OSError):  # a home folder that nobody knows
        return folder
