"""The tables of documents: cells that follow from others do, and totals are the sums of what is above them."""

from __future__ import annotations

import math

import pytest

from cli.runs import SMALL
from report.document.cases import SHIPPED, impossible, out_of_reach, shipped, small, written
from vehicleplan.model.plan import WhyNot
from vehicleplan.report.contracts import Cell, Column, Difference, Quotient, Sum, Table
from vehicleplan.report.document.contracts import Document

DOCUMENTS = [*SHIPPED, "small", "out of reach", "impossible"]


def document(name: str) -> Document:
    """The document by its name here."""
    own = {"small": small, "out of reach": out_of_reach, "impossible": impossible}
    return own[name]() if name in own else shipped(name)


def figure(cell: Cell) -> float:
    """The figure in a cell; nothing counts as nought."""
    return cell if isinstance(cell, float) else 0.0


def expected(column: Column, row: tuple[Cell, ...]) -> float | None:
    """What a column's formula gives for a row."""
    match column.formula:
        case Sum(first, last):
            return math.fsum(figure(cell) for cell in row[first : last + 1])
        case Difference(whole, part):
            return figure(row[whole]) - figure(row[part])
        case Quotient(over, under):
            return figure(row[over]) / figure(row[under]) if figure(row[under]) else None
    raise AssertionError(column)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_row_has_a_cell_for_every_column(name: str) -> None:
    """Rows and totals are as wide as the columns, and ids are there once."""
    found = document(name)
    for table in found.tables:
        assert {len(row) for row in (*table.rows, *table.totals)} <= {len(table.columns)}, table.id
    ids = [table.id for table in found.tables]
    assert all(ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_cells_with_a_formula_are_what_the_formula_gives(name: str) -> None:
    """A spreadsheet that calculates again finds the same figures."""
    for table in document(name).tables:
        for row in (*table.rows, *table.totals):
            for cell, column in zip(row, table.columns, strict=True):
                if column.formula is not None and isinstance(cell, float):
                    assert cell == pytest.approx(expected(column, row), abs=1e-6), (table.id, column.heading, row)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_totals_of_summed_columns_are_the_sums_of_their_rows(name: str) -> None:
    """No total says more or less than the rows above it."""
    for table in document(name).tables:
        for place, column in enumerate(table.columns):
            if column.is_summed and table.totals:
                whole = math.fsum(figure(row[place]) for row in table.rows)
                assert figure(table.totals[0][place]) == pytest.approx(whole, abs=1e-6), (table.id, column.heading)


def table(found: Document, name: str) -> Table:
    """A table that must be there."""
    whole = found.table(name)
    assert whole is not None
    return whole


def test_the_totals_are_the_plans_own_figures() -> None:
    """Cash, hours, cost, results and cost per result of the plan stand under the vehicles."""
    found = shipped("mid-market-launch")
    total = table(found, "vehicles").totals[0]
    plan = found.plan
    assert total[2] == plan.cost.cash
    assert total[4] == plan.cost.loaded
    assert total[5] == plan.results
    assert total[7] == plan.cost_per_result


def test_cash_by_period_is_what_the_plan_spends() -> None:
    """A row for each period, and what is left at its end is what was granted less what was spent until then."""
    found = shipped("mid-market-launch")
    rows = table(found, "cash").rows
    assert tuple(row[1] for row in rows) == found.plan.score.cash_by_period
    spent = 0.0
    granted = 0.0
    for row in rows:
        spent, granted = spent + figure(row[1]), granted + figure(row[2])
        assert row[3] == pytest.approx(granted - spent)


def test_every_candidate_is_either_in_the_calendar_or_has_a_reason() -> None:
    """Nobody is forgotten."""
    found = shipped("mid-market-launch")
    names = [row[0] for row in table(found, "calendar").rows] + [row[0] for row in table(found, "reasons").rows]
    candidates = [each.name for each in found.plan.vehicles] + [each.name for each in found.plan.not_chosen]
    assert sorted(map(str, names)) == sorted(candidates)


def test_what_is_expected_adds_up_to_the_outcomes_of_the_plan() -> None:
    """The measures of all vehicles and periods are the plan's outcomes, and each has a line for the actual figure."""
    found = shipped("mid-market-launch")
    measures = table(found, "measures")
    by_stage: dict[str, float] = {}
    for row in measures.rows[::2]:
        by_stage[str(row[1])] = by_stage.get(str(row[1]), 0.0) + figure(row[-1])
    assert by_stage == pytest.approx({name: amount for name, amount in found.plan.outcomes.items() if amount > 0})
    assert all(row[3] == "actual" and not any(row[4:]) for row in measures.rows[1::2])


def test_the_funnel_ends_with_those_that_are_left() -> None:
    """Those who leave and those who are left at the end are all whom the scenario does not keep out."""
    found = shipped("mid-market-launch")
    funnel = table(found, "funnel")
    assert found.screened is not None
    left = [figure(row[2]) for row in funnel.rows]
    out = [figure(row[3]) for row in funnel.rows]
    assert left == [float(count) for count in found.screened.left_after.values()]
    never = [other for other in found.plan.not_chosen if other.why is WhyNot.NEVER]
    assert len(never) == 1
    assert left[-1] + math.fsum(out) == len(found.screened.candidates) - len(never)


def test_what_is_left_of_the_money_heeds_the_whole_budget_too() -> None:
    """Granted by period, and less in all: the smaller of both is there."""
    text = SMALL.replace("total = 10_000", "total = 6_000\nper_period = 4_000")
    found = written(text, is_whole=False)
    spent = found.plan.score.cash_by_period
    rows = table(found, "cash").rows
    expected = [min(6_000, 4_000 * (t + 1)) - math.fsum(spent[: t + 1]) for t in range(4)]
    assert [row[3] for row in rows] == pytest.approx(expected)


def test_hours_that_people_give_have_no_percentage_of_their_own() -> None:
    """They are used in full by definition; what is free is the person's."""
    found = shipped("mid-market-launch")
    skills, people = table(found, "skills"), table(found, "people")
    given = [row for row in skills.rows if figure(row[2])]
    assert given
    assert all(row[-1] is None for row in given)
    assert all(row[-1] is not None for row in people.rows)
