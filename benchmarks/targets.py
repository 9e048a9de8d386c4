"""What the parts of the benchmark tell for the one table at the end: a ratio, and the most that it should be."""

from __future__ import annotations

import json
import os
from pathlib import Path

LINES = "BENCH_LINES"
"""The environment's name for the file that is told; nothing is told where it is not set."""


def tell(what: str, ratio: float, most: float | None = None, *, note: str = "") -> None:
    """Add a line to the table."""
    if LINES in os.environ:
        with Path(os.environ[LINES]).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"what": what, "ratio": ratio, "most": most, "note": note}) + "\n")


def table(lines: Path) -> str:
    """All that was told, in Markdown."""
    told = [json.loads(line) for line in lines.read_text("utf-8").splitlines()] if lines.exists() else []
    rows = ["| ratio of | measured | at most | |", "| --- | ---: | ---: | --- |"]
    for each in told:
        most, is_met = each["most"], each["most"] is None or each["ratio"] <= each["most"]
        words = "" if most is None else ("met" if is_met else "**missed**")
        limit = "" if most is None else f"{most:g}"
        said = "; ".join(word for word in (words, each["note"]) if word)
        rows.append(f"| {each['what']} | {each['ratio']:.2f} | {limit} | {said} |")
    return "\n".join(rows)
