"""What every model of a file shares: nothing unknown, nothing coerced, nothing changed after reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, Strict
from pydantic_core import PydanticCustomError

LARGEST = 1e12
"""The largest number that a file may hold; beyond it sums lose cents."""

SOMETHING = r"\S"
"""The pattern of a text that is not blank."""

T = TypeVar("T")


class Frozen(BaseModel):
    """A frozen value that refuses unknown keys, coercion, infinities and not-a-number."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        allow_inf_nan=False,
        populate_by_name=True,
    )


MOST_VEHICLES = 5_000
"""The most vehicles of a scenario, of a catalog, and of a list of vehicles."""
MOST_ITEMS = 1_000
"""The most items of any other list."""

Sequence = Annotated[tuple[T, ...], Strict(strict=False), Field(max_length=MOST_ITEMS)]
"""A TOML array; strict mode alone would refuse it for a tuple."""
Vehicles = Annotated[tuple[T, ...], Strict(strict=False), Field(max_length=MOST_VEHICLES)]
"""A TOML array with something for each of many vehicles."""

Amount = Annotated[float, Field(ge=0, le=LARGEST)]
Share = Annotated[float, Field(ge=0, le=1)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]
Text = Annotated[str, Field(max_length=20_000)]
Name = Annotated[str, Field(min_length=1, max_length=300, pattern=SOMETHING)]
Amounts = Mapping[Id, Amount]


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("per_period", "should be a number, or one number per period")
    if not 0 <= value <= LARGEST:
        raise PydanticCustomError("per_period_range", "should be between 0 and 1e12")
    return float(value)


def _per_period(value: object) -> float | tuple[float, ...]:
    if isinstance(value, list | tuple):
        return tuple(_number(item) for item in value)
    return _number(value)


PerPeriod = Annotated[
    float | tuple[float, ...], PlainValidator(_per_period, json_schema_input_type=float | list[float])
]
"""One number for every period, or one number per period."""


def by_period(value: float | tuple[float, ...], periods: int) -> tuple[float, ...]:
    """The value of each period. A single number holds for all of them.

    Raises:
        ValueError: the tuple has another length than the horizon has periods.
    """
    if not isinstance(value, tuple):
        return (value,) * periods
    if len(value) != periods:
        raise ValueError(f"{len(value)} values for {periods} periods")
    return value
