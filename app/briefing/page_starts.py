"""Flowables that decide which page comes next: right-hand and left-hand starts, a table and what it faces."""

from collections.abc import Sequence

from reportlab.platypus import Frame
from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate
from reportlab.platypus.flowables import Flowable

from app.briefing.content import Paper
from app.briefing.furniture import FurnishedCanvas
from app.briefing.styles import frame_size
from app.briefing.tags import Element

_ROOM_ON_A_BEGUN_PAGE = 0.5 * frame_size(Paper.A4)[1]
_NEVER_FITS = 10_000.0


class RoomFrame(Frame):
    """A frame that tells how much room is left in it."""

    _y: float
    _y1p: float

    def room(self) -> float:
        """Return the height that is left, in points."""
        return self._y - self._y1p


class StartPage(ActionFlowable):
    """Ends the page; the next one is a sheet of `paper`, and a right-hand one if `recto`.

    With `verso` a left-hand one: a left-hand page that is half empty is left as it is.
    """

    def __init__(self, parent: Element, paper: Paper, *, recto: bool = False, verso: bool = False) -> None:
        super().__init__()
        self._paper = paper.value
        self._parent = parent
        self._verso = verso
        self._note = parent.child("P") if recto or verso else None

    def apply(self, doc: BaseDocTemplate) -> None:
        """Break the page, and once more over a blank one where the other side of the sheet comes first."""
        wrong_side = doc.page % 2 == (0 if self._verso else 1)
        room = doc.frame.room() if isinstance(doc.frame, RoomFrame) else 0.0
        stays = self._verso and wrong_side and room >= _ROOM_ON_A_BEGUN_PAGE
        if self._note is not None:
            if wrong_side and not stays and isinstance(doc.canv, FurnishedCanvas):
                self._leave_blank(doc, doc.canv, self._note)
            else:
                self._parent.kids.remove(self._note)
        if not stays:
            doc.handle_nextPageTemplate(self._paper)
            doc.handle_pageBreak()

    @staticmethod
    def _leave_blank(doc: BaseDocTemplate, canvas: FurnishedCanvas, note: Element) -> None:
        canvas.blank = note
        doc.handle_nextPageTemplate(Paper.A4.value)
        doc.handle_pageBreak()
        doc.clean_hanging()
        canvas.blank = None


class FacingTable(Flowable):
    """A table that stops at the foot of its page for what it faces; its other rows come after that.

    `opposite` starts with the page it stands on; `again` starts the page of the other rows.
    """

    def __init__(self, table: Flowable, opposite: Sequence[Flowable], again: Flowable) -> None:
        super().__init__()
        self._table = table
        self._opposite = list(opposite)
        self._again = again
        self.spaceBefore = table.getSpaceBefore()

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Never fit: being split is what puts the other page between."""
        return width, _NEVER_FITS

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return what fits of the table, what it faces, and the rest; nothing where no row fits."""
        if self._table.wrap(width, height)[1] <= height:
            return [self._table, *self._opposite]
        parts = self._table.split(width, height)
        return [parts[0], *self._opposite, self._again, *parts[1:]] if parts else []

    def draw(self) -> None:
        """Never called: it is split wherever it stands."""
        raise AssertionError("a facing table is split")
