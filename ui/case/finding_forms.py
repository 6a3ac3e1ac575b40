"""The forms about findings: add one, correct one, restrict one."""

from app.base.i18n import _
from ui.case import form_choices
from ui.case.case_data import CaseData
from ui.case.source_query import source_choices
from ui.shell.inline_form import InlineForm


class EvidenceForm(InlineForm):
    """A form whose last fields say where the statement comes from and how sure it is."""

    def add_evidence(self, data: CaseData, last_source: str) -> None:
        """Add source and credibility."""
        self.add_choice("source", _("Source"), source_choices(data), last_source)
        self.add_choice("credibility", _("Credibility"), form_choices.credibility(), "4")


class AddFindingForm(EvidenceForm):
    """A new finding about a subject."""

    def __init__(self, data: CaseData, subject_id: str, last_source: str) -> None:
        super().__init__(_("A new finding"), _("Record"))
        self._type = data.subjects[subject_id].type
        self.properties = self.add_choice("property", _("Field"), form_choices.properties(self._type))
        self.add_text("value", _("Value"))
        self.add_choice("choice", _("Value"), ())
        self.add_evidence(data, last_source)
        self.standing = self.add_choice("standing", _("Standing"), form_choices.standings())
        self.add_choice("author", _("Author of the assessment"), form_choices.agencies(data))
        self.add_choice("basis", _("Rests on"), form_choices.basis(data, subject_id))
        self.add_text("valid_from", _("Holds from"), hint=_("for example 2026-03 or 05.03.2026"))
        self.add_check("exonerating", _("Speaks for the person (exonerating)"))
        self.properties.currentIndexChanged.connect(lambda _index: self._follow())
        self.standing.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()

    def values(self) -> dict[str, str]:
        """See InlineForm; the value may have been chosen from a list."""
        found = super().values()
        choice = found.pop("choice")
        return {**found, "value": choice} if self._has_choices() else found

    def _has_choices(self) -> bool:
        return bool(form_choices.values_of(self._type, self.value("property")))

    def _follow(self) -> None:
        choices = form_choices.values_of(self._type, self.value("property"))
        self.set_choices("choice", choices)
        self.set_shown("choice", bool(choices))
        self.set_shown("value", not choices)
        opinion = self.value("standing") != "fact"
        self.set_shown("author", opinion)
        self.set_shown("basis", opinion)


class CorrectFindingForm(EvidenceForm):
    """The right value for a finding; the old one stays readable."""

    def __init__(self, data: CaseData, finding_id: str) -> None:
        super().__init__(_("Correct the finding"), _("Correct"))
        finding = data.findings[finding_id]
        choices = form_choices.values_of(data.subjects[finding.subject_id].type, finding.property)
        if choices:
            self.add_choice("value", data.property_label(finding), choices, finding.value)
        else:
            self.add_text("value", data.property_label(finding), finding.value)
        self.add_evidence(data, finding.source_id)
        self.set_value("credibility", finding.credibility)


class ReasonForm(InlineForm):
    """Asks for the reason of a step that the log must explain."""

    def __init__(self, title: str, submit_text: str) -> None:
        super().__init__(title, submit_text)
        self.add_text("reason", _("Reason"))
