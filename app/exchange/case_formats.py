"""The formats in which a whole case leaves for other programs, each with its report of what gets lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from app.analysis.network import build_network
from app.base.progress import Progress
from app.exchange.chart_graph_files import write_gexf_12, write_yed
from app.exchange.chart_model import make_chart
from app.exchange.readers.own_statements import STATEMENTS
from app.exchange.writers.anx_writer import anx_losses, write_anx
from app.exchange.writers.ftm_writer import ftm_losses, ftm_shown, write_ftm
from app.exchange.writers.geojson_writer import geojson_losses, write_geojson
from app.exchange.writers.ics_writer import ics_losses, ics_shown, write_ics
from app.exchange.writers.losses import everywhere, own_field
from app.exchange.writers.xdomea_writer import Contents, write_xdomea, xdomea_losses
from app.policy.views import View

Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Material:
    """What a file is made of: the view, a place (px) for each node where asked for, documents' contents."""

    view: View
    places: Places
    contents: Contents


@dataclass(frozen=True, slots=True)
class CaseFormat:
    """One format: `name` for people (a proper name, not translated), `ending` of its files.

    `placed` formats draw things at places; `losses` says before writing what would be lost; `shown` gives the
    part of the view that the file tells of, for the ledger.
    """

    id: str
    name: str
    ending: str
    write: Callable[[Material, BinaryIO, Progress], None]
    losses: Callable[[View], tuple[str, ...]]
    placed: bool = False
    shown: Callable[[View], View] = lambda view: view


def graph_losses(view: View) -> tuple[str, ...]:
    """Return what a graph file loses of a view, a sentence each."""
    return (*own_field(view, f"“{STATEMENTS}”"), *everywhere(view))


def _chart_writer(write: Callable[..., None]) -> Callable[[Material, BinaryIO, Progress], None]:
    def written(material: Material, out: BinaryIO, progress: Progress) -> None:
        view = material.view
        write(make_chart(view, build_network(view.subjects, view.findings), material.places), out, progress)

    return written


def _anx(material: Material, out: BinaryIO, progress: Progress) -> None:
    write_anx(material.view, material.places, out, progress)


def _ftm(material: Material, out: BinaryIO, progress: Progress) -> None:
    write_ftm(material.view, out, progress)


def _geojson(material: Material, out: BinaryIO, progress: Progress) -> None:
    write_geojson(material.view, out, progress)


def _ics(material: Material, out: BinaryIO, progress: Progress) -> None:
    write_ics(material.view, out, progress)


def _xdomea(material: Material, out: BinaryIO, progress: Progress) -> None:
    write_xdomea(material.view, material.contents, out, progress)


CASE_FORMATS: Mapping[str, CaseFormat] = {
    format_.id: format_
    for format_ in (
        CaseFormat("anx", "i2 Analyst’s Notebook", "anx", _anx, anx_losses, placed=True),
        CaseFormat("ftm", "FollowTheMoney", "ftm.json", _ftm, ftm_losses, shown=ftm_shown),
        CaseFormat("geojson", "GeoJSON", "geojson", _geojson, geojson_losses),
        CaseFormat("ics", "iCalendar", "ics", _ics, ics_losses, shown=ics_shown),
        CaseFormat("xdomea", "xdomea 4.0", "zip", _xdomea, xdomea_losses),
        CaseFormat("gexf-1.2", "GEXF 1.2", "gexf", _chart_writer(write_gexf_12), graph_losses, placed=True),
        CaseFormat("yed", "GraphML (yEd)", "graphml", _chart_writer(write_yed), graph_losses, placed=True),
    )
}
"""GraphML and GEXF of a drawn chart go with the pictures (`chart_writer`)."""
