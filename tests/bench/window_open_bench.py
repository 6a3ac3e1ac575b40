"""What people wait for in the real window: the start page after unlocking, and a case of 500 nodes.

    python -m tests.bench.window_open_bench [STORE]

Without a store, on an office of 10,000 findings. CPU seconds of the whole process, once each: "modules"
is the code of the pages and what they declare, which the thread that opens the store loads before it does
so, while the passphrase is typed; "window" from the data key to a window made over the claimed store,
"start_page" until its lists stand there, "pairs" until duplicates nobody counted yet are counted behind
them. What was counted of a case is kept in the store: the first run over a store, or after a change of
many cases, tells what counting all of them costs, the second what they cost when kept. "tabs" from the click
until the case is built, "case" until it is read and painted, "again" the same from another case back to
it; "all_tabs" what the palette then waits for if it is asked before the other tabs were made in a pause.
Beside other programs it is up to twice as much.
"""

import importlib
import itertools
import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.casework import cases
from app.store.store import Store
from tests.bench.big_office import OPENED_CASE, PASSPHRASE, office
from ui.application import Application
from ui.settings.settings_file import Settings

# What the unlock window has loaded already.
_LOADED_BEFORE = ("ui.shell.unlocking", "ui.shell.opening")


def measure(app: QApplication, path: Path, data_key: bytes) -> dict[str, float]:
    """Open the window and the case, and return the seconds of each step."""
    for module in _LOADED_BEFORE:
        importlib.import_module(module)
    program = Application(app, Settings(language="de", theme="light"))
    found, other = _cases(path, data_key)[:2]
    picture = QImage(1366, 768, QImage.Format.Format_ARGB32_Premultiplied)
    marks = [time.process_time()]

    def settled() -> None:
        while program.tasks.busy():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        app.processEvents()
        program.window.render(picture)
        marks.append(time.process_time())

    importlib.import_module("ui.desktop").prepare()
    marks.append(time.process_time())
    program.enter(importlib.import_module("ui.shell.opening").begin_work(Store(path, data_key, "muster")))
    program.window.resize(1366, 768)
    marks.append(time.process_time())
    start = program.window.page()
    while not (start.cases.rows and start.work.rows):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    program.window.render(picture)
    marks.append(time.process_time())
    settled()
    program.window.open_case(found)
    marks.append(time.process_time())
    settled()
    program.window.open_case(other)
    settled()
    program.window.open_case(found)
    settled()
    program.window.complete()
    settled()
    program.finish()
    steps = [later - earlier for earlier, later in itertools.pairwise(marks)]
    names = ("modules", "window", "start_page", "pairs", "tabs", "case", "other", "again", "all_tabs")
    return {name: round(step, 3) for name, step in zip(names, steps, strict=True) if name != "other"}


def _cases(path: Path, data_key: bytes) -> list[str]:
    """Return the ids of all cases, that of 500 nodes first; the store is closed again."""
    store = Store(path, data_key, "muster")
    headers = sorted(cases.headers(store), key=lambda h: (h.reference != OPENED_CASE, h.reference))
    store.close()
    return [h.id for h in headers]


def main() -> None:
    """Print the steps as JSON."""
    app = QApplication([])
    if len(sys.argv) > 1:
        opened = Store.open(Path(sys.argv[1]), PASSPHRASE)
        opened.close()
        found = measure(app, opened.path, opened.data_key)
    else:
        with office(10_000) as store:
            found = measure(app, store.path, store.data_key)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
