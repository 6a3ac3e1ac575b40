"""Uniting a package with a case: what it brings, what it takes back, and what can stand after it.

Everything happens in the caller's unit of work. Packages unite in any order and as often as somebody merges
them: the case is the same in the end (a property test proves it).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from app.base.progress import Progress
from app.casework import (
    foreign_provisions,
    intake,
    merge_acts,
    merge_frames,
    merge_judgements,
    merge_labels,
    merge_marks,
    merge_methods,
    merge_references,
    merge_waiting,
    quarantine,
)
from app.casework.foreign_provisions import Origin
from app.casework.intake import existing
from app.casework.merge_records import Incoming, Merged
from app.store import tables
from app.store.unit_of_work import UnitOfWork


def unite(work: UnitOfWork, case_id: str, incoming: Incoming, progress: Progress | None = None) -> Merged:
    """Unite a package with a case; `UserError` if it is forged or of another case.

    The content of its documents is in the store already (`app.casework.merge_documents`).
    """
    told = progress or Progress()
    told.step(0, 10)
    merge_frames.refuse_forged(work, case_id, incoming.delivery)
    incoming = merge_labels.with_labels(work, case_id, incoming)
    labels = merge_labels.known(work.connection, case_id)
    said = (*merge_judgements.known(work.connection, case_id), *incoming.delivery.judgements)
    merged = _united(work, case_id, incoming, told)
    merge_judgements.settle(work, case_id, said)
    merge_labels.keep(work, case_id, labels, incoming)
    methods = _unite_beside(work, case_id, incoming)
    told.step(9, 10)
    _note_added(work, case_id, incoming, merged.contributions)
    return replace(merged, methods=methods)


def _united(work: UnitOfWork, case_id: str, incoming: Incoming, told: Progress) -> Merged:
    """Unite what findings are and hang on."""
    fresh_acts = merge_acts.remember(work, case_id, incoming)
    first = merge_acts.first_delivered(work, case_id, incoming)
    _remember_package(work, case_id, incoming)
    acts = merge_acts.judge(work, case_id, incoming)
    merge_acts.keep_out(work, acts.going)
    changed, versions = merge_frames.settle(work, case_id, incoming)
    delivery = merge_waiting.come_back(work, case_id, incoming.delivery)
    brought = [c.id for c in delivery.contributions]
    before = existing(work.connection, tables.contribution, brought)
    judged = existing(work.connection, tables.judgement, [j.id for j in delivery.judgements])
    done = intake.unite(work, case_id, delivery, told.stretch(1, 8, 10))
    merge_frames.settle_sources(work, incoming, versions)
    _hold_unlabelled(work, case_id, incoming, {*changed, *(i for i in brought if i not in before)})
    erased = set(done.erased)
    offered = [f for f in delivery.findings if f.id not in erased]
    merge_frames.settle_marks(work, offered, done.known)
    superseded = merge_references.settle(work, case_id, offered)
    merge_references.review_baseless(work, offered)
    gone = merge_acts.take_out(work, case_id, acts.going)
    if gone:
        merge_references.prune(work, case_id)
    arrived = {*done.new, *first, *(a.finding_id for a in fresh_acts)}
    restricted = merge_acts.restrict(work, acts.restricted, arrived)
    uneasy = gone or done.erased or delivery is not incoming.delivery
    waiting = merge_waiting.send_away(work, case_id) if uneasy else ()
    back = set(acts.going)
    came = (i for i in done.erased if i in back)
    return Merged(
        intake=done,
        contributions=tuple(i for i in brought if i not in before),
        taken_back=tuple(dict.fromkeys((*gone, *came))),
        restricted=restricted,
        superseded=superseded,
        not_theirs=acts.not_theirs,
        waiting=waiting,
        judgements=len(delivery.judgements) - len(judged),
    )


def _unite_beside(work: UnitOfWork, case_id: str, incoming: Incoming) -> tuple[str, ...]:
    """Unite what goes beside findings, now that these stand; return the methods that are new here."""
    methods = merge_methods.unite(work, case_id, incoming)
    merge_methods.tie(work, case_id)
    merge_marks.unite(work, case_id, incoming.marks)
    origin = Origin(incoming.signer, incoming.agency_id, incoming.sign_public)
    foreign_provisions.keep(work, incoming.own_words, origin, incoming.moment)
    return methods


def _remember_package(work: UnitOfWork, case_id: str, incoming: Incoming) -> None:
    """Keep whose package it was, and on which ground each finding was handed over; ids only."""
    t = tables.package_frame
    known = work.connection.execute(
        select(t.c.id).where(t.c.package_id == incoming.package_id, t.c.case_id == case_id)
    ).scalar()
    if known:
        work.update(t, str(known), removed_at="")
        return
    told = {"case_id": case_id, "package_id": incoming.package_id, "sign_public": incoming.sign_public}
    frame = {"agency_id": incoming.agency_id, "created": incoming.created, "sequence": incoming.sequence}
    work.insert(t, {**told, **frame, "added": "[]"})
    work.insert_many(
        tables.package_ground,
        [
            {
                **told,
                "provision": g.provision,
                "conditions": json.dumps(list(g.conditions)),
                "finding_ids": json.dumps(list(g.finding_ids)),
            }
            for g in incoming.grounds
        ],
    )


def _note_added(work: UnitOfWork, case_id: str, incoming: Incoming, added: Sequence[str]) -> None:
    t = tables.package_frame
    row = work.connection.execute(
        select(t.c.id, t.c.added).where(t.c.package_id == incoming.package_id, t.c.case_id == case_id)
    ).one()
    if added:
        listed = list(dict.fromkeys((*json.loads(row.added), *added)))
        work.update(t, row.id, added=json.dumps(listed))


def _hold_unlabelled(work: UnitOfWork, case_id: str, incoming: Incoming, ids: Iterable[str]) -> None:
    """Hold what came without its label (PolG NRW section 22b(2)), and let go what has got it now."""
    wanted = set(ids)
    for contribution in incoming.delivery.contributions:
        if contribution.id in wanted and work.row(tables.contribution, contribution.id) is not None:
            own = replace(contribution, case_id=case_id)
            if not quarantine.hold_unlabelled(work, own):
                quarantine.let_go(work, contribution.id)
