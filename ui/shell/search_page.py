"""Search over the whole store, as one types."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from app.base.errors import UserError
from app.base.i18n import _
from ui.shell.library_place import open_document
from ui.shell.page import Page
from ui.shell.search_query import LIBRARY, HitRow, Hits, find, hint, outcome, with_standings
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.icons import icon
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.standing_sign import standing_icon, standing_word
from ui.widgets.table_view import TableView

_PAUSE_MS = 150
_REST_MS = 150


def _columns() -> tuple[Column[HitRow], ...]:
    return (
        Column("kind", lambda: _("Kind"), lambda r: r.kind, width=120),
        Column("title", lambda: _("Found"), lambda r: r.title, width=300),
        Column("case", lambda: _("Case"), lambda r: r.case, width=130),
        Column(
            "standing",
            lambda: _("Standing"),
            lambda r: standing_word(r.standing) if r.standing else "",
            icon=lambda r: standing_icon(r.standing) if r.standing else "",
            width=130,
        ),
        Column("snippet", lambda: _("Where"), lambda r: r.snippet, muted=True),
    )


class SearchPage(Page):
    """A field and the hits; Enter opens the hit in its case."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Words, beginnings of words, or a “phrase”"))
        self.field.setAccessibleName(_("Search everywhere"))
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(560)
        self.filters = MutedLabel(hint())
        self.total = MutedLabel()
        self.table: TableView[HitRow] = TableView(
            _columns(), _("Type what you look for. Restricted findings are not searched."), name=_("Hits")
        )
        self.table.row_activated.connect(self._open)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.search_now)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._tell_standings)
        self.field.textChanged.connect(lambda _text: self._rest.stop())
        self.field.textChanged.connect(lambda _text: self._pause.start(_PAUSE_MS))
        self.field.returnPressed.connect(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 0)
        column.setSpacing(8)
        column.addWidget(Heading(_("Search everywhere")))
        column.addWidget(self.field)
        column.addWidget(self.filters)
        column.addWidget(self.total)
        column.addWidget(self.table, 1)

    def title(self) -> str:
        """See Page."""
        return _("Search")

    def refresh(self) -> None:
        """See Page."""
        query = self.field.text()
        self.session.read(self, partial(find, query=query), self.show_hits, partial(self._refused, query))

    def search_now(self) -> None:
        """Search for what is typed without waiting any longer."""
        self._pause.stop()
        self.refresh()

    def is_waiting(self) -> bool:
        """Tell whether something was typed that is not searched for yet."""
        return self._pause.isActive()

    def find_here(self) -> None:
        """See Page."""
        self.field.setFocus()
        self.field.selectAll()

    def show_hits(self, hits: Hits) -> None:
        """Show an answer unless more was typed since the question."""
        if hits.query == self.field.text():
            self.table.set_rows(hits.rows)
            self.total.setText(outcome(hits))
            self._rest.start(_REST_MS)

    def _tell_standings(self) -> None:
        """Add to the hits what they claim to be, once nobody types: the hits themselves do not wait."""
        rows = tuple(self.table.model.rows)
        if rows and all(row.standing is None for row in rows):
            self.session.read(self, partial(with_standings, rows=rows), partial(self._put_standings, rows))

    def _put_standings(self, before: tuple[HitRow, ...], rows: tuple[HitRow, ...]) -> None:
        if tuple(self.table.model.rows) == before:
            self.table.set_rows(rows)

    def _refused(self, query: str, error: UserError) -> None:
        """Say what is wrong where one is typing; a message bar for every letter would be in the way."""
        if query == self.field.text():
            self.table.set_rows(())
            self.total.setText(error.text)

    def _enter(self) -> None:
        self.table.table.setFocus()
        if self.table.model.rowCount():
            self.table.table.selectRow(0)

    def _open(self, hit: HitRow) -> None:
        if hit.case_id:
            subject = hit.id if hit.tab in ("subjects", "documents") else ""
            self.session.case_wanted.emit(hit.case_id, hit.tab, subject)
        elif hit.tab == LIBRARY:
            open_document(self.session, hit.id)
        else:
            self.session.place_wanted.emit("office")

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready to type."""
        super().showEvent(event)
        self.find_here()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do not search for a page that is not seen."""
        self._pause.stop()
        self._rest.stop()
