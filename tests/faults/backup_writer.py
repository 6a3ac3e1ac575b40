"""Run by test_kill9_backup in a process of its own: writes one backup after the other and says so."""

import sys
from pathlib import Path

from app.store.backup import write_backup
from app.store.store import Store


def main() -> None:
    store = Store.open_with_recovery_key(Path(sys.argv[1]), sys.argv[2], "muster")
    while True:
        write_backup(store, Path(sys.argv[3]), overwrite=True)
        sys.stdout.write("written\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
