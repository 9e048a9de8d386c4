"""The fields of a candidate, in the order in which one thinks of them. The answers are given in Questions."""

from __future__ import annotations

from vehicleplan.model.scenario import CandidateEntry
from vehicleplan.tui.forms import known
from vehicleplan.tui.forms.fields import YES_NO, Field
from vehicleplan.tui.forms.values import Kind


def _field(name: str, label: str, kind: Kind, **more: object) -> Field:
    return Field(CandidateEntry, name, label, kind, **more)  # type: ignore[arg-type]


IN_THE_PLAN = (
    _field("include", "In the plan", Kind.TEXT, choices=("may", "must", "never")),
    _field("min_activities", "Least if chosen", Kind.NUMBER, absent="1, or 0 when divisible", unit="activities"),
    _field("current", "Today", Kind.PER_PERIOD, absent="not said", unit="activities a {period}"),
    _field("needs", "Needs vehicles", Kind.NAMES, names=known.vehicles),
)
NAMES = (
    _field("use", "Catalog's vehicle", Kind.TEXT, names=known.catalog_vehicles, absent="none: one of your own"),
    _field("id", "Id", Kind.TEXT, absent="that of the catalog's vehicle"),
    _field("name", "Name", Kind.TEXT, absent="its id"),
    _field("purpose", "Purpose", Kind.TEXT, names=known.purposes),
    _field("activity", "One activity is a", Kind.TEXT),
    _field("divisible", "Divisible", Kind.YES_NO, choices=YES_NO),
)
COSTS = (
    _field("setup_cost", "To set up", Kind.NUMBER, unit="{currency}"),
    _field("cost", "An activity", Kind.NUMBER, unit="{currency}"),
    _field("setup_hours", "Hours to set up", Kind.AMOUNTS, names=known.skills, unit="hours"),
    _field("hours", "Hours an activity", Kind.AMOUNTS, names=known.skills, unit="hours"),
)
SCALE = (
    _field("max_activities", "Most in all", Kind.NUMBER, absent="no maximum", unit="activities"),
    _field("max_per_period", "Most a period", Kind.NUMBER, absent="no maximum", unit="activities a {period}"),
    _field("min_per_period", "Least a period", Kind.NUMBER, unit="activities a {period}"),
    _field("tiers", "Returns by scale", Kind.TIERS, absent="all yield in full"),
)
OUTCOMES = (
    _field("outcomes", "Outcomes", Kind.ESTIMATES, names=known.outcomes, unit="per activity"),
    _field("acceptance", "Accepted by sales", Kind.SHARE),
    _field("lag", "Come after", Kind.NUMBER, unit="{period}s"),
)
FIT = (
    _field("stage_fit", "Fits stages", Kind.VERDICTS, names=known.stages),
    _field("reach", "Reaches segments", Kind.REACH, names=known.segments),
    _field("message_complexity", "Complexity", Kind.RANGE, absent="not said"),
    _field("positioning", "Positioning", Kind.NAMES, names=known.positioning),
    _field("sources", "Sources", Kind.LINES),
)
GROUPS = (
    ("What it is", NAMES),
    ("In the plan", IN_THE_PLAN),
    ("What it takes", COSTS),
    ("How much of it", SCALE),
    ("What it brings", OUTCOMES),
    ("What it fits", FIT),
)
"""The fields under their headings."""
