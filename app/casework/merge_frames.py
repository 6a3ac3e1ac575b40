"""What packages may say differently of the same row: contributions, sources, and marks of findings.

Of contributions and sources the newest package's word holds, by the moment it was made; a whole label is
never given up for one that lacks parts, and a document never for none. Of the marks of findings that may
change the stricter holds. So the order in which packages are merged does not matter.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import select

from app.base.blocks import blocks
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.base.records import Contribution, Delivery, Finding, Label, Source
from app.casework import rows
from app.casework.intake import existing
from app.casework.merge_records import Incoming
from app.policy import labels
from app.store import tables
from app.store.bare_rows import LISTED, listed, rows_among
from app.store.unit_of_work import UnitOfWork

_BLOCK = 5_000
_MARKS = "SELECT id, restricted, exonerating, handling, handling_note, review_due FROM finding WHERE id IN"
_SUBJECTS = 'SELECT id, kind, type, start, "end" FROM subject WHERE id IN'
_CASES = "SELECT DISTINCT case_id FROM {table} WHERE case_id <> ? AND id IN"


def refuse_forged(work: UnitOfWork, case_id: str, delivery: Delivery) -> None:
    """Raise `UserError` if a known id says something else, or belongs to another case here."""
    for name, ids in (
        ("finding", [f.id for f in delivery.findings]),
        ("contribution", [c.id for c in delivery.contributions]),
    ):
        _refuse_other_case(work, case_id, name, ids)
    kept = {s.id: (s.kind.value, s.type, s.start, s.end) for s in delivery.subjects}
    known = {row[0]: tuple(row[1:]) for row in rows_among(work.connection, _SUBJECTS, kept)}
    differing = [i for i, said in known.items() if kept[i] != said]
    if differing:
        raise UserError(
            "merge.forged",
            ngettext(
                "{count} subject carries a known id but is something else.",
                "{count} subjects carry a known id but are something else.",
                len(differing),
            ),
            _("Ask the sender; nothing was taken over."),
            count=len(differing),
        )


def _refuse_other_case(work: UnitOfWork, case_id: str, name: str, ids: Sequence[str]) -> None:
    for block in blocks(ids, _BLOCK):
        query = f"{_CASES.format(table=name)} {LISTED} LIMIT 1"
        other = work.connection.exec_driver_sql(query, (case_id, listed(block))).scalar()
        if other is not None:
            case = tables.case_file
            reference = work.connection.execute(select(case.c.reference).where(case.c.id == other)).scalar()
            raise UserError(
                "merge.other_case",
                _("What the package holds is in case {reference} here already."),
                _("Merge it into that case; nothing was taken over."),
                reference=reference,
            )


def settle(
    work: UnitOfWork, case_id: str, incoming: Incoming
) -> tuple[tuple[str, ...], Mapping[str, tuple[str, str]]]:
    """Let the newest word on known contributions hold; return those that changed, and what held before.

    To be called before the delivery is united, while only what came earlier is there; `settle_sources` after.
    """
    delivery, versions = incoming.delivery, _versions(work, case_id)
    ids = [c.id for c in delivery.contributions], [s.id for s in delivery.sources]
    here = existing(work.connection, tables.contribution, ids[0])
    here |= existing(work.connection, tables.source, ids[1])
    changed = [
        c.id
        for c in delivery.contributions
        if c.id in versions and _settle_contribution(work, case_id, c, incoming, versions)
    ]
    # What was recorded here, and went out and came back, is not somebody else's to change.
    _put_versions(work, case_id, incoming, versions, here - versions.keys())
    return tuple(changed), versions


def settle_sources(work: UnitOfWork, incoming: Incoming, before: Mapping[str, tuple[str, str]]) -> None:
    """Let the newest word on known sources hold, now that the documents they name are there."""
    for source in incoming.delivery.sources:
        if source.id in before:
            _settle_source(work, source, incoming, before)


def _versions(work: UnitOfWork, case_id: str) -> dict[str, tuple[str, str]]:
    t = tables.package_version
    query = select(t.c.id, t.c.created, t.c.package_id).where(t.c.case_id == case_id)
    return {row.id: (row.created, row.package_id) for row in work.connection.execute(query)}


def _settle_contribution(
    work: UnitOfWork,
    case_id: str,
    said: Contribution,
    incoming: Incoming,
    versions: Mapping[str, tuple[str, str]],
) -> bool:
    row = work.row(tables.contribution, said.id)
    fresh = {**asdict(said), "case_id": case_id, "label": rows.label_text(said.label)}
    if row is None or row == fresh or row["agency_id"] != said.agency_id:
        return False
    whole = labels.is_whole(said.label), labels.is_whole(_label(row["label"]))
    newer = (incoming.created, incoming.package_id) > versions.get(said.id, ("", ""))
    if whole[0] < whole[1] or (whole[0] == whole[1] and not newer):
        return False
    work.update(tables.contribution, said.id, **{k: v for k, v in fresh.items() if k != "id"})
    return True


def _label(text: str | None) -> Label | None:
    from_row = json.loads(text) if text else None
    return Label(**from_row) if from_row else None


def _settle_source(
    work: UnitOfWork, said: Source, incoming: Incoming, versions: Mapping[str, tuple[str, str]]
) -> None:
    row = work.row(tables.source, said.id)
    if row is None or row == asdict(said) or row["contribution_id"] != said.contribution_id:
        return
    newer = (incoming.created, incoming.package_id) > versions.get(said.id, ("", ""))
    values = asdict(said) if newer else dict(row)
    values["document_id"] = (
        (said.document_id or row["document_id"]) if newer else (row["document_id"] or said.document_id)
    )
    named = values["document_id"]
    if named is not None and work.row(tables.document, str(named)) is None:
        values["document_id"] = row["document_id"]
    if values != row:
        work.update(tables.source, said.id, **{k: v for k, v in values.items() if k != "id"})


def _put_versions(
    work: UnitOfWork,
    case_id: str,
    incoming: Incoming,
    versions: Mapping[str, tuple[str, str]],
    own: Collection[str],
) -> None:
    """Remember whose word holds on what came with packages."""
    t, mine = tables.package_version, (incoming.created, incoming.package_id)
    named = [c.id for c in incoming.delivery.contributions] + [s.id for s in incoming.delivery.sources]
    for row_id in (i for i in named if i in versions and mine > versions[i]):
        work.update(t, row_id, created=incoming.created, package_id=incoming.package_id)
    told = {"case_id": case_id, "created": incoming.created, "package_id": incoming.package_id}
    work.insert_many(
        t, [{"id": i, **told} for i in dict.fromkeys(named) if i not in versions and i not in own]
    )


def settle_marks(work: UnitOfWork, findings: Sequence[Finding], known: Iterable[str]) -> tuple[str, ...]:
    """Let the stricter mark hold on known findings; return those that were restricted by it."""
    known = list(known)
    if not known:
        return ()
    offered = {f.id: f for f in findings}
    restricted = []
    for row in rows_among(work.connection, _MARKS, known):
        f = offered[row[0]]
        marks = {
            "restricted": bool(row[1]) or f.restricted,
            "exonerating": bool(row[2]) or f.exonerating,
            "review_due": min(d for d in (row[5], f.review_due) if d) if row[5] or f.review_due else "",
        }
        marks["handling"], marks["handling_note"] = max((row[3], row[4]), (f.handling, f.handling_note))
        before = {
            "restricted": bool(row[1]),
            "exonerating": bool(row[2]),
            "review_due": row[5],
            "handling": row[3],
            "handling_note": row[4],
        }
        if marks != before:
            work.update(tables.finding, f.id, **marks)
            if marks["restricted"] and not before["restricted"]:
                restricted.append(f.id)
    return tuple(restricted)
