"""Who leaves at which question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vehicleplan.errors import CancelledError
from vehicleplan.model.plan import RuledOut, WhyNot
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened, ScreenedCandidate
from vehicleplan.model.verdict import Question, Verdict
from vehicleplan.optimizer import Control, Progress, optimize
from vehicleplan.screening.funnel import rule_out, ruled_out, screen

Read = Callable[[str], ResolvedScenario]

HEAD = """
format = 1
[brief]
stages = { conversion = 1 }
segment = "it-manager"
message_complexity = 4
[goal]
stage = "conversion"
amount = 100
[budget]
total = 10_000
[[team.skill]]
id = "writing"
hours = 40
hourly_cost = 50
"""


def vehicle(name: str, *lines: str, **changes: str) -> str:
    """A vehicle that every question finds strong, with some of its fields changed; lines come after the fields."""
    fields = {
        "purpose": '"event"',
        "cost": "100",
        "hours": "{ writing = 1 }",
        "max_activities": "30",
        "stage_fit": '{ conversion = "strong" }',
        "message_complexity": "[3, 5]",
        "outcomes": "{ conversion = 2 }",
        "reach": '{ it-manager = { share = 0.5, resonance = "strong" } }',
    }
    written = [f"{key} = {value}" for key, value in {**fields, **changes}.items()]
    return "\n".join(["", "[[vehicle]]", f'id = "{name}"', *written, *lines, ""])


def only(screened: Screened, name: str) -> ScreenedCandidate:
    """One candidate of the screen."""
    return next(candidate for candidate in screened.candidates if candidate.id == name)


def verdicts(candidate: ScreenedCandidate) -> str:
    """The first letters of the verdicts, ? where there is none."""
    return "".join(asked.verdict.value[0] if asked.verdict else "?" for asked in candidate.asked.values())


NO_FIT = vehicle("banner", stage_fit='{ awareness = "strong" }')
NO_REACH = vehicle("poster", reach='{ developer = { share = 0.5, resonance = "strong" } }')
TOO_SIMPLE = vehicle("sticker", message_complexity="[1, 1]")
NO_SKILL = vehicle("film", hours="{ video = 5 }")
NO_IMPACT = vehicle("flyer", max_activities="2", outcomes="{ conversion = 1 }")
TOO_DEAR = vehicle("gala", cost="1_900", outcomes="{ conversion = 4 }")


def test_candidates_leave_at_the_first_question_that_rules_them_out(scenario: Read) -> None:
    """Each leaves once, in the order of the questions, and the count falls with them."""
    text = HEAD + vehicle("webinar") + NO_FIT + NO_REACH + TOO_SIMPLE + NO_SKILL + NO_IMPACT + TOO_DEAR
    screened = screen(scenario(text))
    assert {c.id: c.out_at for c in screened.candidates} == {
        "webinar": None,
        "banner": Question.OBJECTIVE,
        "poster": Question.AUDIENCE,
        "sticker": Question.MESSAGE,
        "film": Question.CAPABILITY,
        "flyer": Question.IMPACT,
        "gala": Question.EFFICIENCY,
    }
    assert list(screened.left_after.values()) == [6, 5, 4, 3, 2, 2, 1]
    assert list(screened.left_after) == list(Question)


def test_all_seven_questions_are_asked_of_those_that_left(scenario: Read) -> None:
    """The matrix has no holes: who left has verdicts for the later questions too."""
    screened = screen(scenario(HEAD + vehicle("webinar") + NO_REACH))
    assert verdicts(only(screened, "poster")) == "snsssfs"
    assert list(only(screened, "poster").asked) == list(Question)


def test_the_reason_says_where_and_why(scenario: Read) -> None:
    """The reason is one sentence that reads well beside the vehicle's name."""
    screened = screen(scenario(HEAD + vehicle("webinar") + TOO_SIMPLE))
    reason = "Ruled out at message: carries messages of complexity 1, too simple for the brief's 4."
    assert only(screened, "sticker").reason == reason
    assert only(screened, "webinar").reason == ""
    assert ruled_out(screened) == {"sticker": RuledOut(Question.MESSAGE, reason)}


WEAK_TWICE = {
    "stage_fit": '{ conversion = "weak" }',
    "message_complexity": "[1, 2]",
}


def test_weak_verdicts_add_up(scenario: Read) -> None:
    """More weak verdicts than allowed rule out at the question with the one too many."""
    thrice = vehicle("talk", **WEAK_TWICE, max_activities="5")
    screened = screen(scenario(HEAD + vehicle("flyer", **WEAK_TWICE) + thrice))
    assert only(screened, "flyer").out_at is None
    assert only(screened, "talk").out_at is Question.IMPACT
    assert only(screened, "talk").reason == (
        "Ruled out at impact: 3 weak verdicts (objective, message, impact) where 2 are allowed."
    )


