"""Subjects: a node or link comes into being with its first findings, never without."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Subject, SubjectKind
from app.casework import review_days, writing
from app.casework.findings import Statement, checked
from app.ontology.catalogue import ontology
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

PERSON, ROLE, ROLE_REASON = "person", "role", "role_reason"


def add_node(
    store: Store,
    case_id: str,
    node_type: str,
    statements: Sequence[Statement],
    *,
    role_needed: bool = False,
    reason: str = "",
) -> Change:
    """Add a node with at least one finding; `reason` goes to the log.

    With `role_needed` a person comes with role and reason of necessity or not at all (`need_role`).
    """
    if role_needed:
        need_role(node_type, statements)
    label = added_label(node_type)
    with store.write(label, Action.COLLECTION, case_id=case_id, reason=reason) as work:
        put_node(work, case_id, node_type, statements)
    return work.done


def need_role(node_type: str, statements: Iterable[Statement]) -> None:
    """Refuse a person without a role in the case or without the reason why it is necessary to keep them.

    BDSG section 72 tells categories of persons apart. What agencies deliver may come without; such
    persons are listed by `without_role`.
    """
    if node_type != PERSON:
        return
    stated = {s.property for s in statements if s.value.strip()}
    if ROLE not in stated:
        raise UserError(
            "person.role",
            _("The role of the person in this case is missing (BDSG section 72)."),
            _("Choose the role; “contact or companion” is one, too."),
        )
    if ROLE_REASON not in stated:
        raise UserError(
            "person.role_reason",
            _("It is missing why this role, and why it is necessary to record the person."),
            _("One sentence is enough."),
        )


def without_role(store: Store, case_id: str) -> tuple[str, ...]:
    """Return the ids of the persons of a case for whom no role is in force, by id; for the work list."""
    s, f = tables.subject, tables.finding
    newer = f.alias()
    corrected = select(newer.c.id).where(newer.c.supersedes == f.c.id).exists()
    told = (
        select(f.c.id)
        .where(f.c.subject_id == s.c.id, f.c.property == ROLE, ~f.c.restricted, ~corrected)
        .exists()
    )
    query = select(s.c.id).where(s.c.case_id == case_id, s.c.type == PERSON, ~told).order_by(s.c.id)
    with store.read() as connection:
        return tuple(connection.execute(query).scalars())


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
    store: Store,
    case_id: str,
    link_type: str,
    start: str,
    end: str,
    statements: Sequence[Statement],
    *,
    reason: str = "",
) -> Change:
    """Add a link between two nodes with the findings that evidence it (at least one)."""
    kind = ontology().links[link_type]
    if not statements:
        raise UserError("link.evidence", _("No link without evidence."), _("Name the source of this link."))
    label = _("{type} added").format(type=kind.label)
    with store.write(label, Action.COMBINATION, case_id=case_id, reason=reason) as work:
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
    if row is None or row["kind"] != SubjectKind.NODE or row["case_id"] != work.case_id:
        raise LookupError(node_id)
    return str(row["type"])


def _write(work: UnitOfWork, case_id: str, subject: Subject, statements: Sequence[Statement]) -> None:
    writing.write_subjects(work, case_id, [subject])
    found = [checked(work, case_id, subject.id, subject.type, s) for s in statements]
    writing.write_findings(work, found)
    review_days.settle_new(work, found)
    work.about(subject.id, *(f.id for f in found))
