"""Places on a slide. All lengths are points; a slide is 13.333 by 7.5 inches."""

from __future__ import annotations

from typing import Final

from vehicleplan.exports.box import Box

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 44.0

TITLE: Final = Box(MARGIN, 22.0, WIDTH - 2 * MARGIN, 76.0)
BODY: Final = Box(MARGIN, 110.0, WIDTH - 2 * MARGIN, 390.0)
FOOTER: Final = Box(MARGIN, 508.0, WIDTH - 2 * MARGIN - 80.0, 18.0)
NUMBER: Final = Box(WIDTH - MARGIN - 60.0, 508.0, 60.0, 18.0)
