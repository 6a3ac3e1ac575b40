"""A table as a person maps it: how it is read, what comes of a row, and what is put right."""

import pytest

from app.base.errors import UserError
from app.base.records import Agency, Label, Standing, SubjectKind
from app.exchange.cell_values import Writing, find_writing, plain_cell
from app.exchange.content_reading import read_content
from app.exchange.frame import Frame
from app.exchange.hidden_characters import hidden
from app.exchange.import_context import ImportContext
from app.exchange.mapping import ROW, ColumnPart, LinkPart, SubjectPart, TableMapping, mapping_from
from app.exchange.plan import plan_content
from app.exchange.profile import mapped_profile, profile_data, profile_from
from app.exchange.table_cells import visible
from app.exchange.table_reading import found_reading, suggested
from app.exchange.table_settings import FOUND, TableSettings, settings_from
from app.exchange.tables import Repairs

AGENCY = Agency("a" * 32, "A01", "Polizei Musterstadt", "Police of Musterstadt")
CONTEXT = ImportContext(
    "c" * 32, AGENCY, "", "", "2026-11-20", None, "", "muster", "2026-11-22T12:00:00Z", "2027-12-31"
)
KEEPERS = TableMapping(
    (SubjectPart("a", "person", "name"), SubjectPart("b", "vehicle")),
    (LinkPart("a-b", "owns", "a", "b"),),
    (
        ColumnPart("Halter", "a", "name"),
        ColumnPart("geboren", "a", "birth_date"),
        ColumnPart("Kennzeichen", "b", "plate", Frame(credibility="1", handling="H2")),
        ColumnPart("Wert", "b", "value"),
        ColumnPart("Bewertung", ROW, "grade"),
        ColumnPart("Az", ROW, "source"),
        ColumnPart("Mittel", ROW, "means"),
        ColumnPart("seit", ROW, "valid_from"),
    ),
)
HEAD = "Halter;geboren;Kennzeichen;Wert;Bewertung;Az;Mittel;seit;Sonst\n"
ROWS = (
    "Muster, Max;13/04/1980;K-MU 1;1.234,50;B2;Js 1;offen;2024;x\n"
    "Muster, Max;13/04/1980;K-MU 2;2,5;A1;Js 2;verdeckt;2025-03;x\n"
)


def plan(text: str, mapping: TableMapping = KEEPERS, settings=FOUND, **more):
    read = read_content(text.encode(), settings)
    profile = mapped_profile("halter", "Halter", mapping, settings)
    return plan_content("liste.csv", read, profile, CONTEXT, **more)


def test_a_row_becomes_things_links_and_who_says_so():
    made = plan("Liste der Halter;;;;;;;;\n" + HEAD + ROWS)
    delivery = made.delivery
    kinds = [(s.kind, s.type) for s in delivery.subjects]
    assert kinds.count((SubjectKind.NODE, "person")) == 1
    assert kinds.count((SubjectKind.NODE, "vehicle")) == kinds.count((SubjectKind.LINK, "owns")) == 2
    values = {(f.property, f.value) for f in delivery.findings}
    assert {("birth_date", "1980-04-13"), ("value", "1234.50 EUR"), ("value", "2.50 EUR")} <= values
    by_id = {s.id: s for s in delivery.sources}
    plate = next(f for f in delivery.findings if f.value.endswith("MU 1") and f.property == "plate")
    assert (plate.credibility, plate.handling, plate.valid_from) == ("1", "H2", "2024")
    assert by_id[plate.source_id].reliability == "B"
    assert by_id[plate.source_id].reference.startswith("Js 1 · ")
    assert {c.label for c in delivery.contributions} == {
        Label("offen", "", "", "", ""),
        Label("verdeckt", "", "", "", ""),
    }
    assert [where for where, _reason in made.report.skipped] == ["row 1", "Column Sonst"]


def test_problems_name_their_cell_and_repairs_mend_them():
    text = HEAD + ROWS.replace("13/04/1980", "31.02.1980", 1).replace("A1", "Z9")
    made = plan(text, tolerant=True)
    assert [(f.no, f.column, f.text) for f in made.faults] == [(2, 1, "31.02.1980"), (3, 4, "Z9")]
    with pytest.raises(UserError) as caught:
        plan(text)
    assert caught.value.key == "import.rows"
    mended = plan(text, repairs=Repairs({(2, 1): "1980-02"}, frozenset({3})))
    assert not mended.faults
    born = next(f for f in mended.delivery.findings if f.property == "birth_date")
    assert (born.value, born.place_in_source) == ("1980-02", "row 2 (put right by hand)")
    assert any("put right by hand" in note.casefold() for note in mended.report.notes)


