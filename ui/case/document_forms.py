"""The forms about documents: add files or a pasted text, record a passage, save a copy outside."""

from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import SubjectKind
from app.casework.passage_findings import UNKNOWN_RELIABILITY
from app.casework.passages import Passage, display, to_text
from ui.case import form_choices
from ui.case.case_data import CaseData, property_of
from ui.case.finding_forms import EvidenceForm
from ui.case.kept_bytes import KeptBytes
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel

_PREVIEW = 400

# What a passage mostly becomes: words that stand in a document are rarely a choice from a list.
_RUNNING_TEXT = ("statement", "description", "note")


class AttachForm(InlineForm):
    """Which contribution the files came with; while they are added, how far that is. Cancel stops it."""

    def __init__(self, data: CaseData, names: list[str]) -> None:
        super().__init__(_("Add documents"), _("Add"))
        self.add_widget(PlainLabel("\n".join(names)))
        _add_contribution(self, data)
        self.kept = KeptBytes(self)


class PasteForm(InlineForm):
    """A text from the clipboard as a document of its own."""

    def __init__(self, data: CaseData, text: str) -> None:
        super().__init__(_("Add a pasted text"), _("Add"))
        self.add_text("name", _("Name"), _("Pasted text"))
        self.require("name")
        _add_contribution(self, data)
        shown = text if len(text) <= _PREVIEW else f"{text[:_PREVIEW]}…"
        self.add_widget(MutedLabel(_("From the clipboard:")))
        self.add_widget(PlainLabel(shown))


class CopyForm(InlineForm):
    """Warns of what leaves the store, and asks why."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Save a copy outside"), _("Choose a file …"))
        self.add_widget(PlainLabel(name))
        self.add_widget(
            PlainLabel(
                _(
                    "The copy is not encrypted, and no deadline reaches it. It is internal: an agency gets "
                    "documents through “Release” and “Package” only. The log names you and your reason."
                )
            )
        )
        self.add_text("reason", _("Reason"))
        self.require("reason")


class PassageForm(EvidenceForm):
    """What a marked passage says about a subject; source and place are the document's."""

    def __init__(
        self, data: CaseData, document_id: str, passage: Passage, words: str, subject_id: str = ""
    ) -> None:
        super().__init__(_("Record a passage as finding"), _("Record"))
        self._data = data
        place = f"{data.documents[document_id].name}, {display(to_text(passage))}"
        self.add_widget(MutedLabel(place))
        named = (("", _("choose …")), *_subjects(data))
        self.subjects = self.add_choice("subject", _("Subject"), named, subject_id)
        self.properties = self.add_choice("property", _("Field"), ())
        value = self.add_text("value", _("Value"), " ".join(words.split()))
        value.setCursorPosition(0)
        self.add_choice("choice", _("Value"), ())
        self.require("subject", "property", "value", "choice")
        self.ask_about_origin("value")
        own = [s for s in data.records.sources if s.document_id == document_id]
        if own:
            self.add_choice("source", _("Source"), [(s.id, f"{s.reference} ({s.reliability})") for s in own])
        else:
            graded = form_choices.reliability()
            label = _("Reliability of the document as a source")
            self.add_choice("reliability", label, graded, UNKNOWN_RELIABILITY)
        self.add_choice("credibility", _("Credibility"), form_choices.credibility(), "4")
        self.add_text("valid_from", _("Holds from"), hint=_("for example 2026-03 or 05.03.2026"))
        self.add_check("exonerating", _("Speaks for the person (exonerating)"))
        self.subjects.currentIndexChanged.connect(lambda _index: self._follow_subject())
        self.properties.currentIndexChanged.connect(lambda _index: self._follow_property())
        self._follow_subject()

    def values(self) -> dict[str, str]:
        """See InlineForm; the value may have been chosen from a list."""
        found = super().values()
        choice = found.pop("choice")
        found["type"] = self._type()
        return {**found, "value": choice} if self._choices() else found

    def free_texts(self) -> list[str]:
        """See EvidenceForm; only running text is looked through."""
        declared = property_of(self._type(), self.value("property"))
        return super().free_texts() if declared is not None and declared.value_type == "text" else []

    def _type(self) -> str:
        subject = self._data.subjects.get(self.value("subject"))
        return subject.type if subject else ""

    def _choices(self) -> form_choices.Choices:
        return form_choices.values_of(self._type(), self.value("property"))

    def _follow_subject(self) -> None:
        fields = form_choices.properties(self._type())
        known = dict(fields)
        wanted = (self.value("property"), *_RUNNING_TEXT)
        self.set_choices("property", fields, next((name for name in wanted if name in known), ""))
        self._follow_property()

    def _follow_property(self) -> None:
        choices = self._choices()
        self.set_choices("choice", choices)
        self.set_shown("choice", bool(choices))
        self.set_shown("value", not choices)
        self.look_for_origin()


def _add_contribution(form: InlineForm, data: CaseData) -> None:
    known = [(c.id, f"{data.agency_name(c.agency_id)} · {c.title}") for c in data.records.contributions]
    form.add_choice("contribution", _("Came with the contribution"), known, known[-1][0] if known else "")
    form.require("contribution")


def _subjects(data: CaseData) -> list[tuple[str, str]]:
    standing = {f.subject_id for f in data.current}
    nodes = [s for s in data.records.subjects if s.kind is SubjectKind.NODE and s.id in standing]
    named = [(s.id, f"{data.caption(s.id)} ({data.type_label(s.id)})") for s in nodes]
    return sorted(named, key=lambda pair: list_order(pair[1]))
