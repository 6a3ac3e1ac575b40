"""The documents of a case: added, read, opened, searched, and a passage that becomes a finding."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from reportlab.pdfgen.canvas import Canvas
from sample_case import Sample

from app.casework.passages import Passage
from app.store import audit
from ui.case.document_forms import AttachForm, CopyForm, PassageForm, PasteForm
from ui.case.documents_tab import DocumentsTab
from ui.case.sources_tab import SourcesTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow
from ui.shell.search_query import find

Settled = Callable[[], None]
TEXT = "Halterin des Wagens ist Erika Mustermann.\nDas Kennzeichen lautet MU-ST 123.\n"


def made_pdf(*pages: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    for words in pages:
        canvas.drawString(40, 200, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def tab(case: CaseWorkspace, window: MainWindow, settled: Settled) -> DocumentsTab:
    """The documents of the sample's first case, in sight."""
    window.show()
    case.show_tab("documents")
    settled()
    found = case.tabs["documents"]
    assert isinstance(found, DocumentsTab)
    return found


@pytest.fixture
def add(tab: DocumentsTab, tmp_path: Path, settled: Settled) -> Callable[[str, bytes], str]:
    """Adds a file through the form and returns the document's id."""

    def added(name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        tab.begin_files([path])
        assert isinstance(tab.side.form, AttachForm)
        tab.side.form.submit()
        settled()
        return next(row.id for row in rows(tab) if row.name == name)

    return added


def rows(tab: DocumentsTab):
    model = tab.table.model
    return [model.row_at(n) for n in range(model.rowCount())]


def test_a_file_is_added_read_and_listed(tab: DocumentsTab, add: Callable[[str, bytes], str]) -> None:
    add("Vermerk.txt", TEXT.encode())
    [row] = rows(tab)
    assert (row.name, row.text, row.size) == ("Vermerk.txt", "read", "1 kB")
    assert not tab.read_action.isEnabled()
    assert not tab.side.isVisible()


def test_what_was_added_can_be_undone_from_the_message(
    window: MainWindow, tab: DocumentsTab, add: Callable[[str, bytes], str], settled: Settled
) -> None:
    add("Vermerk.txt", TEXT.encode())
    assert window.messages.sentence.text() == "Document added"
    assert window.messages.button.isVisible()
    window.history.take_back()
    settled()
    assert rows(tab) == []


def test_adding_a_large_file_can_be_stopped(tab: DocumentsTab, tmp_path: Path, settled: Settled) -> None:
    path = tmp_path / "gross.bin"
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    tab.begin_files([path])
    form = tab.side.form
    assert isinstance(form, AttachForm)
    form.kept.progress.cancel()
    form.submit()
    settled()
    assert form.error_text().startswith("Nothing was added.")
    tab.begin_files([path])
    form = tab.side.form
    assert isinstance(form, AttachForm)
    seen: list[tuple[int, int]] = []
    form.kept.progressed.connect(lambda done, total: seen.append((done, total)))
    form.submit()
    settled()
    assert seen == [(0, 40 << 20), (16 << 20, 40 << 20)]
    assert [row.size for row in rows(tab)] == ["40.0 MB"]


def test_dropped_files_ask_for_their_contribution(tab: DocumentsTab, tmp_path: Path) -> None:
    path = tmp_path / "Vermerk.txt"
    path.write_text(TEXT)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.org/nichts")])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    tab.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, key))
    assert isinstance(tab.side.form, AttachForm)


def test_a_text_from_the_clipboard_becomes_a_document(tab: DocumentsTab, settled: Settled) -> None:
    QGuiApplication.clipboard().setText(TEXT)
    tab.begin_paste()
    form = tab.side.form
    assert isinstance(form, PasteForm)
    form.set_value("name", "Anruf")
    form.submit()
    settled()
    assert [row.name for row in rows(tab)] == ["Anruf.txt"]


def test_a_hostile_file_is_one_sentence_in_the_list_and_in_its_place(
    tab: DocumentsTab, add: Callable[[str, bytes], str], settled: Settled
) -> None:
    document_id = add("kaputt.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20)
    assert rows(tab)[0].text == "The document is damaged or not what it says it is."
    tab.open_document(document_id)
    settled()
    assert tab.viewer.empty.isVisible()
    assert tab.viewer.empty.line() == "The document is damaged or not what it says it is."


def test_pages_are_drawn_as_they_come_into_sight_and_turned(
    tab: DocumentsTab, add: Callable[[str, bytes], str], settled: Settled
) -> None:
    tab.open_document(add("Bogen.pdf", made_pdf("Erste Seite", "Zweite Seite", "Dritte Seite")))
    settled()
    viewer = tab.viewer
    assert viewer.pages.page_count() == 3
    assert viewer.bar.page.text() == "Page 1 of 3"
    viewer.bar.later.trigger()
    settled()
    assert viewer.bar.page.text() == "Page 2 of 3"
    viewer.bar.search.setText("dritte")
    settled()
    assert viewer.bar.hits.text() == "1 of 1"
    assert viewer.bar.page.text() == "Page 3 of 3"
    viewer.bar.zoom.activated.emit(0)
    QTest.keyClick(viewer.text, Qt.Key.Key_Escape)
    settled()
    assert tab.stack.currentIndex() == 0


def test_words_marked_on_the_page_are_words_of_the_text(
    tab: DocumentsTab, add: Callable[[str, bytes], str], settled: Settled
) -> None:
    tab.open_document(add("Bogen.pdf", made_pdf("Erika Mustermann")))
    settled()
    sheet = tab.viewer.pages.widget().layout().itemAt(0).widget()
    line = round(sheet.height() * (1 - 203 / 300))
    left, right = (round(sheet.width() * part) for part in (0.05, 0.95))
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=QPoint(left + 20, line))
    QTest.mouseMove(sheet, QPoint(round(sheet.width() * 0.2), line))
    QTest.mouseMove(sheet, QPoint(round(sheet.width() * 0.35), line))
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(right, line))
    assert tab.viewer.passage is not None
    assert "ika Muster" in tab.viewer.passage.cut(tab.viewer.shown.text.pages)


