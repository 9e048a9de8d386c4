"""Planning in the background: what is shown meanwhile, what is dropped, how it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Event

import pytest

from tui.planned import FAULTY, SMALL, plan_of, words
from tui.screen import MOST_TURNS, Driver, Opened
from vehicleplan.errors import CancelledError
from vehicleplan.model.plan import PlanStatus
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.session import jobs
from vehicleplan.session.jobs import Planned
from vehicleplan.session.watch import CancelToken, Watch

PAST = "The plan below is of before the last change."


class Gates:
    """Planning that waits: each run has a gate of its own, opened by the test or by stopping the run.

    Attributes:
        are_closed: Whether runs wait.
        leave_something: Whether a run that is stopped brings the best that it has found so far.
        runs: The gates of the runs so far.
        stopped: Set when a run was stopped.
    """

    def __init__(self, real: Callable[..., Planned]) -> None:
        self._real = real
        self.are_closed = False
        self.leave_something = False
        self.runs: list[Event] = []
        self.stopped = Event()

    def __call__(
        self, resolved: ResolvedScenario, screened: Screened, watch: Watch, *, known: Sequence[Planned] = ()
    ) -> Planned:
        """Plan, once the gate is open; a run that was stopped while it waited brings nothing."""
        gate, unstopped = Event(), replace(watch, token=CancelToken())
        self.runs.append(gate)
        for _ in range(MOST_TURNS):
            if not self.are_closed or gate.wait(0.005):
                break
            if watch.token.is_cancelled:
                self.stopped.set()
                if not self.leave_something:
                    raise CancelledError("stopped")
                found = self._real(resolved, screened, unstopped, known=known)
                return replace(found, plan=replace(found.plan, status=PlanStatus.BEST_FOUND, gap=None))
        return self._real(resolved, screened, unstopped, known=known)


@pytest.fixture
def gates(monkeypatch: pytest.MonkeyPatch) -> Gates:
    """Every run of the optimizer goes through a gate; they are open until a test closes them."""
    made = Gates(jobs.plan_with)
    monkeypatch.setattr(jobs, "plan_with", made)
    return made


async def test_the_last_plan_stays_and_is_called_by_what_it_is(opened: Opened, gates: Gates) -> None:
    """After a change the old plan is marked until the new one is there; the new one replaces it."""
    async with opened(text=SMALL) as driver:
        await driver.press("4")
        before = plan_of(driver)
        gates.are_closed = True
        driver.app.change({("goal", "amount"): 40}, "Goal")
        await driver.until(lambda: len(gates.runs) == 2)
        await driver.pilot.pause()
        assert driver.app.desk.planned() is None
        assert "planning…" in driver.text
        assert PAST in driver.text
        assert "the goal of 30" in words(driver.text)
        gates.runs[1].set()
        await driver.settled()
        assert PAST not in driver.text
        assert "goal of 40" in words(driver.text)
        assert plan_of(driver) != before


async def test_an_older_answer_never_shows_as_the_plan(
    opened: Opened, gates: Gates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that cannot be stopped ends while the newer one is under way: its plan is not that of the draft."""
    async with opened(text=SMALL) as driver:
        monkeypatch.setattr(CancelToken, "is_cancelled", False)
        gates.are_closed = True
        await driver.pilot.press("4")
        await driver.until(lambda: len(gates.runs) == 1)
        older = driver.app.desk.draft
        driver.app.change({("goal", "amount"): 40}, "Goal")
        gates.runs[0].set()
        await driver.until(lambda: len(gates.runs) == 2)
        await driver.pilot.pause()
        assert driver.app.desk.planned(older) is not None
        assert driver.app.desk.planned() is None
        assert "planning…" in driver.text
        assert "the goal of 30" not in words(driver.text)
        gates.runs[1].set()
        await driver.settled()
        assert "goal of 40" in words(driver.text)


