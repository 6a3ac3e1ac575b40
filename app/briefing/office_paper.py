"""A paper of the office on its pages."""

from collections.abc import Iterator

from app.base.i18n import _, speaking
from app.base.paper_records import OfficePaper, PaperSection
from app.briefing.content import (
    Block,
    Briefing,
    Column,
    Fields,
    Heading,
    RuledLines,
    SignatureLines,
    Table,
    Title,
)
from app.briefing.letters import field, paper, said
from app.briefing.parts.kit import row
from app.briefing.wording import day


def compose_paper(text: OfficePaper, language: str) -> Briefing:
    """Compose the paper; it is the office's own and says so on every page."""
    with speaking(language):
        blocks: list[Block] = [Title(text.title, _("as of {day}").format(day=day(text.day)))]
        for section in text.sections:
            blocks += _section(section)
        if text.signatures:
            blocks.append(SignatureLines(text.signatures))
        return paper(text.number, language, text.day, blocks, marking=_("for official use in this office"))


def _section(section: PaperSection) -> Iterator[Block]:
    yield Heading(section.heading)
    for sentence in section.sentences:
        yield said(sentence)
    if section.fields:
        yield Fields("", tuple(field(name, value) for name, value in section.fields), share=0.34)
    if section.table:
        columns = tuple(Column(title, share) for title, share in section.table.columns)
        yield Table("", columns, tuple(row(*cells) for cells in section.table.rows))
    if section.lines:
        yield RuledLines(section.lines)
