"""The form of an entry, made of the declaration of its register."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPlainTextEdit

from app.base.errors import UserError
from app.base.i18n import _
from app.office.register_types import STATE, RegisterField
from ui.case.evidence_form import EvidenceForm
from ui.office.office_query import EntryRow, RegisterTable
from ui.widgets.plain_label import MutedLabel

_LINES = 4
_HINTS = {"partial_date": "2026-03-05, 05.03.2026, 03/2026", "integer": "12", "phone": "+49 201 …"}


class RegisterForm(EvidenceForm):
    """Gives a value for each field, `state`, and `origin_reason`; with a row it changes that entry."""

    def __init__(self, table: RegisterTable, row: EntryRow | None = None) -> None:
        title = _("Change the entry") if row else _("New entry")
        super().__init__(title, _("Save"))
        self.table, self.row = table, row
        self.about = f"{table.declared.id} {row.id if row else ''}".strip()
        self.drafted = not table.declared.protected
        self._filling = False
        for field in table.declared.fields:
            self._add_field(field, row.raw.get(field.id, "") if row else "")
        if table.declared.states:
            self._add_state(row.raw.get(STATE, "") if row else "")
        self.require(*table.declared.required)
        self.ask_about_origin(*(f.id for f in table.declared.fields if f.long))
        self.look_for_origin()

    def _add_field(self, field: RegisterField, value: str) -> None:
        declared = self.table.declared
        shown = self.row.texts.get(field.id, "") if self.row else ""
        if field.choices:
            choices = [("", _("choose …")), *((c.id, c.label) for c in field.choices)]
            self.add_choice(field.id, field.label, choices, value)
        elif field.of:
            names = self.table.names.get(field.id, ())
            known = names if not value or value in names else (value, *names)
            self.add_choice(field.id, field.label, [("", _("choose …")), *((n, n) for n in known)], value)
        elif field.long:
            self._add_lines(field.id, field.label, value)
        else:
            running = field.id == "number" and bool(declared.number)
            hint = _("is given by itself") if running else _hint(field)
            self.add_text(field.id, field.label, shown or value, hint=hint)

    def _add_lines(self, key: str, label: str, value: str) -> None:
        text = QPlainTextEdit(value)
        text.setTabChangesFocus(True)
        text.setFixedHeight(text.fontMetrics().lineSpacing() * _LINES + 14)
        self._add(key, label, text)

    def _add_state(self, current: str) -> None:
        states = self.table.declared.states
        chosen = self.add_choice(
            STATE, _("State"), [(s.id, s.label) for s in states], current or states[0].id
        )
        self.needed = MutedLabel("")
        self.add_widget(self.needed)
        chosen.currentIndexChanged.connect(lambda _index: self._say_needs())
        self._say_needs()

    def _say_needs(self) -> None:
        declared = self.table.declared
        state = declared.state(self.value(STATE))
        named = [f.label for f in declared.fields if state is not None and f.id in state.needs]
        self.needed.setText(_("This state needs: {fields}.").format(fields=", ".join(named)))
        self.needed.setVisible(bool(named))

    def set_value(self, key: str, value: str) -> None:
        """See InlineForm."""
        self._filling = True
        super().set_value(key, value)
        self._filling = False

    def _text_changed(self, field: QPlainTextEdit) -> None:
        if not self._filling:
            self._edited()

    def free_texts(self) -> list[str]:
        """See EvidenceForm: only what is new is asked about."""
        before: Mapping[str, str] = self.row.raw if self.row else {}
        return [v for key in self._watched if (v := self.value(key)) and v != before.get(key, "")]

    def refuse(self, error: UserError) -> None:
        """Show a refusal beside its field."""
        self.set_busy(False)
        place = str(error.params.get("place", ""))
        self.show_error(error, place if place in self.values() else "")


def _hint(field: RegisterField) -> str:
    example = _HINTS.get(field.value_type, "")
    return _("for example {example}").format(example=example) if example else ""
