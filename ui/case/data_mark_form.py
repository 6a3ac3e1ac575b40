"""Findings marked as protected data: the release holds them to every limit of these classes."""

from collections.abc import Sequence

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.policy.transmission_limits import data_classes
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel

_FIELD_OF = {"mark.reason": "reason", "mark.data": "data"}


class DataMarkForm(InlineForm):
    """About the findings that were chosen when it was opened; no class takes the mark off."""

    drafted = False

    def __init__(self, finding_ids: Sequence[str]) -> None:
        super().__init__(_("Protected data"), _("Mark"))
        self.finding_ids = tuple(finding_ids)
        text = ngettext("{count} finding", "{count} findings", len(finding_ids))
        self.add_widget(MutedLabel(text.format(count=len(finding_ids))))
        classes = [(d.id, d.label) for d in data_classes().values() if d.id != "general"]
        self.add_choice("data", _("Class of data"), [("", _("no mark")), *classes])
        self.add_text("reason", _("Reason"), hint=_("it goes into the log"))
        self.require("reason")

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field."""
        self.show_error(error, _FIELD_OF.get(error.key, ""))
        self.set_busy(False)
