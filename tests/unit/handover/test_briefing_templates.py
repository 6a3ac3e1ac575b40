"""Templates in the store, and briefings that are made with them, locked, or printed."""

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from app.base.errors import UserError
from app.handover import briefing_templates as templates
from app.handover.briefings import briefing_for_printer, write_briefing
from app.policy import ledger
from tests.unit.handover.conftest import Office


@pytest.fixture
def declared(tmp_path: Path) -> Path:
    Image.new("L", (80, 40), 120).save(tmp_path / "wappen.png")
    file = tmp_path / "kurz.yaml"
    file.write_text("name: Kurz\nparts: [cover, sources]\nlogo: wappen.png\n", encoding="utf-8")
    return file


def test_a_template_is_saved_found_replaced_and_removed(office: Office, declared: Path) -> None:
    template = templates.read_file(declared)
    assert template.logo
    templates.save(office.store, template)
    templates.save(office.store, template)
    assert templates.names(office.store) == ("Kurz",)
    assert templates.find(office.store, "Kurz") == template
    templates.remove(office.store, "Kurz")
    assert templates.names(office.store) == ()
    with pytest.raises(UserError, match="Kurz"):
        templates.find(office.store, "Kurz")


@pytest.mark.parametrize("logo", ["../fremd.png", "fehlt.png", "kurz.yaml"])
def test_a_sign_lies_beside_its_template_and_is_a_picture(declared: Path, logo: str) -> None:
    declared.write_text(f"name: x\nlogo: {logo}\n", encoding="utf-8")
    with pytest.raises(UserError, match="logo"):
        templates.read_file(declared)


def test_a_template_only_leaves_out(office: Office, declared: Path, tmp_path: Path) -> None:
    template = templates.read_file(declared)
    whole = write_briefing(office.store, office.case_id, office.request(), tmp_path / "a.pdf")
    short = write_briefing(
        office.store, office.case_id, office.request(), tmp_path / "b.pdf", template=template
    )
    assert short.pages < whole.pages
    assert short.released == whole.released


def test_locked_copies_open_with_the_passphrase_alone(office: Office, tmp_path: Path) -> None:
    word = "zwölf Zeichen und mehr"
    made = write_briefing(
        office.store, office.case_id, office.request(), tmp_path / "x.pdf", copies=2, passphrase=word
    )
    for file in made.files:
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.Pdf.open(file)
        with pikepdf.Pdf.open(file, password=word) as pdf:
            assert pdf.encryption.R == 6
    assert len(made.ledger_ids) == 2


def test_a_short_passphrase_is_refused_before_anything_is_entered(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="too short"):
        write_briefing(office.store, office.case_id, office.request(), tmp_path / "x.pdf", passphrase="kurz")
    assert not (tmp_path / "x.pdf").exists()
    with office.store.read() as connection:
        assert ledger.entries(connection) == ()


def test_what_is_printed_is_entered_like_a_file(office: Office, tmp_path: Path) -> None:
    pdfs, ids = briefing_for_printer(
        office.store, office.case_id, office.request(), "360-1", copies=2, language="de"
    )
    assert len(pdfs) == len(ids) == 2
    assert pdfs[0] != pdfs[1]
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".pdf"] == []
    with office.store.read() as connection:
        assert {e.artefact_name for e in ledger.entries(connection)} == {"360-1"}
    own, none = briefing_for_printer(office.store, office.case_id, None, "360-1")
    assert own
    assert none == ()
