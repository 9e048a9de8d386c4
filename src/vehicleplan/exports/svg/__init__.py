"""The pictures of a document as SVG, for pages and for PDF: laid out for a width, readable in grey.

A picture's title and its notes are not drawn: they are for the page around it. Its title and `alt` are named in the SVG
for those who cannot see it.
"""

from __future__ import annotations

from collections.abc import Mapping

from vehicleplan.exports.svg.calendar import calendar_svg
from vehicleplan.exports.svg.funnel import funnel_svg
from vehicleplan.exports.svg.points import points_svg
from vehicleplan.exports.svg.ranges import ranges_svg
from vehicleplan.exports.svg.spread import spread_svg
from vehicleplan.exports.svg.use import use_svg
from vehicleplan.report.document.pictures import Calendar, Funnel, Picture, Points, Ranges, Spread, Use


def svg_of(picture: Picture, colours: Mapping[str, str], width: int) -> str:
    """A picture as one SVG element, as high as it needs to be.

    Args:
        picture: What is drawn.
        colours: By candidate, its colour; candidates without one are grey.
        width: How wide it is, from 280. It is part of the ids in the SVG. Units: pixels.
    """
    match picture:
        case Funnel():
            return funnel_svg(picture, width)
        case Ranges():
            return ranges_svg(picture, colours, width)
        case Calendar():
            return calendar_svg(picture, colours, width)
        case Use():
            return use_svg(picture, width)
        case Spread():
            return spread_svg(picture, width)
        case Points():
            return points_svg(picture, width)
