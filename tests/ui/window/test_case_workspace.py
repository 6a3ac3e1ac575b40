"""A case in the window: selecting, correcting, adding, measures, and what is delivered."""

from pathlib import Path

from case_looks import data_of, shown_values
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample
from shown_parts import Settled, tab_of

from ui.case.finding_forms import AddFindingForm
from ui.case.import_form import ImportForm
from ui.case.measures_tab import MeasuresTab
from ui.case.sources_tab import SourcesTab
from ui.case.table_tabs import FindingsTab, SubjectsTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow
from ui.widgets.badge import Badge
from ui.widgets.facet import RowFilter
from ui.widgets.inspector_form import FieldBlock
from ui.widgets.plain_label import PlainLabel


def select(case: CaseWorkspace, subject_id: str) -> SubjectsTab:
    case.show_tab("subjects")
    tab = case.tabs["subjects"]
    assert isinstance(tab, SubjectsTab)
    assert tab.table.select_where(lambda row: row.id == subject_id)
    return tab


def test_the_marking_stands_above_the_case(case: CaseWorkspace) -> None:
    assert case.marking.reference.text() == "360-2026-001"
    assert case.marking.eyes.text().startswith("internal")


def test_selecting_a_subject_shows_its_findings(case: CaseWorkspace, sample: Sample) -> None:
    select(case, sample.person)
    assert shown_values(case) == ["Erika Mustermann", "May 1981", "May 1980", "suspect"]
    titles = [block.findChildren(PlainLabel)[0].text() for block in
              case.inspector.subject.widget().findChildren(FieldBlock)]  # fmt: skip
    assert "Date of birth · 2 findings" in titles
    warned = [badge.text() for badge in case.inspector.subject.widget().findChildren(Badge)]
    assert any("2 values" in text for text in warned)


def test_the_subjects_narrow_by_type(case: CaseWorkspace) -> None:
    case.show_tab("subjects")
    tab = case.tabs["subjects"]
    assert isinstance(tab, SubjectsTab)
    assert len(tab.table.model.rows) == 5
    tab.table.narrow(RowFilter("", (("type", ("person",)),)))
    assert [row.caption for row in tab.table.model.shown_rows()] == ["Erika Mustermann"]
    assert [chip.text() for chip in tab.table.chips.chips] == ["Type: Person"]


def test_a_finding_tells_everything_known_of_it(case: CaseWorkspace, sample: Sample) -> None:
    select(case, sample.person)
    case.inspector.show_finding(sample.name_finding)
    detail = case.inspector.finding.detail
    assert detail is not None
    facts = dict(detail.facts)
    assert facts["Source"] == "GR-2026/17"
    assert facts["Agency"] == "Trade Office Musterstadt"
    assert facts["Grading"].startswith("A1")
    assert "GewO" in facts["Provision"]


def test_a_correction_shows_the_new_value_and_keeps_the_old(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled
) -> None:
    select(case, sample.person)
    case.inspector.begin_correction(sample.name_finding)
    form = case.inspector.form
    assert form is not None
    form.set_value("value", "")
    form.submit()
    settled()
    assert "“Name” is empty" in form.error_text()
    form.set_value("value", "Erika Musterfrau")
    form.submit()
    settled()
    assert data_of(case).caption(sample.person) == "Erika Musterfrau"
    successor = next(f for f in data_of(case).current if f.supersedes == sample.name_finding)
    case.inspector.show_finding(successor.id)
    detail = case.inspector.finding.detail
    assert detail is not None
    assert "Erika Mustermann" in detail.history[0]
    window.history.undo.trigger()
    settled()
    assert data_of(case).caption(sample.person) == "Erika Mustermann"


