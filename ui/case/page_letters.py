"""Where the characters of a page lie: which one is under the pointer, which lines a passage covers. No Qt."""

from collections.abc import Sequence

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as parts of the page."""
# So far beside a character, as a part of the page, the pointer still means it.
_NEAR = 0.03


def letter_at(letters: Sequence[Box], x: float, y: float) -> int | None:
    """Return the number of the character at or nearest to a point, None if none is near."""
    best, distance = None, _NEAR
    for number, (left, top, right, bottom) in enumerate(letters):
        if right <= left or bottom <= top:
            continue
        across = max(left - x, 0.0, x - right)
        # A point beside a line means that line, not a nearer character of the next.
        down = 2 * max(top - y, 0.0, y - bottom)
        if across + down < distance:
            best, distance = number, across + down
            if distance == 0.0:
                break
    return best


def lines(letters: Sequence[Box], start: int, end: int) -> list[Box]:
    """Return one box per line for the characters from `start` up to, without, `end`."""
    found: list[Box] = []
    for left, top, right, bottom in letters[start:end]:
        if right <= left or bottom <= top:
            continue
        if found and _same_line(found[-1], (left, top, right, bottom)):
            last = found[-1]
            found[-1] = (
                min(last[0], left),
                min(last[1], top),
                max(last[2], right),
                max(last[3], bottom),
            )
        else:
            found.append((left, top, right, bottom))
    return found


def _same_line(line: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    return line[1] <= middle <= line[3] and box[0] >= line[0] - 0.01
