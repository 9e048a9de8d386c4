"""The program from the command line: `vehicleplan`, or `python -m vehicleplan`."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # the current folder, where Python would look for every module first


def main() -> None:
    """Run the command line and leave with its exit code, also where the user stops it while it is starting."""
    import signal

    try:
        from vehicleplan.cli import interrupts, streams

        interrupts.install()  # before anything else is loaded
        streams.open_closed_streams()
        from vehicleplan.cli.terminal_ui import run_at_once

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
