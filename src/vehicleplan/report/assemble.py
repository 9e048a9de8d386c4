"""One frozen report for everything that is shown: a plan, a screening, the seven questions to one candidate."""

from __future__ import annotations

from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Asked, Screened, ScreenedCandidate
from vehicleplan.model.screening import Answer
from vehicleplan.model.verdict import Question, Verdict
from vehicleplan.report import numbers, sentences, tables
from vehicleplan.report.contracts import (
    Bar,
    Card,
    CardsReport,
    Cell,
    Column,
    Kind,
    PlanReport,
    ScreenReport,
    Table,
)

UNANSWERED = "·"
"""The mark of a question that nobody has answered and the data cannot."""
ANSWERED = "*"
"""Beside a verdict: a person gave it."""


def plan_report(plan: Plan, resolved: ResolvedScenario) -> PlanReport:
    """A plan with every table that has something to say."""
    shown = sentences.has_plan(plan)
    return PlanReport(
        title=plan.scenario,
        answer=sentences.answer(plan),
        remarks=sentences.remarks(plan),
        chosen=tables.chosen_table(plan, resolved) if plan.vehicles else None,
        money=tables.money_table(plan, resolved) if shown and plan.cost.cash > 0 else None,
        hours=tables.hours_table(plan, resolved) if shown else None,
        targets=tables.targets_table(plan, resolved) if shown else None,
        builds=tables.builds_table(plan) if shown else None,
        not_chosen=tables.not_chosen_table(plan),
        ruled_out=tables.ruled_out_table(plan),
    )


def screen_report(screened: Screened, resolved: ResolvedScenario) -> ScreenReport:
    """Every candidate with its seven verdicts, and how many are left after each question."""
    kept_out = {candidate.id for candidate in resolved.candidates if candidate.include == "never"}
    left = [each for each in screened.candidates if each.out_at is None and each.id not in kept_out]
    unanswered = sum(asked.verdict is None for each in left for asked in each.asked.values())
    return ScreenReport(
        title=resolved.scenario.name,
        answer=sentences.screened(len(left), len(screened.candidates), unanswered),
        bars=_bars(screened),
        candidates=_candidates(screened, kept_out),
        legend=_legend(screened),
    )


def cards_report(candidate: ScreenedCandidate, converted: tuple[str, ...] = ()) -> CardsReport:
    """The seven questions to one candidate, and what of its catalog's figures was converted for the scenario."""
    stays = "It stays in after all seven questions."
    if candidate.out_at is not None:
        stays = f"It leaves at question {_why(candidate)}"
    elif candidate.reason:
        stays = candidate.reason
    return CardsReport(
        title=f"{candidate.name} ({candidate.id})",
        answer=stays,
        cards=tuple(_card(number, question, candidate) for number, question in enumerate(Question, start=1)),
        notes=(f"Converted from the catalog's own periods and currency: {'; '.join(converted)}.",) if converted else (),
    )


def _bars(screened: Screened) -> tuple[Bar, ...]:
    total = len(screened.candidates)
    return tuple(
        Bar(number, question.value, question.words, screened.left_after.get(question, total), total)
        for number, question in enumerate(Question, start=1)
    )


def _candidates(screened: Screened, kept_out: set[str]) -> Table:
    """Those that are left first, then the others by the question at which they left, then those kept out."""
    questions = list(Question)

    def place(candidate: ScreenedCandidate) -> int:
        """How far it came: the later it left, the higher."""
        if candidate.id in kept_out:
            return -1
        return len(questions) if candidate.out_at is None else questions.index(candidate.out_at)

    marks = tuple(Column(str(number), Kind.SYMBOL) for number in range(1, len(questions) + 1))
    rows = []
    for candidate in sorted(screened.candidates, key=lambda each: -place(each)):
        verdicts: list[Cell] = [_mark(candidate.asked.get(question)) for question in questions]
        rows.append((candidate.name, *verdicts, _why(candidate)))
    return Table("Candidates", (Column("Vehicle"), *marks, Column("Where it left and why")), tuple(rows))


def _why(candidate: ScreenedCandidate) -> str:
    if candidate.out_at is None:
        return candidate.reason
    return sentences.ruled_out(candidate.out_at, candidate.reason)


def _mark(asked: Asked | None) -> str:
    if asked is None or asked.verdict is None:
        return UNANSWERED
    return asked.verdict.symbol + (ANSWERED if asked.answer is not None else "")


def _legend(screened: Screened) -> str:
    verdicts = "  ".join(f"{verdict.symbol} {verdict}" for verdict in Verdict)
    answered = any(asked.answer is not None for each in screened.candidates for asked in each.asked.values())
    mine = f"  {ANSWERED} answered by a person" if answered else ""
    return f"{verdicts}  {UNANSWERED} unanswered{mine}"


def _card(number: int, question: Question, candidate: ScreenedCandidate) -> Card:
    asked = candidate.asked.get(question)
    heading = f"{number} {question}: {question.words}"
    if asked is None:
        return Card(heading, f"{UNANSWERED} not asked", "", "", is_exit=False)
    suggestion = asked.suggestion
    if suggestion.verdict is None:
        verdict = f"{UNANSWERED} unanswered"
    else:
        verdict = f"{suggestion.verdict.symbol} {suggestion.verdict}, {suggestion.confidence}"
    given = "" if asked.answer is None else _answer_words(asked.answer)
    return Card(heading, verdict, suggestion.evidence, given, is_exit=candidate.out_at is question)


def _answer_words(answer: Answer) -> str:
    """What the marketer said, who and when."""
    who = " ".join(part for part in (answer.by, "" if answer.on is None else numbers.date(answer.on)) if part)
    note = f": {answer.note.strip()}" if answer.note.strip() else ""
    return f"{answer.verdict.symbol} {answer.verdict}{f' ({who})' if who else ''}{note}"
