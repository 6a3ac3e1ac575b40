"""The first window: choose a store and unlock it, or make a new one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import LANGUAGES, _
from ui.shell.late_import import load_late
from ui.shell.new_store_form import NewStoreForm
from ui.shell.page_room import PageRoom
from ui.shell.recovery_key_page import RecoveryKeyPage
from ui.shell.tasks import Tasks
from ui.shell.unlock_form import UnlockForm
from ui.shell.unlock_notice import UnlockNotice
from ui.widgets.plain_label import Heading, MutedLabel

_WIDTH, _HEIGHT = 540, 670
# What the frame of a window takes of the screen at most.
_FRAME = 48
_LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}


class UnlockWindow(QWidget):
    """Asks for a store and its passphrase; gives the open store on, and never keeps a passphrase."""

    unlocked = Signal(object)
    """The open store."""
    language_wanted = Signal(str)
    closed = Signal()

    def __init__(self, tasks: Tasks, recent: Sequence[str], folder: Path, language: str) -> None:
        super().__init__()
        self.setWindowTitle(_("Rundblick"))
        self.setFixedWidth(_WIDTH)
        # On a low screen the page shown scrolls.
        self.setMinimumHeight(min(_HEIGHT, self.screen().availableGeometry().height() - _FRAME))
        self._tasks = tasks
        self._store: Any = None
        self.open_form = UnlockForm(recent)
        self.new_form = NewStoreForm(folder)
        self.key_page = RecoveryKeyPage()
        self.notice = UnlockNotice()
        self.pages = QStackedWidget()
        for page in (self.open_form, self.new_form, self.key_page, self.notice):
            self.pages.addWidget(page)
        self._lay_out(language)
        self.open_form.submitted.connect(self._open)
        self.open_form.new_wanted.connect(partial(self._show, self.new_form))
        self.new_form.submitted.connect(self._make)
        self.new_form.cancelled.connect(partial(self._show, self.open_form))
        self.open_form.store_chosen.connect(self._ask_for_people)
        self.key_page.typed.connect(partial(self._settle, "rehearse"))
        self.key_page.postponed.connect(partial(self._settle, "postpone"))
        self.key_page.page_wanted.connect(self._save_page)
        self.key_page.print_wanted.connect(self._print_page)
        self.notice.read.connect(self._hand_on)
        self._show(self.open_form if recent else self.new_form)
        if recent:
            self._ask_for_people(self.open_form.value("path"))

    def _lay_out(self, language: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(56, 40, 56, 28)
        column.setSpacing(6)
        column.addWidget(Heading(_("Rundblick")))
        column.addWidget(MutedLabel(_("Case files of several agencies, encrypted on this workstation.")))
        column.addSpacing(18)
        column.addWidget(PageRoom(self.pages), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        for code in LANGUAGES:
            button = QPushButton(_LANGUAGE_NAMES[code])
            button.setFlat(True)
            button.setEnabled(code != language)
            button.clicked.connect(partial(self._want_language, code))
            row.addWidget(button)
        column.addLayout(row)

    def offer(self, path: Path) -> None:
        """Ask for the passphrase of this store."""
        self.open_form.set_store(path)
        self._show(self.open_form)

    def _want_language(self, code: str, _checked: bool = False) -> None:
        self.language_wanted.emit(code)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        if isinstance(page, UnlockForm | NewStoreForm):
            page.focus_first()

    def _ask_for_people(self, path: str) -> None:
        self._tasks.read(self, partial(_people, Path(path)), partial(self.open_form.set_people, path))

    def _open(self, values: dict[str, str]) -> None:
        self.open_form.set_busy(True)
        self._tasks.write(
            self, partial(_open_store, values), self._opened, partial(self._refused, self.open_form)
        )

    def _opened(self, result: tuple[object, str]) -> None:
        self._store, notice = result
        if notice:
            self.notice.show_notice(notice)
            self._show(self.notice)
        else:
            self._hand_on()

    def _make(self, values: dict[str, str]) -> None:
        if values["passphrase"] != values["again"]:
            error = UserError("store.differ", _("The two passphrases differ."), _("Type it twice the same."))
            self.new_form.show_error(error, "again")
            return
        self.new_form.set_busy(True)
        name = values["name"] or self.new_form.usual_name()
        path = Path(values["folder"]) / f"{name}.rundblick"
        self._tasks.write(
            self,
            partial(_make_store, path, values["passphrase"], self.new_form.frame()),
            self._made,
            partial(self._refused, self.new_form),
        )

    def _made(self, result: tuple[object, str, Any]) -> None:
        self._store, recovery_key, code = result
        self.new_form.forget()
        self.key_page.show_key(recovery_key, code)
        self._show(self.key_page)
        self.key_page.lines.setFocus()

    def _settle(self, how: str, text: str) -> None:
        """Have the recovery key checked that was typed back, or the reason noted why it was not."""
        self._tasks.write(
            self,
            partial(_on_key, how, self._store, text),
            lambda _done: self._hand_on(),
            self.key_page.show_error,
        )

    def _print_page(self) -> None:
        self._tasks.write(
            self,
            partial(_on_key, "page_for_printer", self._store, self.key_page.secret),
            self.key_page.print_page,
            self.key_page.show_error,
        )

    def _save_page(self, file: str) -> None:
        self._tasks.write(
            self,
            partial(_on_key, "save_page", self._store, self.key_page.secret, Path(file)),
            self.key_page.show_saved,
            self.key_page.show_error,
        )

    def _refused(self, form: UnlockForm | NewStoreForm, error: UserError) -> None:
        form.set_busy(False)
        form.show_refusal(error)

    def _hand_on(self) -> None:
        self.open_form.forget()
        self.new_form.forget()
        self.key_page.forget()
        store, self._store = self._store, None
        self.unlocked.emit(store)

    def closeEvent(self, event: Any) -> None:
        """A store that was made but not entered is closed with the window."""
        if self._store is not None:
            self._store.close()
            self._store = None
        super().closeEvent(event)
        self.closed.emit()


def _people(path: Path) -> Any:
    return load_late("ui.shell.unlocking").people(path)


def _open_store(values: dict[str, str]) -> tuple[object, str]:
    recovery = bool(values["recovery"])
    opened: tuple[object, str] = load_late("ui.shell.unlocking").open_store(
        Path(values["path"]),
        values["paper" if recovery else "secret"],
        "" if recovery else values["user"],
        values["key_file"],
        recovery,
    )
    return opened


def _make_store(path: Path, passphrase: str, study: dict[str, str] | None) -> tuple[object, str, Any]:
    unlocking = load_late("ui.shell.unlocking")
    made: tuple[object, str, Any] = unlocking.make_store(path, passphrase, study=study)
    return made


def _on_key(what: str, *arguments: object) -> Any:
    return getattr(load_late("ui.shell.unlocking"), what)(*arguments)
