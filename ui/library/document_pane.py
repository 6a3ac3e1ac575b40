"""One document to be read: title, facts, text, its versions, its attached file."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.library.library_query import DocumentView, VersionLine, save_file
from ui.library.reader import Reader
from ui.shell.session import Session
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.tool_buttons import labelled_button, make_action


class DocumentPane(QWidget):
    """Empty until a document is shown."""

    comparison_wanted = Signal(object, object)
    """Two versions of the document are to be seen beside each other: the older, the newer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.view: DocumentView | None = None
        self.heading = Heading("")
        self.facts = MutedLabel("", selectable=True)
        self.text = Reader(_("Document"))
        self.versions = QComboBox()
        self.versions.setAccessibleName(_("Versions"))
        self.versions.currentIndexChanged.connect(lambda _index: self._show_version())
        self.compare = make_action(self, _("Beside the version before"), "columns-3", self._compare)
        self.save = make_action(self, _("Save the file …"), "paperclip", self.choose_place)
        self._lay_out()
        self.clear()

    def _lay_out(self) -> None:
        self.line = QWidget()
        row = QHBoxLayout(self.line)
        row.setContentsMargins(20, 4, 12, 0)
        row.addWidget(self.versions)
        row.addWidget(labelled_button(self.compare))
        self.file = labelled_button(self.save)
        row.addWidget(self.file)
        row.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 0)
        head.setSpacing(4)
        head.addWidget(self.heading)
        head.addWidget(self.facts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.line)
        column.addWidget(self.text, 1)

    def clear(self) -> None:
        """Show nothing."""
        self.view = None
        self.heading.setText("")
        self.facts.setText(_("Choose a document; Enter reads it."))
        self.line.hide()
        self.text.show_markdown("")

    def show_document(self, view: DocumentView) -> None:
        """Show a document, the version first that is read now."""
        self.view = view
        self.versions.blockSignals(True)
        self.versions.clear()
        for line in view.versions:
            self.versions.addItem(line.text)
        self.versions.setCurrentIndex(view.current)
        self.versions.blockSignals(False)
        self.line.show()
        self._show_version()

    def shown(self) -> VersionLine | None:
        """Return the version that is shown."""
        place = self.versions.currentIndex()
        return self.view.versions[place] if self.view is not None and place >= 0 else None

    def _show_version(self) -> None:
        line = self.shown()
        if line is None or self.view is None:
            return
        self.heading.setText(line.version.title)
        self.facts.setText(line.facts)
        self.text.show_markdown(line.version.text or _("*No text; see the attached file.*"))
        self.compare.setEnabled(self.versions.currentIndex() + 1 < len(self.view.versions))
        self.file.setVisible(bool(line.version.sha256))
        self.save.setText(_("Save {name} …").format(name=line.version.file_name))

    def _compare(self) -> None:
        place = self.versions.currentIndex()
        if self.view is not None and place + 1 < len(self.view.versions):
            older, newer = self.view.versions[place + 1], self.view.versions[place]
            self.comparison_wanted.emit(older.version, newer.version)

    def choose_place(self) -> None:
        """Ask where the attached file goes."""
        line = self.shown()
        if line is not None and line.version.sha256:
            name = Path(line.version.file_name).name
            chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the file"), name)
            if chosen:
                self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Write the attached file of the shown version."""
        line = self.shown()
        if line is not None and self.view is not None:
            work = partial(save_file, document_id=self.view.document.id, version_id=line.version.id, out=path)
            self.session.write(self, work, self._saved)

    def _saved(self, path: Any) -> None:
        self.session.noted.emit(_("Saved: {names}.").format(names=path.name))
