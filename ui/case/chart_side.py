"""What stands beside a chart: panels under tabs, or the one form that is open."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QTabWidget, QWidget

from app.base.errors import UserError
from ui.case.form_side import FormSide
from ui.shell.inline_form import InlineForm

_WIDTH = 330


class ChartSide(QWidget):
    """Panels are added once; a form takes their place until it is sent or given up."""

    panel_changed = Signal()
    wanted = Signal()
    """A panel or form was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.tabs = QTabWidget()
        self.tabs.setFixedWidth(_WIDTH)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setStyleSheet("QTabBar::tab { padding: 7px 9px; }")
        self.tabs.setUsesScrollButtons(False)
        self.form = FormSide(turns=False)
        self._open, self._back = False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tabs)
        row.addWidget(self.form)
        self.form.left.connect(self._drop_form)
        self.tabs.currentChanged.connect(lambda _index: self.panel_changed.emit())
        self._show_parts()

    def add_panel(self, title: str, panel: QWidget) -> None:
        """Put a panel under a tab of its own; a long one scrolls."""
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setWidget(panel)
        room.setAccessibleName(title)
        self.tabs.addTab(room, title)

    def set_open(self, shown: bool) -> None:
        """Show or hide the panels."""
        self._open = shown
        self._show_parts()
        self.wanted.emit()

    def step_back(self, back: bool) -> None:
        """Give the room to somebody else for a while; what is open stays as it is."""
        if back != self._back:
            self._back = back
            self._show_parts()

    def choose(self, index: int) -> None:
        """Show one of the panels."""
        self.tabs.setCurrentIndex(index)

    def place(
        self,
        form: InlineForm,
        send: Callable[[dict[str, str], Callable[[UserError], None]], object],
        field_of: Callable[[UserError], str],
    ) -> None:
        """Show a form; `send` gets its values and whom to tell of a refusal."""

        def refused(error: UserError) -> None:
            if self.form.form is form:
                self.form.refused(form, field_of, error)

        def submit(values: dict[str, str]) -> None:
            form.set_busy(True)
            send(values, refused)

        form.submitted.connect(submit)
        self.form.place(form)
        self._show_parts()
        self.wanted.emit()

    def done(self) -> None:
        """The form has done its work."""
        self.form.leave()

    def _drop_form(self) -> None:
        # What it says must not stay behind out of sight: the next to look may be another agency.
        content = self.form.takeWidget()
        if content is not None:
            content.deleteLater()
        self._show_parts()

    def _show_parts(self) -> None:
        busy = self.form.form is not None
        self.tabs.setVisible(self._open and not busy)
        self.setVisible((self._open or busy) and not self._back)
