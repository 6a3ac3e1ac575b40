"""The caller's side of reading: text and pages of a document, whatever the document does to the child.

Measured on two cores: a child costs 0.1 s to start, 0.2 s for a PDF, 0.4 s for DOCX and 0.6 s for XLSX.
"""

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from app.base.bounded_process import Ended, Limits, Outcome, own_command, run
from app.base.errors import UserError
from app.base.i18n import _
from app.reading.pieces import LIMITS

WORD = "_read"
"""The hidden word by which main.py leads to `app.reading.child`."""
LARGEST = 256 * 1024 * 1024
"""Larger documents are kept, but neither read nor shown: the child holds a document in memory as a whole."""
_PAGE_ANSWER = 48 * 1024 * 1024
_NOTES = {Outcome.TIME: "time", Outcome.MEMORY: "memory", Outcome.CRASH: "crash", Outcome.TOO_MUCH: "answer"}
_STATES = frozenset(("done", "empty", "failed", "unsupported"))
_KNOWN = frozenset(
    ("", "password", "damaged", "bomb", "scan", "blank", "cut", "image", "kind", "large", *_NOTES.values())
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: `state` done, empty, failed or unsupported; `note` one word, see `words`.

    Pages of `text` are parted by form feeds.
    """

    state: str
    note: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as pixels (three bytes each: blue, green, red) and the boxes of its characters.

    `size` is the page's in millimetres, `count` how many pages the document has. `letters` holds left,
    top, right and bottom of each character in the order of the page's text, as parts of the page.
    """

    count: int
    size: tuple[float, float]
    width: int
    height: int
    pixels: bytes
    letters: tuple[tuple[float, float, float, float], ...]


def read_text(pieces: Iterable[bytes], size: int, limits: Limits = LIMITS) -> Reading:
    """Return the text of a document of `size` bytes; never raises for what the document holds."""
    if size > LARGEST:
        return Reading("unsupported", "large")
    ended = run(own_command(WORD), chain([b'{"do": "text"}\n'], pieces), limits)
    return _reading(ended)


def page_picture(data: bytes, number: int, dots_per_inch: float) -> PagePicture:
    """Return page `number` (from 0) of a PDF or an image; `UserError` for one that cannot be drawn."""
    request = json.dumps({"do": "page", "no": number, "dpi": dots_per_inch}).encode() + b"\n"
    ended = run(own_command(WORD), (request, data), replace(LIMITS, answer=_PAGE_ANSWER, seconds=20.0))
    picture = _picture(ended)
    if isinstance(picture, PagePicture):
        return picture
    raise UserError("document.page", picture.sentence, _("Its text stands beside it if it could be read."))


def words(state: str, note: str) -> str:
    """Return one sentence for what came of reading, "" where there is nothing to say."""
    sentence = {
        "password": _("The document is locked with a password."),
        "damaged": _("The document is damaged or not what it says it is."),
        "bomb": _("The document unpacks to far more than a document can hold."),
        "scan": _("There is no text in it; it is probably a scan."),
        "blank": _("There is no text in it."),
        "cut": _("It is long; only its beginning was read."),
        "image": _("A picture; it has no text."),
        "kind": _("Text of this kind of file is not read."),
        "large": _("The document is too large to be read."),
        "time": _("Reading took too long and was stopped."),
        "memory": _("Reading needed too much memory and was stopped."),
        "crash": _("The document brought the reader down; nothing else was harmed."),
        "answer": _("The document gave more text than can be kept."),
    }
    if note in sentence:
        return sentence[note]
    return {"failed": _("The document could not be read."), "": _("Not read yet.")}.get(state, "")


@dataclass(frozen=True, slots=True)
class _NoPicture:
    sentence: str


def _reading(ended: Ended) -> Reading:
    if ended.outcome is not Outcome.DONE:
        return Reading("failed", _NOTES[ended.outcome])
    head, body = _parted(ended.answer)
    state, note = str(head.get("state")), str(head.get("note", ""))
    if state not in _STATES or note not in _KNOWN:
        return Reading("failed", "crash")
    text = body.decode("utf-8", "replace") if state == "done" else ""
    return Reading(state, note, text)


def _picture(ended: Ended) -> PagePicture | _NoPicture:
    if ended.outcome is not Outcome.DONE:
        return _NoPicture(words("failed", _NOTES[ended.outcome]))
    head, body = _parted(ended.answer)
    try:
        if head["state"] != "done":
            return _NoPicture(words("failed", str(head["note"])))
        width, height, letters = int(head["width"]), int(head["height"]), int(head["letters"])
        across, down = head["size"]
        size = (float(across), float(down))
        count, cut = int(head["count"]), width * height * 3
        boxes = array("f", body[cut:])
    except (KeyError, TypeError, ValueError):
        return _NoPicture(words("failed", "crash"))
    if len(body) != cut + 4 * letters or letters % 4 or min(width, height, count, *size) <= 0:
        return _NoPicture(words("failed", "crash"))
    fours = tuple(zip(boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True))
    return PagePicture(count, size, width, height, body[:cut], fours)


def _parted(answer: bytes) -> tuple[dict[str, Any], bytes]:
    """Return head and body of an answer; an empty head for garbage."""
    line, _end, body = answer.partition(b"\n")
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        return {}, b""
    return (head, body) if isinstance(head, dict) else ({}, b"")
