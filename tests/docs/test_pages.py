"""The generated pages are those of today's program, and what the README promises exists."""

from __future__ import annotations

import re
from pathlib import Path

from docs import make_fields

ROOT = Path(__file__).parents[2]


def test_field_page_is_up_to_date() -> None:
    """docs/guide/files.md is what the models say; `make docs` makes it anew."""
    assert make_fields.PAGE.read_text(encoding="utf-8") == make_fields.page()


def test_links_of_the_pages_lead_somewhere() -> None:
    """Every relative link of README, CONTRIBUTING and docs names a file that is there."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_functions_of_the_model_page_are_named_in_the_code() -> None:
    """Every section that the code refers to exists in docs/model.md."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^## (\d+)\.", page, flags=re.MULTILINE))
    named = {
        section
        for path in (ROOT / "src").rglob("*.py")
        for section in re.findall(r"docs/model\.md §(\d+)", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= sections
