"""Who sits at this computer, as far as it says so."""

from __future__ import annotations

import os
import re

_LONGEST = 12


def initials_here() -> str:
    """What signs the answers that are given here, until somebody says otherwise; may be empty."""
    return initials_of(os.environ.get("USER") or os.environ.get("USERNAME") or "")


def initials_of(user: str) -> str:
    """The initials of a user of a computer: `ana.lopez` signs as AL, `ana` as ana."""
    parts = re.findall(r"[^\W_]+", user)
    if len(parts) > 1:
        return "".join(part[0] for part in parts).upper()[:_LONGEST]
    return "".join(parts)[:_LONGEST]
