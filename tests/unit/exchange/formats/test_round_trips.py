"""What the program writes for other programs comes back with every finding, grading, handling and day."""

import hashlib
import importlib
import io
import json
import zipfile
from dataclasses import replace

import networkx as nx
import pytest
from defusedxml.ElementTree import fromstring
from graph_form_rules import check_gexf, check_graphml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from whole_case import CONTEXT, statements, whole_view

from app.analysis.layouts import layout
from app.analysis.network import build_network
from app.base.errors import UserError
from app.base.i18n import speaking
from app.base.progress import Progress
from app.base.records import Standing
from app.exchange.case_formats import CASE_FORMATS, Material
from app.exchange.chart_writer import write_chart
from app.exchange.content_reading import read_content
from app.exchange.plan import plan_content
from app.exchange.readers.own_table import headings
from app.exchange.table_cells import guarded, unguarded
from app.exchange.table_columns import FINDING
from app.exchange.table_content import content
from app.exchange.table_export import CsvStyle, write_table
from app.exchange.table_selection import TableKind

BACK = ("anx", "ftm", "geojson", "yed", "graphml", "gexf", "gexf-1.2")


@pytest.fixture(scope="module")
def view():
    return whole_view()


@pytest.fixture(scope="module")
def written(view):
    network = build_network(view.subjects, view.findings)
    places = layout(network, "circle")
    files = {}
    for fmt, chosen in CASE_FORMATS.items():
        out = io.BytesIO()
        chosen.write(Material(view, places, lambda _id: [b""]), out, Progress())
        files[fmt] = out.getvalue()
    for fmt in ("graphml", "gexf"):
        out = io.BytesIO()
        write_chart(view, network, places, out, fmt, "en")
        files[fmt] = out.getvalue()
    return files


@pytest.mark.parametrize("fmt", BACK)
def test_our_own_file_comes_back_with_every_finding(fmt, view, written):
    plan = plan_content(f"muster.{fmt}", read_content(written[fmt]), None, CONTEXT)
    delivery = plan.delivery
    got = statements(delivery.subjects, delivery.findings, delivery.sources)
    drawn = fmt not in ("yed", "graphml", "gexf", "gexf-1.2")
    # A matter stands on no chart unless something is linked to it.
    subjects = [s for s in view.subjects if drawn or s.type != "matter"]
    kept = {s.id for s in subjects}
    expected = statements(subjects, [f for f in view.findings if f.subject_id in kept], view.sources)
    assert got == expected
    assert not plan.report.skipped, plan.report.skipped[:5]


@pytest.mark.parametrize(("fmt", "language"), [("csv", "de"), ("csv", "en"), ("xlsx", "de"), ("xlsx", "en")])
def test_our_own_table_of_findings_comes_back(fmt, language, view, tmp_path):
    file = tmp_path / f"tabelle.{fmt}"
    with speaking(language), file.open("wb") as out:
        write_table(content(view, TableKind.FINDINGS, None), out, fmt, CsvStyle())
    plan = plan_content(file.name, read_content(file.read_bytes()), None, CONTEXT)
    delivery = plan.delivery
    got = statements(delivery.subjects, delivery.findings, delivery.sources)
    assert got == statements(view.subjects, view.findings, view.sources)
    assert not plan.report.skipped, plan.report.skipped[:5]


def test_what_was_corrected_or_restricted_does_not_come_back_as_if_it_held(view, tmp_path):
    old, new, shut = [f for f in view.findings if f.property == "note" and f.standing is Standing.FACT][:3]
    said = {old.id: old, new.id: replace(new, supersedes=old.id), shut.id: replace(shut, restricted=True)}
    told = replace(view, findings=tuple(said.get(f.id, f) for f in view.findings))
    file = tmp_path / "tabelle.csv"
    with file.open("wb") as out:
        write_table(content(told, TableKind.FINDINGS, None), out, "csv", CsvStyle())
    plan = plan_content(file.name, read_content(file.read_bytes()), None, CONTEXT)
    assert len(plan.delivery.findings) == len(view.findings) - 2
    assert sorted(reason for _place, reason in plan.report.skipped) == [
        "Another row corrects this finding; it was left out.",
        "The finding is restricted; it was left out.",
    ]


