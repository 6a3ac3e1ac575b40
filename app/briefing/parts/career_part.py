"""The career of one person: lanes, table, possible interventions with what was known then.

Pseudonymised unless the names are asked for. Everything comes from the view: what a recipient may not have is
neither on a lane nor among what was known.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.analysis.career_drawing import lanes_drawing
from app.analysis.career_lanes import Career, career
from app.analysis.career_lines import CareerLine, InterventionLine, career_lines, disorder_sentences
from app.analysis.career_lines import interventions as intervention_lines
from app.analysis.career_pseudonyms import Pseudonyms
from app.analysis.career_words import career_note
from app.base.i18n import _
from app.base.records import Subject
from app.briefing.case_sheets import CareerWish
from app.briefing.content import Block, Bullets, Column, Fields, Heading, Paragraph, Role, Row, Table, line
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite
from app.briefing.wording import day

_WIDE = 460.0
_MOST_KNOWN = 40


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is known of one person's career, in words; `masks` None names everybody."""

    subjects: tuple[Subject, ...]
    found: Career
    masks: Pseudonyms | None
    lines: tuple[CareerLine, ...]
    points: tuple[InterventionLine, ...]


def career_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the careers that were chosen; nothing of a person who is not in the view."""
    made: list[Block] = []
    for wish in options.sheets.careers:
        if wish.person_id in evidence.subjects:
            made += [
                Heading(_("Career of one person")),
                Fields("", ((_("Legal basis"), line(wish.legal_basis)),), share=0.28),
                Paragraph(line(career_note()), role=Role.NOTE),
                *career_blocks(evidence, wish, 2),
            ]
    return tuple(made)


def career_blocks(evidence: Evidence, wish: CareerWish, level: int = 1) -> tuple[Block, ...]:
    """Return lanes, table and possible interventions of a person of the view, under headings of a level."""
    looked = _look(evidence, wish)
    who = evidence.caption(wish.person_id) if looked.masks is None else looked.masks.of(wish.person_id)
    blocks: list[Block] = [Heading(_("Lanes"), level), Paragraph(line(who))]
    wrong = disorder_sentences(looked.found, looked.subjects, evidence.findings, looked.masks)
    blocks += [Paragraph(line(text)) for text in wrong]
    if looked.found.events:
        blocks.append(lanes_drawing(looked.found, _WIDE))
    blocks.append(
        _table(evidence, looked.lines)
        if looked.lines
        else Paragraph(line(_("Nothing of this person is dated.")))
    )
    if looked.points:
        blocks.append(Heading(_("Possible interventions"), level))
        for point in looked.points:
            blocks += _point(evidence, wish, point)
    return tuple(blocks)


def told_of_career(evidence: Evidence, wish: CareerWish) -> frozenset[str]:
    """Return the findings that the career tells; names only where nobody is pseudonymised."""
    looked = _look(evidence, wish)
    ids = {i for row in looked.lines for i in row.finding_ids}
    ids |= {i for point in looked.points for i, _text in point.known[:_MOST_KNOWN]}
    if looked.masks is None:
        about = {f.subject_id for f in evidence.with_ids(ids)} | {row.subject_id for row in looked.lines}
        ids |= evidence.naming({wish.person_id} | about)
    return frozenset(ids)


def _look(evidence: Evidence, wish: CareerWish) -> _Looked:
    view, subjects = evidence.view, tuple(evidence.subjects.values())
    masks = None if wish.named else Pseudonyms(subjects, view.findings, wish.person_id)
    found = career(subjects, evidence.findings, wish.person_id)
    points = intervention_lines(
        found, subjects, evidence.findings, view.findings, view.sources, view.contributions, masks
    )
    lines = career_lines(found, subjects, evidence.findings, masks)
    return _Looked(subjects, found, masks, lines, points)


def _table(evidence: Evidence, lines: Iterable[CareerLine]) -> Table:
    columns = (
        Column(_("No."), 0.6),
        Column(_("Lane"), 1.8),
        Column(_("When"), 1.8),
        Column(_("What"), 5),
        Column(_("Sources"), 1),
    )
    rows = tuple(
        Row(
            (
                line(str(row.number) if row.number else "–"),
                line(row.lane),
                line(row.when),
                line(row.text),
                cite(evidence.cited(evidence.with_ids(row.finding_ids))),
            )
        )
        for row in lines
    )
    return Table(_("What is recorded, in order"), columns, rows)


def _point(evidence: Evidence, wish: CareerWish, point: InterventionLine) -> tuple[Block, ...]:
    citation, then = wish.provision(point.provision, point.day)
    known = [
        Paragraph(line(text), evidence.cited(evidence.with_ids([i]))) for i, text in point.known[:_MOST_KNOWN]
    ]
    rest = len(point.known) - len(known)
    if rest > 0:
        known.append(Paragraph(line(_("and {count} more").format(count=rest))))
    if point.received:
        text = _("Received by then, recorded only later: {count}.").format(count=len(point.received))
        known.append(Paragraph(line(text)))
    heading = f"{point.number}. {point.text}" if point.number else point.text
    fields = (
        (_("When"), line(point.when)),
        (_("Agency"), line(point.agency)),
        (_("Provision"), line(citation)),
        (_("In force then"), line(then)),
        (_("Why"), line(point.why)),
    )
    return (
        Fields(heading, tuple(pair for pair in fields if pair[1]), share=0.24),
        Paragraph(line(_("Known in this case file on {day}:").format(day=day(point.day)))),
        Bullets(tuple(known)) if known else Paragraph(line(_("nothing"))),
    )
