"""Tables and boxes: rules and backgrounds are artifacts, cells stand in the structure tree."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Spacer
from reportlab.platypus import Table as LaidOutTable
from reportlab.platypus.flowables import Flowable

from app.briefing.column_widths import column_widths
from app.briefing.content import BoxedSummary, Fields, Line, Row, Table, line, strong
from app.briefing.paragraphs import TaggedParagraph, make_paragraph
from app.briefing.styles import GREY, HAIRLINE, Styles
from app.briefing.table_rules import QuietRules
from app.briefing.tags import Element, Tagger

_Cell = TaggedParagraph | str
_Rule = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]

_PADDING: list[_Rule] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 7),
]
_HEADER_RULE = 0.9
_NOTE_ROW_HEIGHT = 30.0
# Points: about three quarters of what an A4 page has for text.
_TALL_ROW = 540.0


class SteadyTable(LaidOutTable):
    """A table that breaks between rows, and inside a row only where that row fills most of a page.

    The engine would put the header once more above the first lines of a row that begins at the foot of
    a page; here such a row goes to the next page as a whole.
    """

    _rowHeights: list[float]

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """Return the parts for this page and the next; nothing moves the table to the next page."""
        self.wrap(availWidth, availHeight)
        first = sum(self._rowHeights[: self.repeatRows + 1])
        between_rows = first <= availHeight
        if not between_rows and first <= _TALL_ROW:
            return []
        parts: list[Flowable] = super().split(availWidth, availHeight)
        return parts


class TableMaker:
    """Makes the flowables of tables for one document."""

    def __init__(self, tagger: Tagger, styles: Styles, language: str) -> None:
        self._tagger = tagger
        self._styles = styles
        self._language = language

    def table(self, block: Table, parent: Element, width: float) -> list[Flowable]:
        """Return the caption and the table of a `Table` block, `width` points wide."""
        element = parent.child("Table")
        flowables = self._caption(block.caption, element)
        header = element.child("TR")
        rows: list[list[_Cell]] = [[self._header(c.title, header) for c in block.columns]]
        rows += [self._row(row, element) for row in block.rows]
        heights = [0.0] + [_NOTE_ROW_HEIGHT if block.note_space else 0.0] * len(block.rows)
        rules: list[_Rule] = [
            ("LINEBELOW", (0, 0), (-1, 0), _HEADER_RULE, (0, 0, 0)),
            ("LINEBELOW", (0, 1), (-1, -1), HAIRLINE, (GREY, GREY, GREY)),
        ]
        return [*flowables, self._laid_out(rows, column_widths(block, width), rules, 1, heights)]

    def fields(self, block: Fields, parent: Element, width: float) -> list[Flowable]:
        """Return names and values as a table whose names are row headers."""
        element = parent.child("Table")
        flowables = self._caption(block.caption, element)
        rows = []
        for name, value in block.rows:
            tr = element.child("TR")
            th = tr.child("TH", scope="Row")
            label = self._cell(line(strong(name)), th.child("P"), self._styles.cell)
            rows.append([label, self._cell(value, tr.child("TD").child("P"), self._styles.cell)])
        rules: list[_Rule] = [("LINEBELOW", (0, 0), (-1, -1), HAIRLINE, (GREY, GREY, GREY))]
        widths = [width * block.share, width * (1 - block.share)]
        return [*flowables, self._laid_out(rows, widths, rules, 0)] if rows else []

    def box(self, block: BoxedSummary, parent: Element, width: float) -> list[Flowable]:
        """Return a framed box of paragraphs."""
        section = parent.child("Sect")
        title = self._cell(line(strong(block.heading)), section.child("P"), self._styles.box)
        cells = [title] + [
            make_paragraph(
                self._tagger,
                section.child("P"),
                with_sources(p.text, p.sources),
                self._styles.box,
                language=self._language,
            )
            for p in block.paragraphs
        ]
        rules: list[_Rule] = [
            ("BOX", (0, 0), (-1, -1), _HEADER_RULE, (0, 0, 0)),
            ("BACKGROUND", (0, 0), (-1, -1), (0.965, 0.965, 0.965)),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, 0), 8),
            ("BOTTOMPADDING", (0, -1), (-1, -1), 9),
        ]
        return [Spacer(1, 5), self._laid_out([[c] for c in cells], [width], rules, 0)]

    def _caption(self, text: str, element: Element) -> list[Flowable]:
        if not text:
            return []
        caption = element.child("Caption").child("P")
        return [self._cell(line(text), caption, self._styles.caption)]

    def _header(self, title: str, row: Element) -> TaggedParagraph:
        cell = row.child("TH", scope="Column")
        paragraph = self._cell(line(title), cell.child("P"), self._styles.cell_bold)
        paragraph.repeats = True
        return paragraph

    def _row(self, row: Row, table: Element) -> list[_Cell]:
        element = table.child("TR")
        style = self._styles.cell_bold if row.urgent else self._styles.cell
        return [self._table_cell(text, element.child("TD"), style) for text in row.cells]

    def _table_cell(self, text: Line, cell: Element, style: ParagraphStyle) -> _Cell:
        return self._cell(text, cell.child("P"), style) if text else ""

    def _cell(self, text: Line, element: Element, style: ParagraphStyle) -> TaggedParagraph:
        return make_paragraph(self._tagger, element, text, style, language=self._language)

    def _laid_out(
        self,
        rows: Sequence[Sequence[_Cell]],
        widths: list[float],
        rules: list[_Rule],
        repeat: int,
        heights: list[float] | None = None,
    ) -> SteadyTable:
        return SteadyTable(
            [list(row) for row in rows],
            colWidths=widths,
            minRowHeights=heights,
            style=[*_PADDING, *rules],
            repeatRows=repeat,
            splitInRow=1,
            hAlign="LEFT",
            spaceBefore=2,
            spaceAfter=10,
            renderCB=QuietRules(self._tagger),
        )


def with_sources(text: Line, sources: tuple[int, ...]) -> Line:
    """Return the text with its source numbers at the end: `... [Q1, Q4]`."""
    if not sources:
        return text
    marks = ", ".join(f"Q{number}" for number in sources)
    return line(*text, f"\u00a0[{marks}]")
