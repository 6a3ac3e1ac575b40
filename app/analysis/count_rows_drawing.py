"""Counts of named things as rows of stacked bars, in a picture that black and white print keeps."""

import textwrap
from collections.abc import Sequence

from app.analysis.plain_drawing import CROSSED, DOTTED, FALLING, RISING, Drawing, Shape, Words, box

_LEGEND, _SWATCH, _ROW, _BAR, _SIZE = 16.0, 20.0, 22.0, 11.0, 8.0
_LABELS, _NUMBERS, _LETTER = 0.36, 0.06, 4.3
# Grey (0 ink, 1 paper) and hatch in the order of the stack: neighbours differ in both.
_DRESS = ((0.35, ""), (1.0, RISING), (0.8, ""), (1.0, DOTTED), (1.0, FALLING), (0.9, CROSSED))
MOST_SERIES = len(_DRESS)

Series = tuple[str, tuple[int, ...]]


def count_rows(
    names: Sequence[str], series: Sequence[Series], width: float, caption: str, alternative: str
) -> Drawing:
    """Draw a key with the sum of each series, then a row per name, `width` points wide.

    ValueError for more series than can be told apart.
    """
    if len(series) > MOST_SERIES:
        raise ValueError(len(series))
    shapes: list[Shape] = []
    words: list[Words] = []
    for place, (label, counts) in enumerate(series):
        fill, hatch = _DRESS[place]
        y = place * _LEGEND
        shapes.append(Shape(box(0, y + 2, _SWATCH, _LEGEND - 6), fill, hatch, 0.5))
        words.append(Words(_SWATCH + 6, y + 10, f"{label} ({sum(counts)})", width / 2, 8.5))
    top, left = len(series) * _LEGEND + 6, width * _LABELS
    most = max((sum(column) for column in _columns(series)), default=0) or 1
    step = (width - left - width * _NUMBERS) / most
    for place, (name, column) in enumerate(zip(names, _columns(series), strict=True)):
        y = top + place * _ROW
        lines = textwrap.wrap(name, int((left - 8) / _LETTER), max_lines=2, placeholder=" …")
        for number, text in enumerate(lines):
            base = y + _ROW / 2 + 3 + (number - (len(lines) - 1) / 2) * 10
            words.append(Words(0, base, text, left - 4, _SIZE))
        at = left
        for layer, count in enumerate(column):
            if count:
                fill, hatch = _DRESS[layer]
                bar = box(at, y + (_ROW - _BAR) / 2, step * count, _BAR)
                shapes.append(Shape(bar, fill, hatch, 0.6))
                at += step * count
        words.append(Words(at + 4, y + _ROW / 2 + 3, str(sum(column)), width * _NUMBERS, _SIZE))
    shapes.append(Shape(((left, top), (left, top + len(names) * _ROW)), line=0.6))
    tall = top + len(names) * _ROW
    return Drawing(width, tall, tuple(shapes), tuple(words), caption, alternative)


def _columns(series: Sequence[Series]) -> list[tuple[int, ...]]:
    return list(zip(*(counts for _label, counts in series), strict=True))
