"""Real files made wrong: bytes turned, lines moved, values swapped, hostile pieces put in."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from fuzz.material import TOKENS

_VALUE = re.compile(rb"=[ \t]*[^\n]*")
_WORD = re.compile(rb"[A-Za-z0-9_.-]+")
_LARGEST = 200_000


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the texts after some mutations."""
    content = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 12))):
        content = chance.choice(_WAYS)(content, chance)[:_LARGEST]
    return content


def noise(chance: random.Random) -> bytes:
    """Bytes that mean nothing, or hostile pieces in a row."""
    if chance.random() < 0.5:
        return chance.randbytes(chance.choice((0, 1, 3, 50, 500)))
    return "".join(chance.choices(TOKENS, k=chance.randint(1, 30))).encode("utf-8", "surrogatepass")


def _place(content: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(content))


def _turned(content: bytes, chance: random.Random) -> bytes:
    place = _place(content, chance)
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    start = _place(content, chance)
    return content[:start] + content[start + chance.choice((1, 1, 2, 10, 100, 10_000)) :]


def _put_in(content: bytes, chance: random.Random) -> bytes:
    place = _place(content, chance)
    return content[:place] + _token(chance) + content[place:]


def _token(chance: random.Random) -> bytes:
    return chance.choice(TOKENS).encode("utf-8", "surrogatepass")


def _new_value(content: bytes, chance: random.Random) -> bytes:
    found = list(_VALUE.finditer(content))
    if not found:
        return content
    spot, other = chance.choice(found), chance.choice(found)
    value = chance.choice((b"= " + _token(chance), other[0], b"= " + _token(chance) + b" # " + _token(chance)))
    return content[: spot.start()] + value + content[spot.end() :]


def _new_word(content: bytes, chance: random.Random) -> bytes:
    found = list(_WORD.finditer(content))
    if not found:
        return content
    spot = chance.choice(found)
    word = chance.choice((chance.choice(found)[0], _token(chance), spot[0] + b"x", spot[0].upper(), b""))
    return content[: spot.start()] + word + content[spot.end() :]


def _line_again(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    line = chance.choice(lines)
    lines[chance.randrange(len(lines)) : 0] = [line] * chance.choice((1, 1, 2, 50))
    return b"\n".join(lines)


def _lines_swapped(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _line_gone(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _other_ends(content: bytes, chance: random.Random) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\r", b"\r\r\n")), chance.choice((-1, -1, 3)))


def _marked(content: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\xef\xbb\xbf", b"\xef")) + content


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _turned, _cut, _put_in, _put_in, _new_value, _new_value, _new_value, _new_word, _new_word, _line_again,
    _lines_swapped, _line_gone, _other_ends, _marked,
)  # fmt: skip
