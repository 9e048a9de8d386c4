"""Runs every command and the terminal UI in one process, and prints what Python's audit hooks saw that must not be.

`python probe.py SCENARIO FOLDER MARK`: the mark is text that only the scenario has.
"""

from __future__ import annotations

import asyncio
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path

NETWORK = (
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
    *("socket.getnameinfo", "socket.sendto", "socket.sendmsg", "urllib.Request", "http.client.connect"),
)
EXECUTION = (
    *("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn"),
    *("pickle.find_class", "webbrowser.open", "pty.spawn", "os.startfile"),
)
LOCALES = ("babel", "datetime", "decimal", "builtins", "collections")
"""Babel's own data of locales, which come with it, are pickled."""
seen: set[str] = set()
is_watching = False
mark = ""


def constants(code: types.CodeType) -> Iterator[str]:
    """Every name and every text in a piece of code."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from constants(constant)
        else:
            yield str(constant)


def hook(event: str, arguments: tuple[object, ...]) -> None:
    """Take note of what must not be."""
    if not is_watching:
        return
    if event == "pickle.find_class" and str(arguments[0]).partition(".")[0] in LOCALES:
        return
    if event in NETWORK or event in EXECUTION:
        seen.add(f"{event} {arguments[:2]!r}"[:200])
    elif event == "compile" and mark in str(arguments[0]):
        seen.add("compiled what a file says")
    elif event == "exec" and isinstance(arguments[0], types.CodeType):
        if any(mark in text for text in constants(arguments[0])):
            seen.add("ran what a file says")
    elif event == "import" and arguments[1] and os.path.abspath(str(arguments[1])).startswith(os.getcwd()):  # noqa: PTH100, PTH109
        seen.add(f"imported {arguments[1]} from the current folder")


def commands(file: str) -> Iterator[list[str]]:
    """Every command that ends by itself."""
    for words in ("check", "plan", "plan --json", "screen", "explain --about today", "frontier --steps 2"):
        name, *rest = words.split()
        yield [name, file, *rest]
    yield ["simulate", file, "--choices", "0"]
    yield ["compare", file, file]
    yield ["catalog", "list"]
    yield ["catalog", "show", "b2b", "webinar"]
    yield ["schema", "plan"]
    yield ["new", "new.toml"]
    endings = ("pdf", "pptx", "xlsx", "html", "md", "csv", "json")
    yield ["export", file, "--no-analyses", *(word for ending in endings for word in ("-o", f"plan.{ending}"))]


async def terminal_ui(file: str) -> None:
    """Walk through the places of the terminal UI."""
    from vehicleplan.tui.app import VehiclePlanApp

    app = VehiclePlanApp(Path(file))
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("1", "2", "s", "3", "4", "p", "5", "6", "7", "f1", "escape"):
            await pilot.press(key)
            await pilot.pause()


def main() -> None:
    """Run everything and print what was seen."""
    global is_watching, mark  # noqa: PLW0603 - a hook cannot be taken away
    from vehicleplan.cli.main import run

    file, mark = sys.argv[1:]
    sys.addaudithook(hook)
    is_watching = True
    codes = [run(words) for words in commands(file)]
    asyncio.run(terminal_ui(file))
    is_watching = False
    print("codes", sorted(set(codes)))
    print("\n".join(sorted(seen)) or "nothing")


if __name__ == "__main__":
    main()
