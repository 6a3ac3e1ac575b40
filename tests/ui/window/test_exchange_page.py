"""Keys, partners, sealing a release, looking into the package and merging it on another workstation."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_case import CHEAP, Sample

from app.casework.cases import list_cases
from app.handover import identities
from app.store.store import Store
from ui.application import Application
from ui.case.package_tab import PackageTab
from ui.case.release_tab import ReleaseTab
from ui.case.workspace import CaseWorkspace
from ui.exchange.exchange_forms import MergeForm, TrustForm
from ui.exchange.exchange_page import ExchangePage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


@pytest.fixture
def exchange(window: MainWindow, settled: Settled) -> ExchangePage:
    window.go_to("exchange")
    settled()
    page = window.page()
    assert isinstance(page, ExchangePage)
    page.begin_keys()
    assert page.form is not None
    page.form.set_value("name", "Muster Raum 1")
    page.form.submit()
    settled()
    return page


@pytest.fixture
def partner(tmp_path: Path) -> tuple[Path, str, Path]:
    """Another workstation: its store, its recovery key, and the file with its public keys."""
    path = tmp_path / "Partner.rundblick"
    store, recovery_key = Store.create(path, "eine andere Passphrase", cost=CHEAP)
    keys = identities.make_own(store, "Polizei Raum 7").public()
    store.close()
    key_file = tmp_path / "partner.kennung"
    key_file.write_text(keys.to_text(), "utf-8")
    return path, recovery_key, key_file


def trust(page: ExchangePage, key_file: Path, settled: Settled) -> None:
    page.begin_trust(key_file)
    settled()
    form = page.form
    assert isinstance(form, TrustForm)
    form.submit()
    settled()
    assert "not compared" in form.error_text()
    form.set_value("compared", "yes")
    form.submit()
    settled()


def test_own_keys_are_made_once(exchange: ExchangePage) -> None:
    assert exchange.keys is not None
    assert exchange.keys.own is not None
    assert exchange.fingerprint.text() == exchange.keys.own.fingerprint
    assert not exchange.make_action.isEnabled()


def test_a_key_counts_only_after_it_was_compared(
    exchange: ExchangePage, partner: tuple[Path, str, Path], settled: Settled
) -> None:
    trust(exchange, partner[2], settled)
    assert [row.name for row in exchange.partners.model.rows] == ["Polizei Raum 7"]


def test_a_file_that_is_no_key_is_refused(
    exchange: ExchangePage, window: MainWindow, tmp_path: Path, settled: Settled
) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(b"\xff\xfe no key")
    exchange.begin_trust(other)
    settled()
    assert "not the key" in window.messages.sentence.text()


def test_a_release_travels_to_the_partner(
    application: Application,
    exchange: ExchangePage,
    case: CaseWorkspace,
    sample: Sample,
    partner: tuple[Path, str, Path],
    settled: Settled,
    tmp_path: Path,
) -> None:
    trust(exchange, partner[2], settled)
    own = exchange.keys.own if exchange.keys else None
    assert own is not None
    sent = seal(case, sample, settled, tmp_path / "muster.rundblick-paket")
    application.lock()
    store = Store.open_with_recovery_key(partner[0], partner[1])
    identities.trust(store, own.to_text())
    store.close()
    application.start(partner[0], partner[1])
    settled()
    merged = merge(application.window, tmp_path / "muster.rundblick-paket", settled)
    assert merged == sent


def seal(case: CaseWorkspace, sample: Sample, settled: Settled, out: Path) -> int:
    """Seal everything the police may have, and return how many findings that is."""
    case.show_tab("release")
    settled()
    release = case.tabs["release"]
    assert isinstance(release, ReleaseTab)
    release.form.set_value("recipient", sample.police)
    release.recipient.activated.emit(release.recipient.currentIndex())
    settled()
    release.purpose.setText("Ermittlung")
    release.occasion.setText("Fallkonferenz 1")
    for box in release.conditions.boxes.values():
        box.setChecked(True)
    settled()
    assert release.preview is not None
    case.show_tab("package")
    settled()
    tab = case.tabs["package"]
    assert isinstance(tab, PackageTab)
    next(iter(tab.partners.values())).setChecked(True)
    tab.seal_to(out)
    settled()
    assert out.is_file()
    return len(release.preview.goes)


def merge(window: MainWindow, package: Path, settled: Settled) -> int:
    """Merge a package as a new case and return how many findings that case has."""
    window.go_to("exchange")
    settled()
    page = window.page()
    assert isinstance(page, ExchangePage)
    page.look_into(package)
    settled()
    assert isinstance(page.form, MergeForm)
    page.form.submit()
    settled()
    (summary,) = list_cases(window.session.store)
    assert window.page_key() == summary.header.id
    return summary.findings
