"""The pictures as SVG: well-formed, named, inside their frame, and nothing but presentation attributes."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
import typst
from lxml import etree

from exports import sketches
from vehicleplan.exports.svg import svg_of
from vehicleplan.exports.svg.lettering import LABEL, STRONG, Font
from vehicleplan.exports.svg.sheet import number
from vehicleplan.report.chart import ChartLine
from vehicleplan.report.document.pictures import Calendar, CalendarRow, Picture, Spread, Use

NAMESPACE = "{http://www.w3.org/2000/svg}"
WIDTHS = (280, 340, 480, 700, 1000)
PICTURES = [*sketches.plain(), *sketches.hard(), sketches.spread(has_goal=False), sketches.use(12, 3)]
cases = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: f"{type(picture).__name__}-{picture.id}")


def drawn(picture: Picture, width: int = 700) -> etree._Element:
    """The picture, read by a parser that knows nothing of the program."""
    return etree.fromstring(svg_of(picture, sketches.COLOURS, width).encode())


def named(root: etree._Element, name: str) -> list[etree._Element]:
    """All elements of a name."""
    return list(root.iter(f"{NAMESPACE}{name}"))


def texts(root: etree._Element) -> list[str]:
    """Every line of text that is drawn."""
    return [element.text for element in named(root, "text")]


def figure(element: etree._Element, name: str) -> float:
    """An attribute that is a number."""
    return float(element.get(name, "0"))


def points(path: etree._Element) -> list[tuple[float, float]]:
    """The corners of a path, which has straight lines only."""
    figures = [float(each) for each in re.findall(r"-?[\d.]+", path.get("d"))]
    return list(zip(figures[::2], figures[1::2], strict=True))


def reach(element: etree._Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of an element, of text as it is estimated."""
    kind = element.tag.removeprefix(NAMESPACE)
    if kind == "rect":
        left, top = figure(element, "x"), figure(element, "y")
        return left, top, left + figure(element, "width"), top + figure(element, "height")
    if kind == "circle":
        x, y, r = figure(element, "cx"), figure(element, "cy"), figure(element, "r")
        return x - r, y - r, x + r, y + r
    if kind == "path":
        xs, ys = zip(*points(element), strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    font = Font(figure(element, "font-size"), is_bold=element.get("font-weight") is not None)
    width = font.width(element.text)
    left = figure(element, "x") - {"middle": width / 2, "end": width}.get(element.get("text-anchor", ""), 0.0)
    base = figure(element, "y")
    return left, base - font.size * 0.8, left + width, base + font.size * 0.25


@cases
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_leaves_the_frame(picture: Picture, width: int) -> None:
    """Every form and every line of text lies in the view box, at every width, whatever is in the picture."""
    root = drawn(picture, width)
    left, top, right, bottom = (float(each) for each in root.get("viewBox").split())
    assert (left, top, right) == (0, 0, width)
    assert (root.get("width"), root.get("height")) == (str(width), number(bottom))
    outside = [
        (etree.tostring(element), reach(element))
        for kind in ("rect", "circle", "path", "text")
        for element in named(root, kind)
        if not (
            reach(element)[0] >= -1.5
            and reach(element)[1] >= -1
            and reach(element)[2] <= right + 1.5
            and reach(element)[3] <= bottom + 1
        )
    ]
    assert outside == []


@cases
def test_it_is_named(picture: Picture) -> None:
    """An image with the picture's title and its words, by ids that follow from its own."""
    root = drawn(picture)
    title, alt = named(root, "title")[0], named(root, "desc")[0]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {alt.get('id')}"
    assert title.get("id").startswith(picture.id)
    assert (title.text, alt.text) == tuple(text.replace("\x01", "\ufffd") for text in (picture.title, picture.alt))


@cases
def test_only_plain_elements(picture: Picture) -> None:
    """No script, no style, no link, no element of another language; text is never smaller than 11 pixels."""
    root = drawn(picture)
    tags = {element.tag.removeprefix(NAMESPACE) for element in root.iter()}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert tags <= {"svg", "title", "desc", "rect", "path", "circle", "text"}
    assert not attributes & {"style", "class", "href", "{http://www.w3.org/1999/xlink}href", "onload", "onerror"}
    assert min((figure(text, "font-size") for text in named(root, "text")), default=11) >= 11
    assert "url(" not in svg_of(picture, sketches.COLOURS, 700)


@cases
def test_same_picture_same_text(picture: Picture) -> None:
    """Nothing in it depends on the run; a coordinate has two decimals at most."""
    text = svg_of(picture, sketches.COLOURS, 480)
    assert text == svg_of(picture, sketches.COLOURS, 480)
    assert re.findall(r'="-?\d+\.\d{3,}|="-0"', text) == []


def test_typst_draws_every_picture() -> None:
    """The PDF's typesetter reads each of them."""
    with tempfile.TemporaryDirectory() as folder:
        for place, picture in enumerate(PICTURES):
            (Path(folder) / f"{place}.svg").write_text(svg_of(picture, sketches.COLOURS, 480), encoding="utf-8")
        main = Path(folder) / "main.typ"
        main.write_text("\n".join(f'#image("{place}.svg", width: 100%)' for place in range(len(PICTURES))))
        assert typst.compile(main, format="pdf").startswith(b"%PDF")


def test_hostile_text_is_text() -> None:
    """What looks like markup is drawn letter by letter; what no XML file may hold becomes a sign for that."""
    row = CalendarRow(sketches.HOSTILE, "", "v0", (1.0,), ("<1>",))
    said = texts(drawn(Calendar("c", "", "", ("]]>&amp;",), (row,)), 1000))
    assert "]]>&amp;" in said
    assert "<1>" in said
    assert " ".join(said).replace("\ufffd", "\x01").count("<script>") == 1


def test_a_funnel_says_how_many_stay_and_leave() -> None:
    """Each question with its number of those left, those that leave, and at the end those in the plan."""
    said = texts(drawn(sketches.funnel()))
    for step in sketches.funnel().steps:
        assert step.label in said
        assert str(step.left) in said
        assert not step.out or f"\N{MINUS SIGN}{step.out}" in said
    assert "5" in said


def test_ranges_tell_chosen_from_others_without_colour() -> None:
    """Marks of the chosen are full, those of others hollow; each row has its words, the line its label."""
    ranges = sketches.ranges()
    root = drawn(ranges, 1000)
    fills = [dot.get("fill") for dot in named(root, "circle")]
    assert [fill != "#ffffff" for fill in fills] == [row.is_chosen for row in ranges.rows]
    assert {row.text for row in ranges.rows} | {"the plan's mean: 142"} <= set(texts(root))


def test_ranges_put_words_over_bars_on_a_phone() -> None:
    """Where there is no room beside the bars, names and figures start at the left side."""
    narrow = drawn(sketches.ranges(3), 340)
    places = {text.text: figure(text, "x") for text in named(narrow, "text")}
    assert places["Webinar"] == places["110 (80 to 200)"] == 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("periods", [1, 4, 12, 52])
def test_a_calendar_has_every_figure(periods: int, width: int) -> None:
    """Each cell has its text whole, in as many bands as it takes."""
    calendar = sketches.calendar(periods, 3)
    said = texts(drawn(calendar, width))
    for text in {text for row in calendar.rows for text in row.texts if text}:
        assert said.count(text) >= sum(row.texts.count(text) for row in calendar.rows)


def test_a_calendar_is_darker_for_more() -> None:
    """The fill of the cells gets darker with the amount."""
    row = CalendarRow("Webinar", "", "v0", (1.0, 2.0, 4.0), ("1", "2", "4"))
    cells = [rect.get("fill") for rect in named(drawn(Calendar("c", "", "", ("a", "b", "c"), (row,))), "rect")]
    light = [sum(int(fill[at : at + 2], 16) for at in (1, 3, 5)) for fill in cells]
    assert light == sorted(light, reverse=True)
    assert len(set(light)) == 3


def test_use_names_sources_that_occur_and_marks_tight_columns() -> None:
    """The legend has the sources in use; a tight column has a mark of its own and its text is bold."""
    use = sketches.use()
    root = drawn(use, 700)
    bold = {text.text for text in named(root, "text") if text.get("font-weight")}
    assert set(use.sources) <= set(texts(root))
    assert "134/140" in {text.text for text in named(drawn(use, 340), "text") if text.get("font-weight")}
    assert {panel.name for panel in use.panels if panel.name in ("Webinar", "White paper")} <= bold
    only = Use("u", "", "", use.sources, use.panels[:1])
    assert "bought" not in texts(drawn(only))


def test_spread_tells_what_reaches_the_goal_without_colour() -> None:
    """Columns that reach the goal are full, others white and lined; places have their figures."""
    root = drawn(sketches.spread())
    columns = [rect for rect in named(root, "rect") if figure(rect, "height") > 20]
    assert {rect.get("fill") for rect in columns} == {"#ffffff", "#1e7a4c"}
    assert {"P10: 352", "P50: 404", "P90: 455", "the goal: 420"} <= set(texts(root))


@pytest.mark.parametrize("width", WIDTHS[1:])
@pytest.mark.parametrize("goal", [330.0, 352.0, 400.0, 404.5, 455.0, 530.0])
def test_labels_over_a_spread_do_not_meet(goal: float, width: int) -> None:
    """No label lies on another and no line goes through one, wherever the goal is."""
    plain = sketches.spread()
    shown = Spread("s", "", "", plain.scale, plain.bars, plain.marks, ChartLine(goal, str(goal), "the goal"))
    root = drawn(shown, width)
    labels = [reach(text) for text in named(root, "text") if ": " in text.text]
    lines = [
        reach(path)
        for path in named(root, "path")
        if len(points(path)) == 2 and points(path)[0][0] == points(path)[1][0]
    ]
    assert len(labels) == 4
    for left, top, right, bottom in labels:
        others = [each for each in labels if each != (left, top, right, bottom)]
        assert not [
            each for each in others if each[0] < right and left < each[2] and each[1] < bottom and top < each[3]
        ]
        assert not [line for line in lines if left < line[0] < right and line[1] < top + 4]


def test_points_are_not_joined() -> None:
    """A mark for each point, another one for changes, and dashed lines with their labels."""
    points_picture = sketches.points()
    root = drawn(points_picture)
    rings = [dot for dot in named(root, "circle") if figure(dot, "r") == 4]
    changes = [point for point in points_picture.chart.points if point.mark.value == "change"]
    assert len(rings) == len(points_picture.chart.points) - len(changes) + 1
    assert {"the goal: 420", "this scenario's budget: 120,000", "a best plan"} <= set(texts(root))


@pytest.mark.parametrize("text", [sketches.LONG, sketches.UNBROKEN, sketches.CJK, "e\u0301" * 200])
@pytest.mark.parametrize("room", [20.0, 120.0, 300.0])
def test_long_text_is_wrapped_and_cut(text: str, room: float) -> None:
    """No line is wider than its room, there are no more lines than asked for, and a cut is seen."""
    lines = STRONG.wrapped(text, room, 2)
    assert len(lines) <= 2
    assert max(map(STRONG.width, lines)) <= room
    assert lines[-1].endswith("…") or "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wide_characters_are_twice_as_wide() -> None:
    """Chinese and Japanese take an em each, marks over letters take nothing."""
    assert LABEL.width("製品") == 24.0
    assert LABEL.width("e\u0301") == LABEL.width("e")
