"""Answers to the seven questions as changes of a draft. Nothing here changes anything: the desk does, in one step.

An answer keeps the note that stands with it until the note itself is changed, and carries who gave it and when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Asked, Screened, ScreenedCandidate, Suggestion
from vehicleplan.model.screening import Answer
from vehicleplan.model.verdict import Confidence, Question, Verdict
from vehicleplan.session.draft import DELETED, Changes, Draft, changed, place_of_vehicle

CALLED_BACK = "called back"
"""The note of an answer that calls a vehicle back."""
_NOT_ASKED = Suggestion(None, "", Confidence.LOW)


@dataclass(frozen=True)
class Signature:
    """Who answers, and on which day; `by` may be empty."""

    by: str
    on: date


def answered(draft: Draft, vehicle: str, question: Question, verdict: Verdict, signature: Signature) -> Changes:
    """The changes of an answer; its note stays. None where the same person said the same already.

    Raises:
        KeyError: there is no such candidate.
    """
    before = given(draft, vehicle).get(question)
    if before is not None and (before.verdict, before.by) == (verdict, signature.by):
        return {}
    note = "" if before is None else before.note
    return written(draft, vehicle, question, Answer(verdict=verdict, note=note, by=signature.by, on=signature.on))


def written(draft: Draft, vehicle: str, question: Question, answer: Answer) -> Changes:
    """The changes that write an answer with its note.

    Raises:
        KeyError: there is no such candidate.
    """
    table: dict[str, Any] = {"verdict": answer.verdict.value}
    if answer.note:
        table["note"] = answer.note
    if answer.by:
        table["by"] = answer.by
    if answer.on is not None:
        table["on"] = answer.on
    return {("vehicle", place_of_vehicle(draft, vehicle), "answers", question.value): table}


def taken_back(draft: Draft, vehicle: str, question: Question) -> Changes:
    """The changes that take an answer back; none where there is none.

    Raises:
        KeyError: there is no such candidate.
    """
    place: KeyPath = ("vehicle", place_of_vehicle(draft, vehicle), "answers")
    answers = draft.value(place)
    if not isinstance(answers, Mapping) or question.value not in answers:
        return {}
    return {place if len(answers) == 1 else (*place, question.value): DELETED}


def accepted(draft: Draft, candidate: ScreenedCandidate, signature: Signature) -> Changes:
    """The changes that make every suggestion to a candidate an answer where there is none yet."""
    own = given(draft, candidate.id)
    changes: dict[KeyPath, Any] = {}
    for question, asked in candidate.asked.items():
        verdict = asked.suggestion.verdict
        if question not in own and verdict is not None:
            changes |= answered(draft, candidate.id, question, verdict, signature)
    return changes


def called_back(
    draft: Draft, vehicle: str, screen: Callable[[Draft], Screened | None], signature: Signature
) -> Changes:
    """The changes that bring a vehicle back: `fair` at each question that rules it out, until it stays.

    Args:
        draft: The scenario.
        vehicle: The candidate.
        screen: What the filter says of a draft.
        signature: Who calls it back.
    """
    changes: dict[KeyPath, Any] = {}
    after = draft
    for _ in Question:
        screened = screen(after)
        question = None if screened is None else _out_at(screened, vehicle)
        if question is None:
            break
        before = given(after, vehicle).get(question)
        note = f"{before.note} ({CALLED_BACK})" if before is not None and before.note.strip() else CALLED_BACK
        answer = Answer(verdict=Verdict.FAIR, note=note, by=signature.by, on=signature.on)
        changes |= written(draft, vehicle, question, answer)
        after = changed(draft, changes)
    return changes


def given(draft: Draft, vehicle: str) -> Mapping[Question, Answer]:
    """The answers as they stand in a draft, also while something else in it is wrong; those that are wrong left out.

    Raises:
        KeyError: there is no such candidate.
    """
    answers = draft.value(("vehicle", place_of_vehicle(draft, vehicle), "answers"))
    return dict(_read(answers)) if isinstance(answers, Mapping) else {}


def standing(draft: Draft, resolved: ResolvedScenario, last: Screened | None) -> Screened:
    """What can be shown of a draft that the questions have not been asked of yet.

    Args:
        draft: The scenario, which may have faults.
        resolved: Its last state without faults.
        last: What the filter said last, of this scenario as it was then.

    Returns:
        The candidates that are still in the draft, each with its present answers and the suggestions it had last; how
        many are left is known only where they are the same.
    """
    known = {} if last is None else {candidate.id: candidate for candidate in last.candidates}
    found = []
    for candidate in resolved.candidates:
        try:
            answers = given(draft, candidate.id)
        except KeyError:
            continue
        before = known.get(candidate.id)
        suggested = {} if before is None else {q: asked.suggestion for q, asked in before.asked.items()}
        asked = {q: Asked(suggested.get(q, _NOT_ASKED), answers.get(q)) for q in Question}
        out_at, reason = (None, "") if before is None else (before.out_at, before.reason)
        found.append(ScreenedCandidate(candidate.id, candidate.name, asked, out_at, reason))
    is_same = [each.id for each in found] == list(known)
    return Screened(tuple(found), last.left_after if last is not None and is_same else {})


def open_cards(screened: Screened, kept_out: frozenset[str]) -> tuple[tuple[str, Question], ...]:
    """Every question without an answer of every candidate that is still in, in order.

    Args:
        screened: What the filter says.
        kept_out: The candidates that the scenario keeps out.
    """
    return tuple(
        (candidate.id, question)
        for candidate in screened.candidates
        if candidate.out_at is None and candidate.id not in kept_out
        for question, asked in candidate.asked.items()
        if asked.answer is None
    )


def _read(answers: Mapping[str, Any]) -> Iterator[tuple[Question, Answer]]:
    for question in Question:
        try:
            yield question, Answer.model_validate(answers[question.value])
        except (KeyError, ValidationError):
            continue


def _out_at(screened: Screened, vehicle: str) -> Question | None:
    return next((candidate.out_at for candidate in screened.candidates if candidate.id == vehicle), None)
