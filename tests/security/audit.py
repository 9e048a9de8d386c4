"""Known vulnerabilities of what is installed from the constraints, as pip-audit finds them.

`python tests/security/audit.py` leaves with 1 where there is one. Where the registry has no such data, or none can be
reached, it says so in a line and leaves with 0: a check must pass on a machine without a network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"
SECONDS = 20.0
"""How long all of it may take."""

Ask = Callable[[], str]
"""Gives pip-audit's answer as JSON; empty where it has none."""


class NoAnswerError(Exception):
    """There is no answer; the message says why."""


def asked(constraints: Path = CONSTRAINTS, *more: str) -> str:
    """What pip-audit says of pinned packages.

    Raises:
        NoAnswerError: it says nothing, or not in time.
    """
    options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--timeout", "5", "--format", "json"]
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(constraints), *options, *more]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NoAnswerError("there was no answer in time") from error
    if not done.stdout.strip():
        lines = done.stderr.strip().splitlines() or ["pip-audit said nothing"]
        raise NoAnswerError(lines[-1][:200])
    return done.stdout


def audit(ask: Ask) -> tuple[int, list[str]]:
    """The exit code, and what to say."""
    try:
        packages: list[Mapping[str, Any]] = json.loads(ask())["dependencies"]
    except NoAnswerError as error:
        return 0, [f"audit skipped: {error}"]
    except (ValueError, KeyError, TypeError):
        return 0, ["audit skipped: the answer of pip-audit was not understood"]
    known = [package for package in packages if "vulns" in package]
    if not known:
        return 0, ["audit skipped: the registry has no data on vulnerabilities"]
    found = [line for package in known for line in _lines(package)]
    without = f"; of {len(packages) - len(known)} nothing is known" if len(known) < len(packages) else ""
    verdict = f"{len(found)} known vulnerabilities" if found else "no known vulnerability"
    return min(len(found), 1), [*found, f"audit: {verdict} in {len(known)} packages{without}"]


def _lines(package: Mapping[str, Any]) -> Iterator[str]:
    for each in package["vulns"]:
        mended = ", ".join(each.get("fix_versions") or ()) or "no version yet"
        yield f"{package['name']} {package.get('version', '')}: {each['id']}, mended in {mended}"


def main() -> int:
    """Print what is known, and give the exit code."""
    code, lines = audit(asked)
    print(*lines, sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
