"""Spellings that a fold of letters does not unite: other alphabets, and given names as people romanise them.

Everything here adds spellings under which a recorded word is also found. Nothing is kept about whose
name it is, and nothing but the spelling of the word itself is looked at.
"""
# ruff: noqa: RUF001 - letters that look like others are what these tables are about

import re

from app.store.search_form import loose, words

# Duden's transcription for Russian, Ukrainian and Bulgarian letters; anyascii gives the English one.
_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюяћђљњџјѓќў",
        "a b w g g d e jo je sch s i i ji i k l m n o p r s t u f ch z tsch sch schtsch  y  e ju ja c "
        "dj lj nj dz j g k u".split(" "),
        strict=True,
    )
)
# ISO 9 without its marks, as in documents that were read by machine.
_ISO_9 = {**_CYRILLIC, "в": "v", "ж": "z", "з": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s"} | {
    "ё": "e", "є": "e", "й": "j", "ї": "i",
}  # fmt: skip
# ELOT 743 reads pairs of letters together; anyascii reads them one by one.
_GREEK_PAIRS = {
    "ου": "ou", "αυ": "av", "ευ": "ev", "μπ": "b", "ντ": "nt", "γγ": "ng", "γκ": "g",
    "χ": "ch", "υ": "y", "η": "i", "ω": "o", "β": "v", "φ": "f", "θ": "th", "ψ": "ps", "ξ": "x",
    "ού": "ou", "εύ": "ev", "αύ": "av",
}  # fmt: skip
_GREEK = re.compile("|".join(sorted(_GREEK_PAIRS, key=len, reverse=True)))

# One line, one word in the romanisations in use (English, German, French, Turkish) and its original.
_ROMANISED = (
    "muhammad muhammed mohammad mohammed mohamad mohamed muhamed mohamud mouhamed محمد",
    "ahmad ahmed achmed achmad ahmet أحمد احمد",
    "mahmud mahmoud machmud mahmood محمود",
    "mustafa mostafa moustafa mustapha مصطفى",
    "hussein husein hussain husain hossein houssein hüseyin حسين",
    "yusuf yousef youssef yousuf jussuf yusef يوسف",
    "khalid khaled chalid chaled halid halit خالد",
    "omar umar omer ömer عمر",
    "ibrahim ebrahim brahim ibraheem إبراهيم ابراهيم",
    "said saeed saied sayed saïd سعيد",
    "abdullah abdallah abdulla abdellah عبدالله",
    "abd abdul abdel abdoul abdal عبد",
    "rashid rashed raschid rachid رشيد",
    "fatima fatma fatimah fatemeh فاطمة",
    "aisha aischa aicha ayse ayşe عائشة",
    "khadija chadidscha khadidja hatice خديجة",
    "sheikh sheik shaikh scheich scheikh cheikh seyh şeyh شيخ",
    "suleiman sulaiman suleyman süleyman sulayman soliman slimane سليمان",
    "al el ul",
)


def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _ROMANISED:
        spellings = tuple(dict.fromkeys(loose(key) for word in line.split() for key in words(word)))
        found.update(dict.fromkeys(spellings, spellings))
    return found


_GROUPS = _groups()


def spellings(key: str) -> tuple[str, ...]:
    """Return the loose keys of all spellings of a word, the one that stands for them first."""
    return _GROUPS.get(key, (key,))


def other_alphabets(text: str) -> list[str]:
    """Return further transliterations of Cyrillic and Greek words in `text`; none for other text."""
    lower = text.lower()
    found = []
    if re.search("[\u0400-\u04ff]", lower):
        found += ["".join(table.get(c, c) for c in lower) for table in (_CYRILLIC, _ISO_9)]
    if re.search("[\u0370-\u03ff\u1f00-\u1fff]", lower):
        found.append(_GREEK.sub(lambda match: _GREEK_PAIRS[match.group()], lower))
    return found


def has_no_vowels(text: str) -> bool:
    """Tell whether `text` has words in a script that leaves out vowels: Arabic or Hebrew."""
    return re.search("[\u0590-\u06ff]", text) is not None


def skeleton(key: str) -> str:
    """Return the consonants of a loose key, marked so that no word is mistaken for one; "" below three."""
    bones = loose(re.sub("[aeiouyw]", "", key))
    return f"0k{bones}" if len(bones) > 2 and bones.isalpha() else ""
