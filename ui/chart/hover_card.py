"""A card about one node or link, over the chart: findings, sources, gradings, at a glance."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.base.i18n import _, ngettext
from ui.widgets.plain_label import MutedLabel, PlainLabel
from ui.widgets.theme import tokens

WAIT_MS = 400
"""A pointer that rests so long on a thing asks for its card."""
_WIDTH, _AWAY, _MOST_LINES = 320, 18, 6


@dataclass(frozen=True, slots=True)
class HoverCard:
    """What a card says. `grading` is the best one, `lines` what is known (the first 6 are shown).

    Everything is in the language in force but the counts; empty parts are left out.
    """

    caption: str
    type: str = ""
    standing: str = ""
    findings: int = 0
    sources: int = 0
    grading: str = ""
    lines: tuple[str, ...] = ()


CardOf = Callable[[str], HoverCard | None]
"""Gives the card of a node, link or group by its id; None: there is nothing to say."""


def card_texts(card: HoverCard) -> tuple[str, str, tuple[str, ...]]:
    """Return the caption, the line of facts, and the lines below, as they are shown and read out."""
    counts = (
        ngettext("{count} finding", "{count} findings", card.findings).format(count=card.findings),
        ngettext("{count} source", "{count} sources", card.sources).format(count=card.sources),
    )
    grading = _("best grading {grading}").format(grading=card.grading) if card.grading else ""
    first = " · ".join(part for part in (card.type, card.standing) if part)
    second = " · ".join(part for part in (*counts, grading) if part)
    return card.caption, "\n".join(part for part in (first, second) if part), card.lines[:_MOST_LINES]


class HoverPanel(QFrame):
    """Shows one card beside a place of its parent; the pointer goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hover_card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.caption, self.facts, self.lines = PlainLabel(), MutedLabel(), PlainLabel()
        bold = self.caption.font()
        bold.setBold(True)
        self.caption.setFont(bold)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 10)
        column.setSpacing(5)
        for label in (self.caption, self.facts, self.lines):
            column.addWidget(label)
        self.hide()

    def show_card(self, card: HoverCard, around: QRect) -> None:
        """Show `card` beside the box `around`, wherever there is room in the parent."""
        caption, facts, lines = card_texts(card)
        self.caption.setText(caption)
        self.facts.setText(facts)
        self.lines.setText("\n".join(lines))
        self.lines.setVisible(bool(lines))
        self.setAccessibleName(caption)
        self.setAccessibleDescription("\n".join((facts, *lines)))
        parent = self.parentWidget() or self
        room = parent.rect().adjusted(6, 6, -6, -6)
        width = min(_WIDTH, room.width())
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = min(max(self.heightForWidth(width), 40), room.height())
        self.setFixedHeight(height)
        left = around.right() + _AWAY
        if left + width > room.right():
            left = around.left() - _AWAY - width
        top = min(around.top(), room.bottom() - height)
        self.move(min(max(left, room.left()), max(room.right() - width, room.left())), max(top, room.top()))
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        """See QWidget."""
        theme = tokens(self.palette())
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.faint), 1))
        painter.setBrush(QColor(theme.raised if theme.dark else theme.base))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class HoverTimer(QObject):
    """Asks for the card of what the pointer rests on, once."""

    due = Signal(float, float)
    """The pointer has rested at this place."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._place = (0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.due.emit(*self._place))

    def pointed(self, x: float, y: float) -> None:
        """The pointer moved to (x, y)."""
        self._place = (x, y)
        self._timer.start(WAIT_MS)

    def stop(self) -> None:
        """Nothing is asked for any more."""
        self._timer.stop()
