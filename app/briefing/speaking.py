"""Composing in the language of the paper, whatever language the window is in."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.base import i18n


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Put `language` in force for the block and restore the one before."""
    before = i18n.language()
    i18n.set_language(language)
    try:
        yield
    finally:
        i18n.set_language(before)
