"""Bytes to text: byte order mark first, then UTF-8, then the likeliest of the older encodings."""

import codecs

from charset_normalizer import from_bytes

from app.base.errors import UserError
from app.base.i18n import _

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLDER = ["cp1252", "iso8859_15", "cp1250", "iso8859_2", "cp1254", "cp437", "cp850", "mac_roman"]
_SAMPLE = 200_000


def decode_text(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was read as; raises `UserError` `import.not_text` or `import.cut_off`."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding), encoding
    unmarked = _wide_without_mark(data)
    if unmarked:
        return _decode(data, unmarked), unmarked
    if b"\0" in data:
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
    if "\0" in text:
        raise _not_text()
    return text


def _older_encoding(sample: bytes) -> str:
    """The likeliest one-byte encoding; where several fit equally well, the one of Western Windows."""
    matches = from_bytes(sample, cp_isolation=_OLDER)
    best = matches.best()
    if best is None:
        raise _not_text()
    equals = [match.encoding for match in matches if match.chaos <= best.chaos]
    return "cp1252" if "cp1252" in equals else best.encoding


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
