"""Gathers the facts that the seven questions rest on: the only file of the filter that asks the optimizer."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from vehicleplan.errors import CancelledError
from vehicleplan.estimates.score import vehicle_outcomes
from vehicleplan.estimates.tiers import steps
from vehicleplan.estimates.worth import amounts_per_activity, results_per_activity, worth_by_outcome
from vehicleplan.frozen import dataclass
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import Evidence, PerResult, SoloRun
from vehicleplan.model.plan import Score
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.optimizer import Control, Progress, solo_scenario, solo_score
from vehicleplan.screening.hours import hours_to_start, team_hours
from vehicleplan.screening.track import mean_hourly_cost, track_records

ScoreAlone = Callable[[ResolvedScenario, Control], Score | None]
"""What gives the figures of a candidate's scenario of its own, as `solo_score` does."""


@dataclass(frozen=True)
class _Alone:
    """What a solo run says of a candidate.

    Attributes:
        solo: What it delivers; None where nothing limits that.
        per_result: What one result takes; None where it brings none.
    """

    solo: SoloRun | None
    per_result: PerResult | None


def gather(
    resolved: ResolvedScenario, control: Control | None = None, score_alone: ScoreAlone = solo_score
) -> Mapping[str, Evidence]:
    """The facts of every candidate, by id.

    A candidate that is marked never gets no solo run, nor does one that comes after the control's time limit.

    Args:
        resolved: The scenario.
        control: How the run may be stopped and watched.
        score_alone: What gives the figures of a solo run: it may know some from before.

    Raises:
        CancelledError: The user stopped the run.
    """
    scenario = resolved.scenario
    worth = worth_by_outcome(scenario)
    alone = _solo_runs(resolved, control or Control(), score_alone)
    team = team_hours(resolved)
    records = track_records(resolved)
    found: dict[str, Evidence] = {}
    for candidate in resolved.candidates:
        start, hours = hours_to_start(team, candidate)
        ran = alone.get(candidate.id)
        amounts = amounts_per_activity(candidate, scenario.goal.risk_aversion)
        found[candidate.id] = Evidence(
            currency=scenario.currency,
            amount=scenario.goal.amount,
            unproven=scenario.screening.unproven,
            start=start,
            hours=hours,
            results_per_activity=results_per_activity(amounts, worth),
            is_in_time=candidate.lag < resolved.periods,
            solo=ran.solo if ran else None,
            is_unlimited=ran is not None and ran.solo is None,
            track_record=records.get(candidate.id),
            per_result=ran.per_result if ran else None,
        )
    return found


def beside_those_left(
    resolved: ResolvedScenario, evidence: Mapping[str, Evidence], left: Collection[str]
) -> Mapping[str, Evidence]:
    """The same facts with the comparable alternatives among the candidates that are left.

    Where no other candidate of the same purpose is left, the alternatives are all that are left.
    """
    compared = [(c, evidence[c.id].per_result) for c in resolved.candidates if c.id in left]
    known = [(candidate, takes) for candidate, takes in compared if takes is not None]
    found: dict[str, Evidence] = {}
    for candidate in resolved.candidates:
        others = [(other, takes) for other, takes in known if other.id != candidate.id]
        same = [takes for other, takes in others if candidate.purpose and other.purpose == candidate.purpose]
        alternatives = same or [takes for _, takes in others]
        found[candidate.id] = replace(
            evidence[candidate.id], alternatives=tuple(alternatives), is_same_purpose=bool(same)
        )
    return found


def _solo_runs(resolved: ResolvedScenario, control: Control, score_alone: ScoreAlone) -> Mapping[str, _Alone]:
    """What each candidate that may be in the plan delivers alone, as far as the time goes."""
    began = time.monotonic()
    able = [candidate for candidate in resolved.candidates if candidate.include != "never"]
    runs: dict[str, _Alone] = {}
    for place, candidate in enumerate(able, start=1):
        if control.is_cancelled():
            raise CancelledError("stopped before the filter was through")
        seconds = time.monotonic() - began
        left = None if control.time_limit is None else control.time_limit - seconds
        if left is not None and left <= 0:
            break
        control.on_progress(Progress(f"{candidate.name} alone, {place} of {len(able)}", seconds, None))
        quiet = replace(control, time_limit=left, on_progress=_unheard)
        figures = score_alone(solo_scenario(resolved, candidate), quiet)
        runs[candidate.id] = (
            _without_limits(resolved, candidate) if figures is None else _within(resolved, candidate, figures)
        )
    return _with_shares(resolved.scenario.goal.amount, runs)


def _unheard(_: Progress) -> None:
    """A solo run is too short to tell of its own progress."""


def _with_shares(amount: float | None, runs: Mapping[str, _Alone]) -> Mapping[str, _Alone]:
    """The runs with their results as a part of the amount, or of the best run where there is none."""
    whole = amount or max((run.solo.results for run in runs.values() if run.solo is not None), default=0.0)
    return {
        name: run
        if run.solo is None or whole <= 0
        else replace(run, solo=replace(run.solo, share=round(run.solo.results / whole, 9)))
        for name, run in runs.items()
    }


def _within(resolved: ResolvedScenario, candidate: Candidate, figures: Score) -> _Alone:
    """What a solo run says; its cost has the hours and builds that it buys in it."""
    if not figures.vehicles or figures.results <= 0:
        return _Alone(SoloRun(results=0.0, low_results=0.0, share=0.0), None)
    activities = figures.vehicles[0].activities
    mean = _results(resolved, vehicle_outcomes(candidate, activities, 0.0))
    low = _results(resolved, vehicle_outcomes(candidate, activities, 1.0))
    is_loaded = resolved.scenario.goal.cost == "loaded"
    per_result = PerResult(
        id=candidate.id,
        name=candidate.name,
        money=figures.cost.cash / mean,
        hours=math.fsum(figures.vehicles[0].hours.values()) / mean,
        cost=(figures.cost.loaded if is_loaded else figures.cost.cash) / mean,
        risk=_risk(mean, low),
    )
    return _Alone(SoloRun(results=figures.results, low_results=low, share=0.0), per_result)


def _without_limits(resolved: ResolvedScenario, candidate: Candidate) -> _Alone:
    """What one more activity takes in the last tier, where set-up no longer counts."""
    last = steps(candidate)[-1]
    mean = _results(resolved, amounts_per_activity(candidate, 0.0)) * last.share
    low = _results(resolved, amounts_per_activity(candidate, 1.0)) * last.share
    if mean <= 0:
        return _Alone(None, None)
    rates = resolved.hourly_cost
    fallback = mean_hourly_cost(resolved)
    labour = math.fsum(hours * (rates[skill] or fallback) for skill, hours in candidate.hours.items())
    is_loaded = resolved.scenario.goal.cost == "loaded"
    per_result = PerResult(
        id=candidate.id,
        name=candidate.name,
        money=last.price / mean,
        hours=math.fsum(candidate.hours.values()) / mean,
        cost=(last.price + (labour if is_loaded else 0.0)) / mean,
        risk=_risk(mean, low),
    )
    return _Alone(None, per_result)


def _results(resolved: ResolvedScenario, outcomes: Mapping[str, float]) -> float:
    return results_per_activity(outcomes, worth_by_outcome(resolved.scenario))


def _risk(mean: float, low: float) -> float:
    return round(max(0.0, 1.0 - low / mean), 9)
