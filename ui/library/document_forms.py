"""The forms of the library: a document or its next version, where it stands and who reads, withdrawal."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton

from app.base.errors import UserError
from app.base.i18n import _
from app.base.library_records import LibraryDocument, LibraryVersion
from app.office.library_groups import Group, Reader, ReaderKind
from app.store.roles import Role, role_word
from ui.case.evidence_form import EvidenceForm
from ui.library.library_query import Choices, kind_choices
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel

_TEXT_LINES, _FEW_LINES = 15, 3


def group_choices(groups: Sequence[Group]) -> Choices:
    """Return whom a document can be open to: everybody, or a group that the person belongs to."""
    return (("", _("everybody")), *((g.id, g.name) for g in groups if g.open_to_me))


class LibraryForm(InlineForm):
    """Fields of several lines in which the tab key goes on to the next field."""

    def add_lines(self, key: str, label: str, value: str, lines: int) -> QPlainTextEdit:
        """Add a field of several lines."""
        text = QPlainTextEdit(value)
        text.setTabChangesFocus(True)
        text.setFixedHeight(text.fontMetrics().lineSpacing() * lines + 14)
        self._add(key, label, text)
        return text

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field."""
        self.set_busy(False)
        place = str(error.params.get("place", ""))
        self.show_error(error, place if place in self.values() else "")


class WritingForm(LibraryForm, EvidenceForm):
    """A document: with `before` its next version, or the draft that is being written."""

    def __init__(
        self, areas: Choices, groups: Sequence[Group], area: str = "", before: LibraryVersion | None = None
    ) -> None:
        super().__init__(_("New version") if before else _("New document"), _("Save as draft"))
        self.before = before
        self.about = before.id if before else "new"
        self.add_text("title", _("Title"), before.title if before else "")
        if before is None:
            self.add_choice("area", _("Subject area"), areas, area)
            self.add_choice("kind", _("Kind"), kind_choices())
            self.add_choice("group", _("Who reads it"), group_choices(groups))
        self.add_text("author_agency", _("Author agency"), before.author_agency if before else "")
        hint = _("for example {example}").format(example="2027-01-31")
        self.add_text("valid_from", _("Valid from"), before.valid_from if before else "", hint=hint)
        self.add_text("valid_until", _("Valid until"), before.valid_until if before else "", hint=hint)
        self.add_lines("text", _("Text (Markdown)"), before.text if before else "", _TEXT_LINES)
        self.add_widget(MutedLabel(_("## heading · **bold** · - list · 1. steps · | table |")))
        self.add_text(
            "note", _("What is new in this version"), before.note if before and self._drafted() else ""
        )
        self._add_file()
        self.require("title")
        self.ask_about_origin("title", "text", "note")
        self.look_for_origin()

    def _drafted(self) -> bool:
        return self.before is not None and self.before.state == "draft"

    def _add_file(self) -> None:
        name = self.before.file_name if self.before else ""
        hint = _("stays: {name}").format(name=name) if name else _("none")
        self.add_text("file", _("Attached file"), hint=hint)
        choose = QPushButton(_("Choose a file …"))
        choose.clicked.connect(lambda _checked=False: self.choose_file())
        self.add_widget(choose)
        if name:
            self.add_check("drop_file", _("without the attached file"))

    def choose_file(self) -> None:
        """Ask which file is attached."""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Attached file"))
        if chosen:
            self.set_value("file", chosen)

    def free_texts(self) -> list[str]:
        """See EvidenceForm: only what is new is asked about."""
        before = (self.before.title, self.before.text, self.before.note) if self.before else ()
        return [v for key in self._watched if (v := self.value(key)) and v not in before]


class PlaceForm(LibraryForm):
    """In which area a document stands, what it is, and who reads it."""

    def __init__(self, areas: Choices, groups: Sequence[Group], document: LibraryDocument) -> None:
        super().__init__(_("Area and readers"), _("Save"))
        self.about = document.id
        self.add_choice("area", _("Subject area"), areas, document.area_id)
        self.add_choice("kind", _("Kind"), kind_choices(), str(document.kind))
        self.add_choice("group", _("Who reads it"), group_choices(groups), document.group_id)


class WithdrawForm(LibraryForm):
    """Why a document is withdrawn, or erased for good."""

    def __init__(self, document_id: str) -> None:
        super().__init__(_("Withdraw or erase the document"), _("Do it"))
        self.about = document_id
        acts = (("withdraw", _("withdraw: versions stay to be read")), ("erase", _("erase for good")))
        self.add_choice("act", _("What is to be done"), acts)
        self.add_widget(MutedLabel(_("What is erased cannot be brought back; partners keep what they got.")))
        self.add_text("reason", _("Reason"), hint=_("goes into the log"))
        self.require("reason")


class GroupForm(LibraryForm):
    """A closed group: its name, and who belongs to it by home agency, role or name."""

    def __init__(self, group: Group | None = None) -> None:
        super().__init__(_("Closed group") if group else _("New closed group"), _("Save"))
        self.group = group
        self.about = group.id if group else "new"
        self.add_text("name", _("Name"), group.name if group else "")
        self.add_lines(
            "agencies", _("Home agencies, one per line"), self._held(ReaderKind.AGENCY), _FEW_LINES
        )
        self.add_lines("persons", _("Persons, one per line"), self._held(ReaderKind.PERSON), _FEW_LINES)
        held = self._held(ReaderKind.ROLE).splitlines()
        for role in Role:
            self.add_check(f"role_{role.value}", role_word(role)).setChecked(str(role) in held)
        self.add_widget(MutedLabel(_("Home agencies are those of the register of staff.")))
        told = _("Closed documents are neither shown nor found for others by the program.")
        self.add_widget(MutedLabel(told))
        self.add_widget(MutedLabel(_("Whoever opens this store with other tools can still read them.")))
        self.require("name")

    def _held(self, kind: ReaderKind) -> str:
        return "\n".join(r.name for r in self.group.readers if r.kind is kind) if self.group else ""

    def readers(self) -> tuple[Reader, ...]:
        """Return who belongs to the group as the form stands."""
        found = [
            Reader(ReaderKind.AGENCY, name) for name in self.value("agencies").splitlines() if name.strip()
        ]
        found += [
            Reader(ReaderKind.PERSON, name) for name in self.value("persons").splitlines() if name.strip()
        ]
        found += [Reader(ReaderKind.ROLE, str(role)) for role in Role if self.value(f"role_{role.value}")]
        return tuple(found)


class AreaSealForm(LibraryForm):
    """For whom an area is sealed."""

    def __init__(self, areas: Choices, partners: Choices, area: str = "") -> None:
        super().__init__(_("Hand on an area"), _("Seal and save …"))
        self.about = "seal"
        self.partners = partners
        self.add_choice("area", _("Subject area"), areas, area)
        for partner_id, name in partners:
            self.add_check(f"for_{partner_id}", name)
        if not partners:
            self.add_widget(MutedLabel(_("No partner's key is trusted yet: see “Exchange”.")))
        self.add_check("closed", _("with documents of closed groups"))
        self.add_widget(MutedLabel(_("Only approved versions are handed on.")))

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the partners that were ticked."""
        return tuple(i for i, _name in self.partners if self.value(f"for_{i}"))
