"""A form whose last fields say where a statement comes from, and that asks about words of origin."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import free_text
from ui.case import form_choices
from ui.case.case_data import CaseData
from ui.case.source_query import source_choices
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import PlainLabel


class EvidenceForm(InlineForm):
    """Source and credibility at the end; while free texts name an origin, the question why it is needed."""

    def add_evidence(self, data: CaseData, last_source: str) -> None:
        """Add source and credibility."""
        self.add_choice("source", _("Source"), source_choices(data), last_source)
        self.add_choice("credibility", _("Credibility"), form_choices.credibility(), "4")
        self.require("source")

    def ask_about_origin(self, *keys: str) -> None:
        """Watch these fields for words of origin; the question stands where this is called."""
        self._watched = keys
        self.question = PlainLabel("")
        self.question.hide()
        self.add_widget(self.question)
        self.add_text(
            "origin_reason", _("Why it is needed here"), hint=_("goes into the log, the words do not")
        )
        self.set_shown("origin_reason", False)
        for key in keys:
            field = self.field(key)
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.textChanged.connect(lambda *_text: self.look_for_origin())

    def free_texts(self) -> list[str]:
        """Return the texts that are looked through; a form may leave some out."""
        return [self.value(key) for key in self._watched]

    def look_for_origin(self) -> None:
        """Show the question while there is something to ask."""
        words = free_text.named(self.free_texts())
        if words:
            named = ", ".join(_("“{word}” ({group})").format(word=w.word, group=w.group) for w in words)
            asked = _("Needed here? {words}. {why}").format(words=named, why=words[0].reason)
            self.question.setText(asked)
        self.question.setVisible(bool(words))
        self.set_shown("origin_reason", bool(words))

    def show_error(self, error: UserError, key: str = "") -> None:
        """See InlineForm; what is asked about words of origin stands at the field for the answer."""
        if error.key in (free_text.KEY, "text.telling"):
            self.question.setVisible(error.key != free_text.KEY)
            self.set_shown("origin_reason", True)
            key = "origin_reason"
        super().show_error(error, key)
