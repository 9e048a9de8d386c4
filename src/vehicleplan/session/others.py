"""Scenarios beside the open one, read to be compared with it and never changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vehicleplan.errors import BadInputError
from vehicleplan.files.scenario_file import read_scenario
from vehicleplan.files.shipped import shipped_path
from vehicleplan.frozen import dataclass
from vehicleplan.session.draft import Draft, draft_of, source_of


@dataclass(frozen=True)
class Other:
    """A scenario beside the open one.

    Attributes:
        draft: The scenario as its file had it when it was read.
        path: Its file.
        example: The shipped scenario that it is; empty where it is a file of the user's.
    """

    draft: Draft
    path: Path
    example: str = ""

    @property
    def origin(self) -> str:
        """Where it is from, in a word or two."""
        return "example" if self.example else self.path.name


def open_beside(path: Path) -> Other:
    """The scenario of a file.

    Raises:
        BadInputError: the file has problems; all of them.
    """
    source = source_of(path)
    draft = draft_of(source)
    if draft.resolved is None:
        raise BadInputError(read_scenario(str(path), text=source.text).problems)
    return Other(draft, path)


def open_example_beside(name: str) -> Other:
    """A shipped scenario.

    Raises:
        BadInputError: the shipped file has problems.
    """
    return replace(open_beside(shipped_path(name)), example=name)


def read_again(other: Other) -> Other:
    """The same scenario as its file has it now.

    Raises:
        BadInputError: the file has problems now.
    """
    return replace(open_beside(other.path), example=other.example)
