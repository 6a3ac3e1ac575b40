"""Third page of the import wizard: whose file it is, on what ground, how sure, and how it is labelled."""

from app.base.i18n import _
from app.base.records import Standing
from app.exchange.profile import Profile
from app.policy import labels
from ui.case import form_choices
from ui.case.contribution_form import marking_choices, regime_choices
from ui.case.contribution_label import OWN, LabelledForm
from ui.case.contribution_query import KEYS
from ui.case.words import standing_text
from ui.exchange.import_wizard_query import Choices


class ImportFrameForm(LabelledForm):
    """What holds for the whole file; a column or a row can say otherwise of itself (second page)."""

    drafted = False

    def __init__(self, choices: Choices) -> None:
        super().__init__("", _("Next"))
        self._regimes = choices.regimes
        self._names = {words for _id, words in choices.agencies}
        # Nobody delivered it by default: whose findings these are rests on this field.
        agencies = self.add_choice("agency", _("Agency"), (("", _("choose …")), *choices.agencies))
        self.add_text("reference", _("Reference"), hint=_("file number, report, page"))
        self.add_text("received", _("Received on"), hint=_("today, if empty"))
        self.add_choice("reliability", _("Reliability"), form_choices.reliability(), "X")
        self.add_choice("credibility", _("Credibility"), form_choices.credibility(), "4")
        standings = tuple((s.value, standing_text(s)) for s in Standing)
        self.add_choice("standing", _("Standing"), standings, Standing.FACT.value)
        self.add_choice("handling", _("Handling code"), form_choices.handling(), "H0")
        self.add_text(
            "kinship_reason",
            _("Legal question for kinship"),
            hint=_("without one, ties of kinship are left out"),
        )
        self.add_choice("provision", _("Provision it rests on"), form_choices.provisions())
        self.add_text("purpose", _("Purpose"))
        regime = self.add_choice("regime", _("Regime"), regime_choices(""))
        self.add_choice("classification", _("Marking"), marking_choices())
        self.add_label("")
        self.require("agency")
        agencies.currentTextChanged.connect(
            lambda name: self.suggest_body(name if self.value("agency") else "", self._names)
        )
        regime.currentIndexChanged.connect(lambda _index: self.set_regime(self.value("regime")))
        # The wizard's own buttons go on and back.
        self.submit_button.hide()
        self.cancel_button.hide()

    def show_grading(self, profile: Profile) -> None:
        """Fill in how a kept profile grades, labels and handles its files."""
        for key in ("reliability", "credibility", "handling"):
            self.set_value(key, str(getattr(profile.grading, key)))
        self.set_value("standing", profile.grading.standing.value)
        if profile.label_of_law is not None:
            for part in labels.PARTS:
                self._show_part(part, str(getattr(profile.label_of_law, part)))
            self.tell_label()

    def _show_part(self, part: str, text: str) -> None:
        if f"{part}_own" not in self.held():
            self.set_value(KEYS[part], text)
            return
        code = labels.code_of(part, text)
        self.set_value(part, code or (OWN if text else ""))
        self.set_value(f"{part}_own", "" if code else text)

    def set_graph(self, *, graph: bool) -> None:
        """A graph says itself which of its links are kinship; a table has it with its links."""
        self.set_shown("kinship_reason", graph)

    def set_case(self, case_id: str) -> None:
        """Take the regime of the case that the file goes into."""
        case_regime = self._regimes.get(case_id, "")
        self._case_regime = case_regime
        self.set_choices("regime", regime_choices(case_regime), self.value("regime"))
        self.tell_label()
