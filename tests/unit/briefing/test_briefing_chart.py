"""The link chart of a briefing drawn from a saved chart: its choice, its places, and nothing of its words."""

from dataclasses import replace

from briefing_factory import released, working_view

from app.analysis.chart_styles import STANDING_DASHES
from app.base.chart_records import ChartDocument, ChartFilter, ChartItem, ChartNote, ChartRule, Look
from app.base.records import Standing
from app.briefing.chart import printed_network
from app.briefing.chart_routes import Box, around, number_places, routes
from app.briefing.compose import compose
from app.briefing.content import ChartFigure, ChartLink
from app.briefing.evidence import Evidence
from app.briefing.options import BriefingOptions
from app.briefing.symbols import set_dash


def _saved(view, **more):
    nodes = printed_network(Evidence(view)).network.nodes
    items = {n.id: ChartItem(n.id, 100.0 * (i % 5), 80.0 * (i // 5)) for i, n in enumerate(nodes)}
    return ChartDocument("", view.header.id, "Weidenbaum", "organic", items, **more)


def _figure(view, document):
    briefing = compose(view, BriefingOptions(language="en", chart=document))
    return next(b for b in briefing.blocks if isinstance(b, ChartFigure)), repr(briefing)


def test_nodes_stand_near_where_the_saved_chart_has_them():
    view = working_view()
    document = _saved(view)
    figure, _all = _figure(view, document)
    low = [n for n in figure.nodes if document.items[n.id].y == 0]
    high = max(document.items.values(), key=lambda item: item.y).y
    bottom = [n for n in figure.nodes if document.items[n.id].y == high]
    assert min(n.y for n in low) > max(n.y for n in bottom)


def test_what_is_hidden_or_filtered_is_in_neither_chart_nor_table():
    view = working_view()
    document = _saved(view)
    first = next(iter(document.items))
    hidden = {**document.items, first: replace(document.items[first], hidden=True)}
    figure, _all = _figure(view, replace(document, items=hidden))
    assert first not in {n.id for n in figure.nodes}
    persons = replace(document, filter=ChartFilter(types=("person",)))
    kept = printed_network(Evidence(view), persons).network
    assert {n.type for n in kept.nodes} <= {"person"}


def test_a_released_briefing_has_nothing_of_the_words_on_a_chart():
    view = released(working_view())
    rule = ChartRule("", 1, "Regelpappel", "type", "", "is", "person", Look(colour="red"))
    document = _saved(view, notes=(ChartNote("", "Notizahorn", 0, 0),), rules=(rule,))
    _figure_made, everything = _figure(view, document)
    for word in ("Weidenbaum", "Notizahorn", "Regelpappel"):
        assert word not in everything
    gone = {**document.items, "f" * 32: ChartItem("f" * 32, 900.0, 900.0)}
    assert printed_network(Evidence(view), replace(document, items=gone)).places == {}


def test_lines_have_the_dashes_of_the_screen():
    class Pen:
        """Keeps the dashes it was given."""

        def setDash(self, dash):
            self.dash = tuple(dash)

    pen = Pen()
    for standing in Standing:
        set_dash(pen, standing, 2.0)
        assert pen.dash == tuple(2.0 * part for part in STANDING_DASHES[standing])


def test_numbers_never_meet():
    places = {f"n{i}": (40.0 * (i % 6), 50.0 * (i // 6)) for i in range(24)}
    names = list(places)
    links = [
        ChartLink(a, b, str(i), True, Standing.FACT)
        for i, (a, b) in enumerate(zip(names, names[5:], strict=False))
    ]
    plates = [(route, 12.0, 8.0) for route in routes(links, places, 8)]
    taken = [around(p, 14, 14) for p in places.values()]
    boxes = [around(point, 12.0, 8.0) for _route, point in number_places(plates, taken)]
    assert len(boxes) > 10
    for i, box in enumerate(boxes):
        assert not any(_meet(box, other) for other in [*boxes[i + 1 :], *taken])


def _meet(a: Box, b: Box) -> bool:
    return a.left < b.right and b.left < a.right and a.low < b.high and b.low < a.high
