"""The form that imports a delivered file: first it says what the file would bring, then it brings it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from ui.case import form_choices
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.contribution_commands import field_of
from ui.case.contribution_form import marking_choices, regime_choices
from ui.case.contribution_label import LabelledForm
from ui.case.import_query import ImportText, bring_in, foresee, profile_choices
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.progress_row import ProgressRow

IMPORTED = frozenset({"contribution", "source", "subject", "finding", "quarantine"})
"""The kinds of rows that an import can add."""


class ImportForm(LabelledForm):
    """Sent once it checks; sent again, unchanged, it imports. Changing a field asks for a new check."""

    imported = Signal()

    def __init__(self, desk: CaseDesk, data: CaseData, path: Path) -> None:
        super().__init__(_("Import {file}").format(file=path.name), _("Check the file"))
        self._desk = desk
        self._path = path
        self._checked: dict[str, str] | None = None
        self.report: QWidget | None = None
        # Nobody delivered it by default: whose findings these are rests on this field.
        choices = (("", _("choose …")), *form_choices.agencies(data))
        agencies = self.add_choice("agency", _("Agency"), choices)
        self.add_choice("profile", _("How to read it"), profile_choices())
        self.add_text("reference", _("Reference"), hint=_("file number, report, page"))
        self.require("agency")
        self.add_text("received", _("Received on"), hint=_("today, if empty"))
        self.add_choice("provision", _("Provision it rests on"), form_choices.provisions())
        self.add_text("purpose", _("Purpose"))
        regime = self.add_choice("regime", _("Regime"), regime_choices(data.header.regime))
        self.add_choice("classification", _("Marking"), marking_choices())
        self.add_label(data.header.regime)
        names = {data.agency_name(a) for a in data.agencies}
        agencies.currentTextChanged.connect(
            lambda name: self.suggest_body(name if self.value("agency") else "", names)
        )
        regime.currentIndexChanged.connect(lambda _index: self.set_regime(self.value("regime")))
        self.progress = ProgressRow()
        self.add_widget(self.progress)
        self.submitted.connect(self._send)
        self.cancelled.connect(self.progress.cancel)

    def _send(self, values: dict[str, str]) -> None:
        self.set_busy(True)
        case_id, path = self._desk.case_id, self._path
        if values == self._checked:
            told = self.progress.begin(_("The file is imported; it comes in whole or not at all."))
            work = partial(bring_in, case_id=case_id, path=path, values=values, progress=told)
            self._desk.session.write(self, work, self._brought, self._refused)
        else:
            told = self.progress.begin(_("The file is checked; nothing is changed yet."))
            check = partial(foresee, case_id=case_id, path=path, values=values, progress=told)
            self._desk.session.read(self, check, partial(self._foreseen, values), self._refused)

    def _ended(self, *, stopped: bool) -> bool:
        self.set_busy(False)
        self.progress.end()
        if stopped:
            self._desk.session.noted.emit(_("Stopped; nothing of the file was taken in."))
        return not stopped

    def _foreseen(self, values: dict[str, str], text: ImportText | None) -> None:
        if not self._ended(stopped=text is None) or text is None:
            return
        self._checked = values
        self.submit_button.setText(_("Import it"))
        if self.report is not None:
            self.report.hide()
            self.report.deleteLater()
        self.report = _report(text)
        self.add_below(self.report)

    def _brought(self, text: ImportText | None) -> None:
        if not self._ended(stopped=text is None) or text is None:
            return
        count = text.findings
        words = ngettext("{file}: {count} finding imported.", "{file}: {count} findings imported.", count)
        told = words.format(file=text.file, count=count)
        if text.held:
            told = f"{told} {text.held}"
        self._desk.session.announce(told, self._desk.case_id, IMPORTED)
        self.imported.emit()

    def _refused(self, error: UserError) -> None:
        self._ended(stopped=False)
        self._checked = None
        self.submit_button.setText(_("Check the file"))
        self.show_error(error, field_of(error))


def _report(text: ImportText) -> QWidget:
    report = QWidget()
    column = QVBoxLayout(report)
    column.setContentsMargins(0, 12, 0, 0)
    column.setSpacing(2)
    for name, words in text.facts:
        column.addWidget(MutedLabel(name))
        column.addWidget(PlainLabel(words))
    for line in text.problems:
        column.addWidget(MutedLabel(line))
    return report
