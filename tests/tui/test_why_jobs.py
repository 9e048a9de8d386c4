"""Analyses in the background: begun where they are looked at, kept by version, stopped without losing what is there."""

from __future__ import annotations

from threading import Event

import pytest

from tui.planned import FAULTY, SMALL
from tui.screen import MOST_TURNS, Opened
from vehicleplan.errors import CancelledError
from vehicleplan.report.contracts import Section
from vehicleplan.session import worked_out
from vehicleplan.session.jobs import Planned
from vehicleplan.session.topics import Analysed, Analysis, Topic
from vehicleplan.session.watch import JobProgress, Watch


class Gates:
    """Analyses that wait, each until its gate is opened or it is stopped.

    Attributes:
        are_closed: Whether they wait.
        leave_something: Whether one that is stopped gives a part.
        are_whole: Whether those that nobody stops find out all.
        runs: What was analysed, with the gate of each.
    """

    def __init__(self) -> None:
        self.are_closed = False
        self.leave_something = True
        self.are_whole = True
        self.runs: list[tuple[Analysis, Event]] = []

    def __call__(self, _: Planned, analysis: Analysis, watch: Watch) -> Analysed:
        """A sentence about the topic, once the gate is open."""
        gate = Event()
        self.runs.append((analysis, gate))
        watch.on_progress(JobProgress(f"looking at {analysis.topic}, 1 of 2"))
        for _ in range(MOST_TURNS):
            if not self.are_closed or gate.wait(0.005):
                return answer(f"All of {analysis.topic}.", is_whole=self.are_whole)
            if watch.token.is_cancelled:
                break
        if not self.leave_something:
            raise CancelledError("stopped")
        return answer(f"Stopped after 1 of 2 of {analysis.topic}.", is_whole=False)


def answer(sentence: str, *, is_whole: bool) -> Analysed:
    """An answer of one sentence."""
    return Analysed((Section("Title", (sentence,)),), (), is_whole)


@pytest.fixture
def gates(monkeypatch: pytest.MonkeyPatch) -> Gates:
    """Every analysis goes through a gate; they are open until a test closes them."""
    made = Gates()
    monkeypatch.setattr(worked_out, "analysed", made)
    return made


async def test_a_topic_is_worked_out_when_it_is_looked_at_and_then_kept(opened: Opened, gates: Gates) -> None:
    """Coming back to a topic, or to the place, asks nothing twice."""
    async with opened(text=SMALL) as driver:
        await driver.press("7")
        assert "All of candidates." in driver.text
        await driver.press("tab", "shift+tab", "4", "7")
        assert [analysis.topic for analysis, _ in gates.runs] == [Topic.CANDIDATES, Topic.LIMITS]
        assert "All of candidates." in driver.text


async def test_progress_is_shown_and_escape_keeps_the_part_and_says_so(opened: Opened, gates: Gates) -> None:
    """A part stays on the screen under a line that says that it is not the whole; p works on it."""
    async with opened(text=SMALL) as driver:
        gates.are_closed = True
        await driver.pilot.press("7")
        await driver.until(lambda: "looking at candidates, 1 of 2…" in driver.text)
        await driver.pilot.press("escape")
        await driver.until(lambda: "Stopped after 1 of 2 of candidates." in driver.text)
        await driver.settled()
        assert "Stopped. p tries again." in driver.text
        assert len(gates.runs) == 1
        gates.are_closed = False
        await driver.press("p")
        assert "All of candidates." in driver.text
        assert "p tries again" not in driver.text


async def test_what_brings_nothing_when_stopped_says_so_in_the_middle(opened: Opened, gates: Gates) -> None:
    """Without a part there is nothing but the words, and nothing begins again by itself."""
    async with opened(text=SMALL) as driver:
        gates.are_closed, gates.leave_something = True, False
        await driver.pilot.press("7")
        await driver.until(lambda: bool(gates.runs))
        await driver.press("escape", "4", "7")
        assert "Stopped. p tries again." in driver.text
        assert len(gates.runs) == 1


async def test_what_cannot_be_found_out_is_not_begun_again_and_again(opened: Opened, gates: Gates) -> None:
    """An analysis that nobody stopped and that is not the whole would end the same once more; p tries it."""
    async with opened(text=SMALL) as driver:
        gates.are_whole = False
        await driver.press("7", "tab", "shift+tab")
        assert [analysis.topic for analysis, _ in gates.runs] == [Topic.CANDIDATES, Topic.LIMITS]
        assert "p tries again" in driver.text
        await driver.press("p")
        assert len(gates.runs) == 3


async def test_a_change_stops_the_analysis_and_the_new_draft_gets_its_own(opened: Opened, gates: Gates) -> None:
    """Planning the changed scenario comes first; undo brings the answers of the old one back at once."""
    async with opened(text=SMALL) as driver:
        await driver.press("7")
        gates.are_closed = True
        driver.app.change({("goal", "amount"): 20}, "Amount")
        await driver.until(lambda: len(gates.runs) == 2)
        driver.app.change({("goal", "amount"): 25}, "Amount")
        await driver.until(lambda: len(gates.runs) == 3)
        gates.runs[-1][1].set()
        await driver.until(lambda: "All of candidates." in driver.text)
        gates.are_closed = False
        await driver.press("u")
        assert len(gates.runs) == 4  # what was stopped by the second change is worked out now
        await driver.press("u")
        assert "All of candidates." in driver.text
        assert len(gates.runs) == 4


async def test_problems_of_the_scenario_are_told_instead(opened: Opened, gates: Gates) -> None:
    """Where there is nothing to plan, the place says what keeps it."""
    async with opened(text=FAULTY) as driver:
        await driver.press("7")
        assert "1 problem in Brief" in driver.text
        assert not gates.runs
