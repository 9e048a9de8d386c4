"""Solving again and again keeps nothing of what is done."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest

from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import make_model
from vehicleplan.optimizer.control import Control
from vehicleplan.optimizer.run import Run
from vehicleplan.optimizer.solve import Solver


@pytest.mark.parametrize("run", [Solver.prove, Solver.relax], ids=["whole", "relaxed"])
def test_solver_is_let_go_after_its_runs(scenario: Callable[[str], ResolvedScenario], run: Callable[..., Run]) -> None:
    """HiGHS keeps its callback for ever; a solver that stayed its callback would never be freed, nor its model."""
    text = 'format = 1\noutcomes = ["lead"]\n[goal]\nworth = { lead = 1 }\n'
    text += '[[vehicle]]\nid = "a"\nmax_activities = 3\noutcomes = { lead = 5 }\n'
    build = make_model(scenario(text))
    solver = Solver(build, Control())
    assert run(solver, -1 * build.results(), "most results").objective == -15
    gone = weakref.ref(solver), weakref.ref(solver._highs)
    del solver, build
    gc.collect()
    assert [each() for each in gone] == [None, None]
