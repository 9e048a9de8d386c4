"""The scenario on the desk: opened, changed, undone, saved, screened and planned.

The imperative core behind the terminal UI; it knows no widget. Whatever was worked out belongs to the version of the
draft that it was worked out for, so an older answer can never stand for a newer one, and undo brings its answers back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vehicleplan.errors import BadInputError, Problem
from vehicleplan.files.difference import changes_between, is_same, with_changes
from vehicleplan.files.save import NOT_THERE
from vehicleplan.files.shipped import shipped_path
from vehicleplan.files.source import SourceText, text_source
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.session import clock, keeping, recent, recovery
from vehicleplan.session.blank import blank_text
from vehicleplan.session.both_sides import BothSides, both_sides
from vehicleplan.session.draft import Changes, Draft, State, changed, draft_from, draft_of, moved, source_of, state_of
from vehicleplan.session.folders import write_beside_crashes
from vehicleplan.session.jobs import Planned
from vehicleplan.session.journal import Journal
from vehicleplan.session.keeping import OpenFile
from vehicleplan.session.topics import Analysed, Analysis
from vehicleplan.session.undo import Undo
from vehicleplan.session.unsaved import Unsaved
from vehicleplan.session.watch import CancelToken, Listener, Watch, unheard
from vehicleplan.session.worked_out import Answers

if TYPE_CHECKING:
    from vehicleplan.report.document.contracts import Document
    from vehicleplan.session.exporting import ExportRequest


class Desk:
    """What is being worked on. Everything is asked and told from one thread, but for `screen` and `plan`."""

    def __init__(self) -> None:
        self.file: OpenFile | None = None
        self._draft: Draft | None = None
        self._last_good: Draft | None = None
        self._undo = Undo()
        self._journal = Journal()
        self._answers = Answers()
        self._example: SourceText | None = None

    # What is open

    @property
    def is_open(self) -> bool:
        """Whether there is a scenario on the desk."""
        return self._draft is not None

    @property
    def draft(self) -> Draft:
        """The scenario as it stands now."""
        if self._draft is None:
            raise LookupError("no scenario is open")
        return self._draft

    @property
    def resolved(self) -> ResolvedScenario | None:
        """The last state of the scenario that had no faults: the present one, where it has none."""
        return self._last_good.resolved if self._last_good else None

    @property
    def is_unsaved(self) -> bool:
        """Whether something was changed since the file was read or saved."""
        if self.file is None or self._draft is None or self._draft.tables is self.file.tables:
            return False
        return not _says_the_same(self._draft.tables, self.file.tables)

    def open(self, path: Path) -> None:
        """Put the scenario of a file on the desk, also where it has faults.

        Raises:
            BadInputError: it cannot be read, is not TOML, or is a catalog.
        """
        source = source_of(path)
        self._begin(source, OpenFile(path, source.text, {}, source.sha256))
        recent.remember(path, self.draft.name)

    def open_example(self, name: str) -> None:
        """Put a shipped scenario on the desk; it has no file until it is saved.

        Raises:
            BadInputError: the shipped file cannot be read.
        """
        source = self._example = replace(source_of(shipped_path(name)), name=name)
        self._begin(source, OpenFile(None, source.text, {}, NOT_THERE, example=name))

    def begin(self) -> None:
        """Put a scenario without candidates on the desk; it has no file until it is saved."""
        source = text_source("New scenario", blank_text(clock.now().date()).encode(), None)
        assert isinstance(source, SourceText)  # noqa: S101 - for the type checker
        self._begin(source, OpenFile(None, source.text, {}, NOT_THERE))

    def close(self) -> None:
        """Clear the desk; what was not saved is gone."""
        self.give_up()
        self.file = self._draft = self._last_good = None
        self._undo = Undo()

    def _begin(self, source: SourceText, file: OpenFile) -> None:
        draft = draft_of(source)
        self.close()
        self.file = replace(file, tables=draft.tables)
        self._put(draft)

    def _put(self, draft: Draft) -> None:
        self._draft = draft
        if draft.resolved is not None:
            self._last_good = draft

    # Changes

    def change(self, changes: Changes, label: str, *, merges: str | None = None) -> None:
        """Change the scenario.

        Args:
            changes: What changes, by key path.
            label: What is done, for undo: `Answer of Webinar`.
            merges: Changes in a row with the same word here are undone as one; None for never.
        """
        before = self.draft
        if _says_the_same(with_changes(before.tables, changes), before.tables):
            return
        after = changed(before, changes)
        self._undo.keep(state_of(before), label, merges)
        self._keep(after)

    def undo(self) -> str | None:
        """Take the last change back and give its label, or None where there is none."""
        return self._step(self._undo.undo(state_of(self.draft)))

    def redo(self) -> str | None:
        """Do again what was taken back last and give its label, or None where there is nothing."""
        return self._step(self._undo.redo(state_of(self.draft)))

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return self._undo.can_redo

    def _step(self, step: tuple[State, str] | None) -> str | None:
        if step is None:
            return None
        state, label = step
        self._keep(self._at_home(state))
        return label

    def _at_home(self, state: State) -> Draft:
        """A draft from before the scenario was saved in another place, as it stands there."""
        home, draft = self.draft.source, draft_from(state)
        if draft.source is home or home.path is None:
            return draft
        changes = {} if draft.source is self._example else keeping.references(draft, home.path.parent)
        return moved(replace(draft, tables=with_changes(draft.tables, changes)), home)

    # The journal

    @property
    def trouble(self) -> str | None:
        """Why what is changed now would be lost if the program were killed; None where it would not."""
        return self._journal.trouble

    def type_on(self, changes: Changes) -> None:
        """Keep a text that is still being typed where a run that is killed leaves it; nothing else is changed by it."""
        self._journal.keep(self._opened(), self.draft, changes)

    def give_up(self) -> None:
        """Do not offer the changes that are not saved again."""
        self._journal.drop()

    def take_up(self, work: Unsaved) -> None:
        """Put work that was not saved on the desk, as one change of what it began from.

        Where its file has been changed since, saving says so.

        Raises:
            BadInputError: its file is there, but cannot be read.
        """
        source, began = recovery.base_of(work), work.beginning
        self._begin(source, OpenFile(work.path, source.text, {}, began.sha256, began.example))
        if work.path is None and began.example is not None:
            self._example = source
        self.change(changes_between(self.draft.tables, work.tables), "Work that was not saved")
        if self.trouble is None:
            recovery.give_up(work)
        if work.path is not None:
            recent.remember(work.path, self.draft.name)

    def _keep(self, draft: Draft) -> None:
        """Put a draft on the desk, once it is where nothing can take it away."""
        self._journal.keep(self._opened(), draft)
        self._put(draft)

    # Saving

    def save(self, *, over: BothSides | None = None) -> None:
        """Write the changes into the file, with its comments and layout as they are.

        Args:
            over: What somebody else has put there and may be written over; None where nothing may.

        Raises:
            BadInputError: there is no file yet, the layout cannot take the change, or the disk refuses.
            ChangedOutsideError: the file was changed by somebody else.
        """
        file = self._opened()
        if file.path is None:
            raise BadInputError((Problem(self.draft.name, None, "", "it has no file yet", "Save it under a name."),))
        self.file = keeping.saved(file, self.draft, over=over)
        self._journal.drop()
        recent.remember(file.path, self.draft.name)

    def both_sides(self) -> BothSides:
        """What the file of the scenario has by now, beside the draft."""
        path = self._opened().path
        if path is None:
            raise LookupError("the scenario has no file yet")
        return both_sides(path, self.draft.tables)

    def take_theirs(self, sides: BothSides) -> None:
        """Put what somebody else has written into the file in the place of the draft; undo brings the draft back."""
        source = sides.theirs
        if source is None:
            raise LookupError("there is nothing to take")
        draft = draft_of(source)
        self._undo.keep(state_of(self.draft), "Taking what the file has")
        self.file = replace(self._opened(), text=source.text, tables=draft.tables, sha256=source.sha256)
        self._journal.drop()
        self._put(draft)

    def save_as(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the scenario into another file, which is then the one that is open.

        Raises:
            BadInputError: a file is there already, or the disk refuses.
        """
        file = keeping.saved_as(self._opened(), self.draft, path, overwrite=overwrite)
        draft = moved(replace(self.draft, tables=file.tables), source_of(path))
        self.file = file
        self._journal.drop()
        self._put(draft)
        recent.remember(path, draft.name)

    def keep_as(self, draft: Draft, path: Path, *, overwrite: bool = False) -> None:
        """Write another draft of this scenario, such as a what-if, into a file of its own; the open file stays.

        Raises:
            BadInputError: a file is there already, or the disk refuses.
        """
        keeping.saved_as(self._opened(), draft, path, overwrite=overwrite)
        recent.remember(path, draft.name)

    def rescue(self) -> Path | None:
        """Write what is not saved beside the crash files; None where all is saved, or nothing can be written."""
        if not self.is_unsaved:
            return None
        text = keeping.rescued_text(self._opened(), self.draft)
        return write_beside_crashes(f"rescued-{clock.now():%Y%m%d-%H%M%S}.toml", text)

    def _opened(self) -> OpenFile:
        if self.file is None:
            raise LookupError("no scenario is open")
        return self.file

    # What was worked out

    def screened(self, draft: Draft | None = None) -> Screened | None:
        """What the filter says of a draft, of the present one by default; None where it has not been asked yet."""
        return self._answers.screened(draft or self.draft)

    def planned(self, draft: Draft | None = None) -> Planned | None:
        """The plan of a draft, of the present one by default, or the best that was found before the search was stopped.

        None where there is neither.
        """
        return self._answers.planned(draft or self.draft)

    def is_planned(self, draft: Draft | None = None) -> bool:
        """Whether the search for the plan of a draft, of the present one by default, has come to its end."""
        return self._answers.is_planned(draft or self.draft)

    def analysed(self, analysis: Analysis, draft: Draft | None = None) -> Analysed | None:
        """What an analysis of a draft, of the present one by default, has given; None where there is nothing yet."""
        return self._answers.analysed(draft or self.draft, analysis)

    def screen(self, draft: Draft, token: CancelToken, on_progress: Listener = unheard) -> None:
        """Gather the evidence of a draft, so that `screened` has an answer. Slow; may be called from any thread.

        Raises:
            CancelledError: the token was set.
            BadInputError: the draft has faults.
        """
        self._answers.screen(draft, token, on_progress)

    def plan(self, draft: Draft, token: CancelToken, on_progress: Listener = unheard) -> None:
        """Plan a draft, so that `planned` has an answer. Slow; may be called from any thread.

        Where it is stopped, the best plan found so far is kept, and `is_planned` stays false.

        Raises:
            CancelledError: the token was set before there was a plan.
            BadInputError: the draft has faults.
            UnboundedPlanError: nothing limits the plan.
        """
        self._answers.plan(draft, token, on_progress)

    def analyse(self, draft: Draft, analysis: Analysis, token: CancelToken, on_progress: Listener = unheard) -> None:
        """Analyse the plan of a draft, so that `analysed` has an answer. Slow; may be called from any thread.

        Where it is stopped, what it has is kept, and says that it is not the whole.

        Raises:
            CancelledError: the token was set before there was anything to keep.
            UnboundedPlanError: nothing limits a variant of the plan.
        """
        self._answers.analyse(draft, analysis, token, on_progress)

    def document(self, draft: Draft, request: ExportRequest, watch: Watch) -> Document:
        """The document of a draft's plan, for exports. Slow; may be called from any thread.

        Raises:
            CancelledError: it was stopped.
            BadInputError: the draft has faults.
            UnknownLocaleError: there is no such locale.
            UnboundedPlanError: nothing limits the plan.
        """
        return self._answers.document(draft, request, watch, is_saved=not self.is_unsaved)


def _says_the_same(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Whether two states of the tables say the same; quick where they do not."""
    return one == other and is_same(one, other)
