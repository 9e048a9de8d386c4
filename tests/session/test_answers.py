"""Answers as changes: given, kept with their note, accepted, taken back, called back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cli.runs import SMALL, write
from vehicleplan.model.screened import Screened
from vehicleplan.model.screening import Answer
from vehicleplan.model.verdict import Question, Verdict
from vehicleplan.session.answers import (
    Signature,
    accepted,
    answered,
    called_back,
    given,
    open_cards,
    standing,
    taken_back,
    written,
)
from vehicleplan.session.candidates import added, begun, id_for, included, new_faults, offers, taken_out
from vehicleplan.session.desk import Desk
from vehicleplan.session.person import initials_of
from vehicleplan.session.watch import CancelToken

ANA = Signature("AL", date(2026, 11, 22))
MESSAGE = Question.MESSAGE
SUGGESTING = SMALL.replace('rule_out = "answers"', 'rule_out = "suggestions"')


def desk_on(folder: Path, text: str = SMALL) -> Desk:
    """A desk with a scenario on it whose questions have been asked."""
    desk = Desk()
    desk.open(Path(write(folder, text)))
    desk.screen(desk.draft, CancelToken())
    return desk


def screened(desk: Desk) -> Screened:
    """What the filter says now."""
    found = desk.screened()
    assert found is not None
    return found


def out_at(desk: Desk, vehicle: str) -> Question | None:
    """Where a candidate left."""
    return next(candidate.out_at for candidate in screened(desk).candidates if candidate.id == vehicle)


def test_an_answer_is_signed_and_keeps_the_note(tmp_path: Path) -> None:
    """Another verdict of another person leaves the note as it is; the same again changes nothing."""
    desk = desk_on(tmp_path)
    desk.change(answered(desk.draft, "banner", MESSAGE, Verdict.WEAK, ANA), "weak")
    note = "One line does not carry it"
    assert given(desk.draft, "banner") == {MESSAGE: Answer(verdict=Verdict.WEAK, note=note, by="AL", on=ANA.on)}
    assert answered(desk.draft, "banner", MESSAGE, Verdict.WEAK, ANA) == {}


def test_a_note_goes_with_an_empty_text(tmp_path: Path) -> None:
    """An answer that is written without a note or initials has no such keys in the file."""
    desk = desk_on(tmp_path)
    desk.change(written(desk.draft, "banner", MESSAGE, Answer(verdict=Verdict.NO)), "no")
    assert desk.draft.value(("vehicle", 2, "answers", "message")) == {"verdict": "no"}


def test_taking_the_last_answer_back_leaves_no_empty_table(tmp_path: Path) -> None:
    """The file then says nothing of answers; what is not there cannot be taken back."""
    desk = desk_on(tmp_path)
    desk.change(taken_back(desk.draft, "banner", MESSAGE), "back")
    assert desk.draft.value(("vehicle", 2, "answers")) is None
    assert taken_back(desk.draft, "banner", MESSAGE) == {}


def test_accepting_leaves_answers_and_what_nobody_knows(tmp_path: Path) -> None:
    """Every suggestion becomes an answer; an answer that differs stays, and no suggestion gives no answer."""
    desk = desk_on(tmp_path)
    banner = screened(desk).candidates[2]
    desk.change(accepted(desk.draft, banner, ANA), "accept")
    suggested = {q: a.suggestion.verdict for q, a in banner.asked.items() if a.suggestion.verdict is not None}
    verdicts = {question: answer.verdict for question, answer in given(desk.draft, "banner").items()}
    assert verdicts == {**suggested, MESSAGE: Verdict.NO}


def test_a_vehicle_is_called_back_until_it_stays(tmp_path: Path) -> None:
    """Fair at each question that rules it out, and at no other; what was said before is kept in the note."""
    text = SMALL + '[vehicle.answers.audience]\nverdict = "no"\n'
    desk = desk_on(tmp_path, text)
    changes = called_back(desk.draft, "banner", desk.screened, ANA)
    desk.change(changes, "call back")
    assert out_at(desk, "banner") is None
    notes = {question: (answer.verdict, answer.note) for question, answer in given(desk.draft, "banner").items()}
    assert notes == {
        Question.AUDIENCE: (Verdict.FAIR, "called back"),
        MESSAGE: (Verdict.FAIR, "One line does not carry it (called back)"),
    }


def test_one_weak_verdict_too_many_is_called_back_too(tmp_path: Path) -> None:
    """Only what is beyond the weak verdicts that are allowed is answered."""
    weak = "".join(f'[vehicle.answers.{q}]\nverdict = "weak"\n' for q in ("audience", "impact", "efficiency"))
    desk = desk_on(tmp_path, SMALL.replace('verdict = "no"', 'verdict = "weak"') + weak)
    assert out_at(desk, "banner") is Question.IMPACT
    desk.change(called_back(desk.draft, "banner", desk.screened, ANA), "call back")
    verdicts = {question.value: answer.verdict for question, answer in given(desk.draft, "banner").items()}
    assert verdicts == {"audience": "weak", "message": "weak", "impact": "fair", "efficiency": "fair"}


def test_open_cards_are_of_those_still_in() -> None:
    """What left, what is kept out and what is answered is not open."""
    desk = Desk()
    desk.open_example("mid-market-launch")
    desk.screen(desk.draft, CancelToken())
    found = screened(desk)
    gone = {candidate.id for candidate in found.candidates if candidate.out_at is not None}
    never = frozenset({"telemarketing"})
    vehicles = {vehicle for vehicle, _ in open_cards(found, never)}
    assert vehicles
    assert not vehicles & (gone | never)


def test_while_nothing_is_asked_the_present_answers_stand(tmp_path: Path) -> None:
    """Answers of a draft with faults are shown beside the suggestions that were known last."""
    desk = desk_on(tmp_path, SUGGESTING)
    last, resolved = screened(desk), desk.resolved
    assert resolved is not None
    desk.change({("goal", "amount"): "many", **answered(desk.draft, "paper", MESSAGE, Verdict.WEAK, ANA)}, "both")
    shown = standing(desk.draft, resolved, last).candidates[1].asked
    assert shown[MESSAGE].verdict is Verdict.WEAK
    assert {q: a.suggestion for q, a in shown.items()} == {q: a.suggestion for q, a in last.candidates[1].asked.items()}


def test_suggestions_that_still_hold_are_the_same_as_new_ones(tmp_path: Path) -> None:
    """Verdicts after some answers are those of a desk that never saw other answers."""
    for question, verdict in ((MESSAGE, Verdict.NO), (Question.EFFICIENCY, Verdict.FAIR), (MESSAGE, Verdict.STRONG)):
        desk = desk_on(tmp_path, SUGGESTING)
        changes = answered(desk.draft, "webinar", question, verdict, ANA)
        screened(desk)
        desk.change(changes, "answer")
        fresh = desk_on(tmp_path, SUGGESTING)
        fresh.change(changes, "answer")
        assert screened(desk) == screened(fresh)


def test_vehicles_of_listed_and_other_catalogs_are_offered_once(tmp_path: Path) -> None:
    """Candidates are not offered; a vehicle of a catalog that is not listed brings its catalog."""
    desk = desk_on(tmp_path, SMALL.replace("[goal]", 'catalogs = ["b2b"]\n[goal]', 1))
    found = {offer.vehicle.id: offer for offer in offers(desk.draft)}
    assert "webinar" not in found
    assert len(found) == len(offers(desk.draft))
    other = next(offer for offer in found.values() if not offer.is_listed)
    desk.change(added(desk.draft, (found["trade-show-booth"], other)), "add")
    assert desk.draft.value(("catalogs",)) == ["b2b", other.catalog]
    assert [entry.get("use") for entry in desk.draft.tables["vehicle"]][3:] == ["trade-show-booth", other.vehicle.id]
    assert desk.draft.resolved is not None


@pytest.mark.parametrize(
    ("name", "vehicle"),
    [
        ("User group", "user-group"),
        ("Webinar", "webinar-2"),
        ("Größe & Maß", "grosse-mass"),
        ("用户", "vehicle"),
        ("[/b]", "b"),
    ],
)
def test_a_name_gives_an_id_that_is_free(name: str, vehicle: str) -> None:
    """Letters, digits and hyphens; a number where it is taken."""
    assert id_for(name, {"webinar"}) == vehicle


def test_a_vehicle_from_scratch_is_a_candidate_at_once(tmp_path: Path) -> None:
    """Its name alone makes no fault, also where the scenario had no vehicles."""
    desk = Desk()
    desk.open(Path(write(tmp_path, 'format = 1\n[goal]\nstage = "conversion"\n')))
    vehicle, changes = begun(desk.draft, "User group")
    desk.change(changes, "begin")
    assert desk.draft.resolved is not None
    assert [(each.id, each.name) for each in desk.draft.resolved.candidates] == [(vehicle, "User group")]


def test_taking_out_what_a_rule_names_would_leave_a_fault(tmp_path: Path) -> None:
    """The faults are known before the change is made."""
    desk = desk_on(
        tmp_path, SMALL.replace("[screening]", '[[limits.rule]]\nvehicles = ["paper"]\nmax = 2\n[screening]')
    )
    (fault,) = new_faults(desk.draft, taken_out(desk.draft, "paper"))
    assert fault.startswith("limits.rule[1]")
    assert new_faults(desk.draft, taken_out(desk.draft, "banner")) == ()


def test_may_is_what_a_file_need_not_say(tmp_path: Path) -> None:
    """Include is written where it is must or never, and goes with may."""
    desk = desk_on(tmp_path)
    desk.change(included(desk.draft, "paper", "never"), "never")
    assert desk.draft.value(("vehicle", 1, "include")) == "never"
    desk.change(included(desk.draft, "paper", "may"), "may")
    assert desk.draft.value(("vehicle", 1, "include")) is None


@pytest.mark.parametrize(
    ("user", "initials"), [("ana.lopez", "AL"), ("ana", "ana"), ("", ""), ("Ana Maria Ruiz", "AMR")]
)
def test_initials_come_from_the_name_of_the_user(user: str, initials: str) -> None:
    """First letters where there are several names, else the name."""
    assert initials_of(user) == initials
