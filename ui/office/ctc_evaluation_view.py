"""A CTC site over the years: its factors from survey to survey, and the chosen one as bars."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.office.ctc_query import CourseRow, SiteCourse, read_course
from ui.shell.session import Session
from ui.widgets.column import Column
from ui.widgets.drawing_view import DrawingView
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.table_view import TableView


class CtcEvaluationView(QWidget):
    """The evaluation of one site."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.site = session, ""
        self.title = PlainLabel(_("Choose a site among the entries."))
        self.note = MutedLabel("")
        self.table: TableView[CourseRow] = TableView(
            _columns(), _("No survey of this site is entered yet."), name=_("Over the years")
        )
        self.drawing = DrawingView(_("The chosen factor over the years"))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.drawing)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        for part in (self.title, self.note):
            part.setWordWrap(True)
            column.addWidget(part)
        column.addWidget(parts, 1)
        self.table.selection_changed.connect(lambda _rows: self._follow())

    def show_site(self, site: str) -> None:
        """Show the evaluation of a site."""
        self.site = site
        self.refresh()

    def refresh(self) -> None:
        """Read the site again."""
        if self.site:
            self.session.read(self, partial(read_course, site=self.site), self._show)

    def _show(self, found: SiteCourse) -> None:
        if found.site != self.site:
            return
        self.title.setText(found.title)
        self.note.setText(found.note)
        self.table.set_rows(found.rows)
        if found.rows:
            self.table.select_where(lambda row: row.id == found.rows[0].id)
        self._follow()

    def _follow(self) -> None:
        chosen = self.table.selected_rows()
        self.drawing.setVisible(len(chosen) == 1)
        if len(chosen) == 1:
            self.drawing.show_drawing(chosen[0].drawing)


def _columns() -> tuple[Column[CourseRow], ...]:
    return (
        Column("label", lambda: _("Factor"), lambda r: r.label, tooltip=lambda r: r.label, width=290),
        Column("first", lambda: _("First survey"), lambda r: r.first, width=160),
        Column("latest", lambda: _("Latest survey"), lambda r: r.latest, width=160),
        Column(
            "shift", lambda: _("Changed by"), lambda r: r.shift, lambda r: r.points, right=True, width=170
        ),
        Column("course", lambda: _("Seen over the years"), lambda r: r.course, width=175),
    )
