"""An exact answer to a scenario of extreme figures, in fractions: no float, no solver, no tolerance of its own.

Takes the plain mapping of a scenario file, tries every set of vehicles, start and number of activities, and judges each
limit exactly or with a room of so many parts of it. At most one vehicle, `loose`, may be too often used or divisible to
be enumerated: everything is linear in its activities, so that the best lies at the end of an interval or where a part
of the goal is just reached. Beside `oracle.py` it knows fewer features: no builds, a member has one skill, and bought
hours are the dearest, so that own and given ones are always taken first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Any

Row = Mapping[str, Any]
Vector = tuple[Fraction, ...]
ZERO = Fraction(0)


def exact(figure: float) -> Fraction:
    """A figure as it is written."""
    return Fraction(repr(figure))


@dataclass(frozen=True)
class Course:
    """One thing that can be done with a vehicle: what it counts in each column, and by how much more per activity."""

    counts: Vector
    slopes: Vector | None = None
    low: Fraction = ZERO
    high: Fraction = ZERO
    is_whole: bool = True


@dataclass(frozen=True)
class Limit:
    """The sum of a column is at most a bound and so many parts of another column."""

    column: int
    bound: Fraction
    size: int | None
    """The column that the limit's size is counted in; None where it is the bound."""


@dataclass(frozen=True)
class Point:
    """A plan that keeps to the limits."""

    cost: Fraction
    results: Fraction
    shortfall: Fraction


@dataclass(frozen=True)
class Best:
    """The best of all plans; None where there is no plan."""

    shortfall: Fraction
    value: Fraction | None
    """Results, cost, or cost per result, by the mode; None where no plan has results."""


