"""What one step more of each limit brings, in scenarios that can be worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vehicleplan.analysis.basis import Basis
from vehicleplan.analysis.more import More, MoreStep, saved, what_more_brings
from vehicleplan.analysis.steps import LimitKind, Step
from vehicleplan.errors import CancelledError
from vehicleplan.model.goal import Mode
from vehicleplan.model.plan import Cost, RuledOut
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.verdict import Question
from vehicleplan.optimizer import Control, Progress, optimize

MakeScenario = Callable[[str], ResolvedScenario]


def basis_of(scenario: MakeScenario, text: str) -> Basis:
    """A scenario in which the filter rules nothing out, with its plan."""
    resolved = scenario(text)
    return Basis(resolved, {}, optimize(resolved))


def more_of(scenario: MakeScenario, text: str) -> More:
    """What more of each limit brings in a scenario."""
    return what_more_brings(basis_of(scenario, text), Control())


def step_about(more: More, kind: LimitKind, name: str = "") -> MoreStep:
    """What was found out about one limit."""
    return next(each for each in more.steps if each.step.kind is kind and name in ("", each.step.name))


SLACK_BUT_IN_THE_WAY = """format = 1
[goal]
stage = "conversion"
[horizon]
period = "quarter"
[[team.skill]]
id = "writing"
hours = 15
hourly_cost = 40
outsource = { hourly_cost = 90, hours = 0 }
[limits]
max_vehicles = 2
[screening]
rule_out = "nothing"
[[vehicle]]
id = "brief"
max_activities = 1
hours = { writing = 5 }
outcomes = { conversion = 10 }
[[vehicle]]
id = "book"
max_activities = 1
hours = { writing = 20 }
outcomes = { conversion = 30 }
"""


def test_a_limit_of_which_the_plan_leaves_enough_can_still_bring_more(scenario: MakeScenario) -> None:
    """5 of 15 hours are used; 10 more leave 20 for the book beside the brief: 40 results. They cost 400, or 900."""
    basis = basis_of(scenario, SLACK_BUT_IN_THE_WAY)
    assert basis.plan.results == 10
    writing, vehicles = what_more_brings(basis, Control()).steps
    assert writing.step == Step(LimitKind.HOURS, "writing", size=10)
    assert writing.after is not None
    assert writing.after.results == pytest.approx(40)
    assert (writing.price.own, writing.price.bought) == (400, 900)
    assert vehicles.step.kind is LimitKind.MAX_VEHICLES
    assert vehicles.brings_nothing


MEMBERS_ONLY = """format = 1
[goal]
stage = "conversion"
amount = 10
mode = "least-cost"
[team]
member = [
    { name = "Ana", hours = 10, skills = ["writing"], hourly_cost = 50 },
    { name = "Ben", hours = 90, skills = ["writing", "design"], hourly_cost = 70 },
]
[screening]
rule_out = "nothing"
[[vehicle]]
id = "book"
hours = { writing = 2 }
outcomes = { conversion = 1 }
"""


def test_hours_of_a_skill_that_only_members_have_cost_what_the_cheapest_of_them_does(scenario: MakeScenario) -> None:
    """20 hours: 10 of Ana and 10 of Ben cost 1,200; with 10 more at Ana's rate 1,000. Nobody asks for design."""
    more = more_of(scenario, MEMBERS_ONLY)
    assert [(each.step.kind, each.step.name, each.price.own) for each in more.steps] == [
        (LimitKind.HOURS, "writing", 500),
        (LimitKind.MEMBER_HOURS, "Ana", 500),
        (LimitKind.MEMBER_HOURS, "Ben", 700),
    ]
    assert [each.after and each.after.cost.loaded for each in more.steps] == [1_000, 1_000, None]


ONLY_BOUGHT = """format = 1
[goal]
stage = "conversion"
[budget]
total = 100_000
[team]
skill = [
    { id = "video", outsource = { hourly_cost = 100, hours = 20 } },
    { id = "design", outsource = { hourly_cost = 80 } },
]
[screening]
rule_out = "nothing"
[[vehicle]]
id = "film"
hours = { video = 10, design = 1 }
outcomes = { conversion = 3 }
"""


def test_of_a_skill_that_is_only_bought_more_can_be_bought(scenario: MakeScenario) -> None:
    """30 hours of video instead of 20 make a third film; design can be bought without end and is no limit."""
    video, budget = more_of(scenario, ONLY_BOUGHT).steps
    assert (video.step.kind, video.step.name, video.price.bought) == (LimitKind.BOUGHT_HOURS, "video", 1_000)
    assert video.after is not None
    assert video.after.results == pytest.approx(9)
    assert (budget.step.kind, budget.step.size) == (LimitKind.BUDGET, 1_000)
    assert budget.brings_nothing


ENDLESS = """format = 1
[goal]
stage = "conversion"
[team]
skill = [{ id = "writing", hours = 100 }]
[[limits.rule]]
vehicles = ["podcast"]
max = 4
[[limits.rule]]
vehicles = ["podcast"]
max = 0
active = false
[screening]
rule_out = "nothing"
[[vehicle]]
id = "book"
hours = { writing = 10 }
outcomes = { conversion = 1 }
[[vehicle]]
id = "podcast"
outcomes = { conversion = 2 }
"""


