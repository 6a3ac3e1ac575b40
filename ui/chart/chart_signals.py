"""What a chart tells others."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget


class ChartSignals(QWidget):
    """The signals of the chart. It asks for changes and tells of gestures; it changes no subject itself."""

    selection_changed = Signal(list)
    """Ids of the chosen nodes and links."""
    positions_changed = Signal(dict)
    """After a drag, once: the moved nodes' ids with their new places (x, y).

    Folded groups are nodes here. Notes and frames that went along are in it, too: one gesture, one change.
    """
    parts_changed = Signal(dict)
    """After a drag that moved no node: ids of notes and frames with their new places (upper left)."""
    part_resized = Signal(str, float, float, float, float)
    """A note or frame has another box now: its id, x, y (upper left), width, height."""
    parts_chosen = Signal(list)
    """Ids of the chosen notes and frames."""
    part_requested = Signal(str, list)
    """A "note", "frame" or "group" is wanted for these nodes; none: for the middle of the window."""
    fold_requested = Signal(list, bool)
    """Fold these groups to one node each (True), or open them."""
    hide_requested = Signal(list)
    """Hide these nodes and links."""
    restore_requested = Signal()
    """Show again what is hidden."""
    pin_requested = Signal(list, bool)
    """Pin these nodes, or let them go."""
    lock_requested = Signal(list, bool)
    """Lock these nodes, or unlock them."""
    removal_requested = Signal(list, list)
    """Take these notes and these frames off the chart."""
    align_requested = Signal(list, str)
    """Put these nodes on one line; see `app.analysis.chart_arrangement.EDGES`."""
    distribute_requested = Signal(list, str)
    """Spread these nodes evenly; see `app.analysis.chart_arrangement.AXES`."""
    node_activated = Signal(str)
    """Enter or double click on a node."""
    link_activated = Signal(str)
    """Double click on a link."""
    link_requested = Signal(str, str)
    """A link was drawn from one node to another: their ids."""
    node_requested = Signal(float, float)
    """Double click on empty ground: the place."""
    context_requested = Signal(str, QPoint)
    """Context menu for a node's or link's id ("" for the ground) at a place on the screen."""
    view_changed = Signal()
    """Another part of the chart shows."""
    picture_changed = Signal()
    """Nodes moved, or others are shown."""
    bundle_opened = Signal(list)
    """A line that stands for several links was opened: the ids of these links."""
    note_activated = Signal(str)
    """Double click on a note."""
    frame_activated = Signal(str)
    """Double click on the border or title of a frame."""
    animation_ended = Signal()
    """The last transition reached its end or was interrupted."""
