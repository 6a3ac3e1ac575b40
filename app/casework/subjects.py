"""Subjects: a node or link comes into being with its first findings, never without."""

from collections.abc import Sequence

from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Subject, SubjectKind
from app.casework import writing
from app.casework.findings import Statement, checked
from app.ontology.catalogue import ontology
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def add_node(store: Store, case_id: str, node_type: str, statements: Sequence[Statement]) -> Change:
    """Add a node with at least one finding."""
    with store.write(added_label(node_type), Action.COLLECTION, case_id=case_id) as work:
        put_node(work, case_id, node_type, statements)
    return work.done


def added_label(node_type: str) -> str:
    """Return the name of adding a node of this type, for the history."""
    return _("{type} added").format(type=ontology().nodes[node_type].label)


def put_node(work: UnitOfWork, case_id: str, node_type: str, statements: Sequence[Statement]) -> str:
    """Add a node within the caller's unit of work and return its id."""
    if not statements:
        raise UserError("subject.empty", _("No finding, no subject."), _("Record at least one finding."))
    node = Subject(new_id(), SubjectKind.NODE, node_type)
    _write(work, case_id, node, statements)
    return node.id


def add_link(
    store: Store, case_id: str, link_type: str, start: str, end: str, statements: Sequence[Statement]
) -> Change:
    """Add a link between two nodes with the findings that evidence it (at least one)."""
    kind = ontology().links[link_type]
    if not statements:
        raise UserError("link.evidence", _("No link without evidence."), _("Name the source of this link."))
    label = _("{type} added").format(type=kind.label)
    with store.write(label, Action.COLLECTION, case_id=case_id) as work:
        types = (_node_type(work, start), _node_type(work, end))
        if not kind.allows(*types) or start == end:
            raise UserError(
                "link.ends",
                _("“{link}” does not go from {start} to {end}."),
                _("Choose another kind of link or other ends."),
                link=kind.label,
                start=ontology().nodes[types[0]].label,
                end=ontology().nodes[types[1]].label,
            )
        _write(work, case_id, Subject(new_id(), SubjectKind.LINK, link_type, start, end), statements)
    return work.done


def _node_type(work: UnitOfWork, node_id: str) -> str:
    row = work.row(tables.subject, node_id)
    if row is None or row["kind"] != SubjectKind.NODE:
        raise LookupError(node_id)
    return str(row["type"])


def _write(work: UnitOfWork, case_id: str, subject: Subject, statements: Sequence[Statement]) -> None:
    writing.write_subjects(work, case_id, [subject])
    found = [checked(work, case_id, subject.id, subject.type, s) for s in statements]
    writing.write_findings(work, found)
    work.about(subject.id, *(f.id for f in found))
