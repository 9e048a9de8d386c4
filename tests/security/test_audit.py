"""The audit of dependencies: a finding fails, none passes, and no data is said and passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from security.audit import asked, audit

FINE = {"name": "fine", "version": "1.0", "vulns": []}
HOLED = {"name": "holed", "version": "2.0", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1", "3.0"]}]}
UNKNOWN = {"name": "own", "skip_reason": "not found"}


def verdict(*packages: object) -> tuple[int, list[str]]:
    """The audit of an answer."""
    return audit(lambda: json.dumps({"dependencies": packages}))


def test_a_finding_fails() -> None:
    """With the package, the name of the fault, and the versions without it."""
    code, lines = verdict(FINE, HOLED)
    assert code == 1
    assert lines == ["holed 2.0: CVE-1, mended in 2.1, 3.0", "audit: 1 known vulnerabilities in 2 packages"]


def test_no_finding_passes() -> None:
    """What nothing is known of is counted."""
    assert verdict(FINE, UNKNOWN) == (0, ["audit: no known vulnerability in 1 packages; of 1 nothing is known"])


def test_no_data_is_skipped() -> None:
    """A registry that knows nothing of vulnerabilities is no finding, and no praise."""
    assert verdict(UNKNOWN) == (0, ["audit skipped: the registry has no data on vulnerabilities"])


@pytest.mark.parametrize("answer", ["", "{", "[]", "{}", "null"])
def test_an_answer_that_is_none_is_skipped(answer: str) -> None:
    """It is said."""
    assert audit(lambda: answer) == (0, ["audit skipped: the answer of pip-audit was not understood"])


def test_no_network_is_skipped(tmp_path: Path) -> None:
    """Where the service cannot be reached, that is said, and soon."""
    (tmp_path / "pins.txt").write_text("fine==1.0\n", encoding="utf-8")
    nowhere = ("--vulnerability-service", "osv", "--osv-url", "http://127.0.0.1:9")

    code, (line,) = audit(lambda: asked(tmp_path / "pins.txt", *nowhere))
    assert code == 0
    assert line.startswith("audit skipped: ")
    assert "not understood" not in line
