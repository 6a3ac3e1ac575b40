"""A store with a case of the demo, prepared once; each module works in copies of it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.base.paths import resource
from app.casework import agencies, cases, chart_documents
from app.demo.demo_agencies import add_agencies
from app.demo.script_case import build_case
from app.exchange.keys import Identity, new_identity
from app.handover import identities, key_trust
from app.store.keyslots import KdfCost
from app.store.store import Store
from tests.leaks.leak_scene import BEFORE, CASE, PARTNER, RECIPIENT, at_the_moment, scene_of
from tests.leaks.planted_case import Case, plant

PASSPHRASE = "muster-passphrase"
QUICK = KdfCost(memory_kib=128 * 1024, passes=1, lanes=1)


@dataclass(frozen=True)
class Prepared:
    """A closed store with a case, keys of its own, a recipient whose keys it trusts, and one plain chart."""

    path: Path
    identity: Identity

    def copy(self, to: Path) -> Store:
        """Open a copy of the store."""
        shutil.copytree(self.path, to)
        return Store.open(to, PASSPHRASE)


@dataclass(frozen=True)
class Planted:
    """A prepared store in which everything is planted, closed."""

    store: Prepared
    case: Case


Copies = Callable[[Prepared, str], Store]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """One case of the demo with everything the ways out need."""
    path = tmp_path_factory.mktemp("leaks") / "x.rundblick"
    with at_the_moment():
        identity = new_identity(PARTNER, "2028-01-01")
        store, _recovery = Store.create(path, PASSPHRASE, user="muster", cost=QUICK)
        add_agencies(store)
        build_case(store, resource("demo", "vehicle_hire.yaml"))
        case_id = cases.find(store, CASE).id
        nodes = sorted(s.id for s in cases.records(store, case_id).subjects if s.start is None)[:8]
        places = {i: (no * 120.0, no * 50.0) for no, i in enumerate(nodes)}
        chart_documents.create(store, case_id, BEFORE, places=places)
        identities.make_own(store, "Geschäftsstelle (Probe)")
        key_trust.trust(store, identity.public().to_text(), agencies.find(store, RECIPIENT).id)
        store.close()
    return Prepared(path, identity)


@pytest.fixture(scope="session")
def planted(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The prepared store with markers in all that stays and in some of what goes."""
    path = tmp_path_factory.mktemp("planted") / "x.rundblick"
    with at_the_moment():
        store = prepared.copy(path)
        case = plant(scene_of(store, prepared.identity))
        store.close()
    return Planted(Prepared(path, prepared.identity), case)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    """Makes open copies of a store, and closes them after the module."""
    opened: list[Store] = []

    def copy(of: Prepared, name: str) -> Store:
        opened.append(of.copy(tmp_path_factory.mktemp(name) / "x.rundblick"))
        return opened[-1]

    yield copy
    for store in opened:
        store.close()