def test_what_may_not_be_recorded_cannot_be_mapped():
    mapping = TableMapping(
        (SubjectPart("a", "person"),),
        (),
        (ColumnPart("Name", "a", "name"), ColumnPart("Nationalität", "a", "note")),
    )
    made = plan("Name;Nationalität\nMuster;x\n", mapping)
    assert {f.property for f in made.delivery.findings} == {"name"}
    assert any("dropped" in reason for _where, reason in made.report.skipped)


def test_a_kept_profile_says_the_same_again():
    settings = TableSettings(
        sheet="Blatt", header=3, decimal=",", dates="mdy", separator=";", encoding="cp1252"
    )
    profile = mapped_profile("p", "p", KEEPERS, settings, label=Label("a", "b", "c", "d", "e"))
    assert profile_from("p", profile_data(profile)) == profile
    for broken in ({"header": "x"}, {"encoding": "rot13"}, {"separator": '"'}, {"more": 1}):
        with pytest.raises(ValueError, match=r"."):
            settings_from(broken)
    bad = KEEPERS.data()
    bad["links"][0]["link_type"] = "married_to_itself"
    with pytest.raises((ValueError, KeyError), match=r"."):
        mapping_from(bad)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1.234,56", "03/04/2021", "13/04/2021"], Writing(",", "dmy")),
        (["1,234.56", "04/13/2021", "04/03/2021"], Writing(".", "mdy")),
        (["2,5", "2021-04-03"], Writing(",", "ymd")),
        (["03/04/2021", "05/06/2021"], Writing("", "dmy", doubtful=True)),
        (["Muster", "12.11.2021"], Writing("", "dmy")),
        (["Muster"], Writing()),
    ],
)
def test_how_numbers_and_dates_are_written_is_found(cells, expected):
    assert find_writing(cells) == expected


@pytest.mark.parametrize(
    ("kind", "text", "writing", "expected"),
    [
        ("partial_date", "04/03/2021", Writing("", "mdy"), "2021-04-03"),
        ("partial_date", "04/03/2021 10:15", Writing("", "dmy"), "2021-03-04 10:15"),
        ("partial_date", "04/03/2021", Writing(), "04/03/2021"),
        ("partial_date", "04.03.21", Writing("", "dmy"), "04.03.21"),
        ("money", "1.234", Writing("."), "1.2340"),
        ("money", "1.234,5 EUR", Writing(","), "1234.5 EUR"),
        ("integer", "1.234", Writing(","), "1234"),
        ("name", "1.234", Writing(","), "1.234"),
    ],
)
def test_cells_are_put_as_the_ontology_reads_them(kind, text, writing, expected):
    assert plain_cell(kind, text, writing) == expected


def test_reading_is_found_and_can_be_set():
    text = "Liste;;\nName;Kennzeichen;geboren\nMuster;K-MU 1;03/04/1980\nMustermann;K-MU 2;05/06/1981\n"
    read = read_content(text.encode("cp1252"))
    found = found_reading(read.content, TableSettings())
    assert (found.settings.header, found.settings.separator, found.doubtful_dates) == (2, ";", True)
    assert found.columns == ("Name", "Kennzeichen", "geboren")
    assert [no for no, _cells in found.above] == [1]
    mapping = suggested(read.content, found)
    assert {s.node_type for s in mapping.subjects} == {"person", "vehicle"}
    again = found_reading(read.content, TableSettings(header=3))
    assert again.columns == ("Muster", "K-MU 1", "03/04/1980")
    with pytest.raises(UserError) as caught:
        found_reading(read.content, TableSettings(header=99))
    assert caught.value.key == "import.header"


def test_assessments_are_not_made_facts():
    mapping = TableMapping((SubjectPart("a", "person"),), (), (ColumnPart("Einstufung", ROW, "standing"),))
    mapping = TableMapping(mapping.subjects, (), (*mapping.columns, ColumnPart("Name", "a", "name")))
    made = plan("Name;Einstufung\nMuster;Einschätzung\nMustermann;Tatsache\n", mapping)
    assert [f.standing for f in made.delivery.findings] == [Standing.ASSESSMENT, Standing.FACT]
    assert [f.author_agency_id for f in made.delivery.findings] == [AGENCY.id, ""]


def test_hidden_characters_are_shown_as_what_they_are_and_told():
    name = "Muster\u202eretsuM\0 Max"
    assert hidden(name) == ("\u202e", "\0")
    assert visible(name) == "Muster⟨U+202E⟩retsuM⟨U+0000⟩ Max"
    text = "Name\n" + "".join(f"Mustermann {n}\n" for n in range(20)) + name + "\n"
    mapping = TableMapping((SubjectPart("a", "person"),), (), (ColumnPart("Name", "a", "name"),))
    made = plan(text, mapping)
    assert "MusterretsuM Max" in {f.value for f in made.delivery.findings}
    assert sum("⟨U+" in note for note in made.report.notes) == 2
