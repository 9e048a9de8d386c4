"""The fields of a scenario's tables, in the order in which one thinks of them."""

from __future__ import annotations

from vehicleplan.model.goal import Brief, Goal, Mode, Target
from vehicleplan.model.limits import AtLeast, Budget, Limits, Rule
from vehicleplan.model.scenario import Horizon, Scenario
from vehicleplan.model.screening import Screening, Thresholds
from vehicleplan.model.simulation import Simulation
from vehicleplan.model.team import Build, Member, Outsourcing, Skill
from vehicleplan.model.verdict import Verdict
from vehicleplan.session.draft import Draft
from vehicleplan.tui.forms import known
from vehicleplan.tui.forms.fields import YES_NO, Field
from vehicleplan.tui.forms.values import Kind

VERDICTS = tuple(verdict.value for verdict in Verdict)
COMPLEXITY = {
    "1": "one line",
    "2": "a few sentences",
    "3": "a page",
    "4": "several pages or a talk",
    "5": "a paper or a demonstration",
}
"""What each step of message complexity is like; the ends are the model's words."""


def brief_fields(draft: Draft) -> tuple[Field, ...]:
    """The objective, a weight for each lifecycle stage, and the situation."""
    table = draft.value(("brief", "stages"))
    stages = dict.fromkeys((*known.stages(draft), *(table if isinstance(table, dict) else ())))
    weights = tuple(
        Field(Brief, "stages", stage, Kind.NUMBER, key=stage, is_weight=True, absent="0").at(("brief",))
        for stage in stages
    )
    return (*weights, *(field.at(("brief",)) for field in _SITUATION))


_SITUATION = (
    Field(Brief, "segment", "Segment", Kind.TEXT, names=known.segments, absent="any"),
    Field(
        Brief,
        "message_complexity",
        "Message complexity",
        Kind.NUMBER,
        choices=tuple(COMPLEXITY),
        meanings=COMPLEXITY,
        absent="not said",
    ),
    Field(Brief, "positioning", "Positioning", Kind.NAMES, names=known.positioning),
    Field(Brief, "notes", "Notes", Kind.LONG_TEXT),
)

GOAL = tuple(
    field.at(("goal",))
    for field in (
        Field(Goal, "result", "One result is a", Kind.TEXT),
        Field(Goal, "stage", "Counted at stage", Kind.TEXT, names=known.stages),
        Field(Goal, "amount", "How many", Kind.NUMBER, absent="as many as possible"),
        Field(Goal, "mode", "Look for", Kind.TEXT, choices=tuple(Mode)),
        Field(Goal, "cost", "Cost that counts", Kind.TEXT, choices=("loaded", "cash")),
        Field(Goal, "risk_aversion", "Risk aversion", Kind.NUMBER),
        Field(Goal, "confidence", "Confidence", Kind.SHARE, absent="on average"),
        Field(Goal, "conversion_rates", "Conversion rates", Kind.SHARES, names=known.stages),
        Field(Goal, "worth", "Worth of outcomes", Kind.AMOUNTS, names=known.outcomes, unit="{result} each"),
    )
)
TARGET = (
    Field(Target, "outcome", "Outcome", Kind.TEXT, names=known.outcomes),
    Field(Target, "amount", "At least", Kind.NUMBER),
)

HORIZON = tuple(
    field.at(("horizon",))
    for field in (
        Field(Horizon, "start", "Begins on", Kind.DATE, absent="year-month-day"),
        Field(Horizon, "periods", "Periods", Kind.NUMBER),
        Field(Horizon, "period", "One period is a", Kind.TEXT, choices=("week", "month", "quarter")),
    )
)

BUDGET = tuple(
    field.at(("budget",))
    for field in (
        Field(Budget, "total", "In total", Kind.NUMBER, unit="{currency}", absent="no limit"),
        Field(Budget, "per_period", "Per period", Kind.PER_PERIOD, unit="{currency} a {period}", absent="no limit"),
        Field(Budget, "carry_over", "Unspent moves on", Kind.YES_NO, choices=YES_NO),
    )
)

