"""The yearly report on its pages: cover, contents, sections with figures, lists and bars."""

import re
from collections.abc import Iterator

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
from app.briefing.hyphenation import soften
from app.briefing.letters import field, note, paper, said
from app.briefing.parts.kit import row
from app.briefing.wording import office_notice

_DEEPEST = 3
_LABEL = 11
_SHY = "\u00ad"


def compose_report(report: ReportPaper, language: str) -> Briefing:
    """Compose the report; its sections stand in contents and bookmarks by number and title."""
    with speaking(language):
        blocks: list[Block] = [
            Title(report.title, report.subtitle),
            said(office_notice()),
            note(_("Every figure is counted from the registers of the office, unless it says otherwise.")),
            Contents(_("Contents")),
            NewPage(),
        ]
        for section in report.sections:
            blocks += _section(section, language)
        return paper(report.number, language, report.day, blocks)


def _section(section: ReportSection, language: str) -> Iterator[Block]:
    yield Heading(f"{section.number} {section.title}", min(section.level, _DEEPEST))
    for paragraph in section.paragraphs:
        yield said(paragraph)
    if section.figures:
        yield Fields("", tuple(field(name, value) for name, value in section.figures), share=0.6)
    if section.bars is not None:
        yield _bars(section.bars, language)
    for caption, table in section.tables:
        columns = tuple(Column(title, share) for title, share in table.columns)
        yield Table(caption, columns, tuple(row(*cells) for cells in table.rows))


def _bars(bars: ReportBars, language: str) -> BarFigure:
    return BarFigure(
        tuple(_period(name, language) for name in bars.periods),
        tuple(BarSeries(name, counts) for name, counts in bars.series),
        bars.caption,
        bars.alternative,
        bars.stock,
    )


def _period(name: str, language: str) -> Period:
    """Return a name below a bar on one line, or broken into two; what does not fit is cut with a sign."""
    if len(name) <= _LABEL:
        return Period(name)
    first, rest = "", name
    for piece in _pieces(name, language):
        bare = piece.replace(_SHY, "")
        if len(first) + len(bare) >= _LABEL:
            break
        first, rest = first + bare, rest[len(bare) :]
    if not first:
        return Period(f"{name[: _LABEL - 1]}…")
    below = rest.strip()
    broken = first.rstrip() if first.endswith(" ") or below[:1].isupper() else f"{first}-"
    return Period(broken, below if len(below) <= _LABEL else f"{below[: _LABEL - 1]}…")


def _pieces(name: str, language: str) -> list[str]:
    """Return a name in the pieces between which it may break; together they are the name."""
    return [
        p for word in re.split(r"(?<= )", name) for p in re.split(f"(?<={_SHY})", soften(word, language)) if p
    ]
