"""Keys, partners, sealing a release, looking into the package and merging it on another workstation."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_case import CHEAP, Sample

from app.casework.cases import list_cases
from app.exchange.revocation import is_revocation
from app.handover import identities, key_trust
from app.store.store import Store
from ui.application import Application
from ui.case.package_tab import PackageTab
from ui.case.release_tab import ReleaseTab
from ui.case.workspace import CaseWorkspace
from ui.exchange.exchange_forms import KeyTextForm, MergeForm, ReplaceForm, RevokeForm, TakeOutForm, TrustForm
from ui.exchange.exchange_page import ExchangePage
from ui.exchange.exchange_query import write_key_file
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
    trust_form(page, settled)


def trust_form(page: ExchangePage, settled: Settled) -> None:
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
    own = exchange.keys.own
    assert exchange.fingerprint.text().splitlines() == [own.words, own.fingerprint]
    assert not exchange.make_action.isEnabled()


def test_the_life_of_keys(
    exchange: ExchangePage, partner: tuple[Path, str, Path], settled: Settled, tmp_path: Path
) -> None:
    """Seiten gehen hinaus, werden abgetippt, ersetzt und widerrufen."""
    before = exchange.keys.own if exchange.keys else None
    assert before is not None
    write_key_file(tmp_path / "blatt.pdf", before)
    assert (tmp_path / "blatt.pdf").read_bytes().startswith(b"%PDF")
    exchange.begin_text()
    assert isinstance(exchange.form, KeyTextForm)
    exchange.form.set_value("text", "rundblick-kennung/1")
    exchange.form.submit()
    assert "character is missing" in exchange.form.error_at("text")
    exchange.form.set_value("text", partner[2].read_text("utf-8"))
    exchange.form.submit()
    trust_form(exchange, settled)
    (row,) = exchange.partners.model.rows
    assert (row.name, row.usable, len(row.words.split())) == ("Polizei Raum 7", True, 12)
    exchange.partners.table.selectRow(0)
    exchange.begin_revoke()
    assert isinstance(exchange.form, RevokeForm)
    exchange.form.set_value("reason", "Rechner verloren, am Telefon gesagt")
    exchange.form.submit()
    settled()
    (row,) = exchange.partners.model.rows
    assert not row.usable
    assert not exchange.revoke_action.isEnabled()
    exchange.begin_replace()
    form = exchange.form
    assert isinstance(form, ReplaceForm)
    exchange.replace_own(form, "Platte verloren", tmp_path / "rundblick.widerruf")
    settled()
    after = exchange.keys.own
    assert after is not None
    assert after.sign_public != before.sign_public
    assert is_revocation((tmp_path / "rundblick.widerruf").read_text("utf-8"))


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
    key_trust.trust(store, own.to_text())
    store.close()
    application.start(partner[0], partner[1])
    settled()
    merged = merge(application.window, tmp_path / "muster.rundblick-paket", settled)
    assert merged == sent
    take_out(application.window, settled)


def take_out(window: MainWindow, settled: Settled) -> None:
    """Was vereinigt wurde, geht mit seinen Beiträgen wieder hinaus."""
    window.go_to("exchange")
    settled()
    page = window.page()
    assert isinstance(page, ExchangePage)
    page.merged.table.selectRow(0)
    page.begin_take_out()
    assert isinstance(page.form, TakeOutForm)
    page.form.set_value("reason", "versehentlich")
    page.form.submit()
    settled()
    assert [row.removable for row in page.merged.model.rows] == [False]
    assert [summary.findings for summary in list_cases(window.session.store)] == [0]


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
