"""Everyday words that are names as well: one list (resources/words) for every check that looks for names."""

from app.base.declared_files import declared

PEOPLE, PLACES = "people", "places"
"""Words that people are called as well; words that names of streets, firms and things share."""


def everyday_words(kind: str) -> tuple[str, ...]:
    """Return the words of a kind as they stand in the list; each check makes its own keys of them."""
    listed = declared("words", "everyday_words.yaml")
    return tuple(word for part in ("both", kind) for words in listed[part].values() for word in words.split())
