"""What the run window shows: safe for everybody in the room, whoever is there. Free of Qt.

The window is what the projector shows. So nothing is in this state that somebody in the room may not hear:
no point that is closed to one of them, no name of an exhibit they may not see, no decision of such a point.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.base.clock import moment_of, now
from app.base.conference_records import Exhibit, ExhibitKind, Plan, Point
from app.base.i18n import _, ngettext
from app.base.records import CaseRecords, Measure
from app.base.words import classification_word, point_title
from app.briefing.evidence import Evidence
from app.casework import case_parties, wordings
from app.conference import measures, plan_rows, presence, spoken_words
from app.conference.editions import may_have
from app.conference.measure_tracking import frames
from app.conference.plan_words import exhibit_word
from app.conference.reading import readable
from app.conference.room_view import Room
from app.handover import conference_rooms
from app.handover.conference_rooms import Hall
from app.ontology.caption import captions
from app.policy.views import ReleasedView
from app.store.store import Store
from ui.conference.conference_query import agency_names, called_point
from ui.shell.day_text import day

# What only tells of coming, leaving and capturing; anything else may change what somebody may see.
LIVE = frozenset(
    {
        "conference", "conference_frame", "conference_presence", "participant", "agenda_item", "agenda_point",
        "measure", "measure_frame", "measure_step", "measure_citation", "conference_showing",
        "conference_hearing", "handover", "disclosure", "wording",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunPoint:
    """A point as everybody in the room may see it; `no` is that on the agenda of all."""

    id: str
    no: int
    title: str
    planned: str
    called: bool
    done: bool


@dataclass(frozen=True, slots=True)
class RunPerson:
    """Somebody at the table: in the room or not, as the room sees anyway."""

    id: str
    person: str
    agency: str
    inside: bool


@dataclass(frozen=True, slots=True)
class RunExhibit:
    """Something that may be shown now, named by what everybody may see."""

    exhibit: Exhibit
    title: str


@dataclass(frozen=True, slots=True)
class RunState:
    """One moment of a running conference."""

    conference_id: str
    marking: str
    heading: str
    begun: bool
    ended: bool
    points: tuple[RunPoint, ...]
    people: tuple[RunPerson, ...]
    exhibits: tuple[RunExhibit, ...]
    called: Point | None
    question: str
    decision: str
    measures: tuple[str, ...]
    agencies: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    powers: Mapping[str, tuple[tuple[str, str], ...]]


def load_hall(store: Store, conference_id: str) -> tuple[Hall, RunState]:
    """Return the releases of all at the table and the present moment; the slow part."""
    hall = conference_rooms.hall(store, conference_id)
    return hall, _state(store, hall, hall.plan)


def load_state(store: Store, hall: Hall) -> RunState:
    """Return the present moment, with the releases worked out before."""
    return _state(store, hall, plan_rows.plan(store, hall.plan.id))


def _state(store: Store, hall: Hall, plan: Plan) -> RunState:
    names, room, called = agency_names(store), hall.room(plan), called_point(plan)
    inside = presence.present(plan.passages)
    # Until somebody said who is in the room, everybody who was invited may sit before the screen.
    there = {s.agency_id for s in plan.seats if s.id in inside} or {s.agency_id for s in plan.seats}
    shown = [p for p in plan.points if all(p.open_to(a) for a in there)]
    may_hear = called is not None and called in shown
    views = [hall.releases[a].view for a in sorted(there) if a in hall.releases]
    # Read anew: what is decided just now is cleared just now, with releases worked out before.
    records = replace(hall.records, wordings=wordings.of_case(store, plan.case_id))
    asked = [("question", called.question), ("decision", called.decision)] if called and may_hear else []
    question, decision = readable(records, views, asked) or ("", "")
    return RunState(
        conference_id=plan.id,
        marking=classification_word(hall.records.header.classification),
        heading=_heading(plan, hall.records.header.reference),
        begun=bool(plan.begun_at),
        ended=bool(plan.ended_at),
        points=_numbered(records, views, shown, called),
        people=tuple(
            RunPerson(s.id, s.person, names.get(s.agency_id, ""), s.id in inside) for s in plan.seats
        ),
        exhibits=_exhibits(hall, room, called) if may_hear else (),
        called=called,
        question=question,
        decision=decision,
        measures=_agreed(store, hall, views, plan, called, names) if may_hear else (),
        agencies=tuple(
            sorted({(s.agency_id, names.get(s.agency_id, "")) for s in plan.seats}, key=lambda pair: pair[1])
        ),
        reasons=_reasons(store, plan, room) if may_hear else (),
        powers=_powers(hall, plan, room),
    )


def _heading(plan: Plan, reference: str) -> str:
    text = _("{reference} · Case conference {no} · {day}")
    return text.format(reference=reference, no=plan.no, day=day(plan.held_on[:10]))


def _numbered(
    records: CaseRecords, views: Sequence[ReleasedView], shown: Sequence[Point], called: Point | None
) -> tuple[RunPoint, ...]:
    """Number what everybody may hear, without a gap; a title that not all may read is a number alone."""
    titles = readable(records, views, [("title", point.title) for point in shown])
    return tuple(
        _run_point(point, no, point_title(title, no), called)
        for no, (point, title) in enumerate(zip(shown, titles, strict=True), 1)
    )


def _run_point(point: Point, no: int, title: str, called: Point | None) -> RunPoint:
    text = ngettext("{count} min", "{count} min", point.minutes).format(count=point.minutes)
    return RunPoint(
        point.id,
        no,
        title,
        text if point.minutes else "",
        called is not None and called.id == point.id,
        bool(point.ended_at),
    )


def _exhibits(hall: Hall, room: Room, called: Point | None) -> tuple[RunExhibit, ...]:
    """Name what is to be shown by what the room may see; the rest is not there."""
    if room.view is None or called is None:
        return ()
    named = captions(room.view.subjects, room.view.findings)
    found = []
    for exhibit in called.exhibits:
        if conference_rooms.told_by(room.view, exhibit, hall.charts):
            found.append(RunExhibit(exhibit, _title(exhibit, room, named)))
    return tuple(found)


def _title(exhibit: Exhibit, room: Room, named: Mapping[str, str]) -> str:
    kind = exhibit_word(exhibit.kind)
    if exhibit.kind is ExhibitKind.SUBJECT:
        return f"{kind}: {named.get(exhibit.ref_id, '')}"
    if exhibit.kind is ExhibitKind.FINDING and room.view is not None:
        about = next((f.subject_id for f in room.view.findings if f.id == exhibit.ref_id), "")
        return f"{kind}: {named.get(about, '')}"
    return kind


def _agreed(
    store: Store,
    hall: Hall,
    views: Sequence[ReleasedView],
    plan: Plan,
    called: Point | None,
    names: Mapping[str, str],
) -> tuple[str, ...]:
    """Return the measures agreed under the called point; those of other points stand in the minutes.

    One is there if everybody in the room may read it in the minutes: it is theirs, or they have its reasons.
    """
    if called is None:
        return ()
    under = {i: f for i, f in frames(store, plan.case_id).items() if f.point_id == called.id}
    found: list[Measure] = [
        m
        for m in measures.of_case(store, plan.case_id)
        if m.conference_id == plan.id
        and m.id in under
        and all(may_have(m, view, under[m.id], (called,)) for view in views)
    ]
    text = _("{agency}: {title} (by {day})")
    return tuple(
        text.format(
            agency=names.get(m.agency_id, ""),
            title=_shown(hall.records, views, m.title),
            day=day(m.due) or "–",
        )
        for m in found
    )


def _shown(records: CaseRecords, views: Sequence[ReleasedView], text: str) -> str:
    """Return a text with bars where it names what not everybody in the room may hear."""
    return spoken_words.veiled(records, views, text) if spoken_words.unheard(records, views, text) else text


def _powers(hall: Hall, plan: Plan, room: Room) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return by agency at the table the powers it may name, as (provision or "", citation).

    First those it has agreed to measures on that everybody in the room knows, then those of the matrix.
    """
    views = [hall.releases[a].view.measures for a in room.agencies if a in hall.releases]
    shared = [m for m in views[0] if all(m.id in {o.id for o in view} for view in views)] if views else []
    at_table, found = {s.agency_id for s in plan.seats}, {}
    for agency in (a for a in hall.records.agencies if a.id in at_table):
        used = dict.fromkeys(m.legal_power for m in shared if m.agency_id == agency.id and m.legal_power)
        known = tuple((p.id, p.citation) for p in case_parties.offered(agency.class_code))
        found[agency.id] = (*(("", power) for power in used), *known)
    return found


