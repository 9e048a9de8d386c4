"""Text that a terminal, a spreadsheet, a browser or a typesetter would obey, and a scenario full of it."""

from __future__ import annotations

import json
import unicodedata

from cli.runs import SMALL

TERMINAL = "\x1b[2J\x1b]0;t\x07 \u202eab \x85\x9b1m \x7f\u2028 漢字"
"""Clears the screen, names the window, turns the direction of writing, breaks lines."""
MARKUP = (
    "[red]x[/red] <script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](http://evil.test/b)"
    ' #import "@preview/cetz:0.1.0" #read("/etc/passwd") $x$ "{{ 7*7 }}" {% x %} http://evil.test/c'
)
EVIL = f"{MARKUP} {TERMINAL}"
FORMULAS = ("=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1")  # noqa: RUF001 - for this
"""Beginnings that spreadsheets take for formulas."""


def scenario(evil: str) -> str:
    """A scenario that plans in an instant, with this text wherever a person may write one."""
    said = json.dumps(evil).replace("\x7f", "\\u007f")
    return (
        SMALL.replace('"Small launch"', said)
        .replace('"lead"', said)
        .replace('"Hosted webinar"', said)
        .replace('activity = "webinar"', f"activity = {said}\nsources = [{said}]")
        .replace('"White paper"', json.dumps(f"{evil}2").replace("\x7f", "\\u007f"))
        .replace('"One line does not carry it"', said)
        .replace('by = "AL"', f"by = {json.dumps(evil[-40:])}")
        .replace("[goal]", f"[brief]\nnotes = {said}\n[goal]", 1)
        + f'[[limits.rule]]\nname = {said}\nmeasure = "activities"\nmax = 50\n'
        + f'[[team.member]]\nname = {said}\nhours = 4\nskills = ["writing"]\n'
        + f'[[team.build]]\nname = {said}\nskill = "writing"\nadds_hours = 4\ncost = 100\n'
    )


def obeyed(text: str) -> list[str]:
    """The lines with a character that a terminal would obey; soft hyphens and line ends are none."""
    return [line for line in text.split("\n") if any(_is_obeyed(each) for each in line)]


def _is_obeyed(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and character != "\u00ad"
