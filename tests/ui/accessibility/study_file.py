"""The store of a study as a file that is copied for each use: pairs formed, results not opened."""

from pathlib import Path

from demo_file import DemoFile

from app.handover.study_importing import import_careers
from app.office import study_book
from app.store import founding
from app.store.keyslots import KdfCost
from app.store.store import Store
from tests.unit.study.invented_careers import invented, write_files


def make_study_file(path: Path) -> DemoFile:
    """Build a study in an encrypted store at `path` and close it again."""
    store, recovery = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(128 * 1024, 1, 1))
    founding.begin(store)
    study_book.found(store, "Lebensläufe Musterstadt", "§ 476 StPO", "LKA Beispielland", "2099-12-31")
    study_book.design(store, group_a="mit", group_b="ohne", resamples=1_000, main="frequency")
    import_careers(store, *write_files(invented(), path.parent))
    study_book.match_pairs(store)
    store.close()
    return DemoFile(path, recovery)
