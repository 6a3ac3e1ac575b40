"""One conference: agenda, people, readiness, measures, and the forms beside them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QListWidget, QTabWidget, QVBoxLayout, QWidget

from app.base.conference_records import Point, Seat
from app.base.i18n import _, ngettext
from app.base.records import ConferenceState
from app.casework import cases
from app.conference import agenda, conferences, grounds, planning, seats, sittings
from app.handover import conference_words
from app.handover.artefact_file import whole_file
from app.store import undo
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from ui.case.form_side import FormSide
from ui.conference.clearance_form import ClearanceForm
from ui.conference.conference_forms import (
    DELIBERATE,
    BesideForm,
    ConferenceForm,
    ExhibitForm,
    MeasureForm,
    PointForm,
    SeatForm,
    refuse,
)
from ui.conference.conference_query import Detail, PointRow, SeatRow, detail
from ui.conference.conference_tables import point_columns, seat_columns
from ui.conference.grounds_form import GroundsForm
from ui.conference.measures_panel import MeasuresPanel
from ui.conference.paper_actions import PaperActions
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


class ConferenceView(QWidget):
    """Everything about one conference; `run_wanted` asks for the window on the projector."""

    run_wanted = Signal(str)

    def __init__(self, session: Session, side: FormSide) -> None:
        super().__init__()
        self.session, self.side = session, side
        self.conference_id = ""
        self.found: Detail | None = None
        self.heading, self.state = Heading(""), MutedLabel()
        self.points: TableView[PointRow] = TableView(
            point_columns(), _("The agenda is empty. “Add a point” begins it."), name=_("Agenda")
        )
        self.seats: TableView[SeatRow] = TableView(
            seat_columns(), _("Nobody is invited yet."), name=_("People")
        )
        self.missing = QListWidget()
        self.missing.setWordWrap(True)
        self.missing.setAccessibleName(_("What is missing"))
        self.measures = MeasuresPanel(session, side, with_case=False)
        self.papers = PaperActions(session, self)
        self.parts = QTabWidget()
        self._make_actions()
        self._lay_out()
        self.points.row_activated.connect(lambda _row: self.begin_point())
        self.seats.row_activated.connect(lambda _row: self.begin_seat())

    def _make_actions(self) -> None:
        act = partial(make_action, self)
        self.run = act(_("Run"), "presentation", self._run, shortcut="F5")
        self.edit = act(_("Change …"), "pencil", self.begin_frame)
        self.also = act(_("Another case …"), "folder", self.begin_beside)
        self.cancel = act(_("Cancel it …"), "circle-x", self.begin_cancel)
        self.clear = act(_("Clear the agenda …"), "send", self.begin_clearance)
        self.invitation = act(_("Invitation …"), "calendar-days", self.save_invitation)
        self.add_point = act(_("Add a point …"), "plus", self.begin_new_point)
        self.change_point = act(_("Change the point …"), "pencil", self.begin_point)
        self.up = act(_("Up"), "chevron-up", partial(self._move, -1), shortcut="Alt+Up")
        self.down = act(_("Down"), "chevron-down", partial(self._move, 1), shortcut="Alt+Down")
        self.remove_point = act(_("Take it off …"), "minus", self.begin_point_off)
        self.show_under = act(_("Show under it …"), "eye", self.begin_exhibit)
        self.show_no_more = act(_("Show nothing under it"), "eye-off", self._show_no_more)
        self.invite = act(_("Invite …"), "circle-user", self.begin_new_seat)
        self.change_seat = act(_("Change the person …"), "pencil", self.begin_seat)
        self.declare = act(_("Declaration signed today"), "badge-check", self._declare)
        self.take_back = act(_("Take the invitation back …"), "minus", self.begin_seat_off)
        self.grounds = act(_("What the agency may be told …"), "scale", self.begin_grounds)
        self.agree = act(_("Agree on a measure …"), "gavel", self.begin_measure)
        kept = (
            self.edit, self.also, self.cancel, self.add_point, self.change_point, self.up, self.down,
            self.remove_point, self.show_under, self.show_no_more, self.invite, self.change_seat,
            self.declare, self.take_back, self.clear,
            self.agree,
        )  # fmt: skip
        offered: list[tuple[QAction | QWidget, Act]] = [(action, Act.KEEP_OFFICE) for action in kept]
        offer(self.session, self, [*offered, (self.grounds, Act.RELEASE), (self.run, Act.RELEASE)])

    def _lay_out(self) -> None:
        points = (
            self.add_point, self.change_point, self.up, self.down, self.remove_point, None, self.show_under,
            self.show_no_more, None, self.clear,
        )  # fmt: skip
        people = (self.invite, self.change_seat, self.declare, self.take_back, None, self.grounds)
        self.parts.addTab(_part(points, self.points), _("Agenda"))
        self.parts.addTab(_part(people, self.seats), _("People"))
        self.parts.addTab(self.missing, _("Readiness"))
        self.measures.add_action(self.agree)
        self.parts.addTab(self.measures, _("Measures"))
        self.parts.setDocumentMode(True)
        self.heading.setContentsMargins(16, 12, 16, 0)
        self.state.setContentsMargins(16, 0, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self.state)
        tools = (self.run, self.edit, self.also, self.cancel, None, self.invitation, *self.papers.actions())
        column.addWidget(ButtonRow(tools))
        column.addWidget(self.papers.progress)
        column.addWidget(self.parts, 1)

    # --- what is shown

    def show_conference(self, conference_id: str) -> None:
        """Read a conference and show it."""
        if conference_id != self.conference_id:
            self.side.leave()
        self.conference_id = conference_id
        self.session.read(self, partial(detail, conference_id=conference_id), self._show)

    def _show(self, found: Detail) -> None:
        if found.plan.id != self.conference_id:
            return
        self.found = found
        plan = found.plan
        self.heading.setText(found.heading)
        count = len(found.missing)
        state = _("Ready") if not count else _("Missing: {count}").format(count=count)
        self.state.setText(" · ".join((found.reference, plan.chair, state)))
        self.points.set_rows(found.points)
        self.seats.set_rows(found.seats)
        self.missing.clear()
        self.missing.addItems(list(found.missing) or [_("Nothing is missing.")])
        self.parts.setTabText(2, _("Readiness ({count})").format(count=count))
        self.measures.case_id = plan.case_id
        self.measures.show_rows(found.measures)
        planned = plan.state is ConferenceState.PLANNED
        self.clear.setEnabled(bool(conference_words.waiting(found.hall)))
        for action in (self.run, self.also, self.cancel, self.invitation):
            action.setEnabled(planned)
        self.papers.show_plan(plan, found.reference, found.agencies)

    def _run(self) -> None:
        self.run_wanted.emit(self.conference_id)

    # --- the agenda

    def _point(self) -> Point | None:
        chosen = self.points.selected_rows()
        if self.found is None or not chosen:
            return None
        if not chosen[0].id:
            # It came without a plan; it gets one, and what was asked for can be asked for again.
            self._do(lambda store: agenda.take_over(store, self.conference_id))
            return None
        return self.found.plan.point(chosen[0].id)

    def begin_frame(self) -> None:
        """Open the form for date, place and chair."""
        if self.found is not None:
            form = ConferenceForm(list(self.found.agencies.items()), self.found.plan)
            self._open(form, lambda store, values: planning.edit(store, self.conference_id, values))

    def begin_cancel(self) -> None:
        """Open the form that cancels the conference, which needs a reason."""
        form = InlineForm(_("Cancel the conference"), _("Cancel it"))
        form.about = f"cancel {self.conference_id}"
        form.add_text("reason", _("Reason"))
        form.require("reason")
        state = ConferenceState.CANCELLED
        self._open(
            form,
            lambda store, values: conferences.set_state(store, self.conference_id, state, values["reason"]),
        )

    def begin_new_point(self) -> None:
        """Open the form for a new point."""
        if self.found is not None:
            form = PointForm(self.found)
            self._open(
                form,
                lambda store, values: conference_words.add_point(
                    store, self.conference_id, form.said(values), form.audience(), values[DELIBERATE]
                ),
            )

    def begin_point(self) -> None:
        """Open the form for the chosen point."""
        point = self._point()
        if point is not None and self.found is not None:
            form = PointForm(self.found, point)
            self._open(
                form,
                lambda store, values: conference_words.change_point(
                    store, point.id, form.said(values), form.audience(), values[DELIBERATE]
                ),
            )

    def begin_exhibit(self) -> None:
        """Open the form for what shall be shown under the chosen point."""
        point = self._point()
        if point is not None and self.found is not None:
            form = ExhibitForm(self.found, point.id)
            self._open(form, lambda store, _values: agenda.show_under(store, point.id, *form.chosen()))

    def begin_clearance(self) -> None:
        """Open the form that clears the texts of the agenda for the agencies at the table."""
        if self.found is not None:
            form = ClearanceForm(self.found)
            self._open(
                form,
                lambda store, values: conference_words.clear_agenda(
                    store, self.conference_id, form.agencies(), values[DELIBERATE]
                ),
            )

    def _move(self, by: int) -> None:
        point = self._point()
        if point is not None:
            self._do(lambda store: agenda.move(store, point.id, by))

    def begin_point_off(self) -> None:
        """Ask whether the chosen point goes; with it goes what was to be shown under it."""
        point = self._point()
        if point is not None:
            form = InlineForm(_("Take the point off the agenda"), _("Take it off"))
            form.about = f"point off {point.id}"
            count = len(point.exhibits)
            shown = ngettext(
                "With it goes {count} thing that was to be shown under it.",
                "With it go {count} things that were to be shown under it.",
                count,
            )
            _say(form, point.title, shown.format(count=count) if count else "")
            self._open(form, lambda store, _values: agenda.remove(store, point.id))

    def _show_no_more(self) -> None:
        point = self._point()
        if point is not None and point.exhibits:
            self._do(lambda store: _all_off(store, point))

    # --- the people

    def _seat(self) -> Seat | None:
        chosen = self.seats.selected_rows()
        return self.found.plan.seat(chosen[0].id) if self.found is not None and chosen else None

    def begin_new_seat(self) -> None:
        """Open the form that invites somebody."""
        if self.found is not None:
            form = SeatForm(list(self.found.agencies.items()))
            self._open(form, lambda store, values: seats.invite(store, self.conference_id, values))

    def begin_seat(self) -> None:
        """Open the form for the chosen person."""
        seat = self._seat()
        if seat is not None and self.found is not None:
            form = SeatForm(list(self.found.agencies.items()), seat)
            self._open(form, lambda store, values: seats.change(store, seat.id, values))

    def _declare(self) -> None:
        seat = self._seat()
        if seat is not None:
            self._do(lambda store: seats.declare(store, seat.id))

    def begin_seat_off(self) -> None:
        """Ask whether the chosen person goes from the list."""
        seat = self._seat()
        if seat is not None:
            form = InlineForm(_("Take the invitation back"), _("Take it back"))
            form.about = f"seat off {seat.id}"
            _say(form, seat.person, _("Role and declaration go with it."))
            self._open(form, lambda store, _values: seats.remove(store, seat.id))

    def begin_grounds(self) -> None:
        """Open the conditions for the agency of the chosen person."""
        seat = self._seat()
        if seat is None or self.found is None:
            return
        if seat.agency_id not in self.found.hall.releases:
            self.session.noted.emit(_("The office itself knows its cases."))
            return
        form = GroundsForm(self.found, seat.agency_id)

        def work(store: Store, values: dict[str, str]) -> Change:
            asked = bool(values["on_request"])
            return grounds.confirm(
                store, self.conference_id, form.agency_id, form.ticks(), form.consented(), on_request=asked
            )

        self._open(form, work)

    # --- measures and papers

    def begin_measure(self) -> None:
        """Open the form that agrees on a measure."""
        if self.found is None:
            return
        point = self._point()
        form = MeasureForm(self.found, point_id=point.id if point else "")

        def work(store: Store, values: dict[str, str]) -> Change:
            return conference_words.agree(
                store, self.conference_id, values, sorted(form.reasons.ticked),
                point_id=values["point_id"] or None, reason=values[DELIBERATE],
            )  # fmt: skip

        self._open(form, work)

    def begin_beside(self) -> None:
        """Ask which other case the same sitting is about, and call a conference there too."""
        self.session.read(self, cases.references, self._offer_cases)

    def _offer_cases(self, known: dict[str, str]) -> None:
        if self.found is None:
            return
        own, conference_id = self.found.plan.case_id, self.conference_id
        others = sorted(((i, name) for i, name in known.items() if i != own), key=lambda pair: pair[1])
        form = BesideForm(conference_id, others)
        self._open(form, lambda store, values: sittings.call_beside(store, conference_id, values["case_id"]))

    def save_invitation(self) -> None:
        """Ask for a file and write the invitation into it."""
        if self.found is None:
            return
        name = f"{self.found.reference}-K{self.found.plan.no}.ics".replace("/", "-")
        kind = _("Calendar (*.ics)")
        path, _kind = QFileDialog.getSaveFileName(self, _("Save the invitation"), name, kind)
        if path:
            self.save_invitation_to(Path(path))

    def save_invitation_to(self, path: Path) -> None:
        """Write the invitation; its title names the case by number, and nothing else of it."""
        if self.found is None:
            return
        hall = self.found.hall

        def work(_store: Store) -> None:
            file = conference_words.invitation(hall)
            with whole_file(path) as out:
                out.write(file)

        text = _("Saved: {names}.").format(names=path.name)
        self.session.read(self, work, lambda _none: self.session.noted.emit(text))

    # --- sending

    def _open(self, form: InlineForm, work: Callable[[Store, dict[str, str]], Change]) -> None:
        form.submitted.connect(lambda values: self._send(form, values, work))
        self.side.place(form)

    def _send(
        self, form: InlineForm, values: dict[str, str], work: Callable[[Store, dict[str, str]], Change]
    ) -> None:
        form.set_busy(True)
        self.session.write(
            form, lambda store: work(store, values), lambda _change: self.side.leave(), partial(refuse, form)
        )

    def _do(self, work: Callable[[Store], Change]) -> None:
        self.session.write(self, work)


def _part(actions: tuple[QAction | None, ...], table: QWidget) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 4, 0, 0)
    column.setSpacing(0)
    column.addWidget(ButtonRow(actions))
    column.addWidget(table, 1)
    return part


def _say(form: InlineForm, what: str, going: str) -> None:
    """Say in a form that takes something away what that is, and what goes along."""
    form.drafted = False
    form.add_widget(PlainLabel(what))
    form.add_widget(MutedLabel(" ".join(filter(None, (going, _("Undo brings it back."))))))


def _all_off(store: Store, point: Point) -> Change:
    changes = [agenda.show_no_more(store, exhibit.id) for exhibit in point.exhibits]
    return undo.unite(store, changes)