async def test_keys_are_answered_while_planning(opened: Opened, gates: Gates) -> None:
    """Going through the parts, changing and leaving the place do not wait for the run."""
    async with opened(text=SMALL) as driver:
        await driver.press("4")
        gates.are_closed = True
        driver.app.change({("goal", "amount"): 40}, "Goal")
        await driver.until(lambda: len(gates.runs) == 2)
        await driver.pilot.press("tab", "j")
        await driver.pilot.pause()
        assert "writing, hours" in driver.text
        await driver.pilot.press("3")
        assert driver.app.current_mode == "matrix"
        await driver.pilot.press("4", "u")
        await driver.pilot.pause()
        assert "the goal of 30" in words(driver.text)
        assert PAST not in driver.text
        gates.runs[1].set()


async def test_escape_stops_and_p_plans_again(opened: Opened, gates: Gates) -> None:
    """A stopped run leaves calm words; the same run can be begun again."""
    async with opened(text=SMALL) as driver:
        gates.are_closed = True
        await driver.pilot.press("4")
        await driver.until(lambda: len(gates.runs) == 1)
        await driver.press("escape")
        assert gates.stopped.is_set()
        assert "Stopped. p plans again." in driver.text
        gates.are_closed = False
        await driver.press("p")
        assert "the goal of 30" in words(driver.text)
        assert "Stopped. p plans again." not in driver.text


async def stopped_with_a_plan(driver: Driver, gates: Gates) -> None:
    """In Plan, with a run that was stopped by escape after it had found a plan."""
    gates.are_closed = gates.leave_something = True
    await driver.pilot.press("4")
    await driver.until(lambda: len(gates.runs) == 1)
    await driver.press("escape")


async def test_escape_keeps_the_best_plan_found_so_far(opened: Opened, gates: Gates) -> None:
    """It is shown as what it is, and p plans again to the end."""
    async with opened(text=SMALL) as driver:
        await stopped_with_a_plan(driver, gates)
        assert "the best found so far" in words(driver.text)
        assert "Stopped. p plans again." in driver.text
        assert not driver.app.desk.is_planned()
        gates.are_closed = False
        await driver.press("p")
        assert plan_of(driver).status is PlanStatus.PROVEN_BEST
        assert "proven best" in words(driver.text)
        assert "best found so far" not in words(driver.text)
        assert "Stopped" not in "\n".join(driver.lines[:4])


async def test_what_was_stopped_begins_again_only_when_asked(opened: Opened, gates: Gates) -> None:
    """Not on going away and back, nor on undo and redo back to it, and it is still shown as what it is."""
    async with opened(text=SMALL) as driver:
        await stopped_with_a_plan(driver, gates)
        gates.are_closed = False
        await driver.press("3", "4")
        assert len(gates.runs) == 1
        driver.app.change({("goal", "amount"): 40}, "Goal")
        await driver.settled()
        assert plan_of(driver).status is PlanStatus.PROVEN_BEST
        for key in ("u", "ctrl+r", "u"):
            await driver.press(key)
        assert len(gates.runs) == 2
        assert plan_of(driver).status is PlanStatus.BEST_FOUND
        assert "the best found so far" in words(driver.text)


async def test_a_run_that_a_change_has_stopped_is_planned_to_the_end(opened: Opened, gates: Gates) -> None:
    """A change stops the run of before; back at the draft of before, it is planned without being asked."""
    async with opened(text=SMALL) as driver:
        gates.are_closed = gates.leave_something = True
        await driver.pilot.press("4")
        await driver.until(lambda: len(gates.runs) == 1)
        driver.app.change({("goal", "amount"): 40}, "Goal")
        await driver.until(lambda: len(gates.runs) == 2)
        gates.are_closed = False
        await driver.settled()
        await driver.press("u")
        assert gates.stopped.is_set()
        assert plan_of(driver).status is PlanStatus.PROVEN_BEST
        assert "proven best" in words(driver.text)


async def test_a_stopped_base_plan_is_what_it_is_in_what_if_and_compare(opened: Opened, gates: Gates) -> None:
    """Both show what was found, say that it is not proven and that it was stopped, and do not go on by themselves."""
    async with opened(text=SMALL, size=(140, 48)) as driver:
        await stopped_with_a_plan(driver, gates)
        gates.are_closed = False
        for place in ("5", "6"):
            await driver.press(place)
            assert "stopped, p plans again" in words(driver.text)
            assert len(gates.runs) == 1
        await driver.press("5", "p")
        assert len(gates.runs) == 2
        assert "stopped" not in words(driver.text)
        assert "proven best" in words(driver.text)


