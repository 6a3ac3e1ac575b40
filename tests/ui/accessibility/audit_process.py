"""Walks the window in a process of its own, whose scale and language it is told, and writes what it found.

audit_process.py STORE RECOVERY_KEY LANGUAGE THEME RESULT [PICTURES]
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from audit import empty_buttons, mouse_only, nameless, out_of_sight, unreached
from measuring import cut_texts
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from tour import HEIGHT, WIDTH, start, walk

CHECKS: dict[str, Callable[[QWidget], list[str]]] = {
    "cut": cut_texts,
    "nameless": nameless,
    "empty": empty_buttons,
    "unreached": unreached,
    "mouse_only": mouse_only,
    "out_of_sight": out_of_sight,
}


def main(store: str, recovery: str, language: str, theme: str, result: str, pictures: str = "") -> None:
    """Look at every stop and write {check: {stop: [lines]}}."""
    app = QApplication(sys.argv[:1])
    application, window = start(app, Path(store), recovery, language, theme)
    found: dict[str, dict[str, list[str]]] = {name: {} for name in (*CHECKS, "size")}
    for stop in walk(application, window):
        for name, check in CHECKS.items():
            found[name][stop.name] = check(stop.widget)
        found["size"][stop.name] = _size(window)
        if pictures:
            window.grab().save(f"{pictures}/{stop.name.replace('/', '-').replace(' ', '_')}.png")
    application.finish()
    Path(result).write_text(json.dumps(found), "utf-8")


def _size(window: QMainWindow) -> list[str]:
    ratio = window.devicePixelRatioF()
    fits = window.width() <= WIDTH / ratio + 1 and window.height() <= HEIGHT / ratio + 1
    least = window.minimumSizeHint()
    return [] if fits else [f"{window.width()} × {window.height()}, least {least.width()} × {least.height()}"]


if __name__ == "__main__":
    main(*sys.argv[1:])
