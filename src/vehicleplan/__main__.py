"""The program from the command line: `vehicleplan`, or `python -m vehicleplan`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code, also where the user stops it while it is starting."""
    try:
        from vehicleplan.cli.main import run  # here, so that stopping it is calm as well

        code = run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
