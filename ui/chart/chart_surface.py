"""The link chart without its hands: what it shows, what can be asked of it, and how it is painted."""

from collections.abc import Iterable
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from app.base.i18n import _
from ui.chart.chart_cards import ChartCards
from ui.chart.chart_keyboard import ChartKeyboard
from ui.chart.chart_mouse import ChartMouse
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_requests import ChartRequests
from ui.chart.chart_texts import ChartRow, chart_rows, standing_name
from ui.chart.overlay_painter import paint_counts, paint_hint, paint_over, paint_parts
from ui.chart.part_geometry import CORNERS, box_of, parts_of
from ui.chart.scene_selecting import ValuesOf
from ui.chart.selection_commands import SelectionCommand, selection_commands

_READABLE = 0.8


class ChartSurface(ChartRequests):
    """Shows a network at given places; it changes nothing but these places, and asks for the rest.

    Use `ui.chart.chart_widget.ChartWidget`, which adds mouse and keys.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mouse = ChartMouse(self)
        self.keyboard = ChartKeyboard(self)
        self.cards = ChartCards(self)
        self.overview_wanted = True
        self.values_of: ValuesOf = lambda _subject_id: {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Link chart"))

    def stop_gesture(self) -> None:
        """See ChartStage."""
        self.mouse.cancel()

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid to move nodes and to ask for new nodes and links."""
        if editable != self.editable:
            self.editable = editable
            self.stop_gesture()
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

    def selection_commands(self) -> tuple[SelectionCommand, ...]:
        """Return what can be chosen now by what it is, for a menu; `values_of` gives values to choose by."""
        return selection_commands(self)

    def fit_chosen(self) -> None:
        """Show what is chosen as large as it goes, everything where nothing is."""
        model, parts = self.scene.model, parts_of(self.scene.model.content.document)
        nodes = model.node_mask(self.scene.selected)
        nodes[model.ends[model.link_mask(self.scene.selected)].ravel()] = True
        boxes = [box_of(parts[i]) for i in self.scene.parts]
        corners = [(x + i * width, y + j * height) for x, y, width, height in boxes for i, j in CORNERS]
        places = np.concatenate([model.xy[nodes], np.array(corners).reshape(-1, 2)])
        if len(places):
            self.set_view(self.scene.view.fitted(places, self._kept_corner()))
        else:
            self.fit()

    def zoom_to(self, scale: float) -> None:
        """Show the middle of the window at this scale; 1 is the size that things are made for."""
        self.zoom_by(scale / self.scene.view.scale)

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

    # --- what gestures and keys call

    def open_link(self, link_id: str) -> None:
        """Open a link; where one line stands for several, offer these in a menu."""
        if len(self.scene.model.bundle(link_id)) > 1:
            at = self.scene.screen_of(self.scene.model.ends[self.scene.model.link_index[link_id]]).mean(
                axis=0
            )
            self.bundle_menu(link_id).popup(self.mapToGlobal(QPointF(*at.tolist()).toPoint()))
        else:
            self.link_activated.emit(link_id)

    def bundle_menu(self, link_id: str) -> QMenu:
        """Return a menu of the links that one line stands for."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Draw them singly"), lambda: self.open_bundle(link_id))
        menu.addSeparator()
        wanted = set(self.scene.model.bundle(link_id))
        for link in self.scene.model.content.network.links:
            if link.id in wanted:
                name = f"{link.label} ({standing_name(link.standing)})".replace("&", "&&")
                menu.addAction(name, partial(self.link_activated.emit, link.id))
        return menu

    def open_part(self, part_id: str) -> None:
        """Tell that a note or frame was opened."""
        notes = {note.id for note in self.scene.model.content.document.notes}
        (self.note_activated if part_id in notes else self.frame_activated).emit(part_id)

    def toggle_overview(self) -> None:
        """Show or hide the overview of a chart that is larger than the window."""
        self.overview_wanted = not self.overview_wanted
        self.view_changed.emit()

    def show_card(self) -> None:
        """Show the card of what the keyboard is at, or take it away."""
        self.cards.toggle()

    def redraw_overlay(self) -> None:
        """Draw what lies over the picture."""
        self.update()

    nodes_moved = redraw_overlay

    def escape(self) -> bool:
        """Give up the gesture, else the card, else what was found, else what is chosen."""
        if self.mouse.cancel():
            self.update()
            return True
        if self.cards.close():
            return True
        if self.scene.found:
            self.highlight(())
            return True
        had_any = bool(self.scene.selected or self.scene.parts)
        self.choose_parts(())
        self.choose(frozenset())
        return had_any

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        brush = self.brush()
        self._cover()
        moving = self._rest.isActive()
        painter = QPainter(self)
        self.picture.draw(painter, self.scene, brush, self.size(), moving=moving)
        self._paint_over(painter, brush)
        painter.end()
        if not moving and self.picture.pending(self.scene, brush):
            self._idle.start(0)

    def _paint_over(self, painter: QPainter, brush: ChartPainter) -> None:
        scene, colours = self.scene, brush.colours
        paint_parts(painter, scene, colours, handles=self.editable)
        if self.mouse.gesture is not None:
            self.mouse.gesture.paint(painter, colours)
        paint_over(
            painter,
            scene,
            brush,
            pointed=self.mouse.gesture is None,
            handle=self.editable,
            focused=self.hasFocus(),
            link_from=self.keyboard.link_from,
        )
        if hint := self.keyboard.hint():
            paint_hint(painter, colours, brush.font, hint, self.width())
        if not scene.model.nodes:
            painter.setPen(colours.muted)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty_line())
        elif self.legend_shown:
            self._current_legend().paint(painter, self.height())
            paint_counts(painter, scene, brush, self.width(), self.height(), self._kept_corner()[0])

    def _empty_line(self) -> str:
        if self.scene.model.content.left_out:
            return _("The filter leaves nothing in sight.")
        if not self.editable:
            return _("Nothing is in sight.")
        return _("Double click makes a node; drag from one node to another to link them.")
