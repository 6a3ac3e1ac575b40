"""What every form that erases says and asks: what goes, who has got it, what repeats it, and why."""

from collections.abc import Mapping

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import erasure_repeats
from ui.office.review_query import Preview
from ui.shell.inline_form import InlineForm
from ui.shell.repeat_fields import Opener, RepeatFields
from ui.widgets.plain_label import MutedLabel, PlainLabel


class ErasurePart:
    """Adds itself to a form; `choices` are decisions on repeats that were taken before."""

    def __init__(
        self, form: InlineForm, preview: Preview, opener: Opener | None, choices: Mapping[str, str] | None
    ) -> None:
        self._form = form
        self.taken = PlainLabel("\n".join(f"– {line}" for line in preview.lines), selectable=True)
        form.add_widget(PlainLabel(_("This goes:")))
        form.add_widget(self.taken)
        if preview.recipients:
            text = _("Has been handed to: {names}. A notice to each of them is put on the list.")
            form.add_widget(PlainLabel(text.format(names=", ".join(preview.recipients))))
        else:
            form.add_widget(MutedLabel(_("Nobody has got any of it.")))
        self.repeats = RepeatFields(form, preview.repeats, opener)
        self.repeats.keep(choices or {})
        form.add_widget(PlainLabel(_("This cannot be undone.")))
        form.add_text("reason", _("Reason, without values"))

    def choices(self) -> dict[str, str]:
        """Return what was decided on places that repeat a value."""
        return self.repeats.choices(self._form.values())

    def lacks_places(self, error: UserError) -> bool:
        """Tell whether a refusal is about places that the form does not show."""
        shown = erasure_repeats.undecided(self.repeats.repeats, self.choices())
        return error.key == "erasure.undecided" and not shown

    def refuse(self, error: UserError) -> bool:
        """Show a refusal that is about a place; tell whether it was one."""
        refused = self.repeats.refuse(error)
        if refused:
            self._form.set_busy(False)
        return refused
