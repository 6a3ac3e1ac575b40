"""Bytes to text: byte order mark first, then UTF-8, then the likeliest of the older encodings."""

import codecs
import re
from collections.abc import Iterator

from app.base.errors import UserError
from app.base.i18n import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In this order where several fit equally well. General guessers go by the frequencies of running text and
# read short lists of Polish or Turkish names as Western; what betrays a wrong guess in a list of names is
# signs inside words (£ukasz, W¹sik) and letters of Icelandic (Þahin).
_OLDER = ("cp1252", "cp1254", "cp1250", "cp850", "mac_roman")
_UNLIKELY = frozenset("þÞðÐ")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][^\w\s\x20-\x7e’\u2018–-]|[^\w\s\x20-\x7e’\u2018–-][^\W\d_]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SAMPLE = 200_000


def decode_text(data: bytes, wanted: str = "") -> tuple[str, str]:
    """The text and the encoding it was read as; `wanted` goes before what the content says.

    Raises `UserError` `import.not_text` or `import.cut_off`.
    """
    if wanted:
        mark = next((m for m, encoding in _MARKS if encoding == wanted and data.startswith(m)), b"")
        return _decode(data[len(mark) :], wanted), wanted
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding), encoding
    unmarked = _wide_without_mark(data)
    if unmarked:
        return _decode(data, unmarked), unmarked
    if data.count(0) > _most_nul(len(data)):
        raise _not_text()
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            raise _cut_off() from error
    older = _older_encoding(data[:_SAMPLE])
    return _decode(data, older), older


def _decode(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise (_cut_off() if error.end >= len(data) else _not_text()) from error
    if text.count("\0") > _most_nul(len(text)):
        raise _not_text()
    return text


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a text one by one, without their ends.

    Only line feed and carriage return end a line: JSON may hold any other separator inside a text.
    """
    start = 0
    for end in _LINE_END.finditer(text):
        yield text[start : end.start()]
        start = end.end()
    if start < len(text):
        yield text[start:]


def head_text(data: bytes) -> str:
    """The beginning of a text as far as a format can be told by it; wrong letters do no harm there."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) : len(mark) + _SAMPLE].decode(encoding, "replace")
    unmarked = _wide_without_mark(data)
    return data[:_SAMPLE].decode(unmarked or "utf-8", "replace")


def _most_nul(length: int) -> int:
    """A stray NUL is what a device or an attacker left in a name; many of them are no text at all."""
    return length // 50


def _older_encoding(sample: bytes) -> str:
    """The one-byte encoding in which the sample looks most like words."""
    scores = {}
    for encoding in _OLDER:
        try:
            scores[encoding] = _strangeness(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
    best = min(scores, key=lambda encoding: scores[encoding])
    if scores[best] > len(sample) / 20:
        raise _not_text()
    return best


def _strangeness(text: str) -> int:
    signs = len(_SIGN_IN_WORD.findall(text))
    return signs + sum(c in _UNLIKELY for c in text) + 10 * len(_CONTROL.findall(text))


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 text mostly of Latin letters has a zero in every other byte."""
    sample = data[:2000]
    if len(sample) < 8:
        return ""
    half = len(sample) // 2
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > 0.8 * half and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * half and odd == 0 else ""


def _not_text() -> UserError:
    return UserError(
        "import.not_text",
        _("The file looks like text but its characters cannot be read."),
        _("Save it as UTF-8 text or as an .xlsx workbook and import that."),
    )


def _cut_off() -> UserError:
    return UserError(
        "import.cut_off",
        _("The file ends in the middle of a character: it is cut off."),
        _("Copy it again from the medium or ask the sender for it again."),
    )
