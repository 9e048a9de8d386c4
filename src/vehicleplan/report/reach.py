"""What would put a goal in reach, in words: each change that does it alone, or what it takes together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vehicleplan.analysis.hard_limits import KEPT_OUT
from vehicleplan.analysis.reach import Reach
from vehicleplan.model.fault import KeyPath
from vehicleplan.model.plan import RuledOut, Shortfall
from vehicleplan.model.resolve import ResolvedScenario
from vehicleplan.report import numbers
from vehicleplan.report.change_words import change_words
from vehicleplan.report.conflict import NO_LINES, with_lines
from vehicleplan.report.contracts import Section, Table
from vehicleplan.report.limit_words import limit_sentence, short_name
from vehicleplan.report.sentences import capitalized, listed, plural

_MOST_IN_A_SENTENCE = 3
_MOST_NAMES = 12


def reach_section(
    reach: Reach,
    resolved: ResolvedScenario,
    ruled_out: Mapping[str, RuledOut],
    lines: Mapping[KeyPath, int] = NO_LINES,
) -> Section:
    """What would put the goal in reach.

    Args:
        reach: The changes that do.
        resolved: The scenario.
        ruled_out: By candidate, why the filter took it out.
        lines: By key path, the line of the scenario's file; empty where there is no file.
    """
    return Section(
        "What would reach the goal",
        tuple(_answer(reach, resolved)),
        tuple(_tables(reach, resolved, ruled_out, lines)),
        tuple(_notes(reach, resolved)),
    )


def _answer(reach: Reach, resolved: ResolvedScenario) -> Iterable[str]:
    if reach.looked_at < reach.limits:
        yield f"Stopped after {reach.looked_at} of {reach.limits} limits."
    elif not reach.is_whole:
        yield "Stopped before it was known what it takes together."
    ways = [change_words(way, resolved) for way in reach.ways]
    if len(ways) > _MOST_IN_A_SENTENCE:
        yield f"Each of {len(ways)} changes alone reaches the goal; the smallest: {_or(ways[:_MOST_IN_A_SENTENCE])}."
    elif ways:
        yield f"{_goal(resolved)} needs {_or(ways)}."
    elif reach.looked_at == reach.limits:
        yield "No change of one limit alone reaches the goal."
    if reach.beyond:
        yield _beyond(reach, resolved)
    elif reach.together:
        changes = [change_words(change, resolved) for change in reach.together]
        yield (
            f"It takes {listed(changes)} together."
            if len(changes) <= _MOST_IN_A_SENTENCE
            else (f"It takes {len(changes)} changes together.")
        )


def _goal(resolved: ResolvedScenario) -> str:
    amount = resolved.scenario.goal.amount
    if amount is None or resolved.scenario.goal.targets:
        return "The goal"
    return f"The goal of {numbers.as_given(amount)}"


def _or(parts: list[str]) -> str:
    return ", or ".join(parts)


def _beyond(reach: Reach, resolved: ResolvedScenario) -> str:
    """What is missing even without any of the limits."""
    missed = listed([_missed(short, resolved) for short in reach.beyond])
    words = f"Even without any of these limits the candidates that are left come to {missed}"
    if reach.needs_others:
        return f"{words}; candidates that are kept out would have to be called back too."
    return f"{words}, and calling back those that are kept out is not enough either."


def _missed(short: Shortfall, resolved: ResolvedScenario) -> str:
    of = plural(short.what) if short.what == resolved.scenario.goal.result else short.what
    return f"{numbers.results(short.reached)} of {numbers.results(short.asked)} {of}"


def _tables(
    reach: Reach, resolved: ResolvedScenario, ruled_out: Mapping[str, RuledOut], lines: Mapping[KeyPath, int]
) -> Iterable[Table]:
    if len(reach.ways) > _MOST_IN_A_SENTENCE:
        rows = [(way.limit, capitalized(change_words(way, resolved))) for way in reach.ways]
        yield with_lines("Each of these changes alone reaches the goal", "Change", rows, lines)
    if len(reach.together) > _MOST_IN_A_SENTENCE:
        rows = [(change.limit, capitalized(change_words(change, resolved))) for change in reach.together]
        yield with_lines("These changes together reach the goal", "Change", rows, lines)
    if reach.keeps_out:
        rows = [(limit, limit_sentence(limit, resolved, ruled_out)) for limit in reach.keeps_out]
        yield with_lines("What keeps the goal out of reach, whatever else changes", "Limit", rows, lines)


def _notes(reach: Reach, resolved: ResolvedScenario) -> Iterable[str]:
    """The limits of which no change alone reaches the goal; candidates that are kept out are counted."""
    if not reach.ways:
        return
    out = sum(limit.kind in KEPT_OUT for limit in reach.not_alone)
    names = [short_name(limit, resolved) for limit in reach.not_alone if limit.kind not in KEPT_OUT]
    if names:
        yield f"No change of one of these alone reaches it: {listed(list(dict.fromkeys(names)), _MOST_NAMES)}."
    if out:
        others = "other " if any(way.limit.kind in KEPT_OUT for way in reach.ways) else ""
        kept = f"{others}candidate that is" if out == 1 else f"{out} {others}candidates that are"
        yield f"Calling back {'the' if out == 1 else 'any one of the'} {kept} kept out would not reach it."
