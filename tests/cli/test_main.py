"""The program as a whole: help, version, faults, streams."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.runs import ROOT, SMALL, run_process, write
from vehicleplan import __version__
from vehicleplan.cli import diagnostics, output
from vehicleplan.cli.main import run
from vehicleplan.errors import CancelledError, VehiclePlanError
from vehicleplan.report.layout import Line

COMMANDS = ["new", "open", "check", "screen", "plan", "schema", "catalog", "catalog list", "catalog show"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of each command says what it is for and shows an example of its use."""
    assert run([*command.split(), "--help"]) == 0
    out = capsys.readouterr().out
    assert f"Usage: vehicleplan {command}" in out
    assert f"Example: vehicleplan {command}" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80


def test_every_example_parses() -> None:
    """Examples use commands and options that there are."""
    for command in COMMANDS:
        done = run_process(*command.split(), "--help")
        for example in re.findall(r"vehicleplan ([a-z]+)", done.stdout.split("Example:")[1]):
            assert example in {name.split()[0] for name in COMMANDS}


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The program alone shows its help, with a whole sentence for each command."""
    assert run([]) == 0
    out = capsys.readouterr().out
    for command in COMMANDS[:7]:
        assert re.search(rf"^  {command} +[A-Z].*\.$", out, re.MULTILINE)
    assert "..." not in out.split("Commands:")[1]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """--version prints the version."""
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"vehicleplan {__version__}\n"


@pytest.mark.parametrize("words", [["plam"], ["plan"], ["plan", "x", "--jsn"], ["--nothing"], ["catalog"]])
def test_wrong_arguments_leave_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong arguments are said in a line, with a hint at the help."""
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2
    assert re.match(r"hint: vehicleplan[ a-z]* --help shows how it is used\.", err.splitlines()[1])


def test_a_mistake_of_the_program_is_one_calm_line(
    tmp_path: Path, tmp_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback reaches the user; a file has it."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the secret of the universe")

    monkeypatch.setattr("vehicleplan.session.jobs.plan_scenario", fail)
    assert run(["plan", write(tmp_path, SMALL)]) == 70
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err.startswith("vehicleplan: a mistake of the program, not yours (ZeroDivisionError)")
    (crash,) = (tmp_home / ".local" / "state" / "vehicleplan").glob("crash-*.txt")
    assert str(crash) in err
    text = crash.read_text(encoding="utf-8")
    assert "the secret of the universe" in text
    assert f"vehicleplan {__version__}" in text


def test_a_crash_file_that_cannot_be_written_is_not_a_second_crash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no crash file can be written the calm line comes alone."""
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    monkeypatch.setattr("tempfile.gettempdir", lambda: "/dev/null")
    assert diagnostics.tell(ValueError("x")) == 70
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (VehiclePlanError("give\x1b[31m a budget"), 2),
        (CancelledError("stopped"), 130),
        (KeyboardInterrupt(), 130),
        (output.PipeClosedError(), 141),
    ],
)
def test_each_fault_has_its_exit_code(error: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit codes follow the kind of fault, and no escape code reaches the terminal."""
    assert diagnostics.tell(error) == code
    assert "\x1b" not in capsys.readouterr().err


def test_names_are_neither_markup_nor_escape_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a user wrote is shown as it is, without control characters."""
    text = SMALL.replace('name = "Hosted webinar"', r'name = "[bold]Web[/bold] \u001b[31m\u202e 漢字"')
    assert run(["plan", write(tmp_path, text)]) == 0
    out = capsys.readouterr().out
    assert "[bold]Web[/bold] " in out
    assert "\x1b" not in out
    assert "\u202e" not in out


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Whether it is one."""
        return True


def test_colour_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ornaments are for terminals, unless NO_COLOR is set; the text is the same."""
    shown = {}
    for name, stream, value in (("terminal", Terminal(), ""), ("plain", Terminal(), "1"), ("pipe", io.StringIO(), "")):
        monkeypatch.setenv("NO_COLOR", value)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr("sys.stdout", stream)
        output.write_page([Line("Launch", "title"), Line("text")])
        shown[name] = stream.getvalue()
    assert shown["terminal"] == "\x1b[1mLaunch\x1b[0m\ntext\n"
    assert shown["plain"] == shown["pipe"] == "Launch\ntext\n"


def test_symbols_have_stand_ins_where_they_cannot_be_shown(tmp_path: Path) -> None:
    """A terminal without these characters shows letters, and its legend says which."""
    done = run_process("screen", write(tmp_path, SMALL), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "S strong F fair W weak N no . unanswered * answered by a person" in done.stdout


def test_a_reader_that_leaves_is_no_fault(tmp_path: Path) -> None:
    """Output into a pipe that nobody reads ends quietly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "vehicleplan", "plan", write(tmp_path, SMALL)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have this file")
def test_a_full_disk_is_said_calmly() -> None:
    """Output that cannot be written is a fault in a line, not a mistake of the program."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vehicleplan", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )
    assert done.returncode == 2
    assert done.stderr == b"vehicleplan: standard output cannot be written: no space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_ctrl_c_stops_with_130(tmp_path: Path) -> None:
    """Interrupting a run ends it soon, without a traceback and without a result."""
    code = (
        "import time, vehicleplan.session.jobs as jobs\n"
        "def slow(source, watch, **options):\n"
        "    print('begun', flush=True)\n"
        "    while not watch.token.is_cancelled:\n"
        "        time.sleep(0.01)\n"
        "jobs.plan_scenario = slow\n"
        "from vehicleplan.__main__ import main\n"
        f"import sys; sys.argv = ['vehicleplan', 'plan', {write(tmp_path, SMALL)!r}]\n"
        "main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGINT)
    try:
        out, err = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode == 130
    assert (out, err) == ("", "Stopped.\n")


def test_a_real_process_plans_from_standard_input() -> None:
    """The program as users run it: results on standard output, nothing on standard error."""
    done = run_process("plan", "-", text=SMALL)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Small launch\n\n30 leads at ")


def test_bytes_that_are_not_text_are_a_problem_of_the_file() -> None:
    """Standard input that is not UTF-8 is bad input with its line."""
    done = subprocess.run(
        [sys.executable, "-m", "vehicleplan", "check", "-"],
        input=b'format = 1\nname = "\xff"\n',
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 2
    assert "<stdin>:2: the file is not in UTF-8" in done.stdout.decode()
