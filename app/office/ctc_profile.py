"""The profile of a CTC site: risk and protective factors against a comparison value, over the years.

Communities That Care works with areas and aggregated survey data. What the catalogue
(resources/prevention/ctc.json) marks as not verified says so; cells of fewer than ten respondents have no
value.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.base.i18n import _, language, mark
from app.base.paths import resource
from app.office.entries import Entry, list_entries
from app.office.register_model import register
from app.store.store import Store

VALUES, PRIORITIES = "ctc_values", "ctc_priorities"
_DOMAINS = {
    "community": mark("Area and neighbourhood"),
    "family": mark("Family"),
    "school": mark("School"),
    "peer_individual": mark("Children, young people and their friends"),
}


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of the catalogue; `behaviours` are those whose connection with it was verified."""

    id: str
    domain: str
    protective: bool
    name_verified: bool
    behaviours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A factor at a site in one survey; `share` is None where too few were asked.

    `difference` is in percentage points, None without a share or comparison value.
    """

    factor: Factor
    label: str
    respondents: int
    share: float | None
    comparison: float | None
    earlier: tuple[tuple[str, float], ...]
    priority: bool

    @property
    def difference(self) -> float | None:
        """How far the share lies from the comparison value."""
        return None if self.share is None or self.comparison is None else self.share - self.comparison

    @property
    def worse(self) -> bool:
        """Whether it is less favourable than elsewhere: more risk, or less protection."""
        gap = self.difference
        return gap is not None and (gap < 0 if self.factor.protective else gap > 0)


@functools.cache
def catalogue() -> Mapping[str, Factor]:
    """Return the factors by id; what may not be asked is not among them."""
    data = _read()
    risks = (_risk(entry) for entry in data["risk_factors"])
    kept = (e for e in data["protective_factors"] if e.get("implement"))
    shields = (Factor(e["id"], e["domain"], True, False, ()) for e in kept)
    return {factor.id: factor for factor in (*risks, *shields)}


def _read() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resource("prevention", "ctc.json").read_text(encoding="utf-8"))
    return data


def _risk(entry: Mapping[str, Any]) -> Factor:
    shown = tuple(entry["behaviours"]) if entry["matrix_verified"] else ()
    return Factor(entry["id"], entry["domain"], False, bool(entry["name_de_verified"]), shown)


def behaviour_names() -> dict[str, str]:
    """Return the behaviours of the matrix in the language in force."""
    return {b["id"]: str(b["de" if language() == "de" else "en"]) for b in _read()["behaviours"]}


def domain_names() -> dict[str, str]:
    """Return the four domains in the language in force."""
    return {domain: _(word) for domain, word in _DOMAINS.items()}


def surveys_of(store: Store, site: str) -> tuple[str, ...]:
    """Return the surveys of a site, the newest first."""
    found = {e.value("year") for e in list_entries(store, VALUES, {"site": (site,)})}
    return tuple(sorted(found, reverse=True))


def profile(store: Store, site: str, survey: str) -> tuple[ProfileRow, ...]:
    """Return the factors of a survey in the order of the catalogue, each with its earlier values."""
    values = list_entries(store, VALUES, {"site": (site,)})
    chosen = {e.value("factor") for e in list_entries(store, PRIORITIES, {"site": (site,)})}
    of_survey = {e.value("factor"): e for e in values if e.value("year") == survey}
    field = register(VALUES).field("factor")
    labels = {choice.id: choice.label for choice in field.choices} if field else {}
    return tuple(
        _row(factor, labels.get(factor.id, factor.id), of_survey[factor.id], values, factor.id in chosen)
        for factor in catalogue().values()
        if factor.id in of_survey
    )


def _row(factor: Factor, label: str, entry: Entry, values: tuple[Entry, ...], priority: bool) -> ProfileRow:
    earlier = sorted(
        (e.value("year"), share)
        for e in values
        if e.value("factor") == factor.id
        and e.value("year") < entry.value("year")
        and (share := _percent(e.value("share"))) is not None
    )
    return ProfileRow(
        factor,
        label,
        int(entry.value("respondents") or 0),
        _percent(entry.value("share")),
        _percent(entry.value("comparison")),
        tuple(earlier),
        priority,
    )


def _percent(value: str) -> float | None:
    return float(value) if value else None
