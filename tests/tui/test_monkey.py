"""Keys pressed by chance: nothing falls over, and undo leads back to the file. The seeds are fixed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tui.planned import SMALL
from tui.screen import Driver, Opened
from vehicleplan.errors import CancelledError
from vehicleplan.files.difference import is_same
from vehicleplan.session.desk import Desk
from vehicleplan.session.watch import CancelToken

_COUNT = 60
_WRITING = ("save", "save_as", "export", "app.export")
_LEAVING = ("leave", "open", "new", "go('start')", "command_palette", "quit", "change_theme", *_WRITING)
"""What gives up the open scenario or writes; that is not what is looked at here."""
_OTHERS = (
    *"1234567",
    "enter",
    "escape",
    "tab",
    "shift+tab",
    "up",
    "down",
    "left",
    "right",
    "space",
    "9",
    "x",
    "delete",
)
_SIZES = ((80, 24), (160, 48), (40, 10))


def any_key(chance: random.Random, driver: Driver) -> str:
    """A key that means something where one is, or one of those that people press anyway."""
    bound = [key for key, each in driver.app.screen.active_bindings.items() if each.binding.action not in _LEAVING]
    return chance.choice(bound if chance.random() < 0.6 else _OTHERS)


@pytest.mark.parametrize("seed", [3, 4])
async def test_keys_pressed_by_chance_are_all_taken_back_by_undo(opened: Opened, seed: int) -> None:
    """In every place and dialog, on a screen that changes its size; undone all the way, the file says it all."""
    chance = random.Random(seed)
    async with opened(text=SMALL) as driver:
        desk, first = driver.app.desk, driver.app.desk.draft.tables
        for _ in range(_COUNT):
            driver.app.simulate_key(any_key(chance, driver))
            await driver.pilot.pause()
            if chance.random() < 0.05:
                await driver.pilot.resize_terminal(*chance.choice(_SIZES))
        while desk.undo() is not None:
            driver.app.revise()
        await driver.settled()
        assert is_same(desk.draft.tables, first)
        assert not desk.is_unsaved
        assert not driver.app.jobs.is_busy


@pytest.mark.parametrize("seed", range(5))
def test_steps_by_chance_on_the_desk_give_what_they_give_alone(tmp_path: Path, seed: int) -> None:
    """Whatever was done before, stopped or not, a draft's plan is the one that its file would have."""
    chance, path = random.Random(seed), tmp_path / "small.toml"
    path.write_text(SMALL, "utf-8")
    desk = Desk()
    desk.open(path)
    for _ in range(25):
        step = chance.choice(["budget", "answer", "undo", "redo", "plan", "screen", "stop"])
        token = CancelToken()
        if step == "budget":
            desk.change({("budget", "total"): chance.randrange(2, 12) * 1_000}, "Budget")
        elif step == "answer":
            answer = {"verdict": chance.choice(["strong", "weak", "no"]), "by": "AL"}
            desk.change({("vehicle", chance.randrange(3), "answers", "message"): answer}, "Answer")
        elif step in ("undo", "redo"):
            getattr(desk, step)()
        elif step == "screen":
            desk.screen(desk.draft, token)
        elif step == "plan":
            desk.plan(desk.draft, token)
            assert figures(desk) == figures(alone(desk, tmp_path))
        else:
            token.cancel()
            with pytest.raises(CancelledError):
                desk.plan(desk.draft, token)


def alone(desk: Desk, folder: Path) -> Desk:
    """Another desk, on which the draft was planned from its file."""
    copy = folder / "copy.toml"
    desk.keep_as(desk.draft, copy, overwrite=True)
    other = Desk()
    other.open(copy)
    other.screen(other.draft, CancelToken())
    other.plan(other.draft, CancelToken())
    return other


def figures(desk: Desk) -> tuple[object, ...]:
    """What the plan on the desk says."""
    planned = desk.planned()
    assert planned is not None
    plan = planned.plan
    return plan.status, plan.results, plan.cost, plan.vehicles, plan.not_chosen, desk.is_planned()
