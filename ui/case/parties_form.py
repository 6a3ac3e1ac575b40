"""The form of an agency that takes part in the case: role, and the provision it takes part on."""

from PySide6.QtCore import Signal

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import case_lists, case_parties
from app.casework.case_parties import Party
from app.policy.provisions import catalogue
from app.store.change import Change
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.shell.inline_form import Choices, InlineForm
from ui.shell.removal_question import RemovalQuestion
from ui.widgets.plain_label import MutedLabel

_FIELD_OF = {"party.lead": "role", "case_list.roles": "role", "provisions.unknown": "provision"}


class PartyForm(InlineForm):
    """A new agency in the case, or another role of one that is there."""

    taken_out = Signal(str)
    """The party's id."""

    def __init__(self, data: CaseData, party: Party | None = None) -> None:
        title = _("Participating agency") if party is None else data.agency_name(party.agency_id)
        super().__init__(title, _("Record"))
        self.about = f"party {party.id if party else ''}"
        self._data = data
        self._party = party
        agencies = [(a.id, data.agency_name(a.id)) for a in data.records.agencies]
        chosen = party.agency_id if party else ""
        field = self.add_choice("agency", _("Agency"), agencies, chosen)
        field.setEnabled(party is None)
        self.require("agency")
        roles = [(code, e.label) for code, e in case_lists.entries(case_lists.ROLES).items()]
        self.add_choice("role", _("Role in the case"), roles, party.role if party else "contributing")
        provisions = self.add_choice("provision", _("Takes part on the provision"), ())
        self.meaning = MutedLabel()
        self.add_widget(self.meaning)
        self.add_text("note", _("Note"), party.note if party else "")
        field.currentIndexChanged.connect(self._offer)
        self._offer()
        self._say()
        provisions.currentIndexChanged.connect(self._say)
        if party is not None:
            self._add_removal(party)

    def _add_removal(self, party: Party) -> None:
        going = _("With it go its role, its provision and the note. What it contributed stays in the case.")
        question = RemovalQuestion(_("Take out of the case"), going)
        question.agreed.connect(lambda: self.taken_out.emit(party.id))
        self.add_below(question)

    def _offer(self, _index: int = 0) -> None:
        current = self._party.provision if self._party else ""
        self.set_choices("provision", provision_choices(self._data, self.value("agency"), current), current)

    def _say(self, _index: int = 0) -> None:
        chosen = catalogue().get(self.value("provision"))
        said = chosen.paraphrase if chosen else ""
        self.meaning.setText(said)
        self.meaning.setVisible(bool(said))

    def refuse(self, error: UserError) -> None:
        """Put a refusal beside its field."""
        self.set_busy(False)
        self.show_error(error, _FIELD_OF.get(error.key, "agency"))


def provision_choices(data: CaseData, agency_id: str, current: str) -> Choices:
    """Return the provisions of an agency, of all while there is none; what was chosen before stays.

    The citation says if its text was not verified.
    """
    agency = data.agencies.get(agency_id)
    found = case_parties.offered(agency.class_code) if agency else tuple(catalogue().values())
    if current in catalogue() and current not in {p.id for p in found}:
        found = (catalogue()[current], *found)
    return [("", _("none named")), *((p.id, p.citation) for p in found)]


def put(store: Store, case_id: str, values: dict[str, str]) -> Change:
    """Record what the form says."""
    return case_parties.put(
        store, case_id, values["agency"], values["role"], values["provision"], values["note"]
    )
