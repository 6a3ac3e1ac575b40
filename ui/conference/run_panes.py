"""The parts of the run window: agenda and people at the left, the point or what is shown in the middle."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QImage, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from app.base.i18n import _
from app.handover.conference_rooms import Slide
from ui.conference.run_query import RunPerson, RunState
from ui.widgets.plain_label import PlainLabel
from ui.widgets.theme import tokens

_LARGEST = 14.0
_TALL = 1.3
"""A picture so much taller than the room begins as wide as the room, from its top."""
_STEP, _PAGE = 0.25, 0.9
MOVES = (
    ("Ctrl+Left", -_STEP, 0.0), ("Ctrl+Right", _STEP, 0.0),
    ("Ctrl+Up", 0.0, -_STEP), ("Ctrl+Down", 0.0, _STEP),
    ("PgUp", 0.0, -_PAGE), ("PgDown", 0.0, _PAGE),
)  # fmt: skip
"""Keys that show another part of a picture: how far to the right and down, by parts of the room."""


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Return a font larger by a factor."""
    grown = QFont(font)
    grown.setPointSizeF(max(font.pointSizeF(), 1.0) * factor)
    grown.setBold(bold)
    return grown


class AgendaPane(QListWidget):
    """The points that everybody in the room may hear; Enter calls one."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Agenda"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(lambda item: self.wanted.emit(str(item.data(Qt.ItemDataRole.UserRole))))

    def show_state(self, state: RunState) -> None:
        """Show the points, the one that is called in bold and with a mark before it."""
        row = self.currentRow()
        self.clear()
        for point in state.points:
            mark = "▶" if point.called else "✓" if point.done else "  "
            text = f"{mark} {point.no}. {point.title}"
            item = QListWidgetItem(f"{text}  ({point.planned})" if point.planned else text, self)
            item.setData(Qt.ItemDataRole.UserRole, point.id)
            if point.called:
                item.setFont(scaled(self.font(), 1.0, bold=True))
                row = self.row(item)
        self.setCurrentRow(max(0, min(row, self.count() - 1)))


class PeoplePane(QListWidget):
    """Who is at the table; the space bar says that somebody came or left."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("People"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemDoubleClicked.connect(self._want)

    def show_people(self, people: Sequence[RunPerson]) -> None:
        """Show the people, those in the room with a full mark and the word for it."""
        row = max(self.currentRow(), 0)
        self.clear()
        for person in people:
            word = _("in the room") if person.inside else _("outside")
            mark = "●" if person.inside else "○"
            item = QListWidgetItem(f"{mark} {person.person}, {person.agency} – {word}", self)
            item.setToolTip(item.text())
            item.setData(Qt.ItemDataRole.UserRole, person.id)
        self.setCurrentRow(min(row, self.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See QWidget."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._want(item)
        else:
            super().keyPressEvent(event)

    def _want(self, item: QListWidgetItem) -> None:
        self.wanted.emit(str(item.data(Qt.ItemDataRole.UserRole)))


class PointPane(QScrollArea):
    """The point that is called: title, question, what can be shown by which key, decision, measures."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Point of the agenda"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title, self.question, self.offered = PlainLabel(), PlainLabel(), PlainLabel()
        self.decision, self.measures = PlainLabel(), PlainLabel()
        self.offered.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(40, 30, 40, 30)
        column.setSpacing(22)
        for label in (self.title, self.question, self.decision, self.measures, self.offered):
            column.addWidget(label)
        column.addStretch(1)
        self.setWidget(content)

    def grow(self, font: QFont) -> None:
        """Write in the size of the room."""
        self.title.setFont(scaled(font, 1.9, bold=True))
        self.question.setFont(scaled(font, 1.35))
        self.decision.setFont(scaled(font, 1.35))
        self.measures.setFont(scaled(font, 1.2))
        self.offered.setFont(scaled(font, 1.05))

    def show_state(self, state: RunState) -> None:
        """Show the point; before the first one what to do."""
        called = next((p for p in state.points if p.called), None)
        if called is None:
            text = _("The conference is closed.") if state.ended else _("Not yet opened.")
            self.title.setText(text if state.ended or not state.begun else _("Call the first point."))
        else:
            self.title.setText(f"{called.no}. {called.title}")
        self.question.setText(state.question)
        self.decision.setText(_("Decision: {text}").format(text=state.decision) if state.decision else "")
        self.measures.setText("\n".join(f"•  {m}" for m in state.measures))
        lines = [f"{no}   {e.title}" for no, e in enumerate(state.exhibits[:9], 1)]
        self.offered.setText("\n".join(lines))
        for label in (self.question, self.decision, self.measures, self.offered):
            label.setVisible(bool(label.text()))


class SlidePane(QWidget):
    """What is on the screen: large lines, or a picture as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._image: QImage | None = None
        self._zoom, self._at = 1.0, QPointF(0.5, 0.0)
        # Until somebody wants it larger or smaller, a picture follows the room.
        self._follows = True
        self._lines = QVBoxLayout()
        self._heading = PlainLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 30, 40, 30)
        column.setSpacing(22)
        column.addWidget(self._heading)
        self._lines.setSpacing(14)
        column.addLayout(self._lines)
        column.addStretch(1)

    def show_slide(self, slide: Slide, image: QImage | None) -> None:
        """Show a slide."""
        self.blank()
        self._image, self._title = image, slide.title
        self.setAccessibleName(slide.title)
        if image is None:
            self._heading.setText(slide.title)
            self._heading.setFont(scaled(self.font(), 2.0, bold=True))
            for name, text in slide.lines:
                self._lines.addWidget(self._line(name, text))
        self.update()

    def _line(self, name: str, text: str) -> QLabel:
        label = PlainLabel(f"{name}:  {text}" if name else text)
        label.setFont(scaled(self.font(), 1.45))
        return label

    def blank(self) -> None:
        """Show nothing, at once."""
        self._image, self._title = None, ""
        self.setAccessibleName("")
        self._zoom, self._at, self._follows = 1.0, QPointF(0.5, 0.0), True
        self._heading.setText("")
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.update()

    def title(self) -> str:
        """Return what is shown, "" for nothing."""
        return self._title

    def zoom(self, by: float) -> None:
        """Show a picture larger or smaller; never smaller than the whole of it."""
        self._zoom, self._follows = max(1.0, min(self._shown_at() * by, _LARGEST)), False
        self.update()

    def _shown_at(self) -> float:
        """Return the zoom: what was wanted, else as wide as the room for a tall picture, else the whole."""
        if not self._follows:
            return self._zoom
        room = self._room()
        if self._image is None or room.isEmpty() or self._image.height() <= 0:
            return 1.0
        wider = self._image.height() * room.width() / (self._image.width() * room.height())
        return min(wider, _LARGEST) if wider > _TALL else 1.0

    def _room(self) -> QRect:
        return self.rect().adjusted(12, 12, -12, -12)

    def _size(self) -> QSize:
        """How large the picture is drawn."""
        if self._image is None:
            return QSize()
        return (
            self._image.size().scaled(self._room().size(), Qt.AspectRatioMode.KeepAspectRatio)
            * self._shown_at()
        )

    def pan(self, right: float, down: float) -> None:
        """Move to another part of a picture that is larger than the room, by parts of the room."""
        room, size = self._room(), self._size()
        hidden = max(size.width() - room.width(), 1), max(size.height() - room.height(), 1)
        x = self._at.x() + right * room.width() / hidden[0]
        y = self._at.y() + down * room.height() / hidden[1]
        self._at = QPointF(max(0.0, min(x, 1.0)), max(0.0, min(y, 1.0)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget; a picture stands on white paper in both themes."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens(self.palette()).base)
        if self._image is not None:
            room, size = self._room(), self._size()
            spare = room.width() - size.width(), room.height() - size.height()
            # What fits stands in the middle; of the rest the chosen part is shown.
            left, top = (
                round(gap * (0.5 if gap >= 0 else part))
                for gap, part in zip(spare, (self._at.x(), self._at.y()), strict=True)
            )
            frame = QRect(room.x() + left, room.y() + top, size.width(), size.height())
            painter.setClipRect(room)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, self._image)
        painter.end()
