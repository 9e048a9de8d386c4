"""Paths as people type them: what a folder has to offer while one types, and whether a file can be written there.

Nothing here opens a file, and a folder that cannot be read is an empty one.
"""

from __future__ import annotations

from pathlib import Path

from vehicleplan.frozen import dataclass

MOST = 300
"""Entries that are offered; whoever looks for more types another letter."""


@dataclass(frozen=True)
class Entry:
    """Something to choose in a folder.

    Attributes:
        path: Where it is.
        typed: What to type to name it.
        is_folder: Whether it is a folder to look into, or else a file to open.
    """

    path: Path
    typed: str
    is_folder: bool


@dataclass(frozen=True)
class Destination:
    """A file to be written.

    Attributes:
        path: Where; it ends in `.toml`.
        is_there: Whether there is such a file already.
        problem: Why it cannot be written, or empty.
    """

    path: Path
    is_there: bool
    problem: str


def typed_path(typed: str, folder: Path) -> Path:
    """The path that was typed, as seen from a folder; `~` is the home folder."""
    try:
        return folder / Path(typed.strip()).expanduser()
    except RuntimeError:  # a home folder that nobody knows
        return folder / typed.strip()


def entries(typed: str, folder: Path) -> tuple[Entry, ...]:
    """The TOML files, then the folders, whose names have what is typed after the last slash.

    Args:
        typed: What is typed so far.
        folder: Where paths begin that do not say where they do.
    """
    before, slash, part = typed.replace("\\", "/").rpartition("/")
    if part in ("~", ".."):
        before, slash, part = part, "/", ""
    head = before + slash
    place = typed_path(head, folder)
    found = [entry for entry in _listed(place, head) if _fits(entry.path.name, part)]
    found.sort(key=lambda entry: (entry.is_folder, _rank(entry.path.name, part), entry.path.name.casefold()))
    up = (Entry(place.parent, f"{head}../", is_folder=True),) if not part else ()
    return (*found[:MOST], *up)


def destination(typed: str, folder: Path) -> Destination:
    """Where a file goes whose path was typed."""
    path = typed_path(typed, folder)
    if not typed.strip() or typed.rstrip().endswith(("/", "\\")) or _is(path, "is_dir"):
        return Destination(path, is_there=False, problem="Type the name of a file, such as launch.toml.")
    if path.suffix != ".toml":
        path = path.with_name(f"{path.name}.toml")
    if not _is(path.parent, "is_dir"):
        return Destination(path, is_there=False, problem=f"There is no folder {path.parent}.")
    if _is(path, "exists") and not _is(path, "is_file"):
        return Destination(path, is_there=True, problem="This is not a file that could be replaced.")
    return Destination(path, is_there=_is(path, "is_file"), problem="")


def _listed(place: Path, head: str) -> list[Entry]:
    listed = []
    try:
        for path in place.iterdir():
            if _is(path, "is_dir"):
                listed.append(Entry(path, f"{head}{path.name}/", is_folder=True))
            elif path.suffix == ".toml" and _is(path, "is_file"):
                listed.append(Entry(path, f"{head}{path.name}", is_folder=False))
    except (OSError, ValueError):
        return []
    return listed


def _is(path: Path, what: str) -> bool:
    try:
        return bool(getattr(path, what)())
    except (OSError, ValueError):
        return False


def _fits(name: str, part: str) -> bool:
    """Whether a name has what is typed; a hidden one only where a dot is typed first."""
    if name.startswith(".") and not part.startswith("."):
        return False
    return part.casefold() in name.casefold()


def _rank(name: str, part: str) -> bool:
    return not name.casefold().startswith(part.casefold())


def free_name(path: Path) -> Path:
    """A name like that of a file which no file has yet: `launch-2.toml`."""
    others = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 1_000))
    return next((other for other in others if not _is(other, "exists")), path)
