"""Measures: the open ones by due day, and in a part of their own those that came to an end, with risks."""

from app.base.i18n import _, ngettext
from app.base.records import Measure, MeasureState
from app.base.words import measure_state_word
from app.briefing.content import (
    Block,
    Bullets,
    Column,
    Heading,
    Line,
    NewPage,
    Paragraph,
    Role,
    Row,
    Table,
    line,
    strong,
)
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite, conference_of
from app.briefing.parts.method_pages import risks
from app.briefing.wording import day, days_overdue

_ENDED = (MeasureState.DONE, MeasureState.IMPOSSIBLE, MeasureState.NOT_DONE)
_UNDONE = (MeasureState.IMPOSSIBLE, MeasureState.NOT_DONE)


def open_measures_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the open measures: blocked ones first, then by due day; overdue ones in bold."""
    found = [m for m in evidence.view.measures if m.state not in _ENDED]
    conference = conference_of(evidence, options)
    follows_agenda = conference is not None and bool(conference.agenda)
    start = (*(() if follows_agenda else (NewPage(),)), Heading(_("Open measures")))
    if not found:
        return (*start, Paragraph(line(_("No measure is open."))))
    columns = (
        Column(_("No."), 0.5),
        Column(_("Measure"), 3.4),
        Column(_("Responsible"), 2.2),
        Column(_("Due"), 1.7),
        Column(_("State"), 1.2),
        Column(_("Depends on"), 1.1),
        Column(_("Decision"), 1.5),
    )
    ordered = sorted(found, key=lambda m: (m.state is not MeasureState.BLOCKED, m.due or "9999", m.no))
    rows = tuple(_open_row(evidence, m) for m in ordered)
    return (*start, Table("", columns, rows, note_space=True))


def _open_row(evidence: Evidence, measure: Measure) -> Row:
    late = days_overdue(measure.due, evidence.view.as_of)
    power = f" ({measure.legal_power})" if measure.legal_power else ""
    return Row(
        (
            line(str(measure.no)),
            line(measure.title, power),
            line(evidence.agency_names.get(measure.agency_id, "")),
            _due(measure, late),
            line(measure_state_word(measure.state)),
            line(_depends_on(evidence, measure)),
            (),
        ),
        urgent=late > 0,
    )


def _due(measure: Measure, late: int) -> Line:
    if not late:
        return line(day(measure.due))
    overdue = ngettext("▲ overdue {count} day", "▲ overdue {count} d", late).format(count=late)
    return line(day(measure.due), " ", strong(overdue.replace(" ", "\u00a0")))


def _depends_on(evidence: Evidence, measure: Measure) -> str:
    other = next((m for m in evidence.view.measures if m.id == measure.depends_on), None)
    return _("no. {number}").format(number=other.no) if other else ""


def ended_measures_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return what was done, apart from it what could not be or was not done, and what may go wrong."""
    ended, threats = _ended_ones(evidence), _risks(evidence)
    if not ended and not threats:
        return ()
    if not ended:
        return (Heading(_("Risks")), *threats)
    if not threats:
        return (Heading(_("Measures ended")), *ended)
    return (Heading(_("Measures ended and risks")), *ended, Heading(_("Risks"), 2), *threats)


def _risks(evidence: Evidence) -> tuple[Block, ...]:
    """Say what may go wrong: measures overdue or undone, and what the methods of the case say."""
    open_ones = (m for m in evidence.view.measures if m.state not in _ENDED)
    late = sum(1 for m in open_ones if days_overdue(m.due, evidence.view.as_of) > 0)
    undone = sum(1 for m in evidence.view.measures if m.state in _UNDONE)
    said = [
        ngettext("{count} measure is overdue.", "{count} measures are overdue.", late).format(count=late)
        if late
        else "",
        ngettext(
            "{count} measure was not carried out: what it was to prevent remains.",
            "{count} measures were not carried out: what they were to prevent remains.",
            undone,
        ).format(count=undone)
        if undone
        else "",
    ]
    found = [line(text) for text in said if text] + list(risks(evidence))
    if not found:
        return ()
    return (Bullets(tuple(Paragraph(text) for text in found)),)


def _ended_ones(evidence: Evidence) -> tuple[Block, ...]:
    found = sorted((m for m in evidence.view.measures if m.state in _ENDED), key=lambda m: m.no)
    if not found:
        return ()
    columns = (
        Column(_("No."), 0.5),
        Column(_("Measure"), 3.4),
        Column(_("Responsible"), 2.4),
        Column(_("State"), 1.2),
        Column(_("Result"), 3.4),
        Column(_("Sources"), 1),
    )
    known = {f.id: f for f in evidence.findings}
    rows = tuple(
        Row(
            (
                line(str(m.no)),
                line(m.title),
                line(evidence.agency_names.get(m.agency_id, "")),
                line(measure_state_word(m.state)),
                line(m.result),
                cite(evidence.cited(known[c] for c in m.cites if c in known)),
            )
        )
        for m in found
    )
    note = _("“Impossible” could not be carried out; “not done” could have been.")
    return (Paragraph(line(note), role=Role.NOTE), Table("", columns, rows))
