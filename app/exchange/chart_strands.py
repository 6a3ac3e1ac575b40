"""The strands of a chart in columns: there may be tens of thousands, and each is asked about many times."""

from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from app.analysis.engines import np
from app.analysis.network import NetLink
from app.base.records import Standing
from app.exchange.chart_model import Chart, Strand

if TYPE_CHECKING:
    from app.analysis.engines import Indices


@dataclass(frozen=True, slots=True)
class Strands:
    """All strands of a chart in their order, and what they say, one column each.

    `firsts` are the first links in them, `fan_sizes` how many strands each pair of nodes has.
    """

    all: tuple[Strand, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    types: tuple[tuple[str, ...], ...]
    ahead: tuple[bool, ...]
    back: tuple[bool, ...]
    standings: tuple[Standing, ...]
    links: tuple[tuple[NetLink, ...], ...]
    firsts: tuple[NetLink, ...]
    fan_sizes: tuple[int, ...]

    @classmethod
    def of(cls, chart: Chart) -> "Strands":
        """Return the strands of a chart."""
        strands = tuple(chain.from_iterable(chart.strands))
        sizes = tuple(map(len, chart.strands))
        if not strands:
            return cls((), (), (), (), (), (), (), (), (), sizes)
        starts, ends, types, ahead, back, standings, links = zip(*strands, strict=True)
        firsts = tuple(map(itemgetter(0), links))
        return cls(strands, starts, ends, types, ahead, back, standings, links, firsts, sizes)

    def fans(self) -> "Indices":
        """Return of each strand its number among those of its pair, from 0, and how many they are (n, 2)."""
        counts = np.array(self.fan_sizes, np.intp)
        many = np.repeat(counts, counts)
        fans: Indices = np.stack(
            [np.arange(len(many)) - np.repeat(np.cumsum(counts) - counts, counts), many], axis=1
        )
        return fans
