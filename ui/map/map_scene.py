"""What the map shows at one moment: places, markers, labels, what is chosen and measured. Free of Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.analysis.geo_distance import circle, distance
from app.analysis.map_base import map_base
from app.analysis.map_clusters import Cluster, clusters
from app.analysis.map_places import Located, Tie, metres_text
from app.analysis.map_projection import GERMANY
from app.exchange.chart_occupancy import Box, Occupancy
from ui.map.map_view import MapView

CELL = 26.0
RADIUS = 9.0
_LABEL_HEIGHT = 17.0
_WIDEST = 200.0
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapLabel:
    """Words of a marker and the box that they have to themselves."""

    words: str
    box: Box
    marker: int


@dataclass
class MapScene:
    """Markers and labels are placed anew whenever the view or the places change."""

    view: MapView = field(default_factory=MapView)
    places: tuple[Located, ...] = ()
    ties: tuple[Tie, ...] = ()
    show_base: bool = True
    show_ties: bool = False
    subject_id: str = ""
    focus: int = -1
    anchor: int = -1
    radius: float = 0.0
    measure: Callable[[str], float] = lambda text: 7.0 * len(text)
    markers: tuple[Cluster, ...] = field(init=False, default=())
    labels: tuple[MapLabel, ...] = field(init=False, default=())
    measured: Box | None = field(init=False, default=None)
    """Where the distance between anchor and focus is written."""
    _plane: list[Spot] = field(init=False, default_factory=list)
    _grouped: tuple[Cluster, ...] = field(init=False, default=())
    _scale: float = field(init=False, default=0.0)

    def show(self, places: Sequence[Located], ties: Sequence[Tie]) -> None:
        """Show other places; the view stays, and what was chosen where it is still there."""
        kept = [self.places[n].finding_id if n >= 0 else "" for n in (self.focus, self.anchor)]
        self.places, self.ties = tuple(places), tuple(ties)
        known = {place.finding_id: n for n, place in enumerate(self.places)}
        self.focus, self.anchor = (known.get(finding_id, -1) for finding_id in kept)
        self._plane = [GERMANY.forward(*place.point) for place in self.places]
        self._scale = 0.0
        self.settle()

    def set_view(self, view: MapView) -> None:
        """Look elsewhere."""
        self.view = view
        self.settle()

    def settle(self) -> None:
        """Place markers and labels for the view as it is."""
        if self._scale != self.view.scale:
            # on a grid that hangs on the plane, not on the window: markers keep together while one pans
            self._scale = self.view.scale
            self._grouped = clusters(
                [(east * self._scale, -north * self._scale) for east, north in self._plane], CELL
            )
        x, y = self.view.to_screen(0.0, 0.0)
        self.markers = tuple(
            Cluster(c.x + x, c.y + y, c.members)
            for c in self._grouped
            if -CELL < c.x + x < self.view.width + CELL and -CELL < c.y + y < self.view.height + CELL
        )
        self.labels = tuple(self._labels())

    def _labels(self) -> list[MapLabel]:
        taken = Occupancy(Box(0.0, 0.0, self.view.width, self.view.height - 34.0))
        for marker in self.markers:
            taken.take(Box(marker.x - RADIUS, marker.y - RADIUS, marker.x + RADIUS, marker.y + RADIUS))
        self.measured = self._measured(taken)
        found = []
        order = sorted(range(len(self.markers)), key=lambda n: (self.focus not in self.markers[n].members, n))
        for number in order:
            marker = self.markers[number]
            words = self.places[marker.members[0]].subject if len(marker.members) == 1 else ""
            if words:
                width = min(self.measure(words), _WIDEST) + 4.0
                for left, top in _spots_around(marker, width):
                    box = Box(left, top, left + width, top + _LABEL_HEIGHT)
                    if taken.free(box):
                        taken.take(box)
                        found.append(MapLabel(words, box, number))
                        break
        return found

    def distance_words(self) -> str:
        """Return the distance between anchor and focus, "" if nothing is measured."""
        if self.anchor < 0 or self.focus < 0 or self.anchor == self.focus:
            return ""
        return metres_text(distance(self.places[self.anchor].point, self.places[self.focus].point))

    def _measured(self, taken: Occupancy) -> Box | None:
        """A free place along the line that is measured, its middle if there is none."""
        words = self.distance_words()
        if not words:
            return None
        (x1, y1), (x2, y2) = self.spot(self.anchor), self.spot(self.focus)
        half, high = self.measure(words) / 2 + 9.0, _LABEL_HEIGHT / 2 + 2.0
        boxes = []
        for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75):
            x, y = x1 + part * (x2 - x1), y1 + part * (y2 - y1)
            boxes.append(Box(x - half, y - high, x + half, y + high))
        box = next((box for box in boxes if taken.free(box)), boxes[0])
        taken.take(box)
        return box

    def marker_at(self, x: float, y: float) -> int:
        """Return the marker under a place of the window or its words, -1 for none."""
        for number, marker in enumerate(self.markers):
            if abs(marker.x - x) <= RADIUS + 3 and abs(marker.y - y) <= RADIUS + 3:
                return number
        for label in self.labels:
            if label.box.left <= x <= label.box.right and label.box.top <= y <= label.box.bottom:
                return label.marker
        return -1

    def spot(self, place: int) -> Spot:
        """Return where a place lies in the window."""
        return self.view.to_screen(*self._plane[place])

    def bounds_view(self, members: Sequence[int]) -> MapView:
        """Return the view that shows some places."""
        return self.view.fitted([self._plane[n] for n in members])

    def home_view(self) -> MapView:
        """Return the view of all places, of Germany where there are none."""
        if self.places:
            return self.bounds_view(range(len(self.places)))
        return self.country_view()

    def country_view(self) -> MapView:
        """Return the view of all federal states."""
        rings = [ring for state in map_base().states for ring in state.rings]
        corners = [tuple(point) for ring in rings for point in (ring.min(axis=0), ring.max(axis=0))]
        return self.view.fitted([(float(x), float(y)) for x, y in corners])

    def ring(self) -> list[Spot]:
        """Return the circle of the radius around the anchor, in the window; empty without one."""
        if self.anchor < 0 or self.radius <= 0:
            return []
        points = circle(self.places[self.anchor].point, self.radius)
        return [self.view.to_screen(*GERMANY.forward(*point)) for point in points]

    def tie_lines(self) -> list[tuple[Spot, Spot, Tie]]:
        """Return the lines between places that links of the case join."""
        if not self.show_ties:
            return []
        first: dict[str, int] = {}
        for number, place in enumerate(self.places):
            first.setdefault(place.subject_id, number)
        return [(self.spot(first[t.a]), self.spot(first[t.b]), t) for t in self.ties]

    def metres_per_pixel(self) -> float:
        """Return how long a pixel is on the ground in the middle of the window."""
        lat = GERMANY.inverse(self.view.east, self.view.north)[0]
        return 1.0 / (self.view.scale * GERMANY.stretch(lat))


def _spots_around(marker: Cluster, width: float) -> tuple[Spot, ...]:
    half, away = _LABEL_HEIGHT / 2, RADIUS + 3.0
    return (
        (marker.x + away, marker.y - half),
        (marker.x - away - width, marker.y - half),
        (marker.x - width / 2, marker.y + away - 1),
        (marker.x - width / 2, marker.y - away - _LABEL_HEIGHT + 1),
    )
