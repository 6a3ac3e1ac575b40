"""Wenn jemand anfängt, dann steht zuerst da, was an diesem Platz gebraucht wird."""

import pytest
from pytestqt.qtbot import QtBot
from shown_parts import Settled, page_of

from app.base.clock import today
from app.office import enquiry_desk, entries, library_writing
from app.office.library_writing import Writing
from app.store.store import Store
from ui.library.library_page import LibraryPage
from ui.office.office_page import OfficePage
from ui.shell.desks import DESKS, order_of
from ui.shell.main_window import MainWindow
from ui.shell.start_page import StartPage


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> StartPage:
    return page_of(window, settled, "start", StartPage)


@pytest.mark.parametrize(
    ("desk", "first"),
    [
        ("analyst", "cases"),
        ("assistant", "dates"),
        ("enquiries", "enquiries"),
        ("prevention", "prevention"),
        ("knowledge", "library"),
        ("head", "work"),
        ("data_protection", "reviews"),
    ],
)
def test_wenn_ein_platz_gewaehlt_ist_dann_kommt_das_noetigste_zuerst(desk: str, first: str) -> None:
    assert desk in DESKS
    assert order_of(desk)[0] == first


def test_wenn_die_redaktion_anfaengt_dann_stehen_entwuerfe_und_abgelaufenes_zuerst(
    page: StartPage, window: MainWindow, store: Store, settled: Settled
) -> None:
    area = entries.add(store, "portal_areas", {"title": "Shisha"}).ids[0]
    old = library_writing.add(store, area, "sample", Writing("Altes", "x", valid_until="2020-12-31")).ids[0]
    library_writing.approve(store, old)
    library_writing.add(store, area, "sample", Writing("Entwurf Muster", "y"))
    page.arrange("knowledge")
    page.refresh()
    settled()
    assert page.library.isVisible()
    assert not page.enquiries.isVisible()
    lines = [(line.title, line.warn) for line in (row.line for row in page.library.rows)]
    assert lines == [("Altes", "due"), ("Entwurf Muster", "")]
    page.library.activated.emit(page.library.rows[0].line)
    settled()
    shown = window.page()
    assert isinstance(shown, LibraryPage)
    view = shown.documents.pane.view
    assert view is not None
    assert view.document.id == old


def test_wenn_die_praevention_anfaengt_dann_stehen_schritte_und_standorte_zuerst(
    page: StartPage, window: MainWindow, store: Store, settled: Settled
) -> None:
    entries.add(store, "ctc_sites", {"title": "Musterviertel", "phase": "4"})
    due = today().isoformat()
    step = {"title": "Plan vorstellen", "site": "Musterviertel", "phase": "4", "due": due}
    entries.add(store, "ctc_tasks", step)
    page.arrange("prevention")
    page.refresh()
    settled()
    lines = [row.line for row in page.prevention.rows]
    assert [line.title for line in lines] == ["CTC action plan: Plan vorstellen", "Musterviertel"]
    assert "0 of 1" in lines[1].detail
    page.prevention.activated.emit(lines[1])
    settled()
    shown = window.page()
    assert isinstance(shown, OfficePage)
    assert shown.panel is not None
    assert [row.texts["title"] for row in shown.panel.table.selected_rows()] == ["Musterviertel"]


def test_wenn_der_platz_wechselt_dann_hat_auch_was_spaeter_kommt_seinen_raum(
    page: StartPage, store: Store, settled: Settled, qtbot: QtBot
) -> None:
    page.arrange("enquiries")
    settled()
    asked = {"agency": "LKA", "region": "Hessen", "legal_basis": "§ 163 StPO", "subject": "Auskunft"}
    for _number in range(3):
        enquiry_desk.record(store, asked)
    page.refresh()
    settled()
    rows = page.enquiries.rows
    assert len(rows) == 3
    qtbot.waitUntil(lambda: all(row.height() >= row.minimumSizeHint().height() for row in rows))
