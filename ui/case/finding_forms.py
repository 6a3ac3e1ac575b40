"""The forms about findings: add one, correct one, handle it otherwise, review it later, take it out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.base.errors import UserError
from app.base.i18n import _
from app.base.records import Finding
from app.casework import erasure_repeats
from app.casework.erasure_repeats import Repeat
from ui.case import edit_commands, form_choices
from ui.case.case_data import CaseData, property_of
from ui.case.evidence_form import EvidenceForm as EvidenceForm
from ui.case.words import handling_words
from ui.shell.day_text import day
from ui.shell.inline_form import InlineForm
from ui.shell.repeat_fields import Opener, RepeatFields
from ui.shell.stoppable_task import progress_in
from ui.widgets.plain_label import MutedLabel, PlainLabel

_MORE = ("valid_to", "place", "handling", "handling_note", "review_due")


class AddFindingForm(EvidenceForm):
    """A new finding about a subject; `property_id` is the field it is about."""

    def __init__(self, data: CaseData, subject_id: str, last_source: str, property_id: str = "") -> None:
        super().__init__(_("A new finding"), _("Record"))
        self._type = data.subjects[subject_id].type
        fields = form_choices.properties(self._type)
        self.properties = self.add_choice("property", _("Field"), fields, property_id)
        self.add_text("value", _("Value"))
        self.add_choice("choice", _("Value"), ())
        self.require("value", "choice")
        self.ask_about_origin("value")
        self.add_evidence(data, last_source)
        self.standing = self.add_choice("standing", _("Standing"), form_choices.standings())
        self.add_choice("author", _("Author of the assessment"), form_choices.agencies(data))
        self.add_choice("basis", _("Rests on"), form_choices.basis(data, subject_id))
        self.require("author", "basis")
        self.add_text("valid_from", _("Holds from"), hint=_("for example 2026-03 or 05.03.2026"))
        self.add_check("exonerating", _("Speaks for the person (exonerating)"))
        self.more = self.add_check("more", _("More: until when, place in the source, handling, review day"))
        self._add_more()
        self.properties.currentIndexChanged.connect(lambda _index: self._follow())
        self.standing.currentIndexChanged.connect(lambda _index: self._follow())
        self.more.toggled.connect(lambda _on: self._follow_more())
        self._follow()
        self._follow_more()

    def _add_more(self) -> None:
        self.add_text("valid_to", _("Holds until"))
        self.add_text("place", _("Place in the source"), hint=_("for example sheet 3"))
        self.handling = self.add_choice("handling", _("Handling"), form_choices.handling())
        self.add_text("handling_note", _("Conditions of the provider"))
        self.add_text("review_due", _("Review day"), hint=_("empty: as the law says"))

    def values(self) -> dict[str, str]:
        """See InlineForm; the value may have been chosen from a list."""
        found = super().values()
        choice = found.pop("choice")
        found["type"] = self._type
        return {**found, "value": choice} if self._has_choices() else found

    def free_texts(self) -> list[str]:
        """See EvidenceForm; only running text is looked through."""
        declared = property_of(self._type, self.value("property"))
        free = declared is not None and declared.value_type == "text"
        return super().free_texts() if free else []

    def focus_first(self) -> None:
        """Put the cursor where the value goes if the field is settled already."""
        shown = [k for k in ("value", "choice") if not self.field(k).isHidden()]
        if self.properties.currentIndex() > 0 and shown:
            self.field(shown[0]).setFocus()
        else:
            super().focus_first()

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
        self.look_for_origin()

    def _follow_more(self) -> None:
        for key in _MORE:
            self.set_shown(key, self.more.isChecked())


class CorrectFindingForm(EvidenceForm):
    """The right value for a finding; the old one stays readable."""

    def __init__(self, data: CaseData, finding_id: str) -> None:
        super().__init__(_("Correct the finding"), _("Correct"))
        finding = data.findings[finding_id]
        choices = form_choices.values_of(data.subjects[finding.subject_id].type, finding.property)
        declared = data.property(finding)
        self._free = declared is not None and declared.value_type == "text"
        if choices:
            self.add_choice("value", data.property_label(finding), choices, finding.value)
        else:
            self.add_text("value", data.property_label(finding), finding.value)
        self.require("value")
        self.ask_about_origin("value")
        self.add_evidence(data, finding.source_id)
        self.set_value("credibility", finding.credibility)
        self.add_text("valid_from", _("Holds from"), finding.valid_from)
        self.add_text("valid_to", _("Holds until"), finding.valid_to)
        self.look_for_origin()

    def values(self) -> dict[str, str]:
        """See InlineForm; tells whether the value is running text."""
        return {**super().values(), "free": "yes" if self._free else ""}

    def free_texts(self) -> list[str]:
        """See EvidenceForm; only running text is looked through."""
        return super().free_texts() if self._free else []


class ReasonForm(InlineForm):
    """Asks for the reason of a step that the log must explain."""

    def __init__(self, title: str, submit_text: str) -> None:
        super().__init__(title, submit_text)
        self.add_text("reason", _("Reason"))
        self.require("reason")


class HandlingForm(InlineForm):
    """How a finding may be handled; less protection than the provider asked for needs a reason."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(_("Handling of the finding"), _("Set"))
        self.add_widget(MutedLabel(_("Now: {handling}").format(handling=handling_words(finding.handling))))
        self.add_choice("handling", _("Handling"), form_choices.handling(), finding.handling)
        self.add_text("handling_note", _("Conditions of the provider"), finding.handling_note)
        self.add_text("reason", _("Reason"), hint=_("needed when it is loosened"))


