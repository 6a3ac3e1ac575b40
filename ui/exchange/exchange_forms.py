"""The forms of the exchange page: this workstation's keys, partners' keys, packages that come and go."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.keys import PublicIdentity
from ui.exchange.exchange_query import MergedRow, PackageLook, PartnerRow
from ui.shell.day_text import day
from ui.shell.inline_form import InlineForm
from ui.shell.stoppable_task import progress_in
from ui.widgets.plain_label import MutedLabel, PlainLabel


class NameForm(InlineForm):
    """Gives `name`."""

    def __init__(self) -> None:
        super().__init__(_("Keys of this workstation"), _("Make keys"))
        self.add_text("name", _("Name that partners will recognise"), hint=_("office and room"))
        self.add_widget(MutedLabel(_("They are good for two years; this page shows until when.")))
        self.require("name")


class ReplaceForm(InlineForm):
    """Gives `reason` and `lost` ("yes": somebody else may have the old keys, they are revoked)."""

    def __init__(self) -> None:
        super().__init__(_("Replace this workstation's keys"), _("Replace keys"))
        self.add_widget(
            MutedLabel(
                _(
                    "The old keys open what is under way and are used for nothing new. Every partner has to "
                    "compare the new ones."
                )
            )
        )
        self.add_text("reason", _("Reason"), hint=_("due, or computer lost"))
        self.add_check(
            "lost", _("Somebody else may have the old keys: revoke them, with a file for partners")
        )
        self.require("reason")


class KeyTextForm(InlineForm):
    """Gives `text`: a key or revocation from paper, typed or read by a hand scanner."""

    drafted = False

    def __init__(self) -> None:
        super().__init__(_("A partner's page"), _("Read"))
        self.add_widget(
            MutedLabel(_("Scan the square on the page, or type the lines below it; or read in a file."))
        )
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setMinimumHeight(170)
        self._add("text", _("Text of the page"), field)
        self.require("text")


class TrustForm(InlineForm):
    """A partner's key; trusting it asks for a tick that the fingerprint was compared, and how."""

    agreed = Signal()

    def __init__(
        self,
        keys: PublicIdentity,
        agencies: Sequence[tuple[str, str]],
        partners: Sequence[PartnerRow] = (),
    ) -> None:
        super().__init__(keys.name, _("Trust this key"))
        self.add_widget(
            MutedLabel(
                _(
                    "Call the partner under a number you knew before, or meet them. Have all twelve words, "
                    "or all twelve groups, read out."
                )
            )
        )
        self.add_widget(PlainLabel(_numbered(keys.words), selectable=True))
        self.add_widget(PlainLabel(keys.fingerprint, selectable=True))
        if keys.valid_until:
            self.add_widget(MutedLabel(_("Good until {day}.").format(day=day(keys.valid_until))))
        self.add_choice("agency", _("Agency"), [("", _("not named")), *agencies])
        former = [(p.id, p.name) for p in partners if p.usable and p.fingerprint != keys.fingerprint]
        same = next((p.id for p in partners if p.usable and p.name == keys.name), "")
        if former:
            self.add_choice("replaces", _("Replaces the keys of"), [("", _("nobody")), *former], same)
        self.add_text("how", _("Compared how, with whom"), hint=_("telephone, name"))
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


def _numbered(words: str) -> str:
    """Return the words in rows of three, with their numbers."""
    listed = [f"{no} {word}" for no, word in enumerate(words.split(), 1)]
    return "\n".join("   ".join(listed[at : at + 3]) for at in range(0, len(listed), 3))


class RevokeForm(InlineForm):
    """Gives `reason`: why a partner's keys are trusted no more."""

    def __init__(self, partner: PartnerRow) -> None:
        super().__init__(_("Revoke the keys of {name}").format(name=partner.name), _("Revoke"))
        self.about = partner.id
        self.add_widget(
            MutedLabel(
                _("Nothing is sealed for them any more, and no package signed with them is opened here.")
            )
        )
        self.add_text("reason", _("Reason"), hint=_("who told you, and how"))
        self.require("reason")


class TakeOutForm(InlineForm):
    """Gives `reason`: why a package is taken out again."""

    def __init__(self, row: MergedRow) -> None:
        super().__init__(_("Take the package out again"), _("Take out"))
        self.about = row.id
        words = _("Number {number} from {signer}, in case {case}.")
        self.add_widget(PlainLabel(words.format(number=row.number, signer=row.signer, case=row.case)))
        self.add_widget(
            MutedLabel(
                _(
                    "Its contributions go with all that stands on nothing else. Undo brings them back. "
                    "What the package took back or restricted stays so."
                )
            )
        )
        self.add_text("reason", _("Reason"))
        self.require("reason")


class MergeForm(InlineForm):
    """The case a package goes into; gives `case`. Another case chosen is looked at anew (`case_changed`)."""

    case_changed = Signal(str)

    def __init__(self, look: PackageLook, cases: Sequence[tuple[str, str]]) -> None:
        super().__init__(_("A sealed package"), _("Merge"))
        for name, text in look.facts:
            caption = MutedLabel(name)
            caption.setContentsMargins(0, 5, 0, 0)
            self.add_widget(caption)
            self.add_widget(PlainLabel(text, selectable=True))
        choices = [("new", _("a new case")), *cases]
        field = self.add_choice("case", _("Merge into"), choices, look.case_text or "new")
        field.activated.connect(lambda _row: self.case_changed.emit(self.value("case")))
        self.progress = progress_in(self)
