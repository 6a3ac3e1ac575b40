"""What goes along with a package beside the released view: chosen by a person, or owed to the recipient."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from app.analysis.chart_release import without_own_words
from app.base.chart_records import ChartDocument
from app.base.errors import UserError
from app.base.i18n import _
from app.base.provision_records import DataMark
from app.base.recall_records import RecallNotice
from app.base.records import Judgement
from app.casework import agencies, data_marks, provision_words, recalls, wording_rows
from app.casework.chart_rows import document_of
from app.casework.rows import judgements as judgement_rows
from app.exchange.chart_content import documents_of
from app.exchange.payload import ClosedPoint, Extras
from app.policy.handing_on import AGENDA, outward
from app.policy.handing_on_check import FreeText
from app.policy.release import ReleaseRequest
from app.policy.views import ReleasedView
from app.store import tables


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person lets go along: ids of charts and of judgements, or `all_judgements` on released nodes."""

    charts: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    all_judgements: bool = False


NOTHING = Choice()


def extras_of(connection: Connection, view: ReleasedView, request: ReleaseRequest, choice: Choice) -> Extras:
    """Return what goes along with a view; nothing in it names what is not released."""
    judged = _judgements(connection, view, choice)
    points = _closed_points(connection, view)
    named = {j.author_agency_id for j in judged}
    charts = enumerate(dict.fromkeys(choice.charts), 1)
    return Extras(
        charts=tuple(_chart(connection, view, chart_id, no) for no, chart_id in charts),
        points=points,
        recalls=_recalls(connection, view, request),
        judgements=judged,
        agencies=tuple(a for a in agencies.rows(connection) if a.id in named),
        confirmed=request.confirmed,
        marks=_marks(connection, view),
        own_words=provision_words.of_view(connection, view),
    )


def _marks(connection: Connection, view: ReleasedView) -> tuple[DataMark, ...]:
    """Return the marks of what is in the view: whoever has it is bound by them as well."""
    marks = data_marks.of_case(connection, view.header.id)
    if not marks:
        return ()
    there = {f.id for f in view.findings} | {c.id for c in view.contributions}
    return tuple(m for m in marks if m.record_id in there)


def _chart(connection: Connection, view: ReleasedView, chart_id: str, no: int) -> ChartDocument:
    """Return a chart as it may go: its name stays, and so does an agency that nothing is released of."""
    document = document_of(connection, chart_id)
    if document.case_id != view.header.id:
        raise UserError(
            "seal.chart", _("The chart belongs to another case."), _("Choose a chart of this case.")
        )
    released = frozenset(s.id for s in view.subjects)
    plain = without_own_words(document, released, documents_of(view))
    known = {a.id for a in view.agencies}
    wanted = tuple(a for a in plain.filter.agencies if a in known)
    if plain.filter.agencies and not wanted:
        # Nothing of whom it looks for is released; without any name the filter would let everything in.
        wanted = (view.recipient.id,)
    name = _("Chart {no}").format(no=no)
    return replace(plain, name=name, filter=replace(plain.filter, agencies=wanted))


def _judgements(connection: Connection, view: ReleasedView, choice: Choice) -> tuple[Judgement, ...]:
    if not (choice.judgements or choice.all_judgements):
        return ()
    standing, wanted = {s.id for s in view.subjects}, set(choice.judgements)
    return tuple(
        j
        for j in judgement_rows(connection, view.header.id)
        if {j.a, j.b} <= standing and (choice.all_judgements or j.id in wanted)
    )


def _closed_points(connection: Connection, view: ReleasedView) -> tuple[ClosedPoint, ...]:
    """Return the closed points that the recipient may hear, without the office's own notes.

    Their texts go only as far as somebody cleared them for this recipient.
    """
    words = outward(wording_rows.of_case(connection, view.header.id), view.recipient.id)
    p, a = tables.agenda_point, tables.agenda_audience
    found: list[ClosedPoint] = []
    for conference in view.conferences:
        query = select(p).join(a, a.c.point_id == p.c.id).where(p.c.conference_id == conference.id)
        rows = connection.execute(
            query.where(a.c.agency_id == view.recipient.id, p.c.item_id.is_(None)).order_by(
                p.c.position, p.c.id
            )
        )
        for row in rows:
            # The place in the office's agenda would tell of points in between; they are counted anew.
            no = len(conference.agenda) + sum(q.conference_id == conference.id for q in found) + 1
            title, question, recommendation, decision = (words.point(f, getattr(row, f)) for f in AGENDA)
            said = (title, question, recommendation, decision)
            found.append(ClosedPoint(row.id, conference.id, no, *said, (view.recipient.id,)))
    return tuple(found)


def texts_beside(extras: Extras) -> Iterator[FreeText]:
    """Yield the free texts that go along beside a view."""
    for point in extras.points:
        for field in AGENDA:
            yield FreeText(f"agenda.{field}", point.id, getattr(point, field))
    for judgement in extras.judgements:
        yield FreeText("judgement.reason", judgement.id, judgement.reason)
    for recall in extras.recalls:
        yield FreeText("recall.reason", "", recall.reason)


def _recalls(connection: Connection, view: ReleasedView, request: ReleaseRequest) -> tuple[RecallNotice, ...]:
    """Return what the recipient has to be told; corrections that it may not have are not named."""
    owed = recalls.for_recipient(connection, view.header.id, view.recipient.id)
    if not owed:
        return ()
    had = {f.id for f in view.findings} | request.disclosed
    return tuple(replace(r, successor_ids=_known(r.successor_ids, had)) for r in owed)


def _known(ids: Iterable[str], had: frozenset[str] | set[str]) -> tuple[str, ...]:
    return tuple(i for i in dict.fromkeys(ids) if i in had)
