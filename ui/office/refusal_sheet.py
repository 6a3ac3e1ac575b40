"""What was wrong with a file that was not taken in: each place of it with its reason."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel

_TALL = 260


class RefusalSheet(QWidget):
    """The sentence, the wrong places one by one to be marked and copied, and what to do."""

    def __init__(self, file_name: str, error: UserError, closed: Callable[[], object]) -> None:
        super().__init__()
        self.problems = QPlainTextEdit("\n".join(error.problems))
        self.problems.setReadOnly(True)
        self.problems.setTabChangesFocus(True)
        self.problems.setMinimumHeight(_TALL)
        self.problems.setAccessibleName(_("What is wrong"))
        self.problems.setVisible(bool(error.problems))
        self.close_button = QPushButton(_("Close"))
        self.close_button.clicked.connect(lambda _checked=False: closed())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (Heading(_("Not taken over")), MutedLabel(file_name), PlainLabel(error.sentence)):
            column.addWidget(part)
        column.addWidget(self.problems)
        column.addWidget(PlainLabel(error.remedy))
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
