"""Texts for people: source strings are English, German comes from resources/translations.

Every text a user can see passes through `_` or `ngettext` at the moment it is shown, so that the
language can be switched while the program runs. Compiled catalogues (`.mo`) lie beside their sources;
a test proves that they match.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager

from app.base.paths import resource

LANGUAGES = ("de", "en")
_DOMAIN = "rundblick"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def set_language(language: str) -> None:
    """Switch all following texts to `language` ("de" or "en"); anything else is a programming error."""
    global _current, _language
    if language not in LANGUAGES:
        raise ValueError(language)
    folder = str(resource("translations"))
    _current = _gettext.translation(_DOMAIN, folder, [language], fallback=True)
    _language = language


def language() -> str:
    """Return the language in force, "de" or "en"."""
    return _language


@contextmanager
def speaking(wanted: str) -> Iterator[None]:
    """Put `wanted` in force for the block and restore the language before, also after an error.

    For what speaks another language than the window does, such as paper. The language in force is one for
    the whole process: while the block runs, every thread hears `wanted`, and two threads that speak
    different languages must take turns.
    """
    before = language()
    set_language(wanted)
    try:
        yield
    finally:
        set_language(before)


def _(text: str) -> str:
    """Return `text` in the language in force."""
    return _current.gettext(text)


def in_language(wanted: str, text: str) -> str:
    """Return `text` in one language ("de" or "en"), whatever language is in force."""
    return _gettext.translation(_DOMAIN, str(resource("translations")), [wanted], fallback=True).gettext(text)


def pgettext(context: str, text: str) -> str:
    """Return `text` in the language in force where the same English means two things (`context`)."""
    return _current.pgettext(context, text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text that fits `count`, with `{count}` left for the caller to fill."""
    return _current.ngettext(one, many, count)


def mark(text: str) -> str:
    """Mark `text` for translation where it is declared; the caller translates it with `_` when shown."""
    return text