@pytest.mark.parametrize(
    ("most", "out_at", "reason"),
    [
        (0, Question.OBJECTIVE, "Ruled out at objective: 1 weak verdict (objective) where none is allowed."),
        (1, Question.MESSAGE, "Ruled out at message: 2 weak verdicts (objective, message) where 1 is allowed."),
        (2, None, ""),
    ],
)
def test_the_scenario_says_how_many_weak_verdicts_are_allowed(
    scenario: Read, most: int, out_at: Question | None, reason: str
) -> None:
    """`max_weak` is the scenario's to change."""
    text = f"{HEAD}\n[screening]\nmax_weak = {most}\n{vehicle('talk', **WEAK_TWICE)}"
    (talk,) = screen(scenario(text)).candidates
    assert (talk.out_at, talk.reason) == (out_at, reason)


ANSWER_NO = '[vehicle.answers.audience]\nverdict = "no"\nby = "AL"\nnote = "They never open it"'
ANSWER_FAIR = '[vehicle.answers.message]\nverdict = "fair"'


def test_an_answer_wins_over_the_suggestion(scenario: Read) -> None:
    """An answer keeps what the suggestion would rule out, and rules out what it would keep."""
    kept = vehicle("sticker", ANSWER_FAIR, message_complexity="[1, 1]")
    screened = screen(scenario(HEAD + vehicle("webinar", ANSWER_NO) + kept))
    assert only(screened, "webinar").out_at is Question.AUDIENCE
    assert only(screened, "webinar").reason == "Ruled out at audience: AL answered no: They never open it."
    assert only(screened, "sticker").out_at is None
    assert only(screened, "sticker").asked[Question.MESSAGE].suggestion.verdict is Verdict.NO


def test_an_answer_without_name_or_note(scenario: Read) -> None:
    """The reason says no more than the answer."""
    text = vehicle("webinar", '[vehicle.answers.audience]\nverdict = "no"')
    (webinar,) = screen(scenario(HEAD + text)).candidates
    assert webinar.reason == "Ruled out at audience: the answer is no."


def test_must_is_never_ruled_out(scenario: Read) -> None:
    """What must be in stays, counts as left, and says at what it would leave."""
    screened = screen(scenario(HEAD + vehicle("sticker", 'include = "must"', message_complexity="[1, 1]")))
    (sticker,) = screened.candidates
    assert sticker.out_at is None
    assert set(screened.left_after.values()) == {1}
    assert ruled_out(screened) == {}
    assert sticker.reason == (
        "The scenario keeps it in (include = must). Otherwise: ruled out at message: carries messages of complexity "
        "1, too simple for the brief's 4."
    )


def test_never_is_shown_but_not_counted(scenario: Read) -> None:
    """What must not be in is asked what needs no solo run, leaves nowhere and counts nowhere."""
    screened = screen(scenario(HEAD + vehicle("webinar") + vehicle("seminar", 'include = "never"')))
    seminar = only(screened, "seminar")
    assert verdicts(seminar) == "ssss?f?"
    assert (seminar.out_at, seminar.reason) == (None, "The scenario keeps it out (include = never).")
    assert set(screened.left_after.values()) == {1}
    assert "seminar" not in ruled_out(screened)


def test_unanswered_questions_rule_nobody_out(scenario: Read) -> None:
    """Without a brief and without facts everything stays."""
    text = (
        'format = 1\n[goal]\nstage = "conversion"\n[[vehicle]]\nid = "a"\nmax_activities = 1\noutcomes.conversion = 1'
    )
    (only_one,) = screen(scenario(text)).candidates
    assert verdicts(only_one) == "???ssf?"
    assert only_one.out_at is None


@pytest.mark.parametrize(
    ("mode", "out"),
    [("suggestions", {"webinar", "sticker"}), ("answers", {"webinar"}), ("nothing", set())],
)
def test_the_scenario_says_what_rules_out(scenario: Read, mode: str, out: set[str]) -> None:
    """Suggestions and answers, only answers, or nothing; the suggestions are shown all the same."""
    text = f'{HEAD}\n[screening]\nrule_out = "{mode}"\n{vehicle("webinar", ANSWER_NO)}{TOO_SIMPLE}{vehicle("seminar")}'
    screened = screen(scenario(text))
    assert set(ruled_out(screened)) == out
    assert screened.left_after[Question.EFFICIENCY] == 3 - len(out)
    assert only(screened, "sticker").asked[Question.MESSAGE].suggestion.verdict is Verdict.NO
    assert rule_out(scenario(text)) == ruled_out(screened)


