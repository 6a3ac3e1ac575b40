"""Which texts of the office go along with what is released, and in which words.

The frame of a case and the agenda of its conferences are free text: nothing ties them to a provision, and
they may say what some recipient must not learn. A check that took such a text away as soon as it names
something withheld would tell just that: the text would change on the day the finding came. So no text here
ever depends on a finding. What describes the case (`FRAME`, `AGENDA`, the purpose of a conference) goes only
in words that a person cleared for this recipient or for every agency (`app.base.wording_records`); without
such an act it stays, whatever the case holds. What hangs on something released (the title of a contribution,
a measure's wording) goes with it, or in the words written in its place. The words of both are looked at
before each hand-over (`app.policy.handing_on_check`): that stops the office, loudly, and never alters what
goes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from app.base.i18n import _
from app.base.records import AgendaItem, Conference, Measure
from app.base.wording_records import EVERYBODY, Wording, sum_of
from app.policy.agenda_titles import standard_titles
from app.policy.views import View, WorkingView

FRAME = ("title", "question", "purpose")
"""The texts of a case that go in words for handing on alone."""
AGENDA = ("title", "question", "recommendation", "decision")
"""The texts of a point of the agenda that go as they stand, to those they were cleared for alone."""
MEETING = "conference.purpose"
ATTACHED = {
    "contributions": ("contribution", ("title", "purpose")),
    "sources": ("source", ("kind", "reference")),
    "documents": ("document", ("name",)),
    "measures": ("measure", ("title", "legal_power", "result")),
    "judgements": ("judgement", ("reason",)),
}
"""What hangs on something released: part of a view, the name of its records, their fields of free text."""


@dataclass(frozen=True, slots=True)
class Outward:
    """The words in which the office's texts go to one recipient."""

    wordings: tuple[Wording, ...]

    def frame(self, field: str) -> str:
        """Return a text of the case for this recipient, "" where nobody wrote one."""
        return next((w.text for w in self.wordings if w.field == field and w.text), "")

    def clears(self, field: str, text: str) -> bool:
        """Tell whether somebody cleared this text word for word; an empty one hides nothing."""
        if not text.strip():
            return True
        wanted = sum_of(text)
        return any(w.field == field and not w.text and w.sha256 == wanted for w in self.wordings)

    def point(self, field: str, text: str) -> str:
        """Return one of the `AGENDA` of a point: as it stands if it was cleared, "" if not.

        The titles of the shipped agenda go to everybody.
        """
        free = field == "title" and text in standard_titles()
        return text if free or self.clears(f"agenda.{field}", text) else ""

    def purpose(self, text: str) -> str:
        """Return the purpose of a conference (the case's own without one) in words for this recipient."""
        if text.strip() and self.clears(MEETING, text):
            return text
        return self.frame("purpose") or _("tasks of the office")

    def conference(self, conference: Conference) -> Conference:
        """Return a conference with the agenda as this recipient may read it."""
        return replace(conference, agenda=tuple(map(self._item, conference.agenda)))

    def _item(self, item: AgendaItem) -> AgendaItem:
        said = [self.point(name, getattr(item, name)) for name in AGENDA]
        return AgendaItem(item.no, *said)

    def measure(self, measure: Measure) -> Measure:
        """Return a measure in the words for this recipient."""
        replaced: Measure = self._record("measure", ATTACHED["measures"][1], measure)
        return replaced

    def attached(self, view: View) -> dict[str, tuple[Any, ...]]:
        """Return what hangs on released things, in the words for this recipient, by the name in the view."""
        written = {w.field.partition(".")[0] for w in self.wordings if w.text and "." in w.field}
        return {
            part: tuple(self._record(name, texts, record) for record in getattr(view, part))
            for part, (name, texts) in ATTACHED.items()
            if name in written
        }

    def _record(self, name: str, texts: Iterable[str], record: Any) -> Any:
        said = {
            w.field.partition(".")[2]: w.text
            for w in reversed(self.wordings)
            if w.row_id == record.id and w.text and w.field.startswith(f"{name}.")
        }
        changed = {field: text for field, text in said.items() if field in texts}
        return replace(record, **changed) if changed else record


def outward(wordings: Iterable[Wording], recipient_id: str) -> Outward:
    """Return the words for one recipient: those written for this agency come before those for all."""
    own = [w for w in wordings if w.recipient_id in (recipient_id, EVERYBODY)]
    return Outward(tuple(sorted(own, key=lambda w: w.recipient_id == EVERYBODY)))


def in_words_for(world: WorkingView, words: Outward, purpose: str) -> WorkingView:
    """Return a closed world with every text of the office as this recipient may read it.

    `purpose` is what the recipient is told the hand-over is for; the case's own takes its place only in words
    for handing on.
    """
    said = {field: words.frame(field) for field in FRAME}
    header = replace(world.header, **{**said, "purpose": said["purpose"] or purpose})
    parts = {f.name: getattr(world, f.name) for f in fields(WorkingView)}
    conferences = tuple(map(words.conference, world.conferences))
    return WorkingView(**{**parts, "header": header, "conferences": conferences, **words.attached(world)})
