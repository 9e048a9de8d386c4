"""The file of slides as bytes that depend on its content alone: no clock, no order of writing."""

from __future__ import annotations

import io
import zipfile
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a ZIP archive can hold."""
_UNIX = 3
_READABLE = 0o644 << 16


def without_clock(package: bytes) -> bytes:
    """The same archive with the same day on every member, those of embedded workbooks too."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(written, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(_member(name), without_clock(content) if name.endswith(".xlsx") else content)
    return written.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = _UNIX
    member.external_attr = _READABLE
    return member
