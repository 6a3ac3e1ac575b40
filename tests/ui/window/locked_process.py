"""The program as a process of its own that locks when told to (`python -m … STORE`).

The recovery key comes by the standard input, so that it stands in no argument. It says "entered" when the
window shows the case, waits for a line, and locks.
"""

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ui import application


class Told(QObject):
    """Carries the line that was read into the thread of the window."""

    line = Signal()


def main() -> int:
    """Open the store, show its first case, lock on the next line."""
    store, key = Path(sys.argv[1]), sys.stdin.readline().strip()
    app = QApplication(sys.argv[:1])
    told = Told()

    def began(window: QObject) -> None:
        def loaded() -> None:
            if not program.tasks.busy():
                program.tasks.idle.disconnect(loaded)
                sys.stdout.write("entered\n")
                sys.stdout.flush()
                threading.Thread(target=wait, daemon=True).start()

        def wait() -> None:
            sys.stdin.readline()
            told.line.emit()

        program = window.parent()
        told.line.connect(program.lock, Qt.ConnectionType.QueuedConnection)
        program.window.go_to("cases")
        program.tasks.idle.connect(loaded)

    class Watched(application.Application):
        def enter(self, opened: object) -> None:
            super().enter(opened)
            began(self.windows)

    application.Application = Watched
    code = application.run(store, key)
    app.quit()
    return code


if __name__ == "__main__":
    sys.exit(main())
