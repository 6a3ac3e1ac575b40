"""What may be on the screen of a conference: the releases of those at the table, and the slides made of them.

Looking here shows nothing to anybody; `app.handover.conference_showings` does, and enters it in the ledger.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.analysis.timeline import events
from app.base.chart_records import ChartDocument
from app.base.clock import today
from app.base.conference_records import Exhibit, ExhibitKind, Plan
from app.base.errors import UserError
from app.base.i18n import _, speaking
from app.base.records import Agency, CaseRecords, SubjectKind
from app.briefing.evidence import Evidence
from app.briefing.wording import standing_word
from app.casework import chart_documents, rows
from app.casework import charts as charts_of_case
from app.conference import grounds, presence
from app.conference.plan_rows import read_plan
from app.conference.room_view import Room, room_of
from app.handover.conference_pictures import chart_picture, naming, of_chart, timeline_picture
from app.policy import ledger
from app.policy.release import Release, evaluate, working_view
from app.policy.views import ReleasedView, View
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Hall:
    """A conference with the releases of all agencies at its table, as of one moment."""

    plan: Plan
    records: CaseRecords
    guests: tuple[Agency, ...]
    releases: Mapping[str, Release]
    charts: Mapping[str, ChartDocument]

    def room(self, plan: Plan | None = None) -> Room:
        """Return what those in the room may see; `plan` is a later reading of who is there."""
        inside = presence.agencies(plan or self.plan)
        return self.room_with(a.id for a in self.guests if a.id in inside)

    def room_with(self, agencies: Iterable[str]) -> Room:
        """Return what these agencies may see together."""
        return room_of({i: r.view for i, r in self.releases.items()}, list(agencies))


@dataclass(frozen=True, slots=True)
class Slide:
    """One thing for the screen: lines of text, or a picture (a PDF of one page), and what it tells.

    `findings` are all findings that whoever reads it learns of; `people` the seats it was composed for.
    """

    point_id: str
    exhibit: Exhibit
    title: str
    lines: tuple[tuple[str, str], ...]
    picture: bytes
    findings: frozenset[str]
    people: frozenset[str]

    @property
    def sha256(self) -> str:
        """The sum over everything that is seen."""
        said = json.dumps([self.title, self.lines, sorted(self.findings)], ensure_ascii=False)
        return hashlib.sha256(said.encode() + self.picture).hexdigest()


def hall(store: Store, conference_id: str, as_of: str = "") -> Hall:
    """Return a conference with what each agency at its table may have; hands nothing over."""
    with store.read() as connection:
        plan = read_plan(connection, conference_id)
        records = rows.case_records(connection, plan.case_id)
        at_table = grounds.guests(plan, records.agencies)
        requests = {a.id: grounds.request(plan, records.header, a, as_of) for a in at_table}
        before = {i: ledger.disclosed_to(connection, i, plan.case_id) for i in requests}
    releases = {i: evaluate(records, replace(r, disclosed=before[i])) for i, r in requests.items()}
    wanted = {e.ref_id for p in plan.points for e in p.exhibits if e.kind is ExhibitKind.CHART}
    known = {c.id for c in charts_of_case.list_charts(store, plan.case_id)}
    charts = {i: chart_documents.read_document(store, i) for i in sorted(wanted & known)}
    return Hall(plan, records, at_table, releases, charts)


def told_by(view: View, exhibit: Exhibit, charts: Mapping[str, ChartDocument]) -> frozenset[str]:
    """Return the findings that an exhibit would tell of this view; empty if nothing of it is there."""
    if exhibit.kind is ExhibitKind.FINDING:
        found = next((f for f in view.findings if f.id == exhibit.ref_id), None)
        return frozenset({found.id, *naming(view, {found.subject_id})}) if found else frozenset()
    if exhibit.kind is ExhibitKind.SUBJECT:
        return _of_subject(view, exhibit.ref_id)
    if exhibit.kind is ExhibitKind.TIMELINE:
        dated = events(view.subjects, view.findings)
        return frozenset(e.finding_id for e in dated) | naming(view, (e.subject_id for e in dated))
    document = charts.get(exhibit.ref_id)
    return of_chart(view, document) if document else frozenset()


def planned(found: Hall) -> dict[str, frozenset[str]]:
    """Return by exhibit the findings it would show to somebody who may see everything."""
    whole = working_view(found.records, today().isoformat())
    exhibits = [e for p in found.plan.points for e in p.exhibits]
    told = {e.id: told_by(whole, e, found.charts) for e in exhibits}
    return {i: findings for i, findings in told.items() if findings}


def slide(found: Hall, plan: Plan, point_id: str, exhibit: Exhibit, language: str) -> Slide:
    """Compose what of an exhibit everybody in the room may see.

    Raises `UserError` if nothing is left of it, or nobody but the office is in the room.
    """
    room = found.room(plan)
    if room.view is None:
        raise UserError(
            "conference.empty_room",
            _("Nobody but the office is in the room."),
            _("Say first who is present."),
        )
    people = presence.present(plan.passages)
    with speaking(language):
        title, lines, picture, told = _composed(room.view, exhibit, found.charts, language)
    if not told:
        raise UserError(
            "conference.not_for_all",
            _("Not everybody in the room may see this."),
            _("Show something else, or call the point when only those are present who may."),
        )
    return Slide(point_id, exhibit, title, lines, picture, told, people)


def _composed(
    view: ReleasedView, exhibit: Exhibit, charts: Mapping[str, ChartDocument], language: str
) -> tuple[str, tuple[tuple[str, str], ...], bytes, frozenset[str]]:
    told = told_by(view, exhibit, charts)
    if not told:
        return "", (), b"", told
    evidence = Evidence(view)
    if exhibit.kind is ExhibitKind.FINDING:
        return *_finding_lines(evidence, exhibit.ref_id), b"", told
    if exhibit.kind is ExhibitKind.SUBJECT:
        return *_subject_lines(evidence, exhibit.ref_id), b"", told
    if exhibit.kind is ExhibitKind.CHART:
        document = charts[exhibit.ref_id]
        return _("Link chart"), (), chart_picture(view, document, language), told
    picture, shown = timeline_picture(view, language)
    return _("Timeline"), (), picture, frozenset(shown.findings) | naming(view, shown.subjects)


def _finding_lines(evidence: Evidence, finding_id: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    finding = next(f for f in evidence.view.findings if f.id == finding_id)
    says = evidence.statement(finding) or evidence.caption(finding.subject_id)
    lines = (
        (standing_word(finding.standing), says),
        (_("Grading"), evidence.grade(finding)),
        (_("From"), evidence.agency_names[evidence.agency_of(finding)]),
    )
    return evidence.caption(finding.subject_id), lines


def _subject_lines(evidence: Evidence, subject_id: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    lines = [
        (evidence.label(f), evidence.value(f))
        for f in evidence.by_subject.get(subject_id, ())
        if f.property != "exists"
    ]
    links = [
        (_("Link"), evidence.caption(s.id))
        for s in evidence.subjects.values()
        if s.kind is SubjectKind.LINK and subject_id in (s.start, s.end)
    ]
    return evidence.caption(subject_id), (*lines, *sorted(links))


def _of_subject(view: View, subject_id: str) -> frozenset[str]:
    own = {f.id for f in view.findings if f.subject_id == subject_id}
    if not own:
        return frozenset()
    links = {s.id for s in view.subjects if subject_id in (s.start, s.end)}
    ends = {e for s in view.subjects if s.id in links for e in (s.start, s.end) if e}
    of_links = {f.id for f in view.findings if f.subject_id in links}
    return frozenset(own | of_links) | naming(view, ends)
