"""The menu of a node or link of a chart, and of the ground."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.analysis.chart_arrangement import neighbours
from app.base.i18n import _
from app.base.records import SubjectKind
from ui.case.case_data import type_label
from ui.case.chart_query import selected_nodes
from ui.case.chart_room import ChartRoom


class ChartMenu(QMenu):
    """Filled anew each time for what is chosen."""

    def __init__(self, room: ChartRoom, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = room

    def show_for(self, subject_id: str, at: QPoint) -> None:
        """Show the menu for a thing ("" for the ground) at a place on the screen."""
        self.fill(subject_id)
        if self.actions():
            self.popup(at)

    def fill(self, subject_id: str) -> None:
        """Put in what can be done with what is chosen; nothing while one looks through other eyes."""
        self.clear()
        room = self._room
        picture = room.picture
        if picture is None or picture.recipient:
            return
        ids = room.chosen()
        if subject_id and subject_id not in ids:
            ids = [subject_id]
        groups = {g.id for g in picture.document.groups}
        if not ids:
            self._ground()
            self._choosing()
            return
        if len(ids) == 1 and ids[0] not in groups:
            self.addAction(_("Open"), lambda: room.open_wanted.emit(ids[0]))
            self._expand(ids[0])
        self._things(ids)
        self._group(ids, groups)
        self._choosing()

    def _choosing(self) -> None:
        """Offer to choose by what things are, with the keys that do the same."""
        commands = self._room.chart.selection_commands()
        if not commands:
            return
        below = self.addMenu(_("Choose"))
        for command in commands:
            words = command.name.replace("&", "&&")
            key = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            below.addAction(f"{words}\t{key}" if key else words, command.run)

    def _ground(self) -> None:
        room = self._room
        self.addAction(_("Note …"), lambda: room.part_wanted.emit("note", []))
        self.addAction(_("Frame …"), lambda: room.part_wanted.emit("frame", []))
        self.addAction(_("Show hidden things again"), lambda: room.gestures.restore())

    def _things(self, ids: list[str]) -> None:
        gestures, picture = self._room.gestures, self._room.picture
        items = picture.document.items if picture is not None else {}
        pinned = all(i in items and items[i].pinned for i in ids)
        locked = all(i in items and items[i].locked for i in ids)
        self.addAction(_("Hide"), lambda: gestures.hide(ids))
        words = _("Let go of the pin") if pinned else _("Pin")
        self.addAction(words, lambda: gestures.pin(ids, pinned=not pinned))
        words = _("Unlock") if locked else _("Lock")
        self.addAction(words, lambda: gestures.lock(ids, locked=not locked))
        self.addAction(_("Look …"), lambda: self._room.look_wanted.emit())
        self.addAction(_("Note …"), lambda: self._room.part_wanted.emit("note", ids))
        self.addAction(_("Take off the chart"), lambda: gestures.drop(ids))
        if len(ids) > 1:
            self._arrange(ids)

    def _arrange(self, ids: list[str]) -> None:
        gestures = self._room.gestures
        below = self.addMenu(_("Align"))
        for edge, words in (
            ("left", _("at the left")),
            ("centre", _("one below the other")),
            ("right", _("at the right")),
            ("top", _("at the top")),
            ("middle", _("side by side")),
            ("bottom", _("at the bottom")),
        ):
            below.addAction(words, partial(gestures.align, ids, edge))
        below.addSeparator()
        below.addAction(_("Spread across"), lambda: gestures.distribute(ids, "across"))
        below.addAction(_("Spread down"), lambda: gestures.distribute(ids, "down"))

    def _group(self, ids: list[str], groups: set[str]) -> None:
        room = self._room
        folded = [i for i in ids if i in groups]
        if folded:
            self.addAction(_("Open the group"), lambda: room.gestures.fold(folded, collapsed=False))
        nodes = selected_nodes(room.picture, ids) if room.picture is not None else ()
        if nodes:
            self.addAction(_("Group …"), lambda: room.part_wanted.emit("group", list(nodes)))
            self.addAction(_("Frame …"), lambda: room.part_wanted.emit("frame", list(nodes)))

    def _expand(self, node_id: str) -> None:
        room, data = self._room, self._room.desk.data
        picture = room.picture
        if picture is None or data is None or data.subjects[node_id].kind is not SubjectKind.NODE:
            return
        near = neighbours(picture.network, node_id)
        if not near:
            return
        below = self.addMenu(_("Show neighbours"))
        below.addAction(_("All ({count})").format(count=len(near)), lambda: room.gestures.expand(node_id))
        counts: dict[str, int] = {}
        for other in near:
            kind = data.subjects[other].type
            counts[kind] = counts.get(kind, 0) + 1
        for kind, count in sorted(counts.items(), key=lambda pair: type_label(pair[0])):
            words = f"{type_label(kind)} ({count})"
            below.addAction(words, partial(room.gestures.expand, node_id, types=(kind,)))
