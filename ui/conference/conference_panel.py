"""The conferences of all cases, or of one: a list, the chosen one beside it, and the form at the right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.base.i18n import _
from app.base.latin_script import list_order
from app.casework import cases
from app.conference import planning
from app.store.change import Change
from app.store.roles import Act
from app.store.store import Store
from ui.case.form_side import FormSide
from ui.conference.conference_forms import ConferenceForm, refuse
from ui.conference.conference_query import ListedConference, agency_names, listed
from ui.conference.conference_view import ConferenceView
from ui.conference.measures_panel import MeasuresPanel
from ui.conference.run_window import RunWindow
from ui.shell.offered import offer
from ui.shell.page_room import ShownStack
from ui.shell.session import Session
from ui.widgets.empty_state import EmptyState
from ui.widgets.tool_buttons import ButtonRow, make_action
from ui.widgets.turning_split import TurningSplit

INTERESTS = frozenset(
    {
        "conference", "agenda_item", "participant", "measure", "conference_frame", "agenda_point",
        "agenda_audience", "agenda_exhibit", "participant_frame", "conference_presence", "conference_ground",
        "measure_frame", "measure_step", "finding", "contribution", "chart",
    }
)  # fmt: skip
"""The kinds of rows that a conference is made of, or is worked out from."""
_ALL_MEASURES = ""
_LEFT = (210, 150)
"""Pixels in width that the list needs beside what it shows, and in height above it."""


class ConferencePanel(QWidget):
    """`case_id` "" shows the conferences of all cases, and above them the measures of all."""

    chosen = Signal(str)
    """Another conference is shown."""

    def __init__(self, session: Session, case_id: str = "") -> None:
        super().__init__()
        self.session, self.case_id = session, case_id
        self.side = FormSide()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Conferences"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = ConferenceView(session, self.side)
        self.measures = MeasuresPanel(session, self.side)
        self.empty = EmptyState("presentation", _("No conference yet. “Call a conference” plans the first."))
        self.stack = ShownStack()
        for part in (self.empty, self.view, self.measures):
            self.stack.addWidget(part)
        self.call = make_action(
            self, _("Call a conference …"), "plus", self.begin_call, shortcut="Ctrl+Shift+J"
        )
        offer(session, self, [(self.call, Act.KEEP_OFFICE)])
        self.runs: RunWindow | None = None
        self._wanted = ""
        self._cases: dict[str, str] = {}
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        self.view.run_wanted.connect(self.run)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(_LEFT[0])
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(ButtonRow((self.call,)))
        column.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        parts = TurningSplit()
        parts.add_part(left, _LEFT[1])
        parts.add_part(self.stack, 0)
        parts.setStretchFactor(1, 1)
        parts.set_widths([_LEFT[0], 1000])
        row.addWidget(parts, 1)
        row.addWidget(self.side)

    def load(self) -> None:
        """Read the list anew, and what is shown of it."""
        self.session.read(self, partial(listed, case_id=self.case_id), self._show_list)

    def choose(self, conference_id: str) -> None:
        """Show a conference, now or as soon as the list knows it."""
        self._wanted = conference_id
        for row in range(self.list.count()):
            if self.list.item(row).data(Qt.ItemDataRole.UserRole) == conference_id:
                self._wanted = ""
                self.list.setCurrentRow(row)

    def current(self) -> str:
        """Return the conference that is chosen, "" for the measures or for none."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole) or "") if item is not None else ""

    def case_of_current(self) -> str:
        """Return the case whose conference is chosen, "" for none."""
        return self._cases.get(self.current(), "")

    def find_here(self) -> None:
        """Put the cursor where one searches."""
        table = (
            self.measures.table if self.stack.currentWidget() is self.measures else self.view.agenda.points
        )
        table.focus_filter()

    def _show_list(self, found: tuple[ListedConference, ...]) -> None:
        before = self._wanted or self.current()
        self._cases = {c.id: c.case_id for c in found}
        self.list.blockSignals(True)
        self.list.clear()
        if not self.case_id:
            QListWidgetItem(_("All measures"), self.list).setData(Qt.ItemDataRole.UserRole, _ALL_MEASURES)
        for conference in found:
            item = QListWidgetItem(f"{conference.title}\n{conference.detail}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, conference.id)
            item.setToolTip(f"{conference.title} · {conference.detail}")
        ids = [str(self.list.item(r).data(Qt.ItemDataRole.UserRole)) for r in range(self.list.count())]
        first = next((r for r, i in enumerate(ids) if i), 0)
        self.list.setCurrentRow(ids.index(before) if before and before in ids else first)
        self._wanted = ""
        self.list.blockSignals(False)
        self._show_current()

    def _show_current(self) -> None:
        conference_id = self.current()
        if conference_id:
            self.stack.setCurrentWidget(self.view)
            self.view.show_conference(conference_id)
            self.chosen.emit(conference_id)
        elif self.list.count() and not self.case_id:
            self.stack.setCurrentWidget(self.measures)
            self.measures.load()
            self.chosen.emit("")
        else:
            self.stack.setCurrentWidget(self.empty)

    # --- calling and running

    def begin_call(self) -> None:
        """Open the form for a new conference; over all cases it asks for the case."""

        def ask(store: Store) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
            known = () if self.case_id else [(c, r) for c, r in cases.references(store).items()]
            return tuple(agency_names(store).items()), sorted(known, key=lambda pair: list_order(pair[1]))

        self.session.read(self, ask, self._open_call)

    def _open_call(self, known: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]) -> None:
        agencies, references = known
        form = ConferenceForm(agencies, None, references)
        form.submitted.connect(partial(self._call, form))
        self.side.place(form)

    def _call(self, form: ConferenceForm, values: dict[str, str]) -> None:
        form.set_busy(True)
        case_id = self.case_id or values.get("case_id", "")
        said = {k: v for k, v in values.items() if k != "case_id"}

        def work(store: Store) -> Change:
            return planning.call(store, case_id, said)

        self.session.write(form, work, self._called, partial(refuse, form))

    def _called(self, change: Change) -> None:
        self.side.leave()
        self._wanted = change.ids[0]
        self.load()

    def run(self, conference_id: str) -> None:
        """Open the window for the projector, full screen; there is one at a time."""
        if self.runs is not None:
            self.runs.close()
        self.runs = RunWindow(self.session, conference_id, self.window())
        self.runs.closed.connect(self._run_closed)
        self.runs.showFullScreen()

    def _run_closed(self) -> None:
        self.runs = None
        self.load()
