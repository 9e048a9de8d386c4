"""A catalog: reusable facts about vehicles."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from vehicleplan.model.base import Frozen, Id, Name, Sequence, Vehicles
from vehicleplan.model.period import PeriodField
from vehicleplan.model.vehicle import CatalogVehicle

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""An ISO 4217 code such as USD."""


class Catalog(Frozen):
    """A file of vehicles whose figures hold for its own period, horizon and currency."""

    format: Literal[1]
    """The version of the file format: 1."""
    name: Name
    """What the catalog is called."""
    currency: Currency = "USD"
    """The currency of all costs in this file, as an ISO 4217 code."""
    period: PeriodField = "quarter"
    """What `per period` and `lag` mean in this file."""
    periods: Annotated[int, Field(ge=1, le=520)] = 4
    """What `over the horizon` means in this file, in periods."""
    outcomes: Sequence[Id] = ()
    """Things that the vehicles count beside the six lifecycle stages."""
    vehicles: Vehicles[CatalogVehicle] = Field(default=(), alias="vehicle")
    """The vehicles."""
