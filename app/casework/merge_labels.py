"""Whole labels that packages brought are kept while nothing of their contribution is here.

A whole label is never given up for one that lacks parts (`merge_frames`). That has to hold as well where
everything of a contribution was taken back in between, or had been before it came: else the order of packages
would decide whether it is held in quarantine. Kept is the label alone, nothing of what was delivered.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from sqlalchemy import Connection, delete, select

from app.base.records import Contribution, Label
from app.casework import rows
from app.casework.intake import existing
from app.casework.merge_records import Incoming
from app.policy.labels import is_whole
from app.store import tables
from app.store.unit_of_work import UnitOfWork

_KIND = "label"
_KEPT = f'{{"{_KIND}":'


def with_labels(work: UnitOfWork, case_id: str, incoming: Incoming) -> Incoming:
    """Return a package in which contributions have the whole labels that are kept of them."""
    kept = _kept(work.connection, case_id)
    if not kept:
        return incoming
    told = tuple(_labelled(c, kept) for c in incoming.delivery.contributions)
    return replace(incoming, delivery=replace(incoming.delivery, contributions=told))


def _labelled(contribution: Contribution, kept: Mapping[str, Label]) -> Contribution:
    if contribution.id not in kept or is_whole(contribution.label):
        return contribution
    return replace(contribution, label=kept[contribution.id])


def known(connection: Connection, case_id: str) -> dict[str, Label]:
    """Return the whole labels of what came with packages; to be asked before a package is united."""
    c, v = tables.contribution, tables.package_version
    query = select(c).join(v, v.c.id == c.c.id).where(c.c.case_id == case_id)
    found = (rows.contribution(row) for row in connection.execute(query))
    return {one.id: one.label for one in found if one.label is not None and is_whole(one.label)}


def keep(work: UnitOfWork, case_id: str, before: Mapping[str, Label], incoming: Incoming) -> None:
    """Keep whole labels of contributions that are not here now; those that are here hold their own."""
    said = {c.id: c.label for c in incoming.delivery.contributions if c.label and is_whole(c.label)}
    kept = _kept(work.connection, case_id)
    wanted = {**before, **said, **kept}
    here = existing(work.connection, tables.contribution, sorted(wanted))
    t = tables.package_waiting
    for row_id in sorted(kept.keys() & here):
        work.connection.execute(delete(t).where(t.c.id == row_id))
    fresh = sorted(wanted.keys() - here - kept.keys())
    told = [{"id": i, "data": json.dumps({_KIND: asdict(wanted[i])}, ensure_ascii=False)} for i in fresh]
    work.insert_many(t, [{**row, "case_id": case_id} for row in told])


def _kept(connection: Connection, case_id: str) -> dict[str, Label]:
    t = tables.package_waiting
    query = select(t.c.id, t.c.data).where(
        t.c.case_id == case_id, t.c.data.startswith(_KEPT, autoescape=True)
    )
    return {row.id: Label(**json.loads(row.data)[_KIND]) for row in connection.execute(query)}
