"""What `vehicleplan plan` does.

The plainest ways to call it go around the option parser, which takes a fifth as long to load as all libraries that a
plan needs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vehicleplan.cli import diagnostics, output
from vehicleplan.session.named_folders import naming_from_environment

if TYPE_CHECKING:
    from vehicleplan.session.jobs import Planned
    from vehicleplan.session.obstacles import Obstacle

_OBSTACLE_SECONDS = 5.0
"""How long a plan that is there already waits for what would have made it reach its goal."""


def plan_at_once(words: Sequence[str]) -> int | None:
    """Plan where the words ask for nothing but a plan of one file, and give the exit code; None for the option parser.

    Args:
        words: The words after the program's name.
    """
    if sys.platform == "win32" or words[:1] != ["plan"]:  # there the option parser reads patterns of file names
        return None
    files = [word for word in words[1:] if word == "-" or not word.startswith("-")]
    options = [word for word in words[1:] if word not in files]
    if len(files) != 1 or options not in ([], ["--json"]):
        return None
    try:
        with naming_from_environment():
            code = run_plan(files[0], as_json=bool(options))
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the edge: whatever it is, it is told calmly
        return diagnostics.tell(error)
    return diagnostics.tell_stopped() if code == diagnostics.STOPPED else code


def run_plan(
    file: str,
    *,
    as_json: bool = False,
    time_limit: float | None = None,
    write_lp: Path | None = None,
    explains: bool = True,
) -> int:
    """Plan, print, and give the exit code.

    Args:
        file: The scenario; `-` for standard input.
        as_json: Whether to print one JSON object instead of tables.
        time_limit: Seconds for the search.
        write_lp: Where to write the model.
        explains: Whether to look for what is in the way where the goal is out of reach.
    """
    from vehicleplan.cli.pages import plan_page
    from vehicleplan.cli.progress import watched
    from vehicleplan.report.assemble import plan_report
    from vehicleplan.report.sentences import reaches_goal
    from vehicleplan.session.jobs import plan_scenario
    from vehicleplan.session.obstacles import obstacle_keys, obstacle_section
    from vehicleplan.session.watch import Watch

    planned = watched(
        lambda token, on_progress: plan_scenario(file, Watch(token, on_progress, time_limit), lp_file=write_lp)
    )
    obstacle, is_stopped = _obstacle(planned, time_limit) if explains else (None, False)
    if as_json:
        from vehicleplan.exports.json_file import json_text, plan_object

        keys = {} if obstacle is None else obstacle_keys(planned, obstacle)
        output.write_text(json_text({**plan_object(planned.plan), **keys}))
    else:
        section = None if obstacle is None else obstacle_section(planned, obstacle)
        output.write_page(plan_page(plan_report(planned.plan, planned.resolved), output.page_width(), section))
    return diagnostics.goal_code(is_reached=reaches_goal(planned.plan), is_stopped=is_stopped)


def _obstacle(planned: Planned, time_limit: float | None) -> tuple[Obstacle | None, bool]:
    """What is in the way of the plan or of its goal; ctrl+c ends the search for it, and the plan is shown."""
    from vehicleplan.cli.progress import watched_parts
    from vehicleplan.session.obstacles import find_obstacle, has_obstacle
    from vehicleplan.session.watch import Watch

    if not has_obstacle(planned):
        return None, False
    left = _OBSTACLE_SECONDS if time_limit is None else min(time_limit, _OBSTACLE_SECONDS)
    return watched_parts(lambda token, on_progress: find_obstacle(planned, Watch(token, on_progress, left)))
