"""Shares as bars beside a comparison value, in a picture that black and white print keeps.

What is less favourable than the comparison is dark and says so with a sign, the rest is light and outlined.
"""

import textwrap
from collections.abc import Sequence

from app.analysis.plain_drawing import Drawing, Shape, Words, box
from app.base.ctc_records import BarGroup, FactorBar
from app.base.i18n import _

_HEAD, _ROW, _BAR, _SIZE = 20.0, 24.0, 10.0, 8.0
_LABELS, _SHORT_LABELS, _NUMBERS, _SHORT = 0.42, 0.16, 0.24, 14
_LETTER = 4.3
"""Points that a letter of the labels takes, on the wide side."""
_WORSE, _BETTER, _ROOM = 0.25, 0.82, 0.96
WORSE_SIGN, PRIORITY_SIGN = "▲", "★"


def share_bars(groups: Sequence[BarGroup], width: float, caption: str) -> Drawing:
    """Draw the groups below each other, `width` points wide; the words of the picture hold every number.

    A group without a name has no heading.
    """
    longest = max((len(bar.label) for group in groups for bar in group.bars), default=0)
    labels = _LABELS if longest > _SHORT else _SHORT_LABELS
    shapes: list[Shape] = []
    words: list[Words] = []
    y = 0.0
    for group in groups:
        if group.name:
            words.append(Words(0, y + 13, group.name, width, 9.0, strong=True))
            y += _HEAD
        for bar in group.bars:
            _draw(bar, y, (width * labels, width), shapes, words)
            y += _ROW
    told = " ".join(f"{g.name or caption}: {'; '.join(map(spoken, g.bars))}." for g in groups)
    return Drawing(width, max(y, _ROW), tuple(shapes), tuple(words), caption, told)


def legend() -> str:
    """Return what the signs of the picture mean."""
    return _(
        "Bar: share in percent, the full width is 100 %; thick line: comparison value; {worse} and filled: "
        "less favourable than the comparison; {priority} priority. In brackets: percentage points beside "
        "the comparison value."
    ).format(worse=WORSE_SIGN, priority=PRIORITY_SIGN)


def spoken(bar: FactorBar) -> str:
    """Return a bar in words."""
    marks = [_("less favourable")] if bar.worse else []
    marks += [_("priority")] if bar.priority else []
    return ", ".join((bar.label, bar.said, *marks))


def _draw(
    bar: FactorBar, y: float, sides: tuple[float, float], shapes: list[Shape], words: list[Words]
) -> None:
    (left, width), numbers = sides, sides[1] * _NUMBERS
    full = width - left - numbers - 8
    middle = y + _ROW / 2
    signed = f"{PRIORITY_SIGN} {bar.label}" if bar.priority else bar.label
    lines = textwrap.wrap(signed, int((left - 8) / _LETTER), max_lines=2, placeholder=" …")
    for number, text in enumerate(lines):
        base = middle + 3 + (number - (len(lines) - 1) / 2) * 10
        words.append(Words(0, base, text, left - 4, _SIZE, strong=bar.priority))
    top = middle - _BAR / 2
    shapes.append(Shape(box(left, top, full, _BAR), _ROOM, line=0))
    if bar.share is not None:
        fill = _WORSE if bar.worse else _BETTER
        shapes.append(Shape(box(left, top, max(full * bar.share / 100, 0.5), _BAR), fill, line=0.7))
    if bar.comparison is not None:
        at = left + full * bar.comparison / 100
        shapes.append(Shape(((at, top - 4), (at, top + _BAR + 4)), line=1.8))
    shown = f"{WORSE_SIGN} {bar.said}" if bar.worse else bar.said
    words.append(Words(width, middle + 3, shown, numbers, _SIZE, 1))