@pytest.mark.parametrize(("mode", "runs"), [("suggestions", 2), ("answers", 0), ("nothing", 0)])
def test_planning_makes_no_solo_run_that_cannot_rule_out(scenario: Read, mode: str, runs: int) -> None:
    """Where suggestions rule nobody out, `rule_out` asks no optimizer."""
    stages: list[Progress] = []
    text = f'{HEAD}\n[screening]\nrule_out = "{mode}"\n{vehicle("webinar")}{vehicle("seminar")}'
    rule_out(scenario(text), Control(on_progress=stages.append))
    assert len(stages) == runs


def test_thresholds_are_the_scenarios_to_change(scenario: Read) -> None:
    """A scenario's own thresholds move where verdicts change."""
    text = f"{HEAD}\n[screening.thresholds]\nmessage = {{ strong = 3, fair = 3, weak = 3 }}\n{TOO_SIMPLE}"
    (sticker,) = screen(scenario(text)).candidates
    assert verdicts(sticker) == "sssssf?"


def test_unproven_is_the_scenarios_to_say(scenario: Read) -> None:
    """Without a track record the scenario's `unproven` counts, and a no rules out."""
    (webinar,) = screen(scenario(f'{HEAD}\n[screening]\nunproven = "no"\n{vehicle("webinar")}')).candidates
    assert webinar.out_at is Question.TRACK_RECORD
    assert webinar.reason == "Ruled out at track-record: there is no track record; it counts as no."


def test_efficiency_compares_with_those_left(scenario: Read) -> None:
    """A cheaper alternative that left earlier does not make the dear one weak."""
    cheap = vehicle("sticker", message_complexity="[1, 1]", cost="10")
    other = vehicle("gala", purpose='"event"', cost="300")
    both = screen(scenario(HEAD + vehicle("webinar", cost="10") + other))
    left = screen(scenario(HEAD + cheap + other + vehicle("dinner", cost="310")))
    assert only(both, "gala").asked[Question.EFFICIENCY].verdict is Verdict.NO
    assert only(left, "gala").asked[Question.EFFICIENCY].verdict is Verdict.STRONG
    assert (
        "the best of 2 event vehicles, before dinner"
        in only(left, "gala").asked[Question.EFFICIENCY].suggestion.evidence
    )
    assert "the best of 3 event vehicles" in only(left, "sticker").asked[Question.EFFICIENCY].suggestion.evidence


def test_efficiency_compares_with_all_where_no_purpose_is_shared(scenario: Read) -> None:
    """A vehicle that is the only one of its purpose is compared with all that are left."""
    screened = screen(scenario(HEAD + vehicle("webinar") + vehicle("paper", purpose='"content"')))
    assert (
        "no other content vehicle is left, and it is the best of all 2 candidates"
        in only(screened, "paper").asked[Question.EFFICIENCY].suggestion.evidence
    )


def test_the_plan_says_the_reason(scenario: Read) -> None:
    """The optimizer takes what is ruled out as facts and hands the sentence on."""
    resolved = scenario(HEAD + vehicle("webinar") + TOO_SIMPLE)
    plan = optimize(resolved, ruled_out=rule_out(resolved))
    (out,) = plan.not_chosen
    assert (out.id, out.why, out.question) == ("sticker", WhyNot.RULED_OUT, Question.MESSAGE)
    assert out.sentence.startswith("Ruled out at message")


def test_the_filter_can_be_stopped(scenario: Read) -> None:
    """A user who stops it gets no half-done filter."""
    resolved = scenario(HEAD + vehicle("webinar"))
    with pytest.raises(CancelledError):
        screen(resolved, Control(is_cancelled=lambda: True))


def test_the_filter_tells_how_far_it_is(scenario: Read) -> None:
    """Every solo run is told of before it begins."""
    heard: list[Progress] = []
    screen(scenario(HEAD + vehicle("webinar") + vehicle("seminar")), Control(on_progress=heard.append))
    assert [progress.stage for progress in heard] == ["webinar alone, 1 of 2", "seminar alone, 2 of 2"]


def test_without_time_the_questions_stay_open(scenario: Read) -> None:
    """After the time limit there are no more solo runs, and what rests on them is not answered."""
    (webinar,) = screen(scenario(HEAD + vehicle("webinar")), Control(time_limit=0.0)).candidates
    assert verdicts(webinar) == "ssss?f?"
    assert webinar.out_at is None
