"""The form of a case's frame: the same fields for a new case and for one that is there."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import CaseHeader
from app.base.words import classification_word, regime_word
from app.casework import case_frame, case_lists
from ui.shell.inline_form import Choices, InlineForm
from ui.widgets.plain_label import MutedLabel

_LINES = 2
BECAUSE = "because"
_FIELD_OF = {"case.exists": "reference", "case.classification": "classification", "review.day": "review_due"}


class CaseFrameForm(InlineForm):
    """Edits `header`, or begins a new case if there is none."""

    def __init__(
        self,
        title: str,
        submit_text: str,
        header: CaseHeader | None = None,
        outward: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title, submit_text)
        self._filling = False
        self.about = f"frame {header.id}" if header is not None else None
        said = header
        if said is None:
            self.add_text("reference", _("Reference"), hint=_("for example 360-2026-001"))
        self.add_text("title", _("Title"), said.title if said else "")
        self._add_lines("question", _("Question the case answers"), said.question if said else "")
        self._add_lines("purpose", _("Purpose"), said.purpose if said else "")
        if outward is not None:
            self._add_outward(outward)
        self.add_text("legal_basis", _("Legal basis"), said.legal_basis if said else "")
        self.add_choice("regime", _("Regime"), regimes(said), said.regime if said else "polg_nrw")
        self.add_text("controller", _("Controller"), said.controller if said else "",
                      hint=_("the body responsible for the data"))  # fmt: skip
        self.add_choice("pillar", _("Pillar"), _listed(case_lists.PILLARS, said.pillar if said else ""),
                        said.pillar if said else "")  # fmt: skip
        self.add_choice("topic", _("Topic"), _listed(case_lists.TOPICS, said.topic if said else ""),
                        said.topic if said else "")  # fmt: skip
        marking = [(code, classification_word(code)) for code in ("OPEN", "VS-NfD")]
        self.add_choice("classification", _("Marking"), marking, said.classification if said else "OPEN")
        self.add_text("review_due", _("Review of the case"), said.review_due if said else "",
                      hint=_("for example 2027-12-31"))  # fmt: skip
        self.require(*case_frame.FROM_THE_START, *([] if said else ["reference"]))

    def _add_outward(self, outward: Mapping[str, str]) -> None:
        """Add the words that other agencies read; nothing of the case's own words goes by itself."""
        note = MutedLabel(_("What every agency may read of it. Empty: it stays in the office."))
        note.setContentsMargins(0, 8, 0, 0)
        self.add_widget(note)
        self.add_text("title_outward", case_frame.field_word("title_outward"), outward.get("title", ""))
        for field in ("question", "purpose"):
            key = f"{field}_outward"
            self._add_lines(key, case_frame.field_word(key), outward.get(field, ""))
        self.add_text(BECAUSE, _("They may read it all the same, because (enters the log)"))
        self.set_shown(BECAUSE, False)
        take = QPushButton(_("Fill in what is empty"))
        take.setToolTip(_("Puts the case's own words there; read them before you save."))
        take.setAutoDefault(False)
        take.clicked.connect(self.take_over)
        self.add_widget(take)

    def take_over(self) -> None:
        """Put the case's own words where no words for handing on are written yet; the person reads them."""
        for field in ("title", "question", "purpose"):
            if not self.value(f"{field}_outward"):
                self.set_value(f"{field}_outward", self.value(field))
        self._edited()

    def _add_lines(self, key: str, label: str, value: str) -> None:
        field = QPlainTextEdit(value)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 14)
        self._add(key, label, field)

    def set_value(self, key: str, value: str) -> None:
        """See InlineForm."""
        self._filling = True
        super().set_value(key, value)
        self._filling = False

    def _text_changed(self, field: QPlainTextEdit) -> None:
        if not self._filling:
            self._edited()

    def refuse(self, error: UserError) -> None:
        """Put a refusal beside its field."""
        self.set_busy(False)
        field = self._field_of(error)
        if field.endswith("_outward"):
            self.set_shown(BECAUSE, True)
        self.show_error(error, field)

    def _field_of(self, error: UserError) -> str:
        if error.key == "case.incomplete":
            needed = ("reference", *case_frame.FROM_THE_START)
            return next((key for key in needed if not self.value(key)), "reference")
        return _FIELD_OF.get(error.key, error.key.removeprefix("case.field."))


def regimes(header: CaseHeader | None) -> Choices:
    """Return the regimes to choose from; one of another office that is not known stays."""
    known = [(code, regime_word(code)) for code in case_frame.REGIMES]
    if header is not None and header.regime not in case_frame.REGIMES:
        known.insert(0, (header.regime, regime_word(header.regime) or _("not stated")))
    return known


def _listed(name: str, current: str) -> Choices:
    entries = case_lists.entries(name)
    choices = [("", _("not stated"))]
    choices += [(code, entry_words(entry)) for code, entry in entries.items()]
    if current and current not in entries:
        choices.append((current, current))
    return choices


def entry_words(entry: case_lists.Entry) -> str:
    """Return the words of an entry, marked if its source was not verified."""
    return entry.label if entry.verified else _("{words} (not verified)").format(words=entry.label)
