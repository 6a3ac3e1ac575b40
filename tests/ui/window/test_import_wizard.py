"""The import wizard as a user goes through it: from the file to findings, by keyboard, and back again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget, QTableWidgetItem
from sample_case import Sample

from app.casework import cases
from app.exchange.mapping import ColumnPart
from app.handover import import_profiles
from ui.exchange.exchange_page import ExchangePage
from ui.exchange.import_wizard import CHECK, FRAME, MAPPING, READING, ImportWizard
from ui.exchange.import_wizard_query import read_choices
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
LIST = (
    "Liste der Halter;;;;\n"
    "Name;Geburtsdatum;Kennzeichen;Marke;Nationalität\n"
    "Muster, Max;05.04.1980;K-MU 1;Musterwagen;x\n"
    "Muster, Mia;31.02.1990;K-MU 2;Musterwagen;x\n"
    "Muster, Moritz;gestern;K-MU 3;Musterwagen;x\n"
)


@pytest.fixture
def wizard(window: MainWindow, settled: Settled) -> ImportWizard:
    window.go_to("exchange")
    settled()
    page = window.page()
    assert isinstance(page, ExchangePage)
    page.file_action.trigger()
    settled()
    found = page.findChild(ImportWizard)
    assert isinstance(found, ImportWizard)
    return found


def press(wizard: ImportWizard, settled: Settled) -> None:
    QTest.keyClick(wizard.next, Qt.Key.Key_Space)
    settled()


def text_at(table: QTableWidget, row: int, column: int) -> str:
    item = table.item(row, column)
    assert item is not None
    return item.text()


def opened(wizard: ImportWizard, sample: Sample, folder: Path, settled: Settled) -> None:
    file = folder / "Liste Muster.csv"
    file.write_bytes(LIST.encode("cp1252"))
    wizard.cases.setCurrentIndex(wizard.cases.findData(sample.case_id))
    wizard.open_file(file)
    settled()


def test_from_the_file_to_findings_and_back(
    wizard: ImportWizard, window: MainWindow, sample: Sample, tmp_path: Path, settled: Settled
) -> None:
    store = window.session.store
    before = len(cases.records(store, sample.case_id).findings)
    opened(wizard, sample, tmp_path, settled)
    assert wizard.page() == READING
    fields = wizard.reading.fields
    assert [fields[k].currentText() for k in ("header", "encoding", "separator")] == [
        "row 2",
        "cp1252",
        "semicolon",
    ]
    assert wizard.next.hasFocus()
    # Another separator is another table; the old one brings it back.
    fields["separator"].setCurrentIndex(fields["separator"].findData(","))
    fields["separator"].activated.emit(0)
    settled()
    assert wizard.opened is not None
    assert wizard.opened.table is not None
    assert len(wizard.opened.table.columns) < 5
    wizard.open_file(tmp_path / "Liste Muster.csv")
    settled()
    press(wizard, settled)
    assert wizard.page() == MAPPING
    mapping = wizard.mapping.mapping()
    assert {s.node_type for s in mapping.subjects} == {"person", "vehicle"}
    wizard.mapping.draft.add_link()
    press(wizard, settled)
    assert wizard.page() == FRAME
    press(wizard, settled)
    assert "empty" in wizard.frame.error_at("agency")
    wizard.frame.set_value("agency", sample.police)
    press(wizard, settled)
    assert wizard.page() == CHECK
    assert not wizard.next.isEnabled()
    problems = wizard.check.problems
    assert [text_at(problems, at, 0) for at in range(problems.rowCount())] == ["4", "5"]
    problems.setItem(0, 4, QTableWidgetItem("28.02.1990"))
    problems.setCurrentCell(1, 4)
    QTest.keyClick(problems, Qt.Key.Key_Delete)
    settled()
    assert not wizard.check.upper.isVisible()
    wizard.check.profile_name.setText("Halterliste")
    wizard.check.keep_button.click()
    settled()
    assert [k.name for k in import_profiles.kept(store, sample.police)] == ["Halterliste"]
    press(wizard, settled)
    assert wizard.brought is not None
    assert len(wizard.brought.contributions) == 1
    wizard.take_back()
    settled()
    assert len(cases.records(store, sample.case_id).findings) == before


def test_what_is_missing_is_said_and_escape_goes_back(
    wizard: ImportWizard, window: MainWindow, sample: Sample, tmp_path: Path, settled: Settled
) -> None:
    opened(wizard, sample, tmp_path, settled)
    wizard.cases.setCurrentIndex(0)
    press(wizard, settled)
    wizard.mapping.draft.columns.clear()
    press(wizard, settled)
    assert (wizard.page(), wizard.error.isVisible()) == (MAPPING, True)
    wizard.mapping.draft.columns[0] = ColumnPart("Name", "a", "name")
    assert "No column" in wizard.error.text()
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.page() == READING
    broken = tmp_path / "kaputt.graphml"
    broken.write_text('<!DOCTYPE g [<!ENTITY a "b">]><graphml>&a;</graphml>')
    wizard.open_file(broken)
    settled()
    assert "entities" in wizard.error.text()
    assert not wizard.next.isEnabled()
    place = window.page()
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    settled()
    assert place is not None
    assert place.findChild(ImportWizard) is None


KIN = "Name;Angehöriger;Herkunft der Angabe\nMuster, Max;Muster, Mia;x\nMuster, Max;Muster, Moritz;y\n"


def test_kinship_by_keyboard_with_its_reason_and_a_column_of_its_own_grading(
    wizard: ImportWizard, window: MainWindow, sample: Sample, tmp_path: Path, settled: Settled
) -> None:
    file = tmp_path / "Angehörige.csv"
    file.write_text(KIN, "utf-8")
    wizard.cases.setCurrentIndex(wizard.cases.findData(sample.case_id))
    wizard.open_file(file)
    settled()
    press(wizard, settled)
    page = wizard.mapping
    page.draft.set_type(0, "person")
    page.draft.add_subject()
    page.draft.set_type(1, "person")
    for at, (part, meaning) in enumerate((("a", "name"), ("b", "name"), ("a-b", "note"))):
        page.draft.set_column(at, part, meaning)
    page.draft.add_link()
    page.draft.set_link(0, "a", "b", "family_documented")
    page.draft.set_column(2, "a-b", "note")
    page.parts.changed.emit()
    press(wizard, settled)
    assert (wizard.page(), "legal question" in wizard.error.text()) == (MAPPING, True)
    (reason,) = [f for f in page.parts.findChildren(QLineEdit) if f.isVisible()]
    reason.setFocus()
    QTest.keyClicks(reason, "§ 52 StPO")
    # The last column says of itself how it is graded and labelled; Enter leads into its form and back.
    says = page.table.cellWidget(2, 4)
    assert isinstance(says, QPushButton)
    says.setFocus()
    QTest.keyClick(says, Qt.Key.Key_Space)
    form = page.form
    assert form is not None
    assert not page.both.isVisible()
    form.set_value("handling", "H2")
    form.set_value("reliability", "B")
    form.set_value("means_own", "eigene Angabe")
    form.set_value("means", "_own")
    press(wizard, settled)
    assert (wizard.page(), page.form) == (MAPPING, None)
    again = page.table.cellWidget(2, 4)
    assert isinstance(again, QPushButton)
    assert again.hasFocus()
    assert again.text() == "B, H2, label"
    press(wizard, settled)
    wizard.frame.set_value("agency", sample.police)
    wizard.frame.set_value("interest", "_own")
    wizard.frame.set_value("interest_own", "Eigentum")
    press(wizard, settled)
    assert wizard.page() == CHECK
    wizard.check.profile_name.setText("Angehörige")
    wizard.check.keep_button.click()
    settled()
    press(wizard, settled)
    assert wizard.brought is not None
    records = cases.records(window.session.store, sample.case_id)
    assert not {f.value for f in records.findings} & {"§ 52 StPO", "x"}
    assert len(wizard.brought.contributions) == 2
    (kept,) = import_profiles.kept(window.session.store, sample.police)
    assert kept.profile.label_of_law is not None
    assert kept.profile.label_of_law.interest == "Eigentum"
    # The profile brings back what was chosen, the agency and the label too.
    wizard.frame.set_value("interest", "")
    wizard.frame.set_value("agency", "")
    choices = read_choices(window.session.store)
    (chosen,) = [value for value, words in choices.profiles if words.startswith("Angehörige (Police")]
    assert choices.owners[chosen] == sample.police
    wizard.frame.show_grading(kept.profile)
    assert wizard.frame.values()["interest"] == "Eigentum"
