"""The forms of the enquiries desk: entering an enquiry, searching for it, answering it."""

from app.base.errors import UserError
from app.base.i18n import _, language
from app.casework.cross_check import NAME, CrossAnswer
from app.office.enquiry_desk import ANSWERED, DAYS_TO_ANSWER, DECLINED, REFERRED
from ui.case.cross_check_query import kinds
from ui.office.enquiry_query import EnquiryRow, kind_choices, state_words, today_text
from ui.shell.inline_form import InlineForm
from ui.widgets.badge import Badge
from ui.widgets.plain_label import MutedLabel, PlainLabel

_FIELD_OF = {
    "cross.not_one": "value",
    "cross.value": "value",
    "cross.birth_date": "birth_date",
    "cross.reason_tells": "value",
    "enquiry.answer": "outcome",
}


class EnquiryForm(InlineForm):
    """Gives the fields of the register `enquiry_desk`."""

    def __init__(self) -> None:
        super().__init__(_("New enquiry"), _("Enter the enquiry"))
        self.add_text("agency", _("Asking agency"))
        self.add_text("region", _("State or country"), hint=_("for example Lower Saxony, Austria"))
        self.add_text("reference", _("Their reference"))
        self.add_text("legal_basis", _("Legal basis"), hint=_("as the enquiry names it"))
        self.add_text("subject", _("Subject"), hint=_("as the reply may repeat it"))
        self.add_choice("kind", _("Asked about"), kind_choices())
        self.add_text("received", _("Received"), today_text())
        hint = _("otherwise {count} days after receipt").format(count=DAYS_TO_ANSWER)
        self.add_text("deadline", _("Deadline"), hint=hint)
        self.require("agency", "region", "legal_basis", "subject", "received")


class EnquirySearchForm(InlineForm):
    """Gives `kind`, `value` and `birth_date`. What is searched for is not kept, not even as a draft."""

    drafted = False

    def __init__(self, row: EnquiryRow) -> None:
        super().__init__(_("Search for enquiry {number}").format(number=row.number), _("Ask all cases"))
        self.row = row
        self.add_widget(
            MutedLabel(
                _(
                    "The answer is hit or no hit, and whom to ask. It is for this desk alone: the reply "
                    "reads the same either way. The search is logged; what you type is not kept."
                )
            )
        )
        choice = self.add_choice("kind", _("What is typed"), kinds())
        self.add_text("value", _("In full"))
        self.add_text("birth_date", _("Date of birth"), hint=_("for example 05.03.1980"))
        self.require("value")
        choice.currentIndexChanged.connect(lambda _index: self._follow())
        self.verdict = Badge("")
        self.whom = PlainLabel(selectable=True)
        self.verdict.hide()
        self.add_below(self.verdict)
        self.add_below(self.whom)
        self._follow()

    def _follow(self) -> None:
        self.set_shown("birth_date", self.value("kind") == NAME)

    def show_answer(self, answer: CrossAnswer) -> None:
        """Show the answer below the button; the fields stay for a second question."""
        self.set_busy(False)
        self.verdict.set_text(_("Hit") if answer.hit else _("No hit"))
        self.verdict.show()
        told = _("Log number {number}").format(number=answer.number)
        asked = _("Whom to ask: {names}").format(names="; ".join(answer.ask)) if answer.ask else ""
        self.whom.setText("\n".join(filter(None, (asked, told))))

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field."""
        self.show_error(error, _FIELD_OF.get(error.key, ""))
        self.set_busy(False)


class ReplyForm(InlineForm):
    """Gives `outcome`, `referred_to`, `reason` and `letter`."""

    drafted = False

    def __init__(self, row: EnquiryRow) -> None:
        super().__init__(_("Answer enquiry {number}").format(number=row.number), _("Write the letter …"))
        self.row = row
        words = state_words()
        outcomes = [(state, words[state]) for state in (ANSWERED, REFERRED, DECLINED)]
        self.add_widget(PlainLabel(f"{row.agency} – {row.subject}"))
        choice = self.add_choice("outcome", _("Outcome"), outcomes)
        self.add_text("referred_to", _("Referred to"), hint=_("the body competent for such questions"))
        self.add_text("reason", _("Reason"), hint=_("it stands in the letter"))
        self.add_choice(
            "letter", _("Language of the letter"), [("de", _("German")), ("en", _("English"))], language()
        )
        self.referral = MutedLabel(
            _("Refer by competence for the question, never because of a hit: that would tell of it.")
        )
        self.add_widget(self.referral)
        self.require("referred_to", "reason")
        choice.currentIndexChanged.connect(lambda _index: self._follow())
        self._follow()

    def _follow(self) -> None:
        outcome = self.value("outcome")
        self.set_shown("referred_to", outcome == REFERRED)
        self.set_shown("reason", outcome == DECLINED)
        self.referral.setVisible(outcome == REFERRED)

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field."""
        self.show_error(error, _FIELD_OF.get(error.key, ""))
        self.set_busy(False)
