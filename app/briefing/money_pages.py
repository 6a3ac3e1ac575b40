"""Flows of money, chains of ownership and wealth sheets as pages: all from the view alone."""

from collections.abc import Iterable, Iterator

from app.analysis import money_words as say
from app.analysis.flow_drawing import multiples, sankey
from app.analysis.money_circles import payment_circles
from app.analysis.money_flows import Flow, Unit, flows, payments, totals
from app.analysis.ownership_chain import Ownership, ownership
from app.analysis.wealth_sheet import Figure, wealth_sheet
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
    Line,
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
from app.briefing.parts.sources_part import sources_part
from app.briefing.wording import office_notice
from app.policy.views import View

_WIDE = 460.0


def compose_money(
    view: View, options: BriefingOptions, unit: Unit = Unit.QUARTER, about: str = ""
) -> Briefing:
    """Compose the paper on money of a view; `about` names one subject for its wealth sheet, "" for none."""
    with speaking(options.language):
        evidence = Evidence(view)
        sheet = wealth_blocks(evidence, about) if about in evidence.subjects else ()
        head = (
            Title(_("Flows of money and ownership"), view.header.reference),
            Fields("", ((_("Copy and recipient"), line(recipient_of(evidence))),), share=0.28),
            Paragraph(line(office_notice()), role=Role.NOTE),
        )
        body = (*flow_blocks(evidence, unit), *ownership_blocks(evidence), *sheet)
        nothing = () if body else (Paragraph(line(_("No payment and no share is known."))),)
        return Briefing(
            title=view.header.reference,
            language=options.language,
            as_of=view.as_of,
            furniture=furniture(evidence, options),
            blocks=(*head, *body, *nothing, *sources_part(evidence, options)),
        )


def flow_blocks(evidence: Evidence, unit: Unit) -> tuple[Block, ...]:
    """Return the flows: a picture and small charts per currency, the table by period; nothing without any."""
    subjects = tuple(evidence.subjects.values())
    found = payments(subjects, evidence.findings)
    said = say.payment_sentences(found, payment_circles(found.known), evidence.caption)
    if not found.known and not said:
        return ()
    blocks: list[Block] = [Heading(_("Flows of money"))]
    blocks += [Paragraph(line(text)) for text in said]
    whole, by_period = flows(found.known), flows(found.known, unit)
    for currency in totals(whole):
        here = [f for f in whole if f.currency == currency]
        blocks.append(sankey(here, evidence.caption, _WIDE))
        placed = [f for f in by_period if f.currency == currency]
        if len({f.period for f in placed if f.period}) > 1:
            blocks.append(multiples(placed, unit, evidence.caption, _WIDE))
    if by_period:
        blocks.append(_flow_table(evidence, by_period, unit))
        blocks.append(Fields(_("Sums"), tuple(_sums(whole)), share=0.28))
    blocks.append(Paragraph(line(say.flows_note()), role=Role.NOTE))
    return tuple(blocks)


def _sums(found: Iterable[Flow]) -> Iterator[tuple[str, Line]]:
    for currency, (sure, spread, stated) in totals(found).items():
        yield currency, line(say.sum_text(sure, spread, stated, currency))


def _flow_table(evidence: Evidence, found: Iterable[Flow], unit: Unit) -> Table:
    columns = (
        Column(_("Period"), 1.3),
        Column(_("From"), 2.6),
        Column(_("To"), 2.6),
        Column(_("Amount"), 2.6),
        Column(_("Payments"), 1.1),
        Column(_("Sources"), 1),
    )
    rows = tuple(
        Row(
            (
                line(say.period_word(f.period, unit)),
                line(evidence.caption(f.start)),
                line(evidence.caption(f.end)),
                line(say.flow_text(f)),
                line(str(f.count)),
                cite(evidence.cited(_of(evidence, f.finding_ids))),
            )
        )
        for f in found
    )
    return Table(_("Flows {unit}").format(unit=say.unit_word(unit)), columns, rows)


def _of(evidence: Evidence, ids: Iterable[str]) -> list[Finding]:
    wanted = set(ids)
    return [f for f in evidence.findings if f.id in wanted]


def ownership_blocks(evidence: Evidence) -> tuple[Block, ...]:
    """Return who holds what in the end, and every share as stated; nothing where no ownership is known."""
    found = ownership(tuple(evidence.subjects.values()), evidence.findings)
    if not found.shares and not found.stated:
        return ()
    blocks: list[Block] = [Heading(_("Chain of ownership"))]
    said = say.ownership_sentences(found, evidence.caption)
    if said:
        blocks.append(Bullets(tuple(Paragraph(line(text)) for text in said)))
    if found.holdings:
        blocks.append(_holdings(evidence, found))
    blocks.append(_shares(evidence, found))
    blocks.append(Paragraph(line(say.ownership_note()), role=Role.NOTE))
    return tuple(blocks)


def _holdings(evidence: Evidence, found: Ownership) -> Table:
    columns = (
        Column(_("In the end"), 2.2),
        Column(_("holds of"), 2.2),
        Column(_("Share"), 1.4),
        Column(_("Ways through the layers"), 5.2),
    )
    rows = []
    for holding in found.holdings:
        ways = "; ".join(say.path_text(p, found.shares, evidence.caption) for p in holding.paths)
        rows.append(
            Row(
                (
                    line(evidence.caption(holding.owner)),
                    line(evidence.caption(holding.owned)),
                    line(say.share_text(holding.low, holding.high)),
                    line(ways),
                )
            )
        )
    return Table(_("Who holds what in the end"), columns, tuple(rows))


def _shares(evidence: Evidence, found: Ownership) -> Table:
    columns = (
        Column(_("Owner"), 3),
        Column(_("Relation"), 2),
        Column(_("Owned"), 3),
        Column(_("Share"), 1.8),
        Column(_("Sources"), 1),
    )
    both = [(s, _("owns")) for s in found.shares]
    both += [(s, _("beneficial owner, as stated")) for s in found.stated]
    rows = tuple(
        Row(
            (
                line(evidence.caption(s.owner)),
                line(word),
                line(evidence.caption(s.owned)),
                line(say.share_text(s.low, s.high)),
                cite(evidence.cited(_of(evidence, s.finding_ids))),
            )
        )
        for s, word in both
    )
    return Table(_("Shares as stated"), columns, rows)


def wealth_blocks(evidence: Evidence, about: str) -> tuple[Block, ...]:
    """Return the wealth sheet of a subject: figures with sources, sums, what speaks for the person."""
    sheet = wealth_sheet(tuple(evidence.subjects.values()), evidence.findings, about)
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
        heads = (_("Year"), _("Income known"), _("Outgoings known"), _("Assets known"), _("Not covered"))
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
    found = _of(evidence, figure.finding_ids)
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
