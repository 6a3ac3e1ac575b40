"""Questions to the chart: asked in a form, answered beside the window, shown per node and on the chart."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.analysis.analysis_result import position_sentence
from app.base.chart_records import COLOURS, Look
from app.base.errors import UserError
from app.base.i18n import _
from app.casework import analysis_results
from app.store.change import Change
from app.store.store import Store
from ui.case import chart_analysis_query as query
from ui.case import chart_questions, form_choices
from ui.case.assessment_query import confidences, likelihoods
from ui.case.case_data import OFFICE_CLASS, CaseData, type_label, type_order
from ui.case.chart_analysis_query import AnalysisAnswer, AnalysisRow, AnalysisWish
from ui.case.chart_progress import ChartProgress
from ui.case.chart_query import ChartPicture, selected_nodes
from ui.case.chart_room import ChartRoom, Values
from ui.case.source_query import source_choices
from ui.shell.inline_form import InlineForm
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_label import MutedLabel, PlainLabel

_SHOWN: dict[str, tuple[str, ...]] = {
    "paths": ("mode", "k", "hops", "layer", "since", "until"),
    "common": ("layer", "since", "until"),
    "ego": ("hops", "layer", "since", "until"),
    "cycles": ("longest", "layer", "since", "until"),
    "triangles": ("layer", "since", "until"),
    "meetings": ("since", "until"),
    "projection": ("side", "partner", "since", "until"),
    "sensitivity": ("hangs", "what", "kinship"),
}
_MEASURED = ("shown", "directed", "kinship", "layer", "since", "until")
_SHORT = 18
_WRAPPED = 300
"""Up to so many lines of an answer are as high as their words need."""
_FIELD_OF = {
    "analysis.k": "k",
    "analysis.hops": "hops",
    "analysis.longest": "longest",
    "graph.dates": "since",
}


class ChartAnalysisPanel(QWidget):
    """Shows one answer at a time; it stays until another question is asked or it is taken off."""

    def __init__(self, room: ChartRoom) -> None:
        super().__init__()
        self._room = room
        self.answer: AnalysisAnswer | None = None
        self.form = InlineForm("", _("Ask"), cancel=False)
        self.progress = ChartProgress()
        self.title = PlainLabel()
        self.sentence = MutedLabel(position_sentence())
        self.lines = PlainLabel(selectable=True)
        self.rows = QTableWidget(0, 2)
        self.keep = QPushButton(_("Save as assessment …"))
        self.clear = QPushButton(_("Take off the chart"))
        self._make_form()
        self._lay_out()
        self.form.submitted.connect(self.ask)
        self.keep.clicked.connect(lambda _checked=False: self.begin_saving())
        self.clear.clicked.connect(lambda _checked=False: self.take_off())
        self.rows.itemSelectionChanged.connect(self._row_chosen)
        self._follow()
        self._show(None)

    def _make_form(self) -> None:
        form = self.form
        self.question = form.add_choice("question", _("Question"), chart_questions.questions(), "paths")
        modes = form.add_choice("mode", _("Which paths"), chart_questions.path_modes())
        form.add_text("k", _("How many paths"), "3")
        form.add_text("hops", _("Steps at most"), "")
        form.add_text("longest", _("Nodes of a ring at most"), "5")
        form.add_choice("side", _("Who is tied"), ())
        form.add_choice("partner", _("By what they share"), ())
        form.add_choice("hangs", _("What may hang on it"), chart_questions.sensitivity_questions())
        form.add_choice("what", _("Left out"), chart_questions.omissions())
        shown = (
            ("size", _("as size, groups as colour")),
            ("badge", _("as a number beside the node")),
            ("", _("not")),
        )
        form.add_choice("shown", _("Values on the chart"), shown, "size")
        form.add_check("directed", _("Follow the arrows"))
        form.add_choice("layer", _("Only links of the type"), ())
        form.add_text("since", _("Links since"), hint="2021-04")
        form.add_text("until", _("Links until"), hint="2022")
        form.add_text("kinship", _("Count documented kinship, because"), hint=_("empty: kinship is left out"))
        self.question.currentIndexChanged.connect(lambda _index: self._follow())
        modes.currentIndexChanged.connect(lambda _index: self._follow())

    def _lay_out(self) -> None:
        self.rows.setAccessibleName(_("Answer"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.rows.setMinimumHeight(180)
        self.rows.verticalHeader().hide()
        header = self.rows.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=4)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(self.keep)
        flow.addWidget(self.clear)
        self._parts = (self.title, self.lines, self.rows, buttons)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 4, 14, 8)
        for part in (self.form, self.progress, self.sentence, *self._parts):
            column.addWidget(part)
        column.addStretch(1)

    def _follow(self) -> None:
        wanted = self.form.value("question")
        fields = _MEASURED if wanted.startswith(chart_questions.MEASURE) else _SHOWN[wanted]
        unused = {"k": "k", "hops": "every"}
        mode = self.form.value("mode")
        for key in self.form.values():
            if key != "question":
                idle = wanted == "paths" and unused.get(key, mode) != mode
                self.form.set_shown(key, key in fields and not idle)
        self.form.clear_errors()

    def show_picture(self, picture: ChartPicture) -> None:
        """Offer the types of this chart; an answer to another picture goes."""
        kinds = sorted({n.type for n in picture.network.nodes}, key=type_order)
        types = [(t, type_label(t)) for t in kinds]
        layers = sorted({k.type for k in picture.network.links}, key=type_order)
        form = self.form
        form.set_choices("side", types, form.value("side"))
        form.set_choices("partner", types, form.value("partner") or (kinds[1] if len(kinds) > 1 else ""))
        named = [("", _("all links")), *((t, type_label(t)) for t in layers)]
        form.set_choices("layer", named, form.value("layer"))

    # --- asking

    def ask(self, values: Values) -> None:
        """Ask what the form says, beside the window."""
        data, picture = self._room.desk.data, self._room.picture
        if data is None or picture is None or self.progress.busy:
            return
        wish = AnalysisWish(values["question"], selected_nodes(picture, self._room.chosen()), values)
        progress = self.progress.begin(_("Working it out …"))
        self.form.set_busy(True)
        work = partial(query.answer, data=data, picture=picture, wish=wish, progress=progress)
        self._room.desk.session.read(self, work, partial(self._answered, picture.recipient), self._refused)

    def _answered(self, recipient: str, found: AnalysisAnswer | None) -> None:
        self.progress.end()
        self.form.set_busy(False)
        picture = self._room.picture
        if found is not None and picture is not None and picture.recipient == recipient:
            self._show(found)
            self._show_on_chart(found)

    def _refused(self, error: UserError) -> None:
        self.progress.end()
        self.form.set_busy(False)
        self.form.show_error(error, _FIELD_OF.get(error.key, ""))

    def _show(self, found: AnalysisAnswer | None) -> None:
        self.answer = found
        for part in self._parts:
            part.setVisible(found is not None)
        if found is None:
            self.rows.setRowCount(0)
            self.title.clear()
            self.lines.clear()
            return
        result = found.result
        asked = "; ".join(f"{name}: {value}" for name, value in result.parameters if value)
        self.title.setText(f"{result.title} ({asked})" if asked else result.title)
        told = result.lines if result.kind in ("measures", "sensitivity") or not found.rows else ()
        self.lines.setText("\n".join((*told, f"{result.graph.sentence()} {result.when()}")))
        self._fill(found)
        picture = self._room.picture
        self.keep.setEnabled(bool(result.findings) and picture is not None and not picture.recipient)
        self.keep.setToolTip("" if result.findings else _("No finding stands behind this result."))
        self.rows.setVisible(bool(found.rows))

    def _fill(self, found: AnalysisAnswer) -> None:
        self.rows.setSortingEnabled(False)
        self.rows.clearSelection()
        long = any(len(row.value) > _SHORT for row in found.rows)
        modes = QHeaderView.ResizeMode
        mode = modes.Stretch if long else modes.ResizeToContents
        self.rows.horizontalHeader().setSectionResizeMode(1, mode)
        self.rows.setHorizontalHeaderLabels([_("What"), _("Value")])
        self.rows.setRowCount(len(found.rows))
        for number, row in enumerate(found.rows):
            name, value = QTableWidgetItem(row.name), QTableWidgetItem(row.value)
            name.setToolTip(row.name)
            value.setToolTip(row.value)
            name.setData(Qt.ItemDataRole.UserRole, number)
            self.rows.setItem(number, 0, name)
            self.rows.setItem(number, 1, value)
        if len(found.rows) <= _WRAPPED:
            self.rows.resizeRowsToContents()
        # Persons get no rank list: only what is about structure can be put in order.
        self.rows.setSortingEnabled(found.sortable)

    def _show_on_chart(self, found: AnalysisAnswer) -> None:
        how = self.form.value("shown") if found.numbers else ""
        looks: dict[str, Look] = {}
        if how == "badge":
            looks = {row.ids[0]: Look(badge=row.value[:12]) for row in found.rows if row.ids}
        elif how == "size" and found.grouped:
            looks = _colours(found.numbers)
        elif how == "size":
            most = max(found.numbers.values(), default=0.0) or 1.0
            looks = {i: Look(size=0.75 + 1.75 * max(v, 0.0) / most) for i, v in found.numbers.items()}
        self._room.looks_wanted.emit(looks)
        asked = self.question.currentText()
        head = asked if asked.endswith("?") else f"{asked}."
        self._room.marks_wanted.emit(sorted(found.marks), f"{head} {position_sentence()}")

    def _row_chosen(self) -> None:
        chosen = [i.data(Qt.ItemDataRole.UserRole) for i in self.rows.selectedItems() if i.column() == 0]
        rows: list[AnalysisRow] = [self.answer.rows[n] for n in chosen] if self.answer is not None else []
        ids = [i for row in rows for i in row.ids]
        if ids and self.answer is not None:
            self._room.marks_wanted.emit(ids, f"{self.answer.result.title}. {position_sentence()}")
            if len(rows) == 1 and len(rows[0].ids) == 1:
                self._room.chart.fly_to(ids[0])

    def take_off(self) -> None:
        """Show the chart without the answer."""
        self._show(None)
        self._room.looks_wanted.emit({})
        self._room.marks_wanted.emit([], "")

    # --- keeping

    def begin_saving(self) -> None:
        """Ask where the assessment is written and by whom."""
        data, found = self._room.desk.data, self.answer
        if data is None or found is None or not self._room.gestures.allowed:
            return
        form = InlineForm(_("Save as assessment"), _("Record"))
        form.drafted = False
        form.add_widget(MutedLabel(found.result.quote()))
        form.add_text("conclusion", _("What you conclude"))
        form.add_choice("likelihood", _("Probability"), likelihoods())
        form.add_choice("confidence", _("Confidence"), confidences())
        office = next((a.id for a in data.agencies.values() if a.class_code == OFFICE_CLASS), "")
        form.add_choice("author", _("Author of the assessment"), form_choices.agencies(data), office)
        form.add_choice("source", _("Source"), source_choices(data), _own_source(data, office))
        form.require("source")
        case_id, session = self._room.desk.case_id, self._room.desk.session

        def send(values: Values, refused: Callable[[UserError], None]) -> None:
            def work(store: Store) -> Change:
                return analysis_results.save_as_assessment(
                    store,
                    case_id,
                    found.result,
                    values["source"],
                    values["author"],
                    conclusion=values["conclusion"],
                    likelihood=values["likelihood"],
                    confidence=values["confidence"],
                )

            session.write(self, work, lambda _change: self._room.side.done(), refused)

        self._room.side.place(form, send, lambda error: error.key.rpartition(".")[2])


def _colours(groups: Mapping[str, float]) -> dict[str, Look]:
    """Dress the largest groups in the colours there are; their numbers stand in the list, or as badges."""
    sizes = Counter(groups.values())
    largest = sorted((number for number, size in sizes.items() if size > 1), key=lambda n: (-sizes[n], n))
    colour_of = dict(zip(largest, (c for c in COLOURS if c), strict=False))
    return {i: Look(colour=colour_of[n]) for i, n in groups.items() if n in colour_of}


def _own_source(data: CaseData, office: str) -> str:
    """An analysis is the office's own work: its newest source is offered, "" if it has none."""
    own = {c.id for c in data.records.contributions if c.agency_id == office}
    return next((s.id for s in reversed(data.records.sources) if s.contribution_id in own), "")
