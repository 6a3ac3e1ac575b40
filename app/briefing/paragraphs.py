"""Paragraphs that know their place in the structure tree."""

from collections.abc import Callable
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
from reportlab.platypus.flowables import Flowable

from app.briefing.content import Line, Span
from app.briefing.hyphenation import soften
from app.briefing.script import clean, logical, runs
from app.briefing.tags import Element, Tagger


class TaggedParagraph(Paragraph):
    """A paragraph whose marked content belongs to `element`, in all parts that page breaks make of it.

    With `repeats` every drawing after the first is an artifact (header rows of long tables).
    `on_draw` is called with the canvas just before the first part is drawn.
    """

    canv: Canvas
    tagger: Tagger
    element: Element
    repeats = False
    drawn = False
    on_draw: Callable[[Canvas], None] | None = None
    _fitted: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Break the text into lines of this width; asked again for the same width the lines stay as they are.

        Tables ask three times for every cell, and breaking lines is most of what a briefing costs.
        """
        if self._fitted is None or self._fitted[0] != width:
            self._fitted = (width, super().wrap(width, height))
        return self._fitted[1]

    def split(self, width: float, height: float) -> list[Flowable]:
        """Split like any paragraph; the parts share one element."""
        parts: list[Flowable] = list(super().split(width, height))
        for number, part in enumerate(parts):
            if isinstance(part, TaggedParagraph) and part is not self:
                part.tagger, part.element = self.tagger, self.element
                part.on_draw = self.on_draw if number == 0 else None
        return parts

    def draw(self) -> None:
        """Draw the text inside marked content."""
        if self.on_draw is not None:
            self.on_draw(self.canv)
        if self.repeats and self.drawn:
            self.tagger.begin_artifact(self.canv, pagination=True)
        else:
            self.tagger.begin(self.canv, self.element)
        super().draw()
        self.tagger.end(self.canv)
        self.drawn = True


def make_paragraph(
    tagger: Tagger,
    element: Element,
    text: Line,
    style: ParagraphStyle,
    *,
    language: str = "",
    bullet: str | None = None,
) -> TaggedParagraph:
    """Return a paragraph that fills `element`. With a `language` long words may be hyphenated."""
    spans = _joined(text)
    paragraph = TaggedParagraph("".join(_markup(s, language) for s in spans), style, bulletText=bullet)
    paragraph.tagger, paragraph.element = tagger, element
    if any(logical(s.text) for s in spans):
        element.actual_text = "".join(logical(s.text) or "".join(r.text for r in runs(s.text)) for s in spans)
    return paragraph


def _joined(text: Line) -> list[Span]:
    """Return the cleaned spans, neighbours in the same dress as one: the engine loses spaces between them."""
    found: list[Span] = []
    for span in text:
        if found and (found[-1].strong, found[-1].emphasis) == (span.strong, span.emphasis):
            found[-1] = Span(found[-1].text + clean(span.text), span.strong, span.emphasis)
        else:
            found.append(Span(clean(span.text), span.strong, span.emphasis))
    return found


def _markup(span: Span, language: str) -> str:
    parts = []
    for run in runs(span.text):
        if run.font:
            parts.append(f'<font name="{run.font}">{escape(run.text)}</font>')
        else:
            parts.append(escape(_softened(run.text, language) if language else run.text))
    text = "".join(parts)
    text = f"<i>{text}</i>" if span.emphasis else text
    return f"<b>{text}</b>" if span.strong else text


def _softened(text: str, language: str) -> str:
    # The engine loses a space that follows a softened word at the end of a stretch; that word stays whole.
    if not text.endswith(" "):
        return soften(text, language)
    last = text.rstrip(" ").rfind(" ") + 1
    return soften(text[:last], language) + text[last:]
