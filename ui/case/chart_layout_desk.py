"""Layouts run beside the window: shown on the way, stopped and kept, or cancelled; the result is one step."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from app.base.errors import UserError
from app.base.i18n import _
from app.store.change import Change
from ui.case.chart_arranging import Arrangement, arranged
from ui.case.chart_progress import ChartProgress
from ui.case.chart_query import ChartPicture, Places, keep_places
from ui.case.chart_room import ChartRoom


class ChartLayoutDesk(QObject):
    """Knows the chart whose nodes it moves."""

    def __init__(self, room: ChartRoom, progress: ChartProgress) -> None:
        super().__init__(room)
        self.desk, self.gestures, self.chart, self.progress = room.desk, room.gestures, room.chart, progress
        self.gliding = False
        """Whether the next picture is reached by gliding, because a layout made it."""
        progress.picture.connect(self._show_picture)

    def begin(self, algorithm: str, by: str, only: Sequence[str] | None, centre: str) -> None:
        """Lay out what is in sight, or `only` these of it."""
        data, picture = self.desk.data, self.gestures.picture
        if data is None or picture is None or self.progress.busy:
            return
        wish = Arrangement(algorithm, centre, frozenset(only) if only is not None else None, by)
        reporter = self.progress.begin_layout(_("Laying out …"))
        before = self.chart.positions()
        work = partial(arranged, data, picture, wish, {**picture.places, **before}, reporter)
        self.desk.session.tasks.read(
            self.chart, work, partial(self._arranged, picture, algorithm, before), self._refused
        )

    def _arranged(self, picture: ChartPicture, algorithm: str, before: Places, places: Places | None) -> None:
        self.progress.end()
        now, shown = self.gestures.picture, (picture.document.id, picture.recipient)
        same = now is not None and (now.document.id, now.recipient) == shown
        if places is None or not same:
            self.chart.set_positions(before)
            return
        if picture.recipient:
            self.chart.animate_to(places, fit=True)
            return
        self.keep(places, algorithm)

    def _refused(self, error: UserError) -> None:
        self.progress.end()
        self.desk.session.refused.emit(error)

    def _show_picture(self, places: Places) -> None:
        if self.progress.busy:
            self.chart.set_positions(places)

    def keep(
        self, moved: Places, algorithm: str = "", done: Callable[[Change], object] | None = None
    ) -> None:
        """Keep where nodes, folded groups, notes and frames are now."""
        picture = self.gestures.picture
        if picture is None or picture.recipient:
            return
        self.gliding = bool(algorithm)
        known = {n.id for n in picture.network.nodes}
        nodes = {i: p for i, p in moved.items() if i in known}
        parts = {i: p for i, p in moved.items() if i not in known}
        everything = {i: p for i, p in self.chart.positions().items() if i in known}
        case_id = self.desk.case_id
        self.desk.session.write(
            self,
            lambda store: keep_places(store, case_id, picture.chart, nodes, everything, algorithm, parts),
            done or (lambda _change: None),
        )
