"""The form that names a point at which an agency could have acted."""

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import career_interventions
from app.casework.career_interventions import Intervention
from app.casework.free_text import confirmed
from app.store.change import Change
from app.store.store import Store
from ui.case import assessment_query, form_choices
from ui.case.assessment_picker import CitationPicker
from ui.case.case_data import CaseData
from ui.case.evidence_form import EvidenceForm
from ui.widgets.plain_label import PlainLabel

OFFICE = "OFFICE"


def field_of(error: UserError) -> str:
    """Return the field a refusal is about."""
    special = {"provisions.unknown": "provision", "finding.valid_from": "day"}
    return special.get(error.key, error.key.removeprefix("intervention."))


class InterventionForm(EvidenceForm):
    """What could have been done, when, by whom, on which provision, and what it rests on."""

    def __init__(self, data: CaseData, person_id: str, last_source: str) -> None:
        super().__init__(_("Name a possible intervention"), _("Record"))
        self._person = person_id
        self.about = f"intervention {person_id}"
        self.add_text("text", _("What could have been done"))
        self.add_text("day", _("When"), hint=_("day, month or year"))
        self.add_text("agency", _("Agency"))
        self.add_text("provision", _("Provision"), hint=_("GewO-14-6 or “§ 35 GewO”"))
        self.add_text("why", _("Why"))
        basis = self.add_text("basis", _("Rests on"))
        basis.hide()
        self.picker = CitationPicker(assessment_query.CitableFindings(data, ""))
        self.add_widget(self.picker)
        self.picker.changed.connect(lambda: basis.setText(" ".join(self.picker.taken())))
        self.picker.changed.connect(self._edited)
        basis.textChanged.connect(lambda text: self._show_basis(tuple(text.split())))
        self.add_choice("author", _("Author of the assessment"), form_choices.agencies(data))
        self.add_evidence(data, last_source)
        self.ask_about_origin("text", "why")
        self.require("text", "day", "agency", "provision")
        self.add_widget(PlainLabel(_("Recorded as an assessment: nobody knows what it would have changed.")))
        self._offer_office(data)

    def _show_basis(self, ids: tuple[str, ...]) -> None:
        if ids != self.picker.taken():
            self.picker.set_taken(ids)

    def _offer_office(self, data: CaseData) -> None:
        own = next((a for a, agency in data.agencies.items() if agency.class_code == OFFICE), "")
        if own:
            self.set_value("author", own)
            of_office = {c.id for c in data.records.contributions if c.agency_id == own}
            sources = [s.id for s in data.records.sources if s.contribution_id in of_office]
            if sources:
                self.set_value("source", sources[-1])

    def command(self, store: Store, case_id: str, values: dict[str, str]) -> Change:
        """Record what the form says."""
        said = Intervention(
            values["text"],
            values["day"],
            values["agency"],
            values["provision"],
            values["source"],
            values["author"],
            tuple(values["basis"].split()),
            values["why"],
        )
        reason = confirmed((said.text, said.why), values["origin_reason"])
        return career_interventions.record(store, case_id, self._person, said, reason=reason)