def test_without_a_rule_nothing_may_limit_the_plan_and_that_comes_first(scenario: MakeScenario) -> None:
    """18 results: 10 books and 4 podcasts; without the rule podcasts have no end, with 10 more hours there are 19."""
    rule, writing = more_of(scenario, ENDLESS).steps
    assert (rule.step.kind, rule.step.place, rule.is_endless, rule.after) == (LimitKind.RULE, 0, True, None)
    assert writing.after is not None
    assert writing.after.results == pytest.approx(19)


OUT_OF_REACH = """format = 1
[goal]
stage = "conversion"
amount = 100
[budget]
total = 4_000
[team]
skill = [{ id = "writing", hours = 60 }]
[screening]
rule_out = "nothing"
[[vehicle]]
id = "book"
cost = 100
divisible = true
hours = { writing = 1 }
outcomes = { conversion = 2 }
"""


def test_out_of_reach_a_step_brings_what_it_takes_off_the_shortfall(scenario: MakeScenario) -> None:
    """40 books bring 80 of 100; 1 % more money brings 0.8 more, more hours nothing."""
    budget, writing = more_of(scenario, OUT_OF_REACH).steps
    assert budget.after is not None
    assert budget.after.shortfalls[0].missing == pytest.approx(19.2)
    assert writing.brings_nothing


LEFT_BUILD = """format = 1
[goal]
stage = "conversion"
amount = 4
[horizon]
periods = 2
[team]
skill = [{ id = "events", hours = 30, hourly_cost = 50 }]
build = [
    { name = "Late", skill = "events", adds_hours = 40, cost = 900, ready_after = 2 },
    { name = "Training", skill = "events", adds_hours = 40, cost = 900, ready_after = 1 },
]
[limits]
max_vehicles = 1
[screening]
rule_out = "nothing"
[[vehicle]]
id = "fair"
cost = 100
hours = { events = 10 }
outcomes = { conversion = 1 }
"""


def test_a_build_that_the_plan_does_not_make_is_a_way_to_more_hours(scenario: MakeScenario) -> None:
    """Only one that would be ready within the horizon."""
    events = step_about(more_of(scenario, LEFT_BUILD), LimitKind.HOURS, "events")
    assert [build.name for build in events.price.builds] == ["Training"]


def test_a_candidate_that_the_filter_ruled_out_stays_out(scenario: MakeScenario) -> None:
    """Without the book nobody asks for the design that it takes, and no step calls it back."""
    resolved = scenario(SLACK_BUT_IN_THE_WAY.replace("{ writing = 20 }", "{ writing = 20, design = 5 }"))
    ruled_out = {"book": RuledOut(Question.MESSAGE, "Too long.")}
    basis = Basis(resolved, ruled_out, optimize(resolved, ruled_out=ruled_out))
    more = what_more_brings(basis, Control())
    assert [each.step.name for each in more.steps] == ["writing", ""]
    assert all(each.brings_nothing for each in more.steps)


def test_a_plan_that_is_impossible_has_no_steps(scenario: MakeScenario) -> None:
    """What would make it possible is another question."""
    more = more_of(scenario, SLACK_BUT_IN_THE_WAY.replace('id = "book"', 'id = "book"\ninclude = "must"'))
    assert more == More((), 0, is_whole=True)


def test_several_runs_at_once_find_the_same(scenario: MakeScenario) -> None:
    """Order and figures do not depend on how many work."""
    basis = basis_of(scenario, ENDLESS)
    assert what_more_brings(basis, Control(), jobs=3) == what_more_brings(basis, Control())


def test_stopped_it_gives_what_it_has_and_says_so(scenario: MakeScenario) -> None:
    """Stopped once the first limit has been looked at."""
    done: list[Progress] = []
    control = Control(is_cancelled=lambda: bool(done), on_progress=done.append)
    more = what_more_brings(basis_of(scenario, ENDLESS), control)
    assert (len(more.steps), more.limits, more.is_whole) == (1, 2, False)


def test_stopped_before_anything_is_known_it_gives_nothing(scenario: MakeScenario) -> None:
    """There is nothing that could be passed off as an answer."""
    basis = basis_of(scenario, ENDLESS)
    with pytest.raises(CancelledError):
        what_more_brings(basis, Control(is_cancelled=lambda: True))


def test_what_a_step_saves_counts_the_results_that_it_leaves(scenario: MakeScenario) -> None:
    """100 results for 1,000 at first, then 120 for 960: at 10 each they would have cost 1,200."""
    plan = basis_of(scenario, SLACK_BUT_IN_THE_WAY).plan
    before, after = (
        replace(plan, mode=Mode.LOWEST_COST_PER_RESULT, score=replace(plan.score, results=results, cost=Cost(cash)))
        for results, cash in ((100.0, 1_000.0), (120.0, 960.0))
    )
    assert saved(before, after) == pytest.approx(240)
    assert saved(replace(before, mode=Mode.LEAST_COST), after) == pytest.approx(40)
