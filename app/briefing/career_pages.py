"""The career of one person as a paper: lanes, table, possible interventions with what was known then.

Pseudonymised unless the names are asked for. Everything comes from the view: what a recipient may not have is
neither on a lane nor among what was known.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.analysis.career_drawing import lanes_drawing
from app.analysis.career_lanes import career
from app.analysis.career_lines import CareerLine, InterventionLine, career_lines, disorder_sentences
from app.analysis.career_lines import interventions as intervention_lines
from app.analysis.career_pseudonyms import Pseudonyms
from app.analysis.career_words import career_note
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.base.records import Finding
from app.briefing.compose import furniture
from app.briefing.content import (
    Block,
    Briefing,
    Bullets,
    Column,
    Fields,
    Heading,
    Paragraph,
    Role,
    Row,
    Table,
    Title,
    line,
)
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite, recipient_of
from app.briefing.wording import day, office_notice
from app.policy.views import View

_WIDE = 460.0
_MOST_KNOWN = 40
ProvisionText = Callable[[str, str], tuple[str, str]]
"""Provision and ISO day -> how it is cited, and what is known of its being in force then."""


@dataclass(frozen=True, slots=True)
class CareerWish:
    """Whose career, on which legal basis, and whether `named`; `provision` says what was in force."""

    person_id: str
    legal_basis: str
    provision: ProvisionText
    named: bool = False


def compose_career(view: View, options: BriefingOptions, wish: CareerWish) -> Briefing:
    """Compose the paper; `UserError` (exit 1) for a person who is not in the view."""
    with speaking(options.language):
        evidence = Evidence(view)
        if wish.person_id not in evidence.subjects:
            _refuse_nobody()
        body = _body(evidence, wish)
        head = (
            Title(_("Career of one person"), view.header.reference),
            Fields(
                "",
                (
                    (_("Legal basis"), line(wish.legal_basis)),
                    (_("Copy and recipient"), line(recipient_of(evidence))),
                ),
                share=0.28,
            ),
            Paragraph(line(career_note()), role=Role.NOTE),
            Paragraph(line(office_notice()), role=Role.NOTE),
        )
        return Briefing(
            title=view.header.reference,
            language=options.language,
            as_of=view.as_of,
            furniture=furniture(evidence, options),
            blocks=(*head, *body),
        )


def _refuse_nobody() -> None:
    raise UserError(
        "career.not_released",
        _("Nothing about this person may be shown here."),
        _("Look at the release: it says what holds it back."),
        exit_code=ExitCode.ANSWER_IS_NO,
    )


def _body(evidence: Evidence, wish: CareerWish) -> tuple[Block, ...]:
    view = evidence.view
    subjects = tuple(evidence.subjects.values())
    masks = None if wish.named else Pseudonyms(subjects, view.findings, wish.person_id)
    found = career(subjects, evidence.findings, wish.person_id)
    lines = career_lines(found, subjects, evidence.findings, masks)
    who = evidence.caption(wish.person_id) if masks is None else masks.of(wish.person_id)
    blocks: list[Block] = [Heading(_("Lanes")), Paragraph(line(who))]
    blocks += [
        Paragraph(line(text)) for text in disorder_sentences(found, subjects, evidence.findings, masks)
    ]
    if found.events:
        blocks.append(lanes_drawing(found, _WIDE))
    blocks.append(_table(evidence, lines))
    named = intervention_lines(
        found, subjects, evidence.findings, view.findings, view.sources, view.contributions, masks
    )
    if named:
        blocks.append(Heading(_("Possible interventions")))
        for point in named:
            blocks += _point(evidence, wish, point)
    return tuple(blocks)


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
                cite(evidence.cited(_printed(evidence, row.finding_ids))),
            )
        )
        for row in lines
    )
    return Table(_("What is recorded, in order"), columns, rows)


def _printed(evidence: Evidence, ids: Iterable[str]) -> list[Finding]:
    wanted = set(ids)
    return [f for f in evidence.findings if f.id in wanted]


def _point(evidence: Evidence, wish: CareerWish, point: InterventionLine) -> tuple[Block, ...]:
    citation, then = wish.provision(point.provision, point.day)
    known = [
        Paragraph(line(text), evidence.cited(_printed(evidence, [i])))
        for i, text in point.known[:_MOST_KNOWN]
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
