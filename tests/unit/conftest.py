"""A real encrypted store for each test: one is made, the others are copies of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.keyslots import KdfCost
from app.store.store import Store

PASSPHRASE = "muster-passphrase"
QUICK = KdfCost(memory_kib=128 * 1024, passes=1, lanes=1)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An empty store and its recovery key."""
    path = tmp_path_factory.mktemp("template") / "muster.rundblick"
    store, recovery = Store.create(path, PASSPHRASE, user="muster", cost=QUICK)
    store.close()
    return path, recovery


@pytest.fixture
def store_path(template: tuple[Path, str], tmp_path: Path) -> Path:
    """The folder of a fresh store, closed."""
    path = tmp_path / "muster.rundblick"
    shutil.copytree(template[0], path)
    return path


@pytest.fixture
def store(template: tuple[Path, str], store_path: Path) -> Iterator[Store]:
    """A fresh store, open."""
    opened = Store.open_with_recovery_key(store_path, template[1], "muster")
    yield opened
    opened.close()
