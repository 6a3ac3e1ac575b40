"""The office's own words of a provision: an additional entry, or a new version of one there is."""

from PySide6.QtWidgets import QPlainTextEdit

from app.base.errors import UserError
from app.base.i18n import _
from app.base.words import provision_kind_word
from app.casework.provision_versions import Wording
from app.policy.transmission_limits import data_classes
from ui.provisions.provision_query import agency_choices
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, plain_tip

_LINES_HEIGHT = 76
_KINDS = ("must", "should", "may")
_PLAIN = ("law", "provision", "title", "text", "kind", "source", "note", "valid_from", "valid_to")


class WordingForm(InlineForm):
    """What is written carries nothing until the data-protection officer approves it."""

    drafted = False

    def __init__(self, provision_id: str = "", before: Wording | None = None) -> None:
        title = _("New version of {id}").format(id=provision_id) if provision_id else _("Own provision")
        super().__init__(title, _("Write it down"))
        self.provision_id = provision_id
        self.add_widget(MutedLabel(_("It carries nothing until the data protection officer approves it.")))
        if not provision_id:
            self.add_text("id", _("Id"), hint=_("for example EIG-GewO-1"))
        self.add_text("law", _("Law or agreement"), hint=_("for example GewO"))
        self.add_text("provision", _("Where it stands"), hint=_("for example § 14 Abs. 6"))
        self.add_text("title", _("Title"))
        self._add_lines("text", _("What it says"))
        self.add_choice("kind", _("Kind"), [(kind, provision_kind_word(kind)) for kind in _KINDS], "may")
        self.add_check("on_request", _("Only when the recipient has asked"))
        codes = ", ".join(code for code, _name in agency_choices()[:2])
        hint = _("classes, as {codes}; * for any").format(codes=codes)
        self.add_text("senders", _("Who may tell"), hint=hint)
        self.add_text("recipients", _("Who may be told"), hint=hint)
        self._add_lines("conditions", _("Conditions, one per line"))
        self.add_text("data", _("Classes of data"), hint=_("as tax, social; empty for all data"))
        known = ", ".join(f"{d.id} ({d.label})" for d in data_classes().values())
        self.field("data").setToolTip(plain_tip(known))
        self.add_check("verified", _("The text of the law was read"))
        self.add_text("source", _("Source"), hint=_("where the text was read"))
        self.add_text("note", _("Remark"))
        self.add_text("valid_from", _("First day"), hint=_("2027-03-31, or empty for today"))
        self.add_text("valid_to", _("Last day"), hint=_("2027-03-31, or empty for without end"))
        self.add_text("reason", _("Reason"), hint=_("it goes into the log"))
        needed = (
            "law",
            "provision",
            "title",
            "text",
            "senders",
            "recipients",
            "conditions",
            "source",
            "reason",
        )
        self.require(*(() if provision_id else ("id",)), *needed)
        if before is not None:
            self._fill(before)

    def _add_lines(self, key: str, label: str) -> None:
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setFixedHeight(_LINES_HEIGHT)
        self._add(key, label, field)

    def _fill(self, before: Wording) -> None:
        for key in _PLAIN[:-2]:
            self.set_value(key, getattr(before, key))
        self.set_value("on_request", "" if before.proactive else "yes")
        self.set_value("verified", "yes" if before.verified else "")
        self.set_value("senders", ", ".join(before.senders))
        self.set_value("recipients", ", ".join(before.recipients))
        self.set_value("conditions", "\n".join(before.conditions))
        self.set_value("data", ", ".join(before.data))

    def wording(self) -> Wording:
        """Return what stands in the form."""
        plain = {key: self.value(key) for key in _PLAIN}
        return Wording(
            **plain,
            senders=_codes(self.value("senders")),
            recipients=_codes(self.value("recipients")),
            conditions=tuple(self.value("conditions").splitlines()),
            data=_codes(self.value("data")),
            proactive=not self.value("on_request"),
            verified=bool(self.value("verified")),
        )

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field."""
        key = error.key.removeprefix("provision.")
        self.show_error(error, key if key in self.values() else "")
        self.set_busy(False)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").replace(";", " ").split())
