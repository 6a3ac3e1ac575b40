"""How a value that is to go is recognised in running text, and how it is taken out of it.

Two ways: as it is written, whatever its case, also inside longer words; and by its search form (DIN 91379),
as whole words with the endings of German declension, so that `Müller`, `MUELLER` and `Muellers` are one.
Of a person's name each longer word is looked for by itself; a day also as it is written by hand.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from app.base.i18n import _
from app.ontology.catalogue import ontology
from app.store import search_form

SHORTEST = 4
"""A shorter value ("yes", "12") is no content that a text could repeat."""
_LONGEST_KEY = 120
# More values than this (the erasure of a large case) are looked for as whole words only.
_MOST_WRITTEN = 500
_ROOM = 40
_WORD = re.compile(r"[^\W_]+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_ENDINGS = ("s", "e", "n", "es", "en", "er", "em")
_CHOICE = "choice:"
_PERSON = "person"


def telling(subject_type: str, property_name: str, value: str) -> list[str]:
    """Return how a value may be repeated: itself, days as written by hand, the words of a person's name.

    Choices from a list (a role, a status) are the program's own words and are not looked for.
    """
    kind = _value_type(subject_type, property_name)
    if kind.startswith(_CHOICE) or len(value) < SHORTEST:
        return []
    ways = [value]
    if day := _DAY.match(value):
        year, month, number = day.groups()
        ways += [f"{number}.{month}.{year}", f"{int(number)}.{int(month)}.{year}"]
    named = kind == "name" or property_name in ontology().nodes[_PERSON].caption
    if subject_type == _PERSON and named:
        ways += [word for word in _WORD.findall(value) if len(word) >= SHORTEST]
    return list(dict.fromkeys(ways))


def _value_type(subject_type: str, property_name: str) -> str:
    try:
        return ontology().property(subject_type, property_name).value_type
    except KeyError:
        return ""


class Recogniser:
    """Finds values in texts; made once for all that goes, asked for each text."""

    def __init__(self, ways: Iterable[str]) -> None:
        texts = sorted({w for w in ways if len(w) >= SHORTEST}, key=len, reverse=True)
        few = 0 < len(texts) <= _MOST_WRITTEN
        self._written = re.compile("|".join(map(_pattern, texts)), re.IGNORECASE) if few else None
        keys = {search_form.loose(search_form.compact(w)) for w in texts if len(w) <= _LONGEST_KEY}
        self._keys = frozenset(k for k in keys if len(k) >= SHORTEST)
        self._longest = max(map(len, self._keys), default=0)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where values stand in a text, in order and without overlap."""
        found = [m.span() for m in self._written.finditer(text)] if self._written else []
        found += self._by_search_form(text)
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return merged

    def _by_search_form(self, text: str) -> list[tuple[int, int]]:
        tokens = [(m.span(), search_form.loose(search_form.compact(m.group()))) for m in _WORD.finditer(text)]
        found = []
        for at, ((start, _end), _key) in enumerate(tokens):
            joined = ""
            for (_start, end), key in tokens[at:]:
                joined = search_form.loose(joined + key)
                if self._is_one(joined):
                    found.append((start, end))
                if len(joined) > self._longest + 2:
                    break
        return found

    def _is_one(self, joined: str) -> bool:
        if joined in self._keys:
            return True
        return any(joined.endswith(e) and joined[: -len(e)] in self._keys for e in _ENDINGS)

    def excerpt(self, text: str) -> str:
        """Return the first place in a text that repeats a value, with a few words around it; "" if none."""
        shown = next((part for part in _parts(text) if self.spans(part)), "")
        if not shown:
            return ""
        start, end = self.spans(shown)[0]
        before = "… " if start > _ROOM else ""
        after = " …" if len(shown) > end + _ROOM else ""
        return before + " ".join(shown[max(start - _ROOM, 0) : end + _ROOM].split()) + after

    def without(self, text: str) -> str:
        """Return a text with each repetition replaced by a mark; JSON stays JSON."""
        held = _structure(text)
        if held is None:
            return self._marked(text)
        return json.dumps(_mapped(held, self._marked), ensure_ascii=False)

    def _marked(self, text: str) -> str:
        for start, end in reversed(self.spans(text)):
            text = text[:start] + _("[erased]") + text[end:]
        return text


def _pattern(text: str) -> str:
    # Digits are parts of other digits everywhere; letters are not.
    return rf"(?<!\w){re.escape(text)}(?!\w)" if not any(c.isalpha() for c in text) else re.escape(text)


def _structure(text: str) -> dict[str, Any] | list[Any] | None:
    """Return what a text holds that is JSON, None for running text."""
    if text[:1] not in ("{", "["):
        return None
    try:
        held = json.loads(text)
    except ValueError:
        return None
    return held if isinstance(held, dict | list) else None


def _parts(text: str) -> list[str]:
    held = _structure(text)
    if held is None:
        return [text]
    parts: list[str] = []

    def take(part: str) -> str:
        # What a register entry holds is JSON of its own within a remembered step.
        parts.extend(_parts(part))
        return part

    _mapped(held, take)
    return parts


def _mapped(held: Any, through: Callable[[str], str]) -> Any:
    if isinstance(held, str):
        return through(held)
    if isinstance(held, list):
        return [_mapped(item, through) for item in held]
    if isinstance(held, dict):
        return {key: _mapped(item, through) for key, item in held.items()}
    return held
