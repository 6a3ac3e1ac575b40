"""The form about one text of the office: in which words it goes, or that an agenda goes as it stands."""

from PySide6.QtWidgets import QPlainTextEdit

from app.base.errors import UserError
from app.base.i18n import _
from app.base.wording_records import EVERYBODY, Wording
from app.casework import wordings
from app.handover import conference_words
from app.policy.handing_on_check import FreeText, text_word
from app.store.change import Change
from app.store.store import Store
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel

BECAUSE = "because"
_LINES = 3


class OutwardForm(InlineForm):
    """About one text and one recipient; a text of an agenda goes with the whole agenda, as it stands."""

    drafted = False

    def __init__(self, case_id: str, text: FreeText, recipient_id: str, recipient: str, now: str) -> None:
        super().__init__(text_word(text.field), _("Clear it"))
        self.case_id, self.text, self.recipient_id = case_id, text, recipient_id
        self.of_agenda = text.field.startswith("agenda.")
        self.fixed = text.field in wordings.AS_IT_STANDS
        said = MutedLabel(_("In the office: {text}").format(text=text.text))
        self.add_widget(said)
        if self.of_agenda:
            note = _("Every text of this agenda that {agency} may hear goes to it as it stands.")
            self.add_widget(MutedLabel(note.format(agency=recipient)))
        else:
            if not self.fixed:
                self._add_words(now or text.text)
            readers = [(recipient_id, _("for {agency} alone").format(agency=recipient))]
            self.add_choice("for", _("Who may read it"), [*readers, (EVERYBODY, _("for every agency"))])
        add_because(self)

    def _add_words(self, now: str) -> None:
        field = QPlainTextEdit(now)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 14)
        self._add("text", _("In these words"), field)
        self.require("text")

    def _text_changed(self, field: QPlainTextEdit) -> None:
        self._edited()

    def work(self, store: Store, values: dict[str, str]) -> Change:
        """Carry out what was chosen."""
        reason = values[BECAUSE]
        if self.of_agenda:
            return conference_words.clear_agenda(store, self.text.row_id, [self.recipient_id], reason)
        said = values.get("text", "")
        return wordings.write(
            store, self.case_id, self.text.field, said, values["for"], row_id=self.text.row_id, reason=reason
        )

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field, and ask for a reason where one would do."""
        asks = error.key.startswith(wordings.KEY) or error.key == "conference.not_cleared"
        if asks:
            self.set_shown(BECAUSE, True)
        self.show_error(error, BECAUSE if asks else "")
        self.set_busy(False)


def add_because(form: InlineForm) -> None:
    """Add the field that says why words may be read although they name somebody; hidden at first."""
    form.add_text(BECAUSE, _("They may read it all the same, because (enters the log)"))
    form.set_shown(BECAUSE, False)


def written(found: tuple[Wording, ...], text: FreeText, recipient_id: str) -> str:
    """Return the words that are written for a text, those for this recipient first; "" for none."""
    own = (w for w in found if w.field == text.field and w.row_id == text.row_id and w.text)
    by_reader = {w.recipient_id: w.text for w in own}
    return by_reader.get(recipient_id, by_reader.get(EVERYBODY, ""))
