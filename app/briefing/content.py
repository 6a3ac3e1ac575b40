"""What a briefing consists of, free of any PDF engine: blocks in reading order.

Texts are already in the briefing's language. A `Line` is a run of spans; it may hold any character,
the engine decides how to show what its fonts cannot write.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.analysis.chart_symbols import Symbol
from app.analysis.plain_drawing import Drawing
from app.base.records import Standing
from app.briefing.text_line import Line as Line
from app.briefing.text_line import Span as Span
from app.briefing.text_line import line as line
from app.briefing.text_line import plain as plain
from app.briefing.text_line import strong as strong


class Role(StrEnum):
    """How a paragraph stands on the page."""

    BODY = "body"
    LEAD = "lead"
    NOTE = "note"
    COMPACT = "compact"
    MARKING = "marking"


class Paper(StrEnum):
    """The sheets a briefing may use."""

    A4 = "a4"
    A3_LANDSCAPE = "a3"


class ChartSheet(StrEnum):
    """What the link chart is printed on: A4 or, if it needs it, A3; A3 to fold out; A4 pages for a poster."""

    FITTING = "fitting"
    FOLD_OUT = "a3"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class Title:
    """The document's only heading of the first level."""

    text: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 opens a part and stands in the contents and bookmarks: never put a name there.

    So do deeper ones where the contents reach as deep.
    """

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of parts with their page numbers, under a heading of its own; `depth` levels of headings."""

    heading: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `sources` are numbers of the source list, shown at its end."""

    text: Line
    sources: tuple[int, ...] = ()
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short items."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class BoxedSummary:
    """The answer in few sentences, in a frame; read first."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `share` is its part of the width relative to the others."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `urgent` rows are set in bold (never in colour)."""

    cells: tuple[Line, ...]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row that repeats on every page. `note_space` rows are high, to write in.

    One that `faces` stops at the foot of its page; what follows up to the second `NewPage` comes next, on the
    sheet beside it, and then the rest of its rows.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note_space: bool = False
    faces: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and values side by side, without header row."""

    caption: str
    rows: tuple[tuple[str, Line], ...]
    share: float = 0.3


@dataclass(frozen=True, slots=True)
class ChartNode:
    """A node of the link chart; `x`, `y` in mm from the chart's lower left corner.

    `lines` stand under the label, `badge` at the upper right of the symbol, `notes` are the letters of notes
    that are tied to it.
    """

    id: str
    label: str
    symbol: Symbol
    x: float
    y: float
    lines: tuple[str, ...] = ()
    badge: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ChartLink:
    """A line of the link chart, dashed as its standing asks (`app.analysis.chart_styles`).

    `width` is a factor; a `strong` line is black: somebody or a rule gave it a colour.
    """

    start: str
    end: str
    label: str
    directed: bool
    standing: Standing
    width: float = 1.0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ChartArea:
    """What a frame or an open group holds: an outline around these nodes, with a title.

    `fill` from 0 black to 1 white, None for none; `dash` is the rhythm of the outline in points.
    """

    title: str
    members: tuple[str, ...]
    fill: float | None
    dash: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """The link chart; sizes in mm, `alternative` says in words what can be seen.

    `label_width` is the room that a node's label has without meeting its neighbours'.
    """

    nodes: tuple[ChartNode, ...]
    links: tuple[ChartLink, ...]
    width: float
    height: float
    label_width: float
    caption: str
    alternative: str
    areas: tuple[ChartArea, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartPoster:
    """The link chart on pages that are put together, each showing `part` mm of it, `overlap` of them twice.

    `scale` says how much larger than stated the figure is drawn, captions and all.
    """

    figure: ChartFigure
    columns: int
    rows: int
    scale: float
    part: tuple[float, float]
    overlap: float


@dataclass(frozen=True, slots=True)
class PosterTile:
    """One page of a poster, counted from 1 from the upper left; row and column 0: how all go together."""

    poster: ChartPoster
    row: int
    column: int
    alternative: str


@dataclass(frozen=True, slots=True)
class SymbolKey:
    """The chart symbols in use with their meaning, and the line kinds in use."""

    symbols: tuple[tuple[Symbol, str], ...]
    lines: tuple[tuple[Standing, str], ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class ScaleBand:
    """One word of the probability scale with its range in percent."""

    word: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Scale:
    """The probability scale as a bar."""

    bands: tuple[ScaleBand, ...]
    alternative: str


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time under a bar: `label`, and `below` it what opens there, such as a new year."""

    label: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class BarSeries:
    """What one party contributed: a count per period."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BarFigure:
    """Counts per period, stacked by series; `alternative` holds every number; a `stock` has no sum."""

    periods: tuple[Period, ...]
    series: tuple[BarSeries, ...]
    caption: str
    alternative: str
    stock: bool = False


@dataclass(frozen=True, slots=True)
class SignatureLines:
    """Lines to sign on, side by side, each with what stands below it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Empty lines to write on by hand."""

    count: int


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows starts a page; on a right-hand one if `recto`, after a blank one if needed.

    With `verso` on a left-hand one, or further down on such a page that has room left.
    """

    recto: bool = False
    paper: Paper = Paper.A4
    verso: bool = False


@dataclass(frozen=True, slots=True)
class Logo:
    """The office's sign: a PNG without transparency, as wide and high as said in mm."""

    png: bytes
    width: float
    height: float
    alternative: str


@dataclass(frozen=True, slots=True)
class CopyLine:
    """Which copy this is and whose, large; what it says is in the furniture, for every copy has its own."""


Block = (
    Title
    | Heading
    | Contents
    | Paragraph
    | Bullets
    | BoxedSummary
    | Table
    | Fields
    | ChartFigure
    | PosterTile
    | SymbolKey
    | Scale
    | BarFigure
    | Drawing
    | SignatureLines
    | RuledLines
    | NewPage
    | Logo
    | CopyLine
)


@dataclass(frozen=True, slots=True)
class CopyMark:
    """What one numbered copy says of itself on every page."""

    copy: str
    watermark: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every page carries. `blank_note` stands on pages left empty.

    `copies` are the marks of all numbered copies in their order, where one drawing serves them all.
    """

    marking: str
    reference: str
    copy: str
    watermark: str
    page_of: str
    notice: str
    blank_note: str
    copies: tuple[CopyMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """A composed briefing: `title` holds the case number only, `as_of` is an ISO day.

    `told` are the findings that a paper about a part of the view tells; None: all of the view.
    """

    title: str
    language: str
    as_of: str
    furniture: Furniture
    blocks: tuple[Block, ...]
    told: frozenset[str] | None = None

    @property
    def file_name(self) -> str:
        """A safe name for the file that holds the case number and nothing else."""
        kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in self.title)
        return f"{kept.strip('-') or 'briefing'}.pdf"
