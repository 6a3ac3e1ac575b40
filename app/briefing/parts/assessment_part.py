"""The assessment: views and hypotheses with author and basis, what speaks against, what would change them."""

from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import Finding, Standing
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
)
from app.briefing.evidence import EXISTS, MATTER, Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite, row, said
from app.briefing.parts.method_pages import method_pages
from app.briefing.wording import verdict_word, with_certainty

_ELSEWHERE = ("open_question", "what_would_change", "alternative", "confidence_basis", "conclusion")


def assessment_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return what is not fact, and all that exonerates."""
    return (
        NewPage(),
        Heading(_("Assessment")),
        Paragraph(line(_note()), role=Role.NOTE),
        *_table(evidence, _("Assessments"), Standing.ASSESSMENT),
        *_table(evidence, _("Hypotheses"), Standing.HYPOTHESIS),
        *method_pages(evidence),
        *_judgements(evidence),
        Heading(_("What exonerates"), 2),
        *_exonerating(evidence),
        *_statements(evidence, _("Gaps"), "open_question"),
        *_statements(evidence, _("What would change the assessment"), "what_would_change"),
        *_statements(evidence, _("Other explanations"), "alternative"),
        *_statements(evidence, _("What the confidence rests on"), "confidence_basis"),
    )


def _note() -> str:
    return _(
        "Assessments and hypotheses are views of their authors. “Rests on” names the sources of the findings "
        "behind them; graph measures describe positions in this chart's evidence only."
    )


def _table(evidence: Evidence, title: str, standing: Standing) -> tuple[Block, ...]:
    found = [f for f in evidence.of_standing(standing) if not _stands_elsewhere(evidence, f)]
    if not found:
        return ()
    columns = (
        Column(_("Statement"), 5),
        Column(_("Author"), 2.2),
        Column(_("Grading"), 0.9),
        Column(_("Rests on"), 1.2),
    )
    rows = tuple(_row(evidence, f) for f in found)
    return (Heading(title, 2), Table("", columns, rows))


def _stands_elsewhere(evidence: Evidence, finding: Finding) -> bool:
    return finding.property in _ELSEWHERE and evidence.subjects[finding.subject_id].type == MATTER


def _row(evidence: Evidence, finding: Finding) -> Row:
    author = evidence.agency_names.get(finding.author_agency_id or evidence.agency_of(finding), "")
    return Row(
        (
            _statement(evidence, finding),
            line(author),
            line(evidence.grade(finding)),
            cite(evidence.cited([finding])),
        )
    )


def _statement(evidence: Evidence, finding: Finding) -> Line:
    if evidence.subjects[finding.subject_id].type == MATTER:
        return line(with_certainty(evidence.value(finding), finding))
    said = evidence.statement(finding)
    between = " " if finding.property == EXISTS else " – "
    return line(evidence.name(finding.subject_id), f"{between}{said}" if said else "")


def _judgements(evidence: Evidence) -> tuple[Block, ...]:
    """Return who holds which subjects to be one and the same; agencies may disagree."""
    both = [j for j in evidence.view.judgements if j.a in evidence.subjects and j.b in evidence.subjects]
    if not both:
        return ()
    columns = (
        Column(_("Subject"), 2.4),
        Column(_("and"), 2.4),
        Column(_("Judgement"), 1.6),
        Column(_("Author"), 2),
        Column(_("Reason"), 3),
    )
    ordered = sorted(both, key=lambda j: (list_order(evidence.caption(j.a)), j.made_at, j.id))
    rows = tuple(
        row(
            evidence.caption(j.a),
            evidence.caption(j.b),
            verdict_word(j.verdict),
            evidence.agency_names.get(j.author_agency_id, ""),
            j.reason,
        )
        for j in ordered
    )
    return (Heading(_("One and the same?"), 2), Table("", columns, rows))


def _exonerating(evidence: Evidence) -> tuple[Block, ...]:
    found = [f for f in evidence.findings if f.exonerating]
    if not found:
        return (Paragraph(line(_("Nothing exonerating is recorded. That does not mean there is nothing."))),)
    items = (
        Paragraph(line(*_statement(evidence, f), f" ({evidence.grade(f)})"), evidence.cited([f]))
        for f in found
    )
    return (Bullets(tuple(items)),)


def _statements(evidence: Evidence, title: str, property_id: str) -> tuple[Block, ...]:
    found = evidence.of_matter(property_id)
    if not found:
        return ()
    return (Heading(title, 2), Bullets(tuple(said(evidence, f) for f in found)))
