"""The records of a released view as the parts of a package, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.base.blocks import blocks
from app.base.chart_records import ChartDocument
from app.base.provision_records import DataMark
from app.base.recall_records import RecallNotice
from app.base.records import (
    Agency,
    CaseHeader,
    Conference,
    Contribution,
    Document,
    Finding,
    Judgement,
    Measure,
    Source,
    Subject,
)
from app.base.sent_records import SentMethod, SentProvision, sent_method
from app.exchange.codec import CodecError
from app.exchange.manifest import DOCUMENT_FOLDER
from app.exchange.ndjson import read_lines, write_lines
from app.policy.views import View

_A_LINE = 50_000


@dataclass(frozen=True, slots=True)
class Ground:
    """On which provision findings were released, and the numbers of the conditions confirmed for it."""

    provision: str
    conditions: tuple[int, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainGround:
    """A ground as version 1 of the format wrote it."""

    finding: str
    provision: str


@dataclass(frozen=True, slots=True)
class ClosedPoint:
    """A point of a conference that not everybody may hear, in the edition of one who may.

    `audience` are the agencies, as far as the package names them, that may hear it.
    """

    id: str
    conference_id: str
    no: int
    title: str
    question: str
    recommendation: str
    decision: str
    audience: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extras:
    """What goes along beside the released view, chosen by a person or owed to the recipient.

    `charts` hold nothing but released subjects and none of the office's own words, `judgements` were chosen,
    `confirmed` are (provision, number of a condition) as ticked, `agencies` those that the rest names.
    `marks` are about what is in the view, `own_words` the office's own entries of the matrix it rests on.
    """

    charts: tuple[ChartDocument, ...] = ()
    points: tuple[ClosedPoint, ...] = ()
    recalls: tuple[RecallNotice, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    agencies: tuple[Agency, ...] = ()
    confirmed: frozenset[tuple[str, int]] = frozenset()
    marks: tuple[DataMark, ...] = ()
    own_words: tuple[SentProvision, ...] = ()


@dataclass(frozen=True, slots=True)
class Payload:
    """All records of a package; a closed world like the view they come from."""

    case: tuple[CaseHeader, ...]
    agencies: tuple[Agency, ...]
    contributions: tuple[Contribution, ...]
    sources: tuple[Source, ...]
    subjects: tuple[Subject, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]
    documents: tuple[Document, ...]
    conferences: tuple[Conference, ...]
    measures: tuple[Measure, ...]
    provisions: tuple[Ground, ...]
    charts: tuple[ChartDocument, ...] = ()
    points: tuple[ClosedPoint, ...] = ()
    recalls: tuple[RecallNotice, ...] = ()
    methods: tuple[SentMethod, ...] = ()
    marks: tuple[DataMark, ...] = ()
    own_words: tuple[SentProvision, ...] = ()


_FIRST: dict[str, type] = {
    "case": CaseHeader,
    "agencies": Agency,
    "contributions": Contribution,
    "sources": Source,
    "subjects": Subject,
    "findings": Finding,
    "judgements": Judgement,
    "documents": Document,
    "conferences": Conference,
    "measures": Measure,
    "provisions": Ground,
}
_SECOND: dict[str, type] = {
    **_FIRST,
    "charts": ChartDocument,
    "points": ClosedPoint,
    "recalls": RecallNotice,
}
_CLASSES: dict[str, type] = {
    **_SECOND,
    "methods": SentMethod,
    "marks": DataMark,
    "own_words": SentProvision,
}
_OLDER: dict[int, dict[str, type]] = {1: {**_FIRST, "provisions": PlainGround}, 2: _SECOND}
PART_NAMES = tuple(f"{kind}.ndjson" for kind in _CLASSES)


def payload_of(view: View, extras: Extras) -> Payload:
    """The records of `view` and what goes along, provisions sorted by finding."""
    conditions: dict[str, list[int]] = {}
    for provision, no in sorted(extras.confirmed):
        conditions.setdefault(provision, []).append(no)
    confirmed = {provision: tuple(numbers) for provision, numbers in conditions.items()}
    known, judged = {a.id for a in view.agencies}, {j.id for j in view.judgements}
    return Payload(
        case=(view.header,),
        agencies=(*view.agencies, *(a for a in extras.agencies if a.id not in known)),
        contributions=view.contributions,
        sources=view.sources,
        subjects=view.subjects,
        findings=view.findings,
        judgements=(*view.judgements, *(j for j in extras.judgements if j.id not in judged)),
        documents=view.documents,
        conferences=view.conferences,
        measures=view.measures,
        provisions=grounds_of(view.provisions, confirmed),
        charts=extras.charts,
        points=extras.points,
        recalls=extras.recalls,
        methods=tuple(map(sent_method, view.methods)),
        marks=extras.marks,
        own_words=extras.own_words,
    )


def grounds_of(provisions: Mapping[str, str], confirmed: Mapping[str, tuple[int, ...]]) -> tuple[Ground, ...]:
    """Gather the findings by the provision they were released on; a line holds at most 50,000."""
    by_provision: dict[str, list[str]] = {}
    for finding, provision in provisions.items():
        by_provision.setdefault(provision, []).append(finding)
    return tuple(
        Ground(provision, confirmed.get(provision, ()), tuple(block))
        for provision, ids in ((p, sorted(i)) for p, i in sorted(by_provision.items()))
        for block in blocks(ids, _A_LINE)
    )


def write_payload(payload: Payload) -> dict[str, bytes]:
    """One part per kind of record, named `findings.ndjson` and so on, in a fixed order."""
    return {f"{kind}.ndjson": write_lines(getattr(payload, kind)) for kind in _CLASSES}


def read_payload(parts: Mapping[str, bytes], version: int) -> Payload:
    """The records in `parts`; raises `CodecError` if a kind is missing or a line is not a record."""
    kinds = _OLDER.get(version, _CLASSES)
    missing = [kind for kind in kinds if f"{kind}.ndjson" not in parts]
    if missing:
        raise CodecError(missing[0])
    found: dict[str, Any] = {kind: read_lines(cls, parts[f"{kind}.ndjson"]) for kind, cls in kinds.items()}
    if version == 1:
        found["provisions"] = grounds_of({g.finding: g.provision for g in found["provisions"]}, {})
    payload = Payload(**found)
    if len(payload.case) != 1:
        raise CodecError("case")
    return payload


def document_part(document: Document) -> str:
    """The name under which a document's bytes lie in the package; equal files lie there once."""
    return f"{DOCUMENT_FOLDER}{document.sha256}"
