"""Messages without a dialog: one sentence and its remedy, above the content, never in the way."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from ui.widgets.icons import icon, paint_icon
from ui.widgets.plain_label import MutedLabel, PlainLabel, plain_tip
from ui.widgets.theme import tokens

NOTE_MS = 7000
"""How long a note that asks for nothing stays, in milliseconds."""


class MessageBar(QFrame):
    """Shows one message at a time; errors stay until closed, notes go by themselves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = PlainLabel(selectable=True)
        self.remedy = MutedLabel(selectable=True)
        self.button = QPushButton()
        self._close = QToolButton()
        self._run: Callable[[], object] | None = None
        self._error = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._lay_out()
        self.button.clicked.connect(self._pressed)
        self._close.clicked.connect(self.dismiss)
        self.hide()

    def _lay_out(self) -> None:
        self._close.setIcon(icon("x"))
        self._close.setAccessibleName(_("Close message"))
        self._close.setToolTip(_("Close message"))
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.sentence)
        texts.addWidget(self.remedy)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 8, 10, 8)
        row.addLayout(texts, 1)
        row.addWidget(self.button)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def show_error(self, error: UserError) -> None:
        """Show what went wrong and the way out; further problems stand in the tool tip of the remedy."""
        self._show(error.sentence, error.remedy, error=True)
        self.remedy.setToolTip(plain_tip("\n".join(error.problems[:30])))

    def show_note(
        self, text: str, button: str = "", run: Callable[[], object] | None = None, remedy: str = ""
    ) -> None:
        """Show that something was done, with at most one thing to do about it (mostly: undo)."""
        self._show(text, remedy, error=False)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._run = run
        self._timer.start(NOTE_MS)

    def dismiss(self) -> None:
        """Take the message away."""
        self._timer.stop()
        self.hide()

    def is_error(self) -> bool:
        """Tell whether the message shown is a refusal."""
        return self._error

    def _show(self, sentence: str, remedy: str, *, error: bool) -> None:
        self._timer.stop()
        self._run = None
        self._error = error
        self.button.hide()
        self.sentence.setText(sentence)
        self.remedy.setText(remedy)
        self.remedy.setToolTip("")
        self.remedy.setVisible(bool(remedy))
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _pressed(self) -> None:
        run = self._run
        self.dismiss()
        if run is not None:
            run()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes the message away."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """See QWidget."""
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft ground, a sign and a thin rule below."""
        colours = tokens(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.danger_soft if self._error else colours.raised))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.rule))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.rect().adjusted(14, 10, 0, 0).toRectF()
        place.setWidth(18)
        place.setHeight(18)
        name = "triangle-alert" if self._error else "circle-check"
        paint_icon(painter, name, place, QColor(colours.danger if self._error else colours.good))
        painter.end()
