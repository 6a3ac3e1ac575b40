"""A line of text in its dress: runs of spans, before any font is chosen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one dress."""

    text: str
    strong: bool = False
    emphasis: bool = False


Line = tuple[Span, ...]


def line(*parts: str | Span) -> Line:
    """Join texts and spans into a line, leaving out what is empty."""
    spans = (p if isinstance(p, Span) else Span(p) for p in parts)
    return tuple(s for s in spans if s.text)


def strong(text: str) -> Span:
    """Return `text` as a bold span."""
    return Span(text, strong=True)


def plain(text: Line) -> str:
    """Return the characters of a line without its dress."""
    return "".join(span.text for span in text)
