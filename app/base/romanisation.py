"""Arabic names as Latin letters write them: what the spellings in use have in common.

Written after the tables of DIN 31635, ISO 233-2, ALA-LC, UNGEGN (2017) and the usual English, French, German,
Egyptian, Libyan and Turkish spellings. They agree in few letters: one ǧīm is ǧ, dj, dsch, j, g or c. A
spelling is therefore heard in every way it may be meant, and two spellings agree if one way is the same and
the vowels between do not contradict. Only letters are looked at. A word that cannot be such a spelling, by a
letter (p, x, ö) or three consonants in a row, is not heard at all, which is most words of German. The ş of
UNGEGN's older table is read as the Turkish sh, and single vowels may be doubled but not left out.
"""
# ruff: noqa: RUF001 - letters that look like others are what these tables are about

import functools
import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby, product

# Fewer consonants are shared by too many words.
SHORTEST = 3
_MOST_WAYS = 12
# Capitals stand for what Latin writes with two letters: S shin, K kha, G ghayn.
_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تط", "t"), "ث": "ts", "ج": "j", "ح": "h", "خ": "K", "د": "d",
    **dict.fromkeys("ذضظ", "dz"), "ر": "r", "ز": "z", **dict.fromkeys("سص", "s"), "ش": "S", "غ": "G",
    "ف": "f", **dict.fromkeys("قكکگ", "k"), "ل": "l", "م": "m", "ن": "n", **dict.fromkeys("هہھ", "h"),
}  # fmt: skip
_LONG = dict.fromkeys("اأإآىة", "A") | dict.fromkeys("وؤ", "U") | dict.fromkeys("يیئ", "I")
_UNWRITTEN = "?"
# Characters that only direct what is written, vowel marks and stretching.
_UNSEEN = re.compile("[\u0640\u064b-\u065f\u0670\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_MARKED = str.maketrans(
    {
        **{"ḫ": "kh", "ẖ": "kh", "ǧ": "dj", "ǰ": "dj", "š": "sh", "ş": "sh", "ș": "sh", "ṯ": "th", "ḏ": "dh"},
        **{"ġ": "gh", "ḡ": "gh", "ğ": "gh", "ḍ": "dh", "ẓ": "dh", "ı": "i", "ł": "l"},
        **dict.fromkeys("'’‘ʼ´`ʿʾʻ", ""),
    }
)
# What none of the tables writes: umlauts, p but not ph, and pairs of German, Latin and Slavic spelling.
_NEVER = re.compile(
    r"[äöüß]|[^a-z]|p(?!h)|x|ck|tz|dt|qu|cz|sz|^v|(?<!o)ue|oe|(?<=.)c(?![ehiy])|ng$|(?<![ag])g$|[eio][vw]a?$"
)
_TWICE = re.compile(r"([dgkst])(?=\1h)|d(?=th)")
_SOUNDS = {
    **{"sch": "S", "sh": "S", "dsch": "j", "dzh": "j", "dj": "j", "kh": "Kk", "ch": "SK", "gh": "Gk"},
    **{"th": "ts", "dh": "dz", "ph": "f", "q": "k", "g": "jk", "tsch": "C", "tch": "C", "s": "sz"},
}
_SOUND = re.compile(r"tsch|dsch|sch|dzh|tch|dj|[ckgtdsp]h|[aeiouyw]+|.")
_VOWELS = "aeiouyw"
# What a name may have after the word that was typed: the ending -i and that of women.
_SUFFIXES = frozenset(("", "i", "a", "ia", "I", "A", "IA"))
_SERVANT = re.compile(r"abd(?:[aeiou]{1,2}(?:l|([dnrstz])(?=\1))?)?(.{3,})|(عبد)(?:ال)?(.{2,})")
_SERVANT_ALONE = re.compile(r"abd(?:[aeiou]{1,2}[ldnrstz]?)?|عبد")
_ARTICLE = re.compile(r"[ae]l(.{4,})|ال(.{3,})")
_ARTICLES = frozenset("al el ul il ar er ash asch ech as es an en ad ed at et az ez ال".split())
# Words of kin that are one in every spelling; each with its spellings as they are typed.
_KIN = ("abu abou abo abi aboul bou bu أبو ابو أبي ابي", "ibn bin ben ابن بن")
_PARTICLES = {word: tuple(line.split()) for line in _KIN for word in line.split()}


