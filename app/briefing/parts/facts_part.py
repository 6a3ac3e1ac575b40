"""The facts: what each agency contributed, every paragraph with the number of its source."""

from app.base.i18n import _
from app.base.latin_script import list_order
from app.base.records import Finding, Standing
from app.briefing.content import Block, Heading, Line, Paragraph, Role, Span, line
from app.briefing.evidence import MATTER, Evidence
from app.briefing.options import BriefingOptions

_Groups = dict[tuple[str, int], list[Finding]]


def facts_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return facts only, by contributing agency, subject and source; a link stands with where it starts."""
    by_agency: dict[str, list[Finding]] = {}
    for finding in evidence.of_standing(Standing.FACT):
        if _stands_elsewhere(evidence, finding):
            continue
        by_agency.setdefault(evidence.agency_of(finding), []).append(finding)
    heading = Heading(_("Facts"))
    if not by_agency:
        return (heading, Paragraph(line(_("No fact is part of this view."))))
    blocks: list[Block] = [heading, Paragraph(line(_note()), role=Role.NOTE)]
    for agency in sorted(by_agency, key=lambda i: (list_order(evidence.agency_names[i]), i)):
        blocks.append(Heading(evidence.agency_names[agency], 2))
        blocks += _paragraphs(evidence, by_agency[agency])
    return tuple(blocks)


def _stands_elsewhere(evidence: Evidence, finding: Finding) -> bool:
    """Tell whether a case-level statement has its place in the situation or the assessment."""
    return evidence.subjects[finding.subject_id].type == MATTER and finding.property != "statement"


def _note() -> str:
    return _("Facts as the agencies state them, with period of validity and handling code where given.")


def _paragraphs(evidence: Evidence, findings: list[Finding]) -> list[Paragraph]:
    groups: _Groups = {}
    for finding in findings:
        groups.setdefault((_anchor(evidence, finding), evidence.numbers[finding.source_id]), []).append(
            finding
        )
    ordered = sorted(groups, key=lambda key: (list_order(evidence.caption(key[0])), *key))
    return [_paragraph(evidence, subject, number, groups[subject, number]) for subject, number in ordered]


def _anchor(evidence: Evidence, finding: Finding) -> str:
    """Return the subject under whose name a finding stands: a link's is the node it starts at."""
    subject = evidence.subjects[finding.subject_id]
    return subject.start if evidence.is_link(subject.id) and subject.start else subject.id


def _paragraph(evidence: Evidence, subject: str, number: int, findings: list[Finding]) -> Paragraph:
    grades = evidence.grades(findings)
    grade = f" ({grades})" if ", " not in grades else ""
    if evidence.subjects[subject].type == MATTER:
        return Paragraph(line(" ".join(evidence.value(f) for f in findings), f" ({grades})"), (number,))
    statements = _own(evidence, subject, findings, not grade) + _links(evidence, findings, not grade)
    said: list[str | Span] = []
    for statement in statements:
        said += ["; " if said else " – ", *statement]
    end = "" if statements and statements[-1][-1].text.endswith((".", "!", "?")) else "."
    return Paragraph(line(evidence.name(subject), *said, end, grade), (number,), Role.COMPACT)


def _own(evidence: Evidence, subject: str, findings: list[Finding], graded: bool) -> list[Line]:
    """Return what is said of the subject itself; its name only where nothing else is said."""
    own = [f for f in findings if f.subject_id == subject]
    naming = [f for f in own if evidence.value(f) == evidence.caption(subject)]
    spoken = [f for f in own if f not in naming] if len(findings) > len(naming) else own
    return [text for f in spoken if (text := line(_statement(evidence, f, graded)))]


def _links(evidence: Evidence, findings: list[Finding], graded: bool) -> list[Line]:
    """Return links as `manages → name, function: …`, one for each link."""
    links: dict[str, list[Finding]] = {}
    for finding in findings:
        if evidence.is_link(finding.subject_id) and evidence.subjects[finding.subject_id].end:
            links.setdefault(finding.subject_id, []).append(finding)
    found = []
    for link_id, group in links.items():
        end = evidence.subjects[link_id].end or ""
        head = f"{evidence.type_label(link_id)}\u00a0→ {evidence.caption(end)}"
        texts = [text for f in group if (text := _statement(evidence, f, graded))]
        found.append(line(Span(head, emphasis=True), *(f" {t}" if t[0] == "(" else f", {t}" for t in texts)))
    return found


def _statement(evidence: Evidence, finding: Finding, graded: bool) -> str:
    """Return what a finding says, with its grade where the paragraph's findings differ in theirs."""
    text = evidence.statement(finding)
    return f"{text} ({evidence.grade(finding)})".strip() if graded else text
