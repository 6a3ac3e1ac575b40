"""What every page carries: marking, case number, copy, recipient, page x of y; the recipient's watermark.

The last page number is known only at the end, so each page calls a form that is drawn when the document
is saved. All of it is a pagination artifact: screen readers do not hear it on every page.
"""

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.briefing.content import CopyMark, Furniture
from app.briefing.fonts import BOLD, text_width
from app.briefing.plain_text import draw_centred, draw_right, draw_text, shorten
from app.briefing.styles import INSIDE, OUTSIDE, RULE
from app.briefing.tags import Element, Tagger

_WATERMARK_GREY = 0.9
_WATERMARK_ANGLE = 55
_SMALL = 7.5
_NOTICE = 6.8
COPY_LINE_SIZE = 12.0
COPY_LINE_WIDTH = 168 * mm
MARK = "copy-mark"


class FurnishedCanvas(Canvas):
    """A canvas that draws the page furniture and late page numbers when it is saved.

    `blank` is the element of the note on the next page if that one stays blank; `spoken` that of the notice
    at the foot of the first page, None where it is said in the text: whoever listens hears it once.
    """

    furniture: Furniture
    tagger: Tagger
    blank: Element | None = None
    spoken: Element | None = None
    _code: list[str]

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self._sizes: dict[int, tuple[float, float]] = {}
        self._late_numbers: dict[str, int] = {}
        self._copy_line = False

    def furnish(self, size: tuple[float, float]) -> None:
        """Give the page that has just begun its furniture; on a blank page also the note that it is."""
        page = self.getPageNumber()
        self._sizes[page] = size
        self.tagger.begin_artifact(self, pagination=True)
        self.doForm(_form(page))
        self.tagger.end(self)
        if self.spoken is not None and page == 1:
            self.tagger.begin(self, self.spoken)
            _draw_notice(self, self.furniture.notice, margins(page)[0])
            self.tagger.end(self)
        if self.blank is not None:
            self.tagger.begin(self, self.blank)
            self.setFillGray(0.35)
            draw_centred(self, self.furniture.blank_note, size[0] / 2, size[1] / 2, 10)
            self.tagger.end(self)

    def tell_page(self, key: str) -> None:
        """Remember that `key` stands on the present page."""
        self._late_numbers[key] = self.getPageNumber()

    def draw_page_number_of(self, key: str) -> None:
        """Draw, ending at the origin, the number of the page that `key` will turn out to stand on."""
        self.doForm(f"number-{key}")

    def draw_copy_line(self) -> None:
        """Draw from the origin which copy this is."""
        self._copy_line = True
        self.doForm(_mark_form(0, "cover"))

    def save(self) -> None:
        """Draw what had to wait and write the file."""
        for key, number in self._late_numbers.items():
            self.beginForm(f"number-{key}", -40, -4, 0, 12)
            draw_right(self, str(number), 0, 0, 10)
            self.endForm()
        for page, size in self._sizes.items():
            self.beginForm(_form(page), 0, 0, *size)
            _draw_furniture(self, self.furniture, size, page, len(self._sizes))
            if self.spoken is None or page > 1:
                _draw_notice(self, self.furniture.notice, margins(page)[0])
            self.endForm()
        own = CopyMark(self.furniture.copy, self.furniture.watermark)
        for number, mark in enumerate((own, *self.furniture.copies)):
            self._draw_marks(number, mark)
        super().save()

    def _draw_marks(self, number: int, mark: CopyMark) -> None:
        """Draw what tells one copy from another: 0 is the one that is shown, the others wait in the file."""
        for kind, size, odd in sorted({_kind(page, size) for page, size in self._sizes.items()}):
            self._begin_marked(number, kind, size)
            _draw_mark(self, mark, self.furniture.reference, size, odd)
            self.endForm()
        if self._copy_line:
            self._begin_marked(number, "cover", (COPY_LINE_WIDTH, 12.0), -4)
            self.setFillGray(0)
            draw_text(
                self, shorten(mark.copy, COPY_LINE_WIDTH, COPY_LINE_SIZE, BOLD), 0, 0, COPY_LINE_SIZE, BOLD
            )
            self.endForm()

    def _begin_marked(self, number: int, kind: str, size: tuple[float, float], low: int = 0) -> None:
        self.beginForm(_mark_form(number, kind), 0, low, *size)
        # A comment by which the finished file tells which form is which.
        self._code.append(f"%{MARK} {number} {kind}")


def _form(page: int) -> str:
    return f"furniture-{page}"


def margins(page: int) -> tuple[float, float]:
    """Return left and right margin of a page: the inside margin lies at the spine."""
    return (INSIDE, OUTSIDE) if page % 2 else (OUTSIDE, INSIDE)


def _draw_furniture(
    canvas: Canvas, furniture: Furniture, size: tuple[float, float], page: int, pages: int
) -> None:
    width, height = size
    left, right = margins(page)
    end = width - right
    canvas.doForm(_mark_form(0, _kind(page, size)[0]))
    canvas.setFillGray(0)
    draw_centred(canvas, furniture.marking, width / 2, height - 10 * mm, 9, BOLD)
    draw_centred(canvas, furniture.marking, width / 2, 6 * mm, 9, BOLD)
    draw_text(canvas, furniture.reference, left, height - 15 * mm, _SMALL)
    canvas.setLineWidth(RULE)
    canvas.setStrokeGray(0.3)
    canvas.line(left, height - 17 * mm, end, height - 17 * mm)
    canvas.line(left, 14.2 * mm, end, 14.2 * mm)
    label = furniture.page_of.format(page=page, pages=pages)
    draw_right(canvas, label, end, 10.9 * mm, _SMALL)


def _draw_notice(canvas: Canvas, text: str, left: float) -> None:
    canvas.setFillGray(0.35)
    draw_text(canvas, text, left, 10.9 * mm, _NOTICE)


def _mark_form(number: int, kind: str) -> str:
    return f"mark-{number}-{kind}"


def _kind(page: int, size: tuple[float, float]) -> tuple[str, tuple[float, float], int]:
    """Return the name of what pages of this size on this side of a sheet share, its size and side."""
    odd = page % 2
    return f"{size[0]:.0f}-{odd}", size, odd


def _draw_mark(canvas: Canvas, mark: CopyMark, reference: str, size: tuple[float, float], page: int) -> None:
    left, right = margins(page)
    end = size[0] - right
    _draw_watermark(canvas, mark.watermark, size)
    canvas.setFillGray(0)
    room = end - left - text_width(reference, BOLD, _SMALL)
    draw_right(canvas, shorten(mark.copy, room, _SMALL), end, size[1] - 15 * mm, _SMALL)


def _draw_watermark(canvas: Canvas, text: str, size: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(_WATERMARK_ANGLE if size[0] < size[1] else 30)
    canvas.setFillGray(_WATERMARK_GREY)
    draw_centred(canvas, shorten(text, 250 * mm, 30, BOLD), 0, -10, 30, BOLD)
    canvas.restoreState()
