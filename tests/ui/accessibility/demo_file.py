"""The demo store as a file that is copied for each use."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from app.demo.build import build
from app.store.keyslots import KdfCost
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class DemoFile:
    """Where the demo store lies, and the key that opens it."""

    path: Path
    recovery_key: str

    def copy(self, folder: Path) -> Path:
        """Return a copy to work on."""
        return Path(shutil.copytree(self.path, folder / self.path.name))


def make(path: Path) -> DemoFile:
    """Build the whole demo in an encrypted store at `path` and close it again."""
    store, recovery = Store.create(path, "muster-passphrase", user="muster", cost=KdfCost(128 * 1024, 1, 1))
    build(store)
    store.close()
    return DemoFile(path, recovery)
