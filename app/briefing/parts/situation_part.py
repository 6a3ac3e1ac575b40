"""The situation on one page: answer first, then key judgements and what we do not know."""

from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.base.records import Finding, Standing, SubjectKind
from app.base.words import confidence_word, likelihood_with_range
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
    plain,
)
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite, named, said
from app.briefing.parts.situation_changes import changes
from app.briefing.wording import standing_word

_MOST_SENTENCES = 3
_MOST_JUDGEMENTS = 5
_MOST_QUESTIONS = 3
_LINES = 48
_LETTERS = {"wide": 92, "judgement": 42}


def situation_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the page that a reader with one minute reads."""
    header = evidence.view.header
    room = _LINES - _lines(header.title, header.question) - _lines(*_short(evidence))
    subject = (Paragraph(named(header.title, ""), role=Role.LEAD),) if header.title else ()
    question = (
        (Paragraph(named(_("Question:") + " ", header.question), role=Role.COMPACT),)
        if header.question
        else ()
    )
    return (
        NewPage(recto=True),
        Heading(_("Situation on one page")),
        *subject,
        *question,
        BoxedSummary(_("In short"), _summary(evidence)),
        *_key_judgements(evidence, room),
        *changes(evidence, options),
        *_open_questions(evidence),
        Paragraph(
            named(_("What this rests on") + ": ", f"{_counts(evidence)} {_parties(evidence)}"),
            role=Role.COMPACT,
        ),
    )


def _summary(evidence: Evidence) -> tuple[Paragraph, ...]:
    found = (evidence.of_matter("conclusion") or evidence.of_matter("statement"))[:_MOST_SENTENCES]
    if found:
        return tuple(said(evidence, f) for f in found)
    return (Paragraph(line(_("No conclusion is recorded in this view."))),)


def _short(evidence: Evidence) -> tuple[str, ...]:
    return tuple(plain(paragraph.text) for paragraph in _summary(evidence))


def _lines(*texts: str, letters: int = _LETTERS["wide"]) -> int:
    """Return about how many lines texts take; the page must hold what it is named for."""
    return sum(1 + len(text) // letters for text in texts if text)


def _fitting(evidence: Evidence, found: list[Finding], room: int) -> int:
    """Return how many judgements leave room for what stands below them."""
    room -= 14 + _lines(*(evidence.value(f) for f in evidence.of_matter("open_question")[:_MOST_QUESTIONS]))
    for count, finding in enumerate(found[:_MOST_JUDGEMENTS]):
        room -= _lines(evidence.value(finding), letters=_LETTERS["judgement"])
        if room < 0 and count:
            return count
    return min(len(found), _MOST_JUDGEMENTS)


def _key_judgements(evidence: Evidence, room: int) -> tuple[Block, ...]:
    found = evidence.of_matter("key_judgement")
    if not found:
        return ()
    columns = (
        Column(_("Likelihood"), 2.1),
        Column(_("Confidence"), 1.3),
        Column(_("Key judgement"), 5.2),
        Column(_("Grading"), 1),
        Column(_("Sources"), 1.4),
    )
    rows = tuple(_judgement(evidence, f) for f in found[: _fitting(evidence, found, room)])
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


def _judgement(evidence: Evidence, finding: Finding) -> Row:
    return Row(
        (
            line(_likely(finding)),
            line(confidence_word(finding.confidence) if finding.confidence else "–"),
            line(evidence.value(finding)),
            line(evidence.grade(finding)),
            cite(evidence.cited([finding])),
        )
    )


def _likely(finding: Finding) -> str:
    return (
        likelihood_with_range(finding.likelihood) if finding.likelihood else standing_word(finding.standing)
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
    names = sorted((evidence.agency_names[i] for i in ids), key=list_order)
    if not names:
        return _("No agency's contribution is part of this view.")
    return _("Contributing agencies: {names}.").format(names=", ".join(names))