@dataclass(frozen=True, slots=True)
class Heard:
    """One way to hear a word: its consonants, and the vowels before, between and after them by points."""

    bones: str
    vowels: str


def plain(word: str) -> str:
    """Return a word in lower case with length and apostrophes left out and marked letters as two."""
    lower = unicodedata.normalize("NFC", word).casefold() if word.isascii() else _composed(word)
    return lower.replace("'", "")


def _composed(word: str) -> str:
    seen = _UNSEEN.sub("", word).replace("ß", "ö")
    marked = unicodedata.normalize("NFC", seen).casefold().translate(_MARKED)
    kept = "".join(c if c in "äöü" else unicodedata.normalize("NFD", c) for c in marked)
    return "".join(c for c in kept if not unicodedata.combining(c))


def is_article(word: str) -> bool:
    """Tell whether a word may be the Arabic article, also as it sounds before d, n, r, s, t and z."""
    return plain(word) in _ARTICLES


def particle(word: str) -> tuple[str, ...]:
    """Return the spellings of a word of kin (`abu`, `ibn`); none for any other word."""
    return _PARTICLES.get(plain(word), ())


def is_servant(word: str) -> bool:
    """Tell whether a word is the `Abd` of a name such as Abd al-Rahman, which is often one word."""
    return _SERVANT_ALONE.fullmatch(plain(word)) is not None


@functools.lru_cache(maxsize=50_000)
def hear(word: str) -> tuple[Heard, ...]:
    """Return the ways to hear one word; none if it is no romanisation or has fewer than SHORTEST consonants.

    An article written together with the word may be part of it or not; `Abdul…` is one with `Abd al-…`.
    """
    letters = plain(word)
    if rest := _after_servant(letters):
        return tuple(map(served, rest))
    found = _heard(letters)
    if (article := _ARTICLE.fullmatch(letters)) is not None:
        found += _heard(article[1] or article[2])
    return tuple(dict.fromkeys(way for way in found if len(way.bones) >= SHORTEST))


def hear_rest(word: str) -> tuple[Heard, ...]:
    """Return the ways to hear what follows `Abd` in a word such as `Abdulrahman`; none for other words."""
    return tuple(way for way in _after_servant(plain(word)) if len(way.bones) >= SHORTEST)


def hear_served(word: str) -> tuple[Heard, ...]:
    """Return the ways to hear `Abd` together with the word after it."""
    letters = plain(word)
    article = _ARTICLE.fullmatch(letters) if _SCRIPT.search(letters) else None
    return tuple(map(served, _named(_heard(article[2] if article else letters))))


def served(way: Heard) -> Heard:
    """Return a way to hear a word with `Abd` before it, however both are joined."""
    return Heard(f"bd{way.bones}", f"a..{_UNWRITTEN}.{way.vowels.partition('.')[2]}")


def _after_servant(letters: str) -> tuple[Heard, ...]:
    found = _SERVANT.fullmatch(letters)
    return _named(_heard(found[2] or found[4])) if found else ()


def _named(ways: tuple[Heard, ...]) -> tuple[Heard, ...]:
    return tuple(way for way in ways if len(way.bones) > 1)


def _heard(letters: str) -> tuple[Heard, ...]:
    if _SCRIPT.search(letters):
        return _written(letters)
    if not letters or _NEVER.search(letters):
        return ()
    # A German j inside a word is a vowel as often as it is a consonant.
    ways = {letters: None, letters[:1] + letters[1:].replace("j", "y").replace("dy", "dj"): None}
    found = [way for spelling in ways for way in _spelled(spelling)]
    return tuple(dict.fromkeys(found))[:_MOST_WAYS]


