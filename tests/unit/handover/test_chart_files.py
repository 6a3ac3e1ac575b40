"""Saved charts as files: what stands on them for the office, and nothing of it for an agency."""

import io
import re
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pypdfium2
import pytest
from handover_charts import full_document, keep, pdf_pages

from app.base.chart_records import ChartDocument, ChartItem
from app.base.errors import ExitCode, UserError
from app.casework import cases
from app.exchange.chart_writer import FORMATS
from app.handover.charts import find_chart, write_chart_file
from app.handover.releasing import release_case

OWN_WORDS = ("Notizahorn", "Rahmeneiche", "Gruppenbuche", "Regelpappel", "Marke7", "Weidenbaum")


def _everything(path: Path) -> str:
    """All that can be read out of a file: text, markup, metadata, and the text chunks of a PNG."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(data)
        meta = " ".join(document.get_metadata_dict().values())
        document.close()
        return " ".join([*pdf_pages(path), meta])
    if path.suffix == ".png":
        chunks = re.findall(rb"(?:tEXt|iTXt|zTXt|eXIf)", data)
        assert chunks == []
        return ""
    return data.decode("utf-8")


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_agency_gets_nothing_of_what_the_office_wrote_or_may_not_hand_over(office, tmp_path, fmt):
    chart = keep(office, full_document(office))
    file = tmp_path / f"c.{fmt}"
    result = write_chart_file(office.store, office.case_id, office.request(), file, chart_id=chart)
    said = _everything(file)
    for word in (*office.secrets, *OWN_WORDS):
        assert word not in said
    assert (result.result.nodes, result.result.links) == (2, 1)
    assert result.ledger_id


@pytest.mark.parametrize("fmt", ["svg", "pdf"])
def test_the_office_gets_its_own_chart_stamped_as_internal(office, tmp_path, fmt):
    chart = keep(office, full_document(office))
    file = tmp_path / f"c.{fmt}"
    written = write_chart_file(office.store, office.case_id, None, file, chart_id=chart, language="en")
    said = _everything(file)
    for word in ("Notizahorn", "Rahmeneiche", "Gruppenbuche (1)", "Regelpappel (", "Marke7"):
        assert word in said
    assert "Internal – not for release" in said
    assert "Weidenbaum" not in said  # the name of the chart is nobody's business on paper
    assert written.ledger_id == ""


def test_places_are_kept_where_everything_is_released_and_made_anew_where_they_would_show_a_gap(
    office, tmp_path
):
    people = [s.id for s in cases.records(office.store, office.case_id).subjects if s.kind == "node"]
    whole = {i: ChartItem(i, 100.0 * n, 40.0 * n) for n, i in enumerate(people)}
    released = release_case(office.store, office.case_id, office.request()).view
    going = [s.id for s in released.subjects if s.kind == "node"]
    assert len(going) == len(people) - 1
    for items, kept in (({i: whole[i] for i in going}, True), (whole, False)):
        chart = keep(office, ChartDocument("", office.case_id, f"Plan {kept}", "circle", items))
        file = tmp_path / "c.graphml"
        write_chart_file(office.store, office.case_id, office.request(), file, chart_id=chart)
        graph = nx.read_graphml(file)
        stand = {n: (d["x"], d["y"]) for n, d in graph.nodes(data=True)}
        assert (stand == {i: (whole[i].x, whole[i].y) for i in going}) is kept


def test_hidden_things_and_filters_count_and_folding_keeps_its_place(office, tmp_path):
    document = full_document(office)
    first = next(iter(document.items))
    hidden = replace(document.items[first], hidden=True)
    changed = replace(document, name="Ohne", groups=(), items={**document.items, first: hidden})
    file = tmp_path / "c.graphml"
    write_chart_file(office.store, office.case_id, None, file, chart_id=keep(office, changed))
    assert first not in nx.read_graphml(file).nodes
    folded = keep(office, document)
    write_chart_file(office.store, office.case_id, None, file, chart_id=folded)
    graph = nx.read_graphml(file)
    group = next(d for _n, d in graph.nodes(data=True) if d["type"] == "group")
    assert (group["x"], group["y"], group["label"]) == (300.0, 200.0, "Gruppenbuche (1)")


def test_the_own_chart_as_an_agency_would_see_it_is_drawn_from_what_it_would_get(office, tmp_path):
    document = full_document(office)
    agency = office.request().recipient.id
    narrowed = replace(document, filter=replace(document.filter, recipient=agency))
    file = tmp_path / "c.svg"
    write_chart_file(office.store, office.case_id, None, file, chart_id=keep(office, narrowed), language="en")
    said = _everything(file)
    assert "Internal – not for release" in said
    for word in (*office.secrets, *OWN_WORDS):
        assert word not in said


def test_graph_files_carry_places_and_looks(office, tmp_path):
    chart = keep(office, full_document(office))
    for fmt, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        file = tmp_path / f"c.{fmt}"
        write_chart_file(office.store, office.case_id, None, file, chart_id=chart)
        graph = read(io.BytesIO(file.read_bytes()))
        red = [d for _n, d in graph.nodes(data=True) if d.get("look_colour") == "red"]
        assert len(red) == 1
        if fmt == "gexf":
            viz = red[0]["viz"]
            assert viz["size"] == pytest.approx(2.0 * 10)
            assert {"r", "g", "b"} <= set(viz["color"])
            assert viz["position"]["x"] == pytest.approx(100.0)


def test_a_poster_has_an_index_and_pages_in_vectors(office, tmp_path):
    people = [s.id for s in cases.records(office.store, office.case_id).subjects if s.kind == "node"]
    far = {i: ChartItem(i, 2400.0 * n, 1500.0 * (n % 2)) for n, i in enumerate(people)}
    chart = keep(office, ChartDocument("", office.case_id, "Groß", "organic", far))
    file = tmp_path / "p.pdf"
    written = write_chart_file(
        office.store, office.case_id, None, file, chart_id=chart, paper="a4", language="en"
    )
    pages = pdf_pages(file)
    count = written.result.pages - 1
    assert count > 2
    assert len(pages) == count + 1
    assert f"How the {count} pages are put together" in pages[0]
    assert "Örnek" not in pages[0]
    assert f"Page 1 of {count}: row 1, column 1" in pages[1]
    assert any("Ayşe Örnek" in page for page in pages[1:])
    assert all("Internal – not for release" in page for page in pages)


def test_refusals_say_what_to_do(office, tmp_path):
    chart = keep(office, full_document(office))
    assert find_chart(office.store, office.case_id, " weidenbaum") == chart
    with pytest.raises(UserError, match="no chart “Fehlt”"):
        find_chart(office.store, office.case_id, "Fehlt")
    with pytest.raises(UserError) as pages:
        write_chart_file(office.store, office.case_id, None, tmp_path / "c.svg", paper="a3")
    assert pages.value.exit_code is ExitCode.USAGE
    assert not (tmp_path / "c.svg").exists()
