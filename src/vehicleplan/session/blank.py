"""A scenario to begin from nothing: the few lines that every scenario has, without a candidate."""

from __future__ import annotations

from datetime import date

from vehicleplan.files.save import SCHEMA_NAME


def blank_text(today: date) -> str:
    """The text of a scenario that begins with the next quarter."""
    month = (today.month - 1) // 3 * 3 + 4
    start = date(today.year + month // 13, (month - 1) % 12 + 1, 1)
    return f"""#:schema {SCHEMA_NAME}
format = 1
name = "New scenario"
catalogs = ["b2b"]
currency = "USD"

[brief]
stages = {{ conversion = 1.0 }}

[goal]
result = "result"
stage = "conversion"

[horizon]
start = {start.isoformat()}
periods = 4
period = "quarter"

[limits]
max_vehicles = 5
"""
