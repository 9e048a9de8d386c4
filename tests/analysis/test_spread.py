"""Many runs at once."""

from __future__ import annotations

import pytest

from vehicleplan.analysis.spread import spread
from vehicleplan.model.figures import style, written_in
from vehicleplan.optimizer import Control
from vehicleplan.report.locales import locale_style


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_run_has_the_style_of_where_it_was_asked_for(jobs: int) -> None:
    """Sentences that are made in a thread are written as those around it."""
    german = locale_style("de_DE")
    with written_in(german):
        found = spread(lambda _, __: style(), range(8), Control(), stage="looking", jobs=jobs)
    assert found.answers == (german,) * 8
