"""The form of an assessment: what, how probable, how well founded, by whom, resting on what."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Standing
from app.casework.assessment_list import ALTERNATIVE, CHANGE, GROUND, KINDS, Assessment
from app.casework.sentences import mixed_sentences
from ui.case import assessment_query, form_choices
from ui.case.assessment_picker import CitationPicker
from ui.case.case_data import CaseData
from ui.case.evidence_form import EvidenceForm
from ui.case.words import standing_text
from ui.widgets.plain_label import MutedLabel, PlainLabel

_LINES = 4


class AssessmentForm(EvidenceForm):
    """A new assessment, or one that is written anew; Ctrl+Enter saves from the text, Enter from elsewhere."""

    def __init__(self, data: CaseData, last_source: str, old: Assessment | None = None) -> None:
        title = _("A new assessment") if old is None else _("Correct the assessment")
        super().__init__(title, _("Record") if old is None else _("Correct"))
        self._add_text(old)
        self._add_degrees()
        self._add_basis(data, old)
        self.add_text("would_change", _("What would change it"))
        self.add_text("alternative", _("Alternative explanation"))
        self.add_choice("author", _("Author of the assessment"), form_choices.agencies(data))
        self.add_evidence(data, last_source)
        self._add_matter(data)
        self.ask_about_origin("text", "title", "ground", "would_change", "alternative")
        if old is not None:
            self._fill_from(old)
        else:
            self._offer_office(data)
        self._look_at_text()

    def _add_text(self, old: Assessment | None) -> None:
        standings = [(str(s), standing_text(s)) for s in (Standing.ASSESSMENT, Standing.HYPOTHESIS)]
        self.add_choice("standing", _("Standing"), standings)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 14)
        self.text.setPlaceholderText(_("what you conclude, in one or two sentences"))
        self._add("text", _("Text"), self.text)
        self.require("text")
        self.warning = PlainLabel()
        self.warning.hide()
        self.add_widget(self.warning)
        self.text.textChanged.connect(self._look_at_text)

    def _add_degrees(self) -> None:
        self.add_choice("likelihood", _("Probability"), assessment_query.likelihoods())
        self.add_choice("confidence", _("Confidence"), assessment_query.confidences())
        self.add_text("ground", _("What the confidence rests on"))

    def _add_basis(self, data: CaseData, old: Assessment | None) -> None:
        basis = self.add_text("basis", _("Rests on"))
        basis.hide()
        citable = assessment_query.CitableFindings(data, old.finding.id if old is not None else "")
        self.picker = CitationPicker(citable)
        self.add_widget(self.picker)
        self.picker.changed.connect(lambda: basis.setText(" ".join(self.picker.taken())))
        self.picker.changed.connect(self._edited)
        basis.textChanged.connect(lambda text: self._show_basis(tuple(text.split())))

    def _show_basis(self, ids: tuple[str, ...]) -> None:
        if ids != self.picker.taken():
            self.picker.set_taken(ids)

    def _add_matter(self, data: CaseData) -> None:
        kinds = [(kind, assessment_query.kind_text(kind)) for kind in KINDS]
        self.add_choice("kind", _("Kind"), kinds)
        matter = self.add_choice("matter", _("Matter it belongs to"), assessment_query.matters(data))
        self.add_text("title", _("Title of the new matter"), hint=_("empty: the beginning of the text"))
        matter.currentIndexChanged.connect(lambda _index: self.set_shown("title", not self.value("matter")))

    def _offer_office(self, data: CaseData) -> None:
        own = next((a for a, agency in data.agencies.items() if agency.class_code == "OFFICE"), "")
        if own:
            self.set_value("author", own)
            of_office = {c.id for c in data.records.contributions if c.agency_id == own}
            sources = [s.id for s in data.records.sources if s.contribution_id in of_office]
            if sources:
                self.set_value("source", sources[-1])

    def _fill_from(self, old: Assessment) -> None:
        f = old.finding
        notes = {name: note.value for name, note in old.notes.items()}
        for key, value in (
            ("standing", str(f.standing)),
            ("text", f.value),
            ("likelihood", f.likelihood),
            ("confidence", f.confidence),
            ("ground", notes.get(GROUND, "")),
            ("would_change", notes.get(CHANGE, "")),
            ("alternative", notes.get(ALTERNATIVE, "")),
            ("author", f.author_agency_id),
            ("source", f.source_id),
            ("credibility", f.credibility),
            ("kind", f.property),
            ("matter", f.subject_id),
            ("basis", " ".join(f.basis)),
        ):
            self.set_value(key, value)
        for key in ("matter", "title"):
            self.set_shown(key, False)

    def _look_at_text(self) -> None:
        mixed = mixed_sentences(self.text.toPlainText())
        if mixed:
            said = _("Probability and confidence stand in one sentence; make two of it: “{sentence}”")
            self.warning.setText(said.format(sentence=mixed[0]))
        self.warning.setVisible(bool(mixed))

    def focus_first(self) -> None:
        """Put the cursor where the text goes."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: UserError, key: str = "") -> None:
        """See InlineForm; what is missing in the basis is asked for where one types."""
        super().show_error(error, key)
        if key == "basis":
            self.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter makes a new line in the text; with Ctrl it saves."""
        if (
            isinstance(watched, QPlainTextEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
        return super().eventFilter(watched, event)


def scale_line() -> MutedLabel:
    """Return the line that says what the degrees mean and that they stand apart."""
    return MutedLabel(
        _("Probability says how likely it is, confidence how well that is founded; never in one sentence.")
    )
