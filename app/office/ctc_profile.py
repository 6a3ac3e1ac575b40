"""The profile of a CTC site: risk and protective factors against a comparison value, over the years.

Communities That Care works with areas and aggregated survey data. What the catalogue
(resources/prevention/ctc.json) marks as not verified says so; cells of fewer than ten respondents have no
value.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.base.declared_files import declared
from app.base.i18n import _, language, mark
from app.office.ctc_cells import VALUES, Cell, cells_of
from app.office.entries import list_entries
from app.office.register_model import register
from app.store.store import Store

PRIORITIES = "ctc_priorities"
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
    """A factor at a site in one survey, with what earlier surveys may show of it."""

    factor: Factor
    label: str
    cell: Cell
    earlier: tuple[tuple[str, float], ...]
    priority: bool

    @property
    def worse(self) -> bool:
        """Whether it is less favourable than elsewhere: more risk, or less protection."""
        return less_favourable(self.factor, self.cell)


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the five phases with what belongs to it, in the language in force."""

    no: str
    name: str
    tasks: tuple[str, ...]
    verified: bool


@dataclass(frozen=True, slots=True)
class EvidenceLevel:
    """A level of the Grüne Liste Prävention; whether its wording was verified."""

    no: str
    verified: bool


def phases() -> tuple[Phase, ...]:
    """Return the five phases in order."""
    german = language() == "de"
    return tuple(
        Phase(
            str(p["no"]),
            p["de" if german else "en"],
            tuple(p["tasks_de" if german else "tasks"]),
            p["verified"],
        )
        for p in _read()["phases"]
    )


def evidence_levels() -> tuple[EvidenceLevel, ...]:
    """Return the levels of evidence, the weakest first."""
    return tuple(EvidenceLevel(str(e["level"]), e["verified"]) for e in _read()["green_list"]["levels"])


@functools.cache
def catalogue() -> Mapping[str, Factor]:
    """Return the factors by id; what may not be asked is not among them."""
    data = _read()
    risks = (_risk(entry) for entry in data["risk_factors"])
    kept = (e for e in data["protective_factors"] if e.get("implement"))
    shields = (Factor(e["id"], e["domain"], True, False, ()) for e in kept)
    return {factor.id: factor for factor in (*risks, *shields)}


def _read() -> dict[str, Any]:
    return declared("prevention", "ctc.json")


def _risk(entry: Mapping[str, Any]) -> Factor:
    shown = tuple(entry["behaviours"]) if entry["matrix_verified"] else ()
    return Factor(entry["id"], entry["domain"], False, bool(entry["name_de_verified"]), shown)


def behaviour_names() -> dict[str, str]:
    """Return the behaviours of the matrix in the language in force."""
    return {b["id"]: str(b["de" if language() == "de" else "en"]) for b in _read()["behaviours"]}


def domain_names() -> dict[str, str]:
    """Return the four domains in the language in force."""
    return {domain: _(word) for domain, word in _DOMAINS.items()}


def less_favourable(factor: Factor, cell: Cell) -> bool:
    """Tell whether a cell lies on the worse side of its comparison value; False if that is not known."""
    gap = cell.difference
    return gap is not None and (gap < 0 if factor.protective else gap > 0)


def factor_labels() -> dict[str, str]:
    """Return what the factors are called in the language in force."""
    field = register(VALUES).field("factor")
    return {choice.id: choice.label for choice in field.choices} if field else {}


def priorities_of(store: Store, site: str) -> frozenset[str]:
    """Return the factors that a site has decided to work on."""
    return frozenset(e.value("factor") for e in list_entries(store, PRIORITIES, {"site": (site,)}))


def surveys_of(store: Store, site: str) -> tuple[str, ...]:
    """Return the surveys of a site, the newest first."""
    return tuple(sorted({cell.survey for cell in cells_of(store, site)}, reverse=True))


def profile(store: Store, site: str, survey: str) -> tuple[ProfileRow, ...]:
    """Return the factors of a survey in the order of the catalogue, each with its earlier values."""
    cells, chosen, labels = cells_of(store, site), priorities_of(store, site), factor_labels()
    of_survey = {cell.factor: cell for cell in cells if cell.survey == survey}
    return tuple(
        ProfileRow(
            factor,
            labels[factor.id],
            of_survey[factor.id],
            _earlier(cells, of_survey[factor.id]),
            factor.id in chosen,
        )
        for factor in catalogue().values()
        if factor.id in of_survey
    )


def _earlier(cells: tuple[Cell, ...], cell: Cell) -> tuple[tuple[str, float], ...]:
    return tuple(
        (c.survey, c.share)
        for c in cells
        if c.factor == cell.factor and c.survey < cell.survey and c.share is not None
    )
