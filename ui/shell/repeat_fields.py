"""Fields of an erasure form for other places that repeat what is to go: one decision for each of them."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QToolButton, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.casework import erasure_repeats, repeat_words
from app.casework.erasure_repeats import LEAVE, Repeat
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel

_PREFIX = "repeat:"
ALL = "repeats"
_EVERYTHING = "everything"
# More places than this are decided together.
MOST = 30

Opener = Callable[[Repeat], None]
_TABS = {
    "agenda_item": "measures", "case_file": "overview", "case_party": "overview", "case_step": "overview",
    "chart": "charts", "collection_task": "gaps", "conference": "measures", "contribution": "sources",
    "document": "documents", "gap": "gaps", "gap_entry": "gaps", "judgement": "duplicates",
    "measure": "measures", "method": "methods", "method_part": "methods",
    "participant": "measures", "quarantine": "sources", "source": "sources",
}  # fmt: skip


class RepeatFields:
    """The part of a form that shows the places and takes the decisions; none is preset.

    Without places it adds nothing. `shown` hides and shows it as a whole.
    """

    def __init__(self, form: InlineForm, repeats: Sequence[Repeat], opener: Opener | None = None) -> None:
        self._form = form
        self._parts: list[QWidget] = []
        self._keys: list[str] = []
        self.repeats = tuple(r for r in repeats if r.can)
        self.kept = tuple(r for r in repeats if not r.can)
        if self.repeats:
            self._add_heading()
            for repeat in self.repeats[:MOST]:
                self._add_place(repeat, opener)
        for repeat in self.kept[:MOST]:
            text = f"{repeat_words.place(repeat)}: {repeat.excerpt}\n{repeat_words.why_kept(repeat)}"
            self._part(MutedLabel(text))

    def _add_heading(self) -> None:
        count = len(self.repeats)
        text = ngettext(
            "{count} other place repeats it. Decide what happens there:",
            "{count} other places repeat it. Decide what happens there:",
            count,
        )
        self._part(PlainLabel(text.format(count=count)))
        if count > 1:
            several = [
                ("", _("each by itself") if count <= MOST else _("– decide –")),
                (_EVERYTHING, _("take out or erase everywhere")),
                (LEAVE, _("leave all")),
            ]
            field = self._form.add_choice(ALL, _("All places"), several)
            self._keys.append(ALL)
            field.activated.connect(lambda _index: self._decide_all())
        if count > MOST:
            more = _("Shown are {most} of them; the others follow the choice for all places.")
            self._part(MutedLabel(more.format(most=MOST)))

    def _add_place(self, repeat: Repeat, opener: Opener | None) -> None:
        key = _PREFIX + repeat.key
        choices = [("", _("– decide –"))]
        choices += [(what, repeat_words.choice(repeat, what)) for what in (*repeat.can, LEAVE)]
        field = self._form.add_choice(key, f"{repeat_words.place(repeat)}: “{repeat.excerpt}”", choices)
        field.setAccessibleName(repeat_words.place(repeat))
        self._keys.append(key)
        if opener is not None and (repeat.table in _TABS or repeat.subject_id):
            self._part(_link(_("Show this place"), lambda: opener(repeat)))

    def _part(self, widget: QWidget) -> None:
        self._parts.append(widget)
        self._form.add_widget(widget)

    def _decide_all(self) -> None:
        everywhere = self._form.value(ALL)
        for repeat in self.repeats[:MOST]:
            self._form.set_value(_PREFIX + repeat.key, _resolved(repeat, everywhere))

    def shown(self, shown: bool) -> None:
        """Show or hide all of it."""
        for key in self._keys:
            self._form.set_shown(key, shown)
        for part in self._parts:
            part.setVisible(shown)

    def choices(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return the decisions by place from the values of the form."""
        everywhere = values.get(ALL, "")
        decided = {r.key: values.get(_PREFIX + r.key) or _resolved(r, everywhere) for r in self.repeats}
        return {key: choice for key, choice in decided.items() if choice}

    def keep(self, choices: Mapping[str, str]) -> None:
        """Put decisions back that were made before the places were read anew."""
        for repeat in self.repeats[:MOST]:
            if repeat.key in choices:
                self._form.set_value(_PREFIX + repeat.key, choices[repeat.key])

    def refuse(self, error: UserError) -> bool:
        """Put a refusal beside the first place without a decision; False if it is about something else."""
        if error.key != "erasure.undecided":
            return False
        missing = erasure_repeats.undecided(self.repeats, self.choices(self._form.held()))
        first = _PREFIX + missing[0].key if missing else ALL
        self._form.show_error(error, first if first in self._keys else ALL)
        return True


def spot(repeat: Repeat) -> tuple[str, str, str]:
    """Return where the window shows a place: case, part of the case, subject."""
    return repeat.case_id, _TABS.get(repeat.table, ""), repeat.subject_id


def _resolved(repeat: Repeat, everywhere: str) -> str:
    return repeat.can[0] if everywhere == _EVERYTHING else everywhere


def _link(words: str, run: Callable[[], None]) -> QWidget:
    button = QToolButton()
    button.setText(words)
    button.setAutoRaise(True)
    button.clicked.connect(lambda _checked=False: run())
    return button
