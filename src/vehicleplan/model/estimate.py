"""An uncertain figure: P10, P50 and P90."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from vehicleplan.model.base import Amount, Frozen


class Estimate(Frozen):
    """What an activity produces, as three percentiles. A bare number in a file is certain."""

    low: Amount
    """P10: nine times in ten it is more. Unit: people or accounts per activity."""
    likely: Amount
    """P50: as often more as less. Unit: people or accounts per activity."""
    high: Amount
    """P90: nine times in ten it is less. Unit: people or accounts per activity."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise PydanticCustomError(
                "estimate_order",
                "low {low}, likely {likely} and high {high} are not in order",
                {"low": self.low, "likely": self.likely, "high": self.high},
            )
        return self

    @property
    def is_certain(self) -> bool:
        """Whether the three points are one."""
        return self.low == self.high


def _certain(value: object) -> object:
    if isinstance(value, Estimate | dict):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("estimate_type", "should be a number or a table with low, likely and high")
    return {"low": value, "likely": value, "high": value}


EstimateField = Annotated[Estimate, BeforeValidator(_certain, json_schema_input_type=Estimate | float)]
