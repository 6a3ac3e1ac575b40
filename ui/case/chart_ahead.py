"""Works out what the charts of a case are drawn from before somebody opens one."""

from PySide6.QtCore import QObject, QTimer

from ui.case.case_desk import CaseDesk
from ui.case.chart_query import ground_of

_PAUSE_MS = 400
"""The page that somebody opened the case for comes first."""


class ChartAhead(QObject):
    """Once for each opened case, beside the window; who asks meanwhile waits for the same work."""

    def __init__(self, desk: CaseDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self._start)
        self._waiting = True
        desk.loaded.connect(self._loaded)

    def _loaded(self) -> None:
        if self._waiting:
            self._waiting = False
            self._timer.start()

    def _start(self) -> None:
        data = self._desk.data
        if data is not None:
            self._desk.session.read(self, lambda _store: ground_of(data), lambda _ground: None)
