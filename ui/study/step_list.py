"""The steps of a study one below the other: what is done, what comes next, and a way to its page."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.base.i18n import _
from app.study.study_steps import StudyStep
from ui.study.fact_grid import WrappingGrid
from ui.study.study_page import note
from ui.study.study_query import signed_words
from ui.widgets.icons import icon_pixmap
from ui.widgets.plain_label import PlainLabel, keep_height

_ICON = 20


class StepList(WrappingGrid):
    """One line for each step; the first that is to do has the button that stands out."""

    wanted = Signal(str)
    """The page of a step is wished, by the step's id."""

    def __init__(self) -> None:
        super().__init__(across=12, down=10)
        self.grid.setColumnStretch(1, 1)
        self.buttons: dict[str, QPushButton] = {}
        self.lines: dict[str, PlainLabel] = {}

    def show_steps(self, steps: tuple[StudyStep, ...], following: StudyStep | None) -> None:
        """Show the steps of a study; `following` is the one that comes next."""
        self.empty()
        self.buttons, self.lines = {}, {}
        for row, step in enumerate(steps):
            self._add(row, step, is_next=step is following)

    def _add(self, row: int, step: StudyStep, *, is_next: bool) -> None:
        words, detail = _words(step, is_next=is_next)
        title = PlainLabel(words)
        font = title.font()
        font.setBold(is_next)
        title.setFont(font)
        texts = QWidget()
        column = QVBoxLayout(texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        below = note(detail)
        for label in (title, below):
            keep_height(label)
            column.addWidget(label)
        button = QPushButton(_("Go there"))
        button.setAccessibleName(_("Go to: {step}").format(step=step.title))
        button.setProperty("primary", is_next)
        button.clicked.connect(partial(self._go, step.id))
        top = Qt.AlignmentFlag.AlignTop
        self.grid.addWidget(_Sign(step.done is not None, is_next), row, 0, top)
        self.grid.addWidget(texts, row, 1)
        self.grid.addWidget(button, row, 2, top)
        self.buttons[step.id], self.lines[step.id] = button, title

    def _go(self, step_id: str, _checked: bool = False) -> None:
        self.wanted.emit(step_id)


def _words(step: StudyStep, *, is_next: bool) -> tuple[str, str]:
    if step.done is not None:
        return step.title, signed_words(step.done)
    state = _("next") if is_next else _("still to do")
    return f"{step.title} ({state})", step.task


class _Sign(QWidget):
    """Tells by its shape whether a step is done, next, or to do."""

    def __init__(self, done: bool, is_next: bool) -> None:
        super().__init__()
        self._name = "circle-check" if done else "circle-dot" if is_next else "circle"
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.Text)
        painter.drawPixmap(0, 0, icon_pixmap(self._name, _ICON, colour, self.devicePixelRatioF()))
        painter.end()
