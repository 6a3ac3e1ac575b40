"""Geldflüsse und Laufbahn im Fenster: jede Seite, die Tabelle daneben, die Rechtsgrundlage vorweg."""

from collections.abc import Callable

from sample_case import Sample

from app.casework import cases, findings, subjects
from app.casework.findings import Statement
from ui.case.career.career_tab import CareerTab
from ui.case.career.intervention_form import InterventionForm
from ui.case.money.money_tab import MoneyTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


def test_geld_und_laufbahn_von_der_zahlung_bis_zum_eingriffspunkt(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    store, case_id = window.session.store, sample.case_id
    held = cases.records(store, case_id).findings
    source = next(f.source_id for f in held if f.id == sample.name_finding)
    yes = Statement("exists", "yes", source)
    link = subjects.add_link(store, case_id, "pays", sample.company, sample.person, [yes]).ids[0]
    findings.record(store, case_id, link, Statement("amount", "1200 EUR", source, valid_from="2025-03"))
    owns = subjects.add_link(store, case_id, "owns", sample.person, sample.company, [yes]).ids[0]
    findings.record(store, case_id, owns, Statement("share", "75", source))
    case.desk.load()
    case.show_tab("money")
    settled()
    money = case.tabs["money"]
    assert isinstance(money, MoneyTab)
    assert money.drawing.isVisible()
    assert "Erika Mustermann" in money.drawing.sheet.accessibleDescription()
    money.show_page("time")
    assert money.drawing.isVisible()
    money.show_page("owners")
    assert not money.drawing.isVisible()
    assert "25" in money.said.text()
    money.show_page("wealth")
    money.about.setCurrentIndex(money.about.findData(sample.person))
    assert "2025" in money.said.text()
    case.show_tab("career")
    settled()
    tab = case.tabs["career"]
    assert isinstance(tab, CareerTab)
    tab.person.setCurrentIndex(tab.person.findData(sample.person))
    tab.look()
    settled()
    assert tab.found is None
    assert tab.trouble.isVisible()
    assert not tab.point_action.isEnabled()
    tab.basis.setText("§ 23 PolG NRW")
    tab.look()
    settled()
    assert tab.found is not None
    assert "Mustermann" not in str(tab.found)
    tab.begin_point()
    form = tab.side.form
    assert isinstance(form, InterventionForm)
    for key, value in (
        ("text", "Ansprache"),
        ("day", "2026-03"),
        ("agency", "Polizei"),
        ("provision", "§ 8 PolG NRW"),
        ("basis", sample.name_finding),
    ):
        form.set_value(key, value)
    form.submit()
    settled()
    settled()
    assert [row.point.text for row in tab.found.points] == ["Ansprache"]
    tab.named.setChecked(True)
    settled()
    assert "Mustermann" in tab.found.person
