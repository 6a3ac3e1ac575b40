"""What the office publishes from its registers and its library holds that alone which may stand in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.exchange.keys import Identity, new_identity
from app.handover import identities, key_trust, library_packages, surveys
from app.handover.ctc_paper import write_site
from app.handover.library_handbook import write_handbook
from app.handover.office_calendar_file import write_calendar
from app.handover.office_issues_file import write_newsletter, write_overview
from app.handover.yearly_report import write_report
from app.policy import provisions
from app.store.store import Store
from tests.leaks.conftest import PASSPHRASE, QUICK
from tests.leaks.leak_scene import PARTNER, at_the_moment
from tests.leaks.marker_words import Markers
from tests.leaks.planted_registers import (
    AREA,
    DAY,
    SITE,
    SURVEY,
    plant_library,
    plant_newsletter,
    plant_operations,
    plant_provisions,
    plant_site,
    plant_situation,
    plant_survey,
    plant_threats,
)
from tests.leaks.unpacked_pieces import Openers, found, of_folder

Write = Callable[[Store, Path, Markers, Markers], object]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with at_the_moment():
        store, _recovery = Store.create(tmp_path / "x.rundblick", PASSPHRASE, user="muster", cost=QUICK)
        yield store
        store.close()
        provisions.announce(())  # the matrix of the next test is the shipped one again


@pytest.fixture(scope="module")
def partner() -> Identity:
    return new_identity(PARTNER, "2028-01-01")


def _newsletter(store: Store, out: Path, m: Markers, shown: Markers) -> object:
    issue = plant_newsletter(store, m, shown)
    return [write_newsletter(store, issue, out, language=said) for said in ("de", "en")]


def _overview(store: Store, out: Path, m: Markers, shown: Markers) -> object:
    plant_situation(store, m, shown)
    return write_overview(store, DAY, out)


def _calendar(store: Store, out: Path, m: Markers, shown: Markers) -> object:
    plant_threats(store, m, shown)
    return write_calendar(store, out / "k.ics")


def _survey(store: Store, out: Path, m: Markers, shown: Markers) -> object:
    plant_survey(store, m, shown)
    return [surveys.write_form(store, SURVEY, out / f"bogen.{ending}") for ending in ("pdf", "xlsx")]


def _year(store: Store, out: Path, m: Markers, shown: Markers) -> object:
    plant_operations(store, m, shown)
    return write_report(store, 2026, out / "year.pdf")


def _handbook(store: Store, out: Path, m: Markers, shown: Markers) -> object:
    plant_provisions(store, m, shown)
    return write_handbook(store, out, agency="A03")


def _site(store: Store, out: Path, m: Markers, shown: Markers) -> object:
    plant_site(store, m, shown)
    return write_site(store, SITE, out)


@pytest.mark.parametrize("write", [_newsletter, _overview, _calendar, _survey, _year, _handbook, _site])
def test_a_paper_of_the_registers_holds_what_it_is_about(
    office: Store, partner: Identity, tmp_path: Path, write: Write
) -> None:
    m, shown, out = Markers(), Markers("YQXV"), tmp_path / "out"
    out.mkdir()
    write(office, out, m, shown)
    left = list(of_folder(out, Openers(partner, "")))
    assert found(m, left) == {}
    assert set(found(shown, left)) == set(shown.places.values())


def test_an_area_of_the_library_goes_without_what_is_not_approved_or_not_open(
    office: Store, partner: Identity, tmp_path: Path
) -> None:
    m, shown, out = Markers(), Markers("YQXV"), tmp_path / "out"
    out.mkdir()
    plant_library(office, m, shown)
    identities.make_own(office, "Geschäftsstelle (Probe)")
    key_trust.trust(office, partner.public().to_text())
    keys = [identities.recipient(office, PARTNER)]
    library_packages.export_area(office, AREA, keys, out / "a.rundblick-bibliothek")
    left = list(of_folder(out, Openers(partner, "")))
    assert found(m, left) == {}
    assert set(found(shown, left)) == set(shown.places.values())
