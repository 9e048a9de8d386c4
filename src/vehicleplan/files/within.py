"""Which files a scenario may name: those of its own folder and of folders that the user has named.

A scenario may come from anybody, and what it names is read and quoted in messages. So its paths stay within its folder
unless the user says otherwise. Places are compared as they really are: a link counts as what it leads to. Which folders
were named is a context, as the style of figures is one (`model/figures.py`): whoever starts a command says it once,
around the work, and nothing here looks into the environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from vehicleplan.model.fault import Fault

_NAMED: ContextVar[tuple[Path, ...]] = ContextVar("named_folders", default=())


@contextmanager
def with_folders(folders: Iterable[Path]) -> Iterator[None]:
    """Scenarios that are read inside may also name files of these folders and below, beside those named around it."""
    token = _NAMED.set((*_NAMED.get(), *folders))
    try:
        yield
    finally:
        _NAMED.reset(token)


def is_within(file: Path, folder: Path) -> bool:
    """Whether a file lies in this folder of a scenario, in a named one, or below; it need not be there."""
    try:
        place = Path(os.path.realpath(file))
        return any(place.is_relative_to(os.path.realpath(allowed)) for allowed in (folder, *_NAMED.get()))
    except ValueError:  # a name that no file can have leads nowhere; reading it says so
        return True


def outside(name: str, file: Path, folder: Path) -> Fault | None:
    """What is wrong with naming a file, and no word of whether it is there; None where it may be named.

    Args:
        name: How the scenario names it.
        file: The file.
        folder: The scenario's folder.
    """
    if is_within(file, folder):
        return None
    parent = Path(os.path.normpath(file)).parent
    is_link = Path(os.path.abspath(file)).is_relative_to(os.path.abspath(folder))  # noqa: PTH100 - as it is written
    named = "the folder that its link leads to: --folder DIR" if is_link else f"its folder: --folder {parent}"
    return Fault(
        (),
        f"`{name}` lies outside the folder of this scenario",
        f"Move it beside the scenario, or name {named} (or VEHICLEPLAN_FOLDERS).",
    )
