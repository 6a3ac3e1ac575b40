"""The link chart on a right-hand page, facing the same content as a table."""

from app.analysis.network import NetLink
from app.base.i18n import _, ngettext
from app.briefing.chart import PrintedNetwork, printed_network
from app.briefing.chart_figure import chart_figure
from app.briefing.chart_key import chart_key
from app.briefing.chart_poster import chart_poster, poster_pages
from app.briefing.content import (
    Block,
    ChartFigure,
    ChartSheet,
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
from app.briefing.parts.kit import cite
from app.briefing.wording import standing_word


def chart_part(evidence: Evidence, options: BriefingOptions) -> tuple[Block, ...]:
    """Return chart and table; nothing if no link is known."""
    printed = printed_network(evidence, options.chart)
    network = printed.network
    if not network.links:
        return ()
    figure, pages = _drawn(evidence, printed, options.chart_sheet)
    columns = (
        Column(_("No."), 0.5),
        Column(_("From"), 3),
        Column(_("Relation"), 2.4),
        Column(_("To"), 3),
        Column(_("Standing and grading"), 1.9),
        Column(_("Sources"), 1.1),
    )
    rows = tuple(_row(evidence, number, link) for number, link in enumerate(network.links, start=1))
    return (
        NewPage(verso=True),
        Heading(_("Link chart")),
        *chart_key(printed, figure),
        Heading(_("The links in words"), 2),
        *(_not_drawn(len(evidence.nodes()) - len(network.nodes)) if options.chart is None else ()),
        Table("", columns, rows, faces=options.chart_sheet is not ChartSheet.POSTER),
        *pages,
    )


def _drawn(
    evidence: Evidence, printed: PrintedNetwork, sheet: ChartSheet
) -> tuple[ChartFigure, tuple[Block, ...]]:
    """Return the figure, and the pages it stands on: one that faces the table, or a poster's."""
    if sheet is ChartSheet.POSTER:
        poster = chart_poster(evidence, printed)
        return poster.figure, poster_pages(poster)
    figure, paper = chart_figure(evidence, printed, sheet)
    opening = (NewPage(recto=True, paper=paper), Heading(_("The links drawn"), 2))
    return figure, (*opening, figure, NewPage())


def _row(evidence: Evidence, number: int, link: NetLink) -> Row:
    known = {f.id: f for f in evidence.by_subject[link.id]}
    findings = [known[i] for i in link.findings if i in known]
    return Row(
        (
            line(str(number)),
            line(evidence.caption(link.start)),
            line(f"{link.label}\u00a0→" if link.directed else link.label),
            line(evidence.caption(link.end)),
            line(standing_word(link.standing), f" {evidence.grades(findings)}"),
            cite(evidence.cited(findings)),
        )
    )


def _not_drawn(count: int) -> tuple[Block, ...]:
    if count <= 0:
        return ()
    text = ngettext(
        "{count} subject without a recorded link is not drawn.",
        "{count} subjects without a recorded link are not drawn.",
        count,
    )
    return (Paragraph(line(text.format(count=count)), role=Role.NOTE),)
