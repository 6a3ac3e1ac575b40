"""Where long words may break."""

import re
from functools import cache

import pyphen

_DICTIONARY = {"de": "de_DE", "en": "en_GB"}
_LONG_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{12,}(?![\w.@/-])")
_SHY = "\u00ad"
_AT_LEAST = 4
# Words of this trade that the patterns break in odd places.
_EXCEPTIONS = (
    "Grund·stücks·geschäft",
    "Schwarz·arbeits·bekämpfungs·gesetz",
    "Vermögens·abschöpfung",
    "Haupt·zoll·amt",
    "Straßen·verkehrs·amt",
    "Einwohner·melde·amt",
    "Ausländer·behörde",
    "Staats·anwaltschaft",
    "Beschäftigungs·verhältnis",
    "Geschäfts·führer",
    "Geschäfts·führung",
)
_KNOWN = {word.replace("·", "").casefold(): word for word in _EXCEPTIONS}


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=_DICTIONARY[language], left=_AT_LEAST, right=_AT_LEAST)


def soften(text: str, language: str) -> str:
    """Return `text` with soft hyphens in its long words; codes, addresses and file numbers stay whole."""
    return _LONG_WORD.sub(lambda match: _break(match.group(), language), text)


@cache
def _break(word: str, language: str) -> str:
    known = _KNOWN.get(word.casefold())
    if known is None:
        return _patterns(language).inserted(word, _SHY)
    cuts = {len(part.replace("·", "")) for part in _prefixes(known)}
    return "".join(_SHY + c if i in cuts else c for i, c in enumerate(word))


def _prefixes(marked: str) -> list[str]:
    return [marked[:i] for i, c in enumerate(marked) if c == "·"]
