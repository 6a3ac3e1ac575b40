"""Was mit einem Paket kam, im Fenster: Methode und Vorschriften anderer, woher eine Erkenntnis kam."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from sample_case import Sample

from app.base.method_records import EXONERATING, FINDING, NULL, MethodKind, PartKind
from app.base.provision_records import APPROVED, DataMark
from app.base.records import Delivery
from app.base.sent_records import SentMethod, SentPart, SentProvision
from app.casework import foreign_provisions, merge_union, methods
from app.casework.merge_records import HandedOn, Incoming
from app.store import tables
from app.store.audit import Action
from app.store.store import Store
from ui.case.methods.methods_tab import MethodsTab
from ui.case.workspace import CaseWorkspace
from ui.provisions.provisions_page import ProvisionsPage
from ui.provisions.wording_form import WordingForm
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
SIGNER = "Polizei Raum 7"
WORDS = SentProvision(
    "EIG-1", 1, "Vereinbarung", "Nr. 4", "Mitteilung bei Verdacht", "Auffälliges wird mitgeteilt.", "may",
    ("A01",), ("A03",), ("die Vereinbarung gilt",), (), True, False, "Ordner 3", "2026-01-01", "", APPROVED,
    "Beispiel", "2026-01-02",
)  # fmt: skip


def _part(name: str, kind: PartKind, no: int, role: str, text: str, cites: tuple[str, ...] = ()) -> SentPart:
    return SentPart(name, kind, no, "", role, text, "", "", "", "", "", 0, 0, "", "", False, cites, ())


@pytest.fixture
def arrived(window: MainWindow, sample: Sample, case: CaseWorkspace, settled: Settled) -> Store:
    """A package that brought a comparison, own words of a provision and a mark, on a finding that is here."""
    store = window.session.store
    fact = sample.name_finding
    parts = (
        _part("h1", PartKind.HYPOTHESIS, 1, NULL, "Es war nichts"),
        _part("h2", PartKind.HYPOTHESIS, 2, EXONERATING, "Es war erlaubt"),
        _part("e1", PartKind.EVIDENCE, 1, FINDING, "", (fact,)),
    )
    incoming = Incoming(
        "p" * 32, "key", sample.police, "2026-05-01T10:00:00Z", 3, Delivery(),
        (HandedOn("EIG-1", (1,), (fact,)),), (), SIGNER,
        (SentMethod("m" * 32, MethodKind.HYPOTHESES, "", parts),), (DataMark(fact, ("tax",)),), (WORDS,),
    )  # fmt: skip
    with store.write("Probe", Action.COMBINATION, case_id=sample.case_id, undoable=False) as work:
        merge_union.unite(work, sample.case_id, incoming)
        seen = {"package_id": "p" * 32, "signer": SIGNER, "sha256": "0" * 64, "case_id": sample.case_id}
        work.insert(tables.package_seen, {**seen, "merged_at": "2026-05-02T10:00:00Z"})
    case.desk.load()
    settled()
    return store


def test_eine_methode_anderer_bleibt_wie_sie_kam_und_wird_kopiert(
    arrived: Store, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    case.show_tab("methods")
    settled()
    tab = case.tabs["methods"]
    assert isinstance(tab, MethodsTab)
    assert tab.method is not None
    assert SIGNER in tab.chooser.currentText()
    assert "Police Musterstadt" in tab.question.text()
    assert len(tab.views.grid.grid.rows) == 1
    changing = (tab.change_method, tab.add_action, tab.evidence_action, tab.cite_action, tab.task_action)
    assert not any(action.isVisible() for action in changing)
    told: list[object] = []
    case.desk.session.refused.connect(told.append)
    tab.open_part(tab.method.of(PartKind.EVIDENCE)[0].id)
    assert tab.side.form is None
    assert [getattr(error, "key", "") for error in told] == ["method.sent"]
    tab.copy()
    settled()
    assert not tab.method.sender
    assert tab.change_method.isVisible()
    assert {bool(m.sender) for m in methods.of_case(arrived, sample.case_id)} == {True, False}


def test_eine_erkenntnis_sagt_woher_sie_kam_und_in_wessen_worten(
    arrived: Store, case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    assert arrived
    case.reveal("subjects", sample.person)
    settled()
    case.inspector.show_finding(sample.name_finding)
    settled()
    shown = "\n".join(label.text() for label in case.inspector.finding.findChildren(QLabel))
    for words in ("Police Musterstadt, package 3", "Nr. 4 Vereinbarung", WORDS.text, "Beispiel", "Tax data"):
        assert words.casefold() in shown.casefold(), words


def test_vorschriften_anderer_sind_zu_lesen_und_werden_uebernommen(
    arrived: Store, window: MainWindow, settled: Settled
) -> None:
    window.go_to("provisions")
    settled()
    page = window.page()
    assert isinstance(page, ProvisionsPage)
    (row,) = [r for r in page.entries.table.model.rows if r.id.startswith(foreign_provisions.PREFIX)]
    assert SIGNER in row.citation
    assert row.status == ""
    sheet = page.entries.sheet
    sheet.show_entry(row.id)
    settled()
    shown = "\n".join(label.text() for label in sheet.findChildren(QLabel))
    assert WORDS.text in shown
    assert SIGNER in shown
    assert sheet.form is None
    assert sheet.take_over is not None
    sheet.take_over.click()
    form = sheet.wording
    assert isinstance(form, WordingForm)
    assert form.value("id") == "EIG-1"
    form.set_value("reason", "übernommen")
    form.submit()
    settled()
    own = next(r for r in page.entries.table.model.rows if r.id == "EIG-1")
    assert own.status == "proposed"
    assert foreign_provisions.listed(arrived)
