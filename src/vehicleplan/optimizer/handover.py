"""Handing a model over to HiGHS: PuLP's problem as arrays, with the options that every run has.

PuLP's own adapter hands models over a row at a time, which takes as long as solving them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import highspy
from pulp import LpProblem, LpVariable, const

FEASIBILITY = 1e-9
"""How far a row may be from its bound; rows are scaled to coefficients near 1."""

OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-7,
    "primal_feasibility_tolerance": FEASIBILITY,
    "dual_feasibility_tolerance": FEASIBILITY,
    "mip_feasibility_tolerance": 1e-8,
    "mip_heuristic_run_feasibility_jump": False,  # on models of this size it costs more than all the rest of a run
    "mip_heuristic_run_root_reduced_cost": False,  # a fifth of the time, on most models for nothing
}

FAR_APART: dict[str, Any] = {
    "small_matrix_value": 1e-12,  # a cent beside 10⁹ is a figure; by default everything below 10⁻⁹ is dropped
}


def handed_over(
    problem: LpProblem,
    variables: Sequence[LpVariable],
    bounds: tuple[list[float], list[float]],
    options: Mapping[str, Any],
) -> highspy.Highs:
    """PuLP's problem in HiGHS, without its objective; its variables and rows get the indices that they have there."""
    for index, variable in enumerate(variables):
        variable.index = index
    starts, columns, coefficients = [0], [], []
    least, most = [], []
    for index, row in enumerate(problem.constraints()):
        row.index = index
        for variable, coefficient in row.items():
            if coefficient != 0.0:
                columns.append(variable.index)
                coefficients.append(coefficient)
        starts.append(len(columns))
        bound = -row.constant
        least.append(-math.inf if row.sense == const.LpConstraintLE else bound)
        most.append(math.inf if row.sense == const.LpConstraintGE else bound)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(variables), len(least)
    model.col_cost_ = [0.0] * len(variables)
    model.col_lower_, model.col_upper_ = bounds
    model.row_lower_, model.row_upper_ = least, most
    model.integrality_ = [
        highspy.HighsVarType.kInteger if variable.cat == const.LpInteger else highspy.HighsVarType.kContinuous
        for variable in variables
    ]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, columns, coefficients
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in options.items():
        highs.setOptionValue(option, value)
    highs.passModel(model)
    return highs
