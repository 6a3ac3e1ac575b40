"""The import wizard: a foreign file from choosing it to findings in a case, in four pages, all or nothing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QWidget,
)

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.mapping import TableMapping
from app.exchange.profile import Profile, Shape
from app.exchange.table_reading import edges_of, things_of
from app.exchange.table_settings import TableSettings
from app.store.change import Change
from ui.case.contribution_commands import field_of
from ui.exchange import import_wizard_query as query
from ui.exchange.import_wizard_layout import WizardLayout
from ui.exchange.import_wizard_query import Brought, Choices, Foreseen, Opened
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork

READING, MAPPING, FRAME, CHECK = range(4)


class ImportWizard(WizardLayout):
    """Lies over the place it was opened from; Escape goes back a page and closes it on the first."""

    closed = Signal()

    def __init__(self, session: Session, choices: Choices, parent: QWidget, case_id: str = "") -> None:
        super().__init__(choices, parent, case_id)
        self.session = session
        self.choices = choices
        self.opened: Opened | None = None
        self.brought: Brought | None = None
        self._next_reading: TableSettings | None = None
        self._goes_on = False
        self._kept: Profile | None = None
        self.work = StoppableWork(session, self, self.progress, says=False)
        self._connect()
        self.show_page(READING)

    def _connect(self) -> None:
        self.file_button.clicked.connect(lambda _checked=False: self.choose_file())
        self.back.clicked.connect(lambda _checked=False: self.go_back())
        self.next.clicked.connect(lambda _checked=False: self.go_on())
        self.give_up.clicked.connect(lambda _checked=False: self.close_wizard())
        self.cases.currentIndexChanged.connect(lambda _i: self.frame.set_case(self.case_id()))
        self.profiles.activated.connect(lambda _i: self._take_profile())
        self.reading.changed.connect(self._read_again)
        self.mapping.touched.connect(self.error.hide)
        self.check.recheck_wanted.connect(self.begin_check)
        self.check.keep_button.clicked.connect(lambda _checked=False: self.keep_profile())
        self.frame.submitted.connect(lambda _values: self.begin_check())
        self.frame.cancelled.connect(self.go_back)
        self.frame.set_case(self.case_id())

    # --- going through it

    def choose_file(self) -> None:
        """Ask for a file."""
        path, _kind = QFileDialog.getOpenFileName(self, _("A table or a graph"))
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Read a file; what it is and how it is read is told from its content."""
        self.opened, self.brought = None, None
        self._next_reading, self._goes_on = None, False
        self.reading.begin()
        self.check.begin()
        self.file_name.setText(path.name)
        self.show_page(READING)
        self._read(path, self._kept.settings if self._kept else TableSettings())

    def go_back(self) -> None:
        """One page back."""
        if self.progress.busy():
            return
        if self.mapping.form is not None:
            self.mapping.form.cancelled.emit()
        elif self.page() > READING:
            skips = self.page() == FRAME and self.opened is not None and self.opened.table is None
            self.show_page(READING if skips else self.page() - 1)
        else:
            self.close_wizard()

    def go_on(self) -> None:
        """One page on; from the last one it imports."""
        if self.progress.busy():
            # A key that comes while the file is still read is not lost.
            self._goes_on = self.page() == READING
            return
        if self.brought is not None:
            self._open_case()
        elif self.opened is None:
            self.choose_file()
        elif self.page() == READING:
            self.show_page(FRAME if self.opened.table is None else MAPPING)
        elif self.page() == MAPPING:
            self._leave_mapping()
        elif self.page() == FRAME:
            if not self.case_id():
                self._refuse(
                    UserError(
                        "import.case", _("No case is chosen."), _("Choose the case that the file goes into.")
                    )
                )
                self.cases.setFocus()
                return
            self.frame.submit()
        else:
            self.begin_import()

    def close_wizard(self) -> None:
        """Give it up; work that is under way is stopped."""
        if self.progress.busy():
            self.progress.cancel()
            return
        self.closed.emit()

    def _leave_mapping(self) -> None:
        if self.mapping.form is not None:
            self.mapping.form.submit()
            return
        try:
            self.mapping.mapping()
        except ValueError as error:
            self._refuse(UserError("import.mapping", str(error).replace("{", "{{").replace("}", "}}")))
            return
        self.show_page(FRAME)
        self.frame.focus_first()

    def show_page(self, page: int) -> None:
        """Show one of the four pages."""
        self.error.hide()
        self.stack.setCurrentIndex(page)
        shown = [f"▸ {name}" if at == page else name for at, name in enumerate(_names())]
        self._tell_title()
        self.steps.setText("     ".join(shown))
        self._tell_buttons()

    def _tell_title(self) -> None:
        file = self.opened.path.name if self.opened is not None else ""
        where = _("Import a file") + ": " + _names()[self.page()]
        self.setWindowTitle(" – ".join(filter(None, (where, file))))

    def _tell_buttons(self) -> None:
        done = self.brought is not None
        self.back.setEnabled(self.page() > READING and not done)
        self.next.setText(
            _("Go to the case")
            if done
            else _("&Import it")
            if self.page() == CHECK
            else _("&Check")
            if self.page() == FRAME
            else _("&Next")
        )
        self.next.setEnabled(self.opened is not None)
        self.reading.setEnabled(not done)
        self.file_button.setDefault(self.opened is None)

    def _refuse(self, error: UserError) -> None:
        self._next_reading, self._goes_on = None, False
        lines = [error.text, *error.problems[:6]]
        self.error.setText("\n".join(lines))
        self.error.show()
        key = field_of(error)
        if self.page() in (FRAME, CHECK) and key:
            self.show_page(FRAME)
            self.error.setText("\n".join(lines))
            self.error.show()
            self.frame.show_error(error, key)

    # --- reading

    def _read_again(self, settings: TableSettings) -> None:
        if self.opened is not None:
            self._read(self.opened.path, settings)

    def _read(self, path: Path, settings: TableSettings) -> None:
        if self.progress.busy():
            # Whoever sets the next field at once, as on a keyboard, gets both.
            self._next_reading = settings
            return
        self.error.hide()
        self.work.read(
            _("The file is read; nothing is changed yet."),
            partial(query.open_file, path=path, settings=settings),
            self._opened,
            self._refuse,
            stopped=self._tell_buttons,
        )

    def _opened(self, opened: Opened) -> None:
        again, self._next_reading = self._next_reading, None
        if again is not None:
            # Showing it would undo what was set meanwhile.
            self._read(opened.path, again)
            return
        self.opened = opened
        self._tell_title()
        self.reading.show_opened(opened)
        self.frame.set_graph(graph=opened.table is None)
        mapping = self._kept.mapping if self._kept and self._kept.mapping else opened.mapping
        if opened.table is not None and mapping is not None:
            self.mapping.show_found(opened.table, mapping)
        self._tell_buttons()
        if self._goes_on:
            self._goes_on = False
            self.go_on()
        elif not self.reading.has_focus():
            self.next.setFocus()

    def _take_profile(self) -> None:
        chosen = str(self.profiles.currentData() or "")
        work = partial(query.profile_of, chosen=chosen)
        self.session.read(self, work, self._use_profile)

    def _use_profile(self, profile: Profile | None) -> None:
        self._kept = profile if profile is not None and profile.mapping is not None else None
        if profile is not None:
            self.frame.show_grading(profile)
            agency = self.choices.owners.get(str(self.profiles.currentData() or ""), "")
            if agency and not self.frame.value("agency"):
                self.frame.set_value("agency", agency)
        if self.opened is None:
            return
        if self._kept is not None:
            self.reading.use(self._kept.settings)
            self._read(self.opened.path, self._kept.settings)
            return
        found = self.opened.table
        if found is None or self.opened.mapping is None:
            return
        mapping: TableMapping = self.opened.mapping
        if profile is not None:
            mapping = (edges_of if profile.shape is Shape.EDGES else things_of)(profile, found)
        self.mapping.show_found(found, mapping)

    # --- checking and importing

    def profile(self, name: str = "") -> Profile | None:
        """The profile that the pages describe; None for a graph."""
        if self.opened is None or self.opened.table is None:
            return None
        settings = self.reading.settings()
        return query.made_profile(name, self.mapping.mapping(), settings, self.frame.values())

    def begin_check(self) -> None:
        """Plan the import and show what it would bring; changes nothing."""
        self._run(
            query.foresee, _("The file is checked; nothing is changed yet."), self._foreseen, write=False
        )

    def begin_import(self) -> None:
        """Import, all of it or nothing."""
        words = _("The file is imported; it comes in whole or not at all.")
        self._run(query.bring_in, words, self._imported, write=True)

    def _run(
        self, what: Callable[..., object], words: str, done: Callable[..., object], *, write: bool
    ) -> None:
        if self.opened is None or self.progress.busy():
            return
        try:
            profile = self.profile()
        except ValueError as error:
            self._refuse(UserError("import.mapping", str(error).replace("{", "{{").replace("}", "}}")))
            return
        self.error.hide()
        self.next.setEnabled(False)
        begin = self.work.write if write else self.work.read
        begin(
            words,
            partial(
                what,
                case_id=self.case_id(),
                opened=self.opened,
                profile=profile,
                values=self.frame.values(),
                repairs=self.check.repairs(),
            ),
            done,
            self._not_done,
            stopped=self._stopped,
        )

    def _not_done(self, error: UserError) -> None:
        self._tell_buttons()
        self._refuse(error)

    def _stopped(self) -> None:
        self._tell_buttons()
        self.session.noted.emit(_("Stopped; nothing of the file was taken in."))

    def _foreseen(self, foreseen: Foreseen) -> None:
        self.check.show_foreseen(foreseen)
        self.show_page(CHECK)
        self.next.setEnabled(not foreseen.faults and foreseen.findings > 0)
        if foreseen.faults:
            self.check.problems.setFocus()
        else:
            self.next.setFocus()

    def _imported(self, brought: Brought) -> None:
        self.brought = brought
        self.session.announce(brought.text, self.case_id(), query.IMPORTED)
        self.show_page(CHECK)
        self.steps.setText(brought.text)
        self.setWindowTitle(brought.text)
        self.back.setText(_("&Take it back"))
        self.back.setEnabled(True)
        self.back.clicked.disconnect()
        self.back.clicked.connect(lambda _checked=False: self.take_back())
        self.next.setFocus()

    def take_back(self) -> None:
        """Withdraw what was just imported, in one step; that can itself be undone."""
        if self.brought is not None:
            self.back.setEnabled(False)
            self.session.write(self, partial(query.take_back, brought=self.brought), self._taken_back)

    def _taken_back(self, _change: Change) -> None:
        self.session.noted.emit(_("The import was taken back; nothing of the file is in the case."))
        self.closed.emit()

    def _open_case(self) -> None:
        case_id = self.case_id()
        self.closed.emit()
        self.session.case_wanted.emit(case_id, "sources", "")

    def keep_profile(self) -> None:
        """Keep how this file was read and mapped under a name."""
        name, agency = self.check.profile_name.text(), self.frame.value("agency")
        try:
            profile = self.profile(name.strip())
        except ValueError as error:
            self._refuse(UserError("import.mapping", str(error).replace("{", "{{").replace("}", "}}")))
            return
        if profile is not None:
            work = partial(query.keep_profile, name=name, agency_id=agency, profile=profile)
            self.session.write(self, work, self._profile_kept, self._refuse)

    def _profile_kept(self, change: Change) -> None:
        self.session.noted.emit(change.label)

    # --- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fill the place it lies over."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


def _names() -> tuple[str, ...]:
    return _("1 Reading"), _("2 Columns"), _("3 Origin and grading"), _("4 Check")
