"""JSON from outside: bounded in depth, without NaN and infinity, with one refusal for everything broken."""

import json
from typing import Any

from app.base.errors import UserError
from app.base.i18n import _
from app.exchange.readers.text_decoding import decode_text
from app.exchange.readers.xml_tree import too_deep

_DEEP = 64


def parse_json(data: bytes) -> Any:
    """Return the value of a JSON file.

    Raises `UserError`: `import.broken_json`, `import.xml_deep`, `import.not_text`, `import.cut_off`.
    """
    return parse_text(decode_text(data)[0])


def parse_text(text: str, line: int = 0) -> Any:
    """Return the value of a JSON text; `line` is its line in the file where each line is a text."""
    try:
        value = json.loads(text, parse_constant=_refuse)
    except RecursionError as error:
        raise too_deep() from error
    except ValueError as error:
        raise _broken(line or getattr(error, "lineno", 0)) from error
    _check_depth(value)
    return value


def objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list, or the one object; everything else is left away."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _refuse(name: str) -> float:
    raise ValueError(name)


def _check_depth(value: object) -> None:
    level: list[object] = [value]
    for _step in range(_DEEP):
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inner += item.values()
            elif isinstance(item, list):
                inner += item
        level = [item for item in inner if isinstance(item, (dict, list))]
        if not level:
            return
    raise too_deep()


def _broken(line: int) -> UserError:
    return UserError(
        "import.broken_json",
        _("The file is not well-formed JSON or is cut off (line {line})."),
        _("Ask the sender for it again, or check it at this line."),
        line=line,
    )
