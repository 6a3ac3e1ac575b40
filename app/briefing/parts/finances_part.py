"""Assets and money: who pays, owns or rents what, as a table; nothing where no amount is known."""

from app.base.i18n import _
from app.base.records import Finding, Standing
from app.briefing.content import Block, Column, Heading, Paragraph, Role, Row, Table, line
from app.briefing.evidence import Evidence
from app.briefing.office_template import PART_IDS
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite
from app.briefing.wording import period

_AMOUNTS = ("amount", "share", "wage", "wage_withheld")
_ELSEWHERE = {"money_flows": ("pays", "amount"), "ownership": ("owns", "share")}
"""Parts of a briefing and what they say: type of link and property."""


def finances_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the flows: links of which a fact gives an amount or a share, by name of where they start.

    Payments and shares stay away where the briefing has parts of their own for them.
    """
    parts = options.template.parts if options.template else PART_IDS
    elsewhere = frozenset(said for part, said in _ELSEWHERE.items() if part in parts)
    rows = _flows(evidence, elsewhere)
    if not rows:
        return ()
    columns = (
        Column(_("From"), 2.6),
        Column(_("Relation"), 1.9),
        Column(_("To"), 2.6),
        Column(_("Amount"), 2.2),
        Column(_("When"), 1.8),
        Column(_("Grading"), 0.9),
        Column(_("Sources"), 1),
    )
    note = _("Amounts as stated; the same flow of two sources stands twice and is not added up.")
    return (
        Heading(_("Assets and money")),
        Paragraph(line(note), role=Role.NOTE),
        Table("", columns, tuple(rows)),
    )


def _flows(evidence: Evidence, elsewhere: frozenset[tuple[str, str]]) -> list[Row]:
    links = [s for s in evidence.subjects.values() if evidence.is_link(s.id) and s.start and s.end]
    ordered = sorted(
        links,
        key=lambda s: (
            evidence.caption(s.start or "").casefold(),
            evidence.type_label(s.id),
            evidence.caption(s.end or "").casefold(),
            s.id,
        ),
    )
    rows = []
    for link in ordered:
        facts = [f for f in evidence.by_subject.get(link.id, []) if f.standing is Standing.FACT]
        for finding in facts:
            if finding.property in _AMOUNTS and (link.type, finding.property) not in elsewhere:
                rows.append(_row(evidence, finding, link.start or "", link.end or "", facts))
    return rows


def _row(evidence: Evidence, finding: Finding, start: str, end: str, facts: list[Finding]) -> Row:
    dated = finding if finding.valid_from else next((f for f in facts if f.valid_from), finding)
    named = "" if finding.property == "amount" else f"{evidence.label(finding)}: "
    when = _day_of(evidence, facts) or (
        period(dated.valid_from, dated.valid_to or dated.valid_from) if dated.valid_from else ""
    )
    return Row(
        (
            line(evidence.caption(start)),
            line(f"{evidence.type_label(finding.subject_id)}\u00a0→"),
            line(evidence.caption(end)),
            line(f"{named}{evidence.value(finding)}"),
            line(when),
            line(evidence.grade(finding)),
            cite(evidence.cited([finding])),
        )
    )


def _day_of(evidence: Evidence, facts: list[Finding]) -> str:
    return next((evidence.value(f) for f in facts if f.property == "date"), "")
