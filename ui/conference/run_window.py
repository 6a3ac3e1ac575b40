"""The window on the projector: what it shows, everybody in the room may see - or it is not there.

What is to be shown is composed of what all in the room may see, entered in the ledger, and only then put on
the screen. Whoever comes or leaves blanks the screen first.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QDateTime, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.base.conference_records import Exhibit
from app.base.errors import UserError
from app.base.i18n import _, language
from app.conference import plan_rows, running, sittings
from app.handover import conference_rooms, conference_showings, conference_words
from app.handover.conference_rooms import Hall, Slide
from app.store import undo
from app.store.change import Change
from app.store.store import Store
from ui.conference.run_entry import DecisionLine, MeasureRow
from ui.conference.run_panes import MOVES, AgendaPane, PeoplePane, PointPane, SlidePane, scaled
from ui.conference.run_picture import picture
from ui.conference.run_query import LIVE, RunState, load_hall, load_state, time_told
from ui.shell.newest_only import NewestOnly
from ui.shell.session import Session
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tool_buttons import make_action


class RunWindow(QWidget):
    """A window of its own, full screen; keys do everything. `closed` tells that it is gone."""

    closed = Signal()

    def __init__(self, session: Session, conference_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.conference_id = session, conference_id
        self.hall: Hall | None = None
        self.state: RunState | None = None
        self.slide: Slide | None = None
        self._ending = False
        # Whatever blanks the screen ends what is on its way to it.
        self._turn = 0
        self._newest = NewestOnly()
        self.setWindowTitle(_("Case conference"))
        self.heading, self.marking, self.clock = PlainLabel(), PlainLabel(), PlainLabel()
        self.agenda, self.people = AgendaPane(), PeoplePane()
        self.point, self.sheet = PointPane(), SlidePane()
        self.stack = QStackedWidget()
        self.decision, self.measure = DecisionLine(), MeasureRow()
        self.message, self.keys = PlainLabel(), PlainLabel()
        self._lay_out()
        self._make_actions()
        self.agenda.wanted.connect(self.call_point)
        self.people.wanted.connect(self.toggle_person)
        self.decision.decided.connect(self._decide)
        self.measure.agreed.connect(self._agree)
        for entry in (self.decision, self.measure):
            entry.left.connect(self.back)
        for line in (self.decision.line, *self.measure.lines):
            line.check = self._check_typed
        session.changed.connect(self._changed)
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._tell_time)
        self.timer.start(1000)
        self.load()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(20, 12, 20, 8)
        top.addWidget(self.heading, 1)
        for label in (self.marking, self.clock):
            top.addWidget(label)
            label.setWordWrap(False)
        top.setSpacing(30)
        self.left = QWidget()
        column = QVBoxLayout(self.left)
        column.setContentsMargins(12, 0, 0, 12)
        column.addWidget(self.agenda, 3)
        column.addWidget(self.people, 2)
        self.stack.addWidget(self.point)
        self.stack.addWidget(self.sheet)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 12, 0)
        middle.addWidget(self.stack, 1)
        for entry in (self.decision, self.measure):
            middle.addWidget(entry)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.left, 1)
        body.addLayout(middle, 2)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(20, 0, 20, 10)
        bottom.addWidget(self.message)
        bottom.addWidget(self.keys)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for room, part in enumerate((top, body, bottom)):
            whole.addLayout(part, room % 2)
        self.message.hide()

    def _make_actions(self) -> None:
        act = partial(make_action, self, icon_name="presentation")
        commands: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (_("Open the conference"), "O", self.begin),
            (_("Next point"), "N", partial(self.step, 1)),
            (_("Previous point"), "P", partial(self.step, -1)),
            (_("Record a decision"), "D", self.begin_decision),
            (_("Agree on a measure"), "M", self.begin_measure),
            (_("Who is present"), "A", self.begin_people),
            (_("Show nothing"), "B", self.blank),
            (_("Close the conference"), "Ctrl+E", self.end),
            (_("Undo"), "Ctrl+Z", self.take_back),
            (_("Next case"), "G", self.next_case),
            (_("Agenda beside it"), "L", self.flip_left),
            (_("Larger"), "+", partial(self.sheet.zoom, 1.5)),
            (_("Smaller"), "-", partial(self.sheet.zoom, 1 / 1.5)),
            (_("Full screen"), "F11", self.flip),
            (_("Leave this window"), "Ctrl+W", self.close),
            (_("Back"), "Esc", self.back),
        )
        for text, key, run in commands:
            act(text=text, run=run, shortcut=key)
        for key, right, down in MOVES:
            move = partial(self.sheet.pan, right, down)
            act(text=_("Another part of the picture"), run=move, shortcut=key)
        for no in range(1, 10):
            text = _("Show no. {no}").format(no=no)
            act(text=text, run=partial(self.show_number, no), shortcut=str(no))
        shown = commands[:8] + commands[9:15]
        digits = _("1–9 show   Page down: further")
        native = QKeySequence.SequenceFormat.NativeText
        told = (f"{QKeySequence(key).toString(native)} {text}" for text, key, _run in shown)
        self.keys.setText("   ".join([*told, digits]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters grow with the projector."""
        super().resizeEvent(event)
        font = scaled(self.font(), max(1.0, self.height() / 800))
        for widget in (self.agenda, self.people, self.sheet, self.decision.field, *self.measure.fields()):
            widget.setFont(font)
        self.point.grow(font)
        labels = (self.heading, self.marking, self.clock, self.message)
        for label, factor in zip(labels, (1.25, 1.1, 1.25, 1.1), strict=True):
            label.setFont(scaled(font, factor, bold=label is not self.clock))
        if self.state is not None:
            self._show_state(self.state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """See QWidget."""
        self.timer.stop()
        self.blank()
        super().closeEvent(event)
        self.closed.emit()

    # --- reading

    def load(self) -> None:
        """Work out anew what everybody may see; the screen is blank until it is known."""
        self.blank()
        work = partial(load_hall, conference_id=self.conference_id)
        self.session.read(self, work, self._newest.only(self._loaded), self._refused)

    def _loaded(self, found: tuple[Hall, RunState]) -> None:
        self.hall = found[0]
        self._show_state(found[1])

    def reload(self) -> None:
        """Read the present moment anew, with the releases as they are."""
        if self.hall is not None:
            work, done = partial(load_state, hall=self.hall), self._newest.only(self._show_state)
            self.session.read(self, work, done, self._refused)

    def _changed(self, change: Change) -> None:
        if change.touched:
            (self.reload if change.touched <= LIVE else self.load)()

    def _show_state(self, state: RunState) -> None:
        self.state = state
        inside = frozenset(p.id for p in state.people if p.inside)
        if self.slide is not None and self.slide.people != inside:
            # Said in another window.
            self.blank()
        self.heading.setText(state.heading)
        self.marking.setText(state.marking)
        self.agenda.show_state(state)
        self.people.show_people(state.people)
        self.point.show_state(state)
        self.measure.stand_for(state)
        self._tell_time()

    def _tell_time(self) -> None:
        told = (QDateTime.currentDateTime().toString("HH:mm"), time_told(self.state))
        self.clock.setText("   ".join(filter(None, told)))

    # --- what the keys do

    def begin(self) -> None:
        """Open the conference."""
        to_people = partial(self.people.setFocus, Qt.FocusReason.OtherFocusReason)
        self._do(lambda store: running.begin(store, self.conference_id), lambda _change: to_people())

    def step(self, by: int) -> None:
        """Go to the next or previous point that everybody in the room may hear."""
        points = self.state.points if self.state is not None else ()
        done = sum(p.done for p in points)
        at = next((n for n, p in enumerate(points) if p.called), done - 1 if by > 0 else done)
        if points and 0 <= at + by < len(points):
            self.call_point(points[at + by].id)

    def call_point(self, point_id: str) -> None:
        """Go to a point; what was being written under another one is left."""
        self.back()
        self.blank()
        self._do(lambda store: running.go_to(store, point_id))

    def begin_people(self) -> None:
        """Put the keys into the list of people."""
        self.people.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._say(_("Space: came in or left"))

    def toggle_person(self, seat_id: str) -> None:
        """Say that somebody came or left; the screen is blank at once, then shows what all may see."""
        people = self.state.people if self.state is not None else ()
        person = next((p for p in people if p.id == seat_id), None)
        if person is None:
            return
        before = self.slide
        self.blank()
        if not person.inside:
            self.measure.reason.stand_for(())
        work = running.left if person.inside else running.came
        again = partial(self._show_again, before) if before is not None else None
        self._do(lambda store: work(store, seat_id), again)

    def _show_again(self, before: Slide, _change: Change) -> None:
        self._show(before.point_id, before.exhibit, before)

    def show_number(self, no: int) -> None:
        """Show one of the things offered under the point."""
        state = self.state
        if state is not None and state.called is not None and 0 < no <= len(state.exhibits):
            self.blank()
            self._show(state.called.id, state.exhibits[no - 1].exhibit, None)

    def blank(self) -> None:
        """Show nothing; the point stands there again."""
        self._turn += 1
        self.slide = None
        self.sheet.blank()
        self.stack.setCurrentWidget(self.point)

    def begin_decision(self) -> None:
        """Open the line for the decision of the point."""
        if self.state is not None and self.state.called is not None:
            self.measure.hide()
            self.decision.begin(self.state)

    def _decide(self, text: str) -> None:
        called = self.state.called if self.state is not None else None
        if called is not None:
            work = partial(conference_words.decide, point_id=called.id, decision=text)
            self.session.write(self, work, lambda _change: self.back(), self._decision_refused)

    def _decision_refused(self, error: UserError) -> None:
        self.decision.mark(str(error.params.get("place", "")))
        self._refused(error)

    def _check_typed(self, text: str, say: Callable[[str], None]) -> None:
        if (hall := self.hall) is not None and self.state is not None:
            only = self.state.called.audience if self.state.called else ()
            self.session.read(self, lambda _store: conference_words.veiled(hall, text, only), say)

    def begin_measure(self) -> None:
        """Open the row for a measure agreed under the point."""
        if self.state is not None and self.state.begun:
            self.decision.hide()
            self.measure.begin(self.state)

    def _agree(self, values: dict[str, str]) -> None:
        hall, called = self.hall, self.state.called if self.state is not None else None
        if hall is None:
            return
        point_id, conference_id = called.id if called else None, hall.plan.id
        cites = self.measure.reason.chosen()

        def work(store: Store) -> Change:
            return conference_words.agree(store, conference_id, values, cites, point_id=point_id)

        self.session.write(self, work, lambda _change: self.back(), self._measure_refused)

    def _measure_refused(self, error: UserError) -> None:
        self.measure.focus_on(error.key.rpartition(".")[2])
        self._refused(error)

    def take_back(self) -> None:
        """Undo the last step of the case; what was told orally stays in the ledger."""
        if self.hall is not None:
            case_id = self.hall.plan.case_id
            self.session.write(self, lambda store: undo.undo(store, case_id), refused=self._refused)

    def end(self) -> None:
        """Close the conference; asked for twice."""
        if not self._ending:
            self._ending = True
            self._say(_("Press Ctrl+E once more to close the conference."))
            return
        self.back()
        self.blank()
        self._do(lambda store: running.end(store, self.conference_id))

    def next_case(self) -> None:
        """Go on with the next case of this sitting: those in the room who are invited there come along."""
        self.back()
        self.blank()
        work = partial(sittings.next_one, conference_id=self.conference_id)
        self.session.read(self, work, self._go_on, self._refused)

    def _go_on(self, other: sittings.Beside) -> None:
        def turn_to(_change: Change) -> None:
            self.conference_id, self.hall, self.state = other.id, None, None
            self.load()

        here = self.conference_id
        self._do(lambda store: sittings.go_on(store, here, other.id), turn_to)

    def flip(self) -> None:
        """Full screen or window."""
        (self.showNormal if self.isFullScreen() else self.showFullScreen)()

    def flip_left(self) -> None:
        """Hide agenda and people, or show them again: a picture may need the whole width."""
        self.left.setVisible(not self.left.isVisible())

    def back(self) -> None:
        """Leave a field; with none open show the point again."""
        open_ones = [entry for entry in (self.decision, self.measure) if entry.isVisible()]
        for entry in open_ones:
            entry.hide()
        if not open_ones:
            self.blank()
        self._ending = False
        self.message.hide()
        self.agenda.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- showing

    def _show(self, point_id: str, exhibit: Exhibit, before: Slide | None) -> None:
        """Compose, enter in the ledger, and only then show; what fewer people see unchanged is just shown."""
        hall, size, turn = self.hall, (self.stack.width(), self.stack.height()), self._turn
        if hall is None:
            return

        def compose(store: Store) -> tuple[Slide, QImage | None]:
            plan = plan_rows.plan(store, hall.plan.id)
            made = conference_rooms.slide(hall, plan, point_id, exhibit, language())
            return made, picture(made.picture, size) if made.picture else None

        self.session.read(self, compose, partial(self._composed, turn, before), self._refused)

    def _composed(self, turn: int, before: Slide | None, made: tuple[Slide, QImage | None]) -> None:
        slide, image = made
        if before is not None and before.sha256 == slide.sha256 and slide.people <= before.people:
            self._put_up(turn, slide, image)
            return
        if turn != self._turn:
            return
        work = partial(conference_showings.show, conference_id=self.conference_id, slide=slide)
        self.session.write(self, work, lambda _change: self._put_up(turn, slide, image), self._refused)

    def _put_up(self, turn: int, slide: Slide, image: QImage | None) -> None:
        if turn != self._turn:
            # Somebody came or left while it was on its way; it is shown when it was checked anew.
            return
        self.slide = slide
        self.message.hide()
        self.sheet.show_slide(slide, image)
        self.stack.setCurrentWidget(self.sheet)

    # --- messages

    def _do(self, work: Callable[[Store], Change], done: Callable[[Change], Any] | None = None) -> None:
        self._ending = False
        self.message.hide()
        self.session.write(self, work, done or (lambda _change: None), self._refused)

    def _refused(self, error: UserError) -> None:
        self._say(error.text)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.show()
