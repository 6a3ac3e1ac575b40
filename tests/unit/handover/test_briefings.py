"""The briefing on the whole way: released, on paper, in the ledger."""

from pathlib import Path

import pytest

from app.base.errors import ExitCode, UserError
from app.casework import cases, quarantine
from app.handover.briefings import write_briefing
from app.policy import ledger
from tests.pdf_text import pages_of
from tests.unit.handover.conftest import Office


def _text(path: Path) -> str:
    return "\n".join(pages_of(path))


def test_a_released_briefing_holds_nothing_else_and_is_entered(office: Office, tmp_path: Path) -> None:
    result = write_briefing(
        office.store, office.case_id, office.request(), tmp_path / "unterlage.pdf", language="de"
    )
    text = _text(result.files[0])
    assert "Jan Przykładowy" in text
    for secret in office.secrets:
        assert secret not in text
        assert secret.encode() not in result.files[0].read_bytes()
    with office.store.read() as connection:
        entries = ledger.entries(connection)
    assert len(entries) == result.released
    assert {e.sha256 for e in entries} == {result.sha256}


def test_the_internal_briefing_says_so_on_every_page(office: Office, tmp_path: Path) -> None:
    result = write_briefing(office.store, office.case_id, None, tmp_path / "intern.pdf", language="de")
    text = _text(result.files[0])
    assert "Linde" in text
    assert result.ledger_ids == ()
    with office.store.read() as connection:
        assert ledger.entries(connection) == ()


def test_copies_are_files_of_their_own_and_each_is_entered(office: Office, tmp_path: Path) -> None:
    result = write_briefing(
        office.store, office.case_id, office.request(), tmp_path / "unterlage.pdf", copies=3
    )
    assert [f.name for f in result.files] == [f"unterlage-{no}-3.pdf" for no in (1, 2, 3)]
    assert len(result.ledger_ids) == 3


def test_a_folder_that_cannot_be_written_leaves_no_entry(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_briefing(office.store, office.case_id, office.request(), tmp_path / "fehlt" / "x.pdf")
    assert refused.value.exit_code == ExitCode.NOT_WRITABLE
    with office.store.read() as connection:
        assert ledger.entries(connection) == ()


def test_what_is_in_quarantine_is_on_no_paper(office: Office, tmp_path: Path) -> None:
    """Wenn ein Beitrag in Quarantäne steht, dann auch auf der internen Unterlage nicht."""
    records = cases.records(office.store, office.case_id)
    bare = next(c.id for c in records.contributions if c.label is None and c.title.startswith("Auszug"))
    assert "Ulme" in _text(
        write_briefing(office.store, office.case_id, None, tmp_path / "vorher.pdf").files[0]
    )
    quarantine.put(office.store, bare, "ohne Kennzeichnung")
    result = write_briefing(office.store, office.case_id, None, tmp_path / "nachher.pdf")
    text = _text(result.files[0])
    assert "Przykładowy" in text
    for secret in ("Ulme", "Linde"):
        assert secret not in text
        assert secret.encode() not in result.files[0].read_bytes()
