"""The forms of the exchange page: naming this workstation, trusting a partner, merging a package."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.keys import PublicIdentity
from ui.exchange.exchange_query import PackageLook
from ui.shell.inline_form import InlineForm
from ui.shell.stoppable_task import progress_in
from ui.widgets.plain_label import MutedLabel, PlainLabel


class NameForm(InlineForm):
    """Gives `name`."""

    def __init__(self) -> None:
        super().__init__(_("Keys of this workstation"), _("Make keys"))
        self.add_text("name", _("Name that partners will recognise"), hint=_("office and room"))
        self.require("name")


class TrustForm(InlineForm):
    """A partner's key; trusting it asks for a tick that the fingerprint was compared."""

    agreed = Signal()

    def __init__(self, keys: PublicIdentity, agencies: Sequence[tuple[str, str]]) -> None:
        super().__init__(keys.name, _("Trust this key"))
        self.add_widget(
            MutedLabel(_("Have the partner read out the fingerprint, by telephone or in person."))
        )
        self.add_widget(PlainLabel(keys.fingerprint, selectable=True))
        self.add_choice("agency", _("Agency"), [("", _("not named")), *agencies])
        self.add_check("compared", _("The fingerprint is the same."))
        self.submitted.connect(self._check)

    def _check(self, values: dict[str, str]) -> None:
        if values["compared"]:
            self.agreed.emit()
        else:
            self.show_error(
                UserError(
                    "trust.compare",
                    _("The fingerprint was not compared yet."),
                    _("Compare it, then tick the box."),
                ),
                "compared",
            )


class MergeForm(InlineForm):
    """What a package holds, and the case it goes into; gives `case`."""

    def __init__(self, look: PackageLook, cases: Sequence[tuple[str, str]]) -> None:
        super().__init__(_("A sealed package"), _("Merge"))
        for name, text in look.facts:
            caption = MutedLabel(name)
            caption.setContentsMargins(0, 5, 0, 0)
            self.add_widget(caption)
            self.add_widget(PlainLabel(text, selectable=True))
        choices = [("new", _("a new case")), *cases]
        self.add_choice("case", _("Merge into"), choices, look.case_text or "new")
        self.progress = progress_in(self)
