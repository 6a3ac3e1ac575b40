"""The panels beside a chart under one roof, and the line above the chart that tells what is marked on it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.base.chart_records import Look
from app.base.i18n import _
from ui.case.chart_analysis_panel import ChartAnalysisPanel
from ui.case.chart_comparison_panel import ChartComparisonPanel
from ui.case.chart_items_panel import ChartItemsPanel
from ui.case.chart_look_panel import ChartLookPanel
from ui.case.chart_query import ChartPicture
from ui.case.chart_room import ChartRoom
from ui.widgets.plain_label import PlainLabel

LOOK, ITEMS, ANALYSIS, COMPARISON = range(4)


class ChartNotice(QWidget):
    """One sentence above the chart with a button that ends what it tells of."""

    def __init__(self) -> None:
        super().__init__()
        self.label = PlainLabel()
        self.end = QPushButton(_("Take off the chart"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 14, 4)
        row.addWidget(self.label, 1)
        row.addWidget(self.end)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence, none if it is empty."""
        self.label.setText(text)
        self.setVisible(bool(text))


class ChartPanels:
    """Makes the panels, puts them beside the chart, and keeps what an analysis shows on it."""

    def __init__(self, room: ChartRoom) -> None:
        self._room = room
        self.look = ChartLookPanel(room)
        self.items = ChartItemsPanel(room)
        self.analysis = ChartAnalysisPanel(room)
        self.comparison = ChartComparisonPanel(room)
        self.notice = ChartNotice()
        self.looks: Mapping[str, Look] = {}
        self.highlighted = False
        self._recipient = ""
        for title, panel in (
            (_("Look"), self.look),
            (_("Items"), self.items),
            (_("Analysis"), self.analysis),
            (_("Comparison"), self.comparison),
        ):
            room.side.add_panel(title, panel)
        room.marks_wanted.connect(self._mark)
        self.notice.end.clicked.connect(lambda _checked=False: self.analysis.take_off())

    def show_picture(self, picture: ChartPicture) -> None:
        """Show another chart; an answer does not go along to other eyes."""
        if picture.recipient != self._recipient:
            self._recipient = picture.recipient
            self.forget()
        for panel in (self.look, self.items, self.analysis, self.comparison):
            panel.show_picture(picture)

    def forget(self) -> None:
        """Take off what was answered, compared, and told in a card."""
        card = self._room.chart.cards.panel
        for label in (card.caption, card.facts, card.lines):
            label.clear()
        card.setAccessibleName("")
        card.setAccessibleDescription("")
        self.analysis.take_off()
        self.comparison.leave()

    def show_selection(self, ids: list[str]) -> None:
        """Something else is chosen on the chart."""
        self.look.show_selection(ids)

    def _mark(self, ids: list[str], sentence: str) -> None:
        self.highlighted = bool(ids)
        self._room.chart.highlight(ids)
        self.notice.say(sentence)
