"""Forms for notes, frames and groups of a chart, and for its rules."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from app.base.chart_records import ChartFrame, ChartGroup, ChartNote, ChartRule, Look
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from ui.case import chart_words
from ui.case.case_data import CaseData
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel

_LINES = 5
_FIELD_OF = {
    "chart.note": "text",
    "chart.title": "title",
    "chart.colour": "colour",
    "chart.size": "size",
    "chart.badge": "badge",
    "chart.symbol": "shape",
    "chart.rule_field": "operator",
    "chart.rule_value": "value",
    "chart.rule_name": "name",
    "chart.rule_look": "colour",
    "chart.date": "value",
    "chart.members": "title",
}


def field_of(error: UserError) -> str:
    """Return the field a refusal is about."""
    return _FIELD_OF.get(error.key, "")


class ChartNoteForm(InlineForm):
    """The text of a note and its colour; `about` is what it is tied to."""

    def __init__(self, note: ChartNote | None, about: str) -> None:
        super().__init__(_("Note on the chart"), _("Keep the note"))
        if about:
            self.add_widget(MutedLabel(_("Beside: {name}").format(name=about)))
        text = QPlainTextEdit(note.text if note else "")
        text.setTabChangesFocus(True)
        text.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 14)
        self._add("text", _("Text"), text)
        hint = _("What says something about the case belongs into a finding, with its source.")
        self.add_widget(MutedLabel(hint))
        self.add_choice("colour", _("Colour"), chart_words.colours(), note.colour if note else "")
        self.require("text")


class ChartFrameForm(InlineForm):
    """Title, colour and line of a frame."""

    def __init__(self, frame: ChartFrame | None) -> None:
        super().__init__(_("Frame on the chart"), _("Keep the frame"))
        self.add_text("title", _("Title"), frame.title if frame else "")
        self.add_choice("colour", _("Colour"), chart_words.colours(), frame.colour if frame else "")
        self.add_choice("line", _("Line"), chart_words.lines(), frame.line if frame else "")


class GroupForm(InlineForm):
    """Title and colour of a group, and whether it is folded."""

    def __init__(self, group: ChartGroup | None, members: Sequence[str]) -> None:
        super().__init__(_("Group on the chart"), _("Keep the group"))
        count = len(members)
        words = ngettext("{count} node: {names}", "{count} nodes: {names}", count)
        shown = ", ".join(members[:8]) + (" …" if count > 8 else "")
        self.add_widget(MutedLabel(words.format(count=count, names=shown)))
        self.add_text("title", _("Title"), group.title if group else "")
        self.add_choice("colour", _("Colour"), chart_words.colours(), group.colour if group else "")
        self.add_check("collapsed", _("Folded to one node"))
        self.set_value("collapsed", "yes" if group is None or group.collapsed else "")
        self.require("title")


class RuleForm(InlineForm):
    """What a rule asks and what it does; the values offered follow what is asked."""

    def __init__(self, data: CaseData, types: frozenset[str], rule: ChartRule | None) -> None:
        super().__init__(_("Rule of the chart"), _("Keep the rule"))
        self._data, self._types = data, types
        self.add_text("title", _("Title"), rule.title if rule else "", hint=_("shown in the legend"))
        self._field = self.add_choice(
            "field", _("Asks for"), chart_words.fields(), rule.field if rule else ""
        )
        self._name = self.add_choice("name", _("Which"), ())
        self.add_choice("operator", _("How"), ())
        self._value = self.add_choice("value", _("Value"), ())
        self._value.setEditable(True)
        self._value.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        add_look_fields(self, rule.look if rule else Look())
        self._follow(rule)
        self._field.currentIndexChanged.connect(lambda _index: self._follow(None))
        self._name.currentIndexChanged.connect(lambda _index: self._offer_values(""))

    def value(self, key: str) -> str:
        """See InlineForm; a value may be typed as well as chosen."""
        if key == "value":
            typed = self._value.currentText().strip()
            at = self._value.findText(typed)
            return str(self._value.itemData(at)) if at >= 0 else typed
        return super().value(key)

    def set_value(self, key: str, value: str) -> None:
        """See InlineForm."""
        if key == "value" and self._value.findData(value) < 0:
            self._value.setEditText(value)
        else:
            super().set_value(key, value)

    def _follow(self, rule: ChartRule | None) -> None:
        field = super().value("field")
        names = chart_words.names_for(field, self._types)
        self._name.blockSignals(True)
        self.set_choices("name", names, rule.name if rule else "")
        self._name.blockSignals(False)
        self.set_shown("name", bool(names))
        self.set_choices("operator", chart_words.operators(field), rule.operator if rule else "")
        self._offer_values(rule.value if rule else "")

    def _offer_values(self, value: str) -> None:
        choices = chart_words.values_for(
            self._data, super().value("field"), super().value("name"), self._types
        )
        self.set_choices("value", choices, value)
        if self._value.findData(value) < 0:
            self._value.setEditText(value)


def add_look_fields(form: InlineForm, look: Look) -> None:
    """Add the parts of a look to a form."""
    form.add_choice("colour", _("Colour"), chart_words.colours(), look.colour)
    form.add_choice("shape", _("Shape"), chart_words.shapes(), look.shape)
    form.add_choice("icon", _("Icon"), chart_words.icons(), look.icon)
    form.add_choice("size", _("Size"), chart_words.sizes(), str(look.size) if look.size else "")
    form.add_choice("width", _("Line width"), chart_words.widths(), str(look.width) if look.width else "")
    form.add_text("badge", _("Badge"), look.badge, hint=_("at most 12 characters"))


def look_from(values: dict[str, str]) -> Look:
    """Return the look a form describes."""
    return Look(
        colour=values["colour"],
        shape=values["shape"],
        icon=values["icon"],
        size=float(values["size"] or 0),
        width=int(values["width"] or 0),
        badge=values["badge"].strip(),
        picture=values.get("picture", ""),
    )
