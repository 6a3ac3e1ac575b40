"""Whether what goes beside findings keeps to its rules: methods, marks of data, words of provisions."""

from collections.abc import Collection, Iterable

from app.base.method_records import (
    CELLS,
    PARTS_OF,
    ROLES,
    STATES,
    VERDICTS,
    MethodKind,
    PartKind,
)
from app.base.provision_records import APPROVED, PROPOSED, REJECTED
from app.base.sent_records import SentMethod, SentPart
from app.exchange.codec import CodecError
from app.exchange.payload import Payload
from app.policy.transmission_limits import data_classes

_PERSON = "person"
_GROUNDS = ("must", "should", "may")
_STATUS = (PROPOSED, APPROVED, REJECTED)
_MOST = 5


def check_methods(payload: Payload, agencies: Collection[str], findings: Collection[str]) -> None:
    """Raise `CodecError` for a method that is none, points outside, or places a person.

    Nobody has a place in a barrier model: it cites nothing that is said of a person or of a person's link.
    """
    about_persons = _about_persons(payload) if payload.methods else set()
    for method in payload.methods:
        ids = {p.id for p in method.parts}
        cited = {c for p in method.parts for c in p.cites}
        named = {p.agency_id for p in method.parts if p.agency_id}
        if len(ids) != len(method.parts) or not cited <= set(findings) or not named <= set(agencies):
            raise CodecError("methods")
        if method.kind is MethodKind.BARRIERS and cited & about_persons:
            raise CodecError("methods")
        for part in method.parts:
            _check_part(method, part)


def _check_part(method: SentMethod, part: SentPart) -> None:
    steps = {p.id for p in method.parts if p.kind is PartKind.STEP}
    hypotheses = {p.id for p in method.parts if p.kind is PartKind.HYPOTHESIS}
    placed = part.above_id in steps if part.kind in CELLS else not part.above_id
    rated = part.kind is PartKind.EVIDENCE or not part.ratings
    cells = [(r.hypothesis_id, r.rater) for r in part.ratings]
    fits = (
        part.kind in PARTS_OF[method.kind]
        and placed
        and rated
        and part.role in ROLES.get(part.kind, ("",))
        and part.status in ("", *STATES.get(part.kind, ()))
        and part.no > 0
        and 0 <= part.effort <= _MOST
        and 0 <= part.effect <= _MOST
        and len(set(part.cites)) == len(part.cites)
        and len(set(cells)) == len(cells)
        and {r.hypothesis_id for r in part.ratings} <= hypotheses
        and {r.verdict for r in part.ratings} <= set(VERDICTS)
    )
    if not fits:
        raise CodecError("methods")


def _about_persons(payload: Payload) -> set[str]:
    persons = {s.id for s in payload.subjects if s.type == _PERSON}
    theirs = persons | {s.id for s in payload.subjects if {s.start, s.end} & persons}
    return {f.id for f in payload.findings if f.subject_id in theirs}


def check_marks(payload: Payload, findings: Collection[str], contributions: Collection[str]) -> None:
    """Raise `CodecError` for a mark on what is not in the package, or of a class of data there is not."""
    known = {*findings, *contributions}
    for mark in payload.marks:
        if mark.record_id not in known or not mark.data or not set(mark.data) <= data_classes().keys():
            raise CodecError("marks")


def check_words(payload: Payload) -> None:
    """Raise `CodecError` for words of a provision that no office could have written."""
    for words in payload.own_words:
        fits = words.kind in _GROUNDS and words.status in _STATUS and words.version > 0
        classes = set(words.data) <= data_classes().keys()
        if not (words.id and fits and classes):
            raise CodecError("own_words")


def ids_beside(payload: Payload) -> Iterable[tuple[str, Iterable[str]]]:
    """Yield the ids of what goes beside findings, by kind: none of them may stand twice."""
    yield "methods", (m.id for m in payload.methods)
    yield "methods", (p.id for m in payload.methods for p in m.parts)
    yield "marks", (m.record_id for m in payload.marks)
    yield "own_words", (f"{w.words_of}/{w.id}/{w.version}" for w in payload.own_words)
