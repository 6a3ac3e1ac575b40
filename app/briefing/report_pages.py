"""The yearly report on its pages: cover, contents, sections with figures, lists and bars."""

from collections.abc import Iterator

from app.analysis.count_rows_drawing import count_rows
from app.base.i18n import _, speaking
from app.base.report_records import ReportBars, ReportPaper, ReportSection
from app.briefing.content import (
    BarFigure,
    BarSeries,
    Block,
    Briefing,
    Column,
    Contents,
    Fields,
    Heading,
    NewPage,
    Period,
    Table,
    Title,
)
from app.briefing.letters import field, note, paper, said
from app.briefing.parts.kit import row
from app.briefing.wording import office_notice

_DEEPEST = 3
_WIDTH = 470.0
"""Points: what a page of A4 has between its margins."""


def compose_report(report: ReportPaper, language: str) -> Briefing:
    """Compose the report; its sections stand in contents and bookmarks by number and title."""
    with speaking(language):
        blocks: list[Block] = [
            Title(report.title, report.subtitle),
            said(office_notice()),
            note(_("Every figure is counted from the registers of the office, unless it says otherwise.")),
            Fields(
                _("The period in figures"),
                tuple(field(name, value) for name, value in report.cover),
                share=0.6,
            ),
            Contents(_("Contents"), depth=2),
            NewPage(),
        ]
        for section in report.sections:
            blocks += _section(section)
        return paper(report.number, language, report.day, blocks)


def _section(section: ReportSection) -> Iterator[Block]:
    yield Heading(f"{section.number} {section.title}".strip(), min(section.level, _DEEPEST))
    for paragraph in section.paragraphs:
        yield said(paragraph)
    if section.figures:
        yield Fields("", tuple(field(name, value) for name, value in section.figures), share=0.6)
    for bars in section.bars:
        yield _drawn(bars)
    for caption, table in section.tables:
        columns = tuple(Column(title, share) for title, share in table.columns)
        yield Table(caption, columns, tuple(row(*cells) for cells in table.rows))


def _drawn(bars: ReportBars) -> Block:
    """Return counts per period as bars beside each other, counts per name as rows with the whole name."""
    if bars.named:
        return count_rows(bars.periods, bars.series, _WIDTH, bars.caption, bars.alternative)
    return BarFigure(
        tuple(Period(name) for name in bars.periods),
        tuple(BarSeries(name, counts) for name, counts in bars.series),
        bars.caption,
        bars.alternative,
        bars.stock,
    )
