"""The records of a released view as the parts of a package, and back."""

from collections.abc import Mapping
from dataclasses import dataclass

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
from app.exchange.codec import CodecError
from app.exchange.ndjson import read_lines, write_lines
from app.policy.views import View

DOCUMENT_FOLDER = "documents/"


@dataclass(frozen=True, slots=True)
class Ground:
    """On which provision a finding was released."""

    finding: str
    provision: str


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


_CLASSES: dict[str, type] = {
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
PART_NAMES = tuple(f"{kind}.ndjson" for kind in _CLASSES)


def payload_of(view: View) -> Payload:
    """The records of `view`, provisions sorted by finding."""
    return Payload(
        case=(view.header,),
        agencies=view.agencies,
        contributions=view.contributions,
        sources=view.sources,
        subjects=view.subjects,
        findings=view.findings,
        judgements=view.judgements,
        documents=view.documents,
        conferences=view.conferences,
        measures=view.measures,
        provisions=tuple(Ground(f, p) for f, p in sorted(view.provisions.items())),
    )


def write_payload(payload: Payload) -> dict[str, bytes]:
    """One part per kind of record, named `findings.ndjson` and so on, in a fixed order."""
    return {f"{kind}.ndjson": write_lines(getattr(payload, kind)) for kind in _CLASSES}


def read_payload(parts: Mapping[str, bytes]) -> Payload:
    """The records in `parts`; raises `CodecError` if a kind is missing or a line is not a record."""
    missing = [name for name in PART_NAMES if name not in parts]
    if missing:
        raise CodecError(missing[0])
    payload = Payload(**{kind: read_lines(cls, parts[f"{kind}.ndjson"]) for kind, cls in _CLASSES.items()})
    if len(payload.case) != 1:
        raise CodecError("case")
    return payload


def document_part(document: Document) -> str:
    """The name under which a document's bytes lie in the package; equal files lie there once."""
    return f"{DOCUMENT_FOLDER}{document.sha256}"
