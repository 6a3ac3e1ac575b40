"""The forms beside a table: an edit over many rows, a file of them, the name of a view."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.base.i18n import _, ngettext
from app.base.words import agency_name
from app.casework.bulk_edits import EditKind, Preview
from app.ontology.catalogue import ontology
from app.policy.release import ReleaseRequest
from ui.case import form_choices
from ui.case.case_data import CaseData
from ui.case.source_query import source_choices
from ui.case.table_query import EXCEL, PLAIN, WORKBOOK
from ui.shell.inline_form import InlineForm
from ui.shell.stoppable_task import progress_in
from ui.widgets.plain_label import MutedLabel, PlainLabel

INTERNAL, RELEASED = "internal", "released"
CHOSEN, SHOWN = "chosen", "shown"
_FIELDS = {
    EditKind.RESTRICT: ("reason",),
    EditKind.LIFT: ("reason",),
    EditKind.EXONERATE: (),
    EditKind.NOT_EXONERATING: (),
    EditKind.HANDLING: ("handling", "note", "reason"),
    EditKind.EXTEND: ("day", "approved_by", "reason"),
    EditKind.ERASURE: ("reason",),
    EditKind.ROLE: ("role", "source", "credibility", "reason"),
}


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        (EditKind.RESTRICT, _("Restrict")),
        (EditKind.LIFT, _("Lift the restriction")),
        (EditKind.EXONERATE, _("Mark as exonerating")),
        (EditKind.NOT_EXONERATING, _("Take the exonerating mark back")),
        (EditKind.HANDLING, _("Set the handling code")),
        (EditKind.EXTEND, _("Extend the review day")),
        (EditKind.ERASURE, _("Request erasure")),
    )


class BulkForm(InlineForm):
    """One step over the chosen rows; says beforehand what it will do and what it cannot."""

    drafted = False
    asked = Signal()
    """What would be done is another thing now."""

    def __init__(self, data: CaseData, count: int, *, persons: bool) -> None:
        title = ngettext("Change {count} row", "Change {count} rows", count).format(count=count)
        super().__init__(title, _("Do it"))
        self.can: tuple[str, ...] = ()
        kinds = ((EditKind.ROLE, _("Set the role")),) if persons else _kinds()
        self.kind = self.add_choice("kind", _("What is done"), kinds)
        roles = ontology().property("person", "role").choices
        role = self.add_choice("role", _("Role"), [(choice.id, choice.label) for choice in roles])
        source = self.add_choice("source", _("Source"), source_choices(data))
        self.add_choice("credibility", _("Credibility"), form_choices.credibility(), "4")
        handling = self.add_choice("handling", _("Handling"), form_choices.handling())
        note = self.add_text("note", _("Conditions of handling"))
        day = self.add_text("day", _("New review day"), hint=_("for example 2027-03-31"))
        approved = self.add_text("approved_by", _("Approved by"))
        self.add_text("reason", _("Reason"), hint=_("goes into the log"))
        self.require("source", "day", "reason")
        self.preview = PlainLabel()
        self.preview.setContentsMargins(0, 8, 0, 0)
        self.add_widget(self.preview)
        self.progress = progress_in(self)
        for box in (self.kind, handling, role, source):
            box.currentIndexChanged.connect(lambda _index: self.asked.emit())
        for line in (note, day, approved):
            line.textChanged.connect(lambda _text: self.asked.emit())
        self.kind.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()

    def _follow(self) -> None:
        used = _FIELDS[EditKind(self.value("kind"))]
        for key in ("role", "source", "credibility", "handling", "note", "day", "approved_by", "reason"):
            self.set_shown(key, key in used)
        needs = EditKind(self.value("kind")) is EditKind.ROLE
        self.set_label("reason", _("Reason why it is necessary") if needs else _("Reason"))

    def show_preview(self, found: Preview) -> None:
        """Say what would be done; nothing can be sent where nothing would."""
        self.can = found.can
        self.preview.setText(found.sentence)
        self.submit_button.setEnabled(bool(found.can))

    def show_unknown(self, sentence: str) -> None:
        """Say what is missing before it can be said what would be done."""
        self.can = ()
        self.preview.setText(sentence)
        self.submit_button.setEnabled(False)


class ExportForm(InlineForm):
    """Rows as a file: internal, or for the recipient of the release that was put together."""

    drafted = False

    def __init__(self, chosen: int, shown: int, request: ReleaseRequest | None) -> None:
        super().__init__(_("Rows as a file"), _("Choose the file …"))
        some = ngettext("the {count} chosen row", "the {count} chosen rows", chosen).format(count=chosen)
        every = ngettext("the {count} row shown", "all {count} rows shown", shown).format(count=shown)
        scopes = [(CHOSEN, some)] if chosen else []
        self.add_choice("scope", _("Rows"), [*scopes, (SHOWN, every)])
        self.add_choice(
            "style",
            _("Format"),
            (
                (EXCEL, _("CSV for Excel (semicolons)")),
                (PLAIN, _("CSV (commas, UTF-8)")),
                (WORKBOOK, _("Workbook (.xlsx)")),
            ),
        )
        targets = [(INTERNAL, _("internal – not for release"))]
        if request is not None:
            name = _("{agency}, released").format(agency=agency_name(request.recipient))
            targets.append((RELEASED, name))
        self.target = self.add_choice("target", _("For"), targets, RELEASED if request else INTERNAL)
        self.add_text("reason", _("Reason"), hint=_("goes into the log"))
        self.require("reason")
        self.add_widget(MutedLabel(_note(request)))
        self.progress = progress_in(self)
        self.target.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()

    def _follow(self) -> None:
        self.set_shown("reason", self.value("target") == INTERNAL)


def _note(request: ReleaseRequest | None) -> str:
    if request is None:
        return _("To hand rows over, put together a release under “Release” first.")
    text = _("Purpose: {purpose}. Occasion: {occasion}. What may not go is left out and counted.")
    return text.format(purpose=request.purpose, occasion=request.occasion)


class ViewForm(InlineForm):
    """The name of a view."""

    drafted = False

    def __init__(self, title: str, name: str = "") -> None:
        super().__init__(title, _("Save"))
        self.add_text("name", _("Name of the view"), name, hint=_("for example open reviews"))
        self.require("name")
        words = _("Columns, sorting and filters are kept; what was typed to look for is not.")
        self.add_widget(MutedLabel(words))


class ViewRemovalForm(InlineForm):
    """The one question before a saved view goes."""

    drafted = False

    def __init__(self, name: str) -> None:
        super().__init__(_("Delete the view “{name}”?").format(name=name), _("Delete"))
        words = _(
            "Its columns, its sorting and its filters go. No row goes, and the table stays as it is: “Save "
            "this view …” brings the view back."
        )
        self.add_widget(PlainLabel(words))


class ReportForm(InlineForm):
    """What became of a file; closes with its one button."""

    drafted = False

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(_("The file is written"), _("Close"), cancel=False)
        for line in lines:
            label = PlainLabel(line, selectable=True)
            label.setContentsMargins(0, 3, 0, 3)
            self.add_widget(label)
