"""Files that are to come along: chosen or dropped, and taken out again, before anything is saved."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QListWidget, QPushButton, QVBoxLayout

from app.base.i18n import _
from ui.widgets.plain_label import MutedLabel

_ROW = 24
_MOST_ROWS = 5


class FileList(QFrame):
    """Dropping adds files; Delete takes the one out that is selected."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []
        self.setAcceptDrops(True)
        caption = MutedLabel(_("Documents"))
        caption.setContentsMargins(0, 5, 0, 0)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Documents that come along"))
        self.list.hide()
        self.button = QPushButton(_("Choose files, or drop them here …"))
        self.button.clicked.connect(lambda _checked=False: self.choose())
        caption.setBuddy(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (caption, self.list, self.button):
            column.addWidget(widget)

    def choose(self) -> None:
        """Ask for files."""
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Documents of the contribution"))
        self.add([Path(path) for path in paths])

    def add(self, paths: list[Path]) -> None:
        """Add files; one that is there already is not added again."""
        self.paths += [p for p in dict.fromkeys(paths) if p not in self.paths]
        self._show()

    def _show(self) -> None:
        self.list.clear()
        self.list.addItems([path.name for path in self.paths])
        self.list.setVisible(bool(self.paths))
        self.list.setFixedHeight(_ROW * min(len(self.paths), _MOST_ROWS) + 4)
        self.list.setToolTip(_("Delete takes the selected file out."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes a file out."""
        row = self.list.currentRow()
        if event.key() == Qt.Key.Key_Delete and 0 <= row < len(self.paths):
            del self.paths[row]
            self._show()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        paths = [Path(url.toLocalFile()) for url in urls]
        self.add([path for path in paths if path.is_file()])
        event.acceptProposedAction()
