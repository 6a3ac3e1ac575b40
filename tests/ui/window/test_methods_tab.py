"""Die Methoden im Fenster: ein Barrieremodell, ein Vergleich, der Arbeitskreis am Beamer, die Prüfliste."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.base.method_records import MethodKind, PartKind
from app.casework import collection_plan, gaps, methods
from app.casework.quality_gate import Check
from app.conference import measures
from app.store.store import Store
from ui.case.briefing_tab import BriefingTab
from ui.case.cell_grid import QuietBlock
from ui.case.gaps_tab import GapsTab
from ui.case.methods.method_forms import CitationForm, MethodForm, PartForm, RatingForm
from ui.case.methods.methods_tab import MethodsTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow
from ui.widgets.badge import Badge

Settled = Callable[[], None]


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.session.store


@pytest.fixture
def tab(case: CaseWorkspace, settled: Settled) -> MethodsTab:
    case.show_tab("methods")
    settled()
    found = case.tabs["methods"]
    assert isinstance(found, MethodsTab)
    return found


def begin(tab: MethodsTab, settled: Settled, kind: MethodKind, template: str = "") -> None:
    tab.begin_method()
    form = tab.side.form
    assert isinstance(form, MethodForm)
    form.set_value("kind", kind.value)
    form.set_value("template", template)
    form.submit()
    settled()


def badges(tab: MethodsTab) -> set[str]:
    return {badge.text() for badge in tab.views.grid.findChildren(Badge)}


def test_ein_barrieremodell_von_der_vorlage_bis_zur_massnahme(
    tab: MethodsTab, store: Store, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    """Vorlage, scharfe Barriere, abgewiesene Person, Plan wird Maßnahme, der Arbeitskreis schreibt mit."""
    assert tab.stack.currentIndex() == 0
    begin(tab, settled, MethodKind.BARRIERS, "vehicle_hire")
    assert len(tab.views.grid.grid.rows) == 7
    assert badges(tab) >= {"▲ no active barrier"}
    assert "covered" not in badges(tab)
    tab.views.grid.focus_spot(0, 6)
    _row, key, block = tab.views.grid.current()
    assert key == "barrier"
    qtbot.keyClick(tab.views.grid.spots[0][6][0], Qt.Key.Key_Return)
    form = tab.side.form
    assert isinstance(form, PartForm)
    form.set_value("status", "active")
    form.set_value("provision", "")
    form.submit()
    settled()
    assert tab.side.form is form
    form.set_value("provision", "§ 29 GewO")
    form.set_value("agency_id", sample.trade)
    form.submit()
    settled()
    assert "covered" in badges(tab)
    assert tab.views.grid.current()[2] == block
    qtbot.keyClick(tab.views.grid.spots[1][1][-1], Qt.Key.Key_Return)
    person = tab.side.form
    assert isinstance(person, PartForm)
    name = tab.desk.data.caption(sample.person) if tab.desk.data else ""
    person.set_value("text", f"{name} holt das Fahrzeug ab")
    person.submit()
    settled()
    assert tab.side.form is person
    tab.side.leave()
    tab.plan_action.trigger()
    settled()
    assert tab.method is not None
    barrier = tab.method.part(block)
    agreed = {m.id: m.title for m in measures.of_case(store, sample.case_id)}
    assert agreed[barrier.measure_id] == barrier.text
    for page, rows in (("coverage", 7), ("orphans", None), ("quadrants", None), ("plan", None)):
        tab.show_page(page)
        assert tab.page() == tab.views.shown == page
        if rows is not None:
            assert len(tab.views.tables[page].model.rows) == rows
    tab.open_workshop()
    shop = tab.workshop
    assert shop is not None
    shop.grid.focus_spot(1, 2)
    qtbot.keyClicks(shop.line, "Abholung ohne Ausweis")
    qtbot.keyClick(shop.line, Qt.Key.Key_Return)
    settled()
    step = tab.method.of(PartKind.STEP)[1].id
    assert "Abholung ohne Ausweis" in [p.text for p in tab.method.of(PartKind.OPPORTUNITY, step)]
    assert shop.line.text() == ""
    qtbot.keyClick(shop, Qt.Key.Key_Escape)
    settled()
    assert tab.workshop is None


def test_ein_vergleich_von_der_ersten_zeile_bis_zur_frage_im_plan(
    tab: MethodsTab, case: CaseWorkspace, store: Store, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    """Eine Zeile, ihre Bewertung, Rang und Festigkeit; die Annahme wird Frage der Lückentabelle."""
    begin(tab, settled, MethodKind.HYPOTHESES)
    tab.begin_evidence()
    form = tab.side.form
    assert isinstance(form, CitationForm)
    qtbot.keyClick(form.field("typed"), Qt.Key.Key_Return)
    settled()
    tab.show_page("result")
    assert "Nothing is rated yet" in tab.views.result.sentences.text()
    tab.show_page("matrix")
    qtbot.keyClick(tab.views.grid.spots[0][1][0], Qt.Key.Key_Return)
    rating = tab.side.form
    assert isinstance(rating, RatingForm)
    assert tab.method is not None
    null, lawful = (h.id for h in tab.method.of(PartKind.HYPOTHESIS))
    rating.set_value(null, "II")
    rating.set_value(lawful, "C")
    rating.submit()
    settled()
    tab.show_page("result")
    ranked = tab.views.result.table.model.rows
    assert [line.cells[0] for line in ranked] == ["1", "2"]
    assert ranked[0].id == lawful
    assert "one person only" in tab.views.result.sentences.text()
    tab.show_page("assumptions")
    tab.add_action.trigger()
    assumption = tab.side.form
    assert isinstance(assumption, PartForm)
    assumption.set_value("text", "Die Halterdaten sind vollständig")
    assumption.set_value("note", "laut Auskunft")
    assumption.submit()
    settled()
    tab.views.tables["assumptions"].table.selectRow(0)
    tab.ask_action.trigger()
    settled()
    tab.views.tables["assumptions"].table.selectRow(0)
    tab.task_action.trigger()
    settled()
    (gap,) = gaps.of_case(store, sample.case_id)
    assert gap.text == "Die Halterdaten sind vollständig"
    assert collection_plan.of_case(store, sample.case_id)[0].gap_id == gap.id
    case.show_tab("gaps")
    settled()
    table = case.tabs["gaps"]
    assert isinstance(table, GapsTab)
    named = [b for b in table.grid.findChildren(QuietBlock) if b.accessibleName().startswith("Method:")]
    assert len(named) == 1
    named[0].activated.emit()
    settled()
    assert case.bar.key() == "methods"
    tab.begin_change()
    settled()
    methods.delete(store, methods.of_case(store, sample.case_id)[0].id)


def test_die_pruefliste_steht_bei_der_besprechungsunterlage_und_haelt_nichts_auf(
    case: CaseWorkspace, settled: Settled
) -> None:
    case.show_tab("briefing")
    settled()
    tab = case.tabs["briefing"]
    assert isinstance(tab, BriefingTab)
    found = {r.check for r in tab.quality.results if not r.passed}
    assert Check.NO_EXONERATING_SEARCH in found
    assert len(tab.quality.results) == len(Check)
    line = next(b for b in tab.quality.findChildren(QuietBlock) if b.accessibleName().startswith("▲"))
    line.activated.emit()
    settled()
    assert tab.form.submit_button.isEnabled()


def test_eine_methode_wird_allein_gedruckt_und_ihre_seiten_brechen_um(
    tab: MethodsTab, store: Store, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    begin(tab, settled, MethodKind.BARRIERS, "vehicle_hire")
    assert tab.print_action.isVisible()
    tab.print_form.ask()
    assert tab.print_form.isVisible()
    tab.print_form.save_to(tmp_path / "modell.pdf")
    settled()
    assert (tmp_path / "modell.pdf").read_bytes().startswith(b"%PDF")
    assert not tab.print_form.isVisible()
    bar = tab.pages
    wide, narrow = bar.heightForWidth(900), bar.heightForWidth(240)
    assert narrow > wide
    bar.choose("plan")
    assert tab.page() == tab.views.shown == "plan"
    bar.choose("nirgends")
    assert tab.page() == "plan"
    first = next(b for b in bar.findChildren(QToolButton) if b.isChecked())
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert tab.page() == bar.keys()[-2]
    methods.delete(store, methods.of_case(store, sample.case_id)[0].id)
