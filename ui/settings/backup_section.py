"""Backups in the window: where they go, one made now, and the rehearsal of a restore."""

from functools import partial

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from app.store import backup_state
from app.store.backup import Backup
from app.store.backup_state import BackupState
from app.store.change import Change
from app.store.rehearsal import Rehearsal
from app.store.store import Store
from ui.settings.backup_query import BackupLines, back_up, read_backups, rehearse
from ui.shell.inline_form import InlineForm
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.tool_buttons import ButtonRow, make_action

_TOUCHED = frozenset({"meta"})
_FIELD_OF = {"backup.folder": "folder", "backup.numbers": "keep"}


class BackupSection(QWidget):
    """Self-contained: it reads and writes through the session; put it into any page."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.state = BackupState()
        self.form = _SettingsForm()
        self.last = MutedLabel(selectable=True)
        self.head = MutedLabel(selectable=True)
        self.rehearsed = MutedLabel(selectable=True)
        self.late = PlainLabel()
        self.progress = ProgressRow()
        self.progress.setMaximumWidth(560)
        self.choose = make_action(self, _("Choose folder"), "folder-open", self._choose)
        self.now = make_action(self, _("Back up now"), "hard-drive", self.back_up)
        self.rehearse = make_action(self, _("Rehearse a restore"), "circle-check", self.rehearse_restore)
        self._lay_out()
        self.form.submitted.connect(self._save)
        session.changed.connect(self._noticed)
        session.lock_wanted.connect(self.progress.cancel)
        self.refresh()

    def _lay_out(self) -> None:
        buttons = ButtonRow([self.choose, self.now, self.rehearse])
        explained = MutedLabel(
            _(
                "A backup is one encrypted file, opened by the passphrases of its day. The rehearsal unpacks "
                "the newest one, still encrypted, verifies every page and the log, and deletes it again."
            )
        )
        explained.setMaximumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 28)
        column.setSpacing(6)
        for part in (Heading(_("Backups")), self.late, explained, self.last, self.head, self.rehearsed):
            column.addWidget(part)
        column.addWidget(buttons)
        column.addWidget(self.progress)
        column.addWidget(self.form)
        column.addStretch(1)

    def refresh(self) -> None:
        """Read what is known anew."""
        self.session.read(self, read_backups, self._show)

    def _noticed(self, change: Change) -> None:
        if _TOUCHED & change.touched:
            self.refresh()

    def _show(self, known: BackupLines) -> None:
        self.state = known.state
        self.form.set_value("folder", known.state.folder)
        self.form.set_value("keep", str(known.state.keep))
        self.form.set_value("days", str(known.state.remind_days))
        self.last.setText(known.last)
        self.head.setText(known.head)
        self.head.setVisible(bool(known.head))
        self.rehearsed.setText(known.rehearsed)
        self.late.setText("\n".join(known.late))
        self.late.setVisible(bool(known.late))
        self._follow()

    def _follow(self) -> None:
        free = not self.progress.busy()
        self.now.setEnabled(free and bool(self.state.folder))
        self.rehearse.setEnabled(free and bool(self.state.last_file))

    # --- settings

    def _choose(self) -> None:
        title = _("Folder for backups")
        options = QFileDialog.Option.ShowDirsOnly
        chosen = QFileDialog.getExistingDirectory(self, title, self.form.value("folder"), options)
        if chosen:
            self.form.set_value("folder", chosen)
            self.form.submit()

    def _save(self, values: dict[str, str]) -> None:
        write = partial(_choose_settings, values=values)
        self.session.write(self, write, lambda _state: self._saved(), self._not_saved)

    def _saved(self) -> None:
        self.session.announce(_("Backup settings changed"), "", _TOUCHED)

    def _not_saved(self, error: UserError) -> None:
        self.form.show_error(error, _FIELD_OF.get(error.key, ""))

    # --- work

    def back_up(self) -> None:
        """Make a backup beside the window; everybody may go on working."""
        told = self.progress.begin(_("A backup is being made; you can go on working."))
        self._follow()
        # Beside the writing thread on purpose: a backup reads one moment and keeps nobody from writing.
        self.session.read(self, partial(back_up, progress=told), self._backed_up, self._failed)

    def rehearse_restore(self) -> None:
        """Restore the newest backup for a try."""
        told = self.progress.begin(_("The newest backup is restored for a try; you can go on working."))
        self._follow()
        self.session.read(self, partial(rehearse, progress=told), self._rehearsed, self._failed)

    def _backed_up(self, made: Backup | None) -> None:
        self._ended(_("Backup written"), stopped=made is None)

    def _rehearsed(self, done: Rehearsal | None) -> None:
        self._ended(_("The newest backup can be restored: it is whole."), stopped=done is None)

    def _ended(self, text: str, *, stopped: bool) -> None:
        self.progress.end()
        self._follow()
        if stopped:
            self.session.noted.emit(_("Stopped; nothing was left behind."))
        else:
            self.session.announce(text, "", _TOUCHED)

    def _failed(self, error: UserError) -> None:
        self.progress.end()
        self._follow()
        self.session.refused.emit(error)


class _SettingsForm(InlineForm):
    """Where, how many, and when one is reminded."""

    drafted = False

    def __init__(self) -> None:
        super().__init__("", _("Apply"), cancel=False)
        self.setMaximumWidth(360)
        self.add_text("folder", _("Folder for backups"), hint=_("best on another disk"))
        self.add_text("keep", _("How many are kept"))
        self.add_text("days", _("Remind after days without a backup (0: never)"))


def _choose_settings(store: Store, values: dict[str, str]) -> BackupState:
    numbers = (values["keep"], values["days"])
    if not all(n.isdecimal() and len(n) < 5 for n in numbers):
        numbers = ("0", "0")
    return backup_state.choose(store, values["folder"], int(numbers[0]), int(numbers[1]))
