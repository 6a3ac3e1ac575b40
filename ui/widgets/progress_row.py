"""One line for work that takes its time: what is done, how far it is, and a button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _
from app.base.progress import Progress
from ui.widgets.plain_label import MutedLabel

_PARTS = 1000


class ProgressRow(QWidget):
    """Hidden until work begins; the work's thread reports, the window's thread shows."""

    _told = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = MutedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = QPushButton(_("Cancel"))
        self._progress: Progress | None = None
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self.label)
        texts.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.addLayout(texts, 1)
        row.addWidget(self.stop)
        self.stop.clicked.connect(lambda _checked=False: self.cancel())
        self._told.connect(self._show_part)
        self.hide()

    def begin(self, text: str) -> Progress:
        """Show that work begins and return what the work reports to."""
        self.label.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()
        self._progress = Progress(self._report)
        return self._progress

    def busy(self) -> bool:
        """Tell whether work is under way."""
        return self._progress is not None

    def told(self) -> Progress | None:
        """Return what the work under way reports to, None if there is none."""
        return self._progress

    def cancel(self) -> None:
        """Ask the work to stop; it stops at its next step."""
        if self._progress is not None:
            self.stop.setEnabled(False)
            self._progress.cancel()

    def end(self) -> None:
        """The work is done, refused or stopped."""
        self._progress = None
        self.hide()

    def _report(self, done: int, total: int) -> None:
        # Called by the working thread: bytes may exceed what Qt's int holds, parts do not.
        self._told.emit(done * _PARTS // total if total else -1)

    def _show_part(self, part: int) -> None:
        if self._progress is None:
            return
        if part < 0:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, _PARTS)
            self.bar.setValue(min(part, _PARTS))
