"""A simulation as a JSON object for programs. The keys are a contract."""

from __future__ import annotations

import math
from typing import Any

from vehicleplan.analysis.known_draws import KnownDraws, Regret
from vehicleplan.analysis.sample import Percentiles
from vehicleplan.analysis.simulate import Simulated
from vehicleplan.exports.json_figures import chance_object
from vehicleplan.model.plan import Plan
from vehicleplan.report.numbers import published


def simulate_object(simulated: Simulated, plan: Plan) -> dict[str, Any]:
    """The plan in many draws. Shares are 0 to 1; what is infinite, such as the cost of no result, is null."""
    settings = simulated.settings
    return {
        "format": 1,
        "is_whole": simulated.is_whole,
        "scenario": plan.scenario,
        "draws": {"asked": settings.draws, "done": len(simulated.results)},
        "seed": settings.seed,
        "correlation": published(settings.correlation),
        "is_certain": simulated.is_certain,
        "results": _figures(simulated.figures, plan.results),
        "cost_per_result": _figures(simulated.cost_per_result, plan.cost_per_result),
        "as_planned": chance_object(simulated.as_planned),
        "goal": chance_object(simulated.goal),
        "parts": [
            {"what": part.what, "amount": published(part.amount)}
            | {"figures": _figures(part.figures, part.planned), "reached": chance_object(part.chance)}
            for part in simulated.parts
        ],
        "vehicles": [
            {"id": each.id, "name": each.name, "results": _figures(each.figures, each.planned)}
            | {"narrows": published(each.narrows)}
            for each in simulated.vehicles
        ],
        "known_draws": _known(simulated.known),
    }


def _known(known: KnownDraws) -> dict[str, Any] | None:
    """What would have been chosen had the draw been known; null where nobody asked."""
    if not known.asked:
        return None
    return {
        "asked": known.asked,
        "done": known.done,
        "same_set": known.same_set,
        "choices": [
            {"id": choice.id, "name": choice.name, "times": choice.times, "is_in_plan": choice.is_in_plan}
            for choice in known.choices
        ],
        "regret": None if known.regret is None else _regret(known.regret),
    }


def _regret(regret: Regret) -> dict[str, Any]:
    return {
        "value": None if regret.value is None else _percentiles(regret.value),
        "reached": regret.reached,
        "missed": regret.missed,
        "out_of_reach": regret.out_of_reach,
        "short": _finite(regret.short),
    }


def _figures(figures: Percentiles | None, planned: float | None) -> dict[str, Any] | None:
    return None if figures is None else {"planned": _finite(planned)} | _percentiles(figures)


def _percentiles(figures: Percentiles) -> dict[str, float | None]:
    return {name: _finite(getattr(figures, name)) for name in ("p10", "p50", "p90", "mean")}


def _finite(value: float | None) -> float | None:
    return None if value is None or math.isinf(value) else published(value)
