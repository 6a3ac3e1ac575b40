"""What the originator of findings said to passing them on to one recipient."""

from collections.abc import Sequence

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.records import ConsentState
from app.casework import consents
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel

_FIELD_OF = {"consent.reason": "reason", "consent.until": "until"}


class ConsentForm(InlineForm):
    """About the findings that were chosen when it was opened, and the recipient of that moment."""

    drafted = False

    def __init__(self, finding_ids: Sequence[str], recipient_id: str, recipient: str) -> None:
        super().__init__(_("Consent of the originator"), _("Record it"))
        self.finding_ids = tuple(finding_ids)
        self.recipient_id = recipient_id
        text = ngettext("{count} finding, for {agency}", "{count} findings, for {agency}", len(finding_ids))
        self.add_widget(MutedLabel(text.format(count=len(finding_ids), agency=recipient)))
        states = [(str(s), consents.state_word(s)) for s in ConsentState]
        self.add_choice("state", _("What was said"), [("", _("choose")), *states])
        self.add_text("until", _("Last day"), hint=_("2027-03-31, or empty for without end"))
        self.add_text("reason", _("Reason"), hint=_("for example the letter; it goes into the log"))
        self.require("state", "reason")

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field."""
        self.show_error(error, _FIELD_OF.get(error.key, ""))
        self.set_busy(False)
