"""A kept profile runs from the command line, for the agency that it was made for."""

from pathlib import Path

from app.base.records import Standing
from app.casework import agencies
from app.exchange.frame import Frame
from app.exchange.mapping import ColumnPart, LinkPart, SubjectPart, TableMapping
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
    assert "row 2" in answer.err
    assert "row 3" in answer.err
    assert call("case", "list", "--json").json["cases"][0]["nodes"] == 0
