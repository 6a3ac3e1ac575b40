"""A fresh desk for each story."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from analyst import CHEAP, LABEL, PASSPHRASE, Analyst

from app.base import i18n
from app.casework import agencies, cases, contributions
from app.store.store import Store


@pytest.fixture
def me(tmp_path: Path) -> Iterator[Analyst]:
    """Ich, mit einem Fall, einem gekennzeichneten Beitrag und seiner Quelle."""
    i18n.set_language("de")
    store, key = Store.create(tmp_path / "tag.rundblick", PASSPHRASE, user="muster", cost=CHEAP)
    trade = agencies.add(store, "A09", "Gewerbeamt Musterstadt").ids[0]
    police = agencies.add(store, "A01", "Polizei Musterstadt").ids[0]
    case = cases.create(store, "360-2026-900", "Musterfall", "Zweck", "§ 1 PolG NRW").ids[0]
    delivered = contributions.register(
        store, case, trade, "Gewerbeauszug", provision="GewO-14-6", label=LABEL
    ).ids[0]
    source = contributions.add_source(store, case, delivered, "Register", "Blatt 3", "A").ids[0]
    analyst = Analyst(store, key, trade, police, case, delivered, source)
    yield analyst
    analyst.store.close()
