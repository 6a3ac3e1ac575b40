"""Captions: what stands for a subject on a chart, in a table and in a sentence."""

from collections import defaultdict
from collections.abc import Sequence

from app.base.latin_script import with_reading
from app.base.records import Finding, Standing, Subject, SubjectKind
from app.ontology.catalogue import ontology
from app.ontology.model import LinkType, NodeType
from app.ontology.values import display_for

_RANK = {Standing.FACT: 0, Standing.ASSESSMENT: 1, Standing.HYPOTHESIS: 2}


def captions(subjects: Sequence[Subject], findings: Sequence[Finding]) -> dict[str, str]:
    """Return the caption of every subject by its id, in the language in force.

    A node shows the first property of its type's caption list that a finding speaks of: facts before
    assessments before hypotheses, the newest first. Superseded and restricted findings do not count. A
    node nothing names is called by its type and a number, which depends on `subjects` and `findings`
    alone, so that a released view cannot betray what it leaves out. A name in another script has its
    reading in Latin letters behind it. A link reads “A – label – B”.
    """
    usable = _usable(findings)
    shown: dict[str, str] = {}
    numbered: dict[str, int] = defaultdict(int)
    for subject in sorted(subjects, key=lambda s: s.id):
        if subject.kind is not SubjectKind.NODE:
            continue
        text = _named(subject, usable)
        if not text:
            numbered[subject.type] += 1
            text = f"{_label(subject.type)} {numbered[subject.type]}"
        shown[subject.id] = text
    for subject in subjects:
        if subject.kind is SubjectKind.LINK:
            shown[subject.id] = _link_caption(subject, shown)
    return shown


def naming_findings(subjects: Sequence[Subject], findings: Sequence[Finding]) -> dict[str, str]:
    """Return by node the id of the finding that its caption is; nodes that nothing names are not in it."""
    usable = _usable(findings)
    nodes = (s for s in subjects if s.kind is SubjectKind.NODE)
    found = ((node.id, _naming(node, usable)) for node in nodes)
    return {node: finding.id for node, finding in found if finding is not None}


def _usable(findings: Sequence[Finding]) -> dict[tuple[str, str], Finding]:
    """Return the one finding to show for each subject and property."""
    superseded = {finding.supersedes for finding in findings if finding.supersedes}
    best: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if finding.id in superseded or finding.restricted:
            continue
        place = finding.subject_id, finding.property
        known = best.get(place)
        if known is None or _order(finding) > _order(known):
            best[place] = finding
    return best


def _order(finding: Finding) -> tuple[int, str, str, str]:
    """Whatever order findings come in, the same one is the largest: by standing, then time, value and id."""
    return -_RANK[finding.standing], finding.recorded_at, finding.value, finding.id


def _named(subject: Subject, usable: dict[tuple[str, str], Finding]) -> str:
    finding = _naming(subject, usable)
    if finding is None:
        return ""
    return with_reading(display_for(ontology().property(subject.type, finding.property), finding.value))


def _naming(subject: Subject, usable: dict[tuple[str, str], Finding]) -> Finding | None:
    """Return the finding that names a node, None where it is called by type and number."""
    node_type = ontology().nodes.get(subject.type)
    known = (usable.get((subject.id, name)) for name in (node_type.caption if node_type else ()))
    return next((f for f in known if f is not None and f.value), None)


def _link_caption(subject: Subject, shown: dict[str, str]) -> str:
    ends = [shown[end] for end in (subject.start, subject.end) if end in shown]
    return f" – {_label(subject.type)} – ".join(ends) if len(ends) == 2 else _label(subject.type)


def _label(type_id: str) -> str:
    declared: NodeType | LinkType | None = ontology().nodes.get(type_id) or ontology().links.get(type_id)
    # A package from a newer program may hold a type this one does not know; its id still says something.
    return declared.label if declared is not None else type_id.replace("_", " ")