class Question:
    """A scenario with its figures as fractions, and its columns: what a vehicle's courses count."""

    def __init__(self, raw: Row) -> None:
        self.raw, self.goal = raw, raw["goal"]
        self.periods = int(raw.get("horizon", {}).get("periods", 1))
        self.worth = {name: exact(value) for name, value in self.goal["worth"].items()}
        self.skills = {row["id"]: row for row in raw.get("team", {}).get("skill", ())}
        self.members = {row["skills"][0]: row for row in raw.get("team", {}).get("member", ())}
        self.cells = [(skill, t) for skill in self.skills for t in range(self.periods)]
        self.mode = self.goal["mode"]
        self.asked = [("results", exact(self.goal["amount"]))] if "amount" in self.goal else []
        self.asked += [(row["outcome"], exact(row["amount"])) for row in self.goal.get("target", ())]
        self.columns = [*(f"cash {t}" for t in range(self.periods)), *(f"{s} {t}" for s, t in self.cells), "results"]
        self.columns += [what for what, _ in self.asked]
        self.first_limit = len(self.columns)
        self.limits: list[Limit] = []
        self._weighers: list[Any] = []
        self._make_limits()
        self.courses = [self._courses(row) for row in raw["vehicle"]]

    # Limits, as columns that are summed over the vehicles

    def _limit(self, weigh: Any, bound: Fraction, size: Any = None) -> None:
        column = self.first_limit + len(self._weighers)
        self._weighers.append(weigh)
        if size is not None:
            self._weighers.append(size)
        self.limits.append(Limit(column, bound, None if size is None else column + 1))

    def _make_limits(self) -> None:
        limits: Row = self.raw.get("limits", {})
        if "max_vehicles" in limits:
            self._limit(lambda _, did: did["vehicles"], Fraction(limits["max_vehicles"]))
        if "max_share" in limits:
            for row in self.raw["vehicle"]:
                self._share("results", {row["id"]}, exact(limits["max_share"]), 1)
        for rule in limits.get("rule", ()):
            self._rule(rule)

    def _share(self, measure: str, group: set[str], share: Fraction, sign: int) -> None:
        self._limit(
            lambda name, did: sign * did[measure] * ((name in group) - share), ZERO, lambda _, did: share * did[measure]
        )

    def _rule(self, rule: Row) -> None:
        group = set(rule.get("vehicles", [row["id"] for row in self.raw["vehicle"]]))
        measure = rule["measure"]
        if "max" in rule:
            self._limit(lambda name, did: did[measure] * (name in group), exact(rule["max"]))
        if "min" in rule:
            self._limit(lambda name, did: -did[measure] * (name in group), -exact(rule["min"]))
        if "max_share" in rule:
            self._share(measure, group, exact(rule["max_share"]), 1)
        if "min_share" in rule:
            self._share(measure, group, exact(rule["min_share"]), -1)
        if "at_least" in rule:
            other, times = set(rule["at_least"]["vehicles"]), exact(rule["at_least"]["times"])
            self._limit(
                lambda name, did: did[measure] * (times * (name in other) - (name in group)),
                ZERO,
                lambda name, did: did[measure] * times * (name in other),
            )

    # What a vehicle can do

    def _courses(self, row: Row) -> list[Course]:
        nothing = Course((ZERO,) * (self.first_limit + len(self._weighers)))
        courses = [] if row.get("include") == "must" else [nothing]
        if row.get("loose"):
            return [*courses, self._loose_course(row)]
        starts = range(self.periods) if {"setup_cost", "setup_hours", "min_per_period"} & set(row) else (0,)
        counts = range(int(row.get("min_per_period", 0)), int(row.get("max_per_period", row["max_activities"])) + 1)
        for start in starts:
            for later in product(counts, repeat=self.periods - start):
                if row.get("min_activities", 1) <= sum(later) <= row["max_activities"]:
                    activities = tuple(map(Fraction, (0,) * start + later))
                    courses.append(Course(self._vector(row, self._done(row, activities, start))))
        return list(dict.fromkeys(courses))

    def _loose_course(self, row: Row) -> Course:
        """One period, one tier: at most so many activities, whole or not."""
        at_none = self._vector(row, self._done(row, (ZERO,), 0))
        at_one = self._vector(row, self._done(row, (Fraction(1),), 0))
        is_whole = not row.get("divisible", False)
        slopes = tuple(b - a for a, b in zip(at_none, at_one, strict=True))
        low = exact(row.get("min_activities", 1 if is_whole else 0))
        return Course(at_none, slopes, low, exact(row["max_activities"]), is_whole)

    def _done(self, row: Row, activities: Vector, start: int) -> dict[str, Any]:
        in_time = sum(activities[: max(0, self.periods - row.get("lag", 0))], start=ZERO)
        full = self._in_tiers(row, in_time, lambda tier: exact(tier.get("yield", 1.0)))
        price = exact(row.get("cost", 0))
        spent = [
            self._in_tiers(
                row, sum(activities[: t + 1], start=ZERO), lambda tier: exact(tier.get("cost", row.get("cost", 0)))
            )
            if "tier" in row
            else price * sum(activities[: t + 1], start=ZERO)
            for t in range(self.periods)
        ]
        cash = [now - before for now, before in zip(spent, [ZERO, *spent], strict=False)]
        cash[start] += exact(row.get("setup_cost", 0))
        hours = [
            exact(row.get("hours", {}).get(skill, 0)) * activities[t]
            + (exact(row.get("setup_hours", {}).get(skill, 0)) if t == start else 0)
            for skill, t in self.cells
        ]
        outcomes = {name: exact(amount) * full for name, amount in row["outcomes"].items()}
        results = sum((self.worth.get(name, ZERO) * amount for name, amount in outcomes.items()), start=ZERO)
        did = dict.fromkeys(("lead", "reader"), ZERO) | outcomes | {"vehicles": Fraction(1), "results": results}
        did |= {"activities": sum(activities, start=ZERO), "cash": sum(cash, start=ZERO)}
        for place, skill in enumerate(self.skills):
            did[f"hours.{skill}"] = sum(hours[place * self.periods : (place + 1) * self.periods], start=ZERO)
        return did | {"hours": sum(hours, start=ZERO), "by period": [*cash, *hours]}

    @staticmethod
    def _in_tiers(row: Row, count: Fraction, weight: Any) -> Fraction:
        if "tier" not in row:
            return count
        whole, left = ZERO, count
        for tier in row["tier"]:
            part = min(left, exact(tier["activities"])) if "activities" in tier else left
            whole, left = whole + part * weight(tier), left - part
        return whole

    def _vector(self, row: Row, did: Row) -> Vector:
        asked = [did[what] for what, _ in self.asked]
        return (*did["by period"], did["results"], *asked, *(weigh(row["id"], did) for weigh in self._weighers))

    # All plans

    def best(self, room: Fraction, reached: Fraction = ZERO) -> Best | None:
        """The best plan where each limit has so many parts of it as room.

        Args:
            room: The room, as a part.
            reached: Plans that come as close to the goal as the closest but for this count as being as close.
        """
        points = [point for picks in product(*self.courses) for point in self._points(picks, room)]
        if not points:
            return None
        least = min(point.shortfall for point in points)
        points = [point for point in points if point.shortfall <= least + reached]
        if self.mode == "most-results":
            return Best(least, max(point.results for point in points))
        if self.mode == "least-cost":
            return Best(least, min(point.cost for point in points))
        return Best(least, min((p.cost / p.results for p in points if p.results), default=None))

    def _points(self, picks: tuple[Course, ...], room: Fraction) -> Iterator[Point]:
        counts = tuple(map(sum, zip(*(course.counts for course in picks), strict=True)))
        loose = next((course for course in picks if course.slopes), None)
        if loose is None or loose.slopes is None:
            point = self._point(counts, room)
            if point is not None:
                yield point
            return
        for count in self._corners(counts, loose, room):
            moved = tuple(a + b * count for a, b in zip(counts, loose.slopes, strict=True))
            point = self._point(moved, room)
            if point is not None:
                yield point

    def _corners(self, counts: Vector, loose: Course, room: Fraction) -> set[Fraction]:
        """Numbers of activities among which the best is: where a limit or a part of the goal is just reached."""
        corners = {loose.low, loose.high}
        for value, slope in self._edges(counts, loose, room):
            if slope:
                corner = -value / slope
                corners |= {Fraction(floor(corner)), Fraction(ceil(corner))} if loose.is_whole else {corner}
        return {corner for corner in corners if loose.low <= corner <= loose.high}

    def _edges(self, counts: Vector, loose: Course, room: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
        slopes = loose.slopes or ()
        first = len(self.columns) - len(self.asked)
        for place, (_, asked) in enumerate(self.asked, start=first):
            yield counts[place] - asked, slopes[place]
            yield counts[place] - asked * (1 - room), slopes[place]
        for limit in self.limits:
            size = (abs(limit.bound), ZERO) if limit.size is None else (counts[limit.size], slopes[limit.size])
            yield (
                counts[limit.column] - limit.bound - room * size[0],
                slopes[limit.column] - room * size[1],
            )
        for first_t, last, allowed in self._budgets():
            spent = sum(counts[first_t : last + 1], start=ZERO) + sum(self._bought(counts, room)[1], start=ZERO)
            yield spent - allowed * (1 + room), sum(slopes[first_t : last + 1], start=ZERO)

    def _budgets(self) -> Iterator[tuple[int, int, Fraction]]:
        """From which to which period so much may be spent."""
        budget: Row = self.raw.get("budget", {})
        if "per_period" in budget:
            by_time = budget["per_period"]
            by_time = [exact(m) for m in (by_time if isinstance(by_time, list) else [by_time] * self.periods)]
            for t in range(self.periods):
                first = 0 if budget.get("carry_over", True) else t
                yield first, t, sum(by_time[first : t + 1], start=ZERO)
        if "total" in budget:
            yield 0, self.periods - 1, exact(budget["total"])

    def _bought(self, counts: Vector, room: Fraction) -> tuple[bool, list[Fraction], Fraction]:
        """Whether the hours suffice, the cash of bought hours by period, and what the team's own hours cost."""
        cash, labour, suffice = [ZERO] * self.periods, ZERO, True
        for need, (skill, t) in zip(counts[self.periods :], self.cells, strict=False):
            row, member = self.skills[skill], self.members.get(skill)
            wage = exact(row.get("hourly_cost", 0))
            sources = [(wage, exact(row["hours"]))]
            if member is not None:
                sources.append((exact(member.get("hourly_cost", 0)), exact(member["hours"])))
            left = need
            for price, hours in sorted(sources):
                taken = min(left, hours * (1 + room))
                labour, left = labour + price * taken, left - taken
            outsource = row.get("outsource", {"hours": 0, "hourly_cost": 0})
            suffice &= left <= exact(outsource["hours"]) * (1 + room)
            cash[t] += left * exact(outsource["hourly_cost"])
        return suffice, cash, labour

    def _point(self, counts: Vector, room: Fraction) -> Point | None:
        """The plan, where it keeps to every limit."""
        for limit in self.limits:
            size = abs(limit.bound) if limit.size is None else counts[limit.size]
            if counts[limit.column] > limit.bound + room * size:
                return None
        suffice, bought, labour = self._bought(counts, room)
        if not suffice:
            return None
        spent = [a + b for a, b in zip(counts, bought, strict=False)]
        if any(sum(spent[a : b + 1]) > allowed * (1 + room) for a, b, allowed in self._budgets()):
            return None
        first = len(self.columns) - len(self.asked)
        missing = ZERO
        for reached, (_, asked) in zip(counts[first:], self.asked, strict=False):
            missing += max(ZERO, 1 - reached / asked) if reached < asked * (1 - room) else ZERO
        cost = sum(spent, start=ZERO) + (ZERO if self.goal["cost"] == "cash" else labour)
        return Point(cost, counts[first - 1], missing)
