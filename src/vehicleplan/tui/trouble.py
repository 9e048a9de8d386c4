"""Why a draft has no plan, in words, and another try at it: the same in every place that plans beside the open one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vehicleplan.errors import CancelledError
from vehicleplan.report.problems import harmless
from vehicleplan.tui.forms.sections import place_words
from vehicleplan.tui.planner import Planner

if TYPE_CHECKING:
    from vehicleplan.session.draft import Draft


def failure_words(planner: Planner, draft: Draft) -> str:
    """Why planning a draft has ended without a plan; empty where it has not."""
    failure = planner.failure(draft)
    if failure is None:
        return ""
    return "stopped, p plans again" if isinstance(failure, CancelledError) else harmless(str(failure))


def plan_again(planner: Planner, drafts: Iterable[Draft]) -> bool:
    """Let drafts be planned again whose planning has ended without a plan; False where there are none."""
    failed = [draft for draft in drafts if planner.failure(draft) is not None]
    for draft in failed:
        planner.forget_failure(draft)
    return bool(failed)


def problem_words(draft: Draft) -> tuple[str, ...]:
    """Everything that is wrong with a draft."""
    words = [f"{place_words(draft, fault.path)}: {fault.what}. {fault.fix}" for fault in draft.faults]
    words += [f"{problem.file}: {problem.what}. {problem.fix}" for problem in draft.outside]
    return tuple(harmless(each.strip()) for each in words)


def first_problem(draft: Draft) -> str:
    """The first thing that is wrong with a draft, and where."""
    if draft.faults:
        return f"{place_words(draft, draft.faults[0].path)}: {draft.faults[0].what}"
    return draft.outside[0].what


def count_words(draft: Draft) -> str:
    """How many problems a draft has: `2 problems in Brief`."""
    return f"{draft.problem_count} problem{'' if draft.problem_count == 1 else 's'} in Brief"
