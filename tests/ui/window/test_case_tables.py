"""The tables of a case: saved views, one step over many rows, rows as a file."""

import csv
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.clock import today
from app.casework import saved_views
from app.policy import ledger
from app.policy.provisions import catalogue
from app.policy.release import ReleaseRequest
from app.policy.transmission_limits import limits
from ui.case.sources_tab import SourcesTab
from ui.case.table_forms import BulkForm, ExportForm, ReportForm
from ui.case.table_tabs import FindingsTab, SubjectsTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow
from ui.widgets.facet import RowFilter

Settled = Callable[[], None]


def findings(case: CaseWorkspace, settled: Settled) -> FindingsTab:
    case.show_tab("findings")
    settled()
    tab = case.tabs["findings"]
    assert isinstance(tab, FindingsTab)
    return tab


def test_several_findings_are_restricted_and_undone_in_one_step(
    case: CaseWorkspace, window: MainWindow, settled: Settled
) -> None:
    tab = findings(case, settled)
    assert not tab.listing.edit.isEnabled()
    tab.table.narrow(RowFilter("", (("type", ("person",)),)))
    tab.table.table.selectAll()
    tab.listing.edit.trigger()
    settled()
    form = tab.listing.side.form
    assert isinstance(form, BulkForm)
    assert form.preview.text() == "4 findings of 2 agencies"
    form.submit()
    settled()
    assert "Reason" in form.error_text()
    form.set_value("reason", "Richtigkeit bestritten")
    form.submit()
    settled()
    assert [row.restricted for row in tab.table.model.shown_rows()] == [True] * 4
    window.history.undo.trigger()
    settled()
    assert not any(row.restricted for row in tab.table.model.rows)


def test_going_through_the_rows_leaves_the_keys_in_the_table(
    case: CaseWorkspace, settled: Settled, qtbot: QtBot
) -> None:
    tab = findings(case, settled)
    table = tab.table.table
    case.window().activateWindow()
    table.setFocus()
    table.selectRow(0)
    for _step in range(2):
        settled()
        assert table.hasFocus()
        qtbot.keyClick(table, Qt.Key.Key_Down)
    settled()
    chosen = tab.table.selected_rows()[0]
    assert case.inspector.finding_id == chosen.id
    qtbot.keyClick(table, Qt.Key.Key_Return)
    settled()
    assert case.inspector.isAncestorOf(case.window().focusWidget())


def test_what_cannot_be_done_is_said_before(case: CaseWorkspace, settled: Settled) -> None:
    tab = findings(case, settled)
    tab.table.table.selectAll()
    tab.listing.begin_edit()
    settled()
    form = tab.listing.side.form
    assert isinstance(form, BulkForm)
    form.set_value("kind", "lift")
    settled()
    assert form.preview.text() == "0 findings of 0 agencies; 9 cannot: not restricted (9)"
    assert not form.submit_button.isEnabled()
    form.set_value("kind", "extend")
    settled()
    assert form.preview.text() == "Name the new review day."
    form.set_value("day", "soon")
    settled()
    assert form.preview.text()
    assert not form.submit_button.isEnabled()


def test_a_saved_view_is_kept_and_shown_first(
    case: CaseWorkspace, settled: Settled, application: object
) -> None:
    tab = findings(case, settled)
    views = tab.listing.views
    tab.table.narrow(RowFilter("mu", (("standing", ("fact",)),)))
    tab.table.sort_by((("value", True),))
    views.begin_save()
    form = tab.listing.side.form
    assert form is not None
    form.submit()
    settled()
    assert "Name" in form.error_text()
    form.set_value("name", "Tatsachen")
    form.submit()
    settled()
    assert views.button.text() == "View: Tatsachen"
    views.make_default(True)
    settled()
    views.show("")
    assert tab.table.model.sorting == ()
    views.show("Tatsachen")
    assert tab.table.model.filter.codes("standing") == ("fact",)
    store = case.desk.session.store
    (kept,) = saved_views.of_place(store, "table/findings")
    assert (kept.name, kept.default) == ("Tatsachen", True)
    assert "mu" not in str(kept.data["chosen"])
    views.rename("Nur Tatsachen")
    settled()
    assert [view.name for view in views.known] == ["Nur Tatsachen"]
    views.remove()
    settled()
    assert saved_views.of_place(store, "table/findings") == ()


