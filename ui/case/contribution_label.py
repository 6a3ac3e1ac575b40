"""The fields of a label in a form: lists to choose from, own words beside them, and what is still missing."""

from collections.abc import Collection

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.base.i18n import _
from app.base.records import Label
from app.policy import labels
from ui.case.contribution_query import KEYS, label_of
from ui.shell.inline_form import Choices, InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel

OWN = "_own"
_LISTED = (labels.MEANS, labels.CATEGORIES, labels.INTERESTS)


class LabelledForm(InlineForm):
    """A form with a label in it; the label's values are texts, also where an entry was chosen."""

    def add_label(self, case_regime: str, label: Label | None = None, regime: str = "") -> None:
        """Add the five parts of the label, filled in as far as `label` goes."""
        self._case_regime, self._regime = case_regime, regime
        heading = PlainLabel(_("Label (PolG NRW section 22b)"))
        heading.setContentsMargins(0, 12, 0, 0)
        self.add_widget(heading)
        self.label_state = MutedLabel()
        self.add_widget(self.label_state)
        for part in labels.PARTS:
            self._add_part(part, str(getattr(label, part)) if label else "")
        for key in (*KEYS.values(), *(f"{part}_own" for part in _LISTED)):
            field = self.field(key)
            if isinstance(field, QComboBox):
                field.currentIndexChanged.connect(lambda _index: self.tell_label())
            elif isinstance(field, QLineEdit):
                field.textChanged.connect(lambda _text: self.tell_label())
        self.tell_label()

    def _add_part(self, part: str, value: str) -> None:
        if part not in _LISTED:
            hint = _("should be added") if part == "legal_basis" else ""
            self.add_text(KEYS[part], labels.part_word(part), value, hint=hint)
            return
        code = labels.code_of(part, value)
        chosen = code or (OWN if value else "")
        field = self.add_choice(part, labels.part_word(part), choices(part), chosen)
        self.add_text(f"{part}_own", _("In own words"), "" if code else value)
        field.currentIndexChanged.connect(lambda _index: self._follow(part))
        self._follow(part)

    def _follow(self, part: str) -> None:
        self.set_shown(f"{part}_own", self.value(part) == OWN)

    def values(self) -> dict[str, str]:
        """See InlineForm; what was chosen for the label is given as the text the label keeps."""
        found = super().values()
        for part in _LISTED:
            own = found.pop(f"{part}_own", "")
            if part in found:
                found[part] = _text(part, found[part], own)
        return found

    def suggest_body(self, name: str, names: Collection[str]) -> None:
        """Propose a collecting body, unless something else than one of `names` stands there."""
        if self.value("collecting_body") in ("", *names):
            self.set_value("collecting_body", name)

    def set_regime(self, regime: str) -> None:
        """Say under which regime the contribution comes; it decides whether a label is asked for."""
        self._regime = regime
        self.tell_label()

    def tell_label(self) -> None:
        """Say what the label still lacks, and what follows from that."""
        label = label_of(self.values())
        if lacking := labels.missing(label, self._regime, self._case_regime):
            text = _("{missing} Until then it stays in quarantine and goes into nothing.").format(
                missing=labels.missing_text(lacking)
            )
        else:
            text = _("The label has all that the law asks for.")
        self.label_state.setText(text)


def choices(part: str) -> Choices:
    """Return what can be chosen for a part of the label."""
    known = ((e.id, e.label) for e in labels.entries(part).values())
    return (("", _("not stated")), *known, (OWN, _("in own words …")))


def _text(part: str, code: str, own: str) -> str:
    if code == OWN:
        return own
    entry = labels.entries(part).get(code)
    return entry.label_de if entry else ""
