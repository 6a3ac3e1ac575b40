"""The career of one person: shown once a legal basis is stated, and nobody is named by default."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.analysis.career_lines import CareerLine
from app.analysis.career_words import career_note
from app.base.errors import UserError
from app.base.i18n import _
from app.policy.release import ReleaseRequest
from app.store.change import Change
from app.store.store import Store
from ui.case.career.career_query import CareerShown, KnownRow, PointRow, known_rows, look, persons, shown
from ui.case.career.intervention_form import InterventionForm, field_of
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.form_side import FormSide
from ui.case.paper_form import CasePaperForm
from ui.shell.late_import import load_late
from ui.widgets.column import Column
from ui.widgets.drawing_view import DrawingView
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import labelled_button, make_action


class CareerTab(CaseTab):
    """Who and on which basis above; then lanes, the same as a table, and the possible interventions."""

    key = "career"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.found: CareerShown | None = None
        self._looked = ("", "")
        self.person = QComboBox()
        self.person.setAccessibleName(_("Person"))
        self.person.setMinimumContentsLength(24)
        self.basis = QLineEdit()
        self.basis.setAccessibleName(_("Legal basis"))
        self.basis.setPlaceholderText(_("Legal basis of looking, it goes into the log"))
        self.basis.setMinimumWidth(300)
        self.named = QCheckBox(_("Show names"))
        self.show_button = QPushButton(_("Show"))
        self.trouble = PlainLabel()
        self.trouble.hide()
        self.who = PlainLabel()
        self.note = MutedLabel()
        self.lanes = DrawingView(_("Lanes of the career"))
        self.events = TableView(_event_columns(), _("Nothing of this person is dated."), name=_("Events"))
        self.points = TableView(
            _point_columns(), _("No possible intervention is named yet."), name=_("Possible interventions")
        )
        self.known = TableView(
            _known_columns(),
            _("Nothing of this person was known in this case file on that day."),
            name=_("What was known then"),
        )
        self.empty = EmptyState(
            "calendar-days",
            _("Choose a person and state the legal basis of looking; both go into the log."),
        )
        self.stack = QStackedWidget()
        self.side = FormSide()
        self.print_form = CasePaperForm(desk, _("career"), self._write)
        self.point_action = make_action(
            self, _("Name a possible intervention"), "flag", self.begin_point, shortcut="Ctrl+Shift+A"
        )
        self.print_action = make_action(
            self, _("Print"), "file-down", self.print_form.ask, shortcut="Ctrl+Shift+K"
        )
        self._lay_out()
        self._connect()
        self._offer()

    def _lay_out(self) -> None:
        bar = QWidget()
        row = FlowLayout(bar)
        for widget in (
            self.person,
            self.basis,
            self.named,
            self.show_button,
            labelled_button(self.point_action),
            labelled_button(self.print_action),
        ):
            row.addWidget(widget)
        pages = QTabWidget()
        pages.setDocumentMode(True)
        pages.addTab(self.events, _("What is recorded"))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self.points)
        both.addWidget(self.known)
        pages.addTab(both, _("Possible interventions"))
        self.pages = pages
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.lanes)
        split.addWidget(pages)
        split.setSizes([300, 260])
        self.stack.addWidget(self.empty)
        self.stack.addWidget(split)
        left = QVBoxLayout()
        left.setSpacing(4)
        for label in (self.trouble, self.who, self.note):
            label.setWordWrap(True)
            label.setContentsMargins(14, 2, 14, 2)
        for above in (bar, self.trouble, self.who):
            left.addWidget(above)
        left.addWidget(self.stack, 1)
        left.addWidget(self.note)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self.side)
        whole.addWidget(self.print_form)

    def _connect(self) -> None:
        self.show_button.clicked.connect(lambda _checked=False: self.look())
        self.basis.returnPressed.connect(self.look)
        self.person.currentIndexChanged.connect(lambda _index: self._forget())
        self.named.toggled.connect(lambda _on: self._again())
        self.points.selection_changed.connect(self._show_known)
        self.events.row_activated.connect(self._open)

    # --- CaseTab

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        before = self.person.currentData()
        self.person.blockSignals(True)
        self.person.clear()
        for person_id, name in persons(data):
            self.person.addItem(name, person_id)
        self.person.setCurrentIndex(max(self.person.findData(before), 0))
        self.person.blockSignals(False)
        if self._looked[0] != self.person.currentData():
            self._forget()
        self._again()

    def find_here(self) -> None:
        """See CaseTab."""
        self.events.focus_filter()

    # --- what is done

    def look(self) -> None:
        """Show the person chosen on the legal basis stated; the log is told first."""
        person_id, basis = str(self.person.currentData() or ""), self.basis.text().strip()
        if not person_id:
            return
        case_id, named = self.desk.case_id, self.named.isChecked()
        self._looked = (person_id, basis)
        self.desk.session.write(
            self, lambda store: look(store, case_id, person_id, basis, named=named), self._show, self._refused
        )

    def begin_point(self) -> None:
        """Open the form for a possible intervention."""
        if self.found is None or self.desk.data is None:
            return
        form = InterventionForm(self.desk.data, self._looked[0], self.desk.last_source)
        case_id = self.desk.case_id

        def send(values: dict[str, str]) -> None:
            form.set_busy(True)
            self.desk.session.write(
                form,
                lambda store: form.command(store, case_id, values),
                self._sent,
                partial(self.side.refused, form, field_of),
            )

        form.submitted.connect(send)
        self.side.place(form)

    def _sent(self, _change: Change) -> None:
        self.side.leave()
        self.pages.setCurrentIndex(1)

    def _again(self) -> None:
        data, person_id = self.desk.data, self._looked[0]
        if self.found is None or data is None or person_id not in data.subjects:
            return
        records, named = data.records, self.named.isChecked()
        self.desk.session.read(
            self, lambda store: shown(store, records, person_id, named=named), self._show, self._refused
        )

    def _show(self, found: CareerShown) -> None:
        self.found = found
        self.trouble.setText("\n".join(found.wrong))
        self.trouble.setVisible(bool(found.wrong))
        self.who.setText(found.person)
        self.note.setText(career_note())
        self.lanes.show_drawing(found.drawing)
        self.events.set_rows(found.lines)
        self.points.set_rows(found.points)
        self.known.set_rows(known_rows(found.points[0]) if found.points else ())
        self.stack.setCurrentIndex(1)
        self._offer()

    def _show_known(self, chosen: list[PointRow]) -> None:
        if chosen:
            self.known.set_rows(known_rows(chosen[0]))

    def _refused(self, error: UserError) -> None:
        self._forget()
        self.trouble.setText(error.text)
        self.trouble.show()
        self.basis.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        """Show nothing of anybody until it is asked for on a basis."""
        self.found = None
        self._looked = ("", "")
        self.trouble.hide()
        self.who.setText("")
        self.note.setText("")
        self.stack.setCurrentIndex(0)
        self.side.leave()
        self.print_form.hide()
        self._offer()

    def _offer(self) -> None:
        for action in (self.point_action, self.print_action):
            action.setEnabled(self.found is not None)

    def _open(self, line: object) -> None:
        if isinstance(line, CareerLine):
            self.desk.choose_subject(line.subject_id)
            self.desk.tab_wanted.emit("subjects")

    def _write(
        self, store: Store, request: ReleaseRequest | None, path: Path, values: dict[str, str]
    ) -> object:
        pages, papers = load_late("app.briefing.career_pages"), load_late("app.handover.case_papers")
        person_id, basis = self._looked
        sheets = load_late("app.handover.case_sheets")
        wish = sheets.career_wish(store, self.desk.case_id, person_id, basis, named=self.named.isChecked())
        compose = partial(pages.compose_career, wish=wish)
        written: object = papers.write_case_paper(
            store,
            self.desk.case_id,
            request,
            path,
            "career",
            compose,
            language=values["language"],
            reason=basis,
        )
        return written


def _event_columns() -> tuple[Column[CareerLine], ...]:
    return (
        Column("no", lambda: _("No."), lambda r: str(r.number or "–"), sort=lambda r: r.number, width=50),
        Column("lane", lambda: _("Lane"), lambda r: r.lane, width=150),
        Column("when", lambda: _("When"), lambda r: r.when, sort=lambda r: r.number, width=170),
        Column("what", lambda: _("What"), lambda r: r.text, tooltip=lambda r: r.text, width=560),
    )


def _point_columns() -> tuple[Column[PointRow], ...]:
    return (
        Column("no", lambda: _("No."), lambda r: str(r.point.number), width=44),
        Column("when", lambda: _("When"), lambda r: r.point.when, width=100),
        Column("what", lambda: _("What"), lambda r: r.point.text, tooltip=lambda r: r.point.why, width=220),
        Column("agency", lambda: _("Agency"), lambda r: r.point.agency, width=130),
        Column(
            "provision",
            lambda: _("Provision then"),
            lambda r: f"{r.provision.citation} – {r.provision.said}",
            tooltip=lambda r: r.provision.said,
            width=260,
        ),
    )


def _known_columns() -> tuple[Column[KnownRow], ...]:
    return (
        Column(
            "text", lambda: _("Known in the file then"), lambda r: r.text, tooltip=lambda r: r.text, width=330
        ),
        Column("how", lambda: _("How"), lambda r: r.how, muted=True, width=170),
    )
