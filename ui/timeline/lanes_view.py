"""Lanes with a scroll bar beside them and the legend below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.timeline.lanes_widget import LanesWidget
from ui.timeline.legend_strip import LegendStrip


class LanesView(QWidget):
    """See `LanesWidget`; the scroll bar moves through lanes that do not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.lanes = LanesWidget()
        self.bar = QScrollBar(Qt.Orientation.Vertical)
        self.bar.setAccessibleName(_("Lanes"))
        self.legend = LegendStrip()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.lanes, 1)
        row.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.legend)
        self.setFocusProxy(self.lanes)
        self.lanes.view_changed.connect(self._follow)
        self.bar.valueChanged.connect(self._scroll)

    def _follow(self) -> None:
        scene = self.lanes.scene
        most = max(round(scene.arranged.height - scene.view.height), 0)
        self.bar.blockSignals(True)
        self.bar.setRange(0, most)
        self.bar.setPageStep(max(round(scene.view.height), 1))
        self.bar.setSingleStep(round(scene.sizes.row))
        self.bar.setValue(round(scene.view.top))
        self.bar.blockSignals(False)
        self.bar.setVisible(most > 0)

    def _scroll(self, value: int) -> None:
        self.lanes.scroll_to(float(value))
