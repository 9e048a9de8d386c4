"""Pictures made by hand: plain ones, and ones that are too long, too many and hostile."""

from __future__ import annotations

import math

from vehicleplan.report.chart import Chart, ChartLine, ChartPoint, PointMark, Scale, Tick, round_scale
from vehicleplan.report.document.colours import colours_of
from vehicleplan.report.document.pictures import (
    Calendar,
    CalendarRow,
    Funnel,
    FunnelStep,
    Picture,
    Points,
    RangeRow,
    Ranges,
    Spread,
    SpreadBar,
    Use,
    UseColumn,
    UsePanel,
)

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(2)> ]]> & \x01'
LONG = ("Roundtable with the analysts of the trade association " * 6)[:300]
UNBROKEN = "Frühjahrsfachmessenkongressstandbetreuung" * 8
CJK = "製品発表会のための展示会とウェビナーの共同開催計画" * 4
NAMES = ("Webinar", "Guest lecture at an industry event", "White paper", LONG, UNBROKEN, CJK, HOSTILE, "")


def names(many: int) -> tuple[str, ...]:
    """So many names, the hard ones among them."""
    return tuple(f"{NAMES[at % len(NAMES)]} {at}" if at >= len(NAMES) else NAMES[at] for at in range(many))


def ids(many: int) -> tuple[str, ...]:
    """So many ids of candidates."""
    return tuple(f"v{at}" for at in range(many))


COLOURS = colours_of(ids(40))


def whole(value: float) -> str:
    """A figure in words."""
    return f"{value:,.0f}"


def funnel(words: str = "Does it fit the marketing objective, and at which stage does it move people?") -> Funnel:
    """Forty-one candidates, five in the plan."""
    left = (37, 37, 24, 19, 14, 14, 9)
    steps = []
    before = 41
    for at, now in enumerate(left, start=1):
        steps.append(FunnelStep(f"{at} track record", words, now, before - now))
        before = now
    return Funnel("funnel", "Candidates left after each question", "Of 41 candidates 9 are left.", 41, tuple(steps), 5)


def ranges(many: int = 12) -> Ranges:
    """Costs of so many candidates; some have no upper end."""
    rows = tuple(
        RangeRow(
            name, f"v{at}", 80.0 + 9 * at, 110.0 + 12 * at, math.inf if at % 5 == 4 else 200.0 + 30 * at,
            f"{110 + 12 * at} ({80 + 9 * at} to {'no end' if at % 5 == 4 else 200 + 30 * at})", at < 5,
        )
        for at, name in enumerate(names(many))
    )  # fmt: skip
    scale = round_scale("USD per sales-ready lead", (0.0, 420.0), whole)
    line = ChartLine(142.0, "142", "the plan's mean")
    return Ranges("costs", "Cost per sales-ready lead", "In the plan: webinar 110.", scale, rows, line, ("A note.",))


def calendar(periods: int = 4, many: int = 5) -> Calendar:
    """So many vehicles over so many periods."""
    labels = tuple(f"Q{at % 4 + 1}\n{2027 + at // 4}" for at in range(periods))
    rows = []
    for at, name in enumerate(names(many)):
        amounts = tuple(float((at * 3 + t * 5) % 7) * (4 if at == 1 else 1) for t in range(periods))
        texts = tuple(whole(amount) if amount else "" for amount in amounts)
        rows.append(CalendarRow(name, "one-hour session with questions", f"v{at}", amounts, texts))
    return Calendar("calendar", "Activities over time", "Webinar: 3 in Q1.", labels, tuple(rows))


def use(periods: int = 4, panels: int = 6) -> Use:
    """So many things over so many periods."""
    sources = ("spent", "own", "built", "given", "bought")
    made = []
    for at, name in enumerate(names(panels)):
        columns = []
        for t in range(periods):
            parts = (12_000.0 + 2000 * t, 0.0, 0.0, 0.0, 0.0) if at == 0 else (0.0, 60.0 + t * 7, 20.0, 22.0, 18.0)
            there = None if at == 2 else (24_000.0 if at == 0 else 140.0)
            used = sum(parts)
            text = whole(used) if there is None else f"{whole(used)}/{whole(there)}"
            tight = there is not None and used / there > 0.95
            columns.append(UseColumn(f"Q{t % 4 + 1}\n{2027 + t // 4}", parts, there, text, tight))
        most = max(max(sum(column.parts), column.available or 0) for column in columns)
        scale = round_scale("USD" if at == 0 else "hours", (0.0, most), whole)
        summary = "62,000/96,000 USD, 65 %, tight in Q1 2027, Q3 2027 and Q4 2027"
        made.append(UsePanel(name, summary, scale, tuple(columns)))
    return Use("use", "Used of what there is", "Money: 62,000/96,000.", sources, tuple(made))


def spread(*, has_goal: bool = True) -> Spread:
    """Twenty-four stretches around a goal of 420."""
    bars = []
    for at in range(24):
        low = 300.0 + 10 * at
        share = math.exp(-(((low - 400) / 60) ** 2)) / 10
        bars.append(SpreadBar(low, low + 10, share, f"{whole(low)} to {whole(low + 10)}", low >= 420 or not has_goal))
    marks = tuple(ChartLine(at, whole(at), name) for name, at in (("P10", 352.0), ("P50", 404.0), ("P90", 455.0)))
    goal = ChartLine(420.0, "420", "the goal") if has_goal else None
    scale = round_scale("sales-ready leads", (300.0, 540.0), whole)
    alt = "Half of the draws bring 404 or more."
    return Spread("spread", "Results over 1,000 draws", alt, scale, tuple(bars), marks, goal)


def points(many: int = 25) -> Points:
    """A frontier over so many budgets."""
    made = tuple(
        ChartPoint(
            60_000 + 5_000.0 * at,
            470 - 300 * math.exp(-at / 7),
            PointMark.CHANGE if at % 6 == 3 else PointMark.PLAIN,
        )
        for at in range(many)
    )
    x = round_scale("budget, USD", (60_000.0, 180_000.0), whole)
    y = round_scale("sales-ready leads", (170.0, 470.0), whole)
    meanings = ((PointMark.PLAIN, "a best plan"), (PointMark.CHANGE, "another set than the point before"))
    goal = (ChartLine(420.0, "420", "the goal"),)
    own = (ChartLine(120_000.0, "120,000", "this scenario's budget"),)
    chart = Chart("Results over budgets", x, y, made, meanings, goal, own)
    return Points("frontier", "Results over budgets", "With 60,000 the best plan brings 170.", chart)


def plain() -> tuple[Picture, ...]:
    """One of each kind, as they mostly are."""
    return funnel(), ranges(), calendar(), use(), spread(), points()


def hard() -> tuple[Picture, ...]:
    """One of each kind, with too much in it."""
    level = ChartLine(420.0, "420", HOSTILE)
    long = ChartLine(178_000.0, "178,000", LONG)
    plain = points().chart
    chart = Chart(LONG, plain.x, plain.y, (), plain.meanings, (level,), (long, long, level))
    scale = Scale(LONG, 0.0, 1.0, (Tick(0.0, "0"), Tick(0.999, "0.999"), Tick(1.0, "1")))
    return (
        funnel(LONG + HOSTILE),
        ranges(40),
        calendar(52, 40),
        use(52, 12),
        Spread("empty", HOSTILE, HOSTILE, scale, (), (level, long, long), long),
        Points("hostile", HOSTILE, LONG, chart),
    )
