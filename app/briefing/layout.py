"""Blocks to flowables: the one place that knows how each kind of block is shown."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Spacer
from reportlab.platypus.flowables import Flowable

from app.analysis.plain_drawing import Drawing
from app.briefing import content as c
from app.briefing.bar_drawing import bars_height, draw_bars
from app.briefing.chart_drawing import ChartPlan, draw_chart, planned
from app.briefing.figures import TaggedFigure, draw_scale, draw_symbol_key, symbol_key_height
from app.briefing.flowables import ContentsList, CopyLineField, SignatureField, WritingLines
from app.briefing.furniture import FurnishedCanvas
from app.briefing.logo import draw_logo
from app.briefing.page_starts import FacingTable, StartPage
from app.briefing.paragraphs import TaggedParagraph, make_paragraph
from app.briefing.plain_figure import draw_plain, plain_height
from app.briefing.poster_drawing import draw_tile, tile_size
from app.briefing.script import clean
from app.briefing.styles import Styles, frame_size, make_styles
from app.briefing.tables import TableMaker, with_sources
from app.briefing.tags import Element, Tagger

_ROOM_AFTER_HEADING = {1: 50 * mm, 2: 34 * mm, 3: 24 * mm}
_LOW_DRAWING = 300.0
_ROOM_AFTER_CAPTION = 24 * mm
_SCALE_HEIGHT = 48.0
_ABOVE_TITLE = 18 * mm


class Layout:
    """Turns the blocks of one briefing into flowables and fills the structure tree in reading order."""

    def __init__(self, tagger: Tagger, blocks: Sequence[c.Block], language: str) -> None:
        self._tagger = tagger
        self._root = tagger.root
        self._blocks = blocks
        self._next = {id(block): following for block, following in pairwise(blocks)}
        self._language = language
        self._styles: Styles = make_styles()
        self._tables = TableMaker(tagger, self._styles, language)
        depth = max((b.depth for b in blocks if isinstance(b, c.Contents)), default=1)
        self._parts = [b for b in blocks if isinstance(b, c.Heading) and b.level <= depth]
        self._width = frame_size(c.Paper.A4)[0]
        self._plans: dict[int, ChartPlan] = {}
        self._makers: dict[type[Any], Callable[[Any], list[Flowable]]] = {
            c.Title: self._title,
            c.Heading: self._heading,
            c.Contents: self._contents,
            c.Paragraph: self._paragraph,
            c.Bullets: self._bullets,
            c.BoxedSummary: lambda b: self._tables.box(b, self._root, self._width),
            c.Table: self._table,
            c.Fields: lambda b: self._tables.fields(b, self._root, self._width),
            c.ChartFigure: self._chart,
            c.PosterTile: self._poster_tile,
            c.SymbolKey: self._symbol_key,
            c.Scale: self._scale,
            c.BarFigure: self._bars,
            Drawing: self._plain,
            c.SignatureLines: lambda b: [SignatureField(tagger, self._root, b.labels)],
            c.RuledLines: lambda b: [WritingLines(tagger, b.count)],
            c.NewPage: self._new_page,
            c.CopyLine: lambda _b: [CopyLineField(tagger, self._root)],
            c.Logo: self._logo,
        }

    def flowables(self) -> list[Flowable]:
        """Return the whole story."""
        return self._flow(list(self._blocks))

    def _flow(self, blocks: Sequence[c.Block]) -> list[Flowable]:
        story: list[Flowable] = []
        place = 0
        while place < len(blocks):
            block = blocks[place]
            made = self._makers[type(block)](block)
            place += 1
            if isinstance(block, c.Table) and block.faces:
                breaks = [n for n in range(place, len(blocks)) if isinstance(blocks[n], c.NewPage)]
                opposite = self._flow(blocks[place : breaks[1]])
                again = StartPage(self._root, c.Paper.A4)
                made = [*made[:-1], FacingTable(made[-1], opposite, again)]
                self._width = frame_size(c.Paper.A4)[0]
                place = breaks[1] + 1
            story += made
        return story

    def _make(self, element: Element, text: c.Line, style: Any, *, soft: bool = True) -> TaggedParagraph:
        language = self._language if soft else ""
        return make_paragraph(self._tagger, element, text, style, language=language)

    def _title(self, block: c.Title) -> list[Flowable]:
        title = self._make(self._root.child("H1"), c.line(block.text), self._styles.title, soft=False)
        if not block.subtitle:
            return [Spacer(1, _ABOVE_TITLE), title]
        below = self._make(self._root.child("P"), c.line(block.subtitle), self._styles.subtitle)
        return [Spacer(1, _ABOVE_TITLE), title, below]

    def _heading(self, block: c.Heading) -> list[Flowable]:
        element = self._root.child(f"H{block.level + 1}")
        style = self._styles.headings[block.level]
        heading = self._make(element, c.line(block.text), style, soft=False)
        if any(part is block for part in self._parts):
            title, level = clean(block.text), block.level - 1
            heading.on_draw = partial(_open_part, key=self._key(block), title=title, level=level)
        return [CondPageBreak(self._room_after(block)), heading]

    def _room_after(self, block: c.Heading) -> float:
        """A heading does not stay behind when the figure under it moves to the next page."""
        following = self._next.get(id(block))
        figure = bars_height(following) if isinstance(following, c.BarFigure) else 0.0
        return _ROOM_AFTER_HEADING[block.level] + figure + self._room_of(following)

    def _room_of(self, block: object) -> float:
        """Return the height of a drawing that is to stay whole on a page with what belongs to it."""
        tall = plain_height(block, self._width) if isinstance(block, Drawing) else 0.0
        return tall if tall <= _LOW_DRAWING else 0.0

    def _key(self, part: c.Heading) -> str:
        return f"part-{next(i for i, p in enumerate(self._parts) if p is part)}"

    def _contents(self, block: c.Contents) -> list[Flowable]:
        heading = self._make(
            self._root.child("H2"), c.line(block.heading), self._styles.headings[2], soft=False
        )
        entries = [(self._key(p), clean(p.text), p.level) for p in self._parts]
        return [heading, ContentsList(self._tagger, self._root, entries)]

    def _paragraph(self, block: c.Paragraph) -> list[Flowable]:
        text = with_sources(block.text, block.sources)
        return [self._make(self._root.child("P"), text, self._styles.roles[block.role])]

    def _bullets(self, block: c.Bullets) -> list[Flowable]:
        whole = self._root.child("L")
        items: list[Flowable] = []
        for item in block.items:
            body = whole.child("LI").child("LBody")
            text = with_sources(item.text, item.sources)
            style = self._styles.bullet
            items.append(make_paragraph(self._tagger, body, text, style, language=self._language, bullet="•"))
        return items

    def _table(self, block: c.Table) -> list[Flowable]:
        table = self._tables.table(block, self._root, self._width)
        return [CondPageBreak(_ROOM_AFTER_CAPTION), *table]

    def _logo(self, block: c.Logo) -> list[Flowable]:
        size = (block.width * mm, block.height * mm)
        return [self._figure(size, partial(draw_logo, png=block.png, size=size), block.alternative)]

    def _new_page(self, block: c.NewPage) -> list[Flowable]:
        self._width = frame_size(block.paper)[0]
        return [StartPage(self._root, block.paper, recto=block.recto, verso=block.verso)]

    def _figure(self, size: tuple[float, float], draw: Callable[[Canvas], None], alt: str) -> TaggedFigure:
        return TaggedFigure(self._tagger, self._root, size, draw, alt)

    def _caption(self, text: str) -> list[Flowable]:
        return [self._make(self._root.child("P"), c.line(text), self._styles.caption)] if text else []

    def _chart(self, block: c.ChartFigure) -> list[Flowable]:
        size = (block.width * mm, block.height * mm)
        figure = self._figure(size, partial(draw_chart, figure=block), block.alternative)
        return [figure, *self._caption(block.caption)]

    def _poster_tile(self, block: c.PosterTile) -> list[Flowable]:
        plan = self._plans.get(id(block.poster)) or planned(block.poster.figure)
        self._plans[id(block.poster)] = plan
        draw = partial(draw_tile, tile=block, plan=plan)
        return [self._figure(tile_size(block), draw, block.alternative)]

    def _symbol_key(self, block: c.SymbolKey) -> list[Flowable]:
        height = symbol_key_height(block)
        draw = partial(draw_symbol_key, key=block, width=self._width, height=height)
        return [self._figure((self._width, height), draw, block.alternative)]

    def _scale(self, block: c.Scale) -> list[Flowable]:
        draw = partial(draw_scale, scale=block, width=self._width, height=_SCALE_HEIGHT)
        return [self._figure((self._width, _SCALE_HEIGHT), draw, block.alternative)]

    def _bars(self, block: c.BarFigure) -> list[Flowable]:
        draw = partial(draw_bars, figure=block, width=self._width)
        figure = self._figure((self._width, bars_height(block)), draw, block.alternative)
        # The caption stands above: it goes to the next page with its figure.
        room = bars_height(block) + _ROOM_AFTER_CAPTION
        return [CondPageBreak(room), *self._caption(block.caption), figure]

    def _plain(self, block: Drawing) -> list[Flowable]:
        draw = partial(draw_plain, drawing=block, width=self._width)
        figure = self._figure((self._width, plain_height(block, self._width)), draw, block.alternative)
        room = self._room_of(block)
        # The caption stands above: it goes to the next page with its drawing.
        keep = [CondPageBreak(room + _ROOM_AFTER_CAPTION)] if room else []
        return [*keep, *self._caption(block.caption), figure]


def _open_part(canvas: Canvas, *, key: str, title: str, level: int) -> None:
    if isinstance(canvas, FurnishedCanvas):
        canvas.tell_page(key)
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(title, key, level)
