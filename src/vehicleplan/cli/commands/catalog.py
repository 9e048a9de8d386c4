"""`vehicleplan catalog`: the shipped catalogs, the vehicles of one, all facts of a vehicle."""

from __future__ import annotations

from typing import Annotated

import typer

from vehicleplan.cli import diagnostics, output

catalogs = typer.Typer(rich_markup_mode=None, no_args_is_help=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(
        catalogs,
        name="catalog",
        help="Look into catalogs: reusable facts about vehicles.",
        epilog="Example: vehicleplan catalog list b2b, then vehicleplan catalog show b2b webinar",
    )
    catalogs.command(name="list", epilog="Example: vehicleplan catalog list b2b")(list_)
    catalogs.command(name="show", epilog="Example: vehicleplan catalog show b2b webinar")(show)


def list_(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A shipped catalog, or the path of a catalog file.")
    ] = None,
) -> int:
    """List the shipped catalogs; with a name, the vehicles of that catalog."""
    from vehicleplan.report.catalog_tables import catalogs_table, vehicles_table
    from vehicleplan.report.layout import table_lines
    from vehicleplan.session.catalogs import catalog_names, open_catalog

    if name is None:
        table = catalogs_table({each: open_catalog(each) for each in catalog_names()})
    else:
        table = vehicles_table(open_catalog(name))
    output.write_page(table_lines(table, output.page_width()))
    return diagnostics.DONE


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A shipped catalog, or the path of a catalog file.")],
    vehicle: Annotated[str, typer.Argument(metavar="VEHICLE", help="The id of a vehicle.")],
) -> int:
    """Show all facts of a vehicle and where they come from."""
    from vehicleplan.cli.pages import facts_page
    from vehicleplan.report.catalog_tables import vehicle_facts
    from vehicleplan.session.catalogs import find_vehicle, open_catalog

    catalog = open_catalog(name)
    output.write_page(facts_page(vehicle_facts(catalog, find_vehicle(catalog, vehicle)), output.page_width()))
    return diagnostics.DONE
