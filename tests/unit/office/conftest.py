"""An encrypted store with the demo office in it, made once for the tests of the registers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.demo import office_seed
from app.store.keyslots import KdfCost
from app.store.store import Store

PASSPHRASE = "muster-passphrase"


def make_store(folder: Path) -> Store:
    store, _recovery = Store.create(
        folder / "x.rundblick", PASSPHRASE, user="muster", cost=KdfCost(128 * 1024, 1, 1)
    )
    return store


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the registers of the annual report; read it, do not change it."""
    store = make_store(tmp_path_factory.mktemp("office"))
    office_seed.seed(store)
    yield store
    store.close()


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    """A store without anything in it, for one test."""
    store = make_store(tmp_path)
    yield store
    store.close()
