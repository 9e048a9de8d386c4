"""What Questions shows, worked out once for each state of the desk: candidates, their lines, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from vehicleplan.frozen import dataclass
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.model.screened import Screened, ScreenedCandidate
from vehicleplan.model.verdict import Question
from vehicleplan.report.cards import left_words, problems_line
from vehicleplan.report.problems import harmless
from vehicleplan.session.answers import open_cards, standing
from vehicleplan.tui.trouble import first_problem
from vehicleplan.tui.widgets.candidate_list import CandidateRow, candidate_row

if TYPE_CHECKING:
    from vehicleplan.session.draft import Draft

NOTHING = "No candidates yet.\n\na  adds vehicles of a catalog\nN  begins one of your own"
ASKING = "asking…"
NOT_ASKED = "not asked"


@dataclass(frozen=True)
class View:
    """One state of the desk as Questions shows it.

    Attributes:
        resolved: The scenario, or its last state without faults; None where it never had one.
        screened: What the filter says, or what can be shown until it says something.
        is_asked: Whether the filter says it of this very state.
        title: How many candidates are left.
        trouble: What keeps the questions from being asked, in one line; empty where nothing does.
    """

    resolved: ResolvedScenario | None
    screened: Screened
    is_asked: bool
    title: str
    trouble: str

    @cached_property
    def candidate_by_id(self) -> Mapping[str, ScreenedCandidate]:
        """The candidates by id."""
        return {candidate.id: candidate for candidate in self.screened.candidates}

    @cached_property
    def rows(self) -> tuple[CandidateRow, ...]:
        """Their lines, in the order of the file."""
        known = {} if self.resolved is None else self.resolved.candidate_by_id
        return tuple(candidate_row(each, known[each.id].include) for each in self.screened.candidates)

    @cached_property
    def open_cards(self) -> tuple[tuple[str, Question], ...]:
        """The questions without an answer, of candidates that are still in."""
        known = () if self.resolved is None else self.resolved.candidates
        return open_cards(self.screened, frozenset(each.id for each in known if each.include == "never"))


def view_of(draft: Draft, resolved: ResolvedScenario | None, now: Screened | None, last: Screened | None) -> View:
    """The view of a draft.

    Args:
        draft: The draft.
        resolved: Its last state without faults.
        now: What the filter says of it; None where it was not asked yet.
        last: What the filter said last of the scenario.
    """
    if now is not None:
        return View(resolved, now, is_asked=True, title=left_words(now), trouble="")
    shown = Screened((), {}) if resolved is None else standing(draft, resolved, last)
    title = "" if draft.resolved is None or not shown.candidates else ASKING
    return View(resolved, shown, is_asked=False, title=title, trouble=_problems(draft))


def _problems(draft: Draft) -> str:
    """The first problem of a draft, and how many there are."""
    if not draft.problem_count:
        return ""
    return harmless(problems_line(draft.problem_count, first_problem(draft)))
