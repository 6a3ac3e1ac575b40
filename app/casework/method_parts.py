"""What a method says: parts added, changed, put in order, taken out, and the findings they cite.

A barrier model has no place for persons: parts refer to no subject, a text that names a person of the case is
refused, and so is the citation of what is said about a person.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.method_records import (
    CELLS,
    EXONERATING,
    FINDING,
    NULL,
    PARTS_OF,
    Method,
    MethodKind,
    MethodPart,
    PartKind,
)
from app.base.method_words import method_word, part_word
from app.casework import method_checks, quarantine
from app.casework.methods import changing
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def add(
    store: Store,
    method_id: str,
    kind: PartKind,
    values: Mapping[str, str],
    *,
    above_id: str = "",
    cites: Sequence[str] = (),
) -> Change:
    """Add a part as the last of its kind, at a step for a cell; `ids[0]` is its id.

    `values` are by the names of `method_checks.FIELDS`. Evidence that is a finding cites exactly that one.
    """
    with changing(store, method_id, _added(kind), Action.COLLECTION) as (work, method):
        _refuse_place(method, kind, above_id)
        row = method_checks.row_of(kind, values)
        _refuse_role(method, kind, row["role"], "")
        method_checks.check_part(work.connection, method, kind, row)
        if kind is PartKind.HYPOTHESIS:
            method_checks.refuse_ranking(work.connection, method, row["text"])
        if kind is PartKind.EVIDENCE:
            _check_evidence(method, row, cites)
        if kind is PartKind.CONCLUSION:
            method_checks.refuse_without_evidence(method)
        numbers = [p.no for p in method.of(kind, above_id)]
        own = {"method_id": method_id, "kind": kind.value, "above_id": above_id or None}
        part_id = work.insert(tables.method_part, {**row, **own, "no": max(numbers, default=0) + 1})
        for finding_id in dict.fromkeys(cites):
            _put_citation(work, method, kind, part_id, finding_id)
        work.about(part_id, method_id)
    return work.done


def change(store: Store, part_id: str, values: Mapping[str, str]) -> Change:
    """Change what a part says; fields that are not named stay as they are."""
    method_id = _method_of(store, part_id)
    with changing(store, method_id, _("Method: {part} changed")) as (work, method):
        before = method.part(part_id)
        work.label = _("Method: {part} changed").format(part=part_word(before.kind))
        known = {name: str(getattr(before, name) or "") for name in method_checks.FIELDS}
        row = method_checks.row_of(before.kind, {**known, **values})
        _refuse_role(method, before.kind, row["role"], before.role)
        method_checks.check_part(work.connection, method, before.kind, row)
        if before.kind is PartKind.HYPOTHESIS:
            method_checks.refuse_ranking(work.connection, method, row["text"], but=part_id)
        standard = method_checks.is_standard(before, row)
        work.update(tables.method_part, part_id, **row, standard=standard)
        work.about(part_id, method_id)
    return work.done


def move(store: Store, part_id: str, to: int) -> Change:
    """Put a part at a place among those of its kind, at its step; `to` counts from 1."""
    method_id = _method_of(store, part_id)
    with changing(store, method_id, _("Method put in another order")) as (work, method):
        moved = method.part(part_id)
        order = [p for p in method.of(moved.kind, moved.above_id) if p.id != part_id]
        order.insert(max(0, min(to - 1, len(order))), moved)
        for no, part in enumerate(order, 1):
            if part.no != no:
                work.update(tables.method_part, part.id, no=no)
        work.about(part_id, method_id)
    return work.done


def remove(store: Store, part_id: str) -> Change:
    """Take a part out with what it cites; a step with all that stands at it, a hypothesis with its ratings.

    Raises `UserError` for the null hypothesis and the exonerating one: a comparison is none without them.
    """
    method_id = _method_of(store, part_id)
    with changing(store, method_id, _("Method: part taken out")) as (work, method):
        part = method.part(part_id)
        if part.role in (NULL, EXONERATING):
            raise UserError(
                "part.mandatory",
                _("The null hypothesis and the exonerating one stay in every comparison."),
                _("Word them so that they fit the question."),
            )
        going = [p for p in method.parts if p.above_id == part_id] + [part]
        for gone in going:
            _drop(work, gone)
        work.about(part_id, method_id)
    return work.done


def cite(store: Store, part_id: str, finding_id: str) -> Change:
    """Let a part rest on a finding of the case; evidence that is a finding becomes this one.

    Evidence that cites another finding loses its ratings: they were about the old one.
    """
    method_id = _method_of(store, part_id)
    with changing(store, method_id, _("Method: finding cited")) as (work, method):
        part = method.part(part_id)
        if part.kind is PartKind.EVIDENCE and part.role == FINDING:
            _check_evidence(method, {"role": FINDING}, (finding_id,))
            _drop_rows(work, part_id)
            work.update(tables.method_part, part_id, lost=0)
        _put_citation(work, method, part.kind, part_id, finding_id)
        work.about(part_id, method_id)
    return work.done


def let_go(store: Store, part_id: str, finding_id: str) -> Change:
    """Take a finding out of what a part cites."""
    method_id = _method_of(store, part_id)
    with changing(store, method_id, _("Method: finding taken out")) as (work, method):
        part = method.part(part_id)
        if part.kind is PartKind.EVIDENCE and part.role == FINDING:
            raise UserError(
                "part.cites",
                _("This row of evidence is the finding."),
                _("Cite another one in its place, or take the row out."),
            )
        c = tables.method_citation
        here = (c.c.part_id == part_id, c.c.finding_id == finding_id)
        for (row_id,) in work.connection.execute(select(c.c.id).where(*here)).all():
            work.delete(c, row_id)
        work.about(part_id, method_id)
    return work.done


def forget_lost(store: Store, part_id: str) -> Change:
    """Confirm that a part still stands although a finding it cited was erased."""
    method_id = _method_of(store, part_id)
    with changing(store, method_id, _("Method: loss confirmed")) as (work, _method):
        work.update(tables.method_part, part_id, lost=0)
        work.about(part_id, method_id)
    return work.done


def part_of(store: Store, part_id: str) -> str:
    """Return the id of the method a part belongs to; `UserError` if the part is gone."""
    return _method_of(store, part_id)


def _refuse_place(method: Method, kind: PartKind, above_id: str) -> None:
    if kind not in PARTS_OF[method.kind]:
        raise UserError(
            "part.kind",
            _("{method}: there is no place for “{part}”.").format(
                method=method_word(method.kind), part=part_word(kind)
            ),
            _("Begin a method that has one."),
        )
    steps = {s.id for s in method.of(PartKind.STEP)}
    if (above_id in steps) != (kind in CELLS):
        raise UserError(
            "part.above_id",
            _("It is not said at which step this stands."),
            _("Choose a step of the model."),
        )


def _refuse_role(method: Method, kind: PartKind, role: str, before: str) -> None:
    """The two mandatory hypotheses are there from the beginning: none is added, none becomes another."""
    if kind is PartKind.HYPOTHESIS and role != before:
        raise UserError(
            "part.role",
            _("Each comparison has one null hypothesis and one exonerating one."),
            _("Change the wording of those that stand there."),
        )


def _check_evidence(method: Method, row: Mapping[str, Any], cites: Sequence[str]) -> None:
    if row["role"] != FINDING:
        return
    if len(set(cites)) != 1:
        raise UserError(
            "part.cites",
            _("A row of evidence is one finding of the case."),
            _("Choose the finding, or record that something was looked for and not found."),
        )
    known = {c for e in method.of(PartKind.EVIDENCE) for c in e.cites if e.role == FINDING}
    if known & set(cites):
        raise UserError(
            "part.cites",
            _("This finding is a row of the matrix already."),
            _("Listed twice it would count twice; choose another one."),
        )


def _put_citation(work: UnitOfWork, method: Method, kind: PartKind, part_id: str, finding_id: str) -> None:
    finding = work.row(tables.finding, finding_id)
    if finding is None or finding["case_id"] != method.case_id:
        raise UserError(
            "part.cites",
            _("There is no such finding in this case."),
            _("Choose a finding of the case."),
        )
    quarantine.refuse_source(work.connection, finding["source_id"])
    _refuse_corrected(work.connection, finding_id)
    if method.kind is MethodKind.BARRIERS:
        method_checks.refuse_persons_finding(work.connection, finding)
    c = tables.method_citation
    here = select(c.c.id).where(c.c.part_id == part_id, c.c.finding_id == finding_id)
    if work.connection.execute(here).first() is None:
        work.insert(c, {"part_id": part_id, "finding_id": finding_id})


def _refuse_corrected(connection: Connection, finding_id: str) -> None:
    f = tables.finding
    if connection.execute(select(f.c.id).where(f.c.supersedes == finding_id)).first():
        raise UserError(
            "part.cites",
            _("This finding has been corrected."),
            _("Choose the one that corrects it."),
        )


def _drop(work: UnitOfWork, part: MethodPart) -> None:
    _drop_rows(work, part.id)
    r = tables.method_rating
    rated = select(r.c.id).where(r.c.hypothesis_id == part.id)
    work.delete_many(r, work.connection.execute(rated).scalars().all())
    work.delete(tables.method_part, part.id)


def _drop_rows(work: UnitOfWork, part_id: str) -> None:
    """Take out what a part cites and how it was rated."""
    c, r = tables.method_citation, tables.method_rating
    for table, column in ((c, c.c.part_id), (r, r.c.evidence_id)):
        rows = select(table.c.id).where(column == part_id)
        work.delete_many(table, work.connection.execute(rows).scalars().all())


def _method_of(store: Store, part_id: str) -> str:
    p = tables.method_part
    with store.read() as connection:
        found = connection.execute(select(p.c.method_id).where(p.c.id == part_id)).scalar()
    if found is None:
        raise UserError(
            "part.gone",
            _("This part of the method is not there any more."),
            _("Take back that it was taken out, or add it anew."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    return str(found)


def _added(kind: PartKind) -> str:
    return _("Method: {part} added").format(part=part_word(kind))
