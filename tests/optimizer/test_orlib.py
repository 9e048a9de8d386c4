"""The optimizer against the 55 proven optima of OR-Library's mknap1 and mknap2.

The files are a public research benchmark without a licence text, so they are not kept here: the tests look for them in
`shared/data/orlib` beside the repository and are skipped where that folder is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from optimizer.orlib import Instance, instances
from vehicleplan.optimizer import optimize, verify

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "orlib"
INSTANCES = tuple(instances(FOLDER)) if FOLDER.is_dir() else ()


def test_all_problems_are_read() -> None:
    """Both files together hold 55 problems with a known optimum each."""
    if not INSTANCES:
        pytest.skip("OR-Library's files are not here")
    assert len({name for name, _, _ in INSTANCES}) == 55
    assert all(optimum > 0 for _, optimum, _ in INSTANCES)


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda instance: instance[0])
def test_plan_reaches_the_proven_optimum(instance: Instance, scenario: Callable[[str], Any]) -> None:
    """The plan is proven best, its results equal the published optimum and it obeys every limit."""
    _, optimum, text = instance
    resolved = scenario(text)
    plan = optimize(resolved)
    assert plan.status.value == "proven-best"
    assert plan.results == pytest.approx(optimum, rel=1e-6)
    assert verify(resolved, plan) == ()
