"""Fixtures of the ontology tests."""

from collections.abc import Iterator

import pytest

from app.base.i18n import set_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin and end every test in English, whatever language it switches to."""
    set_language("en")
    yield
    set_language("en")
