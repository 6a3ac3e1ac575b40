"""What arrives with a package beside its findings: charts, and closed points of conferences."""

import hashlib
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select

from app.base.chart_records import ChartDocument, ChartItem
from app.casework.chart_checks import NAME_LENGTH
from app.casework.chart_documents import write_document
from app.casework.intake import existing
from app.exchange.opening import OpenedPackage
from app.exchange.payload import ClosedPoint
from app.store import tables
from app.store.unit_of_work import UnitOfWork


def receive_charts(work: UnitOfWork, case_id: str, package: OpenedPackage) -> int:
    """Take over the charts of a package as charts of this case, once each; return how many came in.

    They keep the name of the sender and the number of its package, so that nobody's own chart is changed.
    """
    count = 0
    for chart in package.charts:
        mark = hashlib.sha256(f"{package.manifest.id} {chart.id} {case_id}".encode()).hexdigest()[:32]
        if work.row(tables.package_version, mark) is not None:
            continue
        name = f"{chart.name} ({package.signer.name} {package.manifest.sequence})"
        write_document(work, replace(_fitting(work, case_id, chart), name=_free(work, case_id, name)))
        told = {"created": package.manifest.created, "package_id": package.manifest.id}
        work.insert(tables.package_version, {"id": mark, "case_id": case_id, **told})
        count += 1
    return count


def _fitting(work: UnitOfWork, case_id: str, chart: ChartDocument) -> ChartDocument:
    """Leave out what is not here, because it was erased or taken back."""
    here = existing(work.connection, tables.subject, sorted(chart.items))
    pictures = {t.look.picture for t in chart.items.values() if t.look.picture}
    documents = existing(work.connection, tables.document, sorted(pictures))
    items = {i: _with_picture(t, documents) for i, t in chart.items.items() if i in here}
    return replace(chart, case_id=case_id, items=items, notes=(), frames=(), groups=(), rules=())


def _with_picture(item: ChartItem, documents: Collection[str]) -> ChartItem:
    if not item.look.picture or item.look.picture in documents:
        return item
    return replace(item, look=replace(item.look, picture=""))


def _free(work: UnitOfWork, case_id: str, name: str) -> str:
    t = tables.chart
    query = select(t.c.name).where(t.c.case_id == case_id)
    taken = set(work.connection.execute(query).scalars())
    number, wanted = 1, name[:NAME_LENGTH]
    while wanted in taken:
        number += 1
        tail = f" ({number})"
        wanted = name[: NAME_LENGTH - len(tail)] + tail
    return wanted


def receive_points(work: UnitOfWork, points: Collection[ClosedPoint]) -> int:
    """Add the closed points that are not known yet; they stay closed here. Return how many came in."""
    count = 0
    for point in points:
        conference = work.row(tables.conference, point.conference_id)
        if conference is None or work.row(tables.agenda_point, point.id) is not None:
            continue
        values = {
            "id": point.id,
            "conference_id": point.conference_id,
            "item_id": None,
            "position": point.no,
            "title": point.title,
            "question": point.question,
            "recommendation": point.recommendation,
            "decision": point.decision,
        }
        work.insert(tables.agenda_point, values)
        for agency_id in point.audience:
            work.insert(tables.agenda_audience, {"point_id": point.id, "agency_id": agency_id})
        count += 1
    return count
