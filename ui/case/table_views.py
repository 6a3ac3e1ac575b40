"""The saved views of a table: a button with their names, and what is done with them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QToolButton

from app.base.i18n import _
from app.casework.saved_views import SavedView
from app.store.store import Store
from ui.case import table_query
from ui.case.form_side import FormSide
from ui.case.table_forms import ViewForm, ViewRemovalForm
from ui.shell.inline_form import InlineForm
from ui.shell.session import Session
from ui.widgets.icons import icon
from ui.widgets.table_state import TableState, state_from
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ICON_SIZE


class TableViews(QObject):
    """Keeps the ways a user looks at one table; the one made default is shown when the table opens."""

    def __init__(self, session: Session, view: TableView[Any], side: FormSide, place: str) -> None:
        super().__init__(view)
        self._session, self._view, self._side, self.place = session, view, side, place
        self._shipped = TableState()
        self._read = False
        self.known: tuple[SavedView, ...] = ()
        self.current = ""
        self.button = QToolButton()
        self.button.setIcon(icon("eye"))
        self.button.setIconSize(ICON_SIZE)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self._tell()

    def begin(self) -> None:
        """Read the views once; the default is applied unless somebody arranged the table meanwhile."""
        if not self._read:
            self._read = True
            self._shipped = self._view.state()
            self._load(self._apply_default)

    def _load(self, done: Callable[[], object] = lambda: None) -> None:
        def take(found: tuple[SavedView, ...]) -> None:
            self.known = found
            if self.current not in {view.name for view in found}:
                self.current = ""
            self._tell()
            done()

        self._session.read(self._view, partial(table_query.views, place=self.place), take)

    def _apply_default(self) -> None:
        first = next((view for view in self.known if view.default), None)
        if first is not None and self._view.model.filter.everything and not self._view.model.sorting:
            self.show(first.name)

    def show(self, name: str) -> None:
        """Look at the table as a view says; "" as it was shipped."""
        found = next((view for view in self.known if view.name == name), None)
        self._view.apply_state(state_from(found.data) if found else self._shipped)
        self.current = name if found else ""
        self._tell()

    def save(self, name: str, form: InlineForm | None = None) -> None:
        """Keep how the table is looked at now."""
        self.current = " ".join(name.split())
        data = self._view.state().as_data()
        self._write(partial(table_query.save_view, place=self.place, name=name, data=data), form)

    def rename(self, new_name: str, form: InlineForm | None = None) -> None:
        """Give the view shown another name."""
        old, self.current = self.current, " ".join(new_name.split())
        self._write(partial(table_query.rename_view, place=self.place, name=old, new_name=new_name), form)

    def remove(self) -> None:
        """Forget the view shown; the table stays as it is."""
        name, self.current = self.current, ""
        self._side.leave()
        self._write(partial(table_query.remove_view, place=self.place, name=name))

    def make_default(self, on: bool) -> None:
        """Show the present view first from now on, or none."""
        name = self.current if on else ""
        self._write(partial(table_query.make_default, place=self.place, name=name))

    def begin_save(self) -> None:
        """Ask for the name of a new view."""
        form = ViewForm(_("Save this view"), self.current)
        form.submitted.connect(lambda values: self.save(values["name"], form))
        self._side.place(form)

    def begin_rename(self) -> None:
        """Ask for another name of the view shown."""
        form = ViewForm(_("Rename the view"), self.current)
        form.submitted.connect(lambda values: self.rename(values["name"], form))
        self._side.place(form)

    def begin_removal(self) -> None:
        """Ask once, and say what goes."""
        form = ViewRemovalForm(self.current)
        form.submitted.connect(lambda _values: self.remove())
        self._side.place(form)
        form.cancel_button.setFocus()

    def _write(self, work: Callable[[Store], None], form: InlineForm | None = None) -> None:
        def done(_nothing: object) -> None:
            if form is not None:
                self._side.leave()
            self._load()

        if form is None:
            self._session.write(self._view, work, done)
        else:
            form.set_busy(True)
            refused = partial(self._side.refused, form, table_query.field_of)
            self._session.write(self._view, work, done, refused)

    def _fill(self) -> None:
        menu = self.menu
        menu.clear()
        for view in self.known:
            text = _("{name} (shown first)").format(name=view.name) if view.default else view.name
            entry = menu.addAction(text.replace("&", "&&"), partial(self.show, view.name))
            entry.setCheckable(True)
            entry.setChecked(view.name == self.current)
        menu.addAction(_("As shipped"), partial(self.show, ""))
        menu.addSeparator()
        menu.addAction(_("Save this view …"), self.begin_save)
        if self.current:
            default = any(view.default for view in self.known if view.name == self.current)
            first = menu.addAction(_("Show this view first"))
            first.setCheckable(True)
            first.setChecked(default)
            first.triggered.connect(self.make_default)
            menu.addAction(_("Rename the view …"), self.begin_rename)
            menu.addAction(_("Delete the view …"), self.begin_removal)

    def _tell(self) -> None:
        self.button.setText(_("View: {name}").format(name=self.current) if self.current else _("View"))
        self.button.setToolTip(_("Saved views of this table"))
        style = self.button.toolButtonStyle().ToolButtonTextBesideIcon
        self.button.setToolButtonStyle(style)
