"""What a person types, read: words as beginnings, "phrases", filters, identifiers in any notation."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.base.blocks import blocks
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.romanisation import is_article, is_servant, particle
from app.store.search_filters import filter_called
from app.store.search_form import compact, loose, search_form, words
from app.store.search_names import name_words
from app.store.search_spellings import other_alphabets, skeleton
from app.store.search_terms import identifiers, main_term, phone_terms

MOST_WORDS = 64
# A term that nothing is indexed under.
NOTHING = '"0none"'
_GROUP = 20
_LONGEST = 2_000
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_PART = re.compile(
    r'(?P<name>[^\W\d_]{2,}):(?!//)(?:"(?P<quoted>[^"]*)"?|(?P<value>\S*))'
    r'|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)'
)
_DIGITS_ONLY = re.compile(r"[0-9 +/().-]+")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query in FTS5's language, from strict to wide; `filters` are pairs of filter and value.

    `exact` asks for the words as they stand, `text` for words that begin so ("" for none). `stems` are
    the keys by which the place of a match is marked, `parts` those that may stand inside a word.
    """

    runs: tuple[tuple[str, ...], ...]
    phrases: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    stems: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def exact(self) -> str:
        """Things with the words themselves."""
        return self._expression(_Way(""))

    @property
    def text(self) -> str:
        """Things with words that begin so."""
        return self._expression(_Way("*"))

    def within(self, compounds: Mapping[str, tuple[str, ...]]) -> str:
        """Things with words that begin so, or with one of the `compounds` of a part."""
        return self._expression(_Way("*", compounds)) if any(compounds.values()) else self.text

    @property
    def spoken(self) -> tuple[str, ...]:
        """The words as typed, parted at hyphens, by which names may be heard."""
        return tuple(dict.fromkeys(word for run in self.runs for piece in run for word in name_words(piece)))

    def heard(self, compounds: Mapping[str, tuple[str, ...]], alike: Mapping[str, tuple[str, ...]]) -> str:
        """Things with the same, or with names that are heard like a word.

        `alike` holds the words that any name is heard like, with the terms of those spelled otherwise. Beside
        such a word an article says nothing.
        """
        within = self.within(compounds)
        if alike and any(map(_is_little, self.spoken)):
            return _either([within, self._expression(_Way("*", alike=alike, names=True))])
        return self._expression(_Way("*", compounds, alike)) if any(alike.values()) else within

    def _expression(self, way: "_Way") -> str:
        parts = [_run(run, way) for run in self.runs] + [_phrase(p) for p in self.phrases]
        return " AND ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class _Way:
    """How widely words are asked for: `star` "*" for beginnings, and by compounds and names heard alike.

    `names`: articles are left out, and what is the word of a name is asked for whole.
    """

    star: str
    compounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: bool = False


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
    stems = {stem for run in runs for stem in _stems(run)} | {loose(w) for p in phrases for w in words(p)}
    single = [words(piece) for run in runs for piece in run]
    return ParsedQuery(
        runs=tuple(map(tuple, runs)),
        phrases=tuple(phrases),
        filters=tuple(filters),
        stems=tuple(sorted(stems - {""})),
        parts=tuple(dict.fromkeys(loose(plain[0]) for plain in single if len(plain) == 1)),
    )


def _stems(pieces: Sequence[str]) -> set[str]:
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


def _run(pieces: Sequence[str], way: _Way) -> str:
    """Return the expression for words side by side; what looks like one identifier is tried as one too."""
    parts = []
    for group in _groups(pieces):
        each = " AND ".join(p for p in (_piece(piece, way) for piece in group) if p)
        parts.append(_either([f"({each})" if each else "", *(_joined(group, way) if len(group) > 1 else ())]))
    apart = " AND ".join(p for p in parts if p)
    whole = _joined(pieces, way) if len(pieces) > 1 and any(c.isdigit() for c in "".join(pieces)) else []
    return _either([f"({apart})" if apart else "", *whole])


def _groups(pieces: Sequence[str]) -> list[list[str]]:
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


def _joined(pieces: Sequence[str], way: _Way) -> list[str]:
    text = " ".join(pieces)
    found = {compact(text)}
    if _DIGITS_ONLY.fullmatch(search_form(text)):
        found |= phone_terms(text)
    return [f'"{term}"{way.star}' for term in sorted(found) if len(term) > 3]


def _piece(piece: str, way: _Way) -> str:
    """Return the expression for one word as typed, in every spelling; "" if it has no letter or digit."""
    plain = words(piece)
    if not plain or (way.names and is_article(piece)):
        return ""
    if way.names and piece in way.alike and not is_servant(piece):
        way = replace(way, star="")
    found = [_beginning(plain, way), _heard(piece, way)]
    if len(plain) > 1:
        together = compact(piece)
        found += [f'"{together}"{way.star}', f'"{loose(together)}"{way.star}', _phrase(piece)]
    else:
        bones = skeleton(loose(plain[0]))
        found += [f'"{bones}"'] if bones else []
    found += [_beginning(words(other), way) for other in other_alphabets(piece) if words(other)]
    if _DIGITS_ONLY.fullmatch(search_form(piece)):
        found += [f'"{term}"{way.star}' for term in sorted(phone_terms(piece))]
    if len(plain) == 1:
        found += _grouped(way.compounds.get(loose(plain[0]), ()))
    return _either(found)


def _heard(piece: str, way: _Way) -> str:
    """Return the expression for names that are heard like a word as typed, also like each part of it."""
    if not way.alike:
        return ""
    typed = name_words(piece)
    named = [word for word in typed if not is_article(word)]
    parts = [
        _either(
            [
                *([_beginning(words(word), way)] if len(typed) > 1 and words(word) else []),
                *(f'"{main_term("".join(words(other)))}"' for other in particle(word)),
                *_grouped(way.alike.get(word, ())),
            ]
        )
        for word in named
    ]
    together = [part for part in parts if part]
    return f"({' AND '.join(together)})" if together else ""


def _is_little(word: str) -> bool:
    return is_article(word) or bool(particle(word))


def _beginning(plain: list[str], way: _Way) -> str:
    last = plain[-1] if any(c.isdigit() for c in plain[-1]) else loose(plain[-1])
    if not way.star:
        last = main_term(plain[-1])
    return f'"{" ".join([*map(main_term, plain[:-1]), last])}"{way.star}'


def _grouped(terms: Sequence[str]) -> list[str]:
    """Return expressions for any of the terms that cost little for each hit.

    FTS5 looks at every term of an OR for every hit, and makes one OR of nested ones, unless a NOT stands
    between them: then it looks at the groups, and into the one that has the hit.
    """
    groups = list(blocks(terms, _GROUP))
    if len(groups) <= 1:
        return [f'"{term}"' for term in terms]
    any_of = (" OR ".join(f'"{term}"' for term in group) for group in groups)
    return [f"(({either}) NOT {NOTHING})" for either in any_of]


def _either(found: list[str]) -> str:
    different = list(dict.fromkeys(term for term in found if term))
    return f"({' OR '.join(different)})" if len(different) > 1 else "".join(different)
