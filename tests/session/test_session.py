"""The imperative core: files opened and begun, jobs run and stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.runs import BROKEN, ROOT, SMALL, write
from vehicleplan.errors import BadInputError, CancelledError
from vehicleplan.model.plan import WhyNot
from vehicleplan.session import clock, jobs, workspace
from vehicleplan.session.watch import CancelToken, JobProgress, Watch


def test_a_plan_says_how_long_it_took(tmp_path: Path) -> None:
    """Reading, screening and planning are timed together."""
    began = clock.seconds()
    planned = jobs.plan_scenario(write(tmp_path, SMALL))
    assert 0 < planned.plan.seconds <= clock.seconds() - began
    assert planned.resolved.scenario.name == "Small launch"


def test_nothing_is_ruled_out_where_the_scenario_says_so(tmp_path: Path) -> None:
    """With rule_out = nothing a candidate with a no is still in the running."""
    file = write(tmp_path, SMALL.replace('rule_out = "answers"', 'rule_out = "nothing"'))
    assert "banner" in {chosen.id for chosen in jobs.plan_scenario(file).plan.vehicles}
    ruled = {c.id for c in jobs.plan_scenario(write(tmp_path, SMALL)).plan.not_chosen}
    assert "banner" in ruled


def test_a_time_limit_does_not_change_who_is_ruled_out() -> None:
    """The questions are asked in full, however little time the search has."""
    file = str(ROOT / "scenarios" / "mid-market-launch.toml")

    def ruled(time_limit: float | None) -> set[str]:
        plan = jobs.plan_scenario(file, Watch(time_limit=time_limit)).plan
        return {other.id for other in plan.not_chosen if other.why is WhyNot.RULED_OUT}

    assert ruled(0.01) == ruled(None)


def test_progress_is_passed_on(tmp_path: Path) -> None:
    """Whoever listens is told what is being done."""
    told: list[JobProgress] = []
    jobs.plan_scenario(write(tmp_path, SMALL), Watch(on_progress=told.append))
    assert [progress.stage for progress in told][:2] == ["asking the seven questions", "building the model"]


def test_a_token_stops_a_job(tmp_path: Path) -> None:
    """A job whose token is set before it begins gives no answer."""
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        jobs.plan_scenario(write(tmp_path, SMALL), Watch(token))
    with pytest.raises(CancelledError):
        jobs.screen_scenario(write(tmp_path, SMALL), token=token)


def test_problems_come_as_one_exception(tmp_path: Path) -> None:
    """A file that cannot be used raises all of its problems at once."""
    with pytest.raises(BadInputError) as caught:
        workspace.open_scenario(write(tmp_path, BROKEN))
    assert len(caught.value.problems) == 2


def test_a_new_scenario_brings_its_track_record(tmp_path: Path) -> None:
    """A template that uses a track record comes with it, and neither is overwritten."""
    used = [
        name
        for name in workspace.shipped_scenarios()
        if "\ntrack_record" in workspace.shipped_text(name).decode("utf-8")
    ]
    if not used:
        pytest.skip("no shipped scenario has a track record")
    written = workspace.new_scenario(tmp_path / "launch.toml", used[0], overwrite=False)
    (record,) = written.also
    assert record.is_file()
    with pytest.raises(BadInputError):
        workspace.new_scenario(tmp_path / "other.toml", used[0], overwrite=False)
    assert not (tmp_path / "other.toml").exists()


def test_templates_say_what_they_are_about() -> None:
    """Every template has a line on what it shows."""
    assert all(template.about for template in workspace.templates())
    assert workspace.DEFAULT_TEMPLATE in {template.name for template in workspace.templates()}
