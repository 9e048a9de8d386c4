"""What a change of one limit would be, as part of a sentence: `1,000 USD more (6,000 instead of 5,000)`.

Figures stand as they were found, each enough as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vehicleplan.analysis.hard_limits import ACTIVITIES, HOURS, MONEY, RULE_SIDES, HardKind
from vehicleplan.analysis.repairs import Repair
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.limit_words import activities, name_of, needed, one, rule_side
from vehicleplan.report.numbers import as_given, money_as_given
from vehicleplan.report.sentences import plural


def change_words(repair: Repair, resolved: ResolvedScenario) -> str:
    """A change of a limit, as part of a sentence."""
    return _WORDS[repair.limit.kind](repair, resolved)


def _in_each(resolved: ResolvedScenario) -> str:
    return f" in each {resolved.scenario.horizon.period}" if resolved.periods > 1 else ""


def _more_money(repair: Repair, resolved: ResolvedScenario) -> str:
    currency, by = resolved.scenario.currency, repair.by or 0.0
    if repair.limit.kind is HardKind.BUDGET:
        return f"{money_as_given(by, currency)} more{_instead(repair)}"
    if repair.limit.kind is HardKind.BUDGET_BY_PERIOD or repair.money is None:
        return f"{money_as_given(by, currency)} more{_in_each(resolved)}{_instead(repair)}"
    each = f" ({as_given(by)}{_in_each(resolved)})" if resolved.periods > 1 else ""
    return f"{money_as_given(repair.money, currency)} more{each}"


def _more_hours(repair: Repair, resolved: ResolvedScenario) -> str:
    by = repair.by or 0.0
    hours = "hour" if by == 1 else "hours"
    bought = " to buy" if repair.limit.kind is HardKind.BOUGHT_HOURS else ""
    words = f"{as_given(by)} {hours} more of {repair.limit.subject}{bought}{_in_each(resolved)}"
    price = ""
    if repair.money:
        price = f"{numbers.money(repair.money, resolved.scenario.currency)} if they are bought"
    return f"{words}{_instead(repair, price)}"


def _instead(repair: Repair, also: str = "") -> str:
    """What the figure would be and is, in brackets, where it is one figure."""
    parts = [also] if also else []
    if isinstance(repair.to, float) and isinstance(repair.limit.figure, float) and repair.limit.figure > 0:
        parts.insert(0, f"{as_given(repair.to)} instead of {as_given(repair.limit.figure)}")
    return f" ({', '.join(parts)})" if parts else ""


def _easier_rule(repair: Repair, resolved: ResolvedScenario) -> str:
    limit, figure = repair.limit, one(repair.limit.figure)
    name = resolved.scenario.limits.rules[limit.place].name
    if not repair.to:
        return f"without the rule {f'“{name}”' if name else rule_side(limit, resolved, figure).removesuffix('.')}"
    is_share = limit.kind in (HardKind.RULE_MIN_SHARE, HardKind.RULE_MAX_SHARE)
    now, then = (
        (_percent(figure), _percent(one(repair.to))) if is_share else (as_given(figure), as_given(one(repair.to)))
    )
    if name:
        return f"the rule “{name}” at {then} instead of {now}"
    return f"{rule_side(limit, resolved, repair.to).removesuffix('.')} (instead of {now})"


def _larger_share(repair: Repair, resolved: ResolvedScenario) -> str:
    now, then = _percent(one(repair.limit.figure)), _percent(one(repair.to))
    return f"at most {then} of all {plural(resolved.scenario.goal.result)} from one vehicle (instead of {now})"


def _percent(share: float) -> str:
    return f"{as_given(share * 100)} %"


def _more_vehicles(repair: Repair, _: ResolvedScenario) -> str:
    more = one(repair.by)
    return f"{as_given(more)} more {'vehicle' if more == 1 else 'vehicles'}{_instead(repair)}"


def _other_activities(repair: Repair, resolved: ResolvedScenario) -> str:
    name, now = name_of(repair.limit, resolved), as_given(one(repair.limit.figure))
    return f"{name}: {activities(repair.limit, resolved, repair.to)} (instead of {now})"


def _without_need(repair: Repair, resolved: ResolvedScenario) -> str:
    return f"{name_of(repair.limit, resolved)} without {needed(repair.limit, resolved)}"


def _no_must(repair: Repair, resolved: ResolvedScenario) -> str:
    return f"{name_of(repair.limit, resolved)} not as a must (include = may)"


def _allowed(repair: Repair, resolved: ResolvedScenario) -> str:
    return f"{name_of(repair.limit, resolved)} allowed (include = may)"


def _called_back(repair: Repair, resolved: ResolvedScenario) -> str:
    return f"{name_of(repair.limit, resolved)} called back"


_WORDS: Mapping[HardKind, Callable[[Repair, ResolvedScenario], str]] = {
    **dict.fromkeys(MONEY, _more_money),
    **dict.fromkeys(HOURS, _more_hours),
    **dict.fromkeys(RULE_SIDES, _easier_rule),
    **dict.fromkeys(ACTIVITIES, _other_activities),
    HardKind.MAX_VEHICLES: _more_vehicles,
    HardKind.MAX_SHARE: _larger_share,
    HardKind.MUST: _no_must,
    HardKind.NEVER: _allowed,
    HardKind.RULED_OUT: _called_back,
    HardKind.NEEDS: _without_need,
}
