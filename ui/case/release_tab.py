"""Who shall get what: the request, its conditions, and side by side what stays and what goes."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.records import ConsentState
from app.casework import consents, data_marks, wordings
from app.policy.release import ReleaseRequest
from app.store.roles import Act
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.consent_form import ConsentForm
from ui.case.data_mark_form import DataMarkForm
from ui.case.outward_form import OutwardForm, written
from ui.case.provision_list import ProvisionList
from ui.case.release_query import GoesRow, ReleasePreview, StaysRow, preview, recipients, transmission
from ui.case.release_room import ReleaseRoom, WholeText, side
from ui.shell.inline_form import InlineForm
from ui.shell.offered import offer
from ui.shell.provision_place import open_assistant
from ui.widgets.column import Column
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import labelled_button, make_action

_FORM_WIDTH, _CONDITIONS = 310, 220


def _goes_columns() -> tuple[Column[GoesRow], ...]:
    return (
        Column("subject", lambda: _("Subject"), lambda r: r.subject, tooltip=lambda r: r.subject, width=120),
        Column(
            "statement", lambda: _("Finding"), lambda r: r.statement, tooltip=lambda r: r.statement, width=150
        ),
        Column("ground", lambda: _("Ground"), lambda r: r.ground, width=120),
        Column("agency", lambda: _("From"), lambda r: r.agency, muted=True, width=100, shown=False),
    )


def _stays_columns() -> tuple[Column[StaysRow], ...]:
    return (
        Column("subject", lambda: _("Subject"), lambda r: r.subject, tooltip=lambda r: r.subject, width=120),
        Column(
            "statement", lambda: _("Finding"), lambda r: r.statement, tooltip=lambda r: r.statement, width=150
        ),
        Column(
            "reason", lambda: _("Why it stays"), lambda r: r.reason, tooltip=lambda r: r.reason, width=140
        ),
        Column("lift", lambda: _("Who could lift it"), lambda r: r.lift, tooltip=lambda r: r.lift, width=140),
        Column("agency", lambda: _("From"), lambda r: r.agency, muted=True, width=100, shown=False),
    )


class ReleaseTab(CaseTab):
    """Nothing leaves here: briefing and package take the release that is put together in this tab."""

    key = "release"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.preview: ReleasePreview | None = None
        self.form = InlineForm("", _("Take this release to the briefing"), cancel=False)
        self.recipient = self.form.add_choice("recipient", _("Recipient"), ())
        self.purpose = self.form.add_text("purpose", _("Purpose"), hint=_("what the recipient needs it for"))
        self.occasion = self.form.add_text("occasion", _("Occasion"), hint=_("for example case conference 2"))
        self.on_request = self.form.add_check("on_request", _("The recipient has asked for it"))
        self.conditions = ProvisionList()
        self.goes: TableView[GoesRow] = TableView(
            _goes_columns(), _("Choose a recipient first."), name=_("What goes")
        )
        self.stays: TableView[StaysRow] = TableView(
            _stays_columns(), _("Choose a recipient first."), name=_("What stays")
        )
        self.consent_form: ConsentForm | DataMarkForm | OutwardForm | None = None
        self.mark_goes = make_action(self, _("Mark protected data"), "shield-alert", self._mark_goes)
        self.mark_stays = make_action(self, _("Mark protected data"), "shield-alert", self._mark_stays)
        self.consent = make_action(self, _("Record consent"), "handshake", self.begin_consent)
        self.consent.setEnabled(False)
        self.wording = make_action(self, _("Words for handing on"), "pencil", self.begin_wording)
        self.wording.setEnabled(False)
        marks = [(self.mark_goes, Act.RECORD), (self.mark_stays, Act.RECORD)]
        offer(desk.session, self, [(self.consent, Act.RELEASE), (self.wording, Act.RECORD), *marks])
        self.assistant = make_action(self, _("Ask the assistant"), "scale", self._ask_assistant)
        self.stays.add_tool(labelled_button(self.consent))
        self.stays.add_tool(labelled_button(self.wording))
        for table, action in ((self.goes, self.mark_goes), (self.stays, self.mark_stays)):
            action.setEnabled(False)
            table.add_tool(labelled_button(action))
        self.goes_title, self.stays_title = _bold(), _bold()
        self.reasons = MutedLabel()
        self.chosen = PlainLabel(selectable=True)
        self.chosen.hide()
        self.beneath = QWidget()
        self.below = QVBoxLayout(self.beneath)
        self.below.setContentsMargins(14, 6, 14, 8)
        self.below.addWidget(self.chosen)
        self._lay_out()
        self.recipient.activated.connect(lambda _index: self._recipient_chosen())
        self.on_request.toggled.connect(lambda _on: self._ask())
        self.conditions.ticked.connect(self._ask)
        self.stays.selection_changed.connect(self._stays_chosen)
        self.goes.selection_changed.connect(lambda rows: self.mark_goes.setEnabled(bool(rows)))
        self.form.submitted.connect(lambda _values: self._take())
        for field in (self.purpose, self.occasion):
            field.editingFinished.connect(self._ask)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(280)
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 10, 8, 0)
        column.addWidget(self.form)
        column.addWidget(labelled_button(self.assistant), 0, Qt.AlignmentFlag.AlignLeft)
        title = _bold(_("Provisions and their conditions"))
        title.setContentsMargins(0, 10, 0, 0)
        column.addWidget(title)
        note = _("Proposed grounds; to be confirmed by the office's data protection officer.")
        column.addWidget(MutedLabel(note))
        self.conditions.setMinimumHeight(_CONDITIONS)
        column.addWidget(self.conditions, 1)
        room = QScrollArea()
        room.setAccessibleName(_("Release"))
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setMinimumWidth(310)
        room.setWidget(left)
        WholeText(self.chosen, self.beneath)
        stay = side(self.stays_title, self.stays, self.reasons, self.beneath)
        go = side(self.goes_title, self.goes, MutedLabel(_("This is all the recipient will see.")))
        split = ReleaseRoom((room, stay, go), (_FORM_WIDTH, 520, 420))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        before = self.form.value("recipient")
        self.form.set_choices("recipient", recipients(data), before)
        self._ask()

    def find_here(self) -> None:
        """See CaseTab."""
        self.stays.focus_filter()

    def request(self) -> ReleaseRequest | None:
        """Return the request as it is put together now, None while no recipient is chosen."""
        data = self.desk.data
        agency = data.agencies.get(self.form.value("recipient")) if data else None
        if agency is None:
            return None
        return ReleaseRequest(
            recipient=agency,
            purpose=self.form.value("purpose"),
            occasion=self.form.value("occasion"),
            as_of=today().isoformat(),
            on_request=bool(self.form.value("on_request")),
            confirmed=self.conditions.ticks(),
        )

    def _ask(self) -> None:
        request, data = self.request(), self.desk.data
        if request is not None and data is not None:
            self.desk.session.read(self, partial(preview, data=data, request=request), self._show)
        else:
            self._show_nothing()

    def _stays_chosen(self, rows: list[StaysRow]) -> None:
        """Say in full why the chosen finding stays, and who could lift it."""
        self.consent.setEnabled(any(r.consent for r in rows))
        self.mark_stays.setEnabled(any(r.text is None for r in rows))
        self.wording.setEnabled(len(rows) == 1 and self._can_be_worded(rows[0]))
        self.chosen.setVisible(len(rows) == 1 and self.consent_form is None)
        if len(rows) == 1:
            text = _("It stays: {reason}. Who could lift it: {lift}.")
            self.chosen.setText(text.format(reason=rows[0].reason, lift=rows[0].lift))

    def _recipient_chosen(self) -> None:
        """A consent is given for one recipient."""
        self._close_consent()
        self._ask()

    def begin_consent(self) -> None:
        """Open the form about the chosen findings and this recipient."""
        request = self.request()
        rows = [row for row in self.stays.selected_rows() if row.consent]
        if request is None or not rows:
            return
        self._close_consent()
        form = ConsentForm([r.id for r in rows], request.recipient.id, self.recipient.currentText())
        form.submitted.connect(partial(self._record, form))
        self._open(form)

    @staticmethod
    def _can_be_worded(row: StaysRow) -> bool:
        """What stands in the request itself, in a method or in a finding is changed there."""
        name = row.text.field if row.text is not None else ""
        return name in wordings.FIELDS or name.startswith("agenda.")

    def begin_wording(self) -> None:
        """Open the form about the chosen text and this recipient."""
        request, data = self.request(), self.desk.data
        rows = [row for row in self.stays.selected_rows() if self._can_be_worded(row)]
        if request is None or data is None or not rows or rows[0].text is None:
            return
        text, reader = wordings.in_the_office(data.records, rows[0].text), request.recipient.id
        now = written(data.records.wordings, text, reader)
        self._close_consent()
        form = OutwardForm(data.header.id, text, reader, self.recipient.currentText(), now)
        form.submitted.connect(partial(self._word, form))
        self._open(form)

    def _word(self, form: OutwardForm, values: dict[str, str]) -> None:
        form.set_busy(True)
        self.desk.session.write(self, partial(form.work, values=values), self._recorded, form.refuse)

    def _mark_goes(self) -> None:
        self._begin_mark([r.id for r in self.goes.selected_rows()])

    def _mark_stays(self) -> None:
        self._begin_mark([r.id for r in self.stays.selected_rows() if r.text is None])

    def _begin_mark(self, finding_ids: list[str]) -> None:
        """Open the form that marks findings as protected data."""
        if not finding_ids:
            return
        self._close_consent()
        form = DataMarkForm(finding_ids)
        form.submitted.connect(partial(self._mark, form))
        self._open(form)

    def _mark(self, form: DataMarkForm, values: dict[str, str]) -> None:
        data = self.desk.data
        if data is None:
            return
        form.set_busy(True)
        mark = partial(
            data_marks.mark,
            case_id=data.header.id,
            record_ids=form.finding_ids,
            data=[values["data"]] if values["data"] else [],
            reason=values["reason"],
        )
        self.desk.session.write(self, mark, self._recorded, form.refuse)

    def _open(self, form: ConsentForm | DataMarkForm | OutwardForm) -> None:
        form.cancelled.connect(self._close_consent)
        self.consent_form = form
        # The words about the row give their room to the form; the table above it shrinks, not its fields.
        self.chosen.hide()
        self.below.addWidget(form)
        form.setMinimumHeight(form.sizeHint().height())
        form.show()
        form.focus_first()

    def _record(self, form: ConsentForm, values: dict[str, str]) -> None:
        data = self.desk.data
        if data is None:
            return
        form.set_busy(True)
        record = partial(
            consents.record,
            case_id=data.header.id,
            finding_ids=form.finding_ids,
            recipient_id=form.recipient_id,
            state=ConsentState(values["state"]),
            reason=values["reason"],
            until=values["until"],
        )
        self.desk.session.write(self, record, self._recorded, form.refuse)

    def _recorded(self, _change: object) -> None:
        self._close_consent()
        self._ask()

    def _close_consent(self) -> None:
        if self.consent_form is not None:
            self.consent_form.hide()
            self.consent_form.deleteLater()
            self.consent_form = None
            self.stays.table.setFocus()

    def _ask_assistant(self) -> None:
        request, data = self.request(), self.desk.data
        if request is None or data is None:
            self.form.show_error(_missing(), "recipient")
            return
        open_assistant(self.desk.session, transmission(data, request))

    def _show_nothing(self) -> None:
        self.preview = None
        for table in (self.goes, self.stays):
            table.empty.set_line(_("Choose a recipient first."))
            table.set_rows(())
        self.conditions.show_blocks(())
        self.goes_title.setText(_("What the recipient will see"))
        self.stays_title.setText(_("What stays"))
        self.reasons.setText(_("Choose a recipient first."))
        self.desk.set_request(None)

    def _show(self, found: ReleasePreview) -> None:
        current = self.request()
        if current is None or current.recipient != found.request.recipient:
            return
        self.preview = found
        self.goes.empty.set_line(_("Nothing goes."))
        self.stays.empty.set_line(_("Nothing stays."))
        self.goes.set_rows(found.goes)
        self.stays.set_rows(found.stays)
        self.conditions.show_blocks(found.provisions)
        agency = self.recipient.currentText()
        count = len(found.goes)
        goes = ngettext("{agency} sees {count} finding", "{agency} sees {count} findings", count)
        self.goes_title.setText(goes.format(agency=agency, count=count))
        count = found.kept_findings
        stays = ngettext("{count} finding stays", "{count} findings stay", count)
        self.stays_title.setText(stays.format(count=count))
        said = [f"{reason}: {count}" for reason, count in found.reasons]
        if found.stopped:
            text = ngettext(
                "{count} text stops the hand-over", "{count} texts stop the hand-over", found.stopped
            )
            said.insert(0, text.format(count=found.stopped))
        self.reasons.setText(" · ".join(said))
        complete = bool(current.purpose and current.occasion)
        self.desk.set_request(current if complete else None)

    def _take(self) -> None:
        request = self.request()
        self.form.clear_errors()
        if request is None:
            self.form.show_error(_missing(), "recipient")
            return
        for key in ("purpose", "occasion"):
            if not self.form.value(key):
                self.form.show_error(_missing(), key)
                return
        self.desk.set_request(request)
        self.desk.tab_wanted.emit("briefing")


def _missing() -> UserError:
    return UserError(
        "release.incomplete",
        _("A release needs its recipient, its purpose and its occasion."),
        _("All three go into the ledger."),
    )


def _bold(text: str = "") -> PlainLabel:
    label = PlainLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
