"""Settings, Keys: who can open the store, and what stands on paper."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.i18n import _
from app.store import key_rehearsal, keyfile, keys, recovery_shares
from app.store.keyslots import PASSPHRASE
from app.store.roles import Act
from app.store.store import Store
from ui.settings.keys_forms import PassphraseForm, RecoveryForm, RehearseForm, RekeyForm, RemoveForm
from ui.settings.keys_query import KeysView, SlotRow
from ui.settings.side_panel import SidePanel
from ui.shell import unlocking
from ui.shell.offered import refusal_tip
from ui.shell.recovery_key_page import RecoveryKeyPage
from ui.shell.session import Session
from ui.widgets.badge import Badge
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


def _columns() -> tuple[Column[SlotRow], ...]:
    return (
        Column("name", lambda: _("Name"), lambda r: r.name, width=230),
        Column("kind", lambda: _("Kind"), lambda r: r.kind, width=130),
        Column("file", lambda: _("Key file"), lambda r: r.key_file, width=120),
        Column("made", lambda: _("Made on"), lambda r: r.made, lambda r: r.created, muted=True, width=120),
    )


class KeysSection(QWidget):
    """A table of keys, what can be done with them, and the form that does it at the right."""

    def __init__(self, session: Session, reread: Any) -> None:
        super().__init__()
        self.session = session
        self._reread = reread
        self.view: KeysView | None = None
        self.state, self.state_text = Badge(""), PlainLabel()
        self.notice = PlainLabel(selectable=True)
        self.notice.hide()
        self.table: TableView[SlotRow] = TableView(
            _columns(), _("No key can be read."), name=_("Keys and passphrases")
        )
        self.add_action = make_action(self, _("Add a person …"), "user-round", self.begin_add)
        self.change_action = make_action(self, _("My passphrase …"), "key-round", self.begin_change)
        self.remove_action = make_action(self, _("Remove …"), "trash-2", self.begin_remove)
        self.recovery_action = make_action(self, _("New recovery key …"), "file-lock", self.begin_recovery)
        self.rehearse_action = make_action(self, _("Rehearse …"), "clipboard-check", self.begin_rehearsal)
        self.rekey_action = make_action(self, _("Encrypt anew …"), "refresh-cw", self.begin_rekey)
        self.side = SidePanel()
        self.table.selection_changed.connect(lambda _rows: self._offer())
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 4)
        head.setSpacing(6)
        head.addWidget(Heading(_("Keys and passphrases")))
        head.addWidget(
            MutedLabel(_("Everybody opens the store with a passphrase of their own; the log names them."))
        )
        row = QHBoxLayout()
        row.addWidget(self.state)
        row.addWidget(self.state_text, 1)
        head.addLayout(row)
        head.addWidget(self.notice)
        column.addLayout(head)
        people: list[QAction | None] = [self.add_action, self.change_action, self.remove_action]
        column.addWidget(ButtonRow(people))
        column.addWidget(ButtonRow([self.recovery_action, self.rehearse_action, self.rekey_action]))
        column.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.side)

    def show_view(self, view: KeysView) -> None:
        """Show what was read."""
        self.view = view
        self.table.set_rows(view.slots)
        done = view.rehearsal.state == key_rehearsal.DONE
        self.state.set_text(_("rehearsed") if done else _("open"), "good" if done else "warn")
        self.state_text.setText(key_rehearsal.in_words(view.rehearsal))
        self.notice.setText(view.notice)
        self.notice.setVisible(bool(view.notice))
        self._offer()

    def _offer(self) -> None:
        """Disable what is not offered to this person, and say to whom it is."""
        if self.view is None:
            return
        tip = refusal_tip(self.view.mine, Act.MANAGE_KEYS)
        # A new key is shown once: nothing else may take its place before it stands on paper.
        waiting = isinstance(self.side.form, RecoveryKeyPage)
        for action in (self.change_action, self.rehearse_action):
            action.setEnabled(not waiting)
        if waiting:
            tip = tip or _("First finish with the new recovery key at the right.")
        for action in (self.add_action, self.remove_action, self.recovery_action, self.rekey_action):
            action.setEnabled(not tip)
            action.setToolTip(tip or action.text())
        chosen = self._chosen()
        if not tip and chosen is None:
            self.remove_action.setEnabled(False)
            self.remove_action.setToolTip(_("Choose a person's key in the table first."))

    def _chosen(self) -> SlotRow | None:
        rows = [row for row in self.table.selected_rows() if row.slot.kind == PASSPHRASE]
        return rows[0] if rows else None

    # --- people

    def begin_add(self) -> None:
        """Ask for one more person's name and passphrase."""
        self._passphrase_form(PassphraseForm(), _add)

    def begin_change(self) -> None:
        """Ask for one's own new passphrase."""
        self._passphrase_form(PassphraseForm(self.session.store.user), _change)

    def _passphrase_form(self, form: PassphraseForm, work: Any) -> None:
        form.cancelled.connect(self.side.close_form)
        form.agreed.connect(
            lambda values: self.session.write(
                form, partial(work, values=values), self._done, form.show_refusal
            )
        )
        form.key_file_wanted.connect(
            lambda path: self.session.tasks.read(
                form, partial(keyfile.make, Path(path)), lambda made: form.key_file.setText(str(made)),
                form.show_refusal,
            )
        )  # fmt: skip
        self.side.open_form(form)
        form.focus_first()

    def begin_remove(self) -> None:
        """Ask whether the store is to be encrypted anew when the chosen key goes."""
        chosen = self._chosen()
        if chosen is None:
            return
        form = RemoveForm(chosen.slot.label)

        def send(values: dict[str, str]) -> None:
            form.set_busy(True)
            if values["rekey"]:
                work: Any = partial(keys.rekey, removed=chosen.slot)
                self.session.write(form, work, self._new_key, partial(_refused, form))
            else:
                work = partial(keys.remove, slot=chosen.slot)
                self.session.write(form, work, self._done, partial(_refused, form))

        form.submitted.connect(send)
        form.cancelled.connect(self.side.close_form)
        self.side.open_form(form)

    def begin_rekey(self) -> None:
        """Explain what encrypting anew does, and do it."""
        form = RekeyForm()
        self._ask_and_show_key(form, lambda _values: keys.rekey)

    # --- paper

    def begin_recovery(self) -> None:
        """Ask how the new recovery key is held."""

        def work(values: dict[str, str]) -> Any:
            split = recovery_shares.parse_split(values["split"]) if values["split"] else None
            return partial(keys.new_recovery, split=split)

        self._ask_and_show_key(RecoveryForm(), work)

    def _ask_and_show_key(self, form: Any, work: Any) -> None:
        def send(values: dict[str, str]) -> None:
            form.set_busy(True)
            self.session.write(form, work(values), self._new_key, partial(_refused, form))

        form.submitted.connect(send)
        form.cancelled.connect(self.side.close_form)
        self.side.open_form(form)

    def _new_key(self, text: str) -> None:
        """Show a new recovery key until it was typed back."""
        page = RecoveryKeyPage(_("Check"))
        page.typed.connect(partial(self._settle, page, unlocking.rehearse))
        page.postponed.connect(partial(self._settle, page, unlocking.postpone))
        page.page_wanted.connect(
            lambda file: self.session.write(
                page, partial(unlocking.save_page, text=page.secret, file=Path(file)), page.show_saved,
                page.show_error,
            )
        )  # fmt: skip
        page.print_wanted.connect(
            lambda: self.session.write(
                page, partial(unlocking.page_for_printer, text=page.secret), page.print_page, page.show_error
            )
        )
        self.side.open_form(page)
        page.show_key(text, unlocking.code_of(text))
        self._offer()
        self._reread()

    def begin_rehearsal(self) -> None:
        """Ask for what stands on paper."""
        form = RehearseForm()
        form.typed.connect(
            lambda text: self.session.write(
                form, lambda store: key_rehearsal.rehearse(store, text), self._done, form.show_error
            )
        )
        form.cancelled.connect(self.side.close_form)
        self.side.open_form(form)
        form.lines.setFocus()

    def _settle(self, page: RecoveryKeyPage, how: Any, text: str) -> None:
        self.session.write(page, lambda store: how(store, text), self._done, page.show_error)

    def _done(self, _result: object) -> None:
        self.side.close_form()
        self._reread()
        self.session.noted.emit(_("Done; it is in the log."))


def _refused(form: Any, error: Any) -> None:
    form.set_busy(False)
    form.show_error(error)


def _key_file(values: dict[str, str]) -> Path | None:
    return Path(values["key_file"]) if values["key_file"] else None


def _add(store: Store, values: dict[str, str]) -> None:
    keys.add(store, values["name"], values["passphrase"], key_file=_key_file(values))


def _change(store: Store, values: dict[str, str]) -> None:
    keys.change(store, values["passphrase"], key_file=_key_file(values))
