"""The team's own history as figures: what each candidate took and brought, beside its estimate and the others."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace

from vehicleplan.estimates.tiers import steps
from vehicleplan.estimates.worth import ACCEPTED_STAGE, amounts_per_activity, results_per_activity, worth_by_outcome
from vehicleplan.frozen import dataclass
from vehicleplan.model.base import by_period
from vehicleplan.model.candidate import Candidate
from vehicleplan.model.evidence import TrackRecord
from vehicleplan.model.history import HistoryEntry
from vehicleplan.model.resolve import ResolvedScenario


@dataclass(frozen=True)
class _Taken:
    """What activities took."""

    activities: float
    cash: float
    hours: float


def track_records(resolved: ResolvedScenario) -> Mapping[str, TrackRecord]:
    """By candidate that the history knows, its record beside the median of the others."""
    rate = mean_hourly_cost(resolved)
    records: dict[str, TrackRecord] = {}
    for candidate in resolved.candidates:
        entries = [entry for entry in resolved.history if entry.vehicle == candidate.id]
        if entries:
            records[candidate.id] = _record(resolved, candidate, entries, rate)
    return {name: _beside_others(name, record, records) for name, record in records.items()}


def mean_hourly_cost(resolved: ResolvedScenario) -> float:
    """The mean cost of an hour of the team, by the hours that each skill and member has; 0 for a team without hours."""
    team = resolved.scenario.team
    hours = [(by_period(skill.hours, resolved.periods), skill.hourly_cost) for skill in team.skills]
    hours += [(by_period(member.hours, resolved.periods), member.hourly_cost) for member in team.members]
    whole = math.fsum(math.fsum(by_time) for by_time, _ in hours)
    return math.fsum(math.fsum(by_time) * cost for by_time, cost in hours) / whole if whole > 0 else 0.0


def _record(
    resolved: ResolvedScenario, candidate: Candidate, entries: Sequence[HistoryEntry], rate: float
) -> TrackRecord:
    """Counts are before acceptance by sales, as outcomes are."""
    worth = worth_by_outcome(resolved.scenario)
    is_loaded = resolved.scenario.goal.cost == "loaded"
    taken = _taken(entries)
    value = {
        outcome: worth.get(outcome, 0.0) * (candidate.acceptance if outcome == ACCEPTED_STAGE else 1.0)
        for outcome in dict.fromkeys(entry.outcome for entry in entries)
    }
    amounts = amounts_per_activity(candidate, 0.0)
    counted = results_per_activity({name: amount for name, amount in amounts.items() if name in value}, worth)
    whole = results_per_activity(amounts, worth)
    first = steps(candidate)[0]  # a history may span many horizons, and each fills its tiers anew
    hours = math.fsum((*candidate.setup_hours.values(), *(taken.activities * h for h in candidate.hours.values())))
    return TrackRecord(
        activities=taken.activities,
        events=math.fsum(entry.count for entry in entries if value[entry.outcome] > 0),
        results=math.fsum(entry.count * value[entry.outcome] for entry in entries),
        cost=taken.cash + (taken.hours * rate if is_loaded else 0.0),
        estimated_results=counted * first.share * taken.activities,
        estimated_cost=candidate.setup_cost + first.price * taken.activities + (hours * rate if is_loaded else 0.0),
        coverage=counted / whole if whole > 0 else 1.0,
        is_counted=any(value.values()),
    )


def _taken(entries: Sequence[HistoryEntry]) -> _Taken:
    """Activities, cash and hours. Rows of one day that count different outcomes are about the same activities."""
    by_day: dict[object, dict[str, _Taken]] = {}
    for entry in entries:
        day = by_day.setdefault(entry.date, {})
        before = day.get(entry.outcome, _Taken(0.0, 0.0, 0.0))
        day[entry.outcome] = _Taken(
            before.activities + entry.activities, before.cash + entry.cash, before.hours + entry.hours
        )
    return _Taken(
        activities=math.fsum(max(each.activities for each in day.values()) for day in by_day.values()),
        cash=math.fsum(max(each.cash for each in day.values()) for day in by_day.values()),
        hours=math.fsum(max(each.hours for each in day.values()) for day in by_day.values()),
    )


def _beside_others(name: str, record: TrackRecord, records: Mapping[str, TrackRecord]) -> TrackRecord:
    """Costs per result are compared between records that count most of the results, or the least counted would lose."""
    if not record.counts_most:
        return record
    others = [
        other.cost_per_result
        for number, other in records.items()
        if number != name and other.counts_most and other.cost_per_result is not None
    ]
    return replace(record, median_of_others=statistics.median(others) if others else None, others=len(others))
