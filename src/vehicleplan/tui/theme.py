"""The program's own light and dark theme. Verdicts and parts of the plan take their colours from here alone."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="vehicleplan-dark",
    primary="#6aa9ff",
    secondary="#8fb3d9",
    accent="#f2b84b",
    success="#5fc58a",
    warning="#e8b04a",
    error="#ef6b6b",
    foreground="#dfe5ec",
    background="#12161c",
    surface="#181d25",
    panel="#202733",
    dark=True,
    variables={
        "block-cursor-foreground": "#10141a",
        "block-cursor-background": "#6aa9ff",
        "border": "#6aa9ff",
        "border-blurred": "#36404f",
        "input-selection-background": "#6aa9ff 35%",
        "footer-key-foreground": "#f2b84b",
        "scrollbar": "#36404f",
        "scrollbar-hover": "#4a576a",
        "scrollbar-active": "#6aa9ff",
        "scrollbar-background": "#12161c",
        "scrollbar-background-hover": "#12161c",
        "scrollbar-background-active": "#12161c",
        "scrollbar-corner-color": "#12161c",
        "text-muted": "#9aa5b1",  # plain colours: in Content, Textual drops the percentage of its own "auto 60%"
        "text-disabled": "#66717f",
    },
)
LIGHT = Theme(
    name="vehicleplan-light",
    primary="#1f5fb8",
    secondary="#4a6d94",
    accent="#9a5b00",
    success="#1c7a45",
    warning="#8a5a00",
    error="#b3261e",
    foreground="#1b2430",
    background="#fafbfc",
    surface="#f2f4f7",
    panel="#e6eaf0",
    dark=False,
    variables={
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#1f5fb8",
        "border": "#1f5fb8",
        "border-blurred": "#b8c2cf",
        "input-selection-background": "#1f5fb8 30%",
        "footer-key-foreground": "#9a5b00",
        "scrollbar": "#b8c2cf",
        "scrollbar-hover": "#98a5b6",
        "scrollbar-active": "#1f5fb8",
        "scrollbar-background": "#fafbfc",
        "scrollbar-background-hover": "#fafbfc",
        "scrollbar-background-active": "#fafbfc",
        "scrollbar-corner-color": "#fafbfc",
        "text-muted": "#56616e",
        "text-disabled": "#949eab",
    },
)
THEMES = (DARK, LIGHT)
