"""What other people wrote is text in every file and on every stream: nothing obeys it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from markdown_it import MarkdownIt

from cli.runs import run_process, write
from security.hostile import EVIL, FORMULAS, obeyed, scenario
from vehicleplan.cli.main import run

COMMANDS = (
    ["check", "{file}"],
    ["plan", "{file}"],
    ["screen", "{file}"],
    ["screen", "{file}", "webinar", "banner"],
    ["explain", "{file}"],
    ["frontier", "{file}", "--steps", "3"],
    ["simulate", "{file}", "--choices", "0"],
    ["compare", "{file}", "{file}"],
)
BARE = ("catalog list {evil}", "catalog show b2b {evil}", "schema {evil}", "plan {evil}", "check {evil}", "new {evil}")
FORMATS = ("pdf", "pptx", "html", "md", "json", "xlsx", "csv")


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:1] + words[2:]))
def test_no_command_lets_a_terminal_obey_a_file(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As tables and as JSON, which still says the same."""
    file = write(tmp_path, scenario(EVIL))
    for more in ([], ["--json"]):
        assert run([word.format(file=file) for word in words] + more) in (0, 1)
        out, err = capsys.readouterr()
        assert obeyed(out + err) == []
        if more and words[0] in ("plan", "compare"):
            assert json.dumps(EVIL) in json.dumps(json.loads(out))


@pytest.mark.parametrize("words", BARE)
def test_no_command_lets_a_terminal_obey_its_own_words(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names of files, options and vehicles come back in messages."""
    monkeypatch.chdir(tmp_path)
    for evil in ("\x1b[2Jx.toml", "\u202ex\x9b\x85", "x\n\x1b]0;t\x07"):
        run([word.replace("{evil}", evil) for word in words.split()])
        run([*words.split()[:1], f"--{evil}"])
        out, err = capsys.readouterr()
        assert obeyed(out + err) == []


def test_names_of_files_are_harmless_where_they_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is written, one that is faulty, and one that the environment leads to."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, scenario("fine"), "\x1b[2J.toml")
    write(tmp_path, "\x1b[2J = [", "\u202e.toml")
    monkeypatch.setenv("VEHICLEPLAN_FOLDERS", "/\x1b[2J")
    assert run(["export", "\x1b[2J.toml", "--no-analyses", "-o", "\x1b[1m.md"]) == 0
    assert run(["check", "\x1b[2J.toml", "\u202e.toml"]) == 2
    assert run(["check", "\u202e.toml", "--json"]) == 2
    assert run(["new", "\x1b[3m.toml"]) == 0
    assert run(["export", "\x1b[2J.toml", "--no-analyses", "-o", "\x1b[1m.md"]) == 2
    assert obeyed("".join(capsys.readouterr())) == []


def test_a_crash_is_told_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the line on the screen nor the file with the details has what a terminal would obey."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(EVIL)

    state = tmp_path / "\x1b[2Jstate"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    monkeypatch.setattr("vehicleplan.session.jobs.plan_scenario", fail)
    assert run(["plan", "x"]) == 70
    assert obeyed("".join(capsys.readouterr())) == []
    (file,) = (state / "vehicleplan").glob("crash-*.txt")
    assert obeyed(file.read_text("utf-8")) == []


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plan of a hostile scenario in every format."""
    folder = tmp_path_factory.mktemp("exported")
    cells = "".join(f"{formula};{formula} " for formula in FORMULAS)
    for evil, endings in ((EVIL, FORMATS[:5]), (f"=1+1;=1+1 {cells}", FORMATS[5:])):
        file = write(folder, scenario(evil))
        targets = [word for ending in endings for word in ("-o", str(folder / f"plan.{ending}"))]
        done = run_process("export", file, "--no-analyses", *targets)
        assert (done.returncode, obeyed(done.stdout + done.stderr)) == (0, [])
    return folder


@pytest.mark.parametrize("ending", ["md", "html", "json", "csv"])
def test_no_file_of_text_lets_a_terminal_obey_it(exported: Path, ending: str) -> None:
    """Marks without width that keep links apart are all that is there."""
    for file in exported.glob(f"plan*.{ending}"):
        assert obeyed(file.read_text("utf-8").replace("\u200b", "")) == []


@pytest.mark.parametrize("separator", [",", ";"])
def test_no_cell_of_csv_is_a_formula(exported: Path, separator: str) -> None:
    """Whichever of the two parts the cells; negative figures stay figures."""
    files = list(exported.glob("*.csv"))
    assert len(files) > 10
    for file in files:
        for record in csv.reader(io.StringIO(file.read_text("utf-8"), newline=""), delimiter=separator):
            for cell in record:
                bare = cell.lstrip(' "')
                assert not bare.startswith(("=", "+", "@", "\t", "\r", "\n", "＝", "-")) or _is_figure(bare)  # noqa: RUF001


def _is_figure(cell: str) -> bool:
    return bool(re.match(r"-\d", cell)) and "cmd" not in cell


def test_no_cell_of_a_workbook_obeys_it(exported: Path) -> None:
    """Formulas are the program's own, links lead to its own sheets, and nothing leads outside."""
    book = openpyxl.load_workbook(exported / "plan.xlsx")
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                assert not re.search(r"cmd|SUM\(1|1\+1", str(cell.value))
            assert cell.hyperlink is None or cell.hyperlink.target is None
    assert _leads_outside(exported / "plan.xlsx") == []


def test_slides_lead_nowhere(exported: Path) -> None:
    """No relation of any part is to something outside the file."""
    assert _leads_outside(exported / "plan.pptx") == []


def _leads_outside(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as parts:
        named = [name for name in parts.namelist() if b'TargetMode="External"' in parts.read(name)]
        return named + [name for name in parts.namelist() if "vba" in name.lower() or "externalLink" in name]


def test_markdown_has_no_links_pictures_or_html(exported: Path) -> None:
    """As CommonMark with tables reads it."""
    tokens = (
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse((exported / "plan.md").read_text("utf-8"))
    )
    kinds = {each.type for token in tokens for each in (token, *(token.children or ()))}
    assert kinds.isdisjoint({"html_block", "html_inline", "link_open", "image", "code_inline", "fence"})


class _Page(HTMLParser):
    """The names of the tags of a page, and the attributes by which one leads somewhere or does something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.leads: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("href", "src", "xlink:href", "action", "data", "srcset", "formaction"):
                self.leads.add(f"{name}={value}")
            if value and "url(" in value:
                self.leads.update(f"url={found}" for found in re.findall(r"url\((.*?)\)", value))


def test_a_page_has_no_script_and_needs_no_network(exported: Path) -> None:
    """Whatever leads somewhere leads to a place of the page itself; its pictures are in it."""
    text = (exported / "plan.html").read_text("utf-8")
    page = _Page()
    page.feed(text)
    assert page.tags.isdisjoint({"script", "iframe", "object", "embed", "link", "base", "form", "img", "foreignobject"})
    assert {lead for lead in page.leads if not re.fullmatch(r"(href|xlink:href|url)=#[\w-]+", lead)} == set()
    style = "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    assert not re.search(r"@import|https?:|expression\(", style)


def test_a_pdf_does_nothing(exported: Path) -> None:
    """It has no links, no scripts, no files in it and nothing that is done when it is opened."""
    content = (exported / "plan.pdf").read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    whole = content + b"".join(zlib.decompress(each) for each in streams if each[:1] == b"x")
    names = (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/GoToR", b"/OpenAction", b"/AA")
    assert [name for name in names if re.search(re.escape(name) + rb"\b", whole)] == []
    assert b"root:x:" not in whole
