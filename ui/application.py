"""The windowed program: settings, theme, unlocking, the main window, and its end.

Only what the unlock window needs is imported here. The rest (the database engine, the case views) loads
beside it while somebody types the passphrase.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from app.base import i18n
from app.base.errors import ExitCode, UserError
from ui.settings.settings_file import Settings, load_settings, save_settings
from ui.settings.user_folders import data_folder, state_folder
from ui.shell.crash_dialog import CrashDialog
from ui.shell.defect_log import write_log
from ui.shell.late_import import load_late
from ui.shell.tasks import Tasks
from ui.shell.unlock_window import UnlockWindow
from ui.widgets.theme import apply_theme

# Pixels: on a lower screen the window takes all of it from the start.
_ROOMY_HEIGHT = 900


class Application(QObject):
    """Holds what outlives a window: settings, the tasks' threads, the open store."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__()
        self.app = app
        self.settings = settings
        self.tasks = Tasks(self)
        self.tasks.crashed.connect(self.show_defect)
        self.unlock: UnlockWindow | None = None
        self.window: Any = None
        self._store: Any = None
        self._qt_texts = QTranslator(self)
        app.setApplicationName("Rundblick")
        app.setQuitOnLastWindowClosed(False)
        self._dress()

    def start(self, store_path: Path | None = None, recovery: str = "") -> None:
        """Show the first window; with a recovery key the store is opened at once (the demo's way in)."""
        if store_path is not None and recovery:
            self.enter(load_late("ui.shell.opening").open_store(store_path, recovery, recovery=True))
            return
        self.show_unlock(store_path)
        # Loads while the passphrase is typed, on the thread that will open the store.
        self.tasks.write(self, lambda: load_late("ui.desktop"), lambda _module: None)

    def show_unlock(self, store_path: Path | None = None) -> None:
        """Ask for a store."""
        recent = [p for p in self.settings.recent if Path(p).is_dir()]
        unlock = UnlockWindow(self.tasks, recent, data_folder(), self.settings.language)
        if store_path is not None:
            unlock.offer(store_path)
        unlock.unlocked.connect(self._unlocked)
        unlock.language_wanted.connect(self._change_language)
        unlock.closed.connect(self.app.quit)
        old, self.unlock = self.unlock, unlock
        unlock.show()
        _discard(old)

    def enter(self, store: Any) -> None:
        """Show the main window over an open store."""
        self._store = store
        self._change(replace(self.settings.with_recent(store.path)))
        self._open_window()
        _discard(self.unlock)
        self.unlock = None

    def lock(self) -> None:
        """Close store and window and ask for the passphrase again."""
        path = self._store.path
        self._leave()
        self.show_unlock(path)

    def dress_anew(self, language: str, theme: str) -> None:
        """Build the main window anew in a language and a theme, at the place where it was."""
        self._change(replace(self.settings, language=language, theme=theme))
        self._dress()
        old, shown, cases = self.window, self.window.page_key(), self.window.open_cases()
        self._remember_geometry()
        self._open_window()
        for case_id in cases:
            self.window.open_case(case_id)
        if shown in self.window.places:
            self.window.go_to(shown)
        elif shown:
            self.window.open_case(shown)
        _discard(old)

    def show_defect(self, error: BaseException) -> None:
        """Log a defect and say so; the program goes on."""
        path = write_log(state_folder(), error)
        CrashDialog(error, path, self.window or self.unlock).open()

    def finish(self) -> None:
        """Close everything; the object is of no use afterwards."""
        if self.window is not None:
            self._leave()
        _discard(self.unlock)
        self.unlock = None
        self.tasks.close()

    def _open_window(self) -> None:
        window = load_late("ui.desktop").make_window(self._store, self.tasks, self.settings)
        window.session.lock_wanted.connect(self.lock)
        window.session.appearance_wanted.connect(self.dress_anew)
        window.closed.connect(self._closed_by_hand)
        if self.settings.geometry:
            window.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode()))
        elif window.screen().availableGeometry().height() < _ROOMY_HEIGHT:
            window.setWindowState(Qt.WindowState.WindowMaximized)
        self.window = window
        window.show()

    def _leave(self) -> None:
        self._remember_geometry()
        _discard(self.window)
        self.window = None
        self.tasks.drain()
        load_late("ui.shell.opening").close_store(self._store)
        self._store = None

    def _closed_by_hand(self) -> None:
        self.app.quit()

    def _unlocked(self, store: object) -> None:
        self.enter(store)

    def _change_language(self, language: str) -> None:
        self._change(replace(self.settings, language=language))
        self._dress()
        self.show_unlock()

    def _remember_geometry(self) -> None:
        geometry = bytes(self.window.saveGeometry().toHex().data()).decode()
        self._change(replace(self.settings, geometry=geometry))

    def _change(self, settings: Settings) -> None:
        self.settings = settings
        save_settings(settings)

    def _dress(self) -> None:
        i18n.set_language(self.settings.language)
        apply_theme(self.app, self.settings.theme)
        self.app.removeTranslator(self._qt_texts)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt_texts.load(f"qtbase_{self.settings.language}", folder):
            self.app.installTranslator(self._qt_texts)


def _discard(window: QWidget | None) -> None:
    if window is not None:
        window.blockSignals(True)
        window.close()
        window.deleteLater()


def run(store_path: Path | None = None, recovery: str = "") -> int:
    """Run the windowed program until it is closed and return its exit code.

    `store_path` (or RUNDBLICK_STORE) is chosen in the unlock window; with `recovery`, the text of its
    recovery key, that window is passed over. A `UserError` on the way in ends the program with its exit
    code and its sentence.
    """
    named = os.environ.get("RUNDBLICK_STORE", "")
    if store_path is None and named:
        store_path = Path(named)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application = Application(app, load_settings())
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: application.show_defect(error)
    try:
        application.start(store_path, recovery)
        return app.exec()
    except UserError as error:
        sys.stderr.write(f"{error.text}\n")
        return int(error.exit_code or ExitCode.DEFECT)
    finally:
        sys.excepthook = before
        application.finish()
