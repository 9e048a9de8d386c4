"""Every key path of a TOML text is found at its line and column, in whatever style the text is written."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vehicleplan.files.locate import Place, locate
from vehicleplan.files.validate import value_at

KEYS = st.one_of(
    st.sampled_from(["a", "b-c", "d_1", "goal", "1"]), st.text("ab.\"'\\ é見#=[]\t", min_size=0, max_size=4)
)
ODD_VALUES = [
    "2027-01-01", "2027-01-01 08:00:00", "1_000.5", "nan", '"a # [b] = {c}"', "'it\\'", '"q\\"u"', '""', "''",
    '"""two\nlines"""', "'''x\n''y\n'''", '"""a\\"""\nb"""', '"""ends with quotes"""""', '"見込み客"',
]  # fmt: skip
SCALARS = st.one_of(
    st.integers(-99, 99).map(str), st.booleans().map(lambda flag: str(flag).lower()), st.sampled_from(ODD_VALUES)
)
SPACES = st.sampled_from(["", " ", "  ", "\t"])
Lines = dict[tuple[str | int, ...], tuple[int, int, bool]]


class Writer:
    """Writes random tables in random styles and remembers where each key went."""

    def __init__(self, draw: Any, newline: str) -> None:
        self.draw = draw
        self.newline = newline
        self.text = ""
        self.keys: dict[tuple[str | int, ...], tuple[int, int]] = {}
        self.values: dict[tuple[str | int, ...], tuple[int, int]] = {}

    def here(self) -> tuple[int, int]:
        """The line and column of the end of the text."""
        return self.text.count("\n") + 1, len(self.text) - self.text.rfind("\n")

    def put(self, text: str) -> None:
        """Add text, with random space on the same line before it."""
        self.text += self.draw(SPACES) + text.replace("\n", self.newline)

    def pause(self) -> None:
        """Blank lines and comments between statements."""
        for _ in range(self.draw(st.integers(0, 2))):
            self.text += self.draw(st.sampled_from(["", "# [goal] = 1", "  # it's \"odd"])) + self.newline

    def key(self, name: str, path: tuple[str | int, ...]) -> None:
        """One part of a key, bare or quoted."""
        self.text += self.draw(SPACES)
        self.keys.setdefault(path, self.here())
        is_bare = bool(name) and all(c.isascii() and (c.isalnum() or c in "-_") for c in name)
        literal = "'" not in name
        style = self.draw(st.sampled_from(["bare"] * is_bare + ["'"] * literal + ['"']))
        escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("é", "\\u00e9")
        self.text += name if style == "bare" else f"'{name}'" if style == "'" else f'"{escaped}"'

    def value(self, path: tuple[str | int, ...], depth: int) -> None:
        """A scalar, a list over lines, or a table in braces."""
        self.text += self.draw(SPACES)
        self.values[path] = self.here()
        kind = self.draw(st.sampled_from(["scalar", "scalar", "list", "table"])) if depth < 3 else "scalar"
        if kind == "scalar":
            self.text += self.draw(SCALARS).replace("\n", self.newline)
        elif kind == "list":
            self.items(path, depth)
        else:
            self.put("{")
            self.values[path] = (self.here()[0], self.here()[1] - 1)
            for number, name in enumerate(self.draw(st.lists(KEYS, unique=True, max_size=3))):
                self.text += "," if number else ""
                self.key(name, (*path, name))
                self.put("=")
                self.value((*path, name), depth + 1)
            self.put("}")

    def items(self, path: tuple[str | int, ...], depth: int) -> None:
        """A list, on one line or on several with comments."""
        self.text += "["
        count = self.draw(st.integers(0, 3))
        for number in range(count):
            if self.draw(st.booleans()):
                self.text += f" # ] , [{self.newline}"
            self.value((*path, number), depth + 1)
            self.put("," if number < count - 1 or self.draw(st.booleans()) else "")
        self.text += self.draw(st.sampled_from(["", self.newline])) + "]"

    def pair(self, base: tuple[str | int, ...], name: str) -> None:
        """A key with a value, or a key with dots and one value under it."""
        path = (*base, name)
        self.key(name, path)
        for part in self.draw(st.lists(KEYS, max_size=2)):
            self.put(".")
            path = (*path, part)
            self.key(part, path)
        self.put("=")
        self.value(path, 0)
        self.text += self.draw(st.sampled_from(["", " # note"])) + self.newline

    def table(self, path: tuple[Any, ...], brackets: str) -> None:
        """A header with some pairs under it."""
        self.pause()
        self.put(brackets)
        self.key(path[0], path)
        self.put("]" * len(brackets))
        self.text += self.newline
        for name in self.draw(st.lists(KEYS, unique=True, max_size=3)):
            self.pair(path, name)
            self.pause()


