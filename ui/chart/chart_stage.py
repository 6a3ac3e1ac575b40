"""The chart as a stage: what is shown on it, from where it is seen, and the picture that is kept of it."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QPointF, QSize, QTimer
from PySide6.QtWidgets import QWidget

from app.analysis.chart_content import ChartContent
from app.analysis.network import Network
from app.base.i18n import _
from ui.chart.arrays import Floats, Ints
from ui.chart.chart_colours import chart_colours
from ui.chart.chart_looks import chart_looks
from ui.chart.chart_model import ChartModel, Place
from ui.chart.chart_painter import ChartPainter
from ui.chart.chart_picture import ChartPicture
from ui.chart.chart_scene import ChartScene
from ui.chart.chart_signals import ChartSignals
from ui.chart.chart_texts import description
from ui.chart.legend_lines import legend_lines
from ui.chart.legend_painter import LegendPainter
from ui.chart.note_growth import grown
from ui.chart.note_painter import note_rect
from ui.chart.position_animation import PositionAnimation
from ui.chart.thumbnail_cache import Provider
from ui.chart.view_transform import ViewTransform

_LEGEND_ROOM, _LEGEND_SHARE = 340, 0.45
"""In a lower chart, or where it takes more of the width, the legend is folded until somebody opens it."""
REST_MS = 110
"""So long after the last motion the chart is drawn in full, in milliseconds."""


class ChartStage(ChartSignals):
    """Shows a chart at given places from a given view; knows nothing of mouse and keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = ChartScene(ChartModel.of(Network((), ()), {}, {}), ViewTransform())
        self.legend_shown = True
        self.picture = ChartPicture()
        self._brush: ChartPainter | None = None
        self._legend: LegendPainter | None = None
        self._legend_choice: bool | None = None
        self._fit_waits = True
        self._fitted_beside: tuple[float, float] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._spoil)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._work)
        self._thumbnail: Provider | None = None
        self._opened: frozenset[str] = frozenset()
        self.animation = PositionAnimation(self)
        self.animation.step.connect(self._animate)
        self.animation.ended.connect(self.animation_ended)
        self._describe()

    # --- what it shows

    def set_network(
        self, network: Network, positions: Mapping[str, Place], *, keep_view: bool = False
    ) -> None:
        """Show `network` about which nothing is said but places; see `set_chart`."""
        self.set_chart(ChartContent(network, positions), keep_view=keep_view)

    def set_chart(self, content: ChartContent, *, keep_view: bool = False) -> None:
        """Show a chart; nodes without a place are put in rows below. What is chosen stays where it can."""
        old = self.scene
        self.stop_gesture()
        self.animation.stop()
        if old.model.content.document.id != content.document.id:
            self._opened = frozenset()
        self._show(ChartModel(grown(content, self.font()), chart_looks(), self._opened))
        self._fit_waits = self._fit_waits or not keep_view
        self._fit_if_waiting()
        self._keep_clear()
        if self.scene.selected != old.selected:
            self.selection_changed.emit(sorted(self.scene.selected))

    def _show(self, model: ChartModel) -> None:
        old = self.scene
        self.scene = ChartScene(model, old.view)
        self.scene.selected = self.scene.known(old.selected)
        self.scene.found = self.scene.known(old.found)
        document = model.content.document
        notes, frames = {n.id for n in document.notes}, {f.id for f in document.frames}
        self.scene.parts = old.parts & (notes | frames)
        if old.focus >= 0:
            self.scene.focus = model.index.get(old.model.nodes[old.focus].id, -1)
        self._legend = None
        if self._brush is not None:
            self._brush.forget()
        self.picture.drop()
        self._describe()
        self.update()
        self.picture_changed.emit()

    def set_thumbnails(self, provider: Provider | None) -> None:
        """Say who gives pictures of documents; asked in idle time, once per document."""
        self._thumbnail = provider
        self._brush = None
        self._spoil()

    def open_bundle(self, link_id: str) -> bool:
        """Draw the links of a bundle singly; tells whether `link_id` is a bundle."""
        members = self.scene.model.bundles.members.get(link_id)
        if members is None:
            return False
        self._reopen(self._opened | {link_id})
        self.bundle_opened.emit(list(members))
        return True

    def close_bundles(self) -> None:
        """Draw opened bundles as one line each again."""
        if self._opened:
            self._reopen(frozenset())

    def _reopen(self, opened: frozenset[str]) -> None:
        self._opened = opened
        places = self.scene.model.xy
        self._show(ChartModel(self.scene.model.content, chart_looks(), opened))
        self.scene.model.xy[:] = places
        self.picture.renew()

    def set_positions(self, positions: Mapping[str, Place]) -> None:
        """Give some nodes new places, after an undo or a layout; tells nobody."""
        self.animation.stop()
        self._put(positions)

    def animate_to(self, positions: Mapping[str, Place], *, fit: bool = False) -> None:
        """Let nodes glide to new places; tells nobody of these.

        Where the desktop wants no animations they jump. A press or a key ends the way at once, at its end.
        With `fit` the whole chart is shown then.
        """
        model = self.scene.model
        numbers = model.numbers(positions)
        goal = np.array([positions[model.nodes[n].id] for n in numbers.tolist()], dtype=np.float64)
        self.animation.start(numbers, model.xy[numbers], goal.reshape(-1, 2))
        if fit:
            everything = model.xy.copy()
            everything[numbers] = goal.reshape(-1, 2)
            self._fit_to(everything)

    def _animate(self, numbers: Ints, places: object) -> None:
        self.scene.model.xy[numbers] = np.asarray(places)
        self.scene.label_scale = 0.0
        self.picture.renew()
        if self.animation.running:
            self._rest.start(REST_MS)
        self.update()
        self.picture_changed.emit()

    def _put(self, positions: Mapping[str, Place]) -> None:
        model = self.scene.model
        for name, place in positions.items():
            if name in model.index:
                model.xy[model.index[name]] = place
        self.scene.label_scale = 0.0
        self.picture.renew()
        self.update()
        self.picture_changed.emit()

    def positions(self) -> dict[str, Place]:
        """Return where all nodes stand."""
        return self.scene.model.places()

    def stop_gesture(self) -> None:
        """Another chart comes: what a hand is doing to this one ends."""

    def set_legend_shown(self, shown: bool) -> None:
        """Show or hide the legend."""
        if shown != self.legend_shown:
            self.legend_shown = shown
            self._legend_changed()

    @property
    def legend_folded(self) -> bool:
        """Whether only the head of the legend is drawn: as last chosen, else where there is little room."""
        return self._current_legend().folded

    def _folds(self, legend: LegendPainter) -> bool:
        if self._legend_choice is not None:
            return self._legend_choice
        tight = legend.open_size(self.height()).width() > self.width() * _LEGEND_SHARE
        return tight or self.height() < _LEGEND_ROOM

    def fold_legend(self) -> None:
        """Fold the legend to its head, or open it; a chart that is wholly in sight stays so beside it."""
        self._legend_choice = not self.legend_folded
        self._legend_changed()

    def on_legend_head(self, x: float, y: float) -> bool:
        """Tell whether a press at (x, y) folds or opens the legend."""
        shown = self.legend_shown and self.scene.model.nodes
        return bool(shown) and self._current_legend().on_head(x, y, self.height())

    def _legend_changed(self) -> None:
        self.scene.label_scale = 0.0
        self._spoil()
        self._stay_fitted()
        self.view_changed.emit()

    def retranslate(self) -> None:
        """Read all texts anew after a change of language; captions come with the next network."""
        self._legend = None
        self.setAccessibleName(_("Link chart"))
        self._describe()
        self.update()

    # --- the view

    def set_view(self, view: ViewTransform) -> None:
        """Show another part of the chart; drawn in full once motion ends."""
        self.scene.view = view
        self._fit_waits, self._fitted_beside = False, None
        self.picture.moved()
        self._rest.start(REST_MS)
        self.update()
        self.view_changed.emit()

    def fit(self) -> None:
        """Show the whole chart."""
        self._fit_to(self.scene.extent())

    def _fit_to(self, places: Floats) -> None:
        corner = self._kept_corner()
        self.set_view(self.scene.view.fitted(places, corner))
        self._fitted_beside = corner

    def _stay_fitted(self) -> None:
        """A chart that is wholly in sight as it was fitted stays so when its room changes."""
        if self._fitted_beside is not None and self.isVisible():
            self.fit()

    def _keep_clear(self) -> None:
        """While the whole chart is in sight as it was fitted, a legend that grows gets its room."""
        if self._fitted_beside is not None and self.isVisible():
            wide, high = self._kept_corner()
            if wide > self._fitted_beside[0] + 0.5 or high > self._fitted_beside[1] + 0.5:
                self.fit()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that the place `at` (the middle by default) stays where it is."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        self.set_view(self.scene.view.zoomed(factor, at.x(), at.y()))

    # --- the picture

    def sizeHint(self) -> QSize:
        """See QWidget."""
        return QSize(900, 600)

    def _work(self) -> None:
        """Do a little for the picture while nothing else is to be done."""
        if self.isVisible() and not self._rest.isActive():
            self.picture.step(self.scene, self.brush())
            self.update()

    def is_finished(self) -> bool:
        """Tell whether the picture at rest is drawn and nothing is left to be done for it."""
        waits = self._rest.isActive() or self._idle.isActive() or self.animation.running
        return not waits and not self.picture.pending(self.scene, self.brush())

    def brush(self) -> ChartPainter:
        """Return what paints the chart in the theme, font and device pixel ratio in force."""
        if self._brush is None or self._brush.ratio != self.devicePixelRatioF():
            colours, ratio = chart_colours(self.palette()), self.devicePixelRatioF()
            self._brush = ChartPainter(colours, self.font(), ratio, self._thumbnail)
            self._legend = None
        return self._brush

    def _current_legend(self) -> LegendPainter:
        colours = self.brush().colours
        if self._legend is None:
            self._legend = LegendPainter(legend_lines(self.scene.model), colours, self.font())
        self._legend.across = self.width() * _LEGEND_SHARE
        self._legend.folded = self._folds(self._legend)
        return self._legend

    def _cover(self) -> None:
        """Say which parts of the window the legend and notes cover, for labels to avoid."""
        width, height = self._kept_corner()
        boxes = [(0.0, self.height() - height, width, height)] if width else []
        for note in self.scene.model.content.document.notes:
            rect = note_rect(self.scene, note)
            boxes.append((rect.x(), rect.y(), rect.width(), rect.height()))
        self.scene.covered = tuple(boxes)

    def _kept_corner(self) -> tuple[float, float]:
        return self._current_legend().corner(self.height()) if self.legend_shown else (0.0, 0.0)

    def _spoil(self) -> None:
        self.picture.spoil()
        self.update()

    def _fit_if_waiting(self) -> None:
        if self._fit_waits and self.isVisible():
            self.scene.view = self.scene.view.resized(self.width(), self.height()).fitted(
                self.scene.extent(), self._kept_corner()
            )
            self._fit_waits = not len(self.scene.model.nodes)
            self._fitted_beside = self._kept_corner()
            self._spoil()

    def _describe(self) -> None:
        self.setAccessibleDescription(description(self.scene))
