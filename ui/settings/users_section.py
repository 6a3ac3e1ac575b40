"""Settings, Users and roles: who is what, and so what the program offers to whom."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.base.i18n import _
from app.store import roles
from app.store.roles import Act
from ui.settings.keys_forms import RolesForm
from ui.settings.keys_query import KeysView, UserRow
from ui.settings.side_panel import SidePanel
from ui.shell.offered import refusal_tip
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


def _columns() -> tuple[Column[UserRow], ...]:
    return (
        Column("name", lambda: _("Name"), lambda r: r.id, width=170),
        Column("roles", lambda: _("Roles"), lambda r: r.roles, tooltip=lambda r: r.roles, width=330),
        Column("key", lambda: _("Passphrase"), lambda r: r.key, muted=True, width=110),
    )


class UsersSection(QWidget):
    """A table of people; roles are given in the form at the right."""

    def __init__(self, session: Session, reread: Any) -> None:
        super().__init__()
        self.session = session
        self._reread = reread
        self.view: KeysView | None = None
        self.note = PlainLabel()
        self.table: TableView[UserRow] = TableView(_columns(), _("Nobody yet."), name=_("Users and roles"))
        self.roles_action = make_action(self, _("Change roles …"), "users", self.begin)
        self.side = SidePanel()
        self.table.selection_changed.connect(lambda _rows: self._offer())
        self.table.row_activated.connect(lambda _row: self.begin())
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 4)
        head.setSpacing(6)
        head.addWidget(Heading(_("Users and roles")))
        head.addWidget(
            MutedLabel(
                _(
                    "Roles decide what the program offers; they are no lock. What they can and cannot do "
                    "stands in the help under “Security model”."
                )
            )
        )
        head.addWidget(self.note)
        column.addLayout(head)
        column.addWidget(ButtonRow([self.roles_action]))
        column.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(self.side)

    def show_view(self, view: KeysView) -> None:
        """Show what was read."""
        self.view = view
        self.table.set_rows(view.users)
        mine = roles.in_words(view.mine)
        text = _("You are: {roles}.").format(roles=mine)
        if view.everybody_all:
            text = _("No roles were given in this store yet, so everybody has all of them.")
        self.note.setText(text)
        self._offer()

    def _offer(self) -> None:
        if self.view is not None:
            tip = refusal_tip(self.view.mine, Act.MANAGE_ROLES)
            chosen = bool(self.table.selected_rows())
            self.roles_action.setEnabled(chosen and not tip)
            text = self.roles_action.text() if chosen else _("Choose a person in the table first.")
            self.roles_action.setToolTip(tip or text)

    def begin(self) -> None:
        """Ask for the roles of the person chosen."""
        rows = self.table.selected_rows()
        if not rows or not self.roles_action.isEnabled():
            return
        user = rows[0].user
        form = RolesForm(user)
        form.submitted.connect(
            lambda _values: self.session.write(
                form, partial(roles.assign, name=user.name, wanted=form.wanted()), self._done, form.show_error
            )
        )
        form.cancelled.connect(self.side.close_form)
        self.side.open_form(form)

    def _done(self, _result: object) -> None:
        self.side.close_form()
        self._reread()
        self.session.noted.emit(_("Done; it is in the log."))
