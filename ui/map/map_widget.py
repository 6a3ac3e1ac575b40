"""The map: pans, zooms, chooses, measures."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.analysis.geo_distance import distance
from app.analysis.map_places import Located, Tie, metres_text
from app.base.i18n import _, ngettext
from ui.chart.chart_colours import chart_colours
from ui.chart.chart_texts import standing_name
from ui.map.map_painter import MapPainter
from ui.map.map_scene import MapScene
from ui.map.map_view import MapView
from ui.widgets.ground_widget import GroundWidget
from ui.widgets.theme import small_font

_TIPS = 10


class MapWidget(GroundWidget):
    """Shows places with coordinates; it changes nothing, it only tells what was chosen."""

    place_chosen = Signal(str)
    """The id of the finding that gives the place: click, or a move of the keyboard."""
    place_activated = Signal(str)
    """Enter or double click: the id of the finding."""
    cluster_opened = Signal(list)
    """A marker of places that lie too close to be parted: the ids of their findings."""
    anchor_changed = Signal()
    """Distances count from another place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        metrics = QFontMetricsF(small_font(self.font()))
        self.scene = MapScene(measure=metrics.horizontalAdvance)
        self._brush: MapPainter | None = None
        self._fit_waits = True
        self.setMinimumSize(260, 240)
        self.setAccessibleName(_("Map"))
        self._describe()

    # --- what it shows

    def set_places(self, places: Sequence[Located], ties: Sequence[Tie]) -> None:
        """Show these places; until somebody looks elsewhere the view shows them all."""
        self.scene.show(places, ties)
        self._fit_if_waiting()
        self._describe()
        self.update()

    def choose_subject(self, subject_id: str) -> None:
        """Bring a subject's places forward; "" for none."""
        self.scene.subject_id = subject_id
        self.update()

    def reveal(self, finding_id: str) -> None:
        """Choose the place of a finding and bring it into sight; tells nobody."""
        number = next((n for n, p in enumerate(self.scene.places) if p.finding_id == finding_id), -1)
        if number >= 0:
            self._focus(number)

    def set_options(self, *, base: bool, ties: bool, radius: float) -> None:
        """Show or hide outlines and ties; `radius` in metres around the anchor, 0 for none."""
        self.scene.show_base, self.scene.show_ties, self.scene.radius = base, ties, radius
        self.update()

    def measure_from(self, finding_id: str) -> None:
        """Count distances from this place; "" ends it."""
        found = [n for n, p in enumerate(self.scene.places) if p.finding_id == finding_id]
        self.scene.anchor = found[0] if found else -1
        self.scene.settle()
        self._describe()
        self.update()
        self.anchor_changed.emit()

    def set_view(self, view: MapView) -> None:
        """Show another part."""
        self._fit_waits = False
        self.scene.set_view(view)
        self.update()

    def fit(self) -> None:
        """Show all places."""
        self.set_view(self.scene.home_view())

    def fit_country(self) -> None:
        """Show all federal states."""
        self.set_view(self.scene.country_view())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom so that `at` stays where it is: by default the place in focus, or the middle."""
        if at is None:
            at = QPointF(self.width() / 2, self.height() / 2)
            if self.scene.focus >= 0:
                own = QPointF(*self.scene.spot(self.scene.focus))
                at = own if self.rect().contains(own.toPoint()) else at
        self.set_view(self.scene.view.zoomed(factor, at.x(), at.y()))

    def pan_by(self, dx: float, dy: float) -> None:
        """Drag the ground."""
        self.set_view(self.scene.view.panned(dx, dy))

    def choose(self, number: int) -> None:
        """Choose a place by its number and tell it."""
        if 0 <= number < len(self.scene.places):
            self._focus(number)
            self.place_chosen.emit(self.scene.places[number].finding_id)

    def _focus(self, number: int) -> None:
        scene = self.scene
        scene.focus = number
        x, y = scene.spot(number)
        if not (20 <= x <= self.width() - 20 and 20 <= y <= self.height() - 40):
            self._fit_waits = False
            scene.set_view(scene.view.centred(*scene.view.to_plane(x, y)))
        scene.settle()
        self._describe()
        self.update()

    # --- GroundWidget

    def paint_ground(self, painter: QPainter) -> QColor:
        """See GroundWidget."""
        if self._brush is None:
            self._brush = MapPainter(chart_colours(self.palette()), self.font())
        self._brush.paint(painter, self.scene)
        return self._brush.colours.accent

    def forget_looks(self) -> None:
        """See GroundWidget."""
        self._brush = None

    def key_zoom(self, factor: float) -> None:
        """See GroundWidget."""
        self.zoom_by(factor)

    def step_by(self, dx: int, dy: int) -> None:
        """See GroundWidget: places in the order of the table."""
        self.choose(self._next(dx + dy))

    def more_keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """M measures from here."""
        return {Qt.Key.Key_M: self.toggle_anchor}

    def clicked_at(self, at: QPointF) -> None:
        """See GroundWidget."""
        self.open_marker(self.scene.marker_at(at.x(), at.y()))

    def opened_at(self, at: QPointF) -> None:
        """See GroundWidget."""
        number = self.scene.marker_at(at.x(), at.y())
        if number >= 0 and len(self.scene.markers[number].members) == 1:
            self.activate()

    def tip_at(self, at: QPointF) -> str:
        """See GroundWidget."""
        number = self.scene.marker_at(at.x(), at.y())
        members = self.scene.markers[number].members if number >= 0 else ()
        lines = [self._spoken(n) for n in members[:_TIPS]]
        more = len(members) - _TIPS
        if more > 0:
            lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
        return "\n".join(lines)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        self.zoom_by(float(1.0016 ** event.angleDelta().y()), event.position())
        event.accept()

    def open_marker(self, number: int) -> None:
        """Choose a marker's place; of several places show them closer, or tell which they are."""
        if number < 0:
            return
        members = self.scene.markers[number].members
        if len(members) == 1:
            self.choose(members[0])
            return
        closer = self.scene.bounds_view(members)
        if closer.scale > self.scene.view.scale * 1.2:
            self.set_view(closer)
        self.cluster_opened.emit([self.scene.places[n].finding_id for n in members])

    def activate(self) -> None:
        """Open the place in focus."""
        if self.scene.focus >= 0:
            self.place_activated.emit(self.scene.places[self.scene.focus].finding_id)

    def _next(self, step: int) -> int:
        count = len(self.scene.places)
        return (self.scene.focus + step) % count if count and self.scene.focus >= 0 else 0

    def toggle_anchor(self) -> None:
        """Measure from the place in focus; once more ends it."""
        scene = self.scene
        again = scene.focus < 0 or scene.focus == scene.anchor
        self.measure_from("" if again else scene.places[scene.focus].finding_id)

    # --- QWidget

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        view = self.scene.view
        size = (max(self.width(), 1), max(self.height(), 1))
        self.scene.set_view(MapView(view.scale, view.east, view.north, *size))
        self._fit_if_waiting()

    def _fit_if_waiting(self) -> None:
        if self._fit_waits:
            self.scene.set_view(self.scene.home_view())

    def _describe(self) -> None:
        count = len(self.scene.places)
        words = ngettext("{count} place", "{count} places", count).format(count=count)
        self.setAccessibleDescription(self._spoken(self.scene.focus) if self.scene.focus >= 0 else words)

    def _spoken(self, number: int) -> str:
        scene = self.scene
        place = scene.places[number]
        words = f"{place.subject}, {place.coordinates} ({standing_name(place.standing)})"
        if place.restricted:
            words += " – " + _("restricted")
        if scene.anchor >= 0 and scene.anchor != number:
            origin = scene.places[scene.anchor]
            length = metres_text(distance(origin.point, place.point))
            told = _("{distance} from {place}").format(distance=length, place=origin.subject)
            words = f"{words}, {told}"
        return words
