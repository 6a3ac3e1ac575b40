"""What the letters of the office share: the pages around them and their head.

A letter carries its number and its day, never a name, in title, file name and bookmarks.
"""

from collections.abc import Sequence

from app.base.i18n import _
from app.briefing.content import Block, Briefing, Furniture, Line, Paragraph, Role, Title, line
from app.briefing.wording import day as day_words
from app.briefing.wording import office_notice


def paper(
    number: str, language: str, day: str, blocks: Sequence[Block], *, marking: str = "", copy: str = ""
) -> Briefing:
    """Return a paper of the office to be written as PDF; call it while speaking `language`.

    `number` names it in title and file name, `day` is the ISO day of it, `marking` stands on every page.
    """
    furniture = Furniture(
        marking=marking,
        reference=f"{number} · {day_words(day)}",
        copy=copy,
        watermark="",
        page_of=_("Page {page} of {pages}"),
        notice=office_notice(),
        blank_note=_("This page is intentionally left blank"),
    )
    return Briefing(number, language, day, furniture, tuple(blocks))


def head(title: str, subtitle: str, recipient: Sequence[str]) -> tuple[Block, ...]:
    """Return the head of a letter: whom it goes to, line by line, and what it is about."""
    address = tuple(Paragraph(line(text), role=Role.LEAD) for text in recipient if text)
    return (*address, Title(title, subtitle))


def said(text: str) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph(line(text))


def note(text: str) -> Paragraph:
    """Return a paragraph of small text."""
    return Paragraph(line(text), role=Role.NOTE)


def field(name: str, text: str) -> tuple[str, Line]:
    """Return a row of names and values; a dash stands for what is not stated."""
    return name, line(text or "–")
