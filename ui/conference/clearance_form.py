"""Which texts of an agenda wait to be cleared, and for whom: one act for those that are ticked."""

from collections.abc import Sequence

from app.base.i18n import _, ngettext
from app.base.words import point_title
from app.handover import conference_words
from app.policy.handing_on_check import text_word
from ui.conference.conference_forms import DELIBERATE
from ui.conference.conference_query import Detail
from ui.shell.inline_form import InlineForm
from ui.widgets.plain_label import MutedLabel, PlainLabel

_MOST = 12


class ClearanceForm(InlineForm):
    """Shows every text once, as it will be read, and the agencies that wait for it."""

    def __init__(self, found: Detail) -> None:
        super().__init__(_("Clear the agenda"), _("Clear it"))
        self.about = f"clear {found.plan.id}"
        waiting = conference_words.waiting(found.hall)
        note = _("These texts go word for word to the agencies below. A text that is changed waits anew.")
        self.add_widget(MutedLabel(note))
        said = dict.fromkeys((t.no, t.field, t.text) for t in waiting)
        for no, field, text in list(said)[:_MOST]:
            self.add_widget(PlainLabel(_line(no, field, text)))
        if len(said) > _MOST:
            more = len(said) - _MOST
            rest = ngettext("and {count} more text", "and {count} more texts", more)
            self.add_widget(MutedLabel(rest.format(count=more)))
        self._agencies = tuple(dict.fromkeys(t.agency_id for t in waiting))
        for agency in self._agencies:
            own = [t for t in waiting if t.agency_id == agency]
            words = conference_words.named_in(found.hall, own)
            box = self.add_check(f"to_{agency}", _reader(found, agency, len(own), words))
            # Whoever reads a name that stays is ticked by a person, with a reason.
            box.setChecked(not words)
        self.add_text(DELIBERATE, _("They may read it all the same, because (enters the log)"))
        self.set_shown(DELIBERATE, False)

    def agencies(self) -> tuple[str, ...]:
        """Return the agencies that are ticked."""
        return tuple(a for a in self._agencies if self.value(f"to_{a}"))


def _line(no: int, field: str, text: str) -> str:
    where = point_title("", no) if no else text_word(field)
    return f"{where}: {text}"


def _reader(found: Detail, agency: str, count: int, words: Sequence[str]) -> str:
    """Return who reads, and what of it that agency may not hear, for whoever decides."""
    text = ngettext("{agency} ({count} text)", "{agency} ({count} texts)", count)
    shown = text.format(agency=found.agencies.get(agency, ""), count=count)
    return (
        _("{agency} – may not hear: {words}").format(agency=shown, words=", ".join(words)) if words else shown
    )
