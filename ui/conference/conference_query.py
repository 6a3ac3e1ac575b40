"""Conferences as rows and details. Free of Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.base import words
from app.base.clock import today
from app.base.conference_records import ExhibitKind, MeasureFrame, Plan, Point, Seat
from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.base.records import CaseRecords, Measure
from app.base.words import measure_state_word
from app.casework import agencies, cases, charts, quality_gate
from app.casework.cases import OPEN_STATES
from app.conference import agenda_template, measure_tracking, measures, plan_rows, readiness
from app.conference.plan_words import attendance_word, exhibit_word, missing_sentence
from app.conference.reading import Unread
from app.handover import conference_rooms, conference_words
from app.handover.conference_rooms import Hall
from app.ontology.caption import captions
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.store.store import Store
from ui.shell.day_text import day, overdue
from ui.shell.measure_words import conference_word


@dataclass(frozen=True, slots=True)
class ListedConference:
    """One line of the list."""

    id: str
    case_id: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point of the agenda as a row."""

    id: str
    no: int
    title: str
    minutes: int
    audience: str
    shown: str
    leaving: str
    less: str
    decision: str
    unread: str = ""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One person as a row."""

    id: str
    person: str
    agency: str
    role: str
    attendance: str
    declared: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure as a row, over conferences and cases."""

    id: str
    case_id: str
    case: str
    no: int
    title: str
    agency: str
    person: str
    power: str
    due: str
    due_sort: str
    late: str
    state: str
    state_id: str
    result: str
    came_back: str
    escalated: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything the view of one conference shows; `hall` holds the releases it was worked out from."""

    hall: Hall
    reference: str
    heading: str
    agencies: Mapping[str, str]
    points: tuple[PointRow, ...]
    seats: tuple[SeatRow, ...]
    missing: tuple[str, ...]
    measures: tuple[MeasureLine, ...]
    subjects: tuple[tuple[str, str], ...]
    charts: tuple[tuple[str, str], ...]
    exhibits: Mapping[str, str]

    @property
    def plan(self) -> Plan:
        """The conference."""
        return self.hall.plan


def listed(store: Store, case_id: str = "") -> tuple[ListedConference, ...]:
    """Return the conferences of a case, or of all cases, latest first."""
    references = cases.references(store)
    plans = plan_rows.plans_of_case(store, case_id)[::-1] if case_id else plan_rows.all_plans(store)
    found = []
    for plan in plans:
        number = _("no. {no}").format(no=plan.no)
        title = number if case_id else f"{references.get(plan.case_id, '')}, {number}"
        when = " · ".join(filter(None, (day(plan.held_on[:10]), conference_word(plan.state))))
        found.append(ListedConference(plan.id, plan.case_id, title, when))
    return tuple(found)


def agency_names(store: Store) -> dict[str, str]:
    """Return the names of agencies by id, in the language in force."""
    return words.agency_names(agencies.all_agencies(store))


def detail(store: Store, conference_id: str) -> Detail:
    """Return one conference with its readiness, worked out anew."""
    hall = conference_rooms.hall(store, conference_id)
    names, plan, records = agency_names(store), hall.plan, hall.records
    shown = conference_rooms.planned(hall)
    checked = readiness.check(
        plan,
        hall.releases,
        shown,
        records.measures,
        records.wordings,
        today().isoformat(),
        quality_gate.open_count(quality_gate.of_case(store, plan.case_id)),
    )
    called = charts.list_charts(store, plan.case_id)
    told = _captions(records)
    people = {s.id: s.person for s in plan.seats}
    titles = {m.id: m.title for m in records.measures}
    frames = measure_tracking.frames(store, plan.case_id)
    chart_names = {c.id: c.name for c in called}
    nodes = sorted(
        ((i, t) for i, t in told.items() if not _is_link(records, i)), key=lambda p: list_order(p[1])
    )
    exhibits = {
        e.id: exhibit_title(e.kind, e.ref_id, records, told, chart_names)
        for p in plan.points
        for e in p.exhibits
    }
    waiting = conference_words.waiting(hall)
    rows = tuple(_point_row(c, names, exhibits, waiting) for c in checked.points)
    references = {plan.case_id: records.header.reference}
    return Detail(
        hall=hall,
        reference=records.header.reference,
        heading=_heading(plan),
        agencies=names,
        points=rows,
        seats=tuple(_seat_row(s, names) for s in plan.seats),
        missing=tuple(missing_sentence(m, names, people, titles) for m in checked.missing),
        measures=tuple(measure_line(m, frames.get(m.id), names, references) for m in records.measures),
        subjects=tuple(nodes),
        charts=tuple(chart_names.items()),
        exhibits=exhibits,
    )


def _heading(plan: Plan) -> str:
    parts = (
        _("Conference {no}").format(no=plan.no),
        day(plan.held_on),
        plan.place,
        conference_word(plan.state),
    )
    return " · ".join(filter(None, parts))


def _captions(records: CaseRecords) -> dict[str, str]:
    superseded = {f.supersedes for f in records.findings if f.supersedes}
    current = [f for f in records.findings if f.id not in superseded]
    standing = {f.subject_id for f in current}
    found = captions(records.subjects, current)
    return {i: text for i, text in found.items() if i in standing}


def _is_link(records: CaseRecords, subject_id: str) -> bool:
    return any(s.id == subject_id and s.start is not None for s in records.subjects)


def findings_of(found: Detail, subject_id: str) -> tuple[tuple[str, str], ...]:
    """Return the current findings about a subject, with what they say; to choose from."""
    records = found.hall.records
    superseded = {f.supersedes for f in records.findings if f.supersedes}
    return tuple(
        (f.id, _statement(records, f.id))
        for f in records.findings
        if f.subject_id == subject_id and f.id not in superseded
    )


def _statement(records: CaseRecords, finding_id: str) -> str:
    finding = next(f for f in records.findings if f.id == finding_id)
    subject = next(s for s in records.subjects if s.id == finding.subject_id)
    try:
        declared = ontology().property(subject.type, finding.property)
    except KeyError:
        return f"{finding.property}: {finding.value}"
    return f"{declared.label}: {display_for(declared, finding.value)}"


def exhibit_title(
    kind: ExhibitKind,
    ref_id: str,
    records: CaseRecords,
    told: Mapping[str, str],
    charts_by_id: Mapping[str, str],
) -> str:
    """Return what an exhibit is called in the office; never on the screen of a conference."""
    if kind is ExhibitKind.TIMELINE:
        return exhibit_word(kind)
    if kind is ExhibitKind.CHART:
        called = charts_by_id.get(ref_id) or _("no longer there")
        return f"{exhibit_word(kind)}: {called}"
    if kind is ExhibitKind.SUBJECT:
        return told.get(ref_id, _("no longer there"))
    finding = next((f for f in records.findings if f.id == ref_id), None)
    if finding is None:
        return _("no longer there")
    return f"{told.get(finding.subject_id, '')} – {_statement(records, ref_id)}"


def _point_row(
    checked: readiness.PointCheck,
    names: Mapping[str, str],
    exhibits: Mapping[str, str],
    waiting: Sequence[Unread],
) -> PointRow:
    point = checked.point
    without = dict.fromkeys(t.agency_id for t in waiting if t.row_id == point.id)
    return PointRow(
        id=point.id,
        no=point.no,
        title=point.title,
        minutes=point.minutes,
        audience=", ".join(sorted(names.get(a, "") for a in point.audience)) or _("everybody"),
        shown="; ".join(exhibits[e.id] for e in point.exhibits),
        leaving=", ".join(names.get(a, "") for a in checked.leaving),
        less=", ".join(_less(h, names) for h in checked.hearings if h.open_to_it and h.withheld),
        decision=point.decision,
        unread=", ".join(names.get(a, "") for a in without),
    )


def _less(hearing: readiness.Hearing, names: Mapping[str, str]) -> str:
    text = ngettext("{agency}: {count} stays", "{agency}: {count} stay", hearing.withheld)
    return text.format(agency=names.get(hearing.agency_id, ""), count=hearing.withheld)


def _seat_row(seat: Seat, names: Mapping[str, str]) -> SeatRow:
    declared = _("signed on {day}").format(day=day(seat.declared_on)) if seat.declared_on else _("missing")
    return SeatRow(
        seat.id,
        seat.person,
        names.get(seat.agency_id, ""),
        agenda_template.role_word(seat.role),
        attendance_word(seat.attendance),
        declared,
    )


def measure_line(
    measure: Measure,
    frame: MeasureFrame | None,
    names: Mapping[str, str],
    references: Mapping[str, str],
) -> MeasureLine:
    """Return a measure as a row."""
    escalated = [s for s in frame.steps if s.kind == "escalation"] if frame else []
    is_open = measure.state in OPEN_STATES
    return MeasureLine(
        id=measure.id,
        case_id=measure.case_id,
        case=references.get(measure.case_id, ""),
        no=measure.no,
        title=measure.title,
        agency=names.get(measure.agency_id, ""),
        person=frame.person if frame else "",
        power=measure.legal_power,
        due=day(measure.due),
        due_sort=measure.due,
        late=_("overdue") if is_open and overdue(measure.due) else "",
        state=measure_state_word(measure.state),
        state_id=measure.state.value,
        result=measure.result,
        came_back=_("contribution taken in") if frame and frame.contribution_id else "",
        escalated=_("to {whom}").format(whom=escalated[-1].told) if escalated else "",
    )


def all_measures(store: Store) -> tuple[MeasureLine, ...]:
    """Return the measures of all cases: overdue and open ones first, by due day."""
    from_all = measure_lines(store)
    ended = {line.id for line in from_all if line.state_id in ("done", "impossible", "not_done")}
    return tuple(sorted(from_all, key=lambda r: (r.id in ended, r.due_sort or "9999", r.case, r.no)))


def measure_lines(store: Store) -> tuple[MeasureLine, ...]:
    """Return the measures of all cases as they stand."""
    names, references, frames = agency_names(store), cases.references(store), measure_tracking.frames(store)
    return tuple(measure_line(m, frames.get(m.id), names, references) for m in measures.everywhere(store))


def called_point(plan: Plan) -> Point | None:
    """Return the point that is called, None before the first and after the last."""
    return next((p for p in plan.points if p.begun_at and not p.ended_at), None)
