"""The briefing in the window: pages that follow every choice, templates without code, what is printed."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox
from sample_case import Sample

from app.base.errors import UserError
from app.handover import briefing_templates as templates
from app.store import audit
from ui.case.briefing_tab import BriefingTab
from ui.case.sign_picture import picture_of
from ui.case.workspace import CaseWorkspace
from ui.shell import print_dialog
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect width="9" height="9"/></svg>'


@pytest.fixture
def tab(case: CaseWorkspace, settled: Settled) -> BriefingTab:
    case.show_tab("briefing")
    settled()
    found = case.tabs["briefing"]
    assert isinstance(found, BriefingTab)
    return found


def choose(tab: BriefingTab, key: str, value: str) -> None:
    """Choose as somebody does, who clicks."""
    field = tab.form.field(key)
    assert isinstance(field, QComboBox)
    place = field.findData(value)
    assert place >= 0
    field.setCurrentIndex(place)
    field.activated.emit(place)


def test_a_template_of_the_form_is_kept_and_the_pages_follow(
    tab: BriefingTab, settled: Settled, window: MainWindow, tmp_path: Path, qtbot: object
) -> None:
    tab.show_pages()
    settled()
    before = tab.pages.page_count()
    tab.begin_template()
    settled()
    form = tab.template_side.form
    assert form is not None
    assert not tab.form.isVisible()
    assert len(form.chosen_parts()) == 18
    form.submit()
    assert "“Name” is empty" in form.error_text()
    form.set_value("name", "Kurz")
    for row in range(2, form.parts.count()):
        form.parts.item(row).setCheckState(form.parts.item(13).checkState().Unchecked)
    form.set_value("text", "Bitte zurückgeben.")
    Image.new("L", (40, 20), 90).save(tmp_path / "z.png")
    form.take_sign(tmp_path / "z.png")
    form.submit()
    qtbot.waitUntil(lambda: tab.pages.page_count() < before and not tab.progress.busy(), timeout=20_000)
    settled()
    assert tab.form.isVisible()
    assert tab.form.value("template") == "Kurz"
    kept = templates.find(window.session.store, "Kurz")
    assert kept.parts == ("cover", "reading_aid")
    assert kept.logo
    assert [t.text_en for t in kept.texts] == ["Bitte zurückgeben."]


def test_a_wrong_template_says_what_is_wrong_and_the_form_stays(tab: BriefingTab, settled: Settled) -> None:
    tab.begin_template()
    settled()
    form = tab.template_side.form
    assert form is not None
    form.set_value("name", "x")
    form.parts.item(0).setCheckState(form.parts.item(0).checkState().Unchecked)
    form.submit()
    settled()
    assert "cover" in form.error_text()
    assert tab.template_side.form is form


def test_parts_move_and_another_choice_stops_what_is_being_made(
    tab: BriefingTab, settled: Settled, qtbot: object
) -> None:
    tab.begin_template()
    settled()
    form = tab.template_side.form
    assert form is not None
    form.parts.setCurrentRow(3)
    form.move_part(-1)
    assert form.chosen_parts()[2:4] == ["decisions", "situation"]
    tab.template_side.end()
    tab.show_pages()
    choose(tab, "language", "de")
    choose(tab, "language", "en")
    choose(tab, "language", "de")
    qtbot.waitUntil(lambda: tab.shown is not None and not tab.progress.busy(), timeout=20_000)
    settled()
    assert tab.shown.language == "de"
    assert tab.pages.page_count() >= 4


def test_a_career_comes_in_on_its_legal_basis_alone(
    tab: BriefingTab, settled: Settled, window: MainWindow, sample: Sample
) -> None:
    basis = tab.form.field("basis")
    assert not basis.isVisible()
    tab.show_pages()
    settled()
    before = tab.pages.page_count()
    choose(tab, "career", sample.person)
    assert basis.isVisible()
    assert tab.pages.page_count() == before
    tab.show_pages()
    settled()
    assert "legal basis" in tab.form.error_text()
    tab.form.set_value("basis", "§ 23 PolG NRW")
    choose(tab, "wealth", sample.person)
    tab.show_pages()
    settled()
    assert tab.shown.sheets == ("quarter", sample.person, sample.person, "§ 23 PolG NRW", False)
    with window.session.store.read() as connection:
        assert any("§ 23 PolG NRW" in entry.reason for entry in audit.entries(connection))
    choose(tab, "career", "")
    assert not basis.isVisible()
    assert tab.sheets.chosen()[2:] == ("", "", False)


def test_a_passphrase_makes_the_dispatch_edition(tab: BriefingTab, settled: Settled, tmp_path: Path) -> None:
    tab.show_pages()
    settled()
    tab.form.set_value("passphrase", "ein langes Passwort")
    tab.save_to(tmp_path / "x.pdf")
    settled()
    with pikepdf.Pdf.open(tmp_path / "x.pdf", password="ein langes Passwort") as pdf:
        assert pdf.encryption.R == 6


def test_pages_go_to_the_printer(tab: BriefingTab, settled: Settled, tmp_path: Path) -> None:
    tab.show_pages()
    settled()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    print_dialog.prepare(printer, "x", duplex=True)
    printer.setOutputFileName(str(tmp_path / "aus.pdf"))
    printer.setFromTo(1, 2)
    tab.print_on(printer, "360-1")
    settled()
    with pikepdf.Pdf.open(tmp_path / "aus.pdf") as pdf:
        assert len(pdf.pages) == 2
    assert tab.print_action.isEnabled()


def test_an_svg_becomes_a_png_and_a_wrong_one_is_refused(qtbot: object, tmp_path: Path) -> None:
    file = tmp_path / "z.svg"
    file.write_bytes(_SVG)
    assert picture_of(file).startswith(b"\x89PNG")
    file.write_bytes(b"no picture at all")
    with pytest.raises(UserError, match="SVG"):
        picture_of(file)