def _spelled(letters: str) -> list[Heard]:
    """Hear Latin letters; none where they stand in a way in which Arabic has no syllables."""
    start = re.sub(r"^ou(?=[aeiou])", "w", _TWICE.sub("", letters)).replace("v", "w")
    options: list[str] = []
    slots = [""]
    parts = _opened([part for part, _same in groupby(_SOUND.findall(start))])
    for no, part in enumerate(parts):
        if part[0] in _VOWELS:
            slots[-1] += part
        elif part != "h" or no + 1 < len(parts) or not slots[-1] or len(options) < SHORTEST:
            options.append(_meant(part, parts[no + 1] if no + 1 < len(parts) else "", first=no == 0))
            slots.append("")
    bare = [n for n, slot in enumerate(slots) if not slot and 0 < n]
    crowded = any(n + 1 in bare for n in bare if n + 2 < len(slots))
    if crowded or not any(slots) or (not slots[0] and 1 in bare and len(options) > 1):
        return []
    vowels = ".".join(map(_smooth, slots))
    return [Heard("".join(way), vowels) for way in product(*options)]


def _opened(parts: list[str]) -> list[str]:
    """Part y and w, which are consonants before the first vowel, from it; they get capitals."""
    first = parts[0]
    return [first[0].upper(), first[1:], *parts[1:]] if first[0] in "yw" and len(first) > 1 else parts


def _meant(part: str, following: str, *, first: bool) -> str:
    if part == "c":
        return "j" if first else "s"
    if part == "g" and following[:1] not in tuple("aeiouy"):
        return "j"
    if part == "j":
        return "jy" if first else "j"
    return _SOUNDS.get(part, part.lower())


def _smooth(slot: str) -> str:
    for written, meant in (("ou", "o"), ("oo", "u"), ("ee", "i"), ("w", "u"), ("y", "i")):
        slot = slot.replace(written, meant)
    return "".join(letter for letter, _same in groupby(slot))


def _written(letters: str) -> tuple[Heard, ...]:
    """Hear Arabic letters, which leave short vowels out."""
    options: list[str] = []
    slots = [""]
    for no, letter in enumerate(letters):
        if no == 0 and letter in "وي":
            options.append("w" if letter == "و" else "y")
            slots.append("")
        elif letter in _ARABIC and (letter != "ه" or no + 1 < len(letters) or len(options) < SHORTEST):
            options.append(_ARABIC[letter])
            slots.append("")
        elif letter in _LONG and no:
            slots[-1] += _LONG[letter]
        elif no == 0:
            slots[0] = _UNWRITTEN
    inner = [slot or _UNWRITTEN for slot in slots[1:-1]]
    vowels = ".".join([slots[0], *inner, slots[-1]] if options else [])
    return tuple(Heard("".join(way), vowels) for way in product(*options))[:_MOST_WAYS]


@functools.lru_cache(maxsize=20_000)
def agree(asked: str, kept: str) -> bool:
    """Tell whether the vowels of a typed word do not contradict those of a recorded one.

    What was typed may be a beginning: `Hussein` agrees with `Husseini`, not the other way round.
    """
    ours, theirs = asked.split("."), kept.split(".")
    last = len(ours) - 1
    if len(ours) != len(theirs):
        return False
    if not all(_one(a, b) for a, b in zip(ours[: last - 1], theirs[: last - 1], strict=True)):
        return False
    before, after = (ours[last - 1], theirs[last - 1]), (ours[last], theirs[last])
    # Badr and Bader, Rahman and Rahmane: an e that only helps to speak.
    helped = _one(*before) or (set(before) == {"", "e"} and not ours[last])
    begun = not ours[last] and (theirs[last] in _SUFFIXES or not _ways(theirs[last]).isdisjoint(_SUFFIXES))
    return helped and (begun or set(after) == {"", "e"} or _one(*after))


def _one(a: str, b: str) -> bool:
    if _UNWRITTEN in (a, b):
        return True
    if a.isupper() or b.isupper():
        long, other = (a, b) if a.isupper() else (b, a)
        return long == other or any(letter.lower() in way for letter in long for way in _ways(other))
    return not _ways(a).isdisjoint(_ways(b))


@functools.lru_cache(maxsize=2_000)
def _ways(slot: str) -> frozenset[str]:
    """Return what vowels as written may stand for: e is a or i, o is u or au."""
    found = {slot.replace("e", e).replace("o", o) for e in "ai" for o in ("u", "au")}
    return frozenset("".join(letter for letter, _same in groupby(way)) for way in found)
