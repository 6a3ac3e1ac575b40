"""Real and hostile files: each is read or refused in one sentence and in little memory."""

import tracemalloc
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.base.records import CaseHeader, CaseRecords, SubjectKind
from app.exchange.known import known_subjects
from app.exchange.plan import plan_import
from app.exchange.profile import find_profile
from tests.unit.exchange.formats.whole_case import AGENCY, CASE, CONTEXT

MONTAGNA = Path(__file__).parents[1] / "data" / "montagna"
MEETINGS, CALLS = "Montagna_meetings_edgelist.csv", "Montagna_phonecalls_edgelist.csv"
BYTES = 150 * 2**20

FOLDERS = [
    "04_formate/csv_clevercsv",
    "04_formate/csv_frictionless",
    "04_formate/csv_gephi",
    "04_formate/csv_messytables",
    "04_formate/csv_spectrum",
    "04_formate/graphml_gml_pajek",
    "04_formate/gephi_datasets",
    "04_formate/excel_calamine",
    "05_feindlich/xml",
    "05_feindlich/zip",
    "05_feindlich/csv_injection",
    "05_feindlich/graphml_kaputt",
    "05_feindlich/blns",
    "05_feindlich/pdf",
    "05_feindlich/bilder",
]


def read(path, profile=None, known=None):
    extra = {} if known is None else {"known": known}
    return plan_import(path, find_profile(profile) if profile else None, CONTEXT, **extra)


def nodes(delivery):
    return {s.id for s in delivery.subjects if s.kind is SubjectKind.NODE}


def test_montagna_comes_in_as_two_layers_over_shared_people():
    meetings = read(MONTAGNA / MEETINGS, "treffen")
    first = meetings.delivery
    header = CaseHeader(CASE, *["x"] * 13)
    records = CaseRecords(
        header, (AGENCY,), first.contributions, first.sources, first.subjects, first.findings
    )
    calls = read(MONTAGNA / CALLS, "telefon", known_subjects(records, AGENCY.id))
    assert (meetings.report.records, meetings.report.nodes, meetings.report.links) == (289, 101, 256)
    assert (calls.report.records, calls.report.nodes, calls.report.links) == (150, 100, 124)
    assert (first.merged, calls.delivery.merged) == (33, 26)
    assert calls.report.duplicates_of_known == 47
    assert len(nodes(first) | nodes(calls.delivery)) == 154
    assert {s.type for s in first.subjects} == {"person", "met"}
    assert {s.type for s in calls.delivery.subjects} == {"person", "phoned"}
    every = [*first.findings, *calls.delivery.findings]
    spoken_of = {f.subject_id for f in every}
    assert all(s.id in spoken_of for s in (*first.subjects, *calls.delivery.subjects))
    assert all(f.place_in_source and f.credibility for f in every)


def test_montagna_in_the_demo_is_the_same_as_in_the_tests(project):
    for name in (MEETINGS, CALLS):
        assert (project / "resources/demo/montagna" / name).read_bytes() == (MONTAGNA / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("montagna_meetings.csv", (101, 256)),
        ("montagna_phone.csv", (100, 124)),
        ("montagna_sightings.csv", (29, 37)),
    ],
)
def test_the_other_forms_of_montagna(name, expected):
    report = read(MONTAGNA / name).report
    assert (report.nodes, report.links) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("noordin_top/noordin_top.graphml", (79, 623)),
        ("krebs_911/krebs_911_60.graphml", (60, 125)),
        ("krebs_911/krebs_911_19_kanten.csv", (19, 27)),
        ("siren/siren_kanten.csv", (44, 103)),
        ("london_gang/london_gang.graphml", (54, 315)),
        ("italian_gangs/italian_gangs_kanten.csv", (67, 114)),
        ("benchmark/karate.graphml", (34, 78)),
        ("benchmark/miserables_kanten.csv", (77, 254)),
        ("person_straftat/moreno_crime.graphml", (1427, 1487)),
    ],
)
def test_published_networks_have_their_published_size(shared_data, file, expected):
    report = read(shared_data / "01_netzwerke" / file).report
    assert (report.nodes, report.links) == expected


def test_a_packed_graph_has_its_published_size(shared_data):
    report = read(shared_data / "04_formate/gephi_datasets/airlines.graphml.zip").report
    assert (report.nodes, report.links) == (235, 1297)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_file_is_read_or_refused(shared_data, folder):
    files = [path for path in sorted((shared_data / folder).rglob("*")) if path.is_file()]
    assert files
    for path in files:
        tracemalloc.start()
        refusal = refusal_of(path)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert refusal is None or (refusal.sentence and refusal.exit_code == 4), path
        assert refusal is None or "{" not in refusal.sentence, path
        assert peak < BYTES, path


def refusal_of(path):
    try:
        assert read(path).report.nodes, path
    except UserError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("05_feindlich/xml/quadratic.xml", "import.xml_entities"),
        ("05_feindlich/xml/xmlbomb.xml", "import.xml_entities"),
        ("05_feindlich/zip/zip-slip.zip", "import.archive_path"),
        ("05_feindlich/zip/zip-slip-win.zip", "import.archive_path"),
        ("05_feindlich/graphml_kaputt/invalid1.graphml", "import.broken_xml"),
        ("04_formate/excel_calamine/merge_cells.xls", "import.old_workbook"),
    ],
)
def test_attacks_and_other_formats_are_named_as_such(shared_data, file, key):
    with pytest.raises(UserError) as caught:
        read(shared_data / file)
    assert caught.value.key == key
