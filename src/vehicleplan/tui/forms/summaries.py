"""Each section of Brief in a line. A draft may be nonsense in places; such a place is left out."""

from __future__ import annotations

from vehicleplan.model.fault import KeyPath
from vehicleplan.model.simulation import Simulation
from vehicleplan.report.sentences import plural
from vehicleplan.session.draft import Draft
from vehicleplan.tui.forms import known
from vehicleplan.tui.forms.values import Kind, text_of


def brief(draft: Draft) -> str:
    """The objective and the segment."""
    stages = draft.value(("brief", "stages"))
    named = [stage for stage, weight in stages.items() if weight] if isinstance(stages, dict) else []
    return _listed(", ".join(named) or "no objective", _text(draft, Kind.TEXT, "brief", "segment"))


def goal(draft: Draft) -> str:
    """How many results, at which stage."""
    amount, result = _text(draft, Kind.NUMBER, "goal", "amount"), _text(draft, Kind.TEXT, "goal", "result") or "result"
    return f"{amount} {plural(result)}" if amount else f"most {plural(result)}"


def horizon(draft: Draft) -> str:
    """How long, from when."""
    periods = _text(draft, Kind.NUMBER, "horizon", "periods") or "1"
    period = _text(draft, Kind.TEXT, "horizon", "period") or "quarter"
    start = _text(draft, Kind.DATE, "horizon", "start")
    return f"{periods} {period if periods == '1' else plural(period)}" + (f" from {start}" if start else "")


def budget(draft: Draft) -> str:
    """The money."""
    total, each = _text(draft, Kind.NUMBER, "budget", "total"), _text(draft, Kind.PER_PERIOD, "budget", "per_period")
    currency = _text(draft, Kind.TEXT, "currency") or "USD"
    if total:
        return f"{total} {currency}"
    period = _text(draft, Kind.TEXT, "horizon", "period") or "quarter"
    return f"{each} {currency} a {period}" if each else "no limit"


def team(draft: Draft) -> str:
    """How many of each."""
    counts = ((len(known.tables(draft, ("team", key))), key) for key in ("skill", "member", "build"))
    return ", ".join(f"{count} {key if count == 1 else plural(key)}" for count, key in counts if count) or "nobody"


def limits(draft: Draft) -> str:
    """The most vehicles, and how many rules hold."""
    most = _text(draft, Kind.NUMBER, "limits", "max_vehicles")
    rules = known.tables(draft, ("limits", "rule"))
    holding = sum(1 for rule in rules if rule.get("active", True) is not False)
    words = "" if not rules else f"{holding} of {len(rules)} rules" if holding < len(rules) else _count(holding, "rule")
    return _listed(f"at most {most} vehicles" if most else "", words) or "none"


def screening(draft: Draft) -> str:
    """What rules out."""
    what = _text(draft, Kind.TEXT, "screening", "rule_out") or "suggestions"
    return f"{what} {'rules' if what == 'nothing' else 'rule'} out"


def simulation(draft: Draft) -> str:
    """How many draws."""
    draws = _text(draft, Kind.NUMBER, "simulation", "draws")
    return f"{draws or f'{Simulation().draws:,}'} draws"


def counting(draft: Draft) -> str:
    """The catalogs and the currency."""
    catalogs = _text(draft, Kind.NAMES, "catalogs") or "no catalog"
    return _listed(catalogs, _text(draft, Kind.TEXT, "currency") or "USD")


def _count(amount: int, noun: str) -> str:
    return f"{amount} {noun if amount == 1 else plural(noun)}"


def _text(draft: Draft, kind: Kind, *path: str) -> str:
    key_path: KeyPath = path
    return text_of(kind, draft.value(key_path))


def _listed(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
