"""When the card of a node or link comes and goes: after a rest of the pointer, or by key."""

from PySide6.QtCore import QObject, QRect

from ui.chart.chart_requests import ChartRequests
from ui.chart.hover_card import CardOf, HoverPanel, HoverTimer


class ChartCards(QObject):
    """Shows cards over a chart. `card_of` gives their content; without it there are none."""

    def __init__(self, chart: ChartRequests) -> None:
        super().__init__(chart)
        self.card_of: CardOf | None = None
        self._chart = chart
        self.shown = ""
        self.panel = HoverPanel(chart)
        self._timer = HoverTimer(self)
        self._timer.due.connect(self.show_at)
        chart.view_changed.connect(self.close)
        chart.picture_changed.connect(self.close)

    def pointed(self, x: float, y: float) -> None:
        """The pointer moved with no button down: another thing's card may come, this one's stays there."""
        if self.shown and self._under(x, y)[0] != self.shown:
            self.close()
        if self.card_of is not None and not self.shown:
            self._timer.pointed(x, y)

    def show_at(self, x: float, y: float) -> None:
        """Show the card of what lies at a place in the window."""
        subject_id, around = self._under(x, y)
        if subject_id:
            self.show_for(subject_id, around)

    def show_for(self, subject_id: str, around: QRect) -> bool:
        """Show the card of a node or link beside a box; tells whether there is one."""
        card = self.card_of(subject_id) if self.card_of is not None else None
        if card is None:
            self.close()
            return False
        self.panel.show_card(card, around)
        self.shown = subject_id
        return True

    def toggle(self) -> None:
        """Show the card of the only chosen link, else of the keyboard's node; or take away the one shown."""
        if self.shown:
            self.close()
            return
        scene = self._chart.scene
        model, chosen = scene.model, next(iter(scene.selected), "")
        if len(scene.selected) == 1 and chosen in model.link_index:
            ends = scene.screen_of(model.ends[model.link_index[chosen]])
            x, y = ends.mean(axis=0).tolist()
            self.show_for(chosen, _around(x, y, 4.0))
        elif scene.focus >= 0:
            self.show_for(model.nodes[scene.focus].id, self._box(scene.focus))

    def close(self) -> bool:
        """Take the card away, also one that would come; tells whether one was shown."""
        self._timer.stop()
        was, self.shown = bool(self.shown), ""
        self.panel.hide()
        return was

    def _under(self, x: float, y: float) -> tuple[str, QRect]:
        scene = self._chart.scene
        node = scene.node_under(x, y)
        if node >= 0:
            return scene.model.nodes[node].id, self._box(node)
        link = scene.link_under(x, y)
        return (scene.model.links[link].id, _around(x, y, 4.0)) if link >= 0 else ("", QRect())

    def _box(self, node: int) -> QRect:
        x, y = self._chart.scene.screen()[node].tolist()
        return _around(x, y, float(self._chart.scene.radii()[node]))


def _around(x: float, y: float, away: float) -> QRect:
    return QRect(round(x - away), round(y - away), round(2 * away), round(2 * away))
