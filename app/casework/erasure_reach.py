"""How far an erasure reaches, found from the rows of a case; reads and changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.base.records import SubjectKind

Rows = Mapping[str, Any]
"""Rows of findings or subjects by id."""


def with_predecessors(findings: Rows, wanted: Iterable[str]) -> list[str]:
    """Return findings and what they correct, or the older value would come back as the current one."""
    found: dict[str, None] = {}
    for finding_id in wanted:
        current: str | None = finding_id
        while current is not None and current in findings and current not in found:
            found[current] = None
            current = findings[current].supersedes
    return list(found)


def lost_subjects(findings: Rows, subjects: Rows, going: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return nodes and links without findings and links without an end, and the findings these take along.

    Links come first: they refer to their ends.
    """
    gone = set(going)
    touched = {findings[i].subject_id for i in going}
    left = {f.subject_id for f in findings.values() if f.id not in gone}
    nodes = {s for s in touched if s not in left}
    links = [
        s.id
        for s in subjects.values()
        if s.kind == SubjectKind.LINK and (s.id in nodes or {s.start, s.end} & nodes)
    ]
    carried = set(links)
    more = [f.id for f in findings.values() if f.subject_id in carried and f.id not in gone]
    return links + sorted(nodes - carried), more


def newest_first(findings: Rows, going: Sequence[str]) -> list[str]:
    """Order findings so that a correction goes before what it corrects."""
    ordered: list[str] = []
    followers: dict[str, int] = dict.fromkeys(set(going), 0)
    for i in followers:
        older = findings[i].supersedes
        if older in followers:
            followers[older] += 1
    ready = [i for i in going if not followers[i]]
    while ready:
        ordered.append(ready.pop())
        older = findings[ordered[-1]].supersedes
        if older in followers:
            followers[older] -= 1
            if not followers[older]:
                ready.append(older)
    return ordered
