"""The minutes of a conference: who was there, what was decided and agreed, who heard what.

Made of one recipient's edition (`app.base.conference_records.Edition`) and of that recipient's view; what
neither holds cannot be in it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from app.base.conference_records import Attendance, Edition, ExhibitKind, Heard, Point, Seat
from app.base.i18n import _, ngettext, speaking
from app.base.records import Measure, MeasureState
from app.base.words import measure_state_word, point_title
from app.briefing.compose import furniture
from app.briefing.content import (
    Block,
    Briefing,
    Column,
    Fields,
    Heading,
    Line,
    Paragraph,
    Role,
    Row,
    SignatureLines,
    Table,
    Title,
    line,
    strong,
)
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite, copy_of, recipient_of
from app.briefing.wording import day, office_notice
from app.policy.views import View

_PICTURES = (ExhibitKind.CHART, ExhibitKind.TIMELINE)
_NAMES, _STATEMENTS = 25, 6
"""How many names or statements stand in one row: a row is never cut by the end of a page."""
_UNDONE = (MeasureState.IMPOSSIBLE, MeasureState.NOT_DONE)


def compose_minutes(
    view: View, edition: Edition, options: BriefingOptions, agencies: Mapping[str, str], holder: str = ""
) -> Briefing:
    """Compose the minutes in the language of `options`; the same input gives the same paper.

    `agencies` are names by id, `holder` the person the copy is for. A `WorkingView` makes the office's own
    edition, stamped as internal; it alone holds notes and points that were not for everybody, marked as such.
    """
    with speaking(options.language):
        evidence = Evidence(view)
        blocks = (
            *_head(evidence, edition, options, agencies, holder),
            *_attendance(edition, agencies),
            *_points(evidence, edition, agencies),
            *_agreed(evidence, edition, agencies),
            *_earlier(edition, agencies),
            *_heard(evidence, edition, options, agencies),
            *_closing(edition),
        )
        return Briefing(
            title=view.header.reference,
            language=options.language,
            as_of=view.as_of,
            furniture=furniture(evidence, options),
            blocks=tuple(blocks),
        )


def _head(
    evidence: Evidence,
    edition: Edition,
    options: BriefingOptions,
    agencies: Mapping[str, str],
    holder: str,
) -> Iterator[Block]:
    plan, view = edition.plan, evidence.view
    yield Title(_("Minutes of the case conference"), view.header.reference)
    span = " – ".join(t for t in (_clock(plan.begun_at), _clock(plan.ended_at)) if t)
    rows: list[tuple[str, str]] = [
        (_("Conference"), _("no. {number} on {day}").format(number=plan.no, day=day(plan.held_on))),
        (_("Held"), span),
        (_("Place"), plan.place),
        (_("Chair"), plan.chair),
        (_("Lead authority"), agencies.get(plan.lead_agency_id, "")),
        (_("Minute taker"), plan.minute_taker),
        (_("Data-protection contact"), plan.contact),
        (_("Purpose"), plan.purpose or view.header.purpose),
        (_("Legal basis"), view.header.legal_basis),
        (_("Copy and recipient"), _whose(evidence, options)),
        (_("Copy for"), holder),
    ]
    yield Fields("", tuple((name, line(text)) for name, text in rows if text), share=0.28)
    yield Paragraph(line(_confidential()), role=Role.NOTE)
    yield Paragraph(line(office_notice()), role=Role.NOTE)


def _whose(evidence: Evidence, options: BriefingOptions) -> str:
    recipient = recipient_of(evidence)
    return recipient if evidence.view.internal else f"{copy_of(options)} · {recipient}"


def _confidential() -> str:
    return _(
        "What was said is confidential. Those present were reminded that it may be used for the stated "
        "purpose only and passed on only with the consent of the agency that contributed it."
    )


def _attendance(edition: Edition, agencies: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(_("Attendance"))
    seats = edition.plan.seats
    there = [s for s in seats if edition.times.get(s.id) or s.attendance == Attendance.PRESENT]
    away = [s for s in seats if s not in there]
    if there:
        columns = (
            Column(_("Agency"), 2.6),
            Column(_("Person"), 2.2),
            Column(_("In the room"), 1.8),
            Column(_("Declaration"), 1.4),
        )
        rows = tuple(
            Row(
                (
                    line(agencies.get(s.agency_id, "")),
                    line(s.person),
                    line(_times(edition, s)),
                    line(day(s.declared_on) if s.declared_on else _("none recorded")),
                )
            )
            for s in there
        )
        yield Table(_("Present"), columns, rows)
    else:
        yield Paragraph(line(_("Nobody was recorded as present.")))
    if away:
        excused = [s for s in away if s.attendance == Attendance.EXCUSED]
        missing = [s for s in away if s not in excused]
        for title, people in ((_("Apologies"), excused), (_("Invited, not there"), missing)):
            if people:
                names = "; ".join(f"{s.person} ({agencies.get(s.agency_id, '')})" for s in people)
                yield Paragraph(line(strong(f"{title}: "), names))


def _times(edition: Edition, seat: Seat) -> str:
    spans = edition.times.get(seat.id, ())
    return ", ".join(" – ".join(filter(None, (_clock(came), _clock(left)))) for came, left in spans)


def _points(evidence: Evidence, edition: Edition, agencies: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(_("Agenda and decisions"))
    for point in edition.plan.points:
        yield Heading(f"{point.no}. {point.title}" if point.title else point_title("", point.no), 2)
        if point.audience:
            names = ", ".join(sorted(agencies.get(a, "") for a in point.audience))
            yield Paragraph(line(strong(_("Only for: ")), names), role=Role.NOTE)
        if point.question:
            yield Paragraph(line(point.question))
        if point.decision:
            yield Paragraph(line(strong(_("Decision: ")), point.decision))
        else:
            none = _("No decision.") if evidence.view.internal else _("No decision stands in this edition.")
            yield Paragraph(line(none), role=Role.NOTE)
        if point.note and evidence.view.internal:
            yield Paragraph(line(strong(_("Note (office only): ")), point.note), role=Role.NOTE)


def _agreed(evidence: Evidence, edition: Edition, agencies: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(_("Measures agreed"))
    if not edition.measures:
        yield Paragraph(line(_("No measure was agreed.")))
        return
    columns = (
        Column(_("No."), 0.5),
        Column(_("Measure"), 3.2),
        Column(_("Responsible"), 2.4),
        Column(_("Own legal power"), 1.6),
        Column(_("Due"), 1.7),
        Column(_("Sources"), 0.9),
    )
    known = {f.id: f for f in evidence.findings}
    rows = tuple(
        Row(
            (
                line(str(m.no)),
                line(m.title),
                line(_responsible(edition, m, agencies)),
                line(m.legal_power),
                line(day(m.due)),
                cite(evidence.cited(known[c] for c in m.cites if c in known)),
            )
        )
        for m in edition.measures
    )
    yield Table("", columns, rows)


def _responsible(edition: Edition, measure: Measure, agencies: Mapping[str, str]) -> str:
    frame = edition.frames.get(measure.id)
    return ", ".join(filter(None, (agencies.get(measure.agency_id, ""), frame.person if frame else "")))


def _earlier(edition: Edition, agencies: Mapping[str, str]) -> Iterator[Block]:
    if not edition.earlier:
        return
    yield Heading(_("Earlier measures"))
    yield Paragraph(
        line(_("“Impossible” could not be carried out; “not done” could have been.")), role=Role.NOTE
    )
    columns = (
        Column(_("No."), 0.5),
        Column(_("Measure"), 3.2),
        Column(_("Responsible"), 2.4),
        Column(_("Due"), 1.7),
        Column(_("State"), 1.1),
        Column(_("Result"), 2.4),
    )
    rows = tuple(
        Row(
            (
                line(str(m.no)),
                line(m.title),
                line(_responsible(edition, m, agencies)),
                line(day(m.due)),
                line(measure_state_word(m.state)),
                line(m.result),
            ),
            urgent=m.state in _UNDONE,
        )
        for m in edition.earlier
    )
    yield Table("", columns, rows)


def _heard(
    evidence: Evidence, edition: Edition, options: BriefingOptions, agencies: Mapping[str, str]
) -> Iterator[Block]:
    yield Heading(_("Who heard what"))
    if not edition.heard:
        yield Paragraph(line(_("Nothing was shown on the screen.")))
        return
    known = {f.id: f for f in evidence.findings}
    numbers = {p.id: p for p in edition.plan.points}
    people = {s.id: s.person for s in edition.plan.seats}
    columns = (
        Column(_("Time"), 0.8),
        Column(_("Point"), 0.7),
        Column(_("Told to"), 2.6),
        Column(_("What"), 4.2),
        Column(_("Provision"), 2),
    )
    rows, gone = [], set()
    for told in edition.heard:
        there = ", ".join(people.get(i, "") for i in told.people)
        whom = f"{agencies.get(told.agency_id, '')} ({there})" if there else agencies.get(told.agency_id, "")
        parts, lost = _what(evidence, told, known)
        gone |= lost
        number = _number(numbers.get(told.point_id))
        rows.append(_told(_clock(told.at), number, whom, parts[0], _grounds(told, options)))
        rows += [_told("", "", "", part, "") for part in parts[1:]]
    yield Table("", columns, tuple(rows))
    if gone:
        text = ngettext(
            "{count} finding told then has since been corrected, restricted or erased.",
            "{count} findings told then have since been corrected, restricted or erased.",
            len(gone),
        )
        yield Paragraph(line(text.format(count=len(gone))), role=Role.NOTE)


def _told(at: str, number: str, whom: str, what: Line, provision: str) -> Row:
    return Row((line(at), line(number), line(whom), what, line(provision)))


def _what(evidence: Evidence, told: Heard, known: Mapping[str, object]) -> tuple[list[Line], set[str]]:
    """Return what was told, subject by subject in rows that fit a page, and which findings are gone."""
    ids = {i for i, _provision in told.findings}
    said: dict[str, list[str]] = {}
    for finding in evidence.findings:
        if finding.id in ids:
            text = evidence.statement(finding)
            said.setdefault(evidence.caption(finding.subject_id), []).extend([text] if text else [])
    title, words, at_once = "", _words(said), _STATEMENTS
    if told.kind in _PICTURES:
        nodes = {evidence.caption(i) for i in evidence.subjects if not evidence.is_link(i)}
        title = _("Link chart: ") if told.kind is ExhibitKind.CHART else _("Timeline: ")
        words, at_once = [name for name in said if name in nodes], _NAMES
    parts = ["; ".join(words[at : at + at_once]) for at in range(0, len(words), at_once)]
    first, *rest = parts or ["–"]
    return [line(strong(title), first), *(line(part) for part in rest)], ids - set(known)


def _words(said: Mapping[str, list[str]]) -> list[str]:
    return [f"{name} ({'; '.join(texts)})" if texts else name for name, texts in said.items()]


def _number(point: Point | None) -> str:
    return str(point.no) if point else "–"


def _grounds(told: Heard, options: BriefingOptions) -> str:
    ids = dict.fromkeys(p for _finding, p in told.findings if p)
    return "; ".join(options.provision_names.get(p, p) for p in ids) or "–"


def _closing(edition: Edition) -> Iterator[Block]:
    if edition.plan.next_on:
        yield Heading(_("Next date"))
        yield Paragraph(line(day(edition.plan.next_on)))
    yield SignatureLines((_("Chair"), _("Minute taker")))


def _clock(moment: str) -> str:
    """Return the local time of a moment of the store."""
    if not moment:
        return ""
    return f"{dt.datetime.fromisoformat(moment.replace('Z', '+00:00')).astimezone():%H:%M}"
