"""Subjects as rows of a table. Free of Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import Finding, SubjectKind
from app.ontology.catalogue import ontology
from ui.case import disagreement_query
from ui.case.case_data import CaseData, distinct, type_label, type_order

NODES, LINKS = "nodes", "links"


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One subject; `findings` counts those in force, `agencies` names whose they are.

    What follows `disagreeing` is what a table is narrowed by: codes, and the earliest review day.
    """

    id: str
    type: str
    kind: SubjectKind
    caption: str
    type_label: str
    icon: str
    findings: int
    links: int
    agencies: str
    disagreeing: int
    agency_ids: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    review_due: str = ""
    restricted: bool = False
    exonerating: bool = False


def subject_rows(data: CaseData) -> tuple[SubjectRow, ...]:
    """Return every subject with a finding in force, in the order of the ontology, then by caption."""
    rows = []
    order = {s.type: type_order(s.type) for s in data.records.subjects}
    for subject in data.records.subjects:
        findings = [f for f in data.of_subject.get(subject.id, ()) if f.id not in data.superseded]
        if findings:
            node = ontology().nodes.get(subject.type)
            link = subject.kind is SubjectKind.LINK
            rows.append(
                SubjectRow(
                    subject.id,
                    subject.type,
                    subject.kind,
                    data.caption(subject.id),
                    type_label(subject.type),
                    "link-2" if link else node.icon if node else "circle",
                    len(findings),
                    0 if link else len(data.links_of.get(subject.id, ())),
                    ", ".join(distinct(data.agency_of(f) for f in findings)),
                    disagreement_query.fields(data, subject.id),
                    tuple(dict.fromkeys(data.contribution_of(f).agency_id for f in findings)),
                    tuple({str(f.standing) for f in findings}),
                    _roles(subject.type, findings),
                    min(f.review_due for f in findings),
                    any(f.restricted for f in findings),
                    any(f.exonerating for f in findings),
                )
            )
    return tuple(sorted(rows, key=lambda r: (order[r.type], list_order(r.caption))))


def _roles(subject_type: str, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the roles a person is said to have; "" for a person without one, none for anything else."""
    said = {f.value for f in findings if f.property == "role" and not f.restricted}
    return tuple(said) if said or subject_type != "person" else ("",)


def type_choices(rows: tuple[SubjectRow, ...]) -> tuple[tuple[str, str], ...]:
    """Return what the list of types offers: everything, nodes, links, and each type that occurs."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.type] = counts.get(row.type, 0) + 1
    kinds = [t for t in (*ontology().nodes, *ontology().links) if t in counts]
    nodes = sum(row.kind is SubjectKind.NODE for row in rows)
    return (
        ("", _("All ({count})").format(count=len(rows))),
        (NODES, _("Nodes ({count})").format(count=nodes)),
        (LINKS, _("Links ({count})").format(count=len(rows) - nodes)),
        *((t, f"{type_label(t)} ({counts[t]})") for t in kinds),
    )


def of_type(rows: tuple[SubjectRow, ...], choice: str) -> tuple[SubjectRow, ...]:
    """Return the rows that one of the choices means."""
    if not choice:
        return rows
    if choice in (NODES, LINKS):
        wanted = SubjectKind.NODE if choice == NODES else SubjectKind.LINK
        return tuple(row for row in rows if row.kind is wanted)
    return tuple(row for row in rows if row.type == choice)
