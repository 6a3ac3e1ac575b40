"""The map's base: states, districts, municipalities and the countries around, on the map's plane."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.map_projection import GERMANY
from app.base.i18n import _
from app.base.paths import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.engines import Points

DISTRICTS_FROM, MUNICIPALITIES_FROM = 1.6e-3, 4.5e-3
"""Pixels (on paper points) per metre from which the finer lines are drawn; their names need twice as much."""
_AREAS, _ABROAD = 10_000.0, 1_000.0


@dataclass(frozen=True, slots=True)
class Named:
    """Where the name of an area is written, in metres on the plane."""

    name: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class State:
    """A federal state: its closed outlines and where its name is written, in metres on the plane."""

    name: str
    at: tuple[float, float]
    rings: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class MapBase:
    """Outlines in metres on the plane of `GERMANY`.

    States are closed; `districts` are the borders between districts of one state, `municipalities` those
    between municipalities of one district in North Rhine-Westphalia, `neighbours` borders and coasts around.
    """

    states: tuple[State, ...]
    neighbours: tuple[Points, ...]
    districts: tuple[Points, ...]
    municipalities: tuple[Points, ...]
    district_names: tuple[Named, ...]
    municipality_names: tuple[Named, ...]

    def names(self, scale: float) -> tuple[Named, ...]:
        """Return which areas have their names on a map of this scale (see `DISTRICTS_FROM`)."""
        if scale >= 2 * MUNICIPALITIES_FROM:
            local = {named.name for named in self.municipality_names}
            return (
                *self.municipality_names,
                *(named for named in self.district_names if named.name not in local),
            )
        return self.district_names if scale >= 2 * DISTRICTS_FROM else ()


@cache
def map_base() -> MapBase:
    """Return the shipped base (resources/map); read once."""
    content = json.loads(resource("map", "base.json").read_text(encoding="utf-8"))
    states = content["states"]
    rings = iter(_lines([ring for state in states for ring in state["rings"]], _AREAS))
    return MapBase(
        states=tuple(
            State(
                state["name"],
                GERMANY.forward(state["at"][1], state["at"][0]),
                tuple(next(rings) for _ring in state["rings"]),
            )
            for state in states
        ),
        neighbours=_lines(content["neighbours"], _ABROAD),
        districts=_lines(content["district_lines"], _AREAS),
        municipalities=_lines(content["municipality_lines"], _AREAS),
        district_names=_names(content["district_names"]),
        municipality_names=_names(content["municipality_names"]),
    )


def _lines(coded: Sequence[Sequence[int]], unit: float) -> tuple[Points, ...]:
    """Lines from differences in parts of a degree, longitude first; projected all at once."""
    degrees = [np.cumsum(np.array(line, dtype=np.float64).reshape(-1, 2), axis=0) / unit for line in coded]
    plane = GERMANY.forward_many(np.concatenate(degrees)[:, ::-1])
    return tuple(np.split(plane, np.cumsum([len(line) for line in degrees])[:-1]))


def _names(listed: Sequence[tuple[str, float, float]]) -> tuple[Named, ...]:
    return tuple(Named(name, GERMANY.forward(lat, lon)) for name, lon, lat in listed)


def attribution() -> str:
    """Return whose data the base is, as its licences ask for wherever it is shown."""
    return _("© GeoBasis-DE / BKG 2016 (data changed: simplified); countries around: Natural Earth")


def nice_length(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is not above `most` (metres), for a scale."""
    power = 10.0 ** np.floor(np.log10(max(most, 1e-3)))
    return float(max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most * (1 + 1e-9)))
