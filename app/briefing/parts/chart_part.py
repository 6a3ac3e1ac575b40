"""The link chart on one page, and the same content as a table."""

from app.analysis.network import NetLink
from app.base.i18n import _, ngettext
from app.briefing.chart import chart_figure, printed_network
from app.briefing.content import Block, Column, Heading, NewPage, Paragraph, Role, Row, Table, line
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
    figure, paper = chart_figure(evidence, printed)
    columns = (
        Column(_("No."), 0.5),
        Column(_("From"), 2.3),
        Column(_("Relation"), 2.2),
        Column(_("To"), 2.3),
        Column(_("Standing"), 1.3),
        Column(_("Grading"), 1),
        Column(_("Sources"), 1.1),
    )
    rows = tuple(_row(evidence, number, link) for number, link in enumerate(network.links, start=1))
    return (
        NewPage(recto=True, paper=paper),
        Heading(_("Link chart")),
        figure,
        NewPage(),
        Heading(_("The links in words"), 2),
        *(_not_drawn(len(evidence.nodes()) - len(network.nodes)) if options.chart is None else ()),
        Table("", columns, rows),
    )


def _row(evidence: Evidence, number: int, link: NetLink) -> Row:
    known = {f.id: f for f in evidence.by_subject[link.id]}
    findings = [known[i] for i in link.findings if i in known]
    return Row(
        (
            line(str(number)),
            line(evidence.caption(link.start)),
            line(f"{link.label}\u00a0→" if link.directed else link.label),
            line(evidence.caption(link.end)),
            line(standing_word(link.standing)),
            line(evidence.grades(findings)),
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
