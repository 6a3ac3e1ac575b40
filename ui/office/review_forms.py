"""The forms of a review: extend with a bound, restrict, erase with all that goes with it."""

from collections.abc import Mapping, Sequence

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.casework.decisions import Decision
from app.casework.reviews import ERASE, EXTEND, RESTRICT
from ui.office.erasure_part import ErasurePart
from ui.office.review_query import Preview, ReviewRow
from ui.shell.inline_form import InlineForm
from ui.shell.repeat_fields import Opener
from ui.widgets.plain_label import MutedLabel, PlainLabel

_FIELD_OF = {
    "review.day": "day",
    "review.past": "day",
    "review.too_late": "day",
    "review.approval": "approved_by",
    "review.reason": "reason",
    "erasure.reason": "reason",
    "erasure.telling": "reason",
}


class DecisionForm(InlineForm):
    """One decision on the chosen findings. What is typed is not kept as a draft: it names nothing to keep."""

    drafted = False
    kind = ""

    def __init__(self, title: str, submit_text: str, rows: Sequence[ReviewRow]) -> None:
        super().__init__(title, submit_text)
        self.rows = tuple(rows)
        self.setMaximumWidth(360)
        count = ngettext("{count} finding chosen", "{count} findings chosen", len(rows))
        self.add_widget(MutedLabel(count.format(count=len(rows))))

    def decisions(self) -> list[Decision]:
        """Return what was decided, one decision per finding."""
        values = self.values()
        return [
            Decision(
                "", r.id, self.kind, values["reason"], values.get("day", ""), values.get("approved_by", "")
            )
            for r in self.rows
        ]

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field; of several, what stands behind them."""
        text = "\n".join(error.problems) if error.key == "review.decisions" else ""
        shown = UserError(error.key, text, error.remedy) if text else error
        self.show_error(shown, _FIELD_OF.get(error.key, ""))
        self.set_busy(False)


class ExtendForm(DecisionForm):
    """A later review day; the form says until when at most."""

    kind = EXTEND

    def __init__(self, rows: Sequence[ReviewRow]) -> None:
        super().__init__(_("Extend the review day"), _("Extend"), rows)
        first = min(rows, key=lambda r: r.latest_sort)
        text = _("At most until {day} ({ground}).")
        if len({r.latest_sort for r in rows}) > 1:
            text = _("At most until {day} ({ground}); the shortest of the chosen periods counts.")
        self.bound = PlainLabel(text.format(day=first.latest, ground=first.ground))
        self.add_widget(self.bound)
        self.add_text("day", _("New review day"), hint=_("for example 2027-12-31"))
        self.add_text("reason", _("Reason, without values"))
        self.add_text("approved_by", _("Approved by"))
        self.set_shown("approved_by", any(r.needs_approval for r in rows))


class RestrictForm(DecisionForm):
    """Restriction instead of erasure."""

    kind = RESTRICT

    def __init__(self, rows: Sequence[ReviewRow]) -> None:
        super().__init__(_("Restrict instead of erase"), _("Restrict"), rows)
        self.add_widget(
            MutedLabel(
                _(
                    "For evidence, for a person's own interest, or where erasing is not possible "
                    "(section 58(3) BDSG). It leaves search and every release, and stays due."
                )
            )
        )
        self.add_text("reason", _("Reason, without values"))


class EraseForm(DecisionForm):
    """Erasure: first what goes with it, then the reason."""

    kind = ERASE

    def __init__(
        self,
        rows: Sequence[ReviewRow],
        preview: Preview,
        opener: Opener | None = None,
        choices: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(_("Erase for good"), _("Erase"), rows)
        self.part = ErasurePart(self, preview, opener, choices)
        self.taken, self.repeats = self.part.taken, self.part.repeats

    def choices(self) -> dict[str, str]:
        """Return what was decided on places that repeat a value."""
        return self.part.choices()

    def lacks_places(self, error: UserError) -> bool:
        """Tell whether a refusal is about places that the form does not show."""
        return self.part.lacks_places(error)

    def refuse(self, error: UserError) -> None:
        """See DecisionForm."""
        if not self.part.refuse(error):
            super().refuse(error)
