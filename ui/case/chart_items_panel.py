"""What is on a chart beside what one sees at once: hidden and held nodes, notes, frames, groups."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.casework import chart_grouping, chart_notes
from app.store.change import Change
from app.store.store import Store
from ui.case.chart_entry_list import ChartEntryList, Command, one
from ui.case.chart_part_forms import ChartFrameForm, ChartNoteForm, GroupForm, field_of
from ui.case.chart_query import ChartPicture, labels_of, selected_nodes
from ui.case.chart_room import ChartRoom, Values

_MARGIN = 60.0
_SHORT = 70


class ChartItemsPanel(QWidget):
    """Five lists; every button is one change."""

    def __init__(self, room: ChartRoom) -> None:
        super().__init__()
        self._room = room
        self.hidden = ChartEntryList(_("Hidden"), _("Nothing is hidden."))
        self.held = ChartEntryList(_("Pinned and locked"), _("Nothing is pinned or locked."))
        self.notes = ChartEntryList(_("Notes"), _("No note yet."))
        self.frames = ChartEntryList(_("Frames"), _("No frame yet."))
        self.groups = ChartEntryList(_("Groups"), _("No group yet."))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        for part in (self.hidden, self.held, self.notes, self.frames, self.groups):
            column.addWidget(part)
        column.addStretch(1)
        self._add_commands()
        room.part_wanted.connect(self.begin)

    def _add_commands(self) -> None:
        gestures = self._room.gestures
        self.hidden.add_command(_("Show again"), gestures.restore, opens=True)
        self.hidden.add_command(_("Show all again"), lambda _ids: gestures.restore(), needs=False)
        self.held.add_command(_("Show on the chart"), one(self._room.chart.fly_to), opens=True)
        self.held.add_command(_("Let go"), lambda ids: gestures.pin(ids, pinned=False))
        self.held.add_command(_("Unlock"), lambda ids: gestures.lock(ids, locked=False))
        self.notes.add_command(_("New …"), self._beginner("note"), needs=False)
        self.notes.add_command(_("Edit …"), one(self.edit_note), opens=True)
        self.notes.add_command(_("Remove"), gestures.remove_notes)
        self.frames.add_command(_("New …"), self._beginner("frame"), needs=False)
        self.frames.add_command(_("Edit …"), one(self.edit_frame), opens=True)
        self.frames.add_command(_("Remove"), gestures.remove_frames)
        self.groups.add_command(_("New …"), self._beginner("group"), needs=False)
        self.groups.add_command(_("Edit …"), one(self.edit_group), opens=True)
        self.groups.add_command(_("Fold"), lambda ids: gestures.fold(ids))
        self.groups.add_command(_("Open up"), lambda ids: gestures.fold(ids, collapsed=False))
        self.groups.add_command(_("Let go"), gestures.remove_groups)

    def show_picture(self, picture: ChartPicture) -> None:
        """Show what is on this chart; through other eyes there is nothing of the office's own."""
        document, own = picture.document, not picture.recipient
        self.setEnabled(own)
        labels = labels_of(picture.network)
        items = [(i, t) for i, t in document.items.items() if i in labels and own]
        self.hidden.show_entries(_sorted((i, labels[i]) for i, t in items if t.hidden))
        held = ((i, _held(labels[i], t.pinned, t.locked)) for i, t in items if t.pinned or t.locked)
        self.held.show_entries(_sorted(held))
        self.notes.show_entries([(n.id, _shortened(n.text)) for n in document.notes])
        self.frames.show_entries([(f.id, f.title or _("without a title")) for f in document.frames])
        self.groups.show_entries(
            [(g.id, _group_words(g.title, len(g.members), g.collapsed)) for g in document.groups]
        )

    def _beginner(self, kind: str) -> Command:
        return lambda _ids: self.begin(kind, self._room.chosen())

    def begin(self, kind: str, ids: Sequence[str]) -> None:
        """Open the form for a new note, frame or group about these."""
        starts = {"note": self.new_note, "frame": self.new_frame, "group": self.new_group}
        starts[kind](list(ids))

    def new_note(self, ids: list[str]) -> None:
        """Ask for a note beside one of these, free without any."""
        data = self._room.desk.data
        about = ids[0] if len(ids) == 1 and data is not None and ids[0] in data.subjects else ""
        x, y = self._corner(ids)

        def work(store: Store, chart: str, values: Values) -> Change:
            return chart_notes.add_note(
                store, chart, values["text"], x, y, colour=values["colour"], subject_id=about
            )

        named = data.caption(about) if data is not None and about else ""
        self._room.ask(ChartNoteForm(None, named), work, field_of)

    def edit_note(self, note_id: str) -> None:
        """Open the form of a note."""
        document = self._room.document
        note = next((n for n in document.notes if n.id == note_id), None) if document else None
        if note is not None:

            def work(store: Store, chart: str, values: Values) -> Change:
                changed = replace(note, text=values["text"], colour=values["colour"])
                return chart_notes.change_note(store, chart, changed)

            self._room.ask(ChartNoteForm(note, ""), work, field_of)

    def new_frame(self, ids: list[str]) -> None:
        """Ask for a frame around these, in the middle of the window without any."""
        x, y, width, height = self._around(ids)

        def work(store: Store, chart: str, values: Values) -> Change:
            colour, line = values["colour"], values["line"]
            return chart_notes.add_frame(
                store, chart, values["title"], x, y, width, height, colour=colour, line=line
            )

        self._room.ask(ChartFrameForm(None), work, field_of)

    def edit_frame(self, frame_id: str) -> None:
        """Open the form of a frame."""
        document = self._room.document
        frame = next((f for f in document.frames if f.id == frame_id), None) if document else None
        if frame is not None:

            def work(store: Store, chart: str, values: Values) -> Change:
                changed = replace(frame, title=values["title"], colour=values["colour"], line=values["line"])
                return chart_notes.change_frame(store, chart, changed)

            self._room.ask(ChartFrameForm(frame), work, field_of)

    def new_group(self, ids: list[str]) -> None:
        """Ask for a group of these nodes."""
        picture = self._room.picture
        members = selected_nodes(picture, ids) if picture is not None else ()

        def work(store: Store, chart: str, values: Values) -> Change:
            folded, colour = bool(values["collapsed"]), values["colour"]
            return chart_grouping.add_group(
                store, chart, values["title"], members, collapsed=folded, colour=colour
            )

        self._room.ask(GroupForm(None, self._room.names(members)), work, field_of)

    def edit_group(self, group_id: str) -> None:
        """Open the form of a group."""
        document = self._room.document
        group = next((g for g in document.groups if g.id == group_id), None) if document else None
        if group is not None:

            def work(store: Store, chart: str, values: Values) -> Change:
                folded, colour = bool(values["collapsed"]), values["colour"]
                changed = replace(group, title=values["title"], colour=colour, collapsed=folded)
                return chart_grouping.change_group(store, chart, changed)

            self._room.ask(GroupForm(group, self._room.names(group.members)), work, field_of)

    def _around(self, ids: Sequence[str]) -> tuple[float, float, float, float]:
        places = self._room.places()
        some = [places[i] for i in ids if i in places]
        if not some:
            x, y = self._corner(())
            return x - 160, y - 100, 320.0, 200.0
        left, top = min(x for x, _y in some) - _MARGIN, min(y for _x, y in some) - _MARGIN
        right, low = max(x for x, _y in some) + _MARGIN, max(y for _x, y in some) + _MARGIN
        return left, top, right - left, low - top

    def _corner(self, ids: Sequence[str]) -> tuple[float, float]:
        places = self._room.places()
        if len(ids) == 1 and ids[0] in places:
            x, y = places[ids[0]]
            return x + 40, y - 40
        view = self._room.chart.scene.view
        return view.cx, view.cy


def _sorted(entries: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(entries, key=lambda pair: list_order(pair[1]))


def _held(name: str, pinned: bool, locked: bool) -> str:
    how = _("locked") if locked else _("pinned")
    how = _("pinned and locked") if pinned and locked else how
    return f"{name} ({how})"


def _group_words(title: str, count: int, collapsed: bool) -> str:
    nodes = ngettext("{count} node", "{count} nodes", count).format(count=count)
    state = _("folded") if collapsed else _("open")
    return f"{title} ({nodes}, {state})"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