SKILL = (
    Field(Skill, "id", "Skill", Kind.TEXT, names=known.skills),
    Field(Skill, "hours", "Own hours", Kind.PER_PERIOD, unit="hours a {period}"),
    Field(Skill, "hourly_cost", "An own hour costs", Kind.NUMBER, unit="{currency}"),
)
OUTSOURCING = (
    Field(Outsourcing, "hourly_cost", "A bought hour costs", Kind.NUMBER, unit="{currency}", absent="none to buy"),
    Field(Outsourcing, "hours", "Hours to buy", Kind.PER_PERIOD, unit="hours a {period}", absent="any number"),
)
MEMBER = (
    Field(Member, "name", "Name", Kind.TEXT),
    Field(Member, "hours", "Hours", Kind.PER_PERIOD, unit="hours a {period}"),
    Field(Member, "skills", "Skills", Kind.NAMES, names=known.skills),
    Field(Member, "hourly_cost", "An hour costs", Kind.NUMBER, unit="{currency}"),
)
BUILD = (
    Field(Build, "name", "Name", Kind.TEXT),
    Field(Build, "skill", "Adds to skill", Kind.TEXT, names=known.skills),
    Field(Build, "adds_hours", "Adds hours", Kind.NUMBER, unit="hours a {period}"),
    Field(Build, "cost", "Costs", Kind.NUMBER, unit="{currency}"),
    Field(Build, "takes_hours", "Takes hours", Kind.AMOUNTS, names=known.skills, unit="hours"),
    Field(Build, "ready_after", "Ready after", Kind.NUMBER, unit="{period}s"),
)

LIMITS = tuple(
    field.at(("limits",))
    for field in (
        Field(Limits, "max_vehicles", "Most vehicles", Kind.NUMBER, absent="no limit"),
        Field(Limits, "max_share", "Most from one", Kind.SHARE, absent="no limit", unit="of all results"),
    )
)
RULE = (
    Field(Rule, "active", "Holds", Kind.YES_NO, choices=YES_NO),
    Field(Rule, "name", "Name", Kind.TEXT, absent="the sentence"),
    Field(Rule, "vehicles", "Vehicles", Kind.NAMES, names=known.vehicles, absent="all candidates"),
    Field(Rule, "measure", "Measure", Kind.TEXT, names=known.measures),
    Field(Rule, "min", "At least", Kind.NUMBER),
    Field(Rule, "max", "At most", Kind.NUMBER),
    Field(Rule, "min_share", "Least share", Kind.SHARE),
    Field(Rule, "max_share", "Largest share", Kind.SHARE),
)
AT_LEAST = (
    Field(AtLeast, "times", "At least … times", Kind.NUMBER, absent="no comparison"),
    Field(AtLeast, "vehicles", "… that of vehicles", Kind.NAMES, names=known.vehicles, absent="all candidates"),
    Field(AtLeast, "measure", "… in measure", Kind.TEXT, names=known.measures, absent="the same measure"),
)

SCREENING = tuple(
    field.at(("screening",))
    for field in (
        Field(Screening, "rule_out", "What rules out", Kind.TEXT, choices=("suggestions", "answers", "nothing")),
        Field(Screening, "max_weak", "Weak verdicts kept", Kind.NUMBER),
        Field(Screening, "unproven", "No track record is", Kind.TEXT, choices=VERDICTS),
    )
)
THRESHOLDS = tuple(
    Field(Thresholds, name, label, Kind.LEVELS).at(("screening", "thresholds"))
    for name, label in (
        ("objective", "Objective"),
        ("reach", "Reach"),
        ("message", "Message"),
        ("impact", "Impact"),
        ("track_record", "Track record"),
        ("efficiency", "Efficiency"),
    )
)

SIMULATION = tuple(
    field.at(("simulation",))
    for field in (
        Field(Simulation, "draws", "Draws", Kind.NUMBER),
        Field(Simulation, "seed", "Seed", Kind.NUMBER),
        Field(Simulation, "correlation", "Correlation", Kind.NUMBER),
        Field(Simulation, "worlds", "Sampled worlds", Kind.NUMBER),
    )
)

FILE = tuple(
    field.at(())
    for field in (
        Field(Scenario, "name", "Name", Kind.TEXT),
        Field(Scenario, "catalogs", "Catalogs", Kind.NAMES, names=known.catalogs),
        Field(Scenario, "currency", "Currency", Kind.TEXT),
        Field(Scenario, "exchange", "Exchange rates", Kind.AMOUNTS, names=known.currencies, unit="{currency} for one"),
        Field(Scenario, "locale", "Locale of exports", Kind.TEXT, absent="en_US"),
        Field(Scenario, "track_record", "Track record", Kind.TEXT, absent="none"),
        Field(Scenario, "lifecycle", "Lifecycle stages", Kind.NAMES),
        Field(Scenario, "outcomes", "Other outcomes", Kind.NAMES),
        Field(Scenario, "format", "Format", Kind.NUMBER),
    )
)
