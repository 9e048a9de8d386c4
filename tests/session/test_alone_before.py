"""Solo runs that are known are not asked again, and never answer for what has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vehicleplan import optimizer
from vehicleplan.model.plan import Score
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control
from vehicleplan.screening.evidence import gather
from vehicleplan.session.alone_before import AloneBefore

MakeScenario = Callable[[str], ResolvedScenario]

TEXT = """format = 1
[goal]
stage = "conversion"
amount = 20
[budget]
total = 900
[[team.skill]]
id = "talks"
hours = 8
[[team.skill]]
id = "words"
hours = 6
[[vehicle]]
id = "talk"
cost = 100
hours = { talks = 2 }
outcomes.conversion = 1
[[vehicle]]
id = "paper"
cost = 50
hours = { words = 3 }
outcomes.conversion = 2
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The candidates that the optimizer is asked about, in order."""
    real, names = optimizer.solo_score, list[str]()

    def score(solo: ResolvedScenario, control: Control) -> Score | None:
        names.append(solo.candidates[0].id)
        return real(solo, control)

    monkeypatch.setattr(optimizer, "solo_score", score)
    return names


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("amount = 20", "amount = 30", []),
        ("hours = 8", "hours = 10", ["talk"]),
        ("hours = 6", "hours = 7", ["paper"]),
        ("cost = 50", "cost = 60", ["paper"]),
        ("total = 900", "total = 300", ["talk", "paper"]),
        ("outcomes.conversion = 1", "outcomes.awareness = 1", ["talk"]),
        ('stage = "conversion"', 'stage = "conversion"\ncost = "cash"', ["talk", "paper"]),
    ],
    ids=["goal", "one skill", "the other skill", "a price", "money", "an outcome", "what counts as cost"],
)
def test_only_what_a_change_touches_is_asked_again(
    old: str, new: str, again: list[str], scenario: MakeScenario, asked: list[str]
) -> None:
    """The facts are those of asking everything, for the change and for going back, which asks nothing."""
    before, after = scenario(TEXT), scenario(TEXT.replace(old, new))
    known = AloneBefore()
    assert gather(before, None, known.score) == gather(before)
    asked.clear()
    facts = gather(after, None, known.score)
    assert asked == again
    assert gather(before, None, known.score) == gather(before)
    assert asked == again
    assert facts == gather(after)


def test_a_run_that_was_stopped_is_not_kept(scenario: MakeScenario, asked: list[str]) -> None:
    """What it has found may not be the most."""
    alone = optimizer.solo_scenario(resolved := scenario(TEXT), resolved.candidates[0])
    known = AloneBefore()
    known.score(alone, Control(is_cancelled=lambda: True))
    known.score(alone, Control())
    known.score(alone, Control())
    assert asked == ["talk", "talk"]