class ReviewDayForm(InlineForm):
    """A later review day, within the bound of the law."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(_("Review day of the finding"), _("Set"))
        self.add_widget(MutedLabel(_("Now: {day}").format(day=day(finding.review_due))))
        self.add_text("review_due", _("New review day"), hint=_("for example 2027-03-31"))
        self.add_text("reason", _("Why it is still needed"))
        self.add_text("approved_by", _("Approved by"), hint=_("needed for contact persons"))
        self.require("review_due", "reason")


class RemovalForm(InlineForm):
    """Asks once whether to restrict a finding or to erase it, and says what would go with it."""

    drafted = False
    places_wanted = Signal()
    """There are more places that repeat what goes than the form shows."""

    def __init__(
        self,
        title: str,
        *,
        restricted: bool,
        may_erase: bool,
        repeats: Sequence[Repeat] = (),
        opener: Opener | None = None,
    ) -> None:
        super().__init__(_("Restrict or erase"), _("Restrict"))
        self.add_widget(MutedLabel(title))
        steps = [(edit_commands.RESTRICT, _("Restrict"))]
        request = (edit_commands.REQUEST, _("Ask for erasure"))
        erase = (edit_commands.ERASE, _("Erase"))
        choices = [*([] if restricted else steps), request, *([erase] if may_erase else [])]
        self.step = self.add_choice("step", _("What to do"), choices)
        self.meaning = MutedLabel()
        self.going = PlainLabel()
        self.add_widget(self.meaning)
        self.add_widget(self.going)
        self.repeats = RepeatFields(self, repeats, opener)
        self.add_text("reason", _("Reason"), hint=_("without values: it stays in the log"))
        self.require("reason")
        self.progress = progress_in(self)
        self.step.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()

    def begin(self, values: dict[str, str]) -> None:
        """Put back what was chosen and written before the places were read anew."""
        self.fill(values)
        if values:
            self.show_error(erasure_repeats.more_places())

    def refuse(self, error: UserError) -> bool:
        """Show a refusal that is about places which repeat what goes; False if it is about something else."""
        if error.key != "erasure.undecided":
            return False
        if erasure_repeats.undecided(self.repeats.repeats, self.repeats.choices(self.held())):
            return self.repeats.refuse(error)
        self.places_wanted.emit()
        return True

    def show_going(self, lines: tuple[str, ...]) -> None:
        """Say what an erasure would take with it."""
        self.going.setText("\n".join((_("With it goes:"), *(f"– {line}" for line in lines))))

    def _follow(self) -> None:
        words = {
            edit_commands.RESTRICT: (
                _("Restrict"),
                _("It stays, leaves the office no more, and can be lifted."),
            ),
            edit_commands.REQUEST: (_("Ask"), _("It falls due today and stands in the list of reviews.")),
            edit_commands.ERASE: (_("Erase"), _("It goes for good; this cannot be undone.")),
        }
        step = self.value("step")
        self.submit_button.setText(words[step][0])
        self.meaning.setText(words[step][1])
        self.going.setVisible(step != edit_commands.RESTRICT)
        self.repeats.shown(step == edit_commands.ERASE)
