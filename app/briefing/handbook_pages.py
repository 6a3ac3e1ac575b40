"""The handbook of provisions on its pages: a book to print, one chapter per agency."""

from collections.abc import Iterator

from app.base.handbook_records import Handbook, HandbookChapter, HandbookEntry, HandbookLine, HandbookPart
from app.base.i18n import _, speaking
from app.briefing.content import (
    Block,
    BoxedSummary,
    Briefing,
    Bullets,
    Column,
    Contents,
    Fields,
    Heading,
    NewPage,
    Paragraph,
    Role,
    Row,
    Span,
    Table,
    Title,
    line,
    strong,
)
from app.briefing.letters import field, note, paper, said
from app.briefing.wording import day

_FEW = 3


def compose_handbook(book: Handbook, language: str) -> Briefing:
    """Compose the book; its chapters stand in contents and bookmarks by the name of the agency."""
    with speaking(language):
        subtitle = " · ".join(filter(None, (book.subtitle, _("as of {day}").format(day=day(book.day)))))
        blocks: list[Block] = [
            Title(book.title, subtitle),
            BoxedSummary(_("Before you use it"), tuple(said(sentence) for sentence in book.preface)),
            Fields("", tuple(field(name, value) for name, value in book.counts), share=0.6),
        ]
        # The list of a whole book would part from its heading at the foot of the first page.
        blocks += [*([NewPage()] if len(book.chapters) > _FEW else []), Contents(_("Contents"))]
        for chapter in book.chapters:
            blocks += _chapter(chapter)
        blocks += [NewPage(), Heading(_("The provisions"))]
        blocks.append(note(_("What each says, with the conditions to be confirmed and where it stands.")))
        for entry in book.entries:
            blocks += _entry(entry)
        return paper(book.number, language, book.day, blocks)


def _chapter(chapter: HandbookChapter) -> Iterator[Block]:
    yield NewPage()
    yield Heading(chapter.title)
    for part in chapter.parts:
        yield from _part(part)


def _part(part: HandbookPart) -> Iterator[Block]:
    yield Heading(part.heading, 2)
    if not part.lines:
        yield note(part.empty)
        return
    titles = [(_("Provision of law"), 3.0), (_("Rule"), 1.3)]
    titles += [(part.end, 3.6)] if part.end else []
    columns = tuple(Column(title, share) for title, share in (*titles, (_("Standing of the entry"), 2.4)))
    yield Table("", columns, tuple(_row(line, others=bool(part.end)) for line in part.lines))


def _row(told: HandbookLine, *, others: bool) -> Row:
    entry = told.entry
    named = (strong(entry.citation), Span(f" {entry.title}"))
    ends = [line(", ".join(told.others))] if others else []
    return Row((named, line(entry.kind), *ends, line("; ".join(entry.marks))))


def _entry(entry: HandbookEntry) -> Iterator[Block]:
    """A provision: what it says, its conditions one by one, and in small what it rests on."""
    yield Heading(f"{entry.citation} – {entry.title}", 3)
    yield Paragraph(line(strong(f"{entry.kind}: "), entry.text))
    if entry.conditions:
        yield Bullets(tuple(Paragraph(line(text)) for text in entry.conditions))
    small = [f"{name}: {value}" for name, value in entry.facts]
    marks = f"{'; '.join(entry.marks)}. "
    yield Paragraph(line(strong(marks), " · ".join(small)), role=Role.NOTE)
