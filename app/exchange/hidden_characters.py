"""Characters in a foreign text that nobody sees but that change what is read."""

from app.exchange.table_cells import visible

_PLAIN = frozenset("\t\r\n\v\f\x85\u2028\u2029")


def hidden(text: str) -> tuple[str, ...]:
    """The hidden characters of a text, each once, in order; () for nearly all texts."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple(dict.fromkeys(c for c in text if c not in _PLAIN and visible(c) != c))
