"""Who stands at the right of the chart: panel and inspector where both have room, else one of them."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.case.case_desk import CaseDesk
from ui.case.chart_side import ChartSide
from ui.case.inspector import Inspector

_PANEL, _INSPECTOR, _CHART = 330, 350, 640
_CHANGES = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class ChartBeside(QObject):
    """A panel or form that is opened takes the inspector's room; a form in the inspector takes it back.

    In a small or much enlarged window an inspector that has nothing to show leaves its room to the chart.
    """

    changed = Signal()
    """`needs_room` is another now."""

    def __init__(
        self, tab: QWidget, inspector: Inspector, side: ChartSide, other: QWidget, desk: CaseDesk
    ) -> None:
        super().__init__(tab)
        self._desk = desk
        self._tab, self._inspector, self._side, self._other = tab, inspector, side, other
        self.needs_room = False
        """Whether the inspector has to go, because the chart would be a strip between it and the panel."""
        for watched in (tab, side, other):
            watched.installEventFilter(self)
        inspector.currentChanged.connect(lambda _index: self._follow())
        side.wanted.connect(self._follow)
        desk.subject_chosen.connect(lambda _id: self._follow())

    @property
    def narrow(self) -> bool:
        """Whether chart, panel and inspector do not fit beside each other."""
        return self._shared() < _PANEL + _INSPECTOR + _CHART

    def _shared(self) -> int:
        # The room that both share: their own widths lag behind until the next layout.
        return (self._inspector.parentWidget() or self._tab).width()

    def _idle(self) -> bool:
        """Whether the inspector would only say that nothing is chosen, where the chart needs the room."""
        chosen = self._desk.subject_id or self._inspector.currentWidget() is not self._inspector.subject
        return self._tab.isVisible() and not chosen and self._shared() < _CHART + _INSPECTOR

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what comes, goes, or gets another width."""
        if event.type() in _CHANGES:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        narrow = self.narrow
        self._side.step_back(narrow and self._inspector.form is not None)
        shown = self._side.isVisibleTo(self._tab) or self._other.isVisibleTo(self._tab)
        if ((narrow and shown) or self._idle()) != self.needs_room:
            self.needs_room = not self.needs_room
            self.changed.emit()