@st.composite
def texts(draw: Any) -> Writer:
    """A text with keys at the top, tables, and lists of tables."""
    writer = Writer(draw, draw(st.sampled_from(["\n", "\r\n"])))
    names = draw(st.lists(KEYS, unique=True, max_size=6))
    for name in names[:2]:
        writer.pair((), name)
        writer.pause()
    for name in names[2:4]:
        writer.table((name,), "[")
    for name in names[4:]:
        for number in range(draw(st.integers(1, 3))):
            writer.table((name, number), "[[")
    return writer


@settings(max_examples=400, deadline=None)
@given(texts())
def test_every_key_is_at_its_place(writer: Writer) -> None:
    """The writer's own book of lines and columns equals what is found in the text."""
    tomllib.loads(writer.text)
    spots = locate(writer.text)
    for path, place in writer.keys.items():
        found = spots[path].key
        assert (found.line, found.column) == place, path
    for path, place in writer.values.items():
        found = spots[path].value
        assert (found.line, found.column) == place, path


@settings(max_examples=200, deadline=None)
@given(texts())
def test_every_path_of_the_tables_is_found(writer: Writer) -> None:
    """What tomllib reads and what is located are the same key paths."""
    tables = tomllib.loads(writer.text)
    spots = locate(writer.text)
    assert set(_paths(tables, ())) == set(spots)
    assert all(_exists(tables, path) for path in spots)


@given(st.text(max_size=60))
def test_odd_text_raises_nothing(text: str) -> None:
    """A text that is not TOML gives the places found so far."""
    locate(text)


def _paths(item: Any, base: tuple[str | int, ...]) -> Any:
    pairs = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
    for key, value in pairs:
        yield (*base, key)
        yield from _paths(value, (*base, key))


def _exists(tables: Any, path: tuple[str | int, ...]) -> bool:
    return path[-1] in (above if isinstance(above := value_at(tables, path[:-1]), dict) else range(len(above)))


def test_value_of_a_dotted_key_under_a_list_of_tables() -> None:
    """A dotted key belongs to the last item of its list of tables."""
    text = '[[vehicle]]\nid = "a"\n[[vehicle]]\nid = "b"\n[vehicle.reach."it.manager"]\nshare = 0.5\n'
    spots = locate(text)
    assert spots["vehicle", 1, "reach", "it.manager", "share"].value == Place(6, 9, 3)
    assert spots["vehicle", 1].key == Place(3, 3, 7)
    assert spots["vehicle", 1, "reach", "it.manager"].key == Place(5, 16, 12)


def test_a_value_over_several_lines_is_marked_on_its_first() -> None:
    """The mark of a list or text over lines ends with its first line, without a carriage return."""
    spots = locate('a = [\r\n  1,\r\n  2,\r\n]\r\nb = """x\r\ny"""\r\n')
    assert spots["a",].value == Place(1, 5, 1)
    assert spots["a", 1].value == Place(3, 3, 1)
    assert spots["b",].value == Place(5, 5, 4)
