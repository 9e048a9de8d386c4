"""The funnel: who leaves at which question, and why, in one sentence.

The first six questions are asked of every candidate; the seventh compares with those that are left after them, and is
asked of every candidate too, so that the matrix has no holes. A candidate leaves once, at the first question that
rules it out. One that the scenario marks `never` is shown with its suggestions, but counts nowhere as left and leaves
at no question; one that it marks `must` stays whatever the questions say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence
from vehicleplan.model.goal import Brief
from vehicleplan.model.plan import RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Asked, Screened, ScreenedCandidate, Suggestion
from vehicleplan.model.screening import Answer, Screening, Thresholds
from vehicleplan.model.team import Team
from vehicleplan.model.verdict import Confidence, Question, Verdict
from vehicleplan.optimizer import Control
from vehicleplan.screening.evidence import beside_those_left, gather
from vehicleplan.screening.questions import (
    audience,
    capability,
    efficiency,
    impact,
    message,
    objective,
    track_record,
)

Suggest = Callable[[Brief, Team, Candidate, Evidence, Thresholds], Suggestion]

SUGGEST: Mapping[Question, Suggest] = {
    Question.OBJECTIVE: objective.suggest,
    Question.AUDIENCE: audience.suggest,
    Question.MESSAGE: message.suggest,
    Question.CAPABILITY: capability.suggest,
    Question.IMPACT: impact.suggest,
    Question.TRACK_RECORD: track_record.suggest,
    Question.EFFICIENCY: efficiency.suggest,
}
"""By question, the function that suggests its verdict."""

_FIRST_SIX = tuple(Question)[:-1]
_NOT_ASKED = Suggestion(None, "", Confidence.LOW)


@dataclass(frozen=True)
class _Departure:
    """Where a candidate leaves, and why."""

    at: Question
    reason: str


def screen(resolved: ResolvedScenario, control: Control | None = None) -> Screened:
    """All seven verdicts of every candidate, and where each one leaves.

    Raises:
        CancelledError: The user stopped the run.
    """
    return screen_with(resolved, gather(resolved, control))


def screen_with(
    resolved: ResolvedScenario, evidence: Mapping[str, Evidence], before: Screened | None = None
) -> Screened:
    """The same from evidence that was gathered before; answers and notes may have changed since.

    Args:
        resolved: The scenario.
        evidence: By candidate, as `gather` gives it.
        before: What this gave for the same evidence with other answers, whose suggestions still hold.
    """
    known = {} if before is None else {each.id: each.asked for each in before.candidates}
    asked = {c.id: _ask(resolved, c, evidence[c.id], _FIRST_SIX, known.get(c.id)) for c in resolved.candidates}
    left = _left(resolved, asked)
    if not known or left != _left(resolved, {key: _first_six(each) for key, each in known.items()}):
        known, evidence = {}, beside_those_left(resolved, evidence, left)
    for candidate in resolved.candidates:
        last = _ask(resolved, candidate, evidence[candidate.id], (Question.EFFICIENCY,), known.get(candidate.id))
        asked[candidate.id] = {**asked[candidate.id], **last}
    candidates = tuple(_screened(resolved, candidate, asked[candidate.id]) for candidate in resolved.candidates)
    return Screened(candidates, _left_after(resolved, candidates))


def ruled_out(screened: Screened) -> dict[str, RuledOut]:
    """By candidate that left, the question and the sentence, as the optimizer takes them."""
    return {c.id: RuledOut(c.out_at, c.reason) for c in screened.candidates if c.out_at is not None}


def rule_out(resolved: ResolvedScenario, control: Control | None = None) -> dict[str, RuledOut]:
    """The same as `ruled_out(screen(…))`, without solo runs where no suggestion can rule out: what planning needs.

    Raises:
        CancelledError: The user stopped the run.
    """
    if resolved.scenario.screening.rule_out == "suggestions":
        return ruled_out(screen(resolved, control))
    candidates = (_screened(resolved, c, _answers(c)) for c in resolved.candidates)
    return {c.id: RuledOut(c.out_at, c.reason) for c in candidates if c.out_at is not None}


def _ask(
    resolved: ResolvedScenario,
    candidate: Candidate,
    evidence: Evidence,
    questions: Collection[Question],
    known: Mapping[Question, Asked] | None,
) -> Mapping[Question, Asked]:
    """Some questions to a candidate; suggestions that are known already are not made again."""
    answers = candidate.answers
    if known is not None:
        return {question: Asked(known[question].suggestion, answers.get(question)) for question in questions}
    scenario = resolved.scenario
    return {
        question: Asked(
            SUGGEST[question](scenario.brief, scenario.team, candidate, evidence, scenario.screening.thresholds),
            answers.get(question),
        )
        for question in questions
    }


def _first_six(asked: Mapping[Question, Asked]) -> Mapping[Question, Asked]:
    return {question: asked[question] for question in _FIRST_SIX}


def _left(resolved: ResolvedScenario, asked: Mapping[str, Mapping[Question, Asked]]) -> set[str]:
    """The candidates that are left after the questions that were asked of them."""
    return {each.id for each in resolved.candidates if _is_left(resolved, each, asked[each.id])}


def _answers(candidate: Candidate) -> Mapping[Question, Asked]:
    return {question: Asked(_NOT_ASKED, candidate.answers.get(question)) for question in Question}


def _is_left(resolved: ResolvedScenario, candidate: Candidate, asked: Mapping[Question, Asked]) -> bool:
    if candidate.include == "may":
        return _departure(resolved.scenario.screening, asked) is None
    return candidate.include == "must"


def _screened(resolved: ResolvedScenario, candidate: Candidate, asked: Mapping[Question, Asked]) -> ScreenedCandidate:
    departure = _departure(resolved.scenario.screening, asked)
    out_at, reason = None, ""
    if candidate.include == "never":
        reason = "The scenario keeps it out (include = never)."
    elif departure is not None and candidate.include == "must":
        reason = f"The scenario keeps it in (include = must). Otherwise: {_lowered(departure.reason)}"
    elif departure is not None:
        out_at, reason = departure.at, departure.reason
    return ScreenedCandidate(candidate.id, candidate.name, asked, out_at, reason)


def _departure(screening: Screening, asked: Mapping[Question, Asked]) -> _Departure | None:
    """The first question with a no, or with one weak verdict too many."""
    if screening.rule_out == "nothing":
        return None
    weak: list[Question] = []
    for question, each in asked.items():
        verdict = _ruling_verdict(screening, each)
        if verdict is Verdict.NO:
            return _Departure(question, f"Ruled out at {question}: {_ground(each)}")
        if verdict is Verdict.WEAK:
            weak.append(question)
            if len(weak) > screening.max_weak:
                return _Departure(question, f"Ruled out at {question}: {_weak_at(weak, screening.max_weak)}")
    return None


def _ruling_verdict(screening: Screening, asked: Asked) -> Verdict | None:
    """The answer, else the suggestion where suggestions rule out."""
    if asked.answer is not None:
        return asked.answer.verdict
    return asked.suggestion.verdict if screening.rule_out == "suggestions" else None


def _ground(asked: Asked) -> str:
    return _lowered(asked.suggestion.evidence) if asked.answer is None else _said(asked.answer)


def _said(answer: Answer) -> str:
    who = f"{answer.by} answered no" if answer.by else "the answer is no"
    note = answer.note.strip()
    if not note:
        return f"{who}."
    return f"{who}: {note}" if note.endswith((".", "!", "?")) else f"{who}: {note}."


def _weak_at(weak: list[Question], most: int) -> str:
    count = f"{len(weak)} weak verdict{'' if len(weak) == 1 else 's'}"
    allowed = f"where {most} {'is' if most == 1 else 'are'} allowed" if most else "where none is allowed"
    return f"{count} ({', '.join(weak)}) {allowed}."


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _left_after(resolved: ResolvedScenario, candidates: tuple[ScreenedCandidate, ...]) -> Mapping[Question, int]:
    """By question, how many are in after it; `never` is in nowhere."""
    never = {candidate.id for candidate in resolved.candidates if candidate.include == "never"}
    order = list(Question)
    return {
        question: sum(c.id not in never and (c.out_at is None or order.index(c.out_at) > place) for c in candidates)
        for place, question in enumerate(order)
    }
