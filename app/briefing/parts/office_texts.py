"""What the office says in its own words, put into the parts of a briefing; its sign on the cover."""

from app.briefing.content import Block, Contents, Heading, Paragraph, Title, line
from app.briefing.logo import logo_block
from app.briefing.office_template import OfficeTemplate, OfficeText


def with_own_texts(
    part: str, blocks: tuple[Block, ...], template: OfficeTemplate, language: str
) -> tuple[Block, ...]:
    """Return a part with the template's texts for it; a part that has nothing to say stays away."""
    if not blocks:
        return ()
    made = list(blocks)
    own = [text for text in template.texts if text.part == part]
    top = _below_heading(made)
    made[top:top] = [b for text in own if not text.at_end for b in _blocks(text, language)]
    end = next((n for n, b in enumerate(made) if isinstance(b, Contents)), len(made))
    made[end:end] = [b for text in own if text.at_end for b in _blocks(text, language)]
    if part == "cover" and template.logo:
        made.insert(next(n for n, b in enumerate(made) if isinstance(b, Title)), logo_block(template.logo))
    return tuple(made)


def _below_heading(blocks: list[Block]) -> int:
    """Return the place below the heading of a part; on the cover, which has none, above the contents."""
    for number, block in enumerate(blocks):
        if isinstance(block, Contents):
            return number
        if isinstance(block, Heading) and block.level == 1:
            return number + 1
    return 0


def _blocks(text: OfficeText, language: str) -> list[Block]:
    # Never a heading of the first level: those stand in the bookmarks, which carry no words of a case.
    heading, said = text.said(language)
    paragraphs = [Paragraph(line(p.strip())) for p in said.split("\n\n") if p.strip()]
    return [*([Heading(heading, 2)] if heading else []), *paragraphs]
