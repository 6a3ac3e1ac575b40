"""Notes: texts on the chart, with a line to what they are tied to."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextOption

from app.base.chart_records import ChartNote
from ui.chart.chart_colours import ChartColours
from ui.chart.chart_scene import ChartScene

_PAD, _CORNER = 7.0, 4.0
_SMALLEST_TEXT = 5.5
"""Below so many points the text is left out; the box shows that there is one."""


def note_rect(scene: ChartScene, note: ChartNote) -> QRectF:
    """Return where a note lies in the window."""
    x, y = scene.view.to_screen(np.array([[note.x, note.y]]))[0].tolist()
    return QRectF(x, y, note.width * scene.view.scale, note.height * scene.view.scale)


def note_font(font: QFont, scale: float) -> QFont:
    """Return in what notes are written at this scale."""
    made = QFont(font)
    made.setPointSizeF(max(font.pointSizeF() * 0.92 * min(scale, 1.6), 1.0))
    return made


def paint_notes(painter: QPainter, scene: ChartScene, colours: ChartColours, font: QFont) -> None:
    """Draw all notes that touch the window, leaders first."""
    notes = scene.model.content.document.notes
    if not notes:
        return
    window = QRectF(0, 0, scene.view.width, scene.view.height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    placed = [(note, note_rect(scene, note)) for note in notes]
    for note, rect in placed:
        if note.subject_id:
            _paint_leader(painter, scene, note, rect, colours)
    text_font = note_font(font, scene.view.scale)
    points = text_font.pointSizeF()
    painter.setFont(text_font)
    for note, rect in placed:
        if rect.intersects(window):
            _paint_note(painter, note, rect, colours, written=points >= _SMALLEST_TEXT)


def _paint_note(
    painter: QPainter, note: ChartNote, rect: QRectF, colours: ChartColours, *, written: bool
) -> None:
    chosen = colours.palette.get(note.colour)
    painter.setPen(QPen(chosen.line if chosen else colours.faint, 1.0))
    painter.setBrush(chosen.fill if chosen else colours.plate)
    painter.drawRoundedRect(rect, _CORNER, _CORNER)
    if written:
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        inner = rect.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD + 3)
        painter.setPen(colours.text)
        painter.save()
        painter.setClipRect(rect.adjusted(1, 1, -1, -2), Qt.ClipOperation.IntersectClip)
        painter.drawText(inner, note.text, option)
        painter.restore()


def _paint_leader(
    painter: QPainter, scene: ChartScene, note: ChartNote, rect: QRectF, colours: ChartColours
) -> None:
    """Draw a line from the edge of the note to the node, or to the middle of the link."""
    model = scene.model
    number, link = model.index.get(note.subject_id, -1), model.link_index.get(note.subject_id, -1)
    if number >= 0:
        x, y = scene.view.to_screen(model.xy[number][None])[0].tolist()
        away = float(scene.radii()[number]) + 2.0
    elif link >= 0:
        ends = scene.view.to_screen(model.xy[model.ends[link]])
        (x, y), away = ends.mean(axis=0).tolist(), 2.0
    else:
        return
    begin = QPointF(min(max(x, rect.left()), rect.right()), min(max(y, rect.top()), rect.bottom()))
    gap = QPointF(begin.x() - x, begin.y() - y)
    length = float(np.hypot(gap.x(), gap.y()))
    if length > away:
        chosen = colours.palette.get(note.colour)
        painter.setPen(QPen(chosen.line if chosen else colours.faint, 1.0))
        tip = QPointF(x, y) + gap * (away / length)
        painter.drawLine(begin, tip)
        painter.setBrush(chosen.line if chosen else colours.faint)
        painter.drawEllipse(tip, 2.0, 2.0)
