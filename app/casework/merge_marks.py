"""Marks of protected data that come with packages: what any office marked stays marked.

Classes of data are added and none goes, so the order of packages does not matter.
"""

import json
from collections.abc import Iterable

from app.base.provision_records import DataMark
from app.casework import data_marks
from app.casework.intake import existing
from app.store import tables
from app.store.unit_of_work import UnitOfWork


def unite(work: UnitOfWork, case_id: str, marks: Iterable[DataMark]) -> None:
    """Add the classes of data that these marks name to those that are known here.

    What was erased or taken back bears no mark. A mark may come before what it is about.
    """
    offered = {m.record_id: m.data for m in marks}
    known = {m.record_id: m.data for m in data_marks.of_case(work.connection, case_id)}
    gone = existing(work.connection, tables.tombstone, sorted({*offered, *known}), "finding_id")
    for record_id in sorted(known.keys() & gone):
        work.delete(tables.meta, data_marks.key(case_id, record_id))
    for record_id in sorted(offered.keys() - gone):
        classes = sorted({*offered[record_id], *known.get(record_id, ())})
        row_id, value = data_marks.key(case_id, record_id), json.dumps(classes)
        if record_id not in known:
            work.insert(tables.meta, {"id": row_id, "value": value})
        elif classes != sorted(known[record_id]):
            work.update(tables.meta, row_id, value=value)
