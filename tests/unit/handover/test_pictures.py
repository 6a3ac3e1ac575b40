"""Pictures of timeline and map leave through the release with an entry in the ledger, or are stamped."""

from pathlib import Path

import pytest

from app.analysis.time_events import Grouping, Narrowing
from app.base.errors import ExitCode, UserError
from app.base.records import Finding
from app.casework import cases, findings, subjects
from app.casework.findings import Statement
from app.handover.pictures import write_map_file, write_timeline_file
from app.policy import ledger
from tests.pdf_text import pages_of
from tests.unit.handover.conftest import Office


@pytest.fixture
def dated(office: Office) -> Office:
    """The office's case with dates and places; each secret also stands on a dated finding with a place."""
    store, case_id = office.store, office.case_id
    records = cases.records(store, case_id)
    by_contribution = {c.id: c for c in records.contributions}
    person, trade = next((f.subject_id, f.source_id) for f in records.findings if f.value == "Ayşe Örnek")
    bare = next(s for s in records.sources if by_contribution[s.contribution_id].label is None)
    for value, source, handling in (
        ("Treffen gesehen", trade, "H0"),
        ("Geheimwort Ulme", bare.id, "H0"),
        ("Geheimwort Esche", trade, "H2"),
    ):
        findings.record(
            store, case_id, person,
            Statement("note", value, source, handling=handling, valid_from="2026-01", valid_to="2026-02"),
        )  # fmt: skip
    for name, source, where in (
        ("Spielhalle Muster", trade, "51.4556,7.0116"),
        ("Geheimwort Linde", bare.id, "51.5136,7.4653"),
    ):
        place = subjects.add_node(
            store,
            case_id,
            "place",
            [Statement("name", name, source), Statement("coordinates", where, source)],
        ).ids[0]
        subjects.add_link(
            store, case_id, "owns", person, place, [Statement("exists", "yes", source, valid_from="2025")]
        )
    return office


def _text(path: Path) -> str:
    if path.suffix == ".svg":
        return path.read_text(encoding="utf-8")
    return "\n".join(pages_of(path))


@pytest.mark.parametrize("ending", ["svg", "pdf"])
def test_a_released_timeline_holds_nothing_else_and_is_entered(
    dated: Office, tmp_path: Path, ending: str
) -> None:
    done = write_timeline_file(dated.store, dated.case_id, dated.request(), tmp_path / f"zeit.{ending}")
    text = _text(done.path)
    assert "Treffen gesehen" in text
    assert "Zoll Musterstadt" in text
    assert done.shown == 2
    _holds_no_secret(dated, done.path, text)
    _entered_is_what_is_told(dated, done.ledger_id, text)


@pytest.mark.parametrize("ending", ["svg", "pdf"])
def test_a_released_map_holds_nothing_else_and_is_entered(dated: Office, tmp_path: Path, ending: str) -> None:
    done = write_map_file(
        dated.store, dated.case_id, dated.request(), tmp_path / f"karte.{ending}", ties=True
    )
    text = _text(done.path)
    assert "Spielhalle Muster" in text
    assert done.shown == 1
    assert "51,5136" not in text
    assert "Geheim" not in text
    _holds_no_secret(dated, done.path, text)
    _entered_is_what_is_told(dated, done.ledger_id, text)


def _holds_no_secret(office: Office, path: Path, text: str) -> None:
    for secret in office.secrets:
        assert secret not in text
        assert secret.encode() not in path.read_bytes()


def _entered_is_what_is_told(office: Office, ledger_id: str, text: str) -> None:
    known: dict[str, Finding] = {f.id: f for f in cases.records(office.store, office.case_id).findings}
    with office.store.read() as connection:
        entries = ledger.entries(connection)
    assert entries
    assert {entry.handover_id for entry in entries} == {ledger_id}
    for entry in entries:
        value = known[entry.finding_id].value
        assert value in text or value == "yes" or known[entry.finding_id].property == "coordinates"


def test_the_internal_picture_is_stamped_and_not_in_the_ledger(dated: Office, tmp_path: Path) -> None:
    for write in (write_timeline_file, write_map_file):
        done = write(dated.store, dated.case_id, None, tmp_path / "intern.pdf", language="en")
        assert "Internal – not for release" in _text(done.path)
        assert "Linde" in _text(done.path)
        assert done.ledger_id == ""
    with dated.store.read() as connection:
        assert ledger.entries(connection) == ()


def test_a_filter_narrows_what_is_entered_too(dated: Office, tmp_path: Path) -> None:
    wanted = Narrowing(types=frozenset({"owns"}))
    done = write_timeline_file(
        dated.store, dated.case_id, dated.request(), tmp_path / "z.svg", grouping=Grouping.TYPE, wanted=wanted
    )
    assert done.shown == 1
    assert "Treffen gesehen" not in _text(done.path)
    told = {f.id for f in cases.records(dated.store, dated.case_id).findings if f.value == "Treffen gesehen"}
    with dated.store.read() as connection:
        assert not told & {entry.finding_id for entry in ledger.entries(connection)}


def test_what_cannot_be_written_leaves_no_file_and_no_entry(dated: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_timeline_file(dated.store, dated.case_id, dated.request(), tmp_path / "fehlt" / "z.svg")
    assert refused.value.exit_code is ExitCode.NOT_WRITABLE
    with pytest.raises(UserError, match="doc"):
        write_map_file(dated.store, dated.case_id, dated.request(), tmp_path / "z.doc")
    wanted = Narrowing(start="1900", end="1901")
    with pytest.raises(UserError):
        write_timeline_file(dated.store, dated.case_id, dated.request(), tmp_path / "z.svg", wanted=wanted)
    assert list(tmp_path.glob("*.svg")) == []
    with dated.store.read() as connection:
        assert ledger.entries(connection) == ()