def _reasons(store: Store, plan: Plan, room: Room) -> tuple[tuple[str, str], ...]:
    """Return what was shown to every agency in the room, in words; more would be telling without an entry."""
    if room.view is None:
        return ()
    with store.read() as connection:
        heard = plan_rows.heard(connection, plan.id)
    told = [{i for h in heard if h.agency_id == a for i, _provision in h.findings} for a in room.agencies]
    known = room.findings.intersection(*told)
    evidence = Evidence(room.view)
    found = []
    for finding in evidence.findings:
        if finding.id in known:
            says = evidence.statement(finding)
            name = evidence.caption(finding.subject_id)
            found.append((finding.id, f"{name}: {says}" if says else name))
    return tuple(found)


def elapsed(since: str) -> str:
    """Return how long ago a moment of the store was, as h:mm."""
    if not since:
        return ""
    gone: dt.timedelta = max(now() - moment_of(since), dt.timedelta())
    minutes = int(gone.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def time_told(state: RunState | None) -> str:
    """Return how long the point called has taken, of the minutes planned where there are any."""
    called = state.called if state is not None else None
    if called is None:
        return ""
    gone = elapsed(called.begun_at)
    return _("{gone} of {planned} min").format(gone=gone, planned=called.minutes) if called.minutes else gone
