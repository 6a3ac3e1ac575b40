"""How wide the columns of a table are: by their shares, but hardly narrower than their words."""

from app.briefing.content import Row, Table, plain
from app.briefing.fonts import BOLD
from app.briefing.plain_text import width_of

_SIZE = 8.5
_GAP = 7.5  # a cell's padding and a little air
_NARROW = 1.7  # columns of at most this share hold codes, days and single words
_WIDEST_WORD = 84.0
_WIDEST_TITLE = 62.0  # a longer one is hyphenated, as long as what stands below is wider


def column_widths(table: Table, width: float) -> list[float]:
    """Return widths in points that add up to `width`.

    Short headers and the words of narrow columns are not broken: such a column takes what it needs from the
    wide ones.
    """
    shares = [c.share for c in table.columns]
    wanted = [width * share / sum(shares) for share in shares]
    needed = [_needed(table, place) for place in range(len(shares))]
    for _round in shares:
        short = [max(n - w, 0.0) for n, w in zip(needed, wanted, strict=True)]
        spare = [max(w - n, 0.0) for n, w in zip(needed, wanted, strict=True)]
        if sum(short) < 0.01 or sum(spare) < sum(short):
            break
        part = sum(short) / sum(spare)
        wanted = [w + s - e * part for w, s, e in zip(wanted, short, spare, strict=True)]
    return wanted


def _needed(table: Table, place: int) -> float:
    column = table.columns[place]
    title = max((width_of(w, _SIZE, BOLD) for w in column.title.split()), default=0.0)
    words: set[str] = set()
    if column.share <= _NARROW:
        words |= {word for row in table.rows for word in _words(row, place)}
    widest = max((width_of(w, _SIZE, BOLD) for w in words), default=0.0)
    return max(min(title, _WIDEST_TITLE), min(widest, _WIDEST_WORD)) + _GAP


def _words(row: Row, place: int) -> list[str]:
    return plain(row.cells[place]).split(" ")  # not at a no-break space
