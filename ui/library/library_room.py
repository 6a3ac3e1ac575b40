"""What the desk of the library needs of the view it works for."""

from abc import abstractmethod
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.library.comparison_pane import ComparisonPane
from ui.library.document_pane import DocumentPane
from ui.library.library_query import DocumentRow, LibraryList
from ui.settings.side_panel import SidePanel
from ui.shell.session import Session


class LibraryRoom(QWidget):
    """A view of documents with the parts in which forms, texts and comparisons are shown."""

    arrived = Signal(Path)
    """The package of an area is to be looked into."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found = LibraryList((), (), ())
        self.pane = DocumentPane(session)
        self.comparison = ComparisonPane()
        self.side = SidePanel()
        self.right = QStackedWidget()

    @abstractmethod
    def chosen(self) -> DocumentRow | None:
        """Return the chosen document, None unless it is exactly one."""

    @abstractmethod
    def area(self) -> str:
        """Return the id of the chosen area, "" for all."""

    @abstractmethod
    def open_document(self, document_id: str) -> None:
        """Choose a document, wherever it stands; once it is read if the list is not there yet."""
