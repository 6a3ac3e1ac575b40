"""The demo store, built once in a real encrypted store, and its cases as records."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.records import CaseRecords
from app.casework import cases
from app.demo.build import DemoResult, build
from app.store.keyslots import KdfCost
from app.store.store import Store


def new_store(folder: Path) -> Store:
    store, _recovery = Store.create(
        folder / "x.rundblick",
        "muster-passphrase",
        user="muster",
        cost=KdfCost(128 * 1024, 1, 1),
    )
    return store


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, DemoResult]]:
    """A store with the whole demo in it; read it, do not change it."""
    store = new_store(tmp_path_factory.mktemp("demo"))
    yield store, build(store)
    store.close()


@pytest.fixture(scope="session")
def synthetic(demo: tuple[Store, DemoResult]) -> dict[str, CaseRecords]:
    """The records of the two invented cases, by reference."""
    store, result = demo
    return {r: cases.records(store, cases.find(store, r).id) for r in result.cases[:2]}


@pytest.fixture
def fresh_store(tmp_path: Path) -> Iterator[Store]:
    """A store without anything in it, for one test."""
    store = new_store(tmp_path)
    yield store
    store.close()
