"""An area of the library sealed, compared and taken over elsewhere; and the handbook as PDF."""

from pathlib import Path

import pikepdf
import pytest

from app.base.errors import UserError
from app.base.library_records import VersionState
from app.handover import identities, library_packages
from app.handover.library_handbook import write_handbook
from app.handover.packages import open_file
from app.office import library, library_areas, library_groups
from app.office import library_writing as writing
from app.office.library_comparing import Standing, side_by_side
from app.office.library_groups import Reader, ReaderKind
from app.office.library_receiving import delivery_of
from app.office.library_writing import NewFile, Writing
from app.store.store import Store

AREA = "Shisha"


@pytest.fixture
def paper(store: Store, partner: Store) -> str:
    """An approved document with a file, a draft and a closed document beside it."""
    for one in (store, partner):
        library_areas.lay_out(one)
    file = NewFile("Bogen.txt", b"Muster")
    made = writing.add(store, AREA, "good_practice", Writing("Modell", "Zeile 1\nZeile 2", file=file)).ids[0]
    writing.approve(store, made)
    writing.add(store, AREA, "sample", Writing("Entwurf"))
    closed = writing.add(store, AREA, "sample", Writing("Geschlossen")).ids[0]
    writing.approve(store, closed)
    group = library_groups.save_group(store, "", "G", [Reader(ReaderKind.PERSON, "muster")]).ids[0]
    writing.place(store, closed, AREA, "sample", group)
    return made


def sealed(store: Store, path: Path, *, closed: bool = False) -> Path:
    keys = [identities.recipient(store, "Zoll")]
    return library_packages.export_area(store, AREA, keys, path, closed=closed).path


def test_an_area_goes_and_comes_as_drafts(store: Store, partner: Store, paper: str, tmp_path: Path) -> None:
    package = sealed(store, tmp_path / "shisha.rundblick-bibliothek")
    assert b"Zeile" not in package.read_bytes()
    found = library_packages.inspect_area(partner, package)
    assert [(c.document.id, c.standing) for c in found.compared] == [(paper, Standing.NEW)]
    library_packages.take_over(partner, package)
    there = library.get(partner, paper)
    assert there.area == "Hookah"
    assert there.draft is not None
    assert "Geschäftsstelle" in there.versions[0].origin
    assert there.versions[0].file_name == "Bogen.txt"
    assert (
        library_packages.save_file(partner, paper, there.versions[0].id, tmp_path).read_bytes() == b"Muster"
    )
    assert list(library.search(partner, "Zeile")) == [paper]
    assert library_packages.inspect_area(partner, package).compared[0].standing is Standing.SAME
    with pytest.raises(UserError, match="nothing that is not here"):
        library_packages.take_over(partner, package)


def test_a_document_goes_on_without_whom_it_came_from(
    store: Store, partner: Store, paper: str, tmp_path: Path
) -> None:
    library_packages.take_over(partner, sealed(store, tmp_path / "shisha.rundblick-bibliothek"))
    writing.approve(partner, paper)
    assert "Geschäftsstelle" in library.get(partner, paper).versions[0].origin
    onward, _files = delivery_of(partner, "Hookah")
    assert [(d.id, d.versions[0].text, d.versions[0].origin) for d in onward.documents] == [
        (paper, "Zeile 1\nZeile 2", "")
    ]


def test_newer_older_and_both_sides_are_told_apart(
    store: Store, partner: Store, paper: str, tmp_path: Path
) -> None:
    first = sealed(store, tmp_path / "eins.rundblick-bibliothek")
    library_packages.take_over(partner, first)
    writing.approve(partner, paper)
    writing.revise(store, paper, Writing("Modell", "Zeile 1\nZeile zwei\nZeile 3"))
    writing.approve(store, paper)
    second = sealed(store, tmp_path / "zwei.rundblick-bibliothek")
    compared = library_packages.inspect_area(partner, second).compared[0]
    assert compared.standing is Standing.NEWER
    assert compared.mine is not None
    kinds = [line.kind for line in side_by_side(compared.mine.text, compared.theirs.text)]
    assert kinds == ["same", "changed", "right"]
    library_packages.take_over(partner, second)
    there = library.get(partner, paper)
    assert [(v.no, v.state) for v in there.versions] == [(2, VersionState.DRAFT), (1, VersionState.APPROVED)]
    assert there.shown("2999-01-01").no == 1
    assert library_packages.inspect_area(partner, first).compared[0].standing is Standing.OLDER
    writing.discard(partner, paper)
    writing.revise(partner, paper, Writing("Modell", "Eigenes"))
    assert library_packages.inspect_area(partner, second).compared[0].standing is Standing.DIVERGED


def test_closed_documents_go_only_when_asked_for(
    store: Store, partner: Store, paper: str, tmp_path: Path
) -> None:
    package = sealed(store, tmp_path / "a.rundblick-bibliothek", closed=True)
    found = library_packages.inspect_area(partner, package)
    assert {c.theirs.title for c in found.compared} == {"Modell", "Geschlossen"}
    library_packages.take_over(partner, package, chosen=[paper])
    assert [d.id for d in library.documents(partner)] == [paper]


def test_what_is_wrong_with_a_package_is_said(
    store: Store, partner: Store, paper: str, tmp_path: Path
) -> None:
    package = sealed(store, tmp_path / "a.rundblick-bibliothek")
    with pytest.raises(UserError, match="somebody else"):
        library_packages.inspect_area(store, package)
    raw = bytearray(package.read_bytes())
    raw[-20] ^= 1
    package.write_bytes(raw)
    with pytest.raises(UserError, match="damaged"):
        library_packages.inspect_area(partner, package)
    package.write_bytes(raw[:-400])
    with pytest.raises(UserError):
        library_packages.inspect_area(partner, package)
    with pytest.raises(UserError):
        open_file(partner, sealed(store, tmp_path / "b.rundblick-bibliothek"))
    with pytest.raises(UserError, match="Nothing in this area"):
        library_packages.export_area(
            store, "Verkehr", [identities.recipient(store, "Zoll")], tmp_path / "c.rundblick-bibliothek"
        )
    assert not (tmp_path / "c.rundblick-bibliothek").exists()
    assert library.get(store, paper)


@pytest.mark.parametrize(("language", "word"), [("de", "Polizei NRW"), ("en", "Customs")])
def test_the_handbook_is_a_tagged_pdf_with_chapters(
    store: Store, tmp_path: Path, language: str, word: str
) -> None:
    agency = "A01" if language == "de" else "A03"
    made = write_handbook(store, tmp_path, agency=agency, topic="welfare_fraud", language=language)
    with pikepdf.open(made.file) as pdf:
        assert len(pdf.pages) == made.pages > 3
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith(language)
        with pdf.open_outline() as outline:
            assert word in [item.title for item in outline.root]
