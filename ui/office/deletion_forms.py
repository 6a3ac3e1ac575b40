"""The two forms of a decision on deletion: erase what is held of the person, or keep it and say why."""

from collections.abc import Mapping

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import outcome_decisions
from ui.office.deletion_query import DeletionRow
from ui.office.erasure_part import ErasurePart
from ui.office.review_query import Preview
from ui.shell.inline_form import InlineForm
from ui.shell.repeat_fields import Opener
from ui.widgets.plain_label import MutedLabel, PlainLabel

_FIELD_OF = {
    "outcome.kind": "kind",
    "review.reason": "reason",
    "erasure.reason": "reason",
    "erasure.telling": "reason",
}


class OutcomeForm(InlineForm):
    """One decision on one person. What is typed is not kept as a draft: it names nothing to keep."""

    drafted = False

    def __init__(self, title: str, submit_text: str, row: DeletionRow) -> None:
        super().__init__(title, submit_text)
        self.row = row
        self.setMaximumWidth(360)
        self.add_widget(PlainLabel(f"{row.person} – {row.outcome}"))
        self.add_widget(MutedLabel(" · ".join(filter(None, (row.case, row.proceeding)))))

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field."""
        self.show_error(error, _FIELD_OF.get(error.key, ""))
        self.set_busy(False)


class KeepForm(OutcomeForm):
    """Keep: on which ground, and how it reads in this decision."""

    def __init__(self, row: DeletionRow) -> None:
        super().__init__(_("Keep"), _("Keep"), row)
        grounds = [
            ("", _("choose a ground")),
            *((k, outcome_decisions.kind_word(k)) for k in outcome_decisions.KINDS),
        ]
        self.add_choice("kind", _("Ground for keeping"), grounds)
        self.add_text("reason", _("Reason, without values"), hint=_("it goes into the log"))
        self.add_widget(
            MutedLabel(
                _(
                    "Whoever decides has read the grounds of the decision. If they show that the person did "
                    "not commit the act, or not unlawfully, it must be erased."
                )
            )
        )
        self.require("kind", "reason")


class EraseOutcomeForm(OutcomeForm):
    """Erase: first what goes, then the reason."""

    def __init__(
        self,
        row: DeletionRow,
        preview: Preview,
        opener: Opener | None = None,
        choices: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(_("Erase for good"), _("Erase"), row)
        self.part = ErasurePart(self, preview, opener, choices)
        self.taken, self.repeats = self.part.taken, self.part.repeats
        self.require("reason")

    def choices(self) -> dict[str, str]:
        """Return what was decided on places that repeat a value."""
        return self.part.choices()

    def lacks_places(self, error: UserError) -> bool:
        """Tell whether a refusal is about places that the form does not show."""
        return self.part.lacks_places(error)

    def refuse(self, error: UserError) -> None:
        """See OutcomeForm."""
        if not self.part.refuse(error):
            super().refuse(error)
