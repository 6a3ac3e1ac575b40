"""What people type into the form of a definition, as values; each refusal names its field."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from app.base.i18n import _
from app.study.outcomes import OUTCOMES
from app.study.study_definition import Definition, cannot_be
from app.study.study_words import number

OUTCOME = "outcome_"
"""Stands before the name of an outcome in the key of its box."""


def wanted_from(values: Mapping[str, str]) -> dict[str, Any]:
    """Return the parts of a definition that a form's values say.

    Lists are numbers parted by semicolons, blanks or commas with a blank. `UserError` (exit 2) has the
    field in `params`.
    """
    return {
        "group_a": values["group_a"],
        "group_b": values["group_b"],
        "years_apart": _whole(values["years_apart"], "years_apart"),
        "bands": tuple(_decimal(piece, "bands") for piece in _pieces(values["bands"])),
        "desistance": tuple(_whole(piece, "desistance") for piece in _pieces(values["desistance"])),
        "resamples": _whole(values["resamples"], "resamples"),
        "seed": _whole(values["seed"], "seed"),
        "outcomes": tuple(name for name in OUTCOMES if values.get(OUTCOME + name)),
        "main": values["main"],
    }


def shown_in(definition: Definition, language: str) -> dict[str, str]:
    """Return the values of the form for a definition, as `wanted_from` reads them."""
    chosen = {OUTCOME + name: "yes" if name in definition.outcomes else "" for name in OUTCOMES}
    return {
        "group_a": definition.group_a,
        "group_b": definition.group_b,
        "years_apart": str(definition.years_apart),
        "bands": _listed(definition.bands, language),
        "desistance": ", ".join(str(years) for years in definition.desistance),
        "resamples": str(definition.resamples),
        "seed": str(definition.seed),
        "main": definition.main,
        **chosen,
    }


def _listed(bands: Sequence[float], language: str) -> str:
    whole = all(bound == round(bound) for bound in bands)
    ages = [number(bound, language, 0 if bound == round(bound) else 1) for bound in bands]
    return (", " if whole else "; ").join(ages)


def _pieces(text: str) -> list[str]:
    """Part a list: a comma between two digits belongs to a number if semicolons part the list."""
    parting = r"[;\s]+" if ";" in text else r"[,\s]+"
    return [piece for piece in re.split(parting, text.strip()) if piece]


def _whole(text: str, field: str) -> int:
    plain = re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", text.strip())
    if not re.fullmatch(r"\d{1,10}", plain):
        raise cannot_be(_("“{text}” is no whole number").format(text=text), field)
    return int(plain)


def _decimal(text: str, field: str) -> float:
    if not re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", text):
        raise cannot_be(_("“{text}” is no age in years").format(text=text), field)
    return float(text.replace(",", "."))
