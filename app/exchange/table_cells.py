"""Texts in the cells of a table that leaves the program: nothing is calculated, nothing is hidden.

A spreadsheet takes a cell for a formula by its first character (OWASP, "CSV injection"). A file with
semicolons may be opened with another separator, so what stands behind one is guarded as well. Characters
that turn the direction of text around or cannot be seen are written by their number: what a cell says must
be what people read.
"""

import re
import unicodedata

_BEGINS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FIRST = re.compile(f"\\A[\\s\"']*[{_BEGINS}|]")
_BEHIND = "(?<=[,;|])([\\s\"']*)"
_AHEAD = "(?=[=@\uff1d\uff20]|[+\\-\uff0b\uff0d](?!\\d+(?:[.,]\\d+)*(?:[\\s,;|]|\\Z)))"
_LATER = re.compile(_BEHIND + _AHEAD)
_LINES = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_GUARD = "'"
_GUARDED_LATER = re.compile(_BEHIND + _GUARD + _AHEAD)
LINE_BREAK = "⟨U+000A⟩"
"""How a line break is written where a text is to be read back as it was."""
# Format characters that scripts need to be written rightly: zero width (non-)joiner, soft hyphen.
_NEEDED = frozenset("\u200c\u200d\u00ad")
_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def visible(text: str) -> str:
    """Return a text in one line, with every control and direction character written as ⟨U+202E⟩."""
    if text.isascii() and text.isprintable():
        return text
    joined = _LINES.sub(" / ", text).replace("\t", " ")
    return "".join(map(_shown, joined))


def guarded(text: str) -> str:
    """Return a text that no spreadsheet calculates, whatever separator it is opened with."""
    if not text:
        return text
    inside = _LATER.sub(lambda found: f"{found[1]}{_GUARD}", text)
    return f"{_GUARD}{inside}" if _FIRST.match(inside) else inside


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    first = text[1:] if text.startswith(_GUARD) and _FIRST.match(text[1:]) else text
    return _GUARDED_LATER.sub(lambda found: found[1], first)


def cell(text: str) -> str:
    """Return a text for a cell: readable as it is, and nothing but text."""
    return guarded(visible(text))


def _shown(character: str) -> str:
    if unicodedata.category(character) in _KINDS and character not in _NEEDED:
        return f"⟨U+{ord(character):04X}⟩"
    return character