def test_the_table_is_known_by_headings_it_has():
    assert set(headings()) <= {title for title, _cell in FINDING}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_guard_against_formulas_can_be_taken_away(text):
    assert unguarded(guarded(text)) == text


def test_other_programs_find_what_they_look_for(view, written):
    plain, yed = (nx.read_graphml(io.BytesIO(written[fmt])) for fmt in ("graphml", "yed"))
    dynamic = nx.read_gexf(io.BytesIO(written["gexf"]))
    people = {s.id for s in view.subjects if s.type == "person"}
    older = nx.read_gexf(io.BytesIO(written["gexf-1.2"]), version="1.2draft")
    for graph in (plain, yed, dynamic, older):
        assert people <= set(graph.nodes)
    node = plain.nodes[sorted(people)[0]]
    # Gephi goes by these names; networkx keeps their types.
    assert {"label", "x", "y", "size", "r", "g", "b"} <= set(node)
    assert isinstance(node["r"], int)
    assert {"shape_type", "label", "x", "y"} <= set(yed.nodes[sorted(people)[0]])
    drawing = fromstring(written["yed"])
    space = "{http://www.yworks.com/xml/graphml}"
    assert len(list(drawing.iter(f"{space}ShapeNode"))) == len(plain.nodes)
    assert len(list(drawing.iter(f"{space}PolyLineEdge"))) == len(yed.edges)
    check_graphml(written["graphml"])
    check_graphml(written["yed"])
    check_gexf(written["gexf-1.2"])
    root = check_gexf(written["gexf"])
    assert root[1].get("mode") == "dynamic"
    spans = {(e.get("start"), e.get("end")) for e in root.iter("{http://gexf.net/1.3}edge")}
    assert spans == {("2021-04-01", "2023-05-06")}


def test_an_analysts_chart_has_items_cards_and_grades(view, written):
    data = written["anx"]
    assert data.startswith(b"\xff\xfe")
    chart = fromstring(data)
    assert chart.tag == "Chart"
    items = list(chart.iter("ChartItem"))
    assert len(items) == len(view.subjects)
    assert len(list(chart.iter("Card"))) == len(view.findings)
    ids = [e.get("Id") for e in chart.iter() if e.get("Id")]
    assert len(ids) == len(set(ids))
    referred = {
        v
        for e in chart.iter()
        for k, v in e.attrib.items()
        if k.endswith("Reference") and k != "SourceReference"
    }
    assert referred <= set(ids)
    entities = {e.get("EntityId") for e in chart.iter("Entity")}
    assert all({k.get("End1Id"), k.get("End2Id")} <= entities for k in chart.iter("Link"))
    lengths = {
        tag: len(list(chart.find(tag).iter("String"))) for tag in ("GradeOne", "GradeTwo", "GradeThree")
    }
    assert lengths == {"GradeOne": 4, "GradeTwo": 4, "GradeThree": 4}
    assert all(0 <= int(c.get(f"{tag}Index")) < n for c in chart.iter("Card") for tag, n in lengths.items())
    # The order of the collections is that of the format's open writer.
    assert [e.tag for e in chart][-1] == "ChartItemCollection"
    assert "internal – not for release" in next(chart.iter("Field")).get("Field")


def test_a_calendar_names_no_one(view, written):
    text = written["ics"].decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = text.count("BEGIN:VEVENT")
    assert events == text.count("UID:") == 2
    assert "DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261225" in text
    assert "Muster" not in text.replace("LOCATION:Musterstadt", "")
    bare = replace(view, conferences=(), measures=())
    with pytest.raises(UserError) as caught:
        CASE_FORMATS["ics"].write(Material(bare, {}, lambda _id: [b""]), io.BytesIO(), Progress())
    assert caught.value.key == "export.no_dates"


