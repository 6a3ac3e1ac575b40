"""Judgements that packages brought stay: where one of their nodes is gone they wait until it is back.

Nobody took them back, and with whom a node was the same does not hang on which package came first. They
wait beside the findings that cannot stand yet (`merge_waiting`), in nothing that anybody sees, and an erasure
looks into them like into every text of the case.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, delete, select

from app.base.records import Judgement, Verdict
from app.casework import rows, writing
from app.casework.intake import existing
from app.store import tables
from app.store.unit_of_work import UnitOfWork

_KIND = "judgement"


def known(connection: Connection, case_id: str) -> tuple[Judgement, ...]:
    """Return the judgements of a case and those that wait; to be asked before a package is united."""
    t = tables.package_waiting
    kept = connection.execute(select(t.c.data).where(t.c.case_id == case_id)).scalars().all()
    waiting = [json.loads(text) for text in kept]
    held = [_judgement(one[_KIND]) for one in waiting if _KIND in one]
    return (*rows.judgements(connection, case_id), *held)


def settle(work: UnitOfWork, case_id: str, wanted: Iterable[Judgement]) -> None:
    """Let every one of these stand whose nodes are here, and the others wait."""
    held, t = {j.id: j for j in wanted}, tables.package_waiting
    here = existing(work.connection, tables.judgement, sorted(held))
    waited = existing(work.connection, t, sorted(held))
    missing = [held[i] for i in sorted(held.keys() - here)]
    nodes = existing(work.connection, tables.subject, sorted({end for j in missing for end in (j.a, j.b)}))
    back = [replace(j, case_id=case_id) for j in missing if nodes >= {j.a, j.b}]
    left = {j.id: j for j in missing if not nodes >= {j.a, j.b}}
    writing.write_judgements(work, back)
    for judgement_id in sorted(waited - left.keys()):
        work.connection.execute(delete(t).where(t.c.id == judgement_id))
    work.insert_many(
        t,
        [
            {"id": i, "case_id": case_id, "data": json.dumps({_KIND: asdict(j)}, ensure_ascii=False)}
            for i, j in left.items()
            if i not in waited
        ],
    )


def _judgement(kept: dict[str, Any]) -> Judgement:
    return Judgement(**{**kept, "verdict": Verdict(kept["verdict"])})
