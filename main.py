"""Start Rundblick: the window without arguments, one command with them."""

import sys


def main() -> int:
    """Run what the arguments ask for and return the exit code."""
    # The two halves are loaded only when asked for: commands run where Qt is not installed.
    if len(sys.argv) > 1:
        OPEN_WINDOW = 100
        from app.cli.program import run

        code = run(sys.argv[1:])
        if code != OPEN_WINDOW:
            return code
    from ui.application import run as open_window

    return open_window()


if __name__ == "__main__":
    sys.exit(main())
