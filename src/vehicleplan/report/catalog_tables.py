"""Catalogs as tables, and all facts of one vehicle."""

from __future__ import annotations

from collections.abc import Mapping

from vehicleplan.model.catalog import Catalog
from vehicleplan.model.estimate import Estimate
from vehicleplan.model.vehicle import CatalogVehicle, Tier
from vehicleplan.report import numbers
from vehicleplan.report.contracts import Column, Facts, Kind, Table


def catalogs_table(catalogs: Mapping[str, Catalog]) -> Table:
    """The catalogs by name. A catalog's figures are for its own period and horizon."""
    rows = tuple(
        (name, catalog.name, float(len(catalog.vehicles)), catalog.currency, _time(catalog))
        for name, catalog in catalogs.items()
    )
    columns = (
        Column("Catalog", may_wrap=False),
        Column("What it is"),
        Column("Vehicles", Kind.COUNT),
        Column("Currency"),
        Column("Figures for"),
    )
    return Table("", columns, rows)


def vehicles_table(catalog: Catalog) -> Table:
    """The vehicles of a catalog: purpose, what one activity is and what it costs."""
    columns = (
        Column("Id", may_wrap=False),
        Column("Vehicle"),
        Column("Purpose", may_wrap=False, gives_way=1),
        Column("One activity"),
        Column(f"Cost\n{catalog.currency}", Kind.MONEY),
        Column("Hours", Kind.HOURS),
        Column(f"Set-up\n{catalog.currency}", Kind.MONEY, gives_way=2),
    )
    rows = tuple(
        (
            vehicle.id,
            vehicle.name or vehicle.id,
            vehicle.purpose or "",
            vehicle.activity,
            vehicle.cost,
            sum(vehicle.hours.values()),
            vehicle.setup_cost or None,
        )
        for vehicle in catalog.vehicles
    )
    notes = (f"{len(rows)} vehicles; cost and hours of one activity. Figures are for {_time(catalog)}.",)
    return Table(catalog.name, columns, rows, notes=notes)


def vehicle_facts(catalog: Catalog, vehicle: CatalogVehicle) -> Facts:
    """All facts of a vehicle; what is not known is left out."""
    pairs = (
        ("purpose", vehicle.purpose or ""),
        ("one activity", vehicle.activity + (", fractions are possible" if vehicle.divisible else "")),
        ("set-up", _effort(vehicle.setup_cost, vehicle.setup_hours, catalog.currency)),
        ("each activity", _effort(vehicle.cost, vehicle.hours, catalog.currency)),
        ("how many", _limits(catalog, vehicle)),
        ("lag", f"{vehicle.lag} {_periods(vehicle.lag, catalog.period)}" if vehicle.lag else "none"),
        ("outcomes", "; ".join(f"{name} {estimate_words(figure)}" for name, figure in vehicle.outcomes.items())),
        ("accepted", f"{numbers.percent(vehicle.acceptance)} of its conversions" if vehicle.acceptance < 1 else ""),
        ("returns", "; then ".join(_tier(tier, catalog.currency) for tier in vehicle.tiers)),
        ("stage fit", ", ".join(f"{stage} {verdict}" for stage, verdict in vehicle.stage_fit.items())),
        ("complexity", numbers.RANGE.join(str(step) for step in vehicle.message_complexity or ())),
        ("positioning", ", ".join(vehicle.positioning)),
        (
            "reach",
            "; ".join(
                f"{segment} {numbers.percent(reach.share)}, resonance {reach.resonance}"
                for segment, reach in vehicle.reach.items()
            ),
        ),
        ("needs", ", ".join(vehicle.needs)),
    )
    return Facts(
        title=f"{vehicle.name or vehicle.id} ({vehicle.id})",
        about=f"{catalog.name}; figures are for {_time(catalog)}.",
        pairs=tuple((label, text) for label, text in pairs if text),
        list_title="Sources",
        items=vehicle.sources,
    )


def _time(catalog: Catalog) -> str:
    """The horizon that a catalog's figures are for."""
    return f"{catalog.periods} {_periods(catalog.periods, catalog.period)}"


def _periods(count: float, period: str) -> str:
    return period if count == 1 else f"{period}s"


def _effort(cost: float, hours: Mapping[str, float], currency: str) -> str:
    parts = [numbers.money(cost, currency)] if cost else []
    parts += [f"{numbers.hours(amount)} h {skill}" for skill, amount in hours.items()]
    return ", ".join(parts) or "nothing"


def _limits(catalog: Catalog, vehicle: CatalogVehicle) -> str:
    parts = []
    if vehicle.max_activities is not None:
        parts.append(f"at most {numbers.count(vehicle.max_activities)} in {catalog.periods} {catalog.period}s")
    if vehicle.max_per_period is not None:
        parts.append(f"at most {numbers.count(vehicle.max_per_period)} a {catalog.period}")
    if vehicle.min_per_period:
        parts.append(f"at least {numbers.count(vehicle.min_per_period)} a {catalog.period}, once started")
    return ", ".join(parts) or "no limit"


def estimate_words(figure: Estimate) -> str:
    """The three points of an estimate, or the one of a certain figure."""
    if figure.is_certain:
        return numbers.results(figure.likely)
    low, likely, high = (numbers.results(point) for point in (figure.low, figure.likely, figure.high))
    return f"{likely} ({low} to {high})"


def _tier(tier: Tier, currency: str) -> str:
    stretch = "the rest" if tier.activities is None else f"{numbers.count(tier.activities)} activities"
    price = "" if tier.cost is None else f" for {numbers.money(tier.cost, currency)} each"
    return f"{stretch} at {numbers.percent(tier.yield_)} of the outcomes{price}"
