"""The form that registers what an agency delivered: what it is, on what ground, how it is labelled."""

from app.base.i18n import _
from app.base.words import regime_word
from app.casework.case_frame import REGIMES
from app.policy import labels
from app.policy.provisions import catalogue
from ui.case import form_choices
from ui.case.case_data import CaseData
from ui.case.contribution_files import FileList
from ui.case.contribution_label import LabelledForm
from ui.case.kept_bytes import KeptBytes
from ui.case.parties_form import provision_choices
from ui.shell.inline_form import Choices
from ui.widgets.plain_label import MutedLabel

HIGHER = "VS-VERTRAULICH"
"""Stands for everything above VS-NfD: it can be chosen, and is refused with what to do about it."""


class ContributionForm(LabelledForm):
    """Cancel stops files that are on their way."""

    def __init__(self, data: CaseData) -> None:
        super().__init__(_("A new contribution"), _("Register"))
        self.about = "contribution"
        self._data = data
        # Nobody delivered it by default: whose findings these are rests on this field.
        agencies = (("", _("choose …")), *form_choices.agencies(data))
        self.agencies = self.add_choice("agency", _("Agency"), agencies)
        kinds = [("", _("not stated")), *((e.label, e.label) for e in labels.entries(labels.KINDS).values())]
        self.add_choice("kind", _("Kind"), kinds)
        self.add_text("title", _("Title"))
        self.require("agency", "title")
        self.add_text("received", _("Received on"), hint=_("today, if empty"))
        self.add_text("reference", _("Reference"), hint=_("file number, report, page"))
        self.add_choice("reliability", _("Reliability"), form_choices.reliability(), "X")
        self.provisions = self.add_choice("provision", _("Provision it rests on"), ())
        self.meaning = MutedLabel()
        self.add_widget(self.meaning)
        self.add_text("purpose", _("Purpose"))
        regime = self.add_choice("regime", _("Regime"), regime_choices(data.header.regime))
        self.add_choice("classification", _("Marking"), marking_choices())
        self.files = FileList()
        self.add_widget(self.files)
        self.add_label(data.header.regime)
        self._follow_agency()
        self.agencies.currentIndexChanged.connect(lambda _index: self._follow_agency())
        self.provisions.currentIndexChanged.connect(lambda _index: self._tell_provision())
        regime.currentIndexChanged.connect(lambda _index: self.set_regime(self.value("regime")))
        self.kept = KeptBytes(self)

    def _follow_agency(self) -> None:
        """The agency's provisions, and its name as the collecting body unless something else stands there."""
        agency, names = self.value("agency"), {self._data.agency_name(a) for a in self._data.agencies}
        self.set_choices("provision", provision_choices(self._data, agency, ""), self.value("provision"))
        self.suggest_body(self._data.agency_name(agency), names)
        self._tell_provision()

    def _tell_provision(self) -> None:
        chosen = catalogue().get(self.value("provision"))
        self.meaning.setText(chosen.paraphrase if chosen else "")
        self.meaning.setVisible(chosen is not None)


def regime_choices(case_regime: str) -> Choices:
    """Return the regimes; the first is that of the case."""
    own = (
        _("as the case: {regime}").format(regime=regime_word(case_regime)) if case_regime else _("not stated")
    )
    return (("", own), *((code, regime_word(code)) for code in REGIMES))


def marking_choices() -> Choices:
    """Return the markings; what may not be held here is among them, so that the form can say so."""
    return (("OPEN", _("OPEN")), ("VS-NfD", "VS-NfD"), (HIGHER, _("higher than VS-NfD")))
