"""The program from the command line: `vehicleplan`, or `python -m vehicleplan`."""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line and leave with its exit code, also where the user stops it while it is starting."""
    try:
        from vehicleplan.cli.terminal_ui import run_at_once  # here, so that stopping it is calm as well

        code = run_at_once(sys.argv[1:])
        if code is None:
            from vehicleplan.cli.main import run

            code = run()
    except KeyboardInterrupt:
        code = 130
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # there is nothing left to stop but the end itself
    sys.exit(code)


if __name__ == "__main__":
    main()
