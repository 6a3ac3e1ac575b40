"""Grading schemes as shipped: codes with their words, in the language in force."""

import functools
from typing import Any

from app.base.declared_files import declared
from app.base.i18n import language


@functools.cache
def _schemes() -> dict[str, Any]:
    return {scheme["id"]: scheme for scheme in declared("provisions", "gradings.json")["schemes"]}


def levels(scheme: str, dimension: str) -> dict[str, str]:
    """Return the codes of one dimension of a scheme with their short words, in order."""
    dimensions = _schemes()[scheme]["dimensions"]
    chosen = next(d for d in dimensions if d["key"] == dimension)
    return {level["code"]: level[f"label_{language()}"] for level in chosen["levels"]}


def reliability() -> dict[str, str]:
    """Return the reliability of sources (Europol 4x4: A, B, C, X) with its words."""
    return levels("europol_4x4", "source")


def credibility() -> dict[str, str]:
    """Return the accuracy of information (Europol 4x4: 1 to 4) with its words."""
    return levels("europol_4x4", "information")


def handling() -> dict[str, str]:
    """Return the handling codes (Europol H0 to H3) with their words."""
    return levels("europol_handling", "handling")
