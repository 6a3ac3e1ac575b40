"""A line for long work on a chart: how far it is, stop and keep, or cancel."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from app.analysis.layout_pulse import LayoutReporter
from app.base.i18n import _
from app.base.progress import Progress
from ui.widgets.plain_label import MutedLabel

_PARTS = 1000


class ChartProgress(QWidget):
    """Hidden until work begins. `picture` gives places on the way, in the window's thread."""

    picture = Signal(object)
    _told = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.label = MutedLabel()
        self.label.setWordWrap(False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(260)
        self.keep = QPushButton(_("Stop and keep"))
        self.stop = QPushButton(_("Cancel"))
        self._progress: Progress | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 4)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.keep)
        row.addWidget(self.stop)
        row.addStretch(1)
        self.keep.clicked.connect(lambda _checked=False: self.stop_and_keep())
        self.stop.clicked.connect(lambda _checked=False: self.cancel())
        self._told.connect(self._show_part)
        self.hide()

    def begin_layout(self, text: str) -> LayoutReporter:
        """Show that a layout begins and return what it reports to."""
        reporter = LayoutReporter(self._report, self._show_places)
        self._begin(text, reporter)
        self.keep.show()
        return reporter

    def begin(self, text: str) -> Progress:
        """Show that other work begins and return what it reports to."""
        progress = Progress(self._report)
        self._begin(text, progress)
        self.keep.hide()
        return progress

    def _begin(self, text: str, progress: Progress) -> None:
        self._progress = progress
        self.label.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 0)
        for button in (self.keep, self.stop):
            button.setEnabled(True)
        self.show()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._progress is not None

    def stop_and_keep(self) -> None:
        """End a layout with what it has."""
        if isinstance(self._progress, LayoutReporter):
            self.keep.setEnabled(False)
            self._progress.stop()

    def cancel(self) -> None:
        """End the work; nothing comes back."""
        if self._progress is not None:
            self.stop.setEnabled(False)
            self._progress.cancel()

    def end(self) -> None:
        """The work has ended."""
        self._progress = None
        self.hide()

    def _report(self, done: int, total: int) -> None:
        # Called by the working thread.
        self._told.emit(done * _PARTS // total if total else -1)

    def _show_places(self, places: Mapping[str, tuple[float, float]]) -> None:
        # Called by the working thread.
        self.picture.emit(dict(places))

    def _show_part(self, part: int) -> None:
        if self._progress is not None:
            self.bar.setRange(0, 0 if part < 0 else _PARTS)
            self.bar.setValue(min(max(part, 0), _PARTS))
