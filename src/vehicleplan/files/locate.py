"""Where each key and each value of a TOML text stands.

tomllib keeps no positions, so this scans the text once more, only when there is a fault to show. It expects text that
tomllib has accepted; on any other it stops early and keeps the places found so far.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress

from vehicleplan.frozen import dataclass
from vehicleplan.model.fault import KeyPath

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*+")
_SPACE = re.compile(r"[ \t]*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
_BARE_VALUE = re.compile(r"[^,\]}#\r\n]*+")
TEXTS = {
    '"""': re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''(?:[^']|'(?!''))*+'{3,5}", re.DOTALL),
    '"': re.compile(r'"(?:[^"\\\n]|\\.)*+"'),
    "'": re.compile(r"'[^'\n]*+'"),
}
"""How each kind of text in quotes looks, the longer quotes first."""


@dataclass(frozen=True)
class Place:
    """A stretch of one line. Lines and columns count from 1, columns in characters."""

    line: int
    column: int
    width: int


@dataclass(frozen=True)
class Spot:
    """Where a key stands, and its value. For a table under a header both are the key in the header."""

    key: Place
    value: Place


class _OddTextError(Exception):
    """The text is not what tomllib would accept."""


_Span = tuple[int, int]
"""Where a stretch of the text starts and ends."""


def locate(text: str, wanted: Iterable[KeyPath] | None = None) -> dict[KeyPath, Spot]:
    """The places of key paths in a TOML text; list items count from 0 and have the item as key and value.

    Args:
        text: The text.
        wanted: The paths to find, with all that are above them; every path of the text where left out.
    """
    keeps = None if wanted is None else {path[:length] for path in wanted for length in range(1, len(path) + 1)}
    scanner = _Scanner(text, keeps)
    with suppress(_OddTextError):
        scanner.document()
    places = _places(text, {span for pair in scanner.spans.values() for span in pair})
    return {path: Spot(places[key], places[value]) for path, (key, value) in scanner.spans.items()}


def _places(text: str, spans: Iterable[_Span]) -> dict[_Span, Place]:
    """The places of stretches of the text, all in one pass; of a stretch over several lines, its first line."""
    places: dict[_Span, Place] = {}
    line, line_start, line_end, at = 1, 0, -1, 0
    for start, end in sorted(spans):
        breaks = text.count("\n", at, start)
        if breaks:
            line, line_start = line + breaks, text.rfind("\n", at, start) + 1
        at = start
        if line_end < start:
            found = text.find("\n", start)
            line_end = len(text) if found < 0 else found
        last = line_end - 1 if text[line_end - 1 : line_end] == "\r" else line_end
        places[start, end] = Place(line, start - line_start + 1, max(min(end, last) - start, 1))
    return places


class _Scanner:
    """One pass over the text."""

    def __init__(self, text: str, keeps: AbstractSet[KeyPath] | None) -> None:
        self.text = text
        self.at = 0
        self.spans: dict[KeyPath, tuple[_Span, _Span]] = {}
        self._keeps = keeps
        self._elements: dict[KeyPath, int] = {}

    def document(self) -> None:
        """Statements to the end of the text."""
        base: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                base = self._header(2)
            elif self.text.startswith("[", self.at):
                base = self._header(1)
            else:
                self._pair(base)
            self._skip(_BLANK)

    def _header(self, brackets: int) -> KeyPath:
        """A `[table]` or `[[list of tables]]`; gives the path that its keys go under."""
        self.at += brackets
        path: KeyPath = ()
        parts = self._key()
        for number, (part, start, end) in enumerate(parts, start=1):
            path = (*path, part)
            span = (start, end)
            if number == len(parts) and brackets == 2:
                element = self._elements.get(path, -1) + 1
                self._elements[path] = element
                self._keep_first(path, span)
                path = (*path, element)
            elif path in self._elements:
                path = (*path, self._elements[path])
            if number == len(parts):
                self._keep(path, span, span)
            else:
                self._keep_first(path, span)
        self._expect("]" * brackets)
        return path

    def _pair(self, base: KeyPath) -> None:
        """A `key = value`, the key perhaps with dots."""
        path = base
        parts = self._key()
        for part, start, end in parts[:-1]:
            path = (*path, part)
            self._keep_first(path, (start, end))
        last, start, end = parts[-1]
        self._expect("=")
        self._skip(_SPACE)
        self._value((*path, last), (start, end))

    def _key(self) -> list[tuple[str, int, int]]:
        """The parts of a key, each with where it starts and ends."""
        parts = []
        while True:
            self._skip(_SPACE)
            start = self.at
            quote = self.text[start : start + 1]
            if quote in ('"', "'") and quote:
                raw = self._match(TEXTS[quote])
                name = raw[1:-1] if quote == "'" else str(tomllib.loads(f"k = {raw}")["k"])
            else:
                name = self._match(_BARE_KEY)
            parts.append((name, start, self.at))
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _value(self, path: KeyPath, key: _Span | None) -> None:
        """A value of any kind, with everything inside it."""
        start = self.at
        for quotes, pattern in TEXTS.items():
            if self.text.startswith(quotes, start):
                self._match(pattern)
                break
        else:
            if self.text.startswith("[", start):
                self._list(path)
            elif self.text.startswith("{", start):
                self._table(path)
            else:
                self.at = start + len(self._match(_BARE_VALUE).rstrip(" \t"))
        span = (start, self.at)
        self._keep(path, key or span, span)

    def _list(self, path: KeyPath) -> None:
        self.at += 1
        number = 0
        while not self._closed("]"):
            self._value((*path, number), None)
            number += 1
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1

    def _table(self, path: KeyPath) -> None:
        self.at += 1
        while not self._closed("}"):
            self._pair(path)
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1

    def _closed(self, bracket: str) -> bool:
        self._skip(_BLANK)
        if self.text.startswith(bracket, self.at):
            self.at += 1
            return True
        return False

    def _expect(self, mark: str) -> None:
        self._skip(_SPACE)
        if not self.text.startswith(mark, self.at):
            raise _OddTextError
        self.at += len(mark)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if not found or found.end() == self.at:
            raise _OddTextError
        self.at = found.end()
        return found[0]

    def _keep(self, path: KeyPath, key: _Span, value: _Span) -> None:
        if self._keeps is None or path in self._keeps:
            self.spans[path] = key, value

    def _keep_first(self, path: KeyPath, span: _Span) -> None:
        if path not in self.spans:
            self._keep(path, span, span)