async def test_a_what_if_that_is_stopped_shows_what_was_found(opened: Opened, gates: Gates) -> None:
    """The difference says that the what-if is not proven; p plans it to the end."""
    async with opened(text=SMALL, size=(140, 48)) as driver:
        await driver.press("5")
        gates.are_closed = gates.leave_something = True
        await driver.pilot.press("right")
        await driver.until(lambda: len(gates.runs) == 2)
        await driver.press("escape")
        assert "best found so far" in words(driver.text)
        assert "stopped, p plans again" in words(driver.text)
        gates.are_closed = False
        await driver.press("p")
        assert driver.app.current_mode == "what-if"
        assert "best found so far" not in words(driver.text)
        assert "stopped" not in words(driver.text)


async def test_asking_that_was_stopped_stays_stopped_when_one_answers(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer leaves the evidence, so nothing asks for it anew; a change of the goal does, and so does p."""
    async with opened(text=SMALL) as driver:
        asked: list[CancelToken] = []

        def wait(_: object, token: CancelToken, *__: object) -> None:
            asked.append(token)
            for _ in range(MOST_TURNS):
                if token._event.wait(0.005):
                    break
            raise CancelledError("stopped")

        monkeypatch.setattr(jobs, "gather_evidence", wait)
        driver.app.change({("goal", "amount"): 40}, "Goal")
        await driver.until(lambda: len(asked) == 1)
        await driver.pilot.press("s", "escape", "f", "2", "3", "2", "w")
        await driver.settled()
        assert len(asked) == 1
        assert asked[0].is_cancelled
        assert "The questions were not asked" in words(driver.text)
        driver.app.change({("goal", "amount"): 41}, "Goal")
        await driver.until(lambda: len(asked) == 2)
        await driver.press("escape", "4")
        assert driver.app.desk.is_planned()  # only answers rule out here: planning asks nothing
        await driver.press("2")
        assert len(asked) == 2
        await driver.pilot.press("p", "2")
        await driver.until(lambda: len(asked) == 3)


async def test_leaving_does_not_wait_for_the_run(opened: Opened, gates: Gates) -> None:
    """To quit while planning stops the run."""
    async with opened(text=SMALL) as driver:
        gates.are_closed = True
        await driver.pilot.press("4")
        await driver.until(lambda: len(gates.runs) == 1)
        await driver.pilot.press("q")
        await driver.app.workers.wait_for_complete()
        assert gates.stopped.is_set()
        assert driver.app.return_code == 0


async def test_leaving_does_not_wait_for_a_run_that_does_not_hear(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The solver may take seconds to see that it was stopped; the program has ended by then."""
    begun, go_on = Event(), Event()

    def deaf(*_: object, **__: object) -> Planned:
        begun.set()
        go_on.wait(60)
        raise CancelledError("stopped")

    monkeypatch.setattr(jobs, "plan_with", deaf)
    async with opened(text=SMALL) as driver:
        await driver.pilot.press("4")
        await driver.until(begun.is_set)
        await driver.pilot.press("q")
    assert driver.app.return_code == 0
    assert driver.app.jobs.has_threads
    go_on.set()


async def test_a_fault_keeps_the_last_plan_in_sight(opened: Opened) -> None:
    """While a change makes no sense yet the plan of before stays, marked; undo makes it the plan again."""
    async with opened(text=SMALL) as driver:
        await driver.press("4")
        driver.app.change({("goal", "amount"): True}, "Goal")
        await driver.settled()
        assert "1 problem keeps the scenario from being planned" in driver.text
        assert PAST in driver.text
        assert "the goal of 30" in words(driver.text)
        await driver.press("u")
        assert PAST not in driver.text


async def test_another_scenario_starts_without_a_plan(opened: Opened) -> None:
    """The plan of one scenario is never shown for another."""
    async with opened(text=SMALL) as driver:
        await driver.press("4")
        other = driver.path.with_name("other.toml")
        other.write_text(FAULTY, "utf-8")
        driver.app.open_path(other)
        await driver.press("4")
        assert PAST not in driver.text
        assert "the goal of 30" not in words(driver.text)
