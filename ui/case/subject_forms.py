"""The forms that make subjects: a node, and a link between two nodes."""

from app.base.i18n import _
from app.casework import subjects
from ui.case import form_choices
from ui.case.case_data import CaseData
from ui.case.evidence_form import EvidenceForm


class AddNodeForm(EvidenceForm):
    """A new node with the finding that names it; a person also with role and reason."""

    about = ""

    def __init__(self, data: CaseData, last_source: str, node_type: str = subjects.PERSON) -> None:
        super().__init__(_("A new node"), _("Add"))
        self.kind = self.add_choice("type", _("Type"), form_choices.node_types(), node_type)
        self.add_text("value", _("Name"))
        roles = (("", _("choose …")), *form_choices.values_of(subjects.PERSON, subjects.ROLE))
        self.add_choice(subjects.ROLE, _("Role in the case (BDSG section 72)"), roles)
        self.add_text(subjects.ROLE_REASON, _("Why this role, and why the record is necessary"))
        self.require("value", subjects.ROLE, subjects.ROLE_REASON)
        self.ask_about_origin(subjects.ROLE_REASON)
        self.add_evidence(data, last_source)
        self.kind.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()

    def focus_first(self) -> None:
        """Put the cursor where the name goes; the type is mostly right already."""
        self.field("value").setFocus()

    def _follow(self) -> None:
        person = self.value("type") == subjects.PERSON
        self.set_shown(subjects.ROLE, person)
        self.set_shown(subjects.ROLE_REASON, person)
        self.look_for_origin()

    def free_texts(self) -> list[str]:
        """See EvidenceForm."""
        return super().free_texts() if self.value("type") == subjects.PERSON else []


class AddLinkForm(EvidenceForm):
    """A new link with the finding that it exists."""

    def __init__(self, data: CaseData, ends: tuple[str, str], last_source: str) -> None:
        title = _("{start} – {end}").format(start=data.caption(ends[0]), end=data.caption(ends[1]))
        super().__init__(title, _("Link"))
        self.ends = ends
        types = tuple(data.subjects[end].type for end in ends)
        choices = form_choices.link_types(*types)
        if not choices:
            self.ends = (ends[1], ends[0])
            choices = form_choices.link_types(types[1], types[0])
        self.kind = self.add_choice("type", _("Kind of link"), choices)
        self.add_text("reason", _("Why this link is necessary to record"))
        self.require("type", "reason")
        self.ask_about_origin("reason")
        self.add_evidence(data, last_source)
        self.add_text("valid_from", _("Holds from"), hint=_("for example 2026-03 or 05.03.2026"))
        self.kind.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()

    def _follow(self) -> None:
        self.set_shown("reason", form_choices.needs_reason(self.value("type")))
