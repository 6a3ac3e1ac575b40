"""The lines of a GEDCOM file as records: level, pointer, tag, value; any encoding the standard ever had."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.limits import ATTRIBUTES, CELL_CHARACTERS, too_large
from app.exchange.readers.text_decoding import decode_text

_LINE = re.compile(r"\s*(\d{1,3})\s+(?:(@[^@\s][^@]*@)\s+)?([A-Za-z0-9_]+)(?: (.*))?")
_ANSEL = re.compile(rb"1 CHAR ANSEL", re.IGNORECASE)
_DEEP = 99
# ANSEL (ANSI/NISO Z39.47): letters of its own, and marks that stand before the letter they belong to.
_LETTERS = dict(
    zip(
        range(0xA1, 0xA7),
        "ŁØĐÞÆŒ",
        strict=True,
    )
) | {
    0xA7: "\u02b9", 0xA8: "·", 0xA9: "♭", 0xAA: "®", 0xAB: "±", 0xAC: "Ơ",
    0xAD: "Ư", 0xAE: "\u02bc", 0xB0: "\u02bb",
    0xB1: "ł", 0xB2: "ø", 0xB3: "đ", 0xB4: "þ", 0xB5: "æ", 0xB6: "œ", 0xB7: "ʺ", 0xB8: "\u0131", 0xB9: "£",
    0xBA: "ð", 0xBC: "ơ", 0xBD: "ư", 0xC0: "°", 0xC1: "\u2113", 0xC2: "℗", 0xC3: "©", 0xC4: "♯", 0xC5: "¿",
    0xC6: "¡", 0xCF: "ß",
}  # fmt: skip
_MARKS = {
    0xE0: "\u0309", 0xE1: "\u0300", 0xE2: "\u0301", 0xE3: "\u0302", 0xE4: "\u0303", 0xE5: "\u0304",
    0xE6: "\u0306", 0xE7: "\u0307", 0xE8: "\u0308", 0xE9: "\u030c", 0xEA: "\u030a", 0xEB: "\ufe20",
    0xEC: "\ufe21", 0xED: "\u0315", 0xEE: "\u030b", 0xEF: "\u0310", 0xF0: "\u0327", 0xF1: "\u0328",
    0xF2: "\u0323", 0xF3: "\u0324", 0xF4: "\u0325", 0xF5: "\u0333", 0xF6: "\u0332", 0xF7: "\u0326",
    0xF8: "\u031c", 0xF9: "\u032e", 0xFA: "\ufe22", 0xFB: "\ufe23", 0xFE: "\u0313",
}  # fmt: skip


@dataclass(slots=True)
class GedcomRecord:
    """One structure: what its line says and what stands below it."""

    tag: str
    value: str = ""
    pointer: str = ""
    no: int = 0
    children: list["GedcomRecord"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["GedcomRecord"]:
        """Give the structures below with one of the tags."""
        return (child for child in self.children if child.tag in tags)

    def text(self, *path: str) -> str:
        """Return the value of the first structure down a path of tags, "" if there is none."""
        found: GedcomRecord | None = self
        for tag in path:
            found = next(found.all(tag), None) if found is not None else None
        return found.value if found is not None else ""


def gedcom_records(data: bytes) -> list[GedcomRecord]:
    """Return the records of a file, continuation lines joined.

    A line that is none (a text broken by a careless program) goes on with the value before it. Raises
    `UserError`: `import.broken_gedcom`, `import.too_large`, `import.not_text`.
    """
    text = _ansel(data) if _ANSEL.search(data[:4000]) else decode_text(data)[0]
    root = GedcomRecord("")
    stack = [root]
    count = 0
    for no, line in enumerate(re.split(r"\r\n|\n\r|\n|\r", text.lstrip("\ufeff")), 1):
        found = _LINE.fullmatch(line)
        if found is None or int(found[1]) >= len(stack):
            if line.strip() and (len(stack) == 1 or (found and int(found[1]) > _DEEP)):
                raise _broken(no)
            _go_on(stack[-1], line)
            continue
        count += 1
        if count > ATTRIBUTES:
            raise too_large(_("lines"), ATTRIBUTES)
        level, pointer, tag, value = int(found[1]), found[2] or "", found[3].upper(), found[4] or ""
        if level > _DEEP:
            raise _broken(no)
        del stack[level + 1 :]
        if tag in {"CONC", "CONT"}:
            stack[level].value += ("\n" if tag == "CONT" else "") + value
            _check(stack[level])
            stack.append(stack[level])
            continue
        record = GedcomRecord(tag, value.replace("@@", "@"), pointer, no)
        stack[level].children.append(record)
        stack.append(record)
    return root.children


def _go_on(record: GedcomRecord, line: str) -> None:
    if line.strip() and record.tag:
        record.value += f" {line.strip()}"
        _check(record)


def _check(record: GedcomRecord) -> None:
    if len(record.value) > CELL_CHARACTERS:
        raise too_large(_("characters in one value"), CELL_CHARACTERS)


def _ansel(data: bytes) -> str:
    out: list[str] = []
    marks: list[str] = []
    for byte in data:
        if byte in _MARKS:
            marks.append(_MARKS[byte])
            continue
        out.append(chr(byte) if byte < 0x80 else _LETTERS.get(byte, "\ufffd"))
        out += reversed(marks)
        marks.clear()
    return unicodedata.normalize("NFC", "".join(out)).replace("\0", "")


def _broken(no: int) -> UserError:
    return UserError(
        "import.broken_gedcom",
        _("The file is not GEDCOM or is cut off (line {line})."),
        _("Ask the sender to export it again."),
        line=no,
    )
