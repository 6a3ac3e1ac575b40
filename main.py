"""Start Rundblick: the window without arguments, one command with them."""

import importlib.util
import sys

from app.base.process_guard import harden


def main() -> int:
    """Run what the arguments ask for and return the exit code."""
    # First of all: from here on keys and plaintext may be in memory.
    harden()
    # The program calls itself for reading documents in a process of its own (app/base/bounded_process.py).
    if sys.argv[1:] == ["_read"]:
        from app.reading.child import main as read

        return read()
    if sys.argv[1:] == ["_import"]:
        from app.exchange.reading_child import main as read_foreign

        return read_foreign()
    # The two halves are loaded only when asked for: commands run where Qt is not installed.
    if len(sys.argv) > 1:
        from app.cli.program import run
        from app.cli.session import OPEN_WINDOW

        code = run(sys.argv[1:])
        if code != OPEN_WINDOW:
            return code
    if importlib.util.find_spec("PySide6") is None:
        sys.stderr.write("The window needs PySide6; run packaging/einrichten.sh setup, or name a command.\n")
        return 2
    from ui.application import run as open_window

    return open_window()


if __name__ == "__main__":
    sys.exit(main())
