"""Nodes on their way from old places to new ones. The way can be ended at any moment."""

import numpy as np
from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal
from PySide6.QtWidgets import QApplication, QStyle

from ui.chart.arrays import Floats, Ints

DURATION_MS = 420
_MOST = 12_000
"""More nodes than this jump: each frame would be too late."""


class PositionAnimation(QObject):
    """Tells the places of nodes on their way; the last `step` before `ended` gives their goals exactly."""

    step = Signal(object, object)
    """Numbers of nodes and their places (n, 2) at this moment."""
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._way = QVariantAnimation(self)
        self._way.setStartValue(0.0)
        self._way.setEndValue(1.0)
        self._way.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._way.valueChanged.connect(self._advance)
        self._way.finished.connect(self._arrive)
        self._nodes: Ints = np.empty(0, dtype=np.intp)
        self._start: Floats = np.empty((0, 2))
        self._goal: Floats = np.empty((0, 2))
        self.running = False

    def start(self, nodes: Ints, start: Floats, goal: Floats) -> None:
        """Begin a new way; one that runs is left where it is."""
        self._way.stop()
        self._nodes, self._start, self._goal = nodes, start.copy(), goal.copy()
        self.running = True
        if wanted() and 0 < len(nodes) <= _MOST and not np.array_equal(start, goal):
            self._way.setDuration(DURATION_MS)
            self._way.start()
        else:
            self._arrive()

    def finish(self) -> bool:
        """End the way at its goal, now; tells whether there was one."""
        was = self.running
        if was:
            self._way.stop()
            self._arrive()
        return was

    def stop(self) -> bool:
        """End the way where the nodes are, now; tells whether there was one."""
        was = self.running
        self._way.stop()
        self.running = False
        if was:
            self.ended.emit()
        return was

    def _advance(self, share: object) -> None:
        if self.running and isinstance(share, float):
            self.step.emit(self._nodes, self._start + (self._goal - self._start) * share)

    def _arrive(self) -> None:
        if self.running:
            self.running = False
            self.step.emit(self._nodes, self._goal)
            self.ended.emit()


def wanted() -> bool:
    """Tell whether the desktop wants animations at all."""
    style = QApplication.style()
    return style is not None and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
