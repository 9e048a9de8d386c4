"""The program from the command line: `vehicleplan`, or `python -m vehicleplan`."""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    del sys.path[0]  # the current folder, where Python would look for every module first

_OBJECTS = 200_000
"""How many new objects make Python look for garbage: all that a command loads and most of what it makes stays."""


def main() -> None:
    """Run the command line and leave with its exit code, also where the user stops it while it is starting."""
    import gc
    import os
    import signal

    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # or all that is installed is looked through for some
    try:
        from vehicleplan.cli import interrupts, streams

        interrupts.install()  # before anything else is loaded
        streams.open_closed_streams()
        from vehicleplan.cli.planning import plan_at_once
        from vehicleplan.cli.terminal_ui import run_at_once

        code = run_at_once(sys.argv[1:])
        if code is None:
            gc.set_threshold(_OBJECTS)
            code = plan_at_once(sys.argv[1:])
        if code is None:
            from vehicleplan.cli.main import run

            code = run()
    except KeyboardInterrupt:
        code = 130
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # there is nothing left to stop but the end itself
    gc.freeze()  # or Python looks through all that is loaded once more for garbage, which takes longer than many a plan
    sys.exit(code)


if __name__ == "__main__":
    main()
