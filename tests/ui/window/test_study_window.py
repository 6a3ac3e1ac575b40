"""Die Studie im Fenster: vom leeren Datenspeicher bis zum Bericht, in der Reihenfolge des Programms."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest
from form_checks import faults
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sample_case import CHEAP, Sample
from study_ways import FRAME, STUDY_WAYS, at, form_at, make_study

from app.base.errors import UserError
from app.casework import cases
from app.office import study_book
from app.office.entries import add
from app.store.keyslots import KdfCost
from app.store.store import Store
from tests.unit.study.invented_careers import invented, write_files
from ui.application import Application
from ui.shell.main_window import MainWindow
from ui.study.careers_page import CareersPage
from ui.study.definition_form import DefinitionForm
from ui.study.definition_page import DefinitionPage
from ui.study.import_careers_form import ImportCareersForm
from ui.study.keylist_page import KeyListPage
from ui.study.matching_page import LockForm, MatchingPage
from ui.study.overview_page import OverviewPage
from ui.study.report_page import ReportPage
from ui.study.results_page import ResultsPage

Settled = Callable[[], None]
PLACES = [
    "overview",
    "definition",
    "careers",
    "matching",
    "results",
    "report",
    "keylist",
    "log",
    "help",
    "settings",
]


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key derivation that is not measured on this machine first."""
    monkeypatch.setattr(KdfCost, "calibrated", staticmethod(lambda seconds=1.0: CHEAP))


def enter(application: Application, path: Path, recovery: str, settled: Settled) -> MainWindow:
    application.start(path, recovery)
    settled()
    window = application.window
    assert isinstance(window, MainWindow)
    return window


