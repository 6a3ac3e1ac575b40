"""A kept profile runs from the command line, for the agency that it was made for."""

from dataclasses import replace
from pathlib import Path

from app.base.records import Label, Standing
from app.casework import agencies, cases
from app.exchange.frame import Frame
from app.exchange.mapping import ColumnPart, FixedPart, LinkPart, SubjectPart, TableMapping
from app.exchange.profile import Grading, mapped_profile
from app.exchange.table_settings import TableSettings
from app.handover import import_profiles
from app.store.store import Store
from app.store.undo import undo
from tests.unit.cli.conftest import Caller
from tests.unit.conftest import PASSPHRASE

MAPPING = TableMapping(
    (SubjectPart("a", "person"), SubjectPart("b", "vehicle")),
    (LinkPart("a-b", "uses", "a", "b"),),
    (
        ColumnPart("Fahrer", "a", "name"),
        ColumnPart("geb", "a", "birth_date", Frame(credibility="3")),
        ColumnPart("Wagen", "b", "plate"),
    ),
)


def test_a_kept_profile_reads_the_next_file(
    call: Caller, case: str, store_path: Path, tmp_path: Path
) -> None:
    """Wenn ich ein Profil gesichert habe, dann liest import die naechste Datei damit."""
    store = Store.open(store_path, PASSPHRASE)
    agency = agencies.add(store, "A01", "Polizei Musterstadt").ids[0]
    other = agencies.add(store, "A02", "Zoll Musterhausen").ids[0]
    grading = Grading("data_file", "B", "2", Standing.FACT, "H1")
    profile = mapped_profile("Fahrten", "Fahrten", MAPPING, TableSettings(dates="mdy"), grading=grading)
    import_profiles.keep(store, "Fahrten", agency, profile)
    import_profiles.keep(store, "Fahrten", agency, profile)
    assert [(k.name, k.profile) for k in import_profiles.kept(store, agency)] == [("Fahrten", profile)]
    assert not import_profiles.kept(store, other)
    import_profiles.remove(store, import_profiles.kept(store)[0].id)
    assert not import_profiles.kept(store)
    undo(store)
    assert [k.name for k in import_profiles.kept(store)] == ["Fahrten"]
    store.close()
    file = tmp_path / "fahrten.csv"
    file.write_text("Fahrer;geb;Wagen\nMuster, Max;04/05/1980;K-MU 1\nMuster, Mia;;K-MU 2\n", "utf-8")
    asked = ("import", file, "--case", case, "--agency", "Polizei Musterstadt", "--json")
    dry = call(*asked, "--profile", "Fahrten", "--dry-run").json["files"][0]
    done = call(*asked, "--profile", "Fahrten").json["files"][0]
    assert (done["profile"], done["nodes"], done["links"], done["findings"]) == ("Fahrten", 4, 2, 7)
    assert (dry["nodes"], dry["findings"]) == (4, 7)
    again = call(*asked, "--profile", "Fahrten")
    assert (again.code, "imported into the case before" in again.err) == (4, True)
    unknown = call(*asked, "--profile", "Gibtesnicht")
    assert (unknown.code, "Fahrten" in unknown.err) == (2, True)
    elsewhere = call("import", file, "--case", case, "--agency", "Zoll Musterhausen", "--profile", "Fahrten")
    assert elsewhere.code == 2
    # Month before day, as the profile says.
    assert call("search", "1980-04-05", "--json").json["total"] == 1


def test_label_grading_and_reason_by_column_and_by_file_hold_from_the_command_line(
    call: Caller, case: str, store_path: Path, tmp_path: Path
) -> None:
    """Wenn Spalten eigene Bewertung und Kennzeichnung haben, dann gelten sie auch auf der Kommandozeile."""
    store = Store.open(store_path, PASSPHRASE)
    agency = agencies.add(store, "A01", "Polizei Musterstadt").ids[0]
    own = Frame("Vermerk 7", "A", "1", "assessment", "H3", Label("", "", "Leben", "", ""))
    mapping = TableMapping(
        (SubjectPart("a", "person", "name"), SubjectPart("b", "person", "name")),
        (LinkPart("a-b", "family_documented", "a", "b"),),
        (
            ColumnPart("Name", "a", "name"),
            ColumnPart("Kind", "b", "name"),
            ColumnPart("Rat", "a", "note", own),
        ),
        (FixedPart("a-b", "reason", "§ 52 StPO"),),
    )
    whole = Label("offen", "Zeugen", "Eigentum", "Polizei Musterstadt", "§ 1")
    profile = mapped_profile("Angehörige", "Angehörige", mapping, label=whole)
    import_profiles.keep(store, "Angehörige", agency, profile)
    store.close()
    file = tmp_path / "liste.csv"
    file.write_text("Name;Kind;Rat\nMuster, Max;Muster, Mia;belegt\n", "utf-8")
    asked = ("import", file, "--case", case, "--agency", "Polizei Musterstadt", "--profile", "Angehörige")
    assert call(*asked, "--handling", "geheim").code == 2
    assert call(*asked, "--reliability", "C", "--credibility", "3", "--handling", "H1").code == 0
    graph = tmp_path / "netz.gml"
    graph.write_text('graph [ node [ id 1 label "Muster" ] node [ id 2 label "Mustermann" ] ]', "utf-8")
    assert call("import", graph, "--case", case, "--standing", "hypothesis").code == 0
    store = Store.open(store_path, PASSPHRASE)
    records = cases.records(store, cases.find(store, case).id)
    store.close()
    said = {(f.property, f.value): f for f in records.findings}
    source = {s.id: s for s in records.sources}
    label = {c.id: c.label for c in records.contributions}
    plain, noted = said["name", "Muster, Max"], said["note", "belegt"]
    assert (plain.credibility, plain.handling, plain.standing) == ("3", "H1", Standing.FACT)
    assert (noted.credibility, noted.handling, noted.standing) == ("1", "H3", Standing.ASSESSMENT)
    assert (source[plain.source_id].reliability, source[noted.source_id].reliability) == ("C", "A")
    assert source[noted.source_id].reference.startswith("Vermerk 7")
    assert label[source[plain.source_id].contribution_id] == whole
    assert label[source[noted.source_id].contribution_id] == replace(whole, interest="Leben")
    assert said["reason", "§ 52 StPO"].place_in_source == "row 2"
    assert said["name", "Mustermann"].standing is Standing.HYPOTHESIS


def test_a_file_that_brings_its_reader_down_is_one_sentence(call: Caller, case: str, tmp_path: Path) -> None:
    """Wenn eine Datei boese ist, dann ist das ein Satz und nichts wurde geaendert."""
    file = tmp_path / "bombe.graphml"
    file.write_text('<!DOCTYPE g [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><graphml>&c;</graphml>')
    answer = call("import", file, "--case", case)
    assert answer.code == 4
    assert "entities" in answer.err
    broken = tmp_path / "liste.csv"
    broken.write_text("name;birth_date\nMuster;31.02.1980\nMustermann;gestern\n", "utf-8")
    answer = call("import", broken, "--case", case)
    assert answer.code == 4
    assert "\nliste.csv: row 2, birth_date: " in answer.err
    assert "\nliste.csv: row 3, birth_date: " in answer.err
    assert call("case", "list", "--json").json["cases"][0]["nodes"] == 0
