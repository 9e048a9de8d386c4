"""The last part: by what the plan can be made again and be known to be the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vehicleplan.model.plan import Plan
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Column, Table
from vehicleplan.report.document.contracts import Part, PartId
from vehicleplan.report.document.findings import Findings
from vehicleplan.report.sentences import status_words


def fingerprint_part(found: Findings) -> Part:
    """Program, solver, status, gap, files and their hashes."""
    words = ["The same files and the same version of the program give the same plan."]
    if not found.origin.is_saved:
        words.append("The plan was made from changes that were not saved; the files alone do not give it.")
    words += cut_short_words(found)
    return Part(PartId.FINGERPRINT, "Fingerprint", tuple(words), (replace(fingerprint_table(found), title=""),))


def cut_short_words(found: Findings) -> tuple[str, ...]:
    """What was asked for and not finished."""
    return (f"Not everything was worked out: {'; '.join(found.cut_short)}.",) if found.cut_short else ()


def fingerprint_table(found: Findings) -> Table:
    """The fingerprint as labels with their text."""
    return Table("Fingerprint", (Column("What"), Column("Value")), tuple(_rows(found)), id="fingerprint")


def _rows(found: Findings) -> Iterator[tuple[str, str]]:
    plan, origin = found.plan, found.origin
    yield "Program", origin.program
    yield "Solver", origin.solver
    yield "Made on", numbers.date(origin.made)
    yield "Looked for", plan.mode.value
    yield "Status", f"{plan.status.value} ({status_words(plan)})" if plan.vehicles else plan.status.value
    yield "Gap", _gap_words(plan)
    if found.simulated is not None:
        settings = found.simulated.settings
        yield "Draws", f"{numbers.count(settings.draws)}, seed {settings.seed}"
    for name, digest in origin.files:
        yield f"SHA-256 of {name}", digest


def _gap_words(plan: Plan) -> str:
    if plan.gap is None:
        return "not known"
    return "0: proven" if plan.gap == 0 else f"at most {numbers.percent(plan.gap)}"
