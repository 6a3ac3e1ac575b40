"""Auch was hinausgeht, viele Zeilen ändert oder löscht, zeigt, wie weit es ist, und lässt sich abbrechen."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import CHEAP, Sample
from sqlalchemy import text

from app.base import clock
from app.base.clock import today
from app.casework import agencies, cases
from app.handover import identities, key_trust
from app.handover.packages import seal_case
from app.policy.provisions import catalogue
from app.policy.release import ReleaseRequest
from app.policy.transmission_limits import limits
from app.store import tables
from app.store.store import Store
from ui.case.finding_forms import RemovalForm
from ui.case.table_forms import BulkForm, ExportForm, ReportForm
from ui.case.workspace import CaseWorkspace
from ui.exchange.exchange_forms import MergeForm
from ui.exchange.exchange_page import ExchangePage
from ui.office.review_forms import EraseForm
from ui.office.review_page import ReviewPage
from ui.shell.main_window import MainWindow
from ui.widgets.progress_row import ProgressRow

Settled = Callable[[], None]
# The log tells of looking; the drafts of writing.
# Counts are kept when somebody looked, whatever else is done.
_ASIDE = ("audit", "draft", "case_tally")
_AT_WORK = 4


@pytest.fixture
def gate(window: MainWindow) -> Iterator[threading.Event]:
    """Keeps the threads beside the window busy until it is set, so that nothing ends before the button."""
    opened = threading.Event()
    yield opened
    opened.set()


def shut(window: MainWindow, gate: threading.Event) -> None:
    tasks = window.session.tasks
    tasks.write(window, gate.wait, lambda _done: None)
    for _no in range(_AT_WORK):
        tasks.read(window, gate.wait, lambda _done: None)


def rows(store: Store) -> dict[str, list[str]]:
    with store.read() as connection:
        names = [name for name in tables.metadata.tables if name not in _ASIDE]
        return {n: sorted(map(repr, connection.execute(text(f"SELECT * FROM {n}")).all())) for n in names}


class Stopping:
    """Begins a job, presses Cancel while it is under way, and sees that nothing came of it."""

    def __init__(self, window: MainWindow, gate: threading.Event, settled: Settled, qtbot: QtBot) -> None:
        self.window, self.gate, self.settled, self.qtbot = window, gate, settled, qtbot

    def __call__(self, begin: Callable[[], object], row: ProgressRow, folder: Path) -> None:
        self.settled()
        store = self.window.session.store
        before, files = rows(store), sorted(folder.iterdir())
        shut(self.window, self.gate)
        begin()
        assert row.isVisible()
        assert row.label.text()
        self.qtbot.keyClick(row.stop, Qt.Key.Key_Space)
        assert not row.stop.isEnabled()
        self.gate.set()
        self.settled()
        assert row.isHidden()
        assert "Stopped" in self.window.messages.sentence.text()
        assert rows(store) == before
        assert sorted(folder.iterdir()) == files


@pytest.fixture
def stopping(window: MainWindow, gate: threading.Event, settled: Settled, qtbot: QtBot) -> Stopping:
    return Stopping(window, gate, settled, qtbot)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "aus"
    made.mkdir()
    return made


def request_of(case: CaseWorkspace, agency_id: str) -> ReleaseRequest:
    data = case.desk.data
    assert data is not None
    confirmed = frozenset((p.id, n) for p in catalogue().values() for n in range(1, len(p.conditions) + 1))
    confirmed |= {(x.key, 1) for x in limits()}
    day = today().isoformat()
    return ReleaseRequest(data.agencies[agency_id], "Prüfung", "Konferenz", day, confirmed=confirmed)


def tab_of(case: CaseWorkspace, key: str, settled: Settled) -> Any:
    case.show_tab(key)
    settled()
    return case.tabs[key]


def make_partner(window: MainWindow, tmp_path: Path) -> Store:
    """Another workstation; both trust each other."""
    here = window.session.store
    there, _key = Store.create(tmp_path / "Partner.rundblick", "eine andere Passphrase", cost=CHEAP)
    mine, theirs = identities.make_own(here, "Muster Raum 1"), identities.make_own(there, "Polizei Raum 7")
    key_trust.trust(here, theirs.public().to_text())
    key_trust.trust(there, mine.public().to_text())
    return there


def test_wenn_ich_das_versiegeln_abbreche_dann_gibt_es_kein_paket(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled, stopping: Stopping,
    folder: Path, tmp_path: Path,
) -> None:  # fmt: skip
    make_partner(window, tmp_path).close()
    case.desk.set_request(request_of(case, sample.police))
    tab = tab_of(case, "package", settled)
    next(iter(tab.partners.values())).setChecked(True)
    out = folder / "x.rundblick-paket"
    stopping(lambda: tab.seal_to(out), tab.progress, folder)
    assert tab.seal_button.isEnabled()
    tab.seal_to(out)
    settled()
    assert out.is_file()


def test_wenn_ich_das_zusammenfuehren_abbreche_dann_bleibt_alles_wie_es_war(
    window: MainWindow, settled: Settled, stopping: Stopping, folder: Path, tmp_path: Path
) -> None:
    there = make_partner(window, tmp_path)
    other = cases.create(there, "360-2026-777", "Fremder Fall", "Zweck", "Grundlage").ids[0]
    keys = [p.keys for p in identities.partners(there)]
    out = folder / "x.rundblick-paket"
    agencies.add(there, "A09", "Gewerbeamt Musterkreis")
    recipient = agencies.find(there, "Gewerbeamt Musterkreis")
    seal_case(there, other, ReleaseRequest(recipient, "Prüfung", "Konferenz", today().isoformat()), keys, out)
    there.close()
    window.go_to("exchange")
    settled()
    page = window.page()
    assert isinstance(page, ExchangePage)
    page.look_into(out)
    settled()
    form = page.form
    assert isinstance(form, MergeForm)
    stopping(form.submit, form.progress, folder)
    assert form.submit_button.isEnabled()
    form.submit()
    settled()
    assert len(cases.list_cases(window.session.store)) == 3


def test_wenn_ich_das_oeffnen_eines_pakets_abbreche_dann_wird_nichts_gezeigt(
    window: MainWindow, settled: Settled, stopping: Stopping, folder: Path
) -> None:
    window.go_to("exchange")
    settled()
    page = window.page()
    assert isinstance(page, ExchangePage)
    stopping(lambda: page.look_into(folder / "x.rundblick-paket"), page.progress, folder)
    assert page.form is None


def test_wenn_ich_die_seiten_oder_das_speichern_abbreche_dann_gibt_es_keine_unterlage(
    case: CaseWorkspace, settled: Settled, stopping: Stopping, gate: threading.Event, folder: Path
) -> None:
    tab = tab_of(case, "briefing", settled)
    stopping(tab.form.submit, tab.progress, folder)
    assert tab.form.submit_button.isEnabled()
    assert not tab.save_action.isEnabled()
    tab.form.submit()
    settled()
    assert tab.save_action.isEnabled()
    gate.clear()
    stopping(lambda: tab.save_to(folder / "x.pdf"), tab.progress, folder)
    assert tab.save_action.isEnabled()
    tab.save_to(folder / "x.pdf")
    settled()
    assert (folder / "x.pdf").is_file()


@pytest.mark.parametrize("key", ["timeline", "map"])
def test_wenn_ich_ein_bild_abbreche_dann_gibt_es_keine_datei(
    case: CaseWorkspace, settled: Settled, stopping: Stopping, folder: Path, key: str
) -> None:
    tab = tab_of(case, key, settled)
    tab.picture.ask()
    stopping(lambda: tab.picture.save_to(folder / "x.svg"), tab.picture.progress, folder)
    assert tab.picture.isVisible()
    assert tab.picture.form.submit_button.isEnabled()


def test_wenn_ich_eine_tabelle_abbreche_dann_gibt_es_keine_datei(
    case: CaseWorkspace, settled: Settled, stopping: Stopping, folder: Path
) -> None:
    tab = tab_of(case, "findings", settled)
    tab.listing.begin_export()
    form = tab.listing.side.form
    assert isinstance(form, ExportForm)
    form.set_value("reason", "Abgleich")
    stopping(lambda: tab.listing.save_to(form, folder / "x.csv", form.values()), form.progress, folder)
    assert form.submit_button.isEnabled()
    tab.listing.save_to(form, folder / "x.csv", form.values())
    settled()
    assert isinstance(tab.listing.side.form, ReportForm)


def test_wenn_ich_eine_aenderung_vieler_zeilen_abbreche_dann_ist_keine_geaendert(
    case: CaseWorkspace, settled: Settled, stopping: Stopping, folder: Path
) -> None:
    tab = tab_of(case, "findings", settled)
    tab.table.table.selectAll()
    tab.listing.begin_edit()
    settled()
    form = tab.listing.side.form
    assert isinstance(form, BulkForm)
    form.set_value("reason", "Richtigkeit bestritten")
    stopping(form.submit, form.progress, folder)
    assert tab.listing.side.form is form
    form.submit()
    settled()
    assert all(row.restricted for row in tab.table.model.shown_rows())


def test_wenn_ich_das_loeschen_abbreche_dann_ist_die_angabe_noch_da(
    case: CaseWorkspace, sample: Sample, settled: Settled, stopping: Stopping, folder: Path
) -> None:
    tab_of(case, "subjects", settled)
    case.desk.choose_subject(sample.person)
    settled()
    case.inspector.begin_removal(sample.name_finding)
    settled()
    form = case.inspector.form
    assert isinstance(form, RemovalForm)
    form.set_value("step", "erase")
    form.set_value("reason", "Frist abgelaufen")
    stopping(form.submit, form.progress, folder)
    assert form.submit_button.isEnabled()
    assert case.inspector.form is form


def test_wenn_ich_das_loeschen_faelliger_angaben_abbreche_dann_sind_sie_noch_da(
    window: MainWindow, settled: Settled, stopping: Stopping, folder: Path
) -> None:
    moment = clock.now() + dt.timedelta(days=730)
    clock.set_source(lambda: moment)
    try:
        window.go_to("reviews")
        settled()
        page = window.page()
        assert isinstance(page, ReviewPage)
        page.reviews.table.filter.setText("Erika")
        page.reviews.table.table.selectAll()
        settled()
        page.reviews.begin_erase()
        settled()
        form = page.reviews.form
        assert isinstance(form, EraseForm)
        assert page.reviews.deciding is not None
        form.set_value("reason", "Frist abgelaufen")
        stopping(form.submit, page.reviews.deciding, folder)
        assert page.reviews.form is form
        assert form.submit_button.isEnabled()
    finally:
        clock.set_source(None)
