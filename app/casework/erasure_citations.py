"""What the tools of a case lose with an erased finding: entries of the gap table, parts of methods.

Measures and assessments are in `app.casework.erasure_cascade`. What somebody wrote freely stays, and is
looked into like every other text of the case (`app.casework.erasure_repeats`).
"""

from sqlalchemy import select

from app.store import tables
from app.store.unit_of_work import UnitOfWork


def loosen(work: UnitOfWork, finding_id: str) -> None:
    """Let go of a finding: a gap's entry stays without it, a part of a method counts what it lost.

    Ratings of a row of evidence go with the finding that was rated.
    """
    e = tables.gap_entry
    for (entry_id,) in work.connection.execute(select(e.c.id).where(e.c.finding_id == finding_id)).all():
        work.update(e, entry_id, finding_id=None)
    c, p, r = tables.method_citation, tables.method_part, tables.method_rating
    for row in work.connection.execute(select(c.c.id, c.c.part_id).where(c.c.finding_id == finding_id)).all():
        work.delete(c, row.id)
        part = work.row(p, row.part_id) or {"lost": 0}
        work.update(p, row.part_id, lost=part["lost"] + 1)
        rated = select(r.c.id).where(r.c.evidence_id == row.part_id)
        for (rating_id,) in work.connection.execute(rated).all():
            work.delete(r, rating_id)
