"""The people of one conference: who is invited for which agency, and what that agency may be told."""

from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.conference_records import Seat
from app.base.i18n import _
from app.conference import grounds, seats
from app.store.change import Change
from app.store.store import Store
from ui.conference.conference_forms import SeatForm
from ui.conference.conference_query import Detail, SeatRow
from ui.conference.conference_tables import seat_columns
from ui.conference.form_sender import FormSender, say_what_goes
from ui.conference.grounds_form import GroundsForm
from ui.shell.inline_form import InlineForm
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


class PeoplePart(QWidget):
    """A table of people and its commands, which work in the whole view that `owner` is."""

    def __init__(self, forms: FormSender, owner: QWidget) -> None:
        super().__init__()
        self.forms = forms
        self.conference_id = ""
        self.found: Detail | None = None
        self.seats: TableView[SeatRow] = TableView(
            seat_columns(), _("Nobody is invited yet."), name=_("People")
        )
        act = partial(make_action, owner)
        self.invite = act(_("Invite …"), "circle-user", self.begin_new_seat)
        self.change_seat = act(_("Change the person …"), "pencil", self.begin_seat)
        self.declare = act(_("Declaration signed today"), "badge-check", self._declare)
        self.take_back = act(_("Take the invitation back …"), "minus", self.begin_seat_off)
        self.grounds = act(_("What the agency may be told …"), "scale", self.begin_grounds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(ButtonRow((*self.actions_of_office(), None, self.grounds)))
        column.addWidget(self.seats, 1)
        self.seats.row_activated.connect(lambda _row: self.begin_seat())

    def actions_of_office(self) -> tuple[QAction, ...]:
        """Return the commands of who keeps the office."""
        return self.invite, self.change_seat, self.declare, self.take_back

    def show_found(self, found: Detail) -> None:
        """Show the people of a conference as they were read."""
        self.found, self.conference_id = found, found.plan.id
        self.seats.set_rows(found.seats)

    def _seat(self) -> Seat | None:
        chosen = self.seats.selected_rows()
        return self.found.plan.seat(chosen[0].id) if self.found is not None and chosen else None

    def begin_new_seat(self) -> None:
        """Open the form that invites somebody."""
        if self.found is not None:
            form = SeatForm(list(self.found.agencies.items()))
            self.forms.open(form, lambda store, values: seats.invite(store, self.conference_id, values))

    def begin_seat(self) -> None:
        """Open the form for the chosen person."""
        seat = self._seat()
        if seat is not None and self.found is not None:
            form = SeatForm(list(self.found.agencies.items()), seat)
            self.forms.open(form, lambda store, values: seats.change(store, seat.id, values))

    def _declare(self) -> None:
        seat = self._seat()
        if seat is not None:
            self.forms.do(lambda store: seats.declare(store, seat.id))

    def begin_seat_off(self) -> None:
        """Ask whether the chosen person goes from the list."""
        seat = self._seat()
        if seat is not None:
            form = InlineForm(_("Take the invitation back"), _("Take it back"))
            form.about = f"seat off {seat.id}"
            say_what_goes(form, seat.person, _("Role and declaration go with it."))
            self.forms.open(form, lambda store, _values: seats.remove(store, seat.id))

    def begin_grounds(self) -> None:
        """Open the conditions for the agency of the chosen person."""
        seat = self._seat()
        if seat is None or self.found is None:
            return
        if seat.agency_id not in self.found.hall.releases:
            self.forms.session.noted.emit(_("The office itself knows its cases."))
            return
        form = GroundsForm(self.found, seat.agency_id)

        def work(store: Store, values: dict[str, str]) -> Change:
            asked = bool(values["on_request"])
            return grounds.confirm(
                store, self.conference_id, form.agency_id, form.ticks(), form.consented(), on_request=asked
            )

        self.forms.open(form, work)
