"""A limit that is not kept, as a fact: which one, whose, when, and by how much."""

from __future__ import annotations

from enum import StrEnum

from vehicleplan.frozen import dataclass


class BrokenLimit(StrEnum):
    """What a breach is about; `subject` is what stands behind the dash."""

    NEGATIVE = "negative"  # - vehicle, or empty for hours
    FRACTION = "fraction"  # - vehicle
    BEFORE_START = "before-start"  # - vehicle
    MIN_ACTIVITIES = "min-activities"  # - vehicle
    MAX_ACTIVITIES = "max-activities"  # - vehicle
    MIN_PER_PERIOD = "min-per-period"  # - vehicle
    MAX_PER_PERIOD = "max-per-period"  # - vehicle
    HOURS = "hours"  # - skill
    BOUGHT_HOURS = "bought-hours"  # - skill
    IDLE_HOURS = "idle-hours"  # - skill
    BUILD = "build"  # - build
    MEMBER_HOURS = "member-hours"  # - member
    MEMBER_SKILL = "member-skill"  # - member
    BUDGET_BY_PERIOD = "budget-by-period"
    BUDGET = "budget"
    MAX_VEHICLES = "max-vehicles"
    MUST = "must"  # - vehicle
    NEVER = "never"  # - vehicle
    NEEDS = "needs"  # - vehicle
    MAX_SHARE = "max-share"  # - vehicle
    RULE = "rule"  # - the rule's number, from 0


@dataclass(frozen=True)
class Breach:
    """One limit that is not kept.

    Attributes:
        limit: Which limit.
        subject: Whose: a vehicle, a skill, a member, a build, a rule.
        words: The breach in a few words, by ids.
        period: When, counted from 0; None where it is about the whole horizon.
        reached: What there is; for a share of the whole, 0 to 1.
        allowed: The least or the most that there may be, in the same unit.
        other: What else it is about: the vehicle that is needed.
    """

    limit: BrokenLimit
    subject: str
    words: str
    period: int | None = None
    reached: float = 0.0
    allowed: float = 0.0
    other: str = ""
