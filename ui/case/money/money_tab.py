"""The money of a case: flows by period with a picture, the chain of ownership, wealth sheets."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.analysis.money_flows import Unit
from app.analysis.money_words import unit_word
from app.base.i18n import _
from app.policy.release import ReleaseRequest
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.case_desk import CaseDesk
from ui.case.case_tab import CaseTab
from ui.case.money.money_query import (
    MoneyLine,
    Shown,
    currencies,
    flows_shown,
    ownership_shown,
    wealth_choices,
    wealth_shown,
)
from ui.case.paper_form import CasePaperForm
from ui.shell.late_import import load_late
from ui.widgets.column import Column
from ui.widgets.drawing_view import DrawingView
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page_tabs import PageTabs
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import labelled_button, make_action

FLOWS, TIME, OWNERS, WEALTH = "flows", "time", "owners", "wealth"
_Words = tuple[str, int]


class MoneyTab(CaseTab):
    """One page at a time: a picture, below it the same as a table; Enter in it leads to the subject."""

    key = "money"
    uses_inspector = False

    def __init__(self, desk: CaseDesk) -> None:
        super().__init__(desk)
        self.pages = PageTabs(_("Pages about money"))
        self.pages.set_pages(
            (
                (FLOWS, _("Who gives whom")),
                (TIME, _("Over time")),
                (OWNERS, _("Chain of ownership")),
                (WEALTH, _("Income and assets")),
            )
        )
        self.period = _combo(_("Period"))
        for unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR):
            self.period.addItem(unit_word(unit), unit.value)
        self.period.addItem(unit_word(None), "")
        self.period.setCurrentIndex(1)
        self.currency = _combo(_("Currency of the diagram"))
        self.about = _combo(_("Whose income and assets"))
        self.said = PlainLabel()
        self.note = MutedLabel()
        self.drawing = DrawingView(_("Diagram of the flows"))
        self._make_tables()
        self.print_form = CasePaperForm(desk, _("money"), self._write)
        self._lay_out()
        for box in (self.period, self.currency, self.about):
            box.currentIndexChanged.connect(lambda _index: self._show())
        self.pages.chosen.connect(lambda _key: self._show())

    def _make_tables(self) -> None:
        self.flow_table = _table(
            ((_("Period"), 120), (_("From"), 230), (_("To"), 230), (_("Amount"), 240), (_("Payments"), 80)),
            _("No payment is known."),
            _("Flows of money"),
        )
        self.owner_table = _table(
            (
                (_("In the end"), 190),
                (_("holds of"), 220),
                (_("Share"), 120),
                (_("Ways through the layers"), 480),
            ),
            _("No share is known."),
            _("Chain of ownership"),
        )
        self.wealth_table = _table(
            (
                (_("Year"), 90),
                (_("What"), 140),
                (_("Stated of"), 340),
                (_("Amount"), 210),
                (_("Source"), 150),
                (_("Findings"), 90),
            ),
            _("No figure is known of this subject."),
            _("Income and assets"),
        )

    def _lay_out(self) -> None:
        bar = QWidget()
        row = FlowLayout(bar)
        print_action = make_action(
            self, _("Print"), "file-down", self.print_form.ask, shortcut="Ctrl+Shift+K"
        )
        for widget in (self.period, self.currency, self.about, labelled_button(print_action)):
            row.addWidget(widget)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.drawing)
        tables = QWidget()
        stack = QVBoxLayout(tables)
        stack.setContentsMargins(0, 0, 0, 0)
        for table in (self.flow_table, self.owner_table, self.wealth_table):
            table.row_activated.connect(self._open)
            stack.addWidget(table)
        self.split.addWidget(tables)
        self.split.setSizes([330, 230])
        left = QVBoxLayout()
        left.setSpacing(4)
        for label in (self.said, self.note):
            label.setWordWrap(True)
            label.setContentsMargins(14, 2, 14, 2)
        left.addWidget(self.pages)
        left.addWidget(bar)
        left.addWidget(self.said)
        left.addWidget(self.split, 1)
        left.addWidget(self.note)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(left, 1)
        whole.addWidget(self.print_form)

    def page(self) -> str:
        """Return the key of the page that is shown."""
        return self.pages.current()

    def show_page(self, key: str) -> None:
        """Show a page; an unknown key changes nothing."""
        self.pages.choose(key)

    # --- CaseTab

    def show_case(self, data: CaseData) -> None:
        """See CaseTab."""
        _offer(self.currency, [(c, c) for c in currencies(data)])
        _offer(self.about, wealth_choices(data))
        self._show()

    def find_here(self) -> None:
        """See CaseTab."""
        self._table().focus_filter()

    def _table(self) -> TableView[MoneyLine]:
        return {OWNERS: self.owner_table, WEALTH: self.wealth_table}.get(self.page(), self.flow_table)

    def _show(self) -> None:
        data, page = self.desk.data, self.page()
        if data is None:
            return
        for table in (self.flow_table, self.owner_table, self.wealth_table):
            table.setVisible(table is self._table())
        self.period.setVisible(page in (FLOWS, TIME))
        self.currency.setVisible(page in (FLOWS, TIME) and self.currency.count() > 1)
        self.about.setVisible(page == WEALTH)
        shown = self._shown(data, page)
        self.said.setText("\n".join(shown.said))
        self.said.setVisible(bool(shown.said))
        self.note.setText(shown.note)
        self.drawing.setVisible(shown.drawing is not None)
        if shown.drawing is not None:
            self.drawing.show_drawing(shown.drawing)
        self._table().set_rows(shown.rows)

    def _shown(self, data: CaseData, page: str) -> Shown:
        if page == OWNERS:
            return ownership_shown(data)
        if page == WEALTH:
            return wealth_shown(data, str(self.about.currentData() or ""))
        chosen = str(self.period.currentData() or "")
        unit = Unit(chosen) if chosen else None
        return flows_shown(data, unit, str(self.currency.currentData() or ""), over_time=page == TIME)

    def _open(self, line: object) -> None:
        if isinstance(line, MoneyLine) and line.subject_id:
            self.desk.choose_subject(line.subject_id)
            self.desk.tab_wanted.emit("subjects")

    def _write(
        self, store: Store, request: ReleaseRequest | None, path: Path, values: dict[str, str]
    ) -> object:
        chosen = str(self.period.currentData() or "")
        about = str(self.about.currentData() or "") if self.page() == WEALTH else ""
        pages, papers = load_late("app.briefing.money_pages"), load_late("app.handover.case_papers")
        compose = partial(pages.compose_money, unit=Unit(chosen) if chosen else Unit.YEAR, about=about)
        written: object = papers.write_case_paper(
            store, self.desk.case_id, request, path, "money", compose, language=values["language"]
        )
        return written


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    return box


def _offer(box: QComboBox, choices: object) -> None:
    before = box.currentData()
    box.blockSignals(True)
    box.clear()
    for value, words in choices if isinstance(choices, list | tuple) else ():
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(before), 0))
    box.blockSignals(False)


def _table(columns: tuple[_Words, ...], empty: str, name: str) -> TableView[MoneyLine]:
    made = tuple(_column(at, words, width) for at, (words, width) in enumerate(columns))
    return TableView(made, empty, name=name)


def _column(at: int, words: str, width: int) -> Column[MoneyLine]:
    figure = words in (_("Amount"), _("Payments"))
    return Column(
        f"c{at}",
        lambda: words,
        lambda line: line.cells[at],
        tooltip=lambda line: line.cells[at],
        muted=at > 2 and not figure,
        right=figure,
        width=width,
    )
