"""A disk whose power can go at any call: what it may hold then.

A disk holds for good what was synced: the bytes of a file that was, and the names of a folder that was. The rest may be
there or not. Two of the possible disks are looked at, which between them are the worst: one on which nothing that was
not synced is there, and one on which all names are new but what files hold is only what was synced.
"""

from __future__ import annotations

import os
import shutil
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from files.faulty_disk import FaultyDisk

Tree = dict[str, bytes]
"""What files hold, by their path below a folder."""


@dataclass
class Power:
    """Follows what a folder would hold if the power went now.

    Attributes:
        states: The possible disks at each call, with a mark that the test has set by then.
        mark: Said of every state from now on.
    """

    root: Path
    mark: int = 0
    states: list[tuple[int, Tree]] = field(default_factory=list)
    _bytes: dict[int, bytes] = field(default_factory=dict)
    _names: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """All that is there at first is there for good."""
        for folder, _, _ in os.walk(self.root):
            self._sync_folder(Path(folder))
        for folder, _, files in os.walk(self.root):
            for name in files:
                path = Path(folder, name)
                self._bytes[path.stat().st_ino] = path.read_bytes()

    def followed(self) -> AbstractContextManager[None]:
        """Follow what is done in the folder."""
        return FaultyDisk(self.root).in_place(before=self._look, after=self._done)

    def _look(self) -> None:
        """Note what the disk may hold now."""
        for tree in (self._synced(self.root), self._named()):
            if not self.states or (self.mark, tree) not in self.states[-2:]:
                self.states.append((self.mark, tree))

    def _done(self, name: str, handle: int) -> None:
        """What was synced is there for good; a new file has nothing, whatever had its number before."""
        if name == "open":
            if os.fstat(handle).st_size == 0:
                self._bytes.pop(os.fstat(handle).st_ino, None)
            return
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.is_dir():
            self._sync_folder(path)
        else:
            self._bytes[os.fstat(handle).st_ino] = Path(f"/proc/self/fd/{handle}").read_bytes()

    def restore(self, tree: Tree) -> None:
        """Let the folder hold what a disk held."""
        shutil.rmtree(self.root)
        self.root.mkdir()
        for name, content in tree.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def _sync_folder(self, folder: Path) -> None:
        self._names[str(folder)] = {path.name: path.lstat().st_ino for path in folder.iterdir()}

    def _synced(self, folder: Path) -> Tree:
        found: Tree = {}
        for name, number in self._names.get(str(folder), {}).items():
            path = folder / name
            if str(path) in self._names:
                found |= self._synced(path)
            elif number in self._bytes:
                found[str(path.relative_to(self.root))] = self._bytes[number]
        return found

    def _named(self) -> Tree:
        files = [Path(folder, name) for folder, _, names in os.walk(self.root) for name in names]
        return {str(path.relative_to(self.root)): self._bytes.get(path.stat().st_ino, b"") for path in files}