def test_rows_become_an_internal_file(case: CaseWorkspace, settled: Settled, tmp_path: Path) -> None:
    tab = findings(case, settled)
    tab.table.sort_by((("value", False),))
    tab.table.table.selectRow(0)
    tab.listing.begin_export()
    form = tab.listing.side.form
    assert isinstance(form, ExportForm)
    form.submit()
    assert "Reason" in form.error_text()
    form.set_value("scope", "shown")
    form.set_value("reason", "Abgleich")
    tab.listing.save_to(form, tmp_path / "liste.csv", form.values())
    settled()
    assert isinstance(tab.listing.side.form, ReportForm)
    (written,) = tmp_path.glob("liste*.csv")
    assert "internal" in written.name
    with written.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0][0].startswith("internal – not for release")
    assert [row[-1] for row in rows[2:]] == [row.id for row in tab.table.model.shown_rows()]


def test_rows_go_to_an_agency_through_the_release(
    case: CaseWorkspace, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    tab = findings(case, settled)
    data = case.desk.data
    assert data is not None
    confirmed = frozenset((p.id, n) for p in catalogue().values() for n in range(1, len(p.conditions) + 1))
    confirmed |= {(x.key, 1) for x in limits()}
    agency = data.agencies[sample.trade]
    day = today().isoformat()
    case.desk.set_request(ReleaseRequest(agency, "Prüfung", "Konferenz", day, confirmed=confirmed))
    tab.listing.begin_export()
    form = tab.listing.side.form
    assert isinstance(form, ExportForm)
    assert form.value("target") == "released"
    tab.listing.save_to(form, tmp_path / "amt.xlsx", form.values() | {"style": "xlsx"})
    settled()
    assert (tmp_path / "amt.xlsx").exists()
    with case.desk.session.store.read() as connection:
        entries = ledger.entries(connection, case_id=sample.case_id)
    assert {(e.kind, e.artefact_name) for e in entries} == {("table", "amt.xlsx")}


def test_copied_cells_say_that_they_are_internal(case: CaseWorkspace, settled: Settled, qtbot: QtBot) -> None:
    tab = findings(case, settled)
    tab.table.table.selectRow(0)
    qtbot.keyClick(tab.table.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    first = QGuiApplication.clipboard().text().split("\n")[0]
    assert first == "internal – not for release · 360-2026-001 · OPEN"


def test_roles_are_set_for_several_persons(case: CaseWorkspace, settled: Settled) -> None:
    case.show_tab("subjects")
    settled()
    tab = case.tabs["subjects"]
    assert isinstance(tab, SubjectsTab)
    tab.table.table.selectAll()
    tab.listing.begin_edit()
    settled()
    form = tab.listing.side.form
    assert isinstance(form, BulkForm)
    form.set_value("role", "witness")
    settled()
    assert form.preview.text() == "1 person; 4 cannot: no person (4)"
    form.set_value("reason", "im Bericht genannt")
    form.submit()
    settled()
    roles = [row.roles for row in tab.table.model.rows if row.type == "person"]
    assert roles == [("witness",)]


def test_contributions_have_a_table_of_their_own(case: CaseWorkspace, settled: Settled) -> None:
    case.show_tab("sources")
    settled()
    tab = case.tabs["sources"]
    assert isinstance(tab, SourcesTab)
    tab.tables.bar.setCurrentIndex(1)
    tab.find_here()
    view = tab.tables.contributions.view
    assert len(view.model.rows) == 3
    view.narrow(RowFilter("", (("date", ("2026-02-04", "")),)))
    assert view.model.rowCount() == 0
    view.narrow(RowFilter("streifen"))
    assert [row.title for row in view.model.shown_rows()] == ["Streifenbericht"]
