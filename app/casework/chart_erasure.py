"""What goes from the charts of a case with a subject: its items, the notes tied to it, its place in groups.

What somebody wrote freely on a chart - notes, titles, badges - is looked into like every other text of the
case (`app.casework.erasure_repeats`).
"""

from collections.abc import Sequence

from sqlalchemy import select

from app.base.blocks import blocks
from app.store import tables
from app.store.unit_of_work import UnitOfWork


def drop_subjects(work: UnitOfWork, subject_ids: Sequence[str]) -> None:
    """Take these subjects off all charts; a group that has lost its last member goes, too."""
    m = tables.chart_group_member
    emptied: set[str] = set()
    for going in blocks(subject_ids):
        found = work.connection.execute(select(m.c.group_id).where(m.c.subject_id.in_(going)))
        emptied |= set(found.scalars())
        for table in (tables.chart_position, tables.chart_note, m):
            rows = work.connection.execute(select(table.c.id).where(table.c.subject_id.in_(going)))
            for row_id in rows.scalars().all():
                work.delete(table, row_id)
    for group_id in sorted(emptied):
        if work.connection.execute(select(m.c.id).where(m.c.group_id == group_id)).first() is None:
            work.delete(tables.chart_group, group_id)
