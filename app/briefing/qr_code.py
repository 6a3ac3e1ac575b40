"""QR codes (ISO/IEC 18004) as rows of dark and light squares, for paper and window alike."""

import segno

QUIET = 4
"""Light squares that the standard wants around a code."""


def qr_rows(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the squares of a code for `text`, True for dark, without the quiet zone around it.

    Error correction M: up to 15 % of the code may be creased or stained. The same text gives the same code.
    """
    code = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)
