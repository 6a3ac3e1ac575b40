"""The cells of the youth surveys of a site: what of them may be shown, and what would give a hidden one away.

A cell of fewer than ten respondents has no share. Where an area lies within another one, both surveys
together could tell what few people said: what is left of the whole after its parts. Then the smallest part is
hidden as well (secondary suppression: Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.office.entries import Entry, list_entries
from app.office.register_model import register
from app.store.store import Store

SITES, VALUES = "ctc_sites", "ctc_values"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a survey of a site says of one factor; shares in percent.

    A hidden cell knows that it was asked and nothing else: no share, no comparison, no respondents.
    """

    site: str
    survey: str
    factor: str
    respondents: int | None
    share: float | None
    comparison: float | None
    source: str

    @property
    def hidden(self) -> bool:
        """Whether too few were asked for anything to be shown."""
        return self.share is None

    @property
    def difference(self) -> float | None:
        """How far the share lies from the comparison value, in percentage points."""
        return None if self.share is None or self.comparison is None else self.share - self.comparison


def fewest() -> int:
    """Return the number of respondents below which a cell is hidden."""
    rule = register(VALUES).suppress
    return rule.below if rule else 0


def cells_of(store: Store, site: str) -> tuple[Cell, ...]:
    """Return the cells of a site, the oldest survey first, with those hidden that may not be told."""
    told = [_cell(entry) for entry in list_entries(store, VALUES) if _says_something(entry)]
    inside = {e.value("title"): e.value("within") for e in list_entries(store, SITES) if e.value("within")}
    shown = _protected(told, inside)
    return tuple(sorted((c for c in shown if c.site == site), key=lambda c: (c.survey, c.factor)))


def _says_something(entry: Entry) -> bool:
    """Tell whether an entry has a share, or has none because too few were asked."""
    return bool(entry.value("share")) or int(entry.value("respondents") or 0) < fewest()


def _cell(entry: Entry) -> Cell:
    share, comparison = entry.value("share"), entry.value("comparison")
    cell = Cell(
        entry.value("site"),
        entry.value("year"),
        entry.value("factor"),
        int(entry.value("respondents") or 0),
        float(share) if share else None,
        float(comparison) if comparison else None,
        entry.value("source"),
    )
    return cell if share else _without(cell)


def _without(cell: Cell) -> Cell:
    return replace(cell, respondents=None, share=None, comparison=None, source="")


def _protected(told: Iterable[Cell], inside: Mapping[str, str]) -> list[Cell]:
    """Return the cells with those hidden whose whole would tell what fewer people than allowed said."""
    by_key = {(c.site, c.survey[:4], c.factor): c for c in told}
    for (site, year, factor), whole in list(by_key.items()):
        parts = [(part, year, factor) for part, of in inside.items() if of == site]
        shown = [key for key in parts if key in by_key and not by_key[key].hidden]
        shown.sort(key=lambda key: (by_key[key].respondents or 0, key), reverse=True)
        while shown and 0 < _left(whole, [by_key[key] for key in shown]) < fewest():
            smallest = shown.pop()
            by_key[smallest] = _without(by_key[smallest])
    return list(by_key.values())


def _left(whole: Cell, parts: Iterable[Cell]) -> int:
    return (whole.respondents or 0) - sum(part.respondents or 0 for part in parts)
