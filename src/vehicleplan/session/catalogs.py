"""Catalogs to look into: the shipped ones by name, others by path."""

from __future__ import annotations

from vehicleplan.errors import BadInputError, Problem
from vehicleplan.files.catalog_file import read_catalog
from vehicleplan.files.shipped import shipped_catalogs, shipped_text
from vehicleplan.model.catalog import Catalog
from vehicleplan.model.fault import known_names
from vehicleplan.model.vehicle import CatalogVehicle


def catalog_names() -> tuple[str, ...]:
    """The names of the shipped catalogs, in order."""
    return shipped_catalogs()


def open_catalog(name: str) -> Catalog:
    """A shipped catalog by its name, or a catalog file by its path.

    Raises:
        BadInputError: there is none, or it has problems; all of them.
    """
    is_path = name.endswith(".toml") or "/" in name or "\\" in name
    if not is_path and name not in shipped_catalogs():
        fix = known_names(name, shipped_catalogs(), kind="catalog") + " A file ends in .toml."
        raise BadInputError((Problem(name, None, "", "there is no such catalog", fix),))
    read = read_catalog(name, text=None if is_path else shipped_text(name).decode("utf-8"))
    if read.catalog is None:
        raise BadInputError(read.problems)
    return read.catalog


def find_vehicle(catalog: Catalog, vehicle: str) -> CatalogVehicle:
    """A vehicle of the catalog by its id.

    Raises:
        BadInputError: the catalog has no such vehicle.
    """
    for each in catalog.vehicles:
        if each.id == vehicle:
            return each
    fix = known_names(vehicle, [each.id for each in catalog.vehicles], kind="vehicle", most=100)
    raise BadInputError((Problem(catalog.name, None, "", f"there is no vehicle `{vehicle}`", fix),))
