"""Who shall get what: the request, its conditions, and side by side what stays and what goes."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.policy.release import ReleaseRequest
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.provision_list import ProvisionList
from ui.case.release_query import GoesRow, ReleasePreview, StaysRow, preview, recipients
from ui.shell.inline_form import InlineForm
from ui.widgets.column import Column
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.table_view import TableView

_FORM_WIDTH = 310


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
        self.goes_title, self.stays_title = _bold(), _bold()
        self.reasons = MutedLabel()
        self._lay_out()
        self.recipient.activated.connect(lambda _index: self._ask())
        self.on_request.toggled.connect(lambda _on: self._ask())
        self.conditions.ticked.connect(self._ask)
        self.form.submitted.connect(lambda _values: self._take())
        for field in (self.purpose, self.occasion):
            field.editingFinished.connect(self._ask)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(280)
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 10, 8, 0)
        column.addWidget(self.form)
        title = _bold(_("Provisions and their conditions"))
        title.setContentsMargins(0, 10, 0, 0)
        column.addWidget(title)
        note = _("Proposed grounds; to be confirmed by the office's data protection officer.")
        column.addWidget(MutedLabel(note))
        column.addWidget(self.conditions, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        room = QScrollArea()
        room.setAccessibleName(_("Release"))
        room.setWidgetResizable(True)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setMinimumWidth(310)
        room.setWidget(left)
        split.addWidget(room)
        split.addWidget(_side(self.stays_title, self.stays, self.reasons))
        split.addWidget(
            _side(self.goes_title, self.goes, MutedLabel(_("This is all the recipient will see.")))
        )
        split.setSizes([_FORM_WIDTH, 470, 470])
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
        count = len(found.stays)
        stays = ngettext("{count} finding stays", "{count} findings stay", count)
        self.stays_title.setText(stays.format(count=count))
        self.reasons.setText(" · ".join(f"{reason}: {count}" for reason, count in found.reasons))
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


def _side(title: PlainLabel, table: QWidget, note: QWidget) -> QWidget:
    part = QWidget()
    title.setContentsMargins(14, 12, 14, 0)
    note.setContentsMargins(14, 2, 14, 0)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(title)
    column.addWidget(note)
    column.addWidget(table, 1)
    return part
