"""The link chart: pans, zooms, chooses, drags, and asks for new nodes and links."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QShowEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.base.i18n import _
from ui.chart.chart_surface import ChartSurface
from ui.chart.chart_touch import ChartFingers, wheeled
from ui.chart.gestures import CORNER_CURSORS
from ui.chart.overview_widget import OverviewWidget
from ui.chart.part_geometry import corner_at
from ui.widgets.plain_label import plain_tip

_WORTH_A_MAP = 30
"""A chart of fewer nodes has no overview."""
_CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.DevicePixelRatioChange)


class ChartWidget(ChartSurface):
    """The link chart as it is used: see `ChartSurface` for what it shows, tells and can be asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.fingers = ChartFingers(self)
        self.overview = OverviewWidget(self, self)
        self.overview.hide()
        self.view_changed.connect(self._place_overview)
        self.picture_changed.connect(self._place_overview)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.animation.finish()
        self.cards.close()
        at = event.position()
        if event.button() == Qt.MouseButton.LeftButton and self.on_legend_head(at.x(), at.y()):
            self.fold_legend()
        else:
            self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        x, y = event.position().x(), event.position().y()
        if self.mouse.move(x, y, event.modifiers()):
            self.cards.close()
            if self.mouse.gesture is not None:
                self.setCursor(self.mouse.gesture.cursor)
        else:
            self._point_at(x, y)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See QWidget."""
        self.mouse.release(event.position().x(), event.position().y(), event.modifiers())
        self.unsetCursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what lies there, or ask for a node on empty ground."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, y = event.position().x(), event.position().y()
        scene = self.scene
        if self.on_legend_head(x, y):
            self.fold_legend()
        elif note := scene.note_under(x, y):
            self.note_activated.emit(note)
        elif (node := scene.node_under(x, y)) >= 0:
            self.activate(node)
        elif (link := scene.link_under(x, y)) >= 0:
            self.open_link(scene.model.links[link].id)
        elif frame := scene.frame_under(x, y):
            self.frame_activated.emit(frame)
        elif self.editable:
            self.node_requested.emit(*scene.view.to_world(x, y))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See `ui.chart.chart_touch.wheeled`."""
        wheeled(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See ChartKeyboard; holding the space bar lets the mouse drag the ground."""
        self.animation.finish()
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():
                self.mouse.space_held, self.mouse.space_used = True, False
        elif not self.keyboard.press(event.key(), event.modifiers()):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A space bar that dragged nothing chooses the node that the keyboard is at."""
        if event.key() == Qt.Key.Key_Space and self.mouse.space_held and not event.isAutoRepeat():
            self.mouse.space_held = False
            if not self.mouse.space_used:
                self.keyboard.toggle()
        else:
            super().keyReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu for what lies under the pointer, or for the focus when a key asked."""
        scene, at = self.scene, event.pos()
        node = scene.node_under(at.x(), at.y())
        if event.reason() == QContextMenuEvent.Reason.Keyboard and scene.focus >= 0:
            node = scene.focus
            at = QPointF(*scene.screen()[node].tolist()).toPoint()
        link = scene.link_under(at.x(), at.y()) if node < 0 else -1
        name = scene.model.nodes[node].id if node >= 0 else ""
        name = scene.model.links[link].id if link >= 0 else name
        if name and name not in scene.selected:
            self.choose(frozenset((name,)))
        self.context_requested.emit(name, self.mapToGlobal(at))

    def event(self, event: QEvent) -> bool:
        """Zoom with two fingers, keep single letters for the chart, show the name of what is pointed at."""
        if isinstance(event, QTouchEvent | QNativeGestureEvent) and self.fingers.touched(event):
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.keyboard.knows(event.key(), event.modifiers()):
                event.accept()
                return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if self.cards.card_of is not None:
                return True
            QToolTip.showText(event.globalPos(), plain_tip(self._name_at(event.pos())), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """See QWidget."""
        if event.type() in _CHANGES:
            self._brush = self._legend = None
            self.picture.renew()
            self.update()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        self.scene.view = self.scene.view.resized(self.width(), self.height())
        self.picture.moved()
        self._fit_if_waiting()
        self._stay_fitted()

    def showEvent(self, event: QShowEvent) -> None:
        """See QWidget."""
        self._fit_if_waiting()

    def hideEvent(self, event: QHideEvent) -> None:
        """See QWidget."""
        self.cards.close()
        self.fingers.cancel()
        self._rest.stop()
        self._idle.stop()
        self.animation.finish()

    def leaveEvent(self, event: QEvent) -> None:
        """See QWidget."""
        self.scene.hover = -1
        self.cards.close()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """See QWidget."""
        self.mouse.space_held = False
        self.keyboard.announced = None
        self.cards.close()
        self.update()

    def _fit_if_waiting(self) -> None:
        super()._fit_if_waiting()
        self._place_overview()

    def _place_overview(self) -> None:
        """Show the overview at the lower right while a part of a chart of some size is out of sight."""
        shown = self.overview_wanted and len(self.scene.model.nodes) >= _WORTH_A_MAP
        if shown:
            places = self.scene.view.to_screen(self.scene.extent())
            inside = (places >= 0).all() and (places <= (self.width(), self.height())).all()
            beside = self.width() - self._kept_corner()[0] - 10
            shown = not inside and self.overview.width() <= min(self.width() / 3, beside)
        self.overview.setVisible(bool(shown))
        size = self.overview.size()
        self.overview.move(self.width() - size.width() - 10, self.height() - size.height() - 32)

    def _cover(self) -> None:
        super()._cover()
        if self.overview.isVisible():
            box = self.overview.geometry()
            own = (float(box.x()), float(box.y()), float(box.width()), float(box.height()))
            self.scene.covered = (*self.scene.covered, own)

    def _point_at(self, x: float, y: float) -> None:
        scene = self.scene
        kept = scene.hover >= 0 and self.mouse.on_handle_of(scene.hover, x, y)
        hover = scene.hover if kept else scene.node_under(x, y)
        if hover != scene.hover:
            scene.hover = hover
            self.update()
        self.cards.pointed(x, y)
        part, corner = corner_at(scene, x, y) if self.editable else ("", -1)
        if self.on_legend_head(x, y):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif part:
            self.setCursor(CORNER_CURSORS[corner % 2])
        else:
            self.unsetCursor()

    def _name_at(self, at: QPoint) -> str:
        if self.on_legend_head(at.x(), at.y()):
            return _("Open the legend (Y)") if self.legend_folded else _("Fold the legend (Y)")
        node = self.scene.node_under(at.x(), at.y())
        if node >= 0:
            return self.scene.model.captions[node]
        link = self.scene.link_under(at.x(), at.y())
        return self.scene.model.links[link].label if link >= 0 else ""
