"""What the pages of the study workspace share: they read where it stands, and tell of what was done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSplitter, QVBoxLayout, QWidget

from app.base.i18n import _
from ui.shell.page import Page
from ui.shell.session import Session
from ui.study.study_query import STUDY, TOUCHED, StudyView, read_study
from ui.widgets.plain_label import Heading, MutedLabel
from ui.widgets.tool_buttons import ButtonRow

TEXT_WIDTH = 780


class StudyPage(Page):
    """A place of the study workspace; `show_study` is called with what stands now."""

    interests = frozenset({STUDY})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.view: StudyView | None = None

    def title(self) -> str:
        """See Page."""
        return " – ".join((self.heading(), _("Study")))

    def heading(self) -> str:
        """Return what the page is called."""
        return ""

    def refresh(self) -> None:
        """See Page."""
        self.session.read(self, read_study, self._take)

    def show_study(self, view: StudyView) -> None:
        """Show where the study stands."""

    def lay_out_parts(
        self,
        head: QLayout,
        commands: Sequence[QAction],
        state: QWidget,
        parts: Sequence[QWidget],
        side: QWidget,
    ) -> QSplitter:
        """Put head, commands, where it stands and the parts below each other, the forms' side at the right.

        Returns what parts the room between `parts`.
        """
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for part in parts:
            split.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(head)
        left.addWidget(ButtonRow(list(commands)))
        left.addWidget(state)
        left.addWidget(split, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(side)
        plain_column(self).addLayout(row)
        return split

    def tell(self, text: str) -> None:
        """Say that something of the study was done; all pages read anew."""
        self.session.announce(text, "", TOUCHED)

    def _take(self, view: StudyView) -> None:
        self.view = view
        self.show_study(view)


def head_of(title: str, intro: str) -> QVBoxLayout:
    """Return the head of a page: its name, and one or two sentences on what it is for."""
    column = QVBoxLayout()
    column.setContentsMargins(20, 16, 20, 0)
    column.setSpacing(4)
    column.addWidget(Heading(title))
    column.addWidget(note(intro))
    return column


def note(text: str = "") -> MutedLabel:
    """Return a marginal note as broad as text is read well."""
    label = MutedLabel(text)
    label.setMaximumWidth(TEXT_WIDTH)
    return label


def plain_column(widget: QWidget) -> QVBoxLayout:
    """Return the layout of a page or part: from edge to edge."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column
