"""The windowed program: settings, theme, unlocking, the main window, and its end.

Only what the unlock window needs is imported here. The rest (the database engine, the case views) loads
beside it while somebody types the passphrase.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from app.base import i18n, relaunch
from app.base.errors import ExitCode, UserError
from ui.settings.settings_file import Settings, load_settings, save_settings
from ui.settings.user_folders import data_folder, state_folder
from ui.shell.crash_dialog import CrashDialog
from ui.shell.defect_log import write_log
from ui.shell.late_import import load_late
from ui.shell.lock_watch import LockWatch
from ui.shell.open_windows import OpenWindows, discard
from ui.shell.tasks import Tasks
from ui.shell.unlock_window import UnlockWindow
from ui.widgets.theme import apply_theme


class Application(QObject):
    """Holds what outlives a window: settings, the tasks' threads, the open store.

    Locking ends it: `locked` then holds the path of the store, and a fresh process asks for it again.
    """

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__()
        self.app = app
        self.settings = settings
        self.tasks = Tasks(self)
        self.tasks.crashed.connect(self.show_defect)
        self.unlock: UnlockWindow | None = None
        self.locked: Path | None = None
        self.windows = OpenWindows(app, self)
        self.windows.all_closed.connect(app.quit)
        self.windows.lock_wanted.connect(self.lock)
        self.windows.appearance_wanted.connect(self.dress_anew)
        self.windows.desk_wanted.connect(self.set_desk)
        self.windows.window_wanted.connect(self.open_another_window)
        self.windows.lock_minutes_wanted.connect(self.set_lock_minutes)
        self.lock_watch = LockWatch(app, self)
        self.lock_watch.lock_wanted.connect(self.lock)
        self._store: Any = None
        self._locking = False
        self._qt_texts = QTranslator(self)
        app.setApplicationName("Rundblick")
        app.setQuitOnLastWindowClosed(False)
        self._dress()

    @property
    def window(self) -> Any:
        """The main window, the first one if there are more; None while no store is open."""
        return self.windows.first()

    def start(self, store_path: Path | None = None, recovery: str = "") -> None:
        """Show the first window; with a recovery key the store is opened at once."""
        if store_path is not None and recovery:
            self.enter(load_late("ui.shell.opening").open_with_recovery_key(store_path, recovery))
            return
        self.show_unlock(store_path)
        # Loads while the passphrase is typed, on the thread that will open the store.
        self.tasks.write(self, lambda: load_late("ui.desktop").prepare(), lambda _none: None)

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
        discard(old)

    def enter(self, store: Any) -> None:
        """Show the main window over an open store."""
        self._store, self.locked, self._locking = store, None, False
        self._change(replace(self.settings.with_recent(store.path)))
        self.windows.add(self._make_window(), self.settings.geometry)
        self.lock_watch.start(self.settings.lock_minutes, self.window)
        discard(self.unlock)
        self.unlock = None
        # While the start page is looked at.
        self.tasks.read(self, partial(load_late("ui.case.case_warm_up").warm_up, store), lambda _none: None)

    def open_another_window(self) -> None:
        """Open one more window over the same store."""
        self.windows.add(self._make_window())

    def lock(self) -> None:
        """Hide everything at once, finish what is being written, close the store and end.

        What is typed and unfinished goes into the store. `locked` tells that the program is to be started
        anew: this process still holds copies of keys and plaintext, and only its end takes them away.
        """
        if self._locking or self._store is None:
            return
        self._locking = True
        self.locked = self._store.path
        self.lock_watch.stop()
        try:
            self.windows.cover()
            self.windows.flush_drafts()
            self.tasks.wait()
            self._leave()
        except Exception as error:  # noqa: BLE001 - whatever fails on the way, the process with the keys ends
            write_log(state_folder(), error)
        finally:
            self.app.quit()

    def dress_anew(self, language: str, theme: str) -> None:
        """Build the main windows anew in a language and a theme, each at the place where it was."""
        self._change(replace(self.settings, language=language, theme=theme))
        self._dress()
        self.windows.rebuild(self._make_window)

    def set_lock_minutes(self, minutes: float) -> None:
        """Lock after so many minutes without input, from now on."""
        self._change(replace(self.settings, lock_minutes=minutes))
        self.lock_watch.start(minutes, self.window)

    def set_desk(self, desk: str) -> None:
        """Show first what this desk needs, from now on."""
        self._change(replace(self.settings, desk=desk))

    def show_defect(self, error: BaseException) -> None:
        """Log a defect and say so; the program goes on."""
        path = write_log(state_folder(), error)
        CrashDialog(error, path, self.window or self.unlock).open()

    def finish(self) -> None:
        """Close everything; the object is of no use afterwards."""
        self.lock_watch.stop()
        if self._store is not None:
            self._leave()
        discard(self.unlock)
        self.unlock = None
        self.tasks.close()

    def _make_window(self) -> Any:
        return load_late("ui.desktop").make_window(self._store, self.tasks, self.settings)

    def _leave(self) -> None:
        self.lock_watch.clear_clipboard()
        self.windows.discard_all()
        self._change(replace(self.settings, geometry=self.windows.geometry))
        self.tasks.drain()
        store, self._store = self._store, None
        load_late("ui.shell.opening").close_store(store)

    def _unlocked(self, store: Any) -> None:
        begin: Callable[[], Any] = partial(load_late("ui.shell.opening").begin_work, store)
        self.tasks.write(self, begin, self.enter, partial(self._not_entered, store))

    def _not_entered(self, store: Any, error: UserError) -> None:
        """Somebody else works in the store: say so where it was chosen."""
        store.close()
        if self.unlock is not None:
            self.unlock.offer(store.path)
            self.unlock.open_form.set_busy(False)
            self.unlock.open_form.show_refusal(error)

    def _change_language(self, language: str) -> None:
        self._change(replace(self.settings, language=language))
        self._dress()
        self.show_unlock()

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


def run(store_path: Path | None = None, recovery: str = "") -> int:
    """Run the windowed program until it is closed and return its exit code.

    When it was locked, a fresh process takes its place and asks for the passphrase (`app.base.relaunch`).
    `store_path` (or RUNDBLICK_STORE) is chosen in the unlock window; with `recovery`, the text of its
    recovery key, that window is passed over. A `UserError` on the way in ends the program with its exit
    code and its sentence.
    """
    named = os.environ.get(relaunch.STORE, "")
    if store_path is None and named:
        store_path = Path(named)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application = Application(app, load_settings())
    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: application.show_defect(error)
    try:
        application.start(store_path, recovery)
        code = app.exec()
    except UserError as error:
        sys.stderr.write(f"{error.text}\n")
        return int(error.exit_code or ExitCode.DEFECT)
    finally:
        sys.excepthook = before
        application.finish()
    return code if application.locked is None else relaunch.start_anew(application.locked)
