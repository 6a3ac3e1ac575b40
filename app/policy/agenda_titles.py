"""The titles that every agenda of this program may begin with: they say nothing about any case."""

import functools

from app.base.declared_files import declared


@functools.cache
def standard_titles() -> frozenset[str]:
    """Return the titles of the shipped agenda, in both languages (resources/conference/agenda.yaml)."""
    entries = declared("conference", "agenda.yaml")["agenda"]
    return frozenset(str(e[label]) for e in entries for label in ("label_de", "label_en"))
