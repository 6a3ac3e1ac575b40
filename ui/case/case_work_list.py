"""The work list of one case, for its overview: a compact list that leads to where the work is done."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _
from ui.case.case_desk import CaseDesk
from ui.shell.line_list import LineList
from ui.shell.review_place import REVIEWS, open_reviews
from ui.shell.start_query import PLACE, Line
from ui.shell.work_query import WorkLines, work_lines

_LONGEST = 16


class CaseWorkList(QWidget):
    """Reads itself when it is made: the overview makes a new one whenever it shows the case anew."""

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__()
        self._desk = desk
        self.list = LineList(_("Work list"), _("Nothing is waiting."))
        self.list.activated.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.read()

    def read(self) -> None:
        """Read what waits."""
        self._desk.session.read(self, partial(work_lines, case_id=self._desk.case_id), self._show)

    def _show(self, work: WorkLines) -> None:
        lines = [replace(line, detail=_without(line.detail, self._reference())) for line in work.lines]
        self.list.show_lines(lines[:_LONGEST], max(len(lines) - _LONGEST, 0))

    def _reference(self) -> str:
        data = self._desk.data
        return data.header.reference if data is not None else ""

    def _go(self, line: Line) -> None:
        if not line.case_id.startswith(PLACE):
            self._desk.tab_wanted.emit(line.tab or "overview")
            return
        place = line.case_id.removeprefix(PLACE)
        if place == REVIEWS:
            view, _colon, case_id = line.tab.partition(":")
            open_reviews(self._desk.session, case_id, view)
        else:
            self._desk.session.place_wanted.emit(place)


def _without(detail: str, reference: str) -> str:
    """Leave out the reference of the case one is in anyway."""
    return " · ".join(part for part in detail.split(" · ") if part != reference)
