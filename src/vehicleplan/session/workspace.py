"""Scenario files of the user: opened from a name or from standard input, begun from a template.

Nothing that a person wrote is ever overwritten unless they say so.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from vehicleplan.errors import BadInputError, Problem
from vehicleplan.files.catalog_file import ReadCatalog
from vehicleplan.files.scenario_file import ReadScenario, read_any, read_scenario
from vehicleplan.files.shipped import shipped_history, shipped_scenarios, shipped_text
from vehicleplan.files.source import MOST_BYTES
from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import known_names
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened, ScreenedCandidate

STANDARD_INPUT = "-"
DEFAULT_TEMPLATE = "mid-market-launch"

_TRACK_RECORD = re.compile(r"""^track_record\s*=\s*["']([^"'/\\]+)["']""", re.MULTILINE)


@dataclass(frozen=True)
class Template:
    """A shipped scenario that a new one can begin from: its name and what it is about, in one line."""

    name: str
    about: str


@dataclass(frozen=True)
class NewScenario:
    """What was written: the scenario, and the files that it needs beside it."""

    path: Path
    template: str
    also: tuple[Path, ...]


def open_scenario(source: str) -> ResolvedScenario:
    """The scenario of a file, or of standard input where the name is `-`.

    Raises:
        BadInputError: the file, a catalog or a track record that it names has problems; all of them.
    """
    return open_with_text(source)[0]


def open_with_text(source: str) -> tuple[ResolvedScenario, str]:
    """The same, with the text that was read.

    Raises:
        BadInputError: the file, a catalog or a track record that it names has problems; all of them.
    """
    resolved, read = open_with_files(source)
    return resolved, read.text


def open_with_files(source: str) -> tuple[ResolvedScenario, ReadScenario]:
    """The same, with all that was read.

    Raises:
        BadInputError: the file, a catalog or a track record that it names has problems; all of them.
    """
    read = read_scenario(source, text=_standard_input(source))
    if read.resolved is None:
        raise BadInputError(read.problems)
    return read.resolved, read


def inspect(source: str) -> ReadScenario | ReadCatalog:
    """A scenario or a catalog with its problems, if it has any."""
    return read_any(source, text=_standard_input(source))


def templates() -> tuple[Template, ...]:
    """The shipped scenarios; their first comment says what they are about."""
    return tuple(Template(name, _first_comment(_template_text(name))) for name in shipped_scenarios())


def new_scenario(path: Path, template: str, *, overwrite: bool) -> NewScenario:
    """Write a new scenario with all comments of its template, and the track record that it uses, beside it.

    Args:
        path: The file to write.
        template: The name of a shipped scenario.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        BadInputError: the template is unknown, a file is there already, or the disk refuses.
    """
    from vehicleplan.files.save import SCHEMA_NAME

    if template not in shipped_scenarios():
        known = known_names(template, shipped_scenarios(), kind="template")
        raise _refused(template, "there is no such template", known)
    text = _template_text(template)
    texts = {path: text if text.startswith("#:schema") else f"#:schema {SCHEMA_NAME}\n{text}"}
    record = _TRACK_RECORD.search(text)
    if record:
        texts[path.parent / record[1]] = shipped_history(record[1]).decode("utf-8")
    for file in texts:
        if file.exists() and not file.is_file():
            raise _refused(str(file), "it is not a file that could be replaced; nothing was written", "Choose another.")
        if file.exists() and not overwrite:
            raise _refused(
                str(file), "the file is there already; nothing was written", "Choose another name, or --force."
            )
    for file, content in texts.items():
        _write(file, content)
    return NewScenario(path, template, tuple(texts)[1:])


def _write(path: Path, text: str) -> None:
    from vehicleplan.files.save import save_text_atomically

    try:
        save_text_atomically(path, text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _refused(
            str(path), f"the file cannot be written: {reason}", "Check the folder and its rights."
        ) from error


def _refused(file: str, what: str, fix: str) -> BadInputError:
    return BadInputError((Problem(file, None, "", what, fix),))


def _template_text(name: str) -> str:
    return shipped_text(name).decode("utf-8")


def _first_comment(text: str) -> str:
    """The first line of comment that is not a schema line."""
    for line in text.splitlines():
        words = line.removeprefix("#").strip()
        if line.startswith("#") and not line.startswith("#:") and words:
            return words
    return ""


def _standard_input(source: str) -> str | None:
    """The text of standard input where it is asked for; bytes that are not UTF-8 stay faulty, to be reported."""
    if source != STANDARD_INPUT:
        return None
    return sys.stdin.buffer.read(MOST_BYTES + 1).decode("utf-8", "surrogateescape")


def pick_candidates(screened: Screened, ids: tuple[str, ...], file: str) -> tuple[ScreenedCandidate, ...]:
    """The candidates with these ids, in the order asked; all where none is asked for.

    Raises:
        BadInputError: an id is not a candidate's.
    """
    if not ids:
        return screened.candidates
    by_id = {candidate.id: candidate for candidate in screened.candidates}
    missing = [name for name in dict.fromkeys(ids) if name not in by_id]
    if missing:
        raise BadInputError(
            tuple(
                Problem(
                    file,
                    None,
                    "",
                    f"there is no candidate `{name}`",
                    known_names(name, by_id, kind="candidate", most=100),
                )
                for name in missing
            )
        )
    return tuple(by_id[name] for name in dict.fromkeys(ids))
