"""What can be taken back and done again: every change since the scenario was opened, across saves."""

from __future__ import annotations

from vehicleplan.frozen import dataclass
from vehicleplan.session.draft import State


@dataclass(frozen=True)
class _Step:
    """The state on the other side of a change, and what the change did."""

    state: State
    label: str
    merges: str | None = None


class Undo:
    """The steps to either side of the present state."""

    def __init__(self) -> None:
        self._undos: list[_Step] = []
        self._redos: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._undos)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return bool(self._redos)

    def keep(self, before: State, label: str, merges: str | None = None) -> None:
        """Remember the state before a change.

        Args:
            before: The state.
            label: What the change does.
            merges: Changes in a row with the same word here are taken back as one; None for never.
        """
        last = self._undos[-1] if self._undos else None
        if merges is None or last is None or last.merges != merges:
            self._undos.append(_Step(before, label, merges))
        self._redos.clear()

    def undo(self, now: State) -> tuple[State, str] | None:
        """The state before the last change and what that did, or None where there is none."""
        return _step(now, self._undos, self._redos)

    def redo(self, now: State) -> tuple[State, str] | None:
        """The state that was taken back last and what led to it, or None where there is none."""
        return _step(now, self._redos, self._undos)


def _step(now: State, source: list[_Step], target: list[_Step]) -> tuple[State, str] | None:
    if not source:
        return None
    step = source.pop()
    target.append(_Step(now, step.label))
    return step.state, step.label
