"""The paper about a site of Communities That Care on its pages."""

from collections.abc import Iterator
from dataclasses import replace

from app.analysis.share_bars_drawing import legend, share_bars
from app.base.ctc_records import SitePaper, SiteSection
from app.base.i18n import _, speaking
from app.briefing.content import (
    Block,
    BoxedSummary,
    Briefing,
    Column,
    Contents,
    Fields,
    Heading,
    Table,
    Title,
)
from app.briefing.letters import field, note, paper, said
from app.briefing.parts.kit import row
from app.briefing.wording import day

_WIDTH = 470.0
"""Points: what a page of A4 has between its margins."""


def compose_site(site: SitePaper, language: str) -> Briefing:
    """Compose the paper; its sections stand in contents and bookmarks."""
    with speaking(language):
        blocks: list[Block] = [
            Title(site.title, " · ".join((site.subtitle, _("as of {day}").format(day=day(site.day))))),
            Fields("", tuple(field(name, value) for name, value in site.facts)),
            BoxedSummary(_("Before you use it"), tuple(map(said, site.rules))),
            Contents(_("Contents")),
        ]
        for section in site.sections:
            blocks += _section(section)
        return paper(site.number, language, site.day, blocks)


def _section(section: SiteSection) -> Iterator[Block]:
    yield Heading(section.title)
    for paragraph in section.paragraphs:
        yield said(paragraph)
    if section.groups:
        yield note(legend())
    for group in section.groups:
        yield share_bars((replace(group, name=""),), _WIDTH, group.name)
    for caption, table in section.tables:
        columns = tuple(Column(title, share) for title, share in table.columns)
        yield Table(caption, columns, tuple(row(*cells) for cells in table.rows))
