"""The facts: what each agency contributed, every paragraph with the number of its source."""

from app.base.i18n import _
from app.base.records import Finding, Standing
from app.briefing.content import Block, Heading, Paragraph, Role, line
from app.briefing.evidence import MATTER, Evidence
from app.briefing.options import BriefingOptions


def facts_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return facts only, by contributing agency, subject and source."""
    by_agency: dict[str, list[Finding]] = {}
    for finding in evidence.of_standing(Standing.FACT):
        if _stands_elsewhere(evidence, finding):
            continue
        by_agency.setdefault(evidence.agency_of(finding), []).append(finding)
    heading = Heading(_("Facts"))
    if not by_agency:
        return (heading, Paragraph(line(_("No fact is part of this view."))))
    blocks: list[Block] = [heading, Paragraph(line(_note()), role=Role.NOTE)]
    for agency in sorted(by_agency, key=lambda i: (evidence.agency_names[i].casefold(), i)):
        blocks.append(Heading(evidence.agency_names[agency], 2))
        blocks += _paragraphs(evidence, by_agency[agency])
    return tuple(blocks)


def _stands_elsewhere(evidence: Evidence, finding: Finding) -> bool:
    """Tell whether a case-level statement has its place in the situation or the assessment."""
    return evidence.subjects[finding.subject_id].type == MATTER and finding.property != "statement"


def _note() -> str:
    return _("Facts as the agencies state them, with period of validity and handling code where given.")


def _paragraphs(evidence: Evidence, findings: list[Finding]) -> list[Paragraph]:
    groups: dict[tuple[str, int], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.subject_id, evidence.numbers[finding.source_id]), []).append(finding)
    return [_paragraph(evidence, subject, number, group) for (subject, number), group in groups.items()]


def _paragraph(evidence: Evidence, subject: str, number: int, findings: list[Finding]) -> Paragraph:
    grades = evidence.grades(findings)
    grade = f" ({grades})" if ", " not in grades else ""
    if evidence.subjects[subject].type == MATTER:
        return Paragraph(line(" ".join(evidence.value(f) for f in findings), f" ({grades})"), (number,))
    naming = [f for f in findings if evidence.value(f) == evidence.caption(subject)]
    spoken = [f for f in findings if len(findings) == len(naming) or f not in naming]
    statements = "; ".join(text for f in spoken if (text := _statement(evidence, f, not grade)))
    ties = " " if statements.startswith("(") else " – "
    said = f"{ties}{statements}" if statements else ""
    end = "" if said.endswith((".", "!", "?")) else "."
    return Paragraph(line(evidence.name(subject), f"{said}{end}", grade), (number,))


def _statement(evidence: Evidence, finding: Finding, graded: bool) -> str:
    """Return what a finding says, with its grade where the paragraph's findings differ in theirs."""
    text = evidence.statement(finding)
    return f"{text} ({evidence.grade(finding)})" if graded else text
