"""The samples of faulty files, what the program says about each, and the page that shows them all.

`python tests/errors/make_page.py` writes the expected messages and `docs/errors.md` anew; read the difference.
"""

from __future__ import annotations

import contextlib
from itertools import groupby
from pathlib import Path

from vehicleplan.files.scenario_file import read_any
from vehicleplan.report.problems import problem_lines

FOLDER = Path(__file__).parent
PAGE = FOLDER.parents[1] / "docs" / "errors.md"
GROUPS = {
    "toml": "The file is not TOML",
    "format": "The format",
    "key": "Keys",
    "value": "Values",
    "name": "Outcomes, stages and segments",
    "goal": "The goal",
    "periods": "Periods",
    "team": "The team",
    "vehicle": "Vehicles",
    "rule": "Rules",
    "catalog": "Catalogs",
    "history": "Track records",
    "several": "Several at once, and odd texts",
}
"""The groups of the page, in order, by how the samples' names begin."""
_INTRODUCTION = """\
# Errors in files

Every fault of a file is reported at once: the file and the line, the field, what is wrong, the line itself, and what
would be right. This page is generated from the samples in `tests/errors`; `vehicleplan check FILE` prints the same.
"""


def samples() -> list[str]:
    """The names of all samples, in order."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def message(name: str) -> str:
    """The whole message for a sample, as `check` prints it from the sample's own folder."""
    with contextlib.chdir(FOLDER):
        problems = read_any(Path(f"{name}.toml")).problems
    return "\n\n".join("\n".join(problem_lines(problem)) for problem in problems) + "\n"


def page() -> str:
    """The text of the page."""
    names = sorted(samples(), key=lambda name: (list(GROUPS).index(_group(name)), name))
    parts = [_INTRODUCTION]
    for group, members in groupby(names, _group):
        parts.append(f"## {GROUPS[group]}\n")
        parts.extend(_entry(name) for name in members)
    return "\n".join(parts)


def _group(name: str) -> str:
    return name.partition("-")[0]


def _entry(name: str) -> str:
    title = name.partition("-")[2].replace("-", " ")
    sample = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").rstrip()
    shown = f"```toml\n{sample}\n```\n\n" if sample else ""
    return f"### {title[:1].upper()}{title[1:]}\n\n{shown}```text\n{message(name).rstrip()}\n```\n"


def main() -> None:
    """Write the expected messages and the page."""
    for name in samples():
        (FOLDER / f"{name}.expected").write_text(message(name), encoding="utf-8", newline="\n")
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