def test_a_package_for_the_archive_keeps_to_its_schema(view, written, project):
    schema = etree.XMLSchema(etree.parse(project / "tests/data/formats/xdomea_0503_auszug.xsd"))
    with zipfile.ZipFile(io.BytesIO(written["xdomea"])) as archive:
        message = next(n for n in archive.namelist() if n.endswith("_0503_1.xml"))
        tree = etree.fromstring(archive.read(message))
        schema.assertValid(tree.getroottree())
        space = {"x": "urn:xoev-de:xdomea:schema:4.0.0"}
        process = tree.findtext(".//x:ProzessID", namespaces=space)
        assert message == f"{process}_0503_1.xml"
        for part in tree.iterfind(".//x:Primaerdokument", space):
            data = archive.read(part.findtext("x:Dateiname", namespaces=space))
            assert hashlib.sha256(data).hexdigest() == part.findtext("x:Hash/x:Wert", namespaces=space)


def test_an_analysts_chart_uses_no_form_that_published_charts_lack(written, shared_data):
    """Elements and attributes are those of a file of the open writer; cards stand where queries put them."""
    sample = (shared_data / "04_formate/anx/anxwritter_beispiel.anx").read_bytes()
    known, ours = (_forms(fromstring(data)) for data in (sample, written["anx"]))
    cards = {path for path in ours if "/CardCollection" in path}
    more = {path: names - known.get(path, set()) for path, names in ours.items() if path not in cards}
    third = {
        "Chart/GradeThree",
        "Chart/GradeThree/StringCollection",
        "Chart/GradeThree/StringCollection/String",
    }
    assert {path for path in more if path not in known} == third
    assert {name for path, names in more.items() if path in known for name in names} == {"GradeThreeIndex"}
    assert {path.rpartition("/")[2] for path in cards} == {"CardCollection", "Card"}
    assert {path.split("/")[-3] for path in cards if path.endswith("/Card")} == {"Entity", "Link"}


def _forms(root):
    found = {}

    def walk(element, path):
        here = f"{path}/{element.tag}" if path else element.tag
        found.setdefault(here, set()).update(element.attrib)
        for child in element:
            walk(child, here)

    walk(root, "")
    return found


# The library says once that names would be put into Latin letters better with ICU; checking asks for none.
@pytest.mark.filterwarnings("ignore:Install 'pyicu'")
def test_followthemoney_itself_takes_what_is_written(written):
    """The library of the schema checks every entity."""
    model = importlib.import_module("followthemoney").model
    entities = [json.loads(line) for line in written["ftm"].splitlines()]
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    for entity in entities:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        for name, values in entity["properties"].items():
            declared = schema.properties[name]
            for value in values:
                assert declared.type.clean(value) is not None, (entity["schema"], name, value)
                if declared.type.name == "entity":
                    assert model.get(schemata[value]).is_a(declared.range)


@pytest.mark.parametrize("fmt", CASE_FORMATS)
def test_what_gets_lost_is_said_beforehand(fmt, view):
    lines = CASE_FORMATS[fmt].losses(view)
    assert lines
    said = " ".join(lines)
    assert "label" in said or fmt == "xdomea"
    assert "conferences" in said or fmt == "ics"
    assert "handling" in said or fmt == "anx"


def test_a_person_with_very_many_findings_comes_back(view):
    person = next(s for s in view.subjects if s.type == "person")
    model = next(f for f in view.findings if f.subject_id == person.id and f.property == "note")
    more = [replace(model, id=f"{0xA0000 + n:032x}", value=f"{n} {'x' * 400}") for n in range(400)]
    full = replace(view, subjects=(person,), findings=(*more,))
    for fmt in ("yed", "gexf-1.2", "anx", "ftm"):
        out = io.BytesIO()
        CASE_FORMATS[fmt].write(Material(full, {person.id: (0.0, 0.0)}, lambda _id: [b""]), out, Progress())
        assert plan_content("muster", read_content(out.getvalue()), None, CONTEXT).report.findings == 400
