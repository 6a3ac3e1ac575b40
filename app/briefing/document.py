"""A composed briefing as a PDF file."""

import io
import threading
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, PageTemplate

from app.base.progress import Progress
from app.briefing.content import Briefing, Paper, Paragraph, plain
from app.briefing.copies import CopyMarks
from app.briefing.finish import finished
from app.briefing.fonts import REGULAR, register_fonts
from app.briefing.furniture import FurnishedCanvas, margins
from app.briefing.layout import Layout
from app.briefing.page_starts import RoomFrame
from app.briefing.saving import save_locked, save_strictly
from app.briefing.styles import BOTTOM, INSIDE, SIZES, frame_size
from app.briefing.tags import Element, Tagger

# The engine's fonts are shared by all documents of a process; one is drawn at a time.
_drawing = threading.Lock()


@dataclass(frozen=True, slots=True)
class DrawnBriefing:
    """A briefing drawn once, of which any numbered copy can be written in either edition."""

    pages: int
    pdf: pikepdf.Pdf
    marks: CopyMarks

    def written(self, copy_no: int | None = None, passphrase: str = "") -> bytes:
        """Return one copy's file; None is the copy the briefing was composed for.

        Without a passphrase it is the archive edition: PDF/A-2a and PDF/UA-1, the same bytes each time.
        With one it is the dispatch edition: AES-256 (revision 6), never the same bytes, no PDF/A, which
        forbids encryption; screen readers are admitted, and printing.
        """
        self.marks.put(0 if copy_no is None else copy_no)
        return save_locked(self.pdf, passphrase) if passphrase else save_strictly(self.pdf)


def draw_pdf(briefing: Briefing, progress: Progress | None = None) -> DrawnBriefing:
    """Draw a briefing. Progress counts what is put on the pages; `Cancelled` leaves nothing behind."""
    told = progress or Progress()
    with _drawing:
        register_fonts()
        tagger = Tagger()
        drawn, pages = _draw(briefing, tagger, told.stretch(0, 9, 10))
        told.step(9, 10)
        pdf = finished(drawn, tagger, briefing)
        told.step(10, 10)
    return DrawnBriefing(pages, pdf, CopyMarks(pdf))


def write_pdf(briefing: Briefing, out: BinaryIO, progress: Progress | None = None) -> int:
    """Write the briefing as PDF/UA-1 and PDF/A-2a and return the number of pages.

    The same briefing gives the same bytes, whenever and wherever it is written. Progress counts what is
    put on the pages; nothing was written to `out` when it raises `Cancelled`.
    """
    drawn = draw_pdf(briefing, progress)
    out.write(drawn.written())
    return drawn.pages


def _draw(briefing: Briefing, tagger: Tagger, progress: Progress) -> tuple[bytes, int]:
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=SIZES[Paper.A4], invariant=1, pageCompression=1, initialFontName=REGULAR
    )
    document.addPageTemplates([_template(Paper.A4), _template(Paper.A3_LANDSCAPE)])
    story = Layout(tagger, briefing.blocks, briefing.language).flowables()
    # The engine works the list off; what it splits over pages it puts back in parts.
    count = len(story)
    spoken = None if _says_its_notice(briefing) else tagger.root.child("P")
    document.setProgressCallBack(_Count(progress, count).told)
    document.build(story, canvasmaker=partial(_canvas, briefing=briefing, tagger=tagger, spoken=spoken))
    return buffer.getvalue(), document.page


class _Count:
    """Tells how far the engine is, never less than before: what faces a chart is put into the list again."""

    def __init__(self, progress: Progress, count: int) -> None:
        self._progress, self._count, self._far = progress, count, 0

    def told(self, kind: str, value: int) -> None:
        """Take what the engine says."""
        if kind == "PROGRESS":
            self._far = max(self._far, value)
            self._progress.step(self._far, self._count)


def _says_its_notice(briefing: Briefing) -> bool:
    """Tell whether what stands at the foot of every page is said in the text as well, or is empty."""
    texts = {plain(block.text) for block in briefing.blocks if isinstance(block, Paragraph)}
    return briefing.furniture.notice in texts or not briefing.furniture.notice


def _canvas(
    *args: object, briefing: Briefing, tagger: Tagger, spoken: Element | None, **keywords: object
) -> FurnishedCanvas:
    canvas = FurnishedCanvas(*args, **keywords)
    canvas.furniture, canvas.tagger, canvas.spoken = briefing.furniture, tagger, spoken
    return canvas


def _template(paper: Paper) -> PageTemplate:
    frame = RoomFrame(INSIDE, BOTTOM, *frame_size(paper), 0, 0, 0, 0)
    begin = partial(_begin_page, frame=frame, paper=paper)
    return PageTemplate(paper.value, [frame], onPage=begin, pagesize=SIZES[paper])


def _begin_page(canvas: Canvas, _document: BaseDocTemplate, *, frame: RoomFrame, paper: Paper) -> None:
    frame.x1 = margins(canvas.getPageNumber())[0]
    if isinstance(canvas, FurnishedCanvas):
        canvas.furnish(SIZES[paper])
