"""What a file says with days, grading and handling of its own, as it may be recorded."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.base.i18n import _
from app.base.records import Standing
from app.exchange.delivery_builder import DeliveryBuilder
from app.exchange.frame import Frame
from app.exchange.plan_edges import count_of
from app.exchange.readers.neutral import Said
from app.ontology.values import normalise

_RELIABILITY = frozenset("ABCX")
_CREDIBILITY = frozenset("1234")
_HANDLING = re.compile(r"[A-Z0-9][A-Za-z0-9:+._ -]{0,19}")
_STRICTEST = "H3"
_STANDINGS = frozenset(standing.value for standing in Standing)
_NOTE = "note"
_NOTE_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement in the words of the ontology; `value` is normalised."""

    property: str
    value: str
    place: str
    since: str
    until: str
    frame: Frame
    handling_note: str = ""
    exonerating: bool = False


class Statements:
    """Makes statements of a file into ones that may be recorded.

    A value that is none of its kind is kept as a note, and a grading that is none is left out, each with a
    line in the report: files of other programs hold too much of that to refuse them for it.
    """

    def __init__(self, builder: DeliveryBuilder, meaning: Callable[[str, str], str | None]) -> None:
        self._builder = builder
        self._meaning = meaning

    def of(self, subject_type: str, said: Iterable[Said], place: str) -> list[Spoken]:
        """Return the statements about a subject of this type; what means nothing here is left out."""
        return [spoken for one in said for spoken in self._spoken(subject_type, one, place)]

    def _spoken(self, subject_type: str, one: Said, place: str) -> list[Spoken]:
        meaning = "exists" if one.property == "exists" else self._meaning(subject_type, one.property)
        if meaning is None or not one.value.strip():
            return []
        where = one.place or place
        frame = self._frame(one, where)
        since, until = (self._day(text, where) for text in (one.valid_from, one.valid_to))
        value = self._value(subject_type, meaning, one, where)
        if not value and meaning != "weight":
            meaning = _NOTE
            value = self._value(subject_type, _NOTE, Said(_NOTE, f"{one.property}: {one.value}"), where)
        if not value:
            return []
        note = normalise("text", one.handling_note[:_NOTE_LENGTH]) if one.handling_note.strip() else ""
        return [Spoken(meaning, value, where, since, until, frame, note, one.exonerating == "yes")]

    def _value(self, subject_type: str, meaning: str, one: Said, where: str) -> str:
        if meaning == "exists":
            return "yes"
        if meaning == "weight":
            return count_of(self._builder, one.value, where)
        value = self._builder.normal(subject_type, meaning, one.value, where, one.property)
        if not value:
            fault = self._builder.faults.pop()
            self._builder.skipped.append((f"{where}, {one.property}", fault.reason))
        return value

    def _day(self, text: str, where: str) -> str:
        if not text:
            return ""
        try:
            return normalise("partial_date", text)
        except ValueError as error:
            self._builder.skipped.append((where, str(error)))
            return ""

    def _frame(self, one: Said, where: str) -> Frame:
        reliability = self._known(one.reliability, _RELIABILITY, where)
        credibility = self._known(one.credibility, _CREDIBILITY, where)
        standing = self._known(one.standing, _STANDINGS, where)
        handling = one.handling
        if handling and not _HANDLING.fullmatch(handling):
            # To leave a code out would allow more than its author did.
            reason = _("“{text}” is no handling code; {code} holds instead.")
            self._builder.skipped.append((where, reason.format(text=handling[:40], code=_STRICTEST)))
            handling = _STRICTEST
        return Frame("", reliability, credibility, standing, handling)

    def _known(self, text: str, known: frozenset[str], where: str) -> str:
        if text and text not in known:
            self._builder.skipped.append((where, _("“{text}” is no grading.").format(text=text[:40])))
            return ""
        return text
