"""Files that are unusual and right are read and edited as any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.runs import SMALL
from vehicleplan.files.change import DELETED
from vehicleplan.files.edit import edited
from vehicleplan.files.scenario_file import ReadScenario, read_scenario

NAMES = {
    "Chinese": "見込み客向けウェビナー",
    "Arabic": "ندوة عبر الإنترنت",
    "Persian": "می\u200cخواهم",  # noqa: RUF001 - another alphabet
    "Thai": "สัมมนาออนไลน์ที่นี่",
    "Hindi": "वेबिनार श्रृंखला क्\u200dष",
    "Korean": "웨비나 시리즈",
    "combining marks": "e\u0301\u0302\u0303 nai\u0308ve",
    "emoji": "👩\u200d👩\u200d👧\u200d👦 family 🏳️\u200d🌈 👍🏽",
    "brackets": "[bold]x[/] [/foo] [red] {a}",
    "long": "Sehr " * 59 + "lang",
}
"""Names by what is strange about them."""
ROWS = "vehicle,date,activities,cash,hours,outcome,count\nwebinar,2026-01-31,1,2,3,conversion,4\n"


def named(name: str) -> str:
    """A scenario whose own name, one vehicle, an activity and the result are called so."""
    quoted = json.dumps(name, ensure_ascii=False)
    text = SMALL.replace('"Small launch"', quoted).replace('"Hosted webinar"', quoted)
    return text.replace('result = "lead"', f"result = {quoted}").replace('activity = "webinar"', f"activity = {quoted}")


def read(folder: Path, content: bytes) -> ReadScenario:
    """What comes of a scenario's bytes."""
    file = folder / "a.toml"
    file.write_bytes(content)
    return read_scenario(file)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_kept(name: str, tmp_path: Path) -> None:
    """Nothing is taken from a name or added to it."""
    resolved = read(tmp_path, named(NAMES[name]).encode()).resolved
    assert resolved is not None
    assert resolved.scenario.name == resolved.candidates[0].name == NAMES[name]


@pytest.mark.parametrize("blank", [" ", "   ", "\\t", "\\n ", "\u00a0", "\u3000"])
@pytest.mark.parametrize("field", ['"Small launch"', '"Hosted webinar"', '"lead"'])
def test_a_name_of_blanks_is_a_fault(field: str, blank: str, tmp_path: Path) -> None:
    """Nobody could see it in a list or a sentence, and the error says so."""
    (problem,) = read(tmp_path, SMALL.replace(field, f'"{blank}"').encode()).problems
    assert problem.what == "there are only blanks here"
    assert "not blank" in problem.fix


@pytest.mark.parametrize("content", [SMALL.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + SMALL.encode()])
def test_windows_ends_and_a_byte_order_mark_change_nothing(content: bytes, tmp_path: Path) -> None:
    """The same scenario, and faults on the same lines."""
    plain, other = read(tmp_path, SMALL.encode()), read(tmp_path, content)
    assert other.resolved == plain.resolved
    bad = content.replace(b"amount = 30", b"mount = 30")
    (problem,) = read(tmp_path, bad).problems
    assert (problem.line, problem.column, problem.excerpt) == (6, 1, "mount = 30")


def test_no_vehicles_zero_hours_one_period_and_two_years_of_weeks_are_read(tmp_path: Path) -> None:
    """Each is a scenario without faults."""
    texts = (
        SMALL[: SMALL.index("[[vehicle]]")],
        SMALL.replace("hours = 40", "hours = 0"),
        SMALL.replace("periods = 4", "periods = 1"),
        SMALL.replace("periods = 4", 'periods = 104\nperiod = "week"'),
    )
    assert [read(tmp_path, text.encode()).problems for text in texts] == [()] * 4


@pytest.mark.parametrize("content", [ROWS, ROWS.replace("\n", "\r\n"), ROWS.replace("\n", "\r"), "\ufeff" + ROWS])
def test_a_track_record_may_come_from_any_spreadsheet(content: str, tmp_path: Path) -> None:
    """Windows and old Mac line ends and a byte order mark change nothing."""
    (tmp_path / "h.csv").write_bytes(content.encode())
    resolved = read(tmp_path, SMALL.replace("[goal]", 'track_record = "h.csv"\n[goal]').encode()).resolved
    assert resolved is not None
    assert [entry.count for entry in resolved.history] == [4.0]


def test_an_edited_text_keeps_its_line_ends() -> None:
    """Windows ends stay, and of a text with both each line keeps its own."""
    changes = {("goal", "amount"): 31}
    windows = SMALL.replace("\n", "\r\n")
    assert edited(windows, changes) == windows.replace("amount = 30", "amount = 31")
    mixed = SMALL.replace("[goal]\n", "[goal]\r\n").replace("periods = 4\n", "periods = 4\r\n")
    assert edited(mixed, changes) == mixed.replace("amount = 30", "amount = 31")
    assert edited(mixed, {("horizon", "periods"): DELETED}) == mixed.replace("periods = 4\r\n", "")
