"""The link chart without its hands: what it shows, what can be asked of it, and how it is painted."""

from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from app.analysis.network import Network
from app.base.i18n import _
from ui.chart.arrays import Ints
from ui.chart.chart_colours import chart_colours
from ui.chart.chart_keyboard import ChartKeyboard
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import ChartModel, Place
from ui.chart.chart_mouse import ChartMouse
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_picture import ChartPicture
from ui.chart.chart_scene import ChartScene
from ui.chart.chart_texts import ChartRow, chart_rows, counts_text, description
from ui.chart.label_cache import LINK
from ui.chart.legend_painter import LegendPainter, legend_lines
from ui.chart.node_painter import paint_hidden_label
from ui.chart.overlay_painter import paint_focus, paint_hover, paint_new_link
from ui.chart.view_transform import ViewTransform

REST_MS = 110
"""So long after the last motion the chart is drawn in full, in milliseconds."""
_READABLE = 0.8


class ChartSurface(QWidget):
    """Shows a network at given places; it changes nothing but these places, and asks for the rest.

    Use `ui.chart.chart_widget.ChartWidget`, which adds mouse and keys.
    """

    selection_changed = Signal(list)
    """Ids of the chosen nodes and links."""
    positions_changed = Signal(dict)
    """After a drag, once: the moved nodes' ids with their new places (x, y)."""
    node_activated = Signal(str)
    """Enter or double click on a node."""
    link_activated = Signal(str)
    """Double click on a link."""
    link_requested = Signal(str, str)
    """A link was drawn from one node to another: their ids."""
    node_requested = Signal(float, float)
    """Double click on empty ground: the place."""
    context_requested = Signal(str, QPoint)
    """Context menu for a node's or link's id ("" for the ground) at a place on the screen."""
    view_changed = Signal()
    """Another part of the chart shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = ChartScene(ChartModel(Network((), ()), {}, {}), ViewTransform())
        self.mouse = ChartMouse(self)
        self.keyboard = ChartKeyboard(self)
        self.legend_shown = True
        self._picture = ChartPicture()
        self._brush: ChartPainter | None = None
        self._legend: LegendPainter | None = None
        self._fit_waits = True
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._come_to_rest)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Link chart"))
        self._describe()

    # --- what it shows

    def set_network(
        self, network: Network, positions: Mapping[str, Place], *, keep_view: bool = False
    ) -> None:
        """Show `network`; nodes without a place are put in rows below. What is chosen stays where it can."""
        old = self.scene
        self.mouse.cancel()
        self.scene = ChartScene(ChartModel(network, positions, chart_looks()), old.view)
        self.scene.selected = self.scene.known(old.selected)
        self.scene.found = self.scene.known(old.found)
        if old.focus >= 0:
            self.scene.focus = self.scene.model.index.get(old.model.nodes[old.focus].id, -1)
        self._legend = None
        self._picture.drop()
        self._fit_waits = self._fit_waits or not keep_view
        self._fit_if_waiting()
        self._describe()
        self.update()
        if self.scene.selected != old.selected:
            self.selection_changed.emit(sorted(self.scene.selected))

    def set_positions(self, positions: Mapping[str, Place]) -> None:
        """Give some nodes new places, after an undo or a layout; tells nobody."""
        model = self.scene.model
        for name, place in positions.items():
            if name in model.index:
                model.xy[model.index[name]] = place
        self.scene.label_scale = 0.0
        self._spoil()

    def positions(self) -> dict[str, Place]:
        """Return where all nodes stand."""
        return self.scene.model.places()

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid to move nodes and to ask for new nodes and links."""
        self.mouse.editable = editable

    def set_legend_shown(self, shown: bool) -> None:
        """Show or hide the legend."""
        self.legend_shown = shown
        self.update()

    def retranslate(self) -> None:
        """Read all texts anew after a change of language; captions come with the next network."""
        self._legend = None
        self.setAccessibleName(_("Link chart"))
        self._describe()
        self.update()

    # --- choosing and finding

    def selected_ids(self) -> list[str]:
        """Return the ids of the chosen nodes and links."""
        return sorted(self.scene.selected)

    def select(self, ids: Iterable[str]) -> None:
        """Choose exactly these nodes and links, so far as they are in the chart."""
        self.choose(self.scene.known(ids))

    def choose(self, ids: frozenset[str]) -> None:
        """Choose `ids`, all of which must be in the chart; tells it if that is a change."""
        if ids != self.scene.selected:
            self.scene.selected = ids
            self._describe()
            self._spoil()
            self.selection_changed.emit(sorted(ids))

    def highlight(self, ids: Iterable[str]) -> None:
        """Bring these nodes and links forward and fade the others; none ends it."""
        self.scene.found = self.scene.known(ids)
        self._spoil()

    def fly_to(self, node_id: str) -> None:
        """Bring a node into the middle at a readable scale; an unknown id changes nothing."""
        number = self.scene.model.index.get(node_id, -1)
        if number >= 0:
            self.scene.focus = number
            x, y = self.scene.model.place(number)
            self.set_view(self.scene.view.centred(x, y, at_least=_READABLE))
            self._describe()

    def focus_node(self, number: int) -> None:
        """Move the keyboard's place to a node; the view follows only when it is out of sight."""
        self.scene.focus = number
        x, y = self.scene.screen()[number].tolist()
        if not (30 <= x <= self.width() - 30 and 30 <= y <= self.height() - 30):
            self.set_view(self.scene.view.centred(*self.scene.model.place(number)))
        self._describe()
        self.update()

    def as_table(self) -> tuple[ChartRow, ...]:
        """Return the chart as rows of words, for a table beside it."""
        return chart_rows(self.scene)

    # --- the view

    def set_view(self, view: ViewTransform) -> None:
        """Show another part of the chart; drawn in full once motion ends."""
        self.scene.view = view
        self._fit_waits = False
        self._picture.spoil()
        self._rest.start(REST_MS)
        self.update()
        self.view_changed.emit()

    def fit(self) -> None:
        """Show the whole chart."""
        self.set_view(self.scene.view.fitted(self.scene.model.xy, self._kept_corner()))

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that the place `at` (the middle by default) stays where it is."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        self.set_view(self.scene.view.zoomed(factor, at.x(), at.y()))

    # --- what gestures and keys call

    def redraw_overlay(self) -> None:
        """Draw what lies over the picture."""
        self.update()

    def nodes_lifted(self, numbers: Ints) -> None:
        """See Surface."""
        mask = np.zeros(len(self.scene.model.nodes), dtype=np.bool_)
        mask[numbers] = True
        self._picture.lift(mask)

    def nodes_moved(self) -> None:
        """See Surface."""
        self.update()

    def nodes_dropped(self, numbers: Ints, *, changed: bool) -> None:
        """See Surface."""
        self._picture.drop()
        self.update()
        if changed:
            model = self.scene.model
            self.positions_changed.emit({model.nodes[n].id: model.place(n) for n in numbers.tolist()})

    def shift_chosen(self, dx: float, dy: float) -> None:
        """Move the chosen nodes and tell it."""
        numbers = self.scene.model.numbers(self.scene.selected)
        if len(numbers) and self.mouse.editable:
            self.scene.model.xy[numbers] += (dx, dy)
            self.nodes_dropped(numbers, changed=True)

    def activate(self, number: int) -> None:
        """Tell that a node was opened."""
        self.node_activated.emit(self.scene.model.nodes[number].id)

    def ask_for_link(self, start: int, end: int) -> None:
        """Ask for a link between two nodes."""
        nodes = self.scene.model.nodes
        if self.mouse.editable:
            self.link_requested.emit(nodes[start].id, nodes[end].id)
        self.update()

    def ask_for_node(self) -> None:
        """Ask for a node in the middle of the window."""
        if self.mouse.editable:
            self.node_requested.emit(self.scene.view.cx, self.scene.view.cy)

    def escape(self) -> bool:
        """Give up the gesture, else what was found, else what is chosen."""
        if self.mouse.cancel():
            self.update()
            return True
        if self.scene.found:
            self.highlight(())
            return True
        had_any = bool(self.scene.selected)
        self.choose(frozenset())
        return had_any

    # --- painting

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(900, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        brush = self._current_brush()
        width, height = self._kept_corner()
        self.scene.covered = ((0.0, self.height() - height, width, height),) if width else ()
        painter = QPainter(self)
        self._picture.draw(painter, self.scene, brush, self.size(), moving=self._rest.isActive())
        self._paint_over(painter, brush)
        painter.end()

    def _current_brush(self) -> ChartPainter:
        if self._brush is None or self._brush.ratio != self.devicePixelRatioF():
            self._brush = ChartPainter(chart_colours(self.palette()), self.font(), self.devicePixelRatioF())
            self._legend = None
        return self._brush

    def _current_legend(self) -> LegendPainter:
        colours = self._current_brush().colours
        if self._legend is None:
            self._legend = LegendPainter(legend_lines(self.scene.model), colours, self.font())
        return self._legend

    def _kept_corner(self) -> tuple[float, float]:
        return self._current_legend().corner(self.height()) if self.legend_shown else (0.0, 0.0)

    def _paint_over(self, painter: QPainter, brush: ChartPainter) -> None:
        scene, gesture, colours = self.scene, self.mouse.gesture, brush.colours
        if gesture is not None:
            gesture.paint(painter, colours)
        elif scene.hover >= 0:
            paint_hover(painter, scene, colours, handle=self.mouse.editable)
            paint_hidden_label(painter, scene, brush.labels, scene.hover)
        if self.hasFocus():
            paint_focus(painter, scene, colours)
        if self.keyboard.link_from >= 0 and scene.focus >= 0:
            start = self.keyboard.link_from
            x, y = scene.screen()[scene.focus].tolist()
            paint_new_link(painter, scene, colours, start, x, y, scene.focus if scene.focus != start else -1)
        if not scene.model.nodes:
            painter.setPen(colours.muted)
            line = _("Double click makes a node; drag from one node to another to link them.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, line)
        elif self.legend_shown:
            self._current_legend().paint(painter, self.height())
            counts = brush.labels.picture(counts_text(scene), LINK)
            size = counts.deviceIndependentSize()
            painter.drawPixmap(
                self.width() - round(size.width()) - 10, self.height() - round(size.height()) - 10, counts
            )

    def _spoil(self) -> None:
        self._picture.spoil()
        self.update()

    def _come_to_rest(self) -> None:
        self._spoil()

    def _fit_if_waiting(self) -> None:
        if self._fit_waits and self.isVisible():
            self.scene.view = self.scene.view.resized(self.width(), self.height()).fitted(
                self.scene.model.xy, self._kept_corner()
            )
            self._fit_waits = not len(self.scene.model.nodes)
            self._spoil()

    def _describe(self) -> None:
        self.setAccessibleDescription(description(self.scene))
