"""Published files of every foreign format: each is read with the counts known of it, or refused in words."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.exchange.content_reading import read_content
from app.exchange.plan import plan_content
from tests.unit.exchange.formats.whole_case import CONTEXT

# (file, format, nodes, links); counts of the data's README where it has them, else of the file's own text.
KNOWN = [
    ("gephi_datasets/LesMiserables.gexf", "gexf", 77, 254),
    ("gephi_datasets/airlines-sample.gexf", "gexf", 235, 1297),
    ("gephi_datasets/airlines.graphml.zip", "graphml", 235, 1297),
    # 3926 ties, 1188 of them named in both directions.
    ("gephi_datasets/diseasome.gexf.zip", "gexf", 1419, 2738),
    # One node stands in the file twice, 2 ties lead back to themselves and 11 pairs occur twice.
    ("gephi_datasets/photoviz-dynamic.gexf.zip", "gexf", 393, 610),
    ("gephi_datasets/jazz.net.zip", "pajek", 198, 2742),
    ("gephi_datasets/karate.gml.zip", "gml", 34, 78),
    ("gephi_datasets/lesmiserables.gml.zip", "gml", 77, 254),
    ("gexf/primer_1.1draft.gexf", "gexf", 2, 1),
    ("gexf/primer_1.2draft.gexf", "gexf", 2, 1),
    ("gexf/primer_1.3.gexf", "gexf", 2, 1),
    ("gexf/liststring.gexf", "gexf", 4, 4),
    # What networkx refuses though it is valid.
    ("graphml_gml_pajek/graph1.gml", "gml", 3, 2),
    ("graphml_gml_pajek/graph2.gml", "gml", 3, 0),
    ("graphml_gml_pajek/test.graphml", "graphml", 6, 7),
    ("graphml_gml_pajek/graphml-whitespace.xml", "graphml", 5, 4),
    ("graphml_gml_pajek/pajek_bip.net", "pajek", 15, 25),
    ("graphml_gml_pajek/graphml-yed.xml", "graphml", 3, 2),
    ("graphml_gml_pajek/utf8_with_bom.net", "pajek", 10, 6),
    ("socnetv/TinyDir_N3_REL2.graphml", "graphml", 3, 3),
    ("socnetv/Sampson_Monks_N18.net", "pajek", 18, 41),
    ("gephi_export/got-network.graphml", "graphml", 107, 352),
    ("gedcom/royal92.ged", "gedcom", 3010, 4862),
    # 1229 ties, 18 of them named twice.
    ("gedcom/willis-ascii.ged", "gedcom", 761, 1211),
    ("gedcom/maximal70.ged", "gedcom", 4, 3),
    ("gedcom/TGC551.ged", "gedcom", 15, 21),
    ("gedcom/unicode-littleendian-crlf.ged", "gedcom", 35, 67),
    ("gedcom/ANSEL.GED", "gedcom", 35, 67),
    ("gedcom/utf8_cr_nobom.ged", "gedcom", 10, 16),
    # 3337 ties of parents, children and partners, two pairs of them twice.
    ("gramps/example.gramps", "gramps", 2157, 3335),
    ("anx/anxwritter_beispiel.anx", "anx", 8, 7),
    ("kml/time.kml", "kml", 361, 0),
    ("kml/KML_Samples.kml", "kml", 20, 0),
    ("geojson/kreise_niedrig.geo.json", "geojson", 434, 0),
    ("bods/fermcat.json", "bods", 4, 5),
    ("bods/joint-ownership.json", "bods", 4, 3),
    ("case_uco/call_log.json", "case", 8, 2),
    ("case_uco/Oresteia.json", "case", 42, 1),
    ("stix/apt1.json", "stix", 11, 0),
    ("stix/opencti_sectors.json", "stix", 1, 0),
    ("office_mail/testThunderbirdEml.eml", "mail", 3, 1),
    ("../02_ftm/parteispenden/donations.ijson", "ftm", 184, None),
    ("../02_ftm/opensanctions_t1/entities.ftm.json", "ftm", 7, 0),
]
FOLDERS = (
    "gexf gephi_datasets gedcom gramps stix case_uco bods anx kml geojson ics office_mail socnetv".split()
)


def plan(path: Path):
    context = replace(CONTEXT, kinship_reason="Testfrage")
    return plan_content(path.name, read_content(path.read_bytes()), None, context)


@pytest.mark.parametrize(("name", "fmt", "nodes", "links"), KNOWN, ids=[name for name, *_rest in KNOWN])
def test_known_counts_come_out(shared_data, name, fmt, nodes, links):
    report = plan(shared_data / "04_formate" / name).report
    assert (report.format, report.nodes) == (fmt, nodes)
    assert links is None or report.links == links


def test_all_474_entities_of_the_donations_are_told_apart(shared_data):
    content = read_content((shared_data / "02_ftm/parteispenden/donations.ijson").read_bytes()).content
    types = [node.attributes["type"] for node in content.nodes]
    assert (types.count("place"), types.count("organisation"), types.count("person")) == (89, 73, 22)
    assert sum(edge.attributes["type"] == "pays" for edge in content.edges) == 290


def test_what_may_not_be_recorded_is_dropped_with_a_line(shared_data):
    for name in (
        "04_formate/gedcom/maximal70.ged",
        "04_formate/bods/fermcat.json",
        "02_ftm/opensanctions_t1/entities.ftm.json",
    ):
        made = plan(shared_data / name)
        dropped = [place for place, reason in made.report.skipped if "may not be recorded" in reason]
        assert dropped
        types = {s.id: s.type for s in made.delivery.subjects}
        assert not any("nationalit" in f.property or "relig" in f.property for f in made.delivery.findings)
        assert types


def test_every_file_is_read_or_refused_in_one_sentence(shared_data):
    """No file of these folders brings a reader down; how many are read is a figure of the report."""
    read = refused = 0
    for folder in FOLDERS:
        for path in sorted((shared_data / "04_formate" / folder).rglob("*")):
            if not path.is_file():
                continue
            try:
                plan(path)
                read += 1
            except UserError:
                refused += 1
    assert read >= 75
    assert read + refused >= 190
