"""Taking entries out of a register: one with a reason, or those whose time is over, for good."""

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from ui.office.office_query import RegisterTable
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel

_SHOWN = 12


class AnsweringForm(InlineForm):
    """Asks once; nothing typed is kept."""

    drafted = False

    def refuse(self, error: UserError) -> None:
        """Show a refusal, beside the field that it names."""
        place = str(error.params.get("place", ""))
        self.show_error(error, place if place in self.values() else "")
        self.set_busy(False)


class TakeOutForm(AnsweringForm):
    """Gives `reason`."""

    def __init__(self, caption: str) -> None:
        super().__init__(_("Take out the entry"), _("Take out"))
        self.add_widget(PlainLabel(caption))
        self.add_text("reason", _("Reason"), hint=_("goes into the log"))
        self.require("reason")
        self.add_widget(MutedLabel(_("Undo brings it back.")))


class RegisterErasureForm(AnsweringForm):
    """Names the entries that may be kept no longer; `ids` are what goes."""

    def __init__(self, table: RegisterTable) -> None:
        super().__init__(_("Erase what is due"), _("Erase for good"))
        self.ids = tuple(one.entry.id for one in table.expired)
        caption = table.declared.caption
        count = ngettext(
            "{count} entry may be kept no longer: {reason}.",
            "{count} entries may be kept no longer: {reason}.",
            len(self.ids),
        )
        keep = table.declared.keep
        self.add_widget(PlainLabel(count.format(count=len(self.ids), reason=keep.reason if keep else "")))
        names = [one.entry.value(caption) for one in table.expired]
        more = len(names) - _SHOWN
        shown = [*names[:_SHOWN], *([_("and {count} more").format(count=more)] if more > 0 else [])]
        self.add_widget(MutedLabel("\n".join(shown)))
        self.add_widget(PlainLabel(_("This cannot be undone; the log keeps that it was done, not what.")))
