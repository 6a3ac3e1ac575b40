"""What the chart asks others to do, and its choice of notes and frames."""

from collections.abc import Iterable

import numpy as np

from ui.chart.arrays import Ints
from ui.chart.chart_model import LOCKED, PINNED
from ui.chart.chart_stage import ChartStage
from ui.chart.part_geometry import Box, Moving, box_of, boxed, moving, parts_of, put_document, shifted

_NUDGED = 12.0


class ChartRequests(ChartStage):
    """Turns what a hand or a key means into signals; nothing is asked for where nothing may be changed."""

    editable = True

    # --- choosing notes and frames

    def choose_parts(self, ids: Iterable[str]) -> None:
        """Choose exactly these notes and frames, so far as they are in the chart; tells it on a change."""
        wanted = frozenset(ids) & parts_of(self.scene.model.content.document).keys()
        if wanted != self.scene.parts:
            self.scene.parts = wanted
            self._describe()
            self.update()
            self.parts_chosen.emit(sorted(wanted))

    def next_part(self, step: int = 1) -> str:
        """Choose the note or frame after the chosen one and bring it into sight; "" if there is none."""
        parts = list(parts_of(self.scene.model.content.document).values())
        if not parts:
            return ""
        at = next((n for n, part in enumerate(parts) if part.id in self.scene.parts), -1 if step > 0 else 0)
        part = parts[(at + step) % len(parts)]
        self.choose_parts((part.id,))
        view = self.scene.view
        middle = (part.x + part.width / 2, part.y + part.height / 2)
        x, y = view.to_screen(np.array([middle]))[0].tolist()
        if not (0 <= x <= view.width and 0 <= y <= view.height):
            self.set_view(view.centred(*middle))
        return part.id

    # --- moving

    def lifted(self, going: Moving) -> None:
        """See Surface."""
        self.picture.lift(self.scene, going.nodes, going.parts)

    def nodes_lifted(self, numbers: Ints) -> None:
        """Nodes start to move, and nothing with them."""
        self.lifted(Moving(numbers, frozenset()))

    def dropped(self, going: Moving, *, changed: bool) -> None:
        """See Surface."""
        self.picture.drop()
        self.scene.label_scale = 0.0
        self.update()
        self.picture_changed.emit()
        if changed:
            self._tell(going)

    def nodes_dropped(self, numbers: Ints, *, changed: bool) -> None:
        """Nodes have come to rest, and nothing with them."""
        self.dropped(Moving(numbers, frozenset()), changed=changed)

    def _tell(self, going: Moving) -> None:
        model = self.scene.model
        parts = parts_of(model.content.document)
        placed = {i: (parts[i].x, parts[i].y) for i in sorted(going.parts)}
        if len(going.nodes):
            nodes = {model.nodes[n].id: model.place(n) for n in going.nodes.tolist()}
            self.positions_changed.emit({**nodes, **placed})
        elif placed:
            self.parts_changed.emit(placed)

    def shift_chosen(self, dx: float, dy: float) -> None:
        """Move the chosen nodes, notes and frames, and tell it."""
        scene, model = self.scene, self.scene.model
        going = moving(model, scene.selected, scene.parts)
        if self.editable and (len(going.nodes) or going.parts):
            model.xy[going.nodes] += (dx, dy)
            put_document(model, shifted(model.content.document, going.parts, dx, dy))
            self.dropped(going, changed=True)

    def part_sized(self, part_id: str, *, changed: bool) -> None:
        """See Surface."""
        self.picture.drop()
        self.update()
        self.picture_changed.emit()
        part = parts_of(self.scene.model.content.document).get(part_id)
        if changed and part is not None:
            self.part_resized.emit(part_id, *box_of(part))

    def size_chosen(self, wider: float, higher: float) -> None:
        """Make the chosen notes and frames larger by so many px at scale 1, and tell it."""
        model = self.scene.model
        for part_id in sorted(self.scene.parts) if self.editable else ():
            x, y, width, height = box_of(parts_of(model.content.document)[part_id])
            box: Box = (x, y, max(width + wider, _NUDGED * 2), max(height + higher, _NUDGED * 2))
            if box != (x, y, width, height):
                put_document(model, boxed(model.content.document, part_id, box))
                self.part_sized(part_id, changed=True)

    # --- asking

    def activate(self, number: int) -> None:
        """Tell that a node was opened."""
        self.node_activated.emit(self.scene.model.nodes[number].id)

    def ask_for_link(self, start: int, end: int) -> None:
        """Ask for a link between two nodes."""
        nodes = self.scene.model.nodes
        if self.editable:
            self.link_requested.emit(nodes[start].id, nodes[end].id)
        self.update()

    def ask_for_node(self) -> None:
        """Ask for a node in the middle of the window."""
        if self.editable:
            self.node_requested.emit(self.scene.view.cx, self.scene.view.cy)

    def ask_for_part(self, kind: str) -> None:
        """Ask for a "note", "frame" or "group" for what is chosen; a group needs nodes."""
        nodes = list(self.scene.selected_nodes())
        if self.editable and (nodes or kind != "group"):
            self.part_requested.emit(kind, nodes)

    def ask_to_fold(self) -> None:
        """Ask to open the chosen folded groups; where there are none, to fold the groups of chosen nodes."""
        groups = self.scene.model.content.document.groups
        chosen = self.scene.selected
        closed = [g.id for g in groups if g.collapsed and g.id in chosen]
        around = [g.id for g in groups if not g.collapsed and not chosen.isdisjoint(g.members)]
        if self.editable and (closed or around):
            self.fold_requested.emit(closed or around, not closed)

    def ask_to_hide(self) -> None:
        """Ask to hide the chosen nodes and links."""
        wanted = self.scene.real(self.scene.selected)
        if self.editable and wanted:
            self.hide_requested.emit(wanted)

    def ask_to_restore(self) -> None:
        """Ask to show again what is hidden."""
        if self.editable:
            self.restore_requested.emit()

    def ask_to_pin(self) -> None:
        """Ask to pin the chosen nodes; to let them go where all are pinned."""
        wanted = list(self.scene.selected_nodes())
        if self.editable and wanted:
            self.pin_requested.emit(wanted, not self._all_marked(PINNED))

    def ask_to_lock(self) -> None:
        """Ask to lock the chosen nodes; to unlock them where all are locked."""
        wanted = list(self.scene.selected_nodes())
        if self.editable and wanted:
            self.lock_requested.emit(wanted, not self._all_marked(LOCKED))

    def _all_marked(self, mark: int) -> bool:
        model = self.scene.model
        return all(model.marks.get(n, 0) & mark for n in model.numbers(self.scene.selected).tolist())

    def ask_to_remove(self) -> None:
        """Ask to take the chosen notes and frames off the chart."""
        document, chosen = self.scene.model.content.document, self.scene.parts
        if self.editable and chosen:
            notes = [note.id for note in document.notes if note.id in chosen]
            self.removal_requested.emit(notes, [frame.id for frame in document.frames if frame.id in chosen])

    def ask_to_align(self, edge: str) -> None:
        """Ask to put the chosen nodes on one line (`app.analysis.chart_arrangement.EDGES`)."""
        wanted = list(self.scene.selected_nodes())
        if self.editable and len(wanted) > 1:
            self.align_requested.emit(wanted, edge)

    def ask_to_distribute(self, axis: str) -> None:
        """Ask to spread the chosen nodes evenly (`app.analysis.chart_arrangement.AXES`)."""
        wanted = list(self.scene.selected_nodes())
        if self.editable and len(wanted) > 2:
            self.distribute_requested.emit(wanted, axis)
