"""Make the README's pictures anew: Questions and Plan of the worked example, and the first page of its PDF."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from tui.screen import Driver  # noqa: E402 - found from here on
from vehicleplan.session import clock  # noqa: E402
from vehicleplan.session.export_files import rendered  # noqa: E402
from vehicleplan.session.exporting import QUICK, ExportRequest, document_of_file  # noqa: E402
from vehicleplan.session.watch import Watch  # noqa: E402
from vehicleplan.tui.app import VehiclePlanApp  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
SCENARIO = "mid-market-launch"
PICTURES = {
    "questions": ((120, 34), ("2", *["j"] * 11, "l", "l")),
    "plan": ((120, 25), ("4",)),
}
"""By name, the size in columns and lines and the keys that lead there."""


async def main() -> None:
    """Open a copy of the example and take each picture."""
    clock.now = lambda: datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home, "LOGNAME": "ana.lopez"}
        file = shutil.copy(ROOT / "scenarios" / f"{SCENARIO}.toml", home)
        for name, (size, keys) in PICTURES.items():
            app = VehiclePlanApp(Path(file))
            async with app.run_test(size=size, notifications=True) as pilot:
                driver = Driver(app, pilot, Path(file))
                await driver.settled()
                await driver.press(*keys)
                picture = app.export_screenshot(title="vehicleplan")
            lines = [line.rstrip() for line in picture.splitlines()]
            (FOLDER / f"{name}.svg").write_text("\n".join(lines) + "\n", encoding="utf-8")
        take_page(Path(file))


def take_page(file: Path) -> None:
    """The first page of the PDF as a picture; poppler-utils draws it."""
    pdf = file.with_suffix(".pdf")
    document = document_of_file(str(file), ExportRequest(topics=QUICK), Watch())
    pdf.write_bytes(rendered(document, (pdf,))[pdf])
    words = ["pdftoppm", "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-png", str(pdf), str(FOLDER / "pdf")]
    subprocess.run(words, check=True)


if __name__ == "__main__":
    asyncio.run(main())
