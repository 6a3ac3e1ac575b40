"""The agenda of one conference: its points, what is shown under them, and the forms for both."""

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.conference_records import Point
from app.base.i18n import _, ngettext
from app.conference import agenda
from app.handover import conference_words
from app.store import undo
from app.store.change import Change
from app.store.store import Store
from ui.conference.clearance_form import ClearanceForm
from ui.conference.conference_forms import DELIBERATE, ExhibitForm, PointForm
from ui.conference.conference_query import Detail, PointRow
from ui.conference.conference_tables import point_columns
from ui.conference.form_sender import FormSender, say_what_goes
from ui.shell.inline_form import InlineForm
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


class AgendaPart(QWidget):
    """A table of points and its commands, which work in the whole view that `owner` is."""

    def __init__(self, forms: FormSender, owner: QWidget) -> None:
        super().__init__()
        self.forms = forms
        self.conference_id = ""
        self.found: Detail | None = None
        self.points: TableView[PointRow] = TableView(
            point_columns(), _("The agenda is empty. “Add a point” begins it."), name=_("Agenda")
        )
        act = partial(make_action, owner)
        self.clear = act(_("Clear the agenda …"), "send", self.begin_clearance)
        self.add_point = act(_("Add a point …"), "plus", self.begin_new_point)
        self.change_point = act(_("Change the point …"), "pencil", self.begin_point)
        self.up = act(_("Up"), "chevron-up", partial(self._move, -1), shortcut="Alt+Up")
        self.down = act(_("Down"), "chevron-down", partial(self._move, 1), shortcut="Alt+Down")
        self.remove_point = act(_("Take it off …"), "minus", self.begin_point_off)
        self.show_under = act(_("Show under it …"), "eye", self.begin_exhibit)
        self.show_no_more = act(_("Show nothing under it"), "eye-off", self._show_no_more)
        points = (
            self.add_point, self.change_point, self.up, self.down, self.remove_point, None, self.show_under,
            self.show_no_more, None, self.clear,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(ButtonRow(points))
        column.addWidget(self.points, 1)
        self.points.row_activated.connect(lambda _row: self.begin_point())

    def actions_of_office(self) -> tuple[QAction, ...]:
        """Return the commands of who keeps the office."""
        return (
            self.add_point, self.change_point, self.up, self.down, self.remove_point, self.show_under,
            self.show_no_more, self.clear,
        )  # fmt: skip

    def show_found(self, found: Detail) -> None:
        """Show the agenda of a conference as it was read."""
        self.found, self.conference_id = found, found.plan.id
        self.points.set_rows(found.points)
        self.clear.setEnabled(bool(conference_words.waiting(found.hall)))

    def chosen(self) -> Point | None:
        """Return the chosen point; what the template put there gets a plan first, and None is said."""
        chosen = self.points.selected_rows()
        if self.found is None or not chosen:
            return None
        if not chosen[0].id:
            # It came without a plan; it gets one, and what was asked for can be asked for again.
            self.forms.do(lambda store: agenda.take_over(store, self.conference_id))
            return None
        return self.found.plan.point(chosen[0].id)

    def begin_new_point(self) -> None:
        """Open the form for a new point."""
        if self.found is not None:
            form = PointForm(self.found)
            self.forms.open(
                form,
                lambda store, values: conference_words.add_point(
                    store, self.conference_id, form.said(values), form.audience(), values[DELIBERATE]
                ),
            )

    def begin_point(self) -> None:
        """Open the form for the chosen point."""
        point = self.chosen()
        if point is not None and self.found is not None:
            form = PointForm(self.found, point)
            self.forms.open(
                form,
                lambda store, values: conference_words.change_point(
                    store, point.id, form.said(values), form.audience(), values[DELIBERATE]
                ),
            )

    def begin_exhibit(self) -> None:
        """Open the form for what shall be shown under the chosen point."""
        point = self.chosen()
        if point is not None and self.found is not None:
            form = ExhibitForm(self.found, point.id)
            self.forms.open(form, lambda store, _values: agenda.show_under(store, point.id, *form.chosen()))

    def begin_clearance(self) -> None:
        """Open the form that clears the texts of the agenda for the agencies at the table."""
        if self.found is not None:
            form = ClearanceForm(self.found)
            self.forms.open(
                form,
                lambda store, values: conference_words.clear_agenda(
                    store, self.conference_id, form.agencies(), values[DELIBERATE]
                ),
            )

    def _move(self, by: int) -> None:
        point = self.chosen()
        if point is not None:
            self.forms.do(lambda store: agenda.move(store, point.id, by))

    def begin_point_off(self) -> None:
        """Ask whether the chosen point goes; with it goes what was to be shown under it."""
        point = self.chosen()
        if point is not None:
            form = InlineForm(_("Take the point off the agenda"), _("Take it off"))
            form.about = f"point off {point.id}"
            count = len(point.exhibits)
            shown = ngettext(
                "With it goes {count} thing that was to be shown under it.",
                "With it go {count} things that were to be shown under it.",
                count,
            )
            say_what_goes(form, point.title, shown.format(count=count) if count else "")
            self.forms.open(form, lambda store, _values: agenda.remove(store, point.id))

    def _show_no_more(self) -> None:
        point = self.chosen()
        if point is not None and point.exhibits:
            self.forms.do(lambda store: _all_off(store, point))


def _all_off(store: Store, point: Point) -> Change:
    changes = [agenda.show_no_more(store, exhibit.id) for exhibit in point.exhibits]
    return undo.unite(store, changes)