def test_wenn_ich_eine_studie_anlege_dann_fuehrt_das_fenster_mich_bis_zum_bericht(
    application: Application, quick_keys: None, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    window = _make_in_the_unlock_window(application, tmp_path, settled)
    overview = at(window, "overview", OverviewPage, settled)
    assert list(overview.steps.lines) == ["definition", "careers", "matching", "results", "report"]
    assert "next" in overview.steps.lines["definition"].text()
    overview.steps.buttons["definition"].click()
    settled()
    _fix_the_definition(window, settled, qtbot)
    _bring_careers_in(window, tmp_path, settled, qtbot)
    _lock_the_pairs(window, settled, qtbot)
    _open_the_results(window, settled)
    _write_both(window, tmp_path, settled)
    overview = at(window, "overview", OverviewPage, settled)
    assert overview.view is not None
    assert overview.view.next is None
    assert overview.groups.rows[1][:2] == ("a", "15")


def _make_in_the_unlock_window(application: Application, folder: Path, settled: Settled) -> MainWindow:
    application.start()
    settled()
    unlock = application.unlock
    assert unlock is not None
    form, page = unlock.new_form, unlock.key_page
    assert form.field("project").isHidden()
    form.set_value("purpose", "study")
    assert (form.name.text(), form.field("project").isHidden()) == ("Study", False)
    form.folder.setText(str(folder))
    for key, value in {**FRAME, "end": "31.12.2001"}.items():
        form.set_value(key, value)
    for field in (form.passphrase, form.again):
        field.setText("vier gute lange Wörter")
    form.submit()
    settled()
    assert "no day to come" in form.error_at("end")
    assert not (folder / "Study.rundblick").exists()
    form.set_value("end", FRAME["end"])
    form.submit()
    settled()
    page.later.setChecked(True)
    page.reason.setText("kein Drucker")
    page.go.click()
    settled()
    window = application.window
    assert isinstance(window, MainWindow)
    assert list(window.places) == PLACES
    return window


def _fix_the_definition(window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    page = at(window, "definition", DefinitionPage, settled)
    page.fix.trigger()
    form = page.side.form
    assert isinstance(form, DefinitionForm)
    qtbot.keyClicks(form.field("group_a"), "mit Kennzeichnung")
    qtbot.keyClicks(form.field("group_b"), "ohne")
    form.set_value("bands", "18, 14")
    form.submit()
    settled()
    assert "ascending" in form.error_at("bands")
    form.set_value("bands", "14, 18, 21")
    form.set_value("resamples", "1000")
    form.set_value("main", "frequency")
    qtbot.keyClick(form.field("group_b"), Qt.Key.Key_Return)
    settled()
    assert page.side.isHidden()
    assert page.state.text().startswith("Fixed (")
    assert ("Group a", "mit Kennzeichnung") in page.facts.rows
    assert len(page.records.model.rows) == 1


def _bring_careers_in(window: MainWindow, folder: Path, settled: Settled, qtbot: QtBot) -> None:
    page = at(window, "careers", CareersPage, settled)
    careers, events = write_files(invented(), folder)
    good = events.read_text("utf-8")
    events.write_text(good.replace("A01,offence,", "A01,offence,-", 1), "utf-8")
    page.take_in.trigger()
    form = page.side.form
    assert isinstance(form, ImportCareersForm)
    form.set_value("careers", str(careers))
    form.set_value("events", str(events))
    form.submit()
    settled()
    assert "nothing was imported" in form.error_text()
    assert [row.text for row in page.problems.model.rows] == [
        "events.csv, row 2: A01: an offence lies before birth"
    ]
    assert page.table.model.rows == ()
    events.write_text(good, "utf-8")
    qtbot.keyClick(form.field("events"), Qt.Key.Key_Return)
    settled()
    assert page.problems.isHidden()
    assert len(page.table.model.rows) == 30
    assert "Checked: each code once" in page.state.text()


def _lock_the_pairs(window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    page = at(window, "matching", MatchingPage, settled)
    assert page.state.text().startswith("Tried, not locked: 15 pairs")
    assert study_book.history(window.session.store).matching is None
    page.lock.trigger()
    form = page.side.form
    assert isinstance(form, LockForm)
    qtbot.keyClick(form.submit_button, Qt.Key.Key_Return)
    settled()
    assert page.state.text().startswith("Locked: 15 pairs")
    assert not page.lock.isEnabled()
    locked = at(window, "definition", DefinitionPage, settled)
    assert locked.state.text().startswith("Locked")
    assert window.session.store.user in locked.state.text()
    careers = at(window, "careers", CareersPage, settled)
    assert not careers.take_in.isEnabled()
    assert "no careers are added" in careers.state.text()


def _open_the_results(window: MainWindow, settled: Settled) -> None:
    page = at(window, "results", ResultsPage, settled)
    assert "not opened yet" in page.empty.line()
    assert study_book.history(window.session.store).seen == ""
    page.open.trigger()
    assert page.progress.busy()
    settled()
    shown = page.results
    assert page.stack.currentWidget() is shown
    names = [row.cells[0] for row in shown.parameters.model.rows]
    assert len(names) == 8
    assert [n for n in names if "main outcome" in n] == [n for n in names if n.startswith("Frequency")]
    shown.parameters.table.selectRow(names.index("Onset (age in years)"))
    assert "365.25" in shown.formula.text()
    assert "Blumstein" in shown.formula.text()
    drawing = shown.curves.drawing.sheet.drawing
    assert drawing is not None
    assert "n = 30" in drawing.caption
    assert any("n = 30" in w.text for w in drawing.words)
    assert any(w.text == "15" for w in drawing.words)
    assert [row.id for row in shown.tests.model.rows] == ["0", "2", "3", "5"]
    assert study_book.history(window.session.store).seen


def _write_both(window: MainWindow, folder: Path, settled: Settled) -> None:
    page = at(window, "report", ReportPage, settled)
    page.write_report_to(folder / "bericht.pdf")
    settled()
    page.write_bundle_to(folder / "paket.zip")
    settled()
    assert [w.kind for w in page.written.model.rows] == ["report", "bundle"]
    assert (folder / "bericht.pdf").read_bytes().startswith(b"%PDF")
    with zipfile.ZipFile(folder / "paket.zip") as bundle:
        design = json.loads(bundle.read("design.json"))
    assert design["definitions"][0]["definition"]["main"] == "frequency"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A study with definition and careers, built once; tests work on copies."""
    folder = tmp_path_factory.mktemp("studies")
    return folder / "s.rundblick", make_study(folder / "s.rundblick", folder)


@pytest.fixture
def study(application: Application, built: tuple[Path, str], tmp_path: Path, settled: Settled) -> MainWindow:
    """The window over a copy of that study."""
    path = Path(shutil.copytree(built[0], tmp_path / "s.rundblick"))
    return enter(application, path, built[1], settled)


def test_wenn_ich_ein_formular_der_studie_oeffne_dann_ist_alles_benannt_und_der_fehler_steht_am_feld(
    study: MainWindow, settled: Settled
) -> None:
    told: list[object] = []
    study.session.refused.connect(told.append)
    wrong: list[str] = []
    for name in STUDY_WAYS:
        form = form_at(study, name, settled)
        assert type(form).__name__ == name
        wrong += [f"{name}: {fault}" for fault in faults(form, settled, told)]
    assert not wrong, "\n".join(wrong)


def test_wenn_ein_datenspeicher_eine_studie_ist_dann_gibt_es_darin_keinen_fall(
    study: MainWindow, sample: Sample
) -> None:
    assert list(study.places) == PLACES
    assert "Close case" not in {action.text() for action in study.actions()}
    store = study.session.store
    with pytest.raises(UserError, match="workspace of a study"):
        cases.create(store, "360-2026-001", "Muster", purpose="Test", legal_basis="§ 1")
    with pytest.raises(UserError, match="workspace of a study"):
        add(store, "trainings", {"title": "Muster"}, state="planned")
    office = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    with pytest.raises(UserError, match="is no study"):
        study_book.history(office)
    with pytest.raises(UserError, match="store of its own"):
        study_book.found(office, **FRAME)
    office.close()


def test_wenn_die_definition_nach_dem_ersten_blick_geaendert_wird_dann_mit_grund_und_fuer_alle_sichtbar(
    study: MainWindow, settled: Settled
) -> None:
    study_book.match_pairs(study.session.store)
    results = at(study, "results", ResultsPage, settled)
    results.open.trigger()
    settled()
    page = at(study, "definition", DefinitionPage, settled)
    page.fix.trigger()
    form = page.side.form
    assert isinstance(form, DefinitionForm)
    form.set_value("seed", "7")
    form.submit()
    assert "is empty" in form.error_at("reason")
    form.set_value("reason", "Anders gezählt")
    form.submit()
    settled()
    newest = page.records.model.rows[0]
    assert (newest.after_results, newest.reason) == (True, "Anders gezählt")
    assert page.state.text().startswith("Fixed")
    results = at(study, "results", ResultsPage, settled)
    assert results.stack.currentWidget() is results.empty
    assert not results.open.isEnabled()
    assert "changed 1 time after" in results.state.text()


def test_wenn_ich_das_berechnen_abbreche_dann_bleibt_vermerkt_dass_danach_gefragt_war(
    study: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    study_book.match_pairs(study.session.store)
    page = at(study, "results", ResultsPage, settled)
    page.open.trigger()
    qtbot.keyClick(page.progress.stop, Qt.Key.Key_Space)
    settled()
    assert page.stack.currentWidget() is page.empty
    assert page.progress.isHidden()
    assert page.open.isEnabled()
    assert study_book.history(study.session.store).seen


def test_wenn_das_einlesen_abgebrochen_wird_dann_bleibt_alles_wie_es_war(
    study: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    page = at(study, "careers", CareersPage, settled)
    before = study_book.load(study.session.store).sha256
    page.take_in.trigger()
    form = page.side.form
    assert isinstance(form, ImportCareersForm)
    files = write_files(invented(seed=2), tmp_path)
    for key, file in zip(("careers", "events"), files, strict=True):
        form.set_value(key, str(file))
    form.submit()
    settled()
    assert "already" in form.error_text()
    form.set_value("replace", "yes")
    form.submit()
    form.cancelled.emit()
    settled()
    assert study_book.load(study.session.store).sha256 == before


def test_wenn_gruppen_ungleich_sind_dann_sagt_es_ein_satz_und_die_paarung_nennt_den_grund(
    study: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    page = at(study, "careers", CareersPage, settled)
    page.take_in.trigger()
    form = page.side.form
    assert isinstance(form, ImportCareersForm)
    for key, file in zip(("careers", "events"), write_files(invented()[:-1], tmp_path), strict=True):
        form.set_value(key, str(file))
    form.set_value("replace", "yes")
    form.submit()
    settled()
    assert "group b has 14" in page.state.text()
    matching = at(study, "matching", MatchingPage, settled)
    assert matching.alone.model.rows[0].id.startswith("A")
    assert "paired with" in matching.alone.model.rows[0].reason
    matching.lock.trigger()
    asked = matching.side.form
    assert isinstance(asked, LockForm)
    asked.submit()
    settled()
    assert "group b has 14" in asked.error_text()
    assert study_book.history(study.session.store).matching is None


def test_wenn_die_schluesselliste_verschluesselt_wird_dann_liegt_sie_getrennt_und_nichts_bleibt_hier(
    study: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    page = at(study, "keylist", KeyListPage, settled)
    keeper = pyrage.x25519.Identity.generate()
    source, out = tmp_path / "liste.csv", tmp_path / "liste.age"
    rows = "".join(f"{c.code},Muster-{no}\n" for no, c in enumerate(invented()))
    source.write_text(f"code,reference\n{rows}", "utf-8")
    page.form.set_value("source", str(source))
    page.form.set_value("recipient", "age1muster")
    page.form.set_value("out", str(out))
    page.form.submit()
    settled()
    assert "no public key of age" in page.form.error_at("recipient")
    page.form.set_value("recipient", str(keeper.to_public()))
    page.form.submit()
    settled()
    assert "Destroy liste.csv" in page.done.text()
    assert b"Muster-3" in pyrage.decrypt(out.read_bytes(), [keeper])
    assert page.form.value("source") == ""


def test_wenn_ich_zeilen_der_ergebnisse_kopiere_dann_stehen_die_grenzen_dabei(
    study: MainWindow, settled: Settled
) -> None:
    study_book.match_pairs(study.session.store)
    page = at(study, "results", ResultsPage, settled)
    page.open.trigger()
    settled()
    table = page.results.parameters
    table.table.selectRow(0)
    table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert "n = 30 is exploratory" in lines[0]
    assert lines[1].startswith("Onset")
