"""How dates and numbers are written in each language: locale data, read once from wording.yaml."""

from functools import cache
from typing import Any

from app.base.i18n import LANGUAGES, language
from app.base.paths import resource
from app.ontology.declarations import read_mapping


@cache
def _all() -> dict[str, dict[str, Any]]:
    return read_mapping(resource("ontology", "wording.yaml"))


def phrase(key: str, **values: object) -> str:
    """Return the pattern `key` of the language in force with its placeholders filled."""
    text: str = _all()[language()][key]
    return text.format(**values)


def words(key: str) -> list[str]:
    """Return the list of words `key` of the language in force."""
    found: list[str] = _all()[language()][key]
    return found


def words_of_all_languages(key: str) -> list[list[str]]:
    """Return the list of words `key` of every language: what people type is read in all of them."""
    return [_all()[name][key] for name in LANGUAGES]
