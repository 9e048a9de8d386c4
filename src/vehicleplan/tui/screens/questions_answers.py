"""What Questions does with a question: answer, accept, note, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vehicleplan.model.screening import Answer
from vehicleplan.model.verdict import Question, Verdict
from vehicleplan.session.answers import accepted, answered, taken_back, written
from vehicleplan.tui.dialogs.ask import Ask
from vehicleplan.tui.dialogs.note import LONGEST_INITIALS, Note, Noted
from vehicleplan.tui.dialogs.prompt import Prompt
from vehicleplan.tui.screens.questions_candidates import CandidatePlace
from vehicleplan.tui.widgets.candidate_list import QUESTIONS

if TYPE_CHECKING:
    from vehicleplan.model.fault import KeyPath
    from vehicleplan.model.screened import ScreenedCandidate
    from vehicleplan.session.draft import Changes

GIVEN = tuple((verdict[0], verdict) for verdict in Verdict)
"""The key of each verdict."""


class AnsweringPlace(CandidatePlace):
    """A place with a question under its cursor, and what can be said to it."""

    @property
    def question(self) -> Question:
        """The question under the cursor."""
        return QUESTIONS[self.planner.cursor[1]]

    def candidates(self) -> tuple[ScreenedCandidate, ...]:
        """All candidates."""
        raise NotImplementedError

    def action_answer(self, word: str) -> None:
        """Answer the question."""
        candidate = self.candidate()
        if candidate is not None:
            changes = answered(self.desk.draft, candidate.id, self.question, Verdict(word), self.signature)
            self.edit(changes, f"{word} for {candidate.name} at {self.question}")

    def action_accept(self) -> None:
        """Take the suggestion as the answer."""
        candidate = self.candidate()
        if candidate is None:
            return
        verdict = candidate.asked[self.question].suggestion.verdict
        if verdict is None:
            self.say(
                "There is no suggestion to accept: the data cannot say. Answer with s, f, w or n.", is_warning=True
            )
        else:
            self.action_answer(verdict)

    def action_accept_all(self) -> None:
        """Accept all suggestions of the vehicle; answers stay as they are."""
        candidate = self.candidate()
        if candidate is None:
            return
        changes = accepted(self.desk.draft, candidate, self.signature)
        if self.edit(changes, f"Accept {_suggestions(len(changes))} of {candidate.name}"):
            self.say(f"Accepted {_suggestions(len(changes))} of {candidate.name}.")
        else:
            self.say(f"{candidate.name} has no suggestion that waits for an answer.")

    def action_accept_everything(self) -> None:
        """Accept all suggestions of all vehicles, after a question."""
        changes = self._all_suggestions()
        if not changes:
            self.say("No suggestion waits for an answer.")
            return

        def take(choice: str | None) -> None:
            if choice == "y":
                changes = self._all_suggestions()
                self.edit(changes, f"Accept {_suggestions(len(changes))}")

        details = "Answers that were given stay as they are. One undo takes all of it back."
        question = f"Accept {_suggestions(len(changes))} of all vehicles?"
        self.app.push_screen(Ask(question, (("y", "accept"), ("k", "keep asking")), details), take)

    def _all_suggestions(self) -> Changes:
        changes: dict[KeyPath, object] = {}
        for candidate in self.candidates():
            changes |= accepted(self.desk.draft, candidate, self.signature)
        return changes

    def action_take_back(self) -> None:
        """Take the answer back."""
        candidate = self.candidate()
        if candidate is None:
            return
        changes = taken_back(self.desk.draft, candidate.id, self.question)
        if not self.edit(changes, f"Take back the answer for {candidate.name} at {self.question}"):
            self.say("There is no answer to take back.")

    def action_note(self) -> None:
        """Write a note; where there is no answer yet the suggestion becomes one, and without that one is asked for."""
        candidate = self.candidate()
        if candidate is None:
            return
        asked = candidate.asked[self.question]
        if asked.verdict is not None:
            self._write_note(candidate, self.question, asked.verdict)
            return
        question = self.question
        ask = Ask("A note stands with an answer. What is yours?", GIVEN)
        letters = dict(GIVEN)
        self.app.push_screen(
            ask, lambda key: self._write_note(candidate, question, letters[key]) if key in letters else None
        )

    def _write_note(self, candidate: ScreenedCandidate, question: Question, verdict: Verdict) -> None:
        answer = candidate.asked[question].answer
        note = "" if answer is None else answer.note

        def changes(noted: Noted) -> Changes:
            if answer is not None and (answer.note.strip(), answer.by) == (noted.note, noted.by):
                return {}
            written_answer = Answer(verdict=verdict, note=noted.note, by=noted.by, on=self.signature.on)
            return written(self.desk.draft, candidate.id, question, written_answer)

        def take(noted: Noted | None) -> None:
            if noted is not None:
                self.initials = noted.by
            if noted is not None and changes(noted):
                self.edit(changes(noted), f"Note for {candidate.name} at {question}")
            else:
                self.planner.type_on({})

        before = Noted(note, self.initials)
        dialog = Note(candidate.name, question, verdict, before, lambda noted: self.planner.type_on(changes(noted)))
        self.app.push_screen(dialog, take)

    def action_sign(self) -> None:
        """Change the initials."""

        def take(initials: str | None) -> None:
            if initials is not None:
                self.initials = initials.strip()[:LONGEST_INITIALS]

        self.app.push_screen(Prompt("Initials", "What signs your answers from now on?", self.initials), take)


def _suggestions(count: int) -> str:
    return "1 suggestion" if count == 1 else f"{count} suggestions"
