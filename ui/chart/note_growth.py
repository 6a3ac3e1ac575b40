"""Notes that are longer than their box: the box grows downwards until the whole text can be read."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from app.analysis.chart_content import ChartContent
from app.base.chart_records import ChartNote
from ui.chart.note_painter import note_font

_SCALES = (0.62, 0.7, 0.85, 1.0, 1.3, 1.6)
"""Fonts come in whole pixels: a text may need more room at one of these than in proportion at another."""
_ACROSS, _DOWN = 14.0, 12.0
"""Room beside and above the text in the window, whatever the scale (`ui.chart.note_painter`)."""
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)


def grown(content: ChartContent, font: QFont) -> ChartContent:
    """Return the content with every note as high as its text needs in `font`; heights that suffice stay.

    What somebody drags and keeps later is the box that is seen.
    """
    notes = content.document.notes
    if not notes:
        return content
    metrics = {scale: QFontMetricsF(note_font(font, scale)) for scale in _SCALES}
    high = tuple(_grown(note, metrics) for note in notes)
    return content if high == notes else replace(content, document=replace(content.document, notes=high))


def _grown(note: ChartNote, metrics: Mapping[float, QFontMetricsF]) -> ChartNote:
    needed = max((_height(note, scale, known) + _DOWN) / scale for scale, known in metrics.items())
    return replace(note, height=needed) if needed > note.height else note


def _height(note: ChartNote, scale: float, metrics: QFontMetricsF) -> float:
    room = QRectF(0, 0, max(note.width * scale - _ACROSS, 10.0), 1e6)
    return metrics.boundingRect(room, _FLAGS, note.text).height()
