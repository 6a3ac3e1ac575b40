"""The timeline's lanes: pans, zooms, chooses."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.analysis.time_axis import day_text
from app.analysis.time_events import Dated, Grouping, spoken
from app.analysis.time_lanes import Lane
from app.base.i18n import _, ngettext
from ui.chart.chart_colours import chart_colours
from ui.timeline.lanes_painter import AXIS, NAMES, STRIP, LanesPainter
from ui.timeline.time_scene import TimeScene
from ui.timeline.time_view import LARGEST, SMALLEST, TimeView
from ui.widgets.ground_widget import PAN, GroundWidget
from ui.widgets.theme import small_font

_MARK = "mark"


class LanesWidget(GroundWidget):
    """Shows dated findings in lanes; it changes nothing, it only tells what was chosen."""

    KEY_ZOOM = 1.4

    event_chosen = Signal(str, str)
    """Ids of the finding and its subject: click, or a move of the keyboard."""
    event_activated = Signal(str)
    """Enter or double click: the id of the finding."""
    view_changed = Signal()
    """Another part of time or other lanes show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        metrics = QFontMetricsF(small_font(self.font()))
        self.scene = TimeScene(measure=metrics.horizontalAdvance)
        self._brush: LanesPainter | None = None
        self._fit_waits = True
        self.setMinimumSize(320, 180)
        self.setAccessibleName(_("Timeline"))
        self._describe()

    # --- what it shows

    def set_events(
        self,
        events: Sequence[Dated],
        lanes: Sequence[Lane],
        grouping: Grouping = Grouping.SUBJECT,
        *,
        keep_view: bool = False,
    ) -> None:
        """Show these events in these lanes."""
        self.scene.show(events, lanes, grouping)
        self._brush = None
        self._fit_waits = self._fit_waits or not keep_view
        self._fit_if_waiting()
        self._describe()
        self._show_view(self.scene.view)

    def choose_subject(self, subject_id: str) -> None:
        """Bring a subject's events forward; "" for none."""
        if subject_id != self.scene.subject_id:
            self.scene.subject_id = subject_id
            if self._brush is not None:
                self._brush.follow_subject(self.scene)
            self.update()

    def reveal_subject(self, subject_id: str) -> None:
        """Bring a subject's events forward and into sight."""
        self.choose_subject(subject_id)
        mine = [n for n, e in enumerate(self.scene.events) if subject_id in (e.subject_id, *e.bearers)]
        if mine and self.scene.focus not in mine:
            self._into_sight(mine[0])

    def set_view(self, view: TimeView) -> None:
        """Show another stretch of time."""
        self._fit_waits = False
        self._show_view(view)

    def _show_view(self, view: TimeView, *, moving: bool = False) -> None:
        self.scene.set_view(view, moving=moving)
        self.update()
        self.view_changed.emit()

    def fit(self) -> None:
        """Show all events."""
        self.set_view(self.scene.view.spanning(*self.scene.span(), right=self.scene.sizes.label))

    def zoom_by(self, factor: float, x: float | None = None) -> None:
        """Zoom so that the day at `x` stays where it is: by default the event in focus, or the middle."""
        view = self.scene.view
        if x is None:
            x = view.width / 2
            if self.scene.focus >= 0:
                own = view.x(self.scene.events[self.scene.focus].extent.first)
                x = own if 0 <= own <= view.width else x
        self._fit_waits = False
        self.keep_moving()
        self._show_view(view.zoomed(factor, x), moving=True)

    def pan_by(self, dx: float, dy: float) -> None:
        """Drag the ground."""
        self.set_view(self.scene.view.panned(dx, dy, self.scene.arranged.height))

    def scroll_to(self, top: float) -> None:
        """Show the lanes from this height on."""
        self.pan_by(0, self.scene.view.top - top)

    def focus_event(self, event: int) -> None:
        """Move the keyboard's place to an event, bring it into sight and tell its finding."""
        if event < 0:
            return
        self.scene.focus = event
        self._into_sight(event)
        self._describe()
        chosen = self.scene.events[event]
        self.event_chosen.emit(chosen.finding_id, chosen.subject_id)
        self.update()

    def _into_sight(self, event: int) -> None:
        scene = self.scene
        marks = scene.marks_of(event)
        if not len(marks):
            return
        self._fit_waits = False
        mark = int(marks[0])
        view, middle = scene.view, float(scene.arranged.middle[mark])
        x = float(scene.arranged.left[mark]) + scene.shift()
        dx = view.width / 2 - x if not 0 <= x <= view.width - 40 else 0.0
        out = not view.top + 10 <= middle <= view.top + view.height - 10
        self._show_view(
            view.panned(dx, view.top - (middle - view.height / 2) if out else 0.0, scene.arranged.height)
        )

    # --- GroundWidget

    def paint_ground(self, painter: QPainter) -> QColor:
        """See GroundWidget."""
        if self._brush is None:
            self._brush = LanesPainter(chart_colours(self.palette()), self.font(), self.scene)
        accent = self._brush.colours.accent
        self._brush.paint(painter, self.scene, self.width(), self.height())
        marked = self.own_drag()
        if marked is not None:
            left, right = sorted((marked[0].x(), marked[1].x()))
            painter.setPen(accent)
            painter.drawRect(int(max(left, NAMES)), 1, int(right - max(left, NAMES)), STRIP - 3)
        return accent

    def forget_looks(self) -> None:
        """See GroundWidget."""
        self._brush = None

    def come_to_rest(self) -> None:
        """Give everything the place and the words that fit the scale."""
        if self.scene.come_to_rest():
            self.update()
            self.view_changed.emit()

    def key_zoom(self, factor: float) -> None:
        """See GroundWidget."""
        self.zoom_by(factor)

    def step_by(self, dx: int, dy: int) -> None:
        """See GroundWidget: left and right in time, up and down between lanes."""
        self.focus_event(self.scene.step(dx) if dx else self.scene.step_lane(dy))

    def more_keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """Home and End: first and last event; pages scroll the lanes."""
        scene, page = self.scene, self.scene.view.height * 0.8
        return {
            Qt.Key.Key_Home: lambda: self.focus_event(0 if scene.events else -1),
            Qt.Key.Key_End: lambda: self.focus_event(len(scene.events) - 1),
            Qt.Key.Key_PageDown: lambda: self.pan_by(0, -page),
            Qt.Key.Key_PageUp: lambda: self.pan_by(0, page),
        }

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift move sideways; over the lanes' names or with Alt scroll them."""
        turn = event.angleDelta()
        steps = turn.y() or turn.x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan_by(steps / 2, 0)
        elif event.position().x() < NAMES or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pan_by(0, steps / 2)
        else:
            self.zoom_by(float(1.0016**steps), event.position().x() - NAMES)
        event.accept()

    def drag_kind(self, at: QPointF) -> str:
        """On the overview a drag marks a stretch of time."""
        return _MARK if at.y() < STRIP and at.x() >= NAMES else PAN

    def opened_at(self, at: QPointF) -> None:
        """See GroundWidget."""
        if self._mark_at(at) >= 0:
            self.activate()

    def drag_ended(self, start: QPointF, end: QPointF, moved: bool) -> None:
        """Show the stretch that was marked on the overview; a click centres there."""
        first, last = self.scene.span()
        per_day = max(self.width() - NAMES, 1) / max(last - first, 1.0)
        low, high = (first + (x - NAMES) / per_day for x in sorted((start.x(), end.x())))
        if moved:
            self.set_view(self.scene.view.spanning(low, high))
        else:
            self.pan_by((self.scene.view.day(self.scene.view.width / 2) - low) * self.scene.view.scale, 0)

    def clicked_at(self, at: QPointF) -> None:
        """See GroundWidget: several events under one mark are shown closer."""
        mark = self._mark_at(at)
        if mark < 0:
            return
        a = self.scene.arranged
        if a.count[mark] > 1:
            members = [self.scene.events[n].extent for n in a.members[mark]]
            self.set_view(
                self.scene.view.spanning(min(m.first for m in members), max(m.last for m in members))
            )
        else:
            self.focus_event(int(a.event[mark]))

    def _mark_at(self, at: QPointF) -> int:
        inside = at.x() >= NAMES and at.y() >= STRIP + AXIS
        return self.scene.mark_at(at.x() - NAMES, at.y() - STRIP - AXIS) if inside else -1

    def activate(self) -> None:
        """Open the event in focus."""
        if self.scene.focus >= 0:
            self.event_activated.emit(self.scene.events[self.scene.focus].finding_id)

    def tip_at(self, at: QPointF) -> str:
        """See GroundWidget."""
        mark = self._mark_at(at)
        if mark < 0:
            if at.x() < NAMES or at.y() < STRIP:
                return self._lane_at(at)
            return day_text(self.scene.view.day(at.x() - NAMES))
        members = self.scene.arranged.members[mark]
        lines = [spoken(self.scene.events[n]) for n in members[:8]]
        if len(members) > 8:
            more = len(members) - 8
            lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
        return "\n".join(lines)

    def _lane_at(self, at: QPointF) -> str:
        y = at.y() - STRIP - AXIS + self.scene.view.top
        tops = self.scene.arranged.lane_tops.tolist()
        for lane, low, high in zip(self.scene.lanes, tops, tops[1:], strict=False):
            if low <= y < high and at.y() >= STRIP + AXIS:
                return lane.title
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        view = self.scene.view
        width, height = max(self.width() - NAMES, 1), max(self.height() - STRIP - AXIS, 1)
        # The same stretch of time stays in sight, and only gets another scale.
        scale = min(max(view.scale * width / view.width, SMALLEST), LARGEST)
        self.keep_moving()
        self.scene.set_view(TimeView(view.first, scale, view.top, width, height), moving=True)
        self.scene.set_view(self.scene.view.panned(0, 0, self.scene.arranged.height))
        self._fit_if_waiting()
        self.view_changed.emit()

    def _fit_if_waiting(self) -> None:
        """Show where most events are, until somebody looks elsewhere."""
        if self._fit_waits and self.scene.events and self.width() > NAMES + 100:
            scene = self.scene
            self._show_view(scene.view.spanning(*scene.dense_span(), right=scene.sizes.label))

    def _describe(self) -> None:
        scene = self.scene
        count = len(scene.events)
        words = ngettext("{count} dated finding", "{count} dated findings", count).format(count=count)
        if scene.focus >= 0:
            words = spoken(scene.events[scene.focus])
        self.setAccessibleDescription(words)
