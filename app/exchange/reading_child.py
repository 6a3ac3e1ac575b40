"""The child's side of reading foreign files: bound first, then one request and one file, one answer back.

The request is a line of JSON with the language of the sentences, the settings of a table and the expected
format; the file follows until the pipe ends.
"""

import json
import sys
from collections.abc import Iterator

from app.base.bounded_process import confine, memory_told
from app.base.errors import UserError
from app.base.i18n import _, set_language
from app.exchange.content_answer import answered, refused
from app.exchange.content_reading import read_content
from app.exchange.reading_limits import LIMITS
from app.exchange.table_settings import settings_from


def main() -> int:
    """Serve one request."""
    confine(LIMITS)
    with memory_told():
        request = sys.stdin.buffer.readline(65536)
        for piece in serve(request, sys.stdin.buffer.read()):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    return 0


def serve(request: bytes, data: bytes) -> Iterator[bytes]:
    """Answer one request; a file that is refused is an answer, too, and so is one that a reader fell over."""
    asked = json.loads(request)
    set_language(asked["language"])
    try:
        read = read_content(data, settings_from(asked["settings"]), asked["expected"])
    except UserError as error:
        return refused(error)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a parser stumbles over in a hostile file is its answer
        return refused(
            UserError(
                "import.reader_fell",
                _("The file is damaged in a way that its reader could not cope with; nothing was imported."),
                _("Ask the sender for it again, or for the data in another format."),
            )
        )
    return answered(read)
