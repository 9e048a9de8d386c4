"""What a document is made of: a plan, what the filter says, and whatever else was found out about the plan."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from vehicleplan.analysis.alternatives import Alternatives
from vehicleplan.analysis.frontier import Frontier
from vehicleplan.analysis.more import More
from vehicleplan.analysis.simulate import Simulated
from vehicleplan.analysis.today import Today
from vehicleplan.analysis.why import Explanations
from vehicleplan.frozen import dataclass
from vehicleplan.model.plan import Plan
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened
from vehicleplan.report.alternatives import alternatives_section
from vehicleplan.report.contracts import Section
from vehicleplan.report.frontier import frontier_section
from vehicleplan.report.more import more_section
from vehicleplan.report.simulate import simulate_section
from vehicleplan.report.today import today_section


@dataclass(frozen=True)
class Origin:
    """Where a plan comes from, so that it can be made again.

    Attributes:
        program: The program and its version.
        solver: The solver and its version.
        made: The day on which the plan was made.
        files: The scenario, its catalogs and its track record: the name of each with the SHA-256 of its bytes.
        locale: How figures and days are written, such as `en_US`.
        is_saved: Whether the plan is of the scenario as its file has it.
    """

    program: str
    solver: str
    made: date
    files: tuple[tuple[str, str], ...]
    locale: str
    is_saved: bool = True


@dataclass(frozen=True)
class Findings:
    """A plan with what is known about it. What is None or empty was not asked for, and is left out.

    Attributes:
        resolved: The scenario.
        plan: Its plan.
        origin: Where it comes from.
        screened: What the filter says of all candidates.
        obstacles: What is in the way of the plan or of its goal.
        simulated: What it brings in many draws.
        alternatives: The next-best sets.
        more: What one step more of each limit brings.
        frontier: The best plans over a range of budgets.
        today: What the team does today.
        explanations: What the plan would be with each candidate, or without it.
        cut_short: What was asked for and did not come to its end, in a few words each.
    """

    resolved: ResolvedScenario
    plan: Plan
    origin: Origin
    screened: Screened | None = None
    obstacles: tuple[Section, ...] = ()
    simulated: Simulated | None = None
    alternatives: Alternatives | None = None
    more: More | None = None
    frontier: Frontier | None = None
    today: Today | None = None
    explanations: Explanations | None = None
    cut_short: tuple[str, ...] = ()

    @cached_property
    def sure(self) -> Section | None:
        """What the draws say, in words and tables; None where they were not asked for."""
        return None if self.simulated is None else simulate_section(self.simulated, self.plan, self.resolved)

    @cached_property
    def changes(self) -> tuple[tuple[str, Section], ...]:
        """The analyses of what would change the plan, by name, in the order in which they are shown."""
        around = (self.plan, self.resolved)
        sections: list[tuple[str, Section]] = []
        if self.alternatives is not None:
            sections.append(("sets", alternatives_section(self.alternatives, *around)))
        if self.more is not None:
            sections.append(("more", more_section(self.more, *around)))
        if self.frontier is not None and self.frontier.points:
            sections.append(("frontier", frontier_section(self.frontier, *around)))
        if self.today is not None:
            sections.append(("today", today_section(self.today, *around)))
        return tuple(sections)