def test_a_wrong_value_is_said_beside_the_field(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    select(case, sample.person)
    case.inspector.begin_finding()
    form = case.inspector.form
    assert isinstance(form, AddFindingForm)
    form.set_value("property", "birth_date")
    form.set_value("value", "31.02.1980")
    form.submit()
    settled()
    assert "31.02.1980" in form.error_text()
    form.set_value("value", "12.02.1980")
    form.submit()
    settled()
    assert "1980-02-12" in {f.value for f in data_of(case).current}


def test_restricting_needs_a_reason(case: CaseWorkspace, sample: Sample, settled: Settled) -> None:
    case.inspector.begin_restriction(sample.name_finding, True)
    form = case.inspector.form
    assert form is not None
    form.submit()
    settled()
    assert "“Reason” is empty" in form.error_text()
    form.set_value("reason", "Berichtigung beantragt")
    form.submit()
    settled()
    assert data_of(case).findings[sample.name_finding].restricted


def test_a_node_can_be_added_by_keyboard_alone(case: CaseWorkspace, settled: Settled, qtbot: QtBot) -> None:
    case.new_node.trigger()
    form = case.inspector.form
    assert form is not None
    name = form.field("value")
    qtbot.keyClicks(name, "Max Beispiel")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    settled()
    assert "Role in the case" in form.error_text()
    role = form.field("role")
    qtbot.keyClicks(role, "wit")
    qtbot.keyClick(role, Qt.Key.Key_Return)
    settled()
    assert "why" in form.error_text().lower()
    reason = form.field("role_reason")
    qtbot.keyClicks(reason, "saw the hand-over")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    settled()
    assert "Max Beispiel" in data_of(case).captions.values()
    assert data_of(case).caption(case.desk.subject_id) == "Max Beispiel"


def test_what_an_agency_delivers_is_registered(case: CaseWorkspace, sample: Sample, settled: Settled) -> None:
    tab = tab_of(case, settled, "sources", SourcesTab)
    tab.begin_contribution()
    assert tab.form is not None
    tab.form.set_value("agency", sample.trade)
    tab.form.submit()
    settled()
    assert "“Title” is empty" in tab.form.error_text()
    tab.form.set_value("title", "Nachlieferung")
    tab.form.submit()
    settled()
    assert [row for row in tab.table.model.rows if row.contribution == "Nachlieferung"] == []
    assert len(tab.quarantine.rows) == 1


def test_a_measure_moves_on_and_explains_itself(case: CaseWorkspace, settled: Settled) -> None:
    tab = tab_of(case, settled, "measures", MeasuresTab)
    tab.begin_change(tab.measures.model.rows[0])
    assert tab.form is not None
    tab.form.set_value("state", "impossible")
    tab.form.submit()
    settled()
    assert "explanation" in tab.form.error_text()
    tab.form.set_value("result", "Betrieb ist abgemeldet.")
    tab.form.submit()
    settled()
    assert tab.measures.model.rows[0].state == "impossible"


def test_every_part_shows_the_case_and_finds_in_it(case: CaseWorkspace, settled: Settled) -> None:
    for key in case.tabs:
        case.show_tab(key)
        settled()
        case.find_here()
    findings = case.tabs["findings"]
    assert isinstance(findings, FindingsTab)
    assert len(findings.table.model.rows) == 9


def test_a_delivered_file_is_checked_and_then_imported(
    case: CaseWorkspace, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    file = tmp_path / "kanten.csv"
    file.write_text("1 2\n2 3\n3 1\n1 2\n", "utf-8")
    tab = tab_of(case, settled, "sources", SourcesTab)
    before = len(data_of(case).current)
    tab.begin_import(file)
    form = tab.form
    assert isinstance(form, ImportForm)
    form.set_value("agency", sample.trade)
    for part, code in (("means", "open_file"), ("person_category", "several"), ("interest", "fraud")):
        form.set_value(part, code)
    form.set_value("collecting_body", "Gewerbeamt Musterstadt")
    form.submit()
    settled()
    assert not form.error_text()
    assert len(data_of(case).current) == before
    form.submit()
    settled()
    assert len(data_of(case).current) > before
    assert tab.form is None


def test_a_file_that_cannot_be_read_says_so_and_changes_nothing(
    case: CaseWorkspace, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    tab = tab_of(case, settled, "sources", SourcesTab)
    tab.begin_import(tmp_path / "missing.csv")
    form = tab.form
    assert isinstance(form, ImportForm)
    form.set_value("agency", sample.trade)
    form.submit()
    settled()
    assert form.error_text()


def test_a_node_just_recorded_is_what_one_is_at(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    """Wenn ich einen Knoten erfasse, während ein anderer gewählt ist, dann bin ich beim neuen."""
    case.show_tab("subjects")
    select(case, sample.person)
    settled()
    tab = case.tabs["subjects"]
    assert isinstance(tab, SubjectsTab)
    case.begin_node()
    form = case.inspector.form
    assert form is not None
    form.fill({"type": "organisation", "value": "Muster Handel"})
    form.submit()
    settled()
    assert case.desk.data is not None
    assert case.desk.data.caption(case.desk.subject_id) == "Muster Handel"
    assert [row.id for row in tab.table.selected_rows()] == [case.desk.subject_id]
