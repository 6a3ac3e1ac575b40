"""What hands and keys ask of a chart, done: each gesture is one change, and can be taken back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from app.analysis.chart_arrangement import aligned, distributed
from app.base.chart_records import ChartFrame, ChartNote
from app.casework import chart_items, chart_notes
from app.store.change import Change
from app.store.store import Store
from ui.case.chart_hover import hover_card
from ui.case.chart_query import Places
from ui.case.chart_room import ChartRoom
from ui.chart.hover_card import HoverCard


class ChartHands(QObject):
    """Ties the signals of the chart to gestures, and gives the chart its cards and values to choose by."""

    def __init__(self, room: ChartRoom) -> None:
        super().__init__(room)
        self._room = room
        chart, gestures = room.chart, room.gestures
        chart.parts_changed.connect(self._keep)
        chart.part_resized.connect(self._resized)
        chart.part_requested.connect(room.part_wanted)
        chart.fold_requested.connect(lambda ids, folded: gestures.fold(ids, collapsed=folded))
        chart.hide_requested.connect(gestures.hide)
        chart.restore_requested.connect(lambda: gestures.restore())
        chart.pin_requested.connect(lambda ids, pinned: gestures.pin(ids, pinned=pinned))
        chart.lock_requested.connect(lambda ids, locked: gestures.lock(ids, locked=locked))
        chart.removal_requested.connect(gestures.remove_notes_and_frames)
        chart.align_requested.connect(self._align)
        chart.distribute_requested.connect(self._distribute)
        chart.cards.card_of = self.card_of
        chart.values_of = self.values_of

    def forget(self) -> None:
        """Leave no card behind when other eyes look, and nothing that a key has begun."""
        self._room.chart.cards.close()
        self._room.chart.stop_gesture()

    def _keep(self, moved: Places) -> None:
        picture = self._room.picture
        known = {n.id for n in picture.network.nodes} if picture is not None else set()
        nodes = {i: place for i, place in moved.items() if i in known}
        parts = {i: place for i, place in moved.items() if i not in known}
        self._room.gestures.do(lambda store, chart: chart_items.move(store, chart, nodes, parts=parts))

    def _align(self, ids: Sequence[str], edge: str) -> None:
        if self._all_placed(ids):
            self._room.gestures.align(ids, edge)
        else:
            self._arrange(ids, aligned, edge)

    def _distribute(self, ids: Sequence[str], axis: str) -> None:
        if self._all_placed(ids):
            self._room.gestures.distribute(ids, axis)
        else:
            self._arrange(ids, distributed, axis)

    def _all_placed(self, ids: Sequence[str]) -> bool:
        """Tell whether the chart keeps a place for all of these; folded groups and new nodes have none."""
        items = self._room.document.items if self._room.document is not None else {}
        return all(i in items and items[i].placed for i in ids)

    def _arrange(
        self, ids: Sequence[str], how: Callable[[Places, str], dict[str, tuple[float, float]]], line: str
    ) -> None:
        """Arrange nodes and folded groups where they are drawn; what is locked stays."""
        chart = self._room.chart
        model, places = chart.scene.model, chart.positions()
        wanted = {i: places[i] for i in ids if i in places and not model.locked(model.index[i])}
        moved = {i: place for i, place in how(wanted, line).items() if place != places[i]}
        if moved:
            self._keep(moved)

    def _resized(self, part_id: str, x: float, y: float, width: float, height: float) -> None:
        document = self._room.document
        for note in document.notes if document is not None else ():
            if note.id == part_id:
                changed = replace(note, x=x, y=y, width=width, height=height)
                self._room.gestures.do(partial(_change_note, changed))
        for frame in document.frames if document is not None else ():
            if frame.id == part_id:
                larger = replace(frame, x=x, y=y, width=width, height=height)
                self._room.gestures.do(partial(_change_frame, larger))

    def values_of(self, subject_id: str) -> Mapping[str, Sequence[str]]:
        """Return what is said of a subject in the chart that is shown."""
        picture = self._room.picture
        said = picture.facts.of.get(subject_id) if picture is not None else None
        return said.properties if said is not None else {}

    def card_of(self, subject_id: str) -> HoverCard | None:
        """Return the card of a node, link or group, from what the chart shown may tell and nothing else."""
        picture, data = self._room.picture, self._room.desk.data
        if picture is None or data is None:
            return None
        return hover_card(picture, subject_id, data.agency_name)


def _change_note(note: ChartNote, store: Store, chart_id: str) -> Change:
    return chart_notes.change_note(store, chart_id, note)


def _change_frame(frame: ChartFrame, store: Store, chart_id: str) -> Change:
    return chart_notes.change_frame(store, chart_id, frame)
