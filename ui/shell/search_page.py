"""Search over the whole store, as one types."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from app.base.i18n import _
from ui.shell.page import Page
from ui.shell.search_query import HitRow, Hits, find
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.icons import icon
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.table_view import TableView

_PAUSE_MS = 150


def _columns() -> tuple[Column[HitRow], ...]:
    return (
        Column("kind", lambda: _("Kind"), lambda r: r.kind, width=120),
        Column("title", lambda: _("Found"), lambda r: r.title, width=300),
        Column("case", lambda: _("Case"), lambda r: r.case, width=130),
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
        self.total = MutedLabel()
        self.table: TableView[HitRow] = TableView(
            _columns(), _("Type what you look for. Restricted findings are not searched."), name=_("Hits")
        )
        self.table.row_activated.connect(self._open)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.refresh)
        self.field.textChanged.connect(lambda _text: self._pause.start(_PAUSE_MS))
        self.field.returnPressed.connect(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 0)
        column.setSpacing(8)
        column.addWidget(Heading(_("Search everywhere")))
        column.addWidget(self.field)
        column.addWidget(self.total)
        column.addWidget(self.table, 1)

    def title(self) -> str:
        """See Page."""
        return _("Search")

    def refresh(self) -> None:
        """See Page."""
        self.session.read(self, partial(find, query=self.field.text()), self._show)

    def find_here(self) -> None:
        """See Page."""
        self.field.setFocus()
        self.field.selectAll()

    def _show(self, hits: Hits) -> None:
        if hits.query != self.field.text():
            return
        self.table.set_rows(hits.rows)
        left_out = hits.total > len(hits.rows)
        text = _("The best {shown} of {total} hits.").format(shown=len(hits.rows), total=hits.total)
        nothing = _("Nothing found.") if hits.query.strip() and not hits.rows else ""
        self.total.setText(text if left_out else nothing)

    def _enter(self) -> None:
        self.table.table.setFocus()
        if self.table.model.rowCount():
            self.table.table.selectRow(0)

    def _open(self, hit: HitRow) -> None:
        if hit.case_id:
            subject = hit.id if hit.tab == "subjects" else ""
            self.session.case_wanted.emit(hit.case_id, hit.tab, subject)
        else:
            self.session.place_wanted.emit("office")

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready to type."""
        super().showEvent(event)
        self.find_here()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do not search for a page that is not seen."""
        self._pause.stop()
