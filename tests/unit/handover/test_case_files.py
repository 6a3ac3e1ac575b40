"""Files for other programs: what was released, nothing else, the ledger knows them, the losses are said."""

import zipfile
from pathlib import Path

import pytest

from app.base.errors import ExitCode, UserError
from app.exchange.case_formats import CASE_FORMATS
from app.exchange.content_reading import read_content
from app.handover.case_files import foresee, write_case_file
from app.policy import ledger
from app.store import audit
from tests.unit.handover.conftest import Office

# A calendar has nothing to say of this case, and says so.
FORMATS = [name for name in CASE_FORMATS if name != "ics"]


def words_in(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    return data.decode("utf-16") if data.startswith(b"\xff\xfe") else data.decode()


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_agency_gets_what_was_released_and_the_ledger_knows(
    office: Office, tmp_path: Path, fmt: str
) -> None:
    request = office.request()
    before = foresee(office.store, office.case_id, request, fmt)
    out = tmp_path / f"akte.{CASE_FORMATS[fmt].ending}"
    written = write_case_file(office.store, office.case_id, request, fmt, out, language="en")
    text = words_in(out)
    assert "Ayşe Örnek" in text
    assert not [secret for secret in office.secrets if secret in text]
    assert "internal" not in text
    assert (written.released, written.withheld) == (before.released, before.withheld)
    assert sum(written.withheld.values()) >= 3
    assert written.losses
    with office.store.read() as connection:
        told = ledger.disclosed_to(connection, request.recipient.id, office.case_id)
        entries = [e for e in audit.entries(connection) if e.recipient == request.recipient.id]
    assert len(told) == written.released
    assert entries
    if fmt != "xdomea":
        assert read_content(out.read_bytes()).format in {fmt, "graphml", "gexf"}


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_own_file_holds_all_and_says_that_it_is_internal(
    office: Office, tmp_path: Path, fmt: str
) -> None:
    out = tmp_path / "akte.x"
    written = write_case_file(office.store, office.case_id, None, fmt, out, language="en")
    text = words_in(out)
    assert all(secret in text for secret in office.secrets)
    assert "not for release" in text.casefold()
    assert written.ledger_id == ""


def test_nothing_is_left_where_nothing_may_go(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "akte.anx"
    out.write_text("vorher")
    bare = office.request(confirmed=frozenset())
    with pytest.raises(UserError) as caught:
        write_case_file(office.store, office.case_id, bare, "anx", out)
    assert (caught.value.key, caught.value.exit_code) == ("export.nothing", ExitCode.ANSWER_IS_NO)
    with pytest.raises(UserError) as caught:
        write_case_file(office.store, office.case_id, None, "ics", out)
    assert caught.value.key == "export.no_dates"
    with pytest.raises(UserError) as caught:
        write_case_file(office.store, office.case_id, None, "doc", out)
    assert caught.value.exit_code == ExitCode.USAGE
    assert out.read_text() == "vorher"
    assert [p.name for p in tmp_path.iterdir() if p.suffix in {".anx", ".neu"}] == ["akte.anx"]
