"""Documents made by hand: a plain one, and tables with the cells that exporters find hardest."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

from exports import sketches
from report.plans import make_plan
from vehicleplan.report.contracts import Cell, Column, Difference, Kind, Quotient, Sum, Table
from vehicleplan.report.document.contracts import Document, KeyFigure, Part, PartId, Passage

INJECTIONS = ('=HYPERLINK("http://evil.example","click")', "+1", "@SUM(A1)", "-2", "\tx", "=1+1", "<r><t>x</t></r>")
"""What a spreadsheet would take for a formula, and what XlsxWriter takes for markup."""


def vehicles_table(names: tuple[str, ...] = ("Hosted webinar", "Paid search", "White paper")) -> Table:
    """Vehicles with sums and a quotient in every row and in the total; the last row is of no vehicle."""
    rows: list[tuple[Cell, ...]] = []
    for at, name in enumerate(names):
        cash, own, results = 16_900.0 + 731.5 * at, 10_800.0 - 150.25 * at, 96.0 + 7.3 * at
        rows.append((name, cash, own, cash + own, results, (cash + own) / results))
    rows.append(("Bought hours", 570.0, None, 570.0, None, None))
    cash, own, results = (math.fsum(row[at] or 0.0 for row in rows) for at in (1, 2, 4))  # type: ignore[misc, arg-type]
    total = ("Total", cash, own, cash + own, results, (cash + own) / results)
    columns = (
        Column("Vehicle"),
        Column("Cash\nUSD", Kind.MONEY, is_summed=True),
        Column("Own hours\nUSD", Kind.MONEY, is_summed=True),
        Column("Cost\nUSD", Kind.MONEY, formula=Sum(1, 2)),
        Column("Results", Kind.RESULTS, is_summed=True),
        Column("USD per\nresult", Kind.MONEY, formula=Quotient(3, 4)),
    )
    notes = ("Cost is cash plus the team's hours at their hourly cost. Results are sales-ready leads.",)
    return Table("What each vehicle takes and brings", columns, tuple(rows), (total,), notes, id="vehicles")


def hours_table(skills: int = 4) -> Table:
    """Hours with all three kinds of formulas; one skill has no hours at all."""
    rows: list[tuple[Cell, ...]] = [("none", 0.0, 0.0, 0.0, 0.0, 0.0, None)]
    for at in range(skills):
        own, bought, used = 160.0 + at, 6.25 * at, 120.5 + at
        rows.append((f"skill {at}", own, bought, own + bought, used, own + bought - used, used / (own + bought)))
    own, bought, used = (math.fsum(row[at] for row in rows) for at in (1, 2, 4))  # type: ignore[misc, arg-type]
    total = ("Total", own, bought, own + bought, used, own + bought - used, used / (own + bought))
    columns = (
        Column("Skill"),
        Column("Own", Kind.HOURS, is_summed=True),
        Column("Bought", Kind.HOURS, is_summed=True),
        Column("There", Kind.HOURS, formula=Sum(1, 2)),
        Column("Used", Kind.HOURS, is_summed=True),
        Column("Free", Kind.HOURS, formula=Difference(3, 4)),
        Column("Used, of\nwhat is there", Kind.PERCENT, formula=Quotient(4, 3)),
    )
    return Table("Hours by skill", columns, tuple(rows), (total,), id="skills")


def measures_table(periods: int = 4) -> Table:
    """What is expected, and rows that wait for what really comes."""
    rows: list[tuple[Cell, ...]] = []
    for vehicle, most in (("Hosted webinar", 40.0), ("Paid search", 0.35)):
        expected = tuple(most * (at + 1) / periods for at in range(periods))
        lead = (vehicle, "conversion", "Leads that sales accepts")
        rows.append((*lead, "expected", *expected, math.fsum(expected)))
        rows.append((*lead, "actual", *(None,) * periods, None))
    labels = tuple(f"2027 Q{at + 1}" if periods <= 4 else f"2027-{at + 1:02d}" for at in range(periods))
    columns = (
        *(Column(heading) for heading in ("Vehicle", "Stage", "Measure", "Figure")),
        *(Column(label, Kind.RESULTS, is_period=True) for label in labels),
        Column("All", Kind.RESULTS, formula=Sum(4, 3 + periods)),
    )
    return Table("Measures", columns, tuple(rows), id="measures")


def answers_table() -> Table:
    """Text that looks like formulas, days, and text in several lines."""
    rows = tuple(
        (words, "yes", date(2026, 11, 26 - at), f"note {at}\nsecond line") for at, words in enumerate(INJECTIONS)
    )
    columns = (Column("Vehicle"), Column("Answer"), Column("On", Kind.DATE), Column("Why"))
    return Table("Answers", columns, rows, id="answers")


def odd_table() -> Table:
    """Every type of cell in every kind of column that can have it, absent and endless ones too."""
    columns = (Column("Name"), *(Column(kind.value, kind) for kind in Kind if kind not in (Kind.TEXT, Kind.DATE)))
    rows: tuple[tuple[Cell, ...], ...] = (
        ("figures", "✓", 12.345, 7.0, 3.25, 0.004, 0.0004),
        ("large", "✗", 1_234_567.891, 24.64, 12.5, 12_345.6, 1.25),
        ("pairs", "✓", (1.0, 2.0), (3.5, 10.0), (120.0, 160.0), (0.0, 0.0), None),
        ("no end", None, math.inf, math.inf, math.inf, math.inf, math.inf),
        ("words", "?", "no end", "none", "", "-", "=1"),
        ("nothing", None, None, None, None, None, None),
    )
    return Table("Odd [cells]: used/available?", columns, rows, notes=("A note under it.",) * 2, id="odd")


def candidates_table(many: int = 40) -> Table:
    """A long table of sentences."""
    why = "It asks for 212 hours of video, the team has 40 in the whole horizon; bought hours would cost 21,000 USD. "
    rows = tuple((f"Candidate number {at}", "message", f"{why * (1 + at % 3)}"[:-1]) for at in range(many))
    return Table("Not in the plan", (Column("Vehicle"), Column("Left at"), Column("Why")), rows, id="reasons")


def tables() -> tuple[Table, ...]:
    """A table of each sort."""
    return (vehicles_table(), hours_table(), measures_table(), answers_table(), odd_table(), candidates_table())


def make_document(**changes: Any) -> Document:
    """A document with a table and a picture of each sort; any field may be changed."""
    plan = make_plan()
    funnel, ranges, calendar, use, spread, points = sketches.plain()
    passage = Passage("Other sets", ("The next-best set costs 3 % more.", "It leaves out the white paper."))
    note = Passage("", ("P10: nine times in ten it is more.",), is_note=True)
    parts = (
        Part(PartId.ANSWER, "What we get", ("The goal is reached.",), (spread,)),
        Part(PartId.SCHEDULE, "What we do, and when", ("Five vehicles from 2027 Q1 to 2027 Q4.",), (calendar,)),
        Part(PartId.USE, "What it costs, and who does it", ("The plan costs 61,270 USD.",), (vehicles_table(), use)),
        Part(PartId.WHY_THESE, "Why these", ("They are the cheapest set.",), (funnel, ranges)),
        Part(PartId.CHANGE, "What would change it", ("Not much.",), (passage, points, note)),
    )
    document = Document(
        title="Mid-market launch, team of three",
        subtitle="Plan of marketing vehicles, 2027 Q1 to 2027 Q4; made on Nov 26, 2026",
        locale="en_US",
        currency="USD",
        made=date(2026, 11, 26),
        is_reached=True,
        headline=(
            "421 sales-ready leads at 407 USD each: the goal of 420 is reached with 0.6 to spare.",
            "It takes 5 vehicles, 71,825 of the 120,000 USD budget and 1,667 hours of the team (99,534 USD).",
        ),
        figures=(
            KeyFigure("Sales-ready leads", "421", "goal 420, reached"),
            KeyFigure("Cost per lead", "407 USD", "cash and the team's own hours"),
            KeyFigure("Cash", "71,825 USD", "of a budget of 120,000 USD"),
            KeyFigure("How sure", "52 %", "chance of reaching the goal in 1,000 draws of the estimates"),
        ),
        parts=parts,
        tables=tables(),
        colours=sketches.COLOURS,
        footer="vehicleplan 0.1.0, Nov 26, 2026, proven-best",
        plan=plan,
        screened=None,
    )
    return replace(document, **changes)
