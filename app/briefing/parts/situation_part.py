"""The situation on one page: answer first, then key judgements and what we do not know."""

from app.base.i18n import _, ngettext
from app.base.records import Finding, Standing, SubjectKind
from app.briefing.content import (
    Block,
    BoxedSummary,
    Bullets,
    Column,
    Heading,
    NewPage,
    Paragraph,
    Role,
    Row,
    Table,
    line,
)
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite, named, said
from app.briefing.wording import standing_word, with_certainty

_MOST_SENTENCES = 3
_MOST_JUDGEMENTS = 5
_MOST_QUESTIONS = 5


def situation_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return the page that a reader with one minute reads."""
    header = evidence.view.header
    subject = (Paragraph(named(header.title, ""), role=Role.LEAD),) if header.title else ()
    question = (Paragraph(named(_("Question:") + " ", header.question)),) if header.question else ()
    return (
        NewPage(recto=True),
        Heading(_("Situation on one page")),
        *subject,
        *question,
        BoxedSummary(_("In short"), _summary(evidence)),
        *_key_judgements(evidence),
        *_open_questions(evidence),
        Heading(_("What this rests on"), 2),
        Paragraph(line(_counts(evidence))),
        Paragraph(line(_parties(evidence))),
    )


def _summary(evidence: Evidence) -> tuple[Paragraph, ...]:
    found = (evidence.of_matter("conclusion") or evidence.of_matter("statement"))[:_MOST_SENTENCES]
    if found:
        return tuple(said(evidence, f) for f in found)
    return (Paragraph(line(_("No conclusion is recorded in this view."))),)


def _key_judgements(evidence: Evidence) -> tuple[Block, ...]:
    found = evidence.of_matter("key_judgement")
    if not found:
        return ()
    columns = (
        Column(_("No."), 0.5),
        Column(_("Key judgement"), 5.2),
        Column(_("Standing"), 1.4),
        Column(_("Grading"), 1),
        Column(_("Sources"), 1.2),
    )
    rows = tuple(_judgement(evidence, n, f) for n, f in enumerate(found[:_MOST_JUDGEMENTS], start=1))
    table = Table("", columns, rows)
    more = len(found) - len(rows)
    if not more:
        return (Heading(_("Key judgements"), 2), table)
    note = ngettext(
        "{count} more key judgement stands in the part Assessment.",
        "{count} more key judgements stand in the part Assessment.",
        more,
    )
    return (Heading(_("Key judgements"), 2), table, Paragraph(line(note.format(count=more)), role=Role.NOTE))


def _judgement(evidence: Evidence, number: int, finding: Finding) -> Row:
    return Row(
        (
            line(str(number)),
            line(with_certainty(evidence.value(finding), finding)),
            line(standing_word(finding.standing)),
            line(evidence.grade(finding)),
            cite(evidence.cited([finding])),
        )
    )


def _open_questions(evidence: Evidence) -> tuple[Block, ...]:
    found = evidence.of_matter("open_question")[:_MOST_QUESTIONS]
    if not found:
        return ()
    return (Heading(_("What we do not know"), 2), Bullets(tuple(said(evidence, f) for f in found)))


def _counts(evidence: Evidence) -> str:
    facts = len(evidence.of_standing(Standing.FACT))
    links = sum(1 for s in evidence.subjects.values() if s.kind is SubjectKind.LINK)
    parts = (
        ngettext("{count} fact", "{count} facts", facts).format(count=facts),
        _assessments(len(evidence.findings) - facts),
        _sources(len(evidence.numbers)),
        _subjects(len(evidence.nodes())),
        ngettext("{count} link", "{count} links", links).format(count=links),
    )
    return ", ".join(parts) + "."


def _assessments(count: int) -> str:
    text = ngettext("{count} assessment or hypothesis", "{count} assessments and hypotheses", count)
    return text.format(count=count)


def _sources(count: int) -> str:
    return ngettext("{count} source", "{count} sources", count).format(count=count)


def _subjects(count: int) -> str:
    return ngettext("{count} subject", "{count} subjects", count).format(count=count)


def _parties(evidence: Evidence) -> str:
    ids = {evidence.agency_of(f) for f in evidence.findings}
    names = sorted((evidence.agency_names[i] for i in ids), key=str.casefold)
    if not names:
        return _("No agency's contribution is part of this view.")
    return _("Contributing agencies: {names}.").format(names=", ".join(names))
