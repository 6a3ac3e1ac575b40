"""Flows of money and chains of ownership: pictures, tables by period, who holds what in the end."""

from collections.abc import Iterable, Iterator

from app.analysis import money_words as say
from app.analysis.flow_drawing import multiples, sankey
from app.analysis.money_circles import payment_circles
from app.analysis.money_flows import Flow, Payments, Unit, flows, payments, totals
from app.analysis.ownership_chain import Ownership, ownership
from app.base.i18n import _
from app.briefing.content import (
    Block,
    Bullets,
    Column,
    Fields,
    Heading,
    Line,
    Paragraph,
    Role,
    Row,
    Table,
    line,
)
from app.briefing.evidence import EXISTS, Evidence
from app.briefing.options import BriefingOptions
from app.briefing.parts.kit import cite

_WIDE = 460.0


def flows_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return the flows of money by the period that was chosen."""
    return flow_blocks(evidence, options.sheets.period)


def ownership_part(evidence: Evidence, _options: BriefingOptions) -> tuple[Block, ...]:
    """Return the chains of ownership."""
    return ownership_blocks(evidence)


def flow_blocks(evidence: Evidence, unit: Unit) -> tuple[Block, ...]:
    """Return the flows: a picture and small charts per currency, the table by period; nothing without any."""
    found = _payments(evidence)
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
        Column(_("Payments"), 1.2),
        Column(_("Grading"), 0.9),
        Column(_("Sources"), 0.9),
    )
    rows = tuple(
        Row(
            (
                line(say.period_word(f.period, unit)),
                line(evidence.caption(f.start)),
                line(evidence.caption(f.end)),
                line(say.flow_text(f)),
                line(str(f.count)),
                line(evidence.grades(evidence.with_ids(f.finding_ids))),
                cite(evidence.cited(evidence.with_ids(f.finding_ids))),
            )
        )
        for f in found
    )
    return Table(_("Flows {unit}").format(unit=say.unit_word(unit)), columns, rows)


def ownership_blocks(evidence: Evidence) -> tuple[Block, ...]:
    """Return who holds what in the end, and every share as stated; nothing where no ownership is known."""
    found = _ownership(evidence)
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
        Column(_("Ways"), 5.2),
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
        Column(_("Grading"), 0.9),
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
                line(evidence.grades(evidence.with_ids(s.finding_ids))),
                cite(evidence.cited(evidence.with_ids(s.finding_ids))),
            )
        )
        for s, word in both
    )
    return Table(_("Shares as stated"), columns, rows)


def _payments(evidence: Evidence) -> Payments:
    return payments(tuple(evidence.subjects.values()), evidence.findings)


def _ownership(evidence: Evidence) -> Ownership:
    return ownership(tuple(evidence.subjects.values()), evidence.findings)


def told_of_flows(evidence: Evidence) -> frozenset[str]:
    """Return the findings that flows and chains of ownership tell, the names in them included."""
    found, held = _payments(evidence), _ownership(evidence)
    ids = {i for p in found.known for i in (*p.finding_ids, *p.dated_by)} | set(found.unread)
    silent = set(found.without_amount)
    ids |= {f.id for f in evidence.findings if f.subject_id in silent and f.property == EXISTS}
    ids |= {i for share in (*held.shares, *held.stated) for i in share.finding_ids}
    ends = {end for p in found.known for end in (p.start, p.end)}
    ends |= {end for share in (*held.shares, *held.stated) for end in (share.owner, share.owned)}
    return frozenset(ids | evidence.naming(ends))
