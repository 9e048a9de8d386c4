"""The scenarios that were opened lately, the last one first. A list that cannot be read is an empty one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from vehicleplan.frozen import dataclass
from vehicleplan.session.folders import keep_state, read_state

MOST = 12


@dataclass(frozen=True)
class Recent:
    """A scenario that was opened lately.

    Attributes:
        path: Its file.
        name: What it was called then.
    """

    path: Path
    name: str

    @property
    def changed(self) -> datetime | None:
        """When its file was changed last, or None where nobody knows."""
        try:
            return datetime.fromtimestamp(self.path.stat().st_mtime, UTC).astimezone()
        except (OSError, ValueError, OverflowError):
            return None


def recent_scenarios() -> tuple[Recent, ...]:
    """The scenarios opened lately whose files are still there, the last one first."""
    return tuple(recent for recent in _listed() if _is_there(recent.path))


def remember(path: Path, name: str) -> None:
    """Put a scenario on top of the list."""
    newest = Recent(path.absolute(), name)
    others = [recent for recent in _listed() if recent.path != newest.path]
    keep_state("recent", [{"path": str(recent.path), "name": recent.name} for recent in (newest, *others)[:MOST]])


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _listed() -> tuple[Recent, ...]:
    entries = read_state("recent")
    try:
        return tuple(Recent(Path(entry["path"]), str(entry["name"])) for entry in entries)  # type: ignore[attr-defined]
    except (TypeError, KeyError):
        return ()
