"""One conference: agenda, people, readiness, measures, and the forms beside them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QListWidget, QTabWidget, QVBoxLayout, QWidget

from app.base.i18n import _
from app.base.records import ConferenceState
from app.casework import cases
from app.conference import conferences, planning, sittings
from app.handover import conference_words
from app.handover.artefact_file import whole_file
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from ui.case.form_side import FormSide
from ui.conference.agenda_part import AgendaPart
from ui.conference.conference_forms import (
    DELIBERATE,
    BesideForm,
    ConferenceForm,
    MeasureForm,
)
from ui.conference.conference_query import Detail, detail
from ui.conference.form_sender import FormSender
from ui.conference.measures_panel import MeasuresPanel
from ui.conference.paper_actions import PaperActions
from ui.conference.people_part import PeoplePart
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel
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
        self.forms = FormSender(session, side, self)
        self.missing = QListWidget()
        self.missing.setWordWrap(True)
        self.missing.setAccessibleName(_("What is missing"))
        self.measures = MeasuresPanel(session, side, with_case=False)
        self.papers = PaperActions(session, self)
        self.parts = QTabWidget()
        self._make_actions()
        self._lay_out()

    def _make_actions(self) -> None:
        act = partial(make_action, self)
        self.run = act(_("Run"), "presentation", self._run, shortcut="F5")
        self.edit = act(_("Change …"), "pencil", self.begin_frame)
        self.also = act(_("Another case …"), "folder", self.begin_beside)
        self.cancel = act(_("Cancel it …"), "circle-x", self.begin_cancel)
        self.invitation = act(_("Invitation …"), "calendar-days", self.save_invitation)
        self.agree = act(_("Agree on a measure …"), "gavel", self.begin_measure)
        self.agenda, self.people = AgendaPart(self.forms, self), PeoplePart(self.forms, self)
        parts = (*self.agenda.actions_of_office(), *self.people.actions_of_office())
        kept = (self.edit, self.also, self.cancel, *parts, self.agree)
        offered: list[tuple[QAction | QWidget, Act]] = [(action, Act.KEEP_OFFICE) for action in kept]
        offer(self.session, self, [*offered, (self.people.grounds, Act.RELEASE), (self.run, Act.RELEASE)])

    def _lay_out(self) -> None:
        self.parts.addTab(self.agenda, _("Agenda"))
        self.parts.addTab(self.people, _("People"))
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
        self.agenda.show_found(found)
        self.people.show_found(found)
        self.missing.clear()
        self.missing.addItems(list(found.missing) or [_("Nothing is missing.")])
        self.parts.setTabText(2, _("Readiness ({count})").format(count=count))
        self.measures.case_id = plan.case_id
        self.measures.show_rows(found.measures)
        planned = plan.state is ConferenceState.PLANNED
        for action in (self.run, self.also, self.cancel, self.invitation):
            action.setEnabled(planned)
        self.papers.show_plan(plan, found.reference, found.agencies)

    def _run(self) -> None:
        self.run_wanted.emit(self.conference_id)

    # --- the frame

    def begin_frame(self) -> None:
        """Open the form for date, place and chair."""
        if self.found is not None:
            form = ConferenceForm(list(self.found.agencies.items()), self.found.plan)
            self.forms.open(form, lambda store, values: planning.edit(store, self.conference_id, values))

    def begin_cancel(self) -> None:
        """Open the form that cancels the conference, which needs a reason."""
        form = InlineForm(_("Cancel the conference"), _("Cancel it"))
        form.about = f"cancel {self.conference_id}"
        form.add_text("reason", _("Reason"))
        form.require("reason")
        state = ConferenceState.CANCELLED
        self.forms.open(
            form,
            lambda store, values: conferences.set_state(store, self.conference_id, state, values["reason"]),
        )

    # --- measures and papers

    def begin_measure(self) -> None:
        """Open the form that agrees on a measure."""
        if self.found is None:
            return
        point = self.agenda.chosen()
        form = MeasureForm(self.found, point_id=point.id if point else "")

        def work(store: Store, values: dict[str, str]) -> Change:
            return conference_words.agree(
                store, self.conference_id, values, sorted(form.reasons.ticked),
                point_id=values["point_id"] or None, reason=values[DELIBERATE],
            )  # fmt: skip

        self.forms.open(form, work)

    def begin_beside(self) -> None:
        """Ask which other case the same sitting is about, and call a conference there too."""
        self.session.read(self, cases.references, self._offer_cases)

    def _offer_cases(self, known: dict[str, str]) -> None:
        if self.found is None:
            return
        own, conference_id = self.found.plan.case_id, self.conference_id
        others = sorted(((i, name) for i, name in known.items() if i != own), key=lambda pair: pair[1])
        form = BesideForm(conference_id, others)
        self.forms.open(
            form, lambda store, values: sittings.call_beside(store, conference_id, values["case_id"])
        )

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
