"""What the parts of the chart tab share: the case, the chart, its gestures, the place of forms."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from app.base.chart_records import ChartDocument
from app.base.errors import UserError
from app.store.change import Change
from app.store.store import Store
from ui.case.case_desk import CaseDesk
from ui.case.chart_gestures import ChartGestures
from ui.case.chart_query import ChartPicture, Places
from ui.case.chart_side import ChartSide
from ui.chart.chart_widget import ChartWidget
from ui.shell.inline_form import InlineForm

Values = dict[str, str]


class ChartRoom(QObject):
    """The parts know the room, and nothing of each other."""

    open_wanted = Signal(str)
    """Show a subject in the inspector, or open a folded group."""
    part_wanted = Signal(str, list)
    """A form for a new "note", "frame" or "group" about these ids."""
    look_wanted = Signal()
    """Show where the look of what is chosen is changed."""
    looks_wanted = Signal(dict)
    """Dress things for a while, without keeping it; an empty dict ends it."""
    marks_wanted = Signal(list, str)
    """Bring these ids forward on the chart, with a sentence above it; none ends it."""
    page_wanted = Signal(object)
    """Show a widget in the place of the chart, None: the chart."""

    def __init__(self, desk: CaseDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.chart = ChartWidget()
        self.side = ChartSide()
        self.gestures = ChartGestures(desk, self)
        self.gestures.places = self.chart.positions

    @property
    def picture(self) -> ChartPicture | None:
        """The chart as it is shown."""
        return self.gestures.picture

    @property
    def document(self) -> ChartDocument | None:
        """The document that may be changed, None while there is nothing to change."""
        picture = self.picture
        return picture.document if picture is not None and not picture.recipient else None

    def chosen(self) -> list[str]:
        """Return the ids chosen on the chart."""
        return self.chart.selected_ids()

    def places(self) -> Places:
        """Return where nodes stand."""
        return self.chart.positions()

    def ask(
        self,
        form: InlineForm,
        work: Callable[[Store, str, Values], Change],
        field_of: Callable[[UserError], str],
    ) -> None:
        """Show a form beside the chart; `work(store, chart id, values)` is the gesture it ends in."""

        def send(values: Values, refused: Callable[[UserError], None]) -> None:
            self.gestures.do(
                lambda store, chart: work(store, chart, values), lambda _change: self.side.done(), refused
            )

        form.drafted = False
        if self.gestures.allowed:
            self.side.place(form, send, field_of)
        else:
            self.gestures.refused_here.emit()

    def names(self, ids: Sequence[str]) -> list[str]:
        """Return what nodes are called on the chart; unknown ids are left out."""
        picture = self.picture
        labels = {n.id: n.label for n in picture.network.nodes} if picture is not None else {}
        return [labels[i] for i in ids if i in labels]
