"""A what-if: the scenario with some levers moved, as a draft of its own beside the one that it begins from.

The same levers always give the same draft, so that what was worked out for it is there again on stepping back.
"""

from __future__ import annotations

from collections.abc import Mapping

from vehicleplan.model.fault import KeyPath
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.session import lever_words
from vehicleplan.session.draft import Changes, Draft, changed
from vehicleplan.session.lever_changes import changes_of
from vehicleplan.session.levers import Lever, Value, levers, moved

_LONGEST_NAME = 300


class WhatIf:
    """Levers of a scenario and where they stand."""

    def __init__(self, base: Draft) -> None:
        self._base = base
        self._levers = levers(self._resolved)
        self._settings: Mapping[KeyPath, Value] = {}
        self._undos: list[Mapping[KeyPath, Value]] = []
        self._redos: list[Mapping[KeyPath, Value]] = []
        self._drafts: dict[tuple[tuple[KeyPath, Value], ...], Draft] = {}

    @property
    def base(self) -> Draft:
        """The scenario that it begins from; it has no faults."""
        return self._base

    @property
    def levers(self) -> tuple[Lever, ...]:
        """What can be moved."""
        return self._levers

    @property
    def moved(self) -> tuple[tuple[Lever, Value], ...]:
        """The levers that are not at their base value, with the value that they are set to."""
        return moved(self._levers, self._settings)

    @property
    def draft(self) -> Draft:
        """The scenario with the levers where they stand: the base itself where none is moved."""
        moves = self.moved
        if not moves:
            return self._base
        key = tuple((lever.path, value) for lever, value in moves)
        if key not in self._drafts:
            self._drafts[key] = changed(self._base, self.changes)
        return self._drafts[key]

    @property
    def changes(self) -> Changes:
        """What it changes in the file."""
        return changes_of(self._resolved, self.moved)

    @property
    def title(self) -> str:
        """What it changes, in words: `What-if: budget 130,000`."""
        return lever_words.title(self.moved)

    def value(self, lever: Lever) -> Value:
        """Where a lever stands."""
        return self._settings.get(lever.path, lever.base)

    def named(self) -> Draft:
        """The draft as a scenario with a name of its own, that says what is different."""
        name = f"{self._base.name}, {self.title[:1].lower()}{self.title[1:]}"
        return changed(self.draft, {("name",): name[:_LONGEST_NAME]})

    def rebase(self, base: Draft) -> None:
        """Begin from another state of the scenario; levers that it still has stay where they are."""
        names = {(lever.path, lever.name) for lever in self._levers}
        self._base, self._drafts = base, {}
        self._undos, self._redos = [], []
        self._levers = levers(self._resolved)
        stay = {lever.path for lever in self._levers if (lever.path, lever.name) in names}
        self._settings = {path: value for path, value in self._settings.items() if path in stay}

    def learn(self, plan: Plan) -> None:
        """Know the base plan: limits that the scenario does not have begin at what it uses."""
        self._levers = levers(self._resolved, plan)

    def set(self, lever: Lever, value: Value) -> None:
        """Move a lever to a value."""
        if value != self.value(lever):
            self._settle({**self._settings, lever.path: value})

    def all_back(self) -> None:
        """Move all levers back to the scenario."""
        if self.moved:
            self._settle({})

    def undo(self) -> bool:
        """Take the last move back; False where there is none."""
        return self._step(self._undos, self._redos)

    def redo(self) -> bool:
        """Do again the move that was taken back last; False where there is none."""
        return self._step(self._redos, self._undos)

    def _settle(self, settings: Mapping[KeyPath, Value]) -> None:
        self._undos.append(self._settings)
        self._redos.clear()
        self._settings = settings

    def _step(self, source: list[Mapping[KeyPath, Value]], target: list[Mapping[KeyPath, Value]]) -> bool:
        if not source:
            return False
        target.append(self._settings)
        self._settings = source.pop()
        return True

    @property
    def _resolved(self) -> ResolvedScenario:
        if self._base.resolved is None:
            raise ValueError("a what-if begins from a scenario without faults")
        return self._base.resolved
