"""The place of the library: a document from its first word to its package, and the handbook to read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app.handover import identities, key_trust, library_packages
from app.office import library, library_groups
from app.office.library_groups import Reader, ReaderKind
from ui.library.document_forms import AreaSealForm, GroupForm, WritingForm
from ui.library.library_page import LibraryPage
from ui.shell.main_window import MainWindow
from ui.shell.rail import Rail

Settled = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> LibraryPage:
    window.resize(1366, 768)
    window.go_to("library")
    settled()
    found = window.page()
    assert isinstance(found, LibraryPage)
    return found


def write(page: LibraryPage, settled: Settled, **values: str) -> None:
    form = page.documents.side.form
    assert isinstance(form, WritingForm)
    for key, value in values.items():
        form.set_value(key, value)
    form.submit()
    settled()
    settled()


def test_a_document_is_written_approved_revised_found_and_closed(
    page: LibraryPage, window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    view, store = page.documents, window.session.store
    view.lay_out.trigger()
    settled()
    settled()
    assert view.areas.count() == 10
    view.new.trigger()
    write(page, settled, title="Ablauf Muster", text="## Schritte\n\n1. Losung Ulme", valid_from="31.31.2026")
    form = view.side.form
    assert isinstance(form, WritingForm)
    assert form.error_at("valid_from")
    write(page, settled, valid_from="2026-01-01")
    assert view.side.form is None
    row = view.chosen()
    assert row is not None
    assert (row.title, row.draft) == ("Ablauf Muster", True)
    view.approve.trigger()
    settled()
    settled()
    view.revise.trigger()
    write(page, settled, text="## Schritte\n\n1. Losung Esche")
    qtbot.waitUntil(lambda: view.pane.versions.count() == 2)
    view.pane.versions.setCurrentIndex(0)
    assert "Losung Esche" in view.pane.text.toPlainText()
    view.pane.compare.trigger()
    assert [line.kind for line in view.comparison.lines if line.kind != "same"]
    view.field.setText("Ulme")
    qtbot.waitUntil(lambda: len(view.table.model.rows) == 1)
    view.field.setText("Linde")
    qtbot.waitUntil(lambda: not view.table.model.rows)
    view.field.clear()
    view.groups.trigger()
    group = view.side.form
    assert isinstance(group, GroupForm)
    group.set_value("name", "Fachgruppe")
    group.set_value("persons", store.user)
    group.submit()
    settled()
    held = library_groups.groups(store)[0]
    assert held.open_to_me
    document = library.documents(store)[0]
    settled()
    view.open_document(document.id)
    qtbot.waitUntil(lambda: view.pane.view is not None)
    view.place.trigger()
    place = view.side.form
    assert place is not None
    place.set_value("group", held.id)
    place.submit()
    settled()
    library_groups.save_group(store, held.id, "Fachgruppe", [Reader(ReaderKind.PERSON, "Anna Muster")])
    page.refresh()
    settled()
    assert not view.table.model.rows


def test_the_handbook_is_read_and_written(page: LibraryPage, settled: Settled, tmp_path: Path) -> None:
    book = page.handbook
    page.parts.setCurrentWidget(book)
    book.topics.setCurrentIndex(book.topics.findData("welfare_fraud"))
    book.agencies.setCurrentRow(4)
    settled()
    assert book.book is not None
    assert "What may I give of my own accord?" in book.text.toPlainText()
    book.text.anchorClicked.emit(QUrl("#AO-31a"))
    assert book.text.verticalScrollBar().value() > 0
    book.write_to(tmp_path / "a.pdf", "A05")
    settled()
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_an_area_goes_out_sealed_and_is_shown_before_it_is_taken_over(
    page: LibraryPage, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    view, store = page.documents, window.session.store
    view.lay_out.trigger()
    settled()
    settled()
    view.areas.setCurrentRow(1)
    view.new.trigger()
    write(page, settled, title="Muster", text="Text")
    view.approve.trigger()
    settled()
    settled()
    if not identities.partners(store):
        identities.make_own(store, "Geschäftsstelle")
    key_trust.trust(store, identities.own(store).public().to_text(), compared="selbst")
    view.seal.trigger()
    settled()
    form = view.side.form
    assert isinstance(form, AreaSealForm)
    for partner_id, _name in form.partners:
        form.set_value(f"for_{partner_id}", "yes")
    package = tmp_path / "a.rundblick-bibliothek"
    view.desk.seal_to(form, form.values(), package)
    settled()
    assert package.exists(), form.error_text()
    page.open_package(package)
    settled()
    assert page.whole.currentWidget() is page.arrival
    assert not page.arrival.take.isEnabled()
    assert "Muster" in page.arrival.comparison.text.toPlainText()
    assert library_packages.inspect_area(store, package).compared


def test_nothing_of_a_text_is_fetched_or_run(page: LibraryPage) -> None:
    reader = page.documents.pane.text
    reader.show_markdown("![x](file:///etc/hostname) <b>fett</b> [weg](https://muster.example)")
    assert "<b>fett</b>" in reader.toPlainText()
    assert reader.loadResource(2, QUrl("file:///etc/hostname")) is None


def test_all_places_fit_on_768_pixels(page: LibraryPage, window: MainWindow, settled: Settled) -> None:
    settled()
    rail = window.findChild(Rail)
    scroll = rail.findChild(QScrollArea) if rail is not None else None
    assert isinstance(scroll, QScrollArea)
    assert scroll.verticalScrollBar().maximum() == 0
