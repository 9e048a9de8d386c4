"""The wording of a plan."""

from __future__ import annotations

import pytest

from report.plans import make_empty_plan, make_plan
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import PlanStatus, Shortfall
from vehicleplan.model.verdict import Question
from vehicleplan.report import sentences


def test_the_answer_comes_in_two_sentences() -> None:
    """First what the plan brings against the goal, then what it takes and how good it is."""
    assert sentences.answer(make_plan()) == (
        "251 sales-ready leads at 244 USD each: the goal of 240 is reached with 11 to spare.",
        (
            "It takes 2 vehicles, 47,470 of the 120,000 USD budget and 180 hours of the team (13,800 USD); proven "
            "best: no other plan within the limits has a lower cost per sales-ready lead."
        ),
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mode": Mode.MOST_RESULTS}, "proven best: no other plan within the limits brings more sales-ready leads"),
        ({"mode": Mode.LEAST_COST}, "proven best: no other plan within the limits reaches the goal for less"),
        (
            {"mode": Mode.LEAST_COST, "cost_kind": "cash"},
            "proven best: no other plan within the limits reaches the goal for less cash",
        ),
        ({"status": PlanStatus.WITHIN_GAP, "gap": 0.023}, "within 2.3 % of the best possible"),
        (
            {"status": PlanStatus.BEST_FOUND, "gap": None},
            "the best found so far; how far from the best possible is not known",
        ),
        ({"status": PlanStatus.OUT_OF_REACH, "gap": 0.0}, "proven: no plan within the limits comes closer"),
        (
            {"status": PlanStatus.OUT_OF_REACH, "gap": None},
            "the closest that was found; whether another comes closer is not known",
        ),
    ],
)
def test_each_status_has_its_words(changes: dict[str, object], words: str) -> None:
    """The status is said in words that promise no more than is known."""
    assert sentences.status_words(make_plan(**changes)) == words


def test_out_of_reach_says_so_first_and_by_how_much() -> None:
    """The first sentence of a plan that misses its goal says what is missing."""
    plan = make_plan(
        status=PlanStatus.OUT_OF_REACH,
        amount=300.0,
        shortfalls=(Shortfall("sales-ready lead", 300.0, 251.0), Shortfall("awareness", 20_000.0, 14_300.0)),
    )
    assert sentences.answer(plan)[0] == (
        "The goal is out of reach: the closest plan brings 251 of 300 sales-ready leads at 244 USD each, 49 (16 %) "
        "short; it brings 14,300 of 20,000 awareness, 5,700 (29 %) short."
    )
    assert not sentences.reaches_goal(plan)


def test_a_missed_target_alone_still_says_what_the_plan_brings() -> None:
    """Where only a target is missed, the results and their cost come first."""
    plan = make_plan(status=PlanStatus.OUT_OF_REACH, shortfalls=(Shortfall("awareness", 20_000.0, 14_300.0),))
    assert sentences.answer(plan)[0] == (
        "The goal is out of reach: the closest plan brings 251 sales-ready leads at 244 USD each; it brings 14,300 of "
        "20,000 awareness, 5,700 (29 %) short."
    )


def test_impossible_says_that_no_plan_keeps_to_all_limits() -> None:
    """Where limits contradict one another the answer says so and nothing else is claimed."""
    plan = make_empty_plan(PlanStatus.IMPOSSIBLE)
    assert sentences.answer(plan)[0] == "No plan is possible: no plan keeps to all limits."
    assert sentences.remarks(plan) == ()
    assert not sentences.reaches_goal(plan)


def test_running_out_of_time_is_not_called_a_plan() -> None:
    """A run that ended before there was a plan says so."""
    plan = make_empty_plan(PlanStatus.BEST_FOUND)
    assert sentences.answer(plan)[0] == "No plan was found in the time given."
    assert not sentences.reaches_goal(plan)


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"amount": None}, "251 sales-ready leads at 244 USD each."),
        ({"amount": 251.0}, "251 sales-ready leads at 244 USD each: exactly the goal of 251."),
        ({"amount": None, "cost_kind": "cash"}, "251 sales-ready leads at 189 USD in cash each."),
    ],
)
def test_the_first_sentence_follows_the_goal(changes: dict[str, object], first: str) -> None:
    """Without an amount nothing is compared; with cash as the cost it says so."""
    assert sentences.answer(make_plan(**changes))[0] == first


def test_without_a_budget_none_is_named() -> None:
    """Where money has no limit, cash is said alone."""
    assert "47,470 USD of cash" in sentences.answer(make_plan(budget_total=None))[1]


def test_every_candidate_is_accounted_for() -> None:
    """The remark counts what became of all candidates."""
    assert sentences.remarks(make_plan()) == (
        (
            "Of 4 candidates 2 are in the plan, 1 is ruled out by the seven questions and 1 is left out for the "
            "reasons below."
        ),
    )


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("sales-ready lead", "sales-ready leads"),
        ("enquiry", "enquiries"),
        ("survey", "surveys"),
        ("aware person", "aware people"),
        ("high-income women", "high-income women"),
        ("visits", "visits"),
        ("pitch", "pitches"),
        ("box", "boxes"),
        ("Käufe €", "Käufe €"),
    ],
)
def test_nouns_in_the_plural(noun: str, many: str) -> None:
    """Results are named in the plural; what looks like a plural stays as it is."""
    assert sentences.plural(noun) == many
    assert sentences.plural(noun, 1.0) == noun


def test_ruled_out_says_where_once() -> None:
    """The question at which a candidate left is said once, with its number."""
    reason = "Ruled out at message: one line does not carry it."
    assert sentences.ruled_out(Question.MESSAGE, reason) == "3 message: one line does not carry it."


@pytest.mark.parametrize(
    ("left", "total", "unanswered", "expected"),
    [
        (9, 24, 0, ("9 of 24 candidates are left after the seven questions.",)),
        (
            1,
            1,
            1,
            (
                "1 of 1 candidate is left after the seven questions.",
                "1 question is unanswered: the data cannot say, and nobody has.",
            ),
        ),
        (0, 0, 0, ("The scenario has no candidates.",)),
    ],
)
def test_how_many_are_left(left: int, total: int, unanswered: int, expected: tuple[str, ...]) -> None:
    """A screening says how many are left and how many questions are open."""
    assert sentences.screened(left, total, unanswered) == expected
