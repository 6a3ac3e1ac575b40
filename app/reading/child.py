"""The child's side: bound first, then one request and one document from a pipe, one answer back.

A request is a line of JSON (`{"do": "text"}` or `{"do": "page", "no": 0, "dpi": 96}`), the document follows
until the pipe ends. The answer is a line of JSON and what it announces: text in UTF-8, or pixels and boxes.
"""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.base.bounded_process import confine, memory_told
from app.reading import docx_text, mail_text, page_images, pdf_text, plain_text, xlsx_text
from app.reading.kinds import kind_of
from app.reading.pieces import LIMITS, TEXT_LIMIT, Budget, Unreadable

_SECONDS_OF_TEXT = 25.0

_READERS: dict[str, Callable[[bytes, Budget], list[str]]] = {
    "pdf": pdf_text.pages,
    "docx": docx_text.pages,
    "xlsx": xlsx_text.pages,
    "mail": mail_text.pages,
    "html": plain_text.html_pages,
    "text": plain_text.pages,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a head and the bytes it announces."""

    head: dict[str, Any]
    body: bytes = b""


def main() -> int:
    """Serve one request."""
    confine(LIMITS)
    with memory_told():
        answer = serve(sys.stdin.buffer.readline(65536), sys.stdin.buffer.read())
        out = io.BytesIO(json.dumps(answer.head).encode() + b"\n")
        sys.stdout.buffer.write(out.getbuffer())
        sys.stdout.buffer.write(answer.body)
        sys.stdout.buffer.flush()
    return 0


def serve(request: bytes, data: bytes) -> Answer:
    """Answer one request; a document that is not understood is an answer, too."""
    asked = json.loads(request)
    try:
        if asked["do"] == "page":
            return _page(data, int(asked["no"]), float(asked["dpi"]))
        return _text(data)
    except Unreadable as refusal:
        return Answer({"state": refusal.state, "note": refusal.note})
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a library stumbles over in a hostile file is its answer
        return Answer({"state": "failed", "note": "damaged"})


def _text(data: bytes) -> Answer:
    kind = kind_of(data)
    if kind == "locked":
        raise Unreadable("failed", "password")
    if kind not in _READERS:
        raise Unreadable("unsupported", "image" if kind == "image" else "kind")
    budget = Budget(TEXT_LIMIT, _SECONDS_OF_TEXT)
    text = "\f".join(_READERS[kind](data, budget))
    if not text.strip():
        return Answer({"state": "empty", "note": "scan" if kind == "pdf" else "blank"})
    note = "cut" if budget.cut else ""
    return Answer({"state": "done", "note": note}, text.encode("utf-8", "replace"))


def _page(data: bytes, number: int, dots_per_inch: float) -> Answer:
    draw = page_images.pdf_page if kind_of(data) == "pdf" else page_images.image_page
    drawn = draw(data, number, dots_per_inch)
    head = {
        "state": "done",
        "count": drawn.count,
        "size": drawn.size,
        "width": drawn.width,
        "height": drawn.height,
        "letters": len(drawn.letters),
    }
    return Answer(head, drawn.pixels + drawn.letters.tobytes())
