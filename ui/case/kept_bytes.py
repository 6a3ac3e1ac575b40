"""The bar of a form whose files are being kept: bytes behind us, and Cancel stops them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar

from app.base.i18n import _
from app.base.progress import Progress
from ui.shell.inline_form import InlineForm


class KeptBytes(QObject):
    """Puts a bar at the end of a form; `progress` is what the work reports to."""

    progressed = Signal(object, object)
    """Bytes behind us and in all, from the thread that writes; 2 GiB are more than a C int holds."""

    def __init__(self, form: InlineForm) -> None:
        super().__init__(form)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        form.add_widget(self.bar)
        self.progressed.connect(self._show)
        self.progress = Progress(self.progressed.emit)
        form.cancelled.connect(self.progress.cancel)

    def _show(self, done: int, total: int) -> None:
        self.bar.show()
        self.bar.setRange(0, 100)
        self.bar.setValue(100 * done // total if total else 0)
