"""What a person types, read: words as beginnings, "phrases", filters, identifiers in any notation."""

import re
import unicodedata
from dataclasses import dataclass

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store.search_filters import filter_called
from app.store.search_form import compact, loose, search_form, words
from app.store.search_spellings import other_alphabets, skeleton
from app.store.search_terms import identifiers, main_term, phone_terms

MOST_WORDS = 64
_LONGEST = 2_000
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_PART = re.compile(
    r'(?P<name>[^\W\d_]{2,}):(?!//)(?:"(?P<quoted>[^"]*)"?|(?P<value>\S*))'
    r'|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)'
)
_DIGITS_ONLY = re.compile(r"[0-9 +/().-]+")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query: `text` is an FTS5 expression ("" for none), `filters` are pairs of filter and value.

    `stems` are the keys by which the place of a match is marked.
    """

    text: str
    filters: tuple[tuple[str, str], ...]
    stems: tuple[str, ...]


def parse(query: str) -> ParsedQuery:
    """Read a query; `UserError` for a filter that does not exist or for far too many words.

    A filter without a value yet is none: the next letter will tell.
    """
    clean = _readable(query)
    runs: list[list[str]] = [[]]
    phrases: list[str] = []
    filters: list[tuple[str, str]] = []
    for match in _PART.finditer(clean):
        if match["name"] is not None:
            name = filter_called(match["name"])
            value = (match["quoted"] if match["quoted"] is not None else match["value"]).strip()
            if words(value):
                filters.append((name, value))
        elif match["phrase"] is not None:
            phrases.append(match["phrase"])
            runs.append([])
        else:
            runs[-1].append(match["word"])
    _refuse_long(clean, sum(map(len, runs)) + sum(len(words(p)) for p in phrases))
    parts = [_run(run) for run in runs] + [_phrase(p) for p in phrases]
    stems = {stem for run in runs for stem in _stems(run)} | {loose(w) for p in phrases for w in words(p)}
    return ParsedQuery(" AND ".join(p for p in parts if p), tuple(filters), tuple(sorted(stems - {""})))


def _stems(pieces: list[str]) -> set[str]:
    text = " ".join(pieces)
    found = {compact(text), *map(loose, words(text))}
    found |= {loose(word) for other in other_alphabets(text) for word in words(other)}
    return found | (phone_terms(text) if _DIGITS_ONLY.fullmatch(search_form(text)) else set())


def _readable(query: str) -> str:
    """Return the query composed, with plain quotation marks, and control characters as blanks."""
    composed = unicodedata.normalize("NFC", query).translate(_QUOTES)
    visible = (c for c in composed if unicodedata.category(c) != "Cf")
    return "".join(c if c.isprintable() else " " for c in visible)


def _refuse_long(query: str, count: int) -> None:
    if count > MOST_WORDS or len(query) > _LONGEST:
        raise UserError(
            "search.long",
            _("The search has too many words."),
            _("Use at most {most}; a few rare ones find more."),
            exit_code=ExitCode.USAGE,
            most=MOST_WORDS,
        )


def _phrase(text: str) -> str:
    found = [main_term(word) for word in words(text)]
    return f'"{" ".join(found)}"' if found else ""


def _run(pieces: list[str]) -> str:
    """Return the expression for words side by side; what looks like one identifier is tried as one too."""
    parts = []
    for group in _groups(pieces):
        each = " AND ".join(p for p in map(_piece, group) if p)
        parts.append(_either([f"({each})" if each else "", *(_joined(group) if len(group) > 1 else ())]))
    apart = " AND ".join(p for p in parts if p)
    whole = _joined(pieces) if len(pieces) > 1 and any(c.isdigit() for c in "".join(pieces)) else []
    return _either([f"({apart})" if apart else "", *whole])


def _groups(pieces: list[str]) -> list[list[str]]:
    forms = ["".join(search_form(piece).split()) for piece in pieces]
    starts = [sum(len(f) + 1 for f in forms[:n]) for n in range(len(forms))]
    joined_to_previous: set[int] = set()
    for match in identifiers(" ".join(forms)):
        joined_to_previous |= {n for n, at in enumerate(starts) if match.start() < at < match.end()}
    groups: list[list[str]] = []
    for number, piece in enumerate(pieces):
        if number in joined_to_previous and groups:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _joined(pieces: list[str]) -> list[str]:
    text = " ".join(pieces)
    found = {compact(text)}
    if _DIGITS_ONLY.fullmatch(search_form(text)):
        found |= phone_terms(text)
    return [f'"{term}"*' for term in sorted(found) if len(term) > 3]


def _piece(piece: str) -> str:
    """Return the expression for one word as typed, in every spelling; "" if it has no letter or digit."""
    plain = words(piece)
    if not plain:
        return ""
    found = [_beginning(plain)]
    if len(plain) > 1:
        together = compact(piece)
        found += [f'"{together}"*', f'"{loose(together)}"*', _phrase(piece)]
    else:
        bones = skeleton(loose(plain[0]))
        found += [f'"{bones}"'] if bones else []
    found += [_beginning(words(other)) for other in other_alphabets(piece) if words(other)]
    if _DIGITS_ONLY.fullmatch(search_form(piece)):
        found += [f'"{term}"*' for term in sorted(phone_terms(piece))]
    return _either(found)


def _beginning(plain: list[str]) -> str:
    last = plain[-1] if any(c.isdigit() for c in plain[-1]) else loose(plain[-1])
    return f'"{" ".join([*map(main_term, plain[:-1]), last])}"*'


def _either(found: list[str]) -> str:
    different = list(dict.fromkeys(term for term in found if term))
    return f"({' OR '.join(different)})" if len(different) > 1 else "".join(different)
