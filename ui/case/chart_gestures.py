"""What people do to a chart: each gesture is one change of the store, and can be taken back."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.base.chart_records import ChartFilter, ChartGroup, ChartSettings, Look
from app.base.errors import UserError
from app.casework import chart_grouping, chart_items, chart_notes, chart_rules
from app.store.change import Change
from app.store.store import Store
from ui.case.case_desk import CaseDesk
from ui.case.chart_query import ChartPicture, chart_id_for

Gesture = Callable[[Store, str], Change]
Refused = Callable[[UserError], object]


class ChartGestures(QObject):
    """Does gestures on the chart that `picture` holds; nothing can be done on what a recipient would see."""

    refused_here = Signal()
    """Something was tried on a chart that is only looked at through other eyes."""

    def __init__(self, desk: CaseDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.picture: ChartPicture | None = None
        self.places: Callable[[], Mapping[str, tuple[float, float]]] = dict

    @property
    def allowed(self) -> bool:
        """Whether the chart shown may be changed."""
        return self.picture is not None and not self.picture.recipient

    def do(
        self,
        gesture: Gesture,
        done: Callable[[Change], object] | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Do `gesture(store, chart id)`; a case without a chart gets its first one, as it looks now."""
        picture = self.picture
        if picture is None or picture.recipient:
            self.refused_here.emit()
            return
        case_id = self.desk.case_id
        everything = dict(self.places()) if picture.chart is None else {}

        def work(store: Store) -> Change:
            return gesture(store, chart_id_for(store, case_id, picture.chart, everything))

        self.desk.session.write(self, work, done or (lambda _change: None), refused)

    # --- the gestures that need no form

    def hide(self, ids: Iterable[str]) -> None:
        """Hide nodes and links; folded groups cannot be hidden."""
        wanted = self._subjects(ids)
        if wanted:
            self.do(lambda store, chart: chart_items.hide(store, chart, wanted))

    def restore(self, ids: Iterable[str] = ()) -> None:
        """Show hidden things again; none named, all of them."""
        wanted = tuple(ids)
        self.do(lambda store, chart: chart_items.restore(store, chart, wanted))

    def pin(self, ids: Iterable[str], *, pinned: bool = True) -> None:
        """Keep nodes where they are when a layout moves the others."""
        wanted = self._subjects(ids)
        if wanted:
            self.do(lambda store, chart: chart_items.pin(store, chart, wanted, pinned=pinned))

    def lock(self, ids: Iterable[str], *, locked: bool = True) -> None:
        """Let nothing move these nodes."""
        wanted = self._subjects(ids)
        if wanted:
            self.do(lambda store, chart: chart_items.lock(store, chart, wanted, locked=locked))

    def drop(self, ids: Iterable[str]) -> None:
        """Forget place and look of these."""
        wanted = self._subjects(ids)
        if wanted:
            self.do(lambda store, chart: chart_items.drop(store, chart, wanted))

    def expand(self, node_id: str, *, types: tuple[str, ...] = (), layers: tuple[str, ...] = ()) -> None:
        """Show the neighbours of a node."""
        if self.picture is not None:
            network = self.picture.network
            self.do(
                lambda store, chart: chart_items.expand(
                    store, chart, node_id, network, types=types, layers=layers
                )
            )

    def align(self, ids: Iterable[str], edge: str) -> None:
        """Put nodes on one line."""
        wanted = tuple(ids)
        self.do(lambda store, chart: chart_items.align(store, chart, wanted, edge))

    def distribute(self, ids: Iterable[str], axis: str) -> None:
        """Spread nodes evenly."""
        wanted = tuple(ids)
        self.do(lambda store, chart: chart_items.distribute(store, chart, wanted, axis))

    def set_looks(self, ids: Iterable[str], look: Look, refused: Refused | None = None) -> None:
        """Give nodes and links this look; a plain one takes theirs away."""
        looks = dict.fromkeys(self._subjects(ids), look)
        if looks:
            self.do(lambda store, chart: chart_items.set_looks(store, chart, looks), refused=refused)

    def fold(self, group_ids: Iterable[str], *, collapsed: bool = True) -> None:
        """Fold groups to one node each, or open them."""
        wanted = tuple(group_ids)
        if wanted:
            self.do(lambda store, chart: chart_grouping.fold(store, chart, wanted, collapsed=collapsed))

    def change_group(self, group: ChartGroup) -> None:
        """Write a group anew."""
        self.do(lambda store, chart: chart_grouping.change_group(store, chart, group))

    def remove_groups(self, ids: Iterable[str]) -> None:
        """Let groups go."""
        self._remove(chart_grouping.remove_groups, ids)

    def remove_notes(self, ids: Iterable[str]) -> None:
        """Take notes off the chart."""
        self._remove(chart_notes.remove_notes, ids)

    def remove_frames(self, ids: Iterable[str]) -> None:
        """Take frames off the chart."""
        self._remove(chart_notes.remove_frames, ids)

    def remove_notes_and_frames(self, notes: Iterable[str], frames: Iterable[str]) -> None:
        """Take notes and frames off the chart together."""
        gone = (tuple(notes), tuple(frames))
        if any(gone):
            self.do(lambda store, chart: chart_notes.remove_notes_and_frames(store, chart, *gone))

    def remove_rules(self, ids: Iterable[str]) -> None:
        """Take rules off the chart."""
        self._remove(chart_rules.remove_rules, ids)

    def order_rules(self, ids: Iterable[str]) -> None:
        """Put rules in this order."""
        self._remove(chart_rules.order_rules, ids)

    def set_settings(self, settings: ChartSettings) -> None:
        """Say what the chart shows beside names."""
        self.do(lambda store, chart: chart_rules.set_settings(store, chart, settings))

    def set_filter(self, wanted: ChartFilter, done: Callable[[Change], object] | None = None) -> None:
        """Keep a filter; allowed through other eyes, too, because this is how one leaves them."""
        picture = self.picture
        if picture is None:
            return
        case_id = self.desk.case_id
        everything = dict(self.places()) if picture.chart is None and not picture.recipient else {}

        def work(store: Store) -> Change:
            return chart_rules.set_filter(
                store, chart_id_for(store, case_id, picture.chart, everything), wanted
            )

        self.desk.session.write(self, work, done or (lambda _change: None))

    def _remove(self, how: Callable[[Store, str, Iterable[str]], Change], ids: Iterable[str]) -> None:
        wanted = tuple(ids)
        if wanted:
            self.do(partial(_named, how, wanted))

    def _subjects(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids that are subjects of the case, not groups, bundles or notes."""
        data = self.desk.data
        known = data.subjects if data is not None else {}
        return tuple(i for i in dict.fromkeys(ids) if i in known)


def _named(
    how: Callable[[Store, str, Iterable[str]], Change], wanted: tuple[str, ...], store: Store, chart: str
) -> Change:
    return how(store, chart, wanted)
