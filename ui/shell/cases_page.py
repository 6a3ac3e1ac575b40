"""All cases as a table, and the form for a new one beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import case_frame, case_steps, cases
from app.casework.cases import CaseSummary, list_cases
from app.store.change import Change
from app.store.store import Store
from ui.shell.case_frame_form import CaseFrameForm
from ui.shell.day_text import day
from ui.shell.form_room import FormRoom
from ui.shell.page import Page
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action
from ui.widgets.turning_split import TurningSplit

_LIST, _FORM = (300, 220), (380, 480)
"""Pixels in width that each needs beside the other, and in height that it has above or below it."""

_COUNT_WIDTH = {"due": 150, "measures": 160}


def _count(key: str, title: Callable[[], str], number: Callable[[CaseSummary], int]) -> Column[CaseSummary]:
    # Wide enough for "Fällige Prüfungen", the longest heading in either language.
    return Column(key, title, lambda c: str(number(c)), number, right=True, width=_COUNT_WIDTH.get(key, 100))


def _columns() -> tuple[Column[CaseSummary], ...]:
    return (
        Column("reference", lambda: _("Reference"), lambda c: c.header.reference, width=130),
        Column("title", lambda: _("Title"), lambda c: c.header.title, width=320),
        Column("status", lambda: _("Status"), lambda c: case_steps.status_word(c.header.status), width=110),
        _count("nodes", lambda: _("Nodes"), lambda c: c.nodes),
        _count("links", lambda: _("Links"), lambda c: c.links),
        _count("findings", lambda: _("Findings"), lambda c: c.findings),
        _count("due", lambda: _("Reviews due"), lambda c: c.reviews_due),
        _count("measures", lambda: _("Open measures"), lambda c: c.open_measures),
        Column(
            "review",
            lambda: _("Review of the case"),
            lambda c: day(c.header.review_due),
            lambda c: c.header.review_due,
            muted=True,
            width=120,
        ),
    )


class CasesPage(Page):
    """Enter opens a case; Ctrl+N opens the form for a new one."""

    interests = frozenset({"case_file", "finding", "measure", "subject"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.table: TableView[CaseSummary] = TableView(
            _columns(), _("No case yet. Open the first one with Ctrl+N."), name=_("Cases")
        )
        self.table.row_activated.connect(self._open)
        new = make_action(
            self, _("New case"), "folder-plus", self.begin_case, shortcut="Ctrl+N", everywhere=True
        )
        self.form = self._make_form()
        self.side = FormRoom(left=20, top=16, right=24)
        self.side.hold(self.form)
        self.side.setMinimumWidth(_FORM[0])
        self.side.hide()
        heading = Heading(_("Cases"))
        heading.setContentsMargins(20, 16, 0, 0)
        self.table.setMinimumWidth(_LIST[0])
        parts = TurningSplit()
        parts.add_part(self.table, _LIST[1])
        parts.add_part(self.side, _FORM[1])
        parts.setStretchFactor(0, 1)
        parts.set_widths([1000, _FORM[0]])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(ButtonRow([new]))
        column.addWidget(parts, 1)

    def _make_form(self) -> CaseFrameForm:
        form = CaseFrameForm(_("A new case"), _("Open the case"))
        form.submitted.connect(self._create)
        form.cancelled.connect(self._leave)
        return form

    def title(self) -> str:
        """See Page."""
        return _("Cases")

    def refresh(self) -> None:
        """See Page."""
        self.session.read(self, list_cases, self.table.set_rows)

    def find_here(self) -> None:
        """See Page."""
        self.table.focus_filter()

    def begin_case(self) -> None:
        """Show the form for a new case."""
        self.side.show()
        self.form.focus_first()

    def _leave(self) -> None:
        self.side.hide()
        self.table.table.setFocus()

    def _open(self, case: CaseSummary) -> None:
        self.session.case_wanted.emit(case.header.id, "", "")

    def _create(self, values: dict[str, str]) -> None:
        self.form.set_busy(True)
        self.session.write(self, partial(_create, values=values), self._created, self._refused)

    def _created(self, change: Change) -> None:
        self.form.set_busy(False)
        for key in self.form.texts():
            self.form.set_value(key, "")
        self.side.hide()
        self.session.case_wanted.emit(change.ids[0], "overview", "")

    def _refused(self, error: UserError) -> None:
        self.form.refuse(error)


def _create(store: Store, values: dict[str, str]) -> Change:
    if values["review_due"]:
        case_frame.check_review_day(values["review_due"])
    return cases.create(store, **values)
