"""Finding on the chart: what the field above it says is brought forward, and flown to."""

from app.base.i18n import _
from ui.case.chart_bar import ChartBar
from ui.case.chart_panels import ChartPanels
from ui.case.chart_query import found_nodes
from ui.case.chart_room import ChartRoom


class ChartFinder:
    """A single hit is flown to at once; Enter flies to the next one."""

    def __init__(self, room: ChartRoom, bar: ChartBar, panels: ChartPanels) -> None:
        self._room, self._bar, self._panels = room, bar, panels
        bar.field.textChanged.connect(self.find)
        bar.field.returnPressed.connect(self.fly)

    def find(self, words: str) -> None:
        """Bring forward what has all these words in its name."""
        found = self._found(words)
        if words.strip() or not self._panels.highlighted:
            self._room.chart.highlight(found)
        self._bar.hits.setText(_("{count} found").format(count=len(found)) if words.strip() else "")
        if len(found) == 1:
            self._room.chart.fly_to(found[0])

    def fly(self) -> None:
        """Choose the next hit and bring it into the middle."""
        found, chart = self._found(self._bar.field.text()), self._room.chart
        if found:
            here = next(iter(chart.selected_ids()), "")
            at = (found.index(here) + 1) % len(found) if here in found else 0
            chart.select([found[at]])
            chart.fly_to(found[at])

    def _found(self, words: str) -> tuple[str, ...]:
        picture = self._room.picture
        return found_nodes(picture.content.network, words) if picture is not None else ()
