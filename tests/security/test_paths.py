"""What a scenario names is read only from its folder and from folders that the user has named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.runs import write
from vehicleplan.cli.main import run
from vehicleplan.files.scenario_file import read_any, read_scenario
from vehicleplan.files.within import with_folders
from vehicleplan.session.named_folders import VARIABLE, naming_from_environment

HIDDEN = "root:x:0:0"
CATALOG = 'format = 1\nname = "Own"\n[[vehicle]]\nid = "fair"\ncost = 10\noutcomes.conversion = 1\n'
HISTORY = "vehicle,date,activities,cash,hours,outcome,count\nfair,2026-02-01,2,20,0,conversion,2\n"
SMALLEST = 'format = 1\nvehicle = [{ use = "fair" }]\n[goal]\nstage = "conversion"\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder `own` for scenarios, beside a folder `other` with a catalog, a track record and a secret."""
    for name in ("own", "other"):
        (tmp_path / name).mkdir()
    write(tmp_path / "other", CATALOG, "cat.toml")
    write(tmp_path / "other", HISTORY, "history.csv")
    for name in ("secret.toml", "secret.csv"):
        write(tmp_path / "other", HIDDEN, name)
    return tmp_path


def scenario(place: Path, catalog: str | Path | None = None, record: str | Path | None = None) -> Path:
    """A scenario in `own` that names a catalog or a track record."""
    named = "" if catalog is None else f'catalogs = ["{catalog}"]\n'
    named += "" if record is None else f'track_record = "{record}"\n'
    rest = SMALLEST if catalog else SMALLEST.replace("{ use", "{ cost = 1, outcomes.conversion = 1, id")
    return Path(write(place / "own", named + rest))


@pytest.mark.parametrize("name", ["../other/secret", "{place}/other/secret", "x/../../other/secret", "../other/none"])
@pytest.mark.parametrize("kind", ["catalog", "record"])
def test_a_path_that_leads_outside_is_refused(place: Path, name: str, kind: str) -> None:
    """By dots or from the root; nothing of the file is shown, not even whether it is there."""
    ending = {"catalog": ".toml", "record": ".csv"}[kind]
    path = name.format(place=place) + ending
    problems = read_scenario(scenario(place, **{kind: path})).problems
    assert problems[0].what == f"`{path}` lies outside the folder of this scenario"
    assert not any(HIDDEN in f"{problem.what}{problem.excerpt}{problem.fix}" for problem in problems)


def test_a_link_counts_as_what_it_leads_to(place: Path) -> None:
    """A link to a file or a folder outside is outside; one that stays inside is fine."""
    (place / "own" / "link.toml").symlink_to(place / "other" / "cat.toml")
    (place / "own" / "folder").symlink_to(place / "other")
    write(place / "own", CATALOG, "cat.toml")
    (place / "own" / "inside.toml").symlink_to("cat.toml")
    for name in ("link.toml", "folder/cat.toml"):
        problem = read_scenario(scenario(place, name)).problems[0]
        assert "lies outside" in problem.what
        assert "its link leads to" in problem.fix
    assert read_scenario(scenario(place, "inside.toml")).problems == ()


def test_a_folder_that_is_a_link_is_the_real_one(place: Path) -> None:
    """A scenario that is reached by a linked folder names what lies beside it."""
    write(place / "own", CATALOG, "cat.toml")
    scenario(place, "cat.toml")
    (place / "way").symlink_to(place / "own")
    assert read_scenario(place / "way" / "launch.toml").problems == ()


def test_paths_inside_are_fine(place: Path) -> None:
    """Also deeper, from the root, or by a way round."""
    (place / "own" / "deep").mkdir()
    file = write(place / "own" / "deep", CATALOG, "cat.toml")
    for name in ("deep/cat.toml", file, "deep/../deep/cat.toml", "../own/deep/cat.toml"):
        assert read_scenario(scenario(place, name)).problems == ()


def test_named_folders_are_fine(place: Path) -> None:
    """With everything below them, for catalogs and for track records, and only inside the context."""
    file = scenario(place, "../other/cat.toml", "../other/history.csv")
    for folder in (place, place / "other"):
        with with_folders([folder]):
            assert read_scenario(file).problems == ()
    with with_folders([place / "own"]):
        assert len(read_scenario(file).problems) == 2
    assert len(read_any(file).problems) == 2


def test_standard_input_has_the_current_folder(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it names lies there or below."""
    text = 'catalogs = ["cat.toml"]\n' + SMALLEST
    monkeypatch.chdir(place / "other")
    assert read_scenario("-", text=text).problems == ()
    assert "lies outside" in read_scenario("-", text=text.replace("cat.toml", "../own/cat.toml")).problems[0].what


def test_the_environment_names_folders(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several, as PATH does; `~` is the home folder, and what is not there is nobody's."""
    file = scenario(place, "../other/cat.toml")
    monkeypatch.setenv("HOME", str(place))
    for value, count in (("", 1), ("/nowhere", 1), (os.pathsep.join(["", "/nowhere", "~/other"]), 0)):
        monkeypatch.setenv(VARIABLE, value)
        with naming_from_environment():
            assert len([each for each in read_scenario(file).problems if "outside" in each.what]) == count


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["plan", "--no-why"],
        ["screen"],
        ["explain", "--about", "today"],
        ["frontier", "--steps", "2"],
        ["simulate", "--choices", "0"],
        ["export", "--no-analyses", "--force", "-o", "{place}/plan.md"],
    ],
)
def test_every_command_lets_folders_be_named(
    words: list[str], place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By an option of the command or of the program, or by the environment; else the file is refused."""
    name, *rest = (word.format(place=place) for word in words)
    file = scenario(place, "../other/cat.toml")
    file.write_text(f"{file.read_text('utf-8')}amount = 2\n[horizon]\nstart = 2027-01-01\n[budget]\ntotal = 100\n")
    assert run([name, str(file), *rest]) == 2
    assert "lies outside the folder of this scenario" in "".join(capsys.readouterr())
    assert run([name, str(file), *rest, "--folder", str(place / "own"), "--folder", str(place / "other")]) == 0
    assert run(["--folder", str(place), name, str(file), *rest]) == 0
    monkeypatch.setenv(VARIABLE, str(place))
    assert run([name, str(file), *rest]) == 0
    monkeypatch.delenv(VARIABLE)
    assert run([name, str(file), *rest]) == 2


def test_compare_lets_folders_be_named(place: Path) -> None:
    """For all of its files."""
    file = scenario(place, "../other/cat.toml")
    file.write_text(f"{file.read_text('utf-8')}amount = 2\n[horizon]\nstart = 2027-01-01\n[budget]\ntotal = 100\n")
    assert run(["compare", str(file), str(file)]) == 2
    assert run(["compare", str(file), str(file), "--folder", str(place)]) == 0


def test_a_folder_that_is_not_there_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped name is said before anything is read."""
    assert run(["check", str(scenario(place)), "--folder", "nowhere"]) == 2
    assert "there is no folder `nowhere`" in capsys.readouterr().err
