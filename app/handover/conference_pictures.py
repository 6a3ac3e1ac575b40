"""Charts and timelines for the screen of a conference, drawn of what everybody in the room may see."""

import io
from collections.abc import Iterable

from app.analysis.chart_content import ChartContent, own_places
from app.analysis.chart_release import without_own_words
from app.analysis.layouts import ALGORITHMS, layout
from app.analysis.time_events import Grouping, Narrowing
from app.analysis.timeline import events
from app.base.chart_records import ChartDocument
from app.base.records import SubjectKind
from app.exchange.chart_content import content_of
from app.exchange.chart_writer import DrawnChart, write_drawn
from app.exchange.timeline_picture import Shown, write_timeline
from app.ontology.catalogue import ontology
from app.policy.views import View

_LONG_SPAN, _LEFT_OUT = 5, 5


def chart_picture(view: View, document: ChartDocument, language: str) -> bytes:
    """Return a saved chart as a PDF of one page: what the view holds, without the office's own words."""
    out = io.BytesIO()
    content = _content(view, document)
    write_drawn(view, DrawnChart(content, _places(content)), out, "pdf", language)
    return out.getvalue()


def timeline_picture(view: View, language: str) -> tuple[bytes, Shown]:
    """Return the timeline of a view as a PDF of one page, and what it tells.

    It begins with the year from which on most of what is dated lies: a few births decades ago would press
    everything else into a strip that nobody can read from a chair. The page says how much came before.
    """
    out = io.BytesIO()
    shown = write_timeline(view, Grouping.SUBJECT, Narrowing(start=_begin(view)), out, "pdf", language)
    return out.getvalue(), shown


def _begin(view: View) -> str:
    """Return the first year to show, "" for all: the latest that leaves out at most a fifth."""
    years = sorted(int(e.begin[:4]) for e in events(view.subjects, view.findings) if e.begin[:4].isdigit())
    if not years or years[-1] - years[0] < _LONG_SPAN:
        return ""
    return f"{years[len(years) // _LEFT_OUT]:04}"


def of_chart(view: View, document: ChartDocument) -> frozenset[str]:
    """Return the findings that a chart tells of a view: names, links, and what stands under a caption."""
    content = _content(view, document)
    nodes = {n.id for n in content.network.nodes}
    whole = {k.id for k in content.network.links} | {i for i, lines in content.lines.items() if lines}
    return naming(view, nodes) | frozenset(f.id for f in view.findings if f.subject_id in whole)


def naming(view: View, subjects: Iterable[str]) -> frozenset[str]:
    """Return the findings that name these subjects: whoever reads a name learns of them."""
    wanted = set(subjects)
    for link in view.subjects:
        if link.id in wanted and link.kind is SubjectKind.LINK:
            wanted |= {end for end in (link.start, link.end) if end}
    types = {s.id: s.type for s in view.subjects}
    told = set()
    for subject_id in wanted:
        own = [f for f in view.findings if f.subject_id == subject_id]
        kind = ontology().nodes.get(types.get(subject_id, ""))
        stated = {f.property for f in own}
        named = next((p for p in (kind.caption if kind else ("exists",)) if p in stated), "")
        told |= {f.id for f in own if f.property == named}
    return frozenset(told)


def _content(view: View, document: ChartDocument) -> ChartContent:
    return content_of(view, without_own_words(document, frozenset(s.id for s in view.subjects)))


def _places(content: ChartContent) -> dict[str, tuple[float, float]]:
    """Lay out what is seen where a place is missing: places must not show where something is left out."""
    kept = own_places(content.document)
    if all(node.id in kept for node in content.network.nodes):
        return kept
    algorithm = content.document.algorithm
    return layout(content.network, algorithm if algorithm in ALGORITHMS else "organic")
