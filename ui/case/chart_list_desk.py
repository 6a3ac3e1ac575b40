"""What is done with charts as wholes: made, renamed, copied, united, deleted, narrowed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.base.errors import UserError
from app.casework import chart_documents, chart_items
from app.casework.charts import Chart
from app.store.change import Change
from app.store.store import Store
from ui.case.chart_list_forms import (
    DeleteChartForm,
    MergeChartsForm,
    NewChartForm,
    RenameChartForm,
    field_of,
)
from ui.case.chart_query import selected_nodes
from ui.case.chart_room import ChartRoom
from ui.shell.inline_form import InlineForm

Values = dict[str, str]
Refuse = Callable[[UserError], None]


class ChartListDesk(QObject):
    """Opens the forms beside the chart and does what they say, each as one change."""

    chart_made = Signal(str)
    """There is another chart, which is to be shown."""
    compare_wanted = Signal()

    def __init__(self, room: ChartRoom) -> None:
        super().__init__(room)
        self._room = room
        self.desk, self.gestures, self.side = room.desk, room.gestures, room.side

    def begin(self, key: str) -> None:
        """Do, or ask what is needed for it."""
        starts: dict[str, Callable[[], None]] = {
            "new": self._new,
            "rename": self._rename,
            "duplicate": self._duplicate,
            "merge": self._merge,
            "scope": self._scope,
            "delete": self._delete,
            "compare": self.compare_wanted.emit,
        }
        if self.gestures.picture is not None:
            starts[key]()

    def _new(self) -> None:
        picture = self.gestures.picture
        chosen = selected_nodes(picture, self._room.chosen()) if picture and not picture.recipient else ()
        everything = dict(self.gestures.places())
        places = {i: everything[i] for i in chosen if i in everything}
        case_id = self.desk.case_id

        def make(store: Store, values: Values) -> Change:
            scope = "case" if values["scope"] == "case" else "chosen"
            wanted = places if values["scope"] == "chosen" else {}
            return chart_documents.create(store, case_id, values["name"], places=wanted, scope=scope)

        self._ask(NewChartForm(len(places)), make, shown=True)

    def _rename(self) -> None:
        chart = self._chart()
        if chart is not None:
            self._ask(
                RenameChartForm(chart.name),
                lambda store, values: chart_documents.rename(store, chart.id, values["name"]),
            )

    def _duplicate(self) -> None:
        chart = self._chart()
        if chart is not None:
            self._write(lambda store: chart_documents.duplicate(store, chart.id), shown=True)

    def _merge(self) -> None:
        chart, picture = self._chart(), self.gestures.picture
        if chart is not None and picture is not None:
            others = [c for c in picture.charts if c.id != chart.id]

            def merge(store: Store, values: Values) -> Change:
                return chart_documents.merge(store, chart.id, values["other"], values["name"])

            self._ask(MergeChartsForm(chart, others), merge, shown=True)

    def _delete(self) -> None:
        chart = self._chart()
        if chart is not None:
            self._ask(
                DeleteChartForm(chart.name), lambda store, _values: chart_documents.delete(store, chart.id)
            )

    def _scope(self) -> None:
        picture = self.gestures.picture
        if picture is None or picture.chart is None:
            return
        other = "case" if picture.document.scope == "chosen" else "chosen"
        seen = {n.id for n in picture.seen.nodes}
        places = {i: p for i, p in self.gestures.places().items() if i in seen} if other == "chosen" else None
        self.gestures.do(lambda store, chart: chart_items.set_scope(store, chart, other, places))

    def _chart(self) -> Chart | None:
        picture = self.gestures.picture
        return picture.chart if picture is not None else None

    def _ask(self, form: InlineForm, work: Callable[[Store, Values], Change], *, shown: bool = False) -> None:
        def send(values: Values, refused: Refuse) -> None:
            self._write(lambda store: work(store, values), shown=shown, refused=refused)

        self.side.place(form, send, field_of)

    def _write(
        self, work: Callable[[Store], Change], *, shown: bool = False, refused: Refuse | None = None
    ) -> None:
        self.desk.session.write(self, work, partial(self._written, shown), refused)

    def _written(self, shown: bool, change: Change) -> None:
        self.side.done()
        if shown:
            self.chart_made.emit(change.ids[0])