def test_a_passage_becomes_a_finding_and_the_finding_opens_the_passage(
    case: CaseWorkspace, tab: DocumentsTab, add: Callable[[str, bytes], str], sample: Sample, settled: Settled
) -> None:
    document_id = add("Vermerk 😀.txt", ("😀 " + TEXT).encode())
    tab.open_document(document_id)
    settled()
    start = ("😀 " + TEXT).index("Erika Mustermann")
    tab.viewer.text.select(0, start, start + len("Erika Mustermann"))
    tab.viewer.bar.record.trigger()
    form = tab.side.form
    assert isinstance(form, PassageForm)
    form.set_value("subject", sample.person)
    assert form.value("value") == "Erika Mustermann"
    form.submit()
    settled()
    assert tab.side.form is None
    finding = case.desk.data.records.findings[-1]
    assert finding.place_in_source == f"p1:{start + 1}-{start + 16}"
    assert case.desk.data.sources[finding.source_id].document_id == document_id

    tab.show_list()
    case.show_tab("sources")
    sources = case.tabs["sources"]
    assert isinstance(sources, SourcesTab)
    settled()
    [row] = [row for row in sources.table.model.rows if row.document_id]
    sources.table.row_activated.emit(row)
    settled()
    assert tab.viewer.shown.id == document_id

    tab.show_list()
    case.show_tab("subjects")
    case.desk.choose_subject(sample.person)
    case.desk.finding_chosen.emit(finding.id)
    settled()
    assert case.inspector.finding.detail.has_passage
    case.inspector.finding.passage_wanted.emit(finding.id)
    settled()
    assert case.bar.key() == "documents"
    [marked] = tab.viewer.text.extraSelections()
    assert marked.cursor.selectedText() == "Erika Mustermann"


def test_a_value_that_does_not_fit_stands_beside_its_field(
    tab: DocumentsTab, add: Callable[[str, bytes], str], sample: Sample, settled: Settled
) -> None:
    tab.open_document(add("Vermerk.txt", TEXT.encode()))
    settled()
    tab.begin_finding(Passage(1, 1, 8), "Halterin")
    form = tab.side.form
    assert isinstance(form, PassageForm)
    form.set_value("subject", sample.person)
    form.set_value("property", "birth_date")
    form.submit()
    settled()
    assert form.error_text()
    assert tab.side.form is form


def test_a_passage_that_names_an_origin_is_asked_about(
    tab: DocumentsTab, add: Callable[[str, bytes], str], sample: Sample, settled: Settled
) -> None:
    tab.open_document(add("Vermerk.txt", TEXT.encode()))
    settled()
    tab.begin_finding(Passage(1, 1, 8), "gehört zum Clan")
    form = tab.side.form
    assert isinstance(form, PassageForm)
    form.set_value("subject", sample.person)
    form.set_value("property", "statement")
    form.submit()
    settled()
    assert "Needed here?" in form.error_text()
    form.set_value("origin_reason", "Zitat")
    form.submit()
    settled()
    assert tab.side.form is None


def test_a_word_inside_a_document_leads_from_the_search_to_the_document(
    window: MainWindow, case: CaseWorkspace, tab: DocumentsTab, add: Callable[[str, bytes], str],
    settled: Settled,
) -> None:  # fmt: skip
    document_id = add("Vermerk.txt", TEXT.encode())
    [hit] = find(window.session.store, "Halterin").rows
    assert (hit.id, hit.tab) == (document_id, "documents")
    assert "[Halterin]" in hit.snippet
    case.show_tab("overview")
    window.session.case_wanted.emit(hit.case_id, hit.tab, hit.id)
    settled()
    assert tab.viewer.shown.id == document_id
    assert tab.viewer.isVisible()


def test_a_copy_needs_a_reason_and_stands_in_the_log(
    window: MainWindow, tab: DocumentsTab, add: Callable[[str, bytes], str], tmp_path: Path, settled: Settled
) -> None:
    tab.open_document(add("Vermerk.txt", TEXT.encode()))
    settled()
    tab.begin_copy()
    form, out = tab.side.form, tmp_path / "Kopie.txt"
    assert isinstance(form, CopyForm)
    tab.save_copy(form, out, {"reason": ""})
    settled()
    assert form.error_text()
    tab.save_copy(form, out, {"reason": "Akteneinsicht"})
    settled()
    assert out.read_text() == TEXT
    with window.session.store.read() as connection:
        reasons = [e.reason for e in audit.entries(connection) if e.action == "disclosure"]
    assert reasons == ["Akteneinsicht"]


def test_taking_the_document_back_closes_it(
    window: MainWindow, tab: DocumentsTab, add: Callable[[str, bytes], str], settled: Settled
) -> None:
    tab.open_document(add("Vermerk.txt", TEXT.encode()))
    settled()
    window.history.take_back()
    settled()
    assert tab.stack.currentIndex() == 0
    assert rows(tab) == []


def test_opening_is_logged_once_per_sitting(
    window: MainWindow, tab: DocumentsTab, add: Callable[[str, bytes], str], settled: Settled
) -> None:
    document_id = add("Vermerk.txt", TEXT.encode())
    for _round in range(2):
        tab.open_document(document_id)
        settled()
    with window.session.store.read() as connection:
        looked = [e for e in audit.entries(connection) if "Document opened" in e.detail]
    assert len(looked) == 1
