"""The titles that every agenda of this program may begin with: they say nothing about any case."""

import functools

import yaml

from app.base.paths import resource


@functools.cache
def standard_titles() -> frozenset[str]:
    """Return the titles of the shipped agenda, in both languages (resources/conference/agenda.yaml)."""
    with resource("conference", "agenda.yaml").open(encoding="utf-8") as file:
        entries = yaml.safe_load(file)["agenda"]
    return frozenset(str(e[label]) for e in entries for label in ("label_de", "label_en"))
