"""The map's base: outlines of the federal states and of the countries around, on the map's plane."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.map_projection import GERMANY
from app.base.paths import resource

if TYPE_CHECKING:
    from app.analysis.engines import Points


@dataclass(frozen=True, slots=True)
class State:
    """A federal state: its closed outlines and where its name is written, in metres on the plane."""

    name: str
    at: tuple[float, float]
    rings: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class MapBase:
    """States, and the open lines of borders and coasts around, in metres on the plane of `GERMANY`."""

    states: tuple[State, ...]
    neighbours: tuple[Points, ...]


@cache
def map_base() -> MapBase:
    """Return the shipped base (resources/map); read once."""
    content = json.loads(resource("map", "base.json").read_text(encoding="utf-8"))
    states = tuple(
        State(
            state["name"],
            GERMANY.forward(state["at"][1], state["at"][0]),
            tuple(_line(ring) for ring in state["rings"]),
        )
        for state in content["states"]
    )
    return MapBase(states, tuple(_line(line) for line in content["neighbours"]))


def _line(numbers: list[int]) -> Points:
    """A line from differences in thousandths of a degree, longitude first."""
    degrees = np.cumsum(np.array(numbers, dtype=np.float64).reshape(-1, 2), axis=0) / 1000.0
    return GERMANY.forward_many(degrees[:, ::-1])


def nice_length(most: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is not above `most` (metres), for a scale."""
    power = 10.0 ** np.floor(np.log10(max(most, 1e-3)))
    return float(max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most * (1 + 1e-9)))
