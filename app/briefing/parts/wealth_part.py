"""Wealth sheets: income known against assets and outgoings known, each figure with its sources."""

from collections.abc import Iterable

from app.analysis import money_words as say
from app.analysis.wealth_figures import Figure
from app.analysis.wealth_sheet import WealthSheet, wealth_sheet
from app.base.i18n import _
from app.base.records import Finding
from app.briefing.content import Block, Bullets, Column, Heading, Paragraph, Role, Row, Table, line
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite


def wealth_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the wealth sheets of the subjects that were chosen; nothing of those who are not in the view."""
    chosen = (about for about in options.sheets.wealth_of if about in evidence.subjects)
    return tuple(block for about in chosen for block in wealth_blocks(evidence, about))


def wealth_blocks(evidence: Evidence, about: str) -> tuple[Block, ...]:
    """Return the wealth sheet of a subject: figures with sources, sums, what speaks for the person."""
    sheet = _sheet(evidence, about)
    columns = (
        Column(_("Year"), 0.8),
        Column(_("What"), 1.8),
        Column(_("Stated of"), 3.4),
        Column(_("Amount"), 3),
        Column(_("Findings"), 1.4),
        Column(_("Sources"), 1),
    )
    blocks: list[Block] = [
        Heading(_("Income known against assets known")),
        Paragraph(line(evidence.name(about))),
        Table("", columns, tuple(_figure_row(evidence, f) for f in sheet.figures)),
    ]
    if sheet.sums:
        heads = (_("Year"), _("Income known"), _("Outgoings known"), _("Growth of assets"), _("Not covered"))
        rows = tuple(
            Row(
                (
                    line(s.year),
                    *(line(say.range_text(*pair, s.currency)) for pair in (s.income, s.outgoing, s.asset)),
                    line(say.gap_text(s.gap, s.currency)),
                )
            )
            for s in sheet.sums
        )
        blocks.append(Table(_("Sums by year"), tuple(Column(h, 1) for h in heads), rows))
    blocks.append(_speaking_for(evidence, sheet.exonerating))
    blocks.append(Paragraph(line(say.wealth_note()), role=Role.NOTE))
    return tuple(blocks)


def _figure_row(evidence: Evidence, figure: Figure) -> Row:
    found = evidence.with_ids(figure.finding_ids)
    label = evidence.label(found[0]) if found else figure.property
    mark = " (+)" if figure.exonerating else ""
    return Row(
        (
            line(figure.year or _("no single year")),
            line(say.kind_word(figure.kind)),
            line(f"{label}: {evidence.caption(figure.subject_id)}{mark}"),
            line(say.figure_text(figure)),
            line(", ".join(f.id[:8] for f in found)),
            cite(evidence.cited(found)),
        )
    )


def _speaking_for(evidence: Evidence, found: Iterable[Finding]) -> Block:
    items = tuple(
        Paragraph(line(evidence.name(f.subject_id), ": ", evidence.statement(f)), evidence.cited([f]))
        for f in found
    )
    if not items:
        return Paragraph(line(_("No finding is marked as exonerating here.")))
    return Bullets((Paragraph(line(_("What speaks for the person:"))), *items))


def _sheet(evidence: Evidence, about: str) -> WealthSheet:
    return wealth_sheet(tuple(evidence.subjects.values()), evidence.findings, about)


def told_of_wealth(evidence: Evidence, about: str) -> frozenset[str]:
    """Return the findings that the sheet of a subject tells, the names in it included."""
    sheet = _sheet(evidence, about)
    ids = {i for figure in sheet.figures for i in (*figure.finding_ids, *figure.dated_by)}
    ids |= {f.id for f in sheet.exonerating}
    named = {about, *(f.subject_id for f in sheet.figures), *(f.subject_id for f in sheet.exonerating)}
    return frozenset(ids | evidence.naming(named))
