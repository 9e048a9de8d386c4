"""Whatever a file holds, reading it ends in time with a scenario or with problems, never with an exception."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.material import catalog_files, history_files, scenario_files, state_files
from fuzz.mutate import mutated, noise
from fuzz.properties import check_edit, check_files, check_history, check_state
from fuzz.shapes import as_toml, scenario_tables

FIXED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SEEDS = st.integers(0, 2**32 - 1).map(random.Random)


@settings(FIXED, max_examples=150)
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode), SEEDS.map(noise)))
def test_any_bytes_are_read_as_a_file(content: bytes, tmp_path: Path) -> None:
    """Bytes that nobody meant as a scenario."""
    check_files(content, tmp_path)


@settings(FIXED, max_examples=100)
@given(chance=SEEDS)
def test_real_files_made_wrong_are_read(chance: random.Random, tmp_path: Path) -> None:
    """Shipped scenarios, catalogs and faulty samples with bytes, lines and values changed."""
    check_files(mutated((*scenario_files(), *catalog_files()), chance), tmp_path)


@settings(FIXED, max_examples=40)
@given(chance=SEEDS)
def test_tables_with_odd_values_are_read(chance: random.Random, tmp_path: Path) -> None:
    """Scenarios whose fields have values of a wrong kind, or of the right kind and extreme."""
    check_files(as_toml(scenario_tables(chance)), tmp_path)


@settings(FIXED, max_examples=150)
@given(chance=SEEDS)
def test_track_records_made_wrong_are_read(chance: random.Random) -> None:
    """Track records with bytes, lines and cells changed."""
    check_history(mutated(history_files(), chance), chance)


@settings(FIXED, max_examples=100)
@given(chance=SEEDS)
def test_what_the_program_keeps_is_read(chance: random.Random) -> None:
    """The recent scenarios, the theme, and what was left unsaved, as JSON that somebody else has written."""
    check_state(mutated(state_files(), chance))


@settings(FIXED, max_examples=60)
@given(chance=SEEDS)
def test_texts_are_edited_right_or_not_at_all(chance: random.Random) -> None:
    """A change of a text in any layout gives what was asked for, or is refused."""
    check_edit(mutated(scenario_files(), chance), chance)
