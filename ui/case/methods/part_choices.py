"""The findings that a part of a method can cite. Free of Qt."""

from app.base.method_records import FINDING, Method, MethodKind, PartKind
from app.base.records import Finding
from ui.case.case_data import CaseData
from ui.case.gaps_query import words_of

_OFFERED = 40
_PERSON = "person"


def offered_findings(data: CaseData, method: Method, typed: str) -> list[tuple[str, str]]:
    """Return findings in force that may stand in a method and hold all words typed: id and line, at most 40.

    For a barrier model none about a person; for a comparison none that is a row of it already.
    """
    words = typed.casefold().split()
    held = {c for e in method.of(PartKind.EVIDENCE) if e.role == FINDING for c in e.cites}
    found = []
    for finding in data.current:
        if finding.id in data.superseded or finding.id in held:
            continue
        if method.kind is MethodKind.BARRIERS and _about_person(data, finding):
            continue
        line = words_of(data, finding)
        if all(word in line.casefold() for word in words):
            found.append((finding.id, f"{line}  ({data.grading(finding)} · {data.agency_of(finding)})"))
            if len(found) == _OFFERED:
                break
    return found


def _about_person(data: CaseData, finding: Finding) -> bool:
    subject = data.subjects[finding.subject_id]
    ends = (subject, *(data.subjects.get(i or "") for i in (subject.start, subject.end)))
    return any(s is not None and s.type == _PERSON for s in ends)
