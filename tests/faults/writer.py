"""Run by test_kill9 in a process of its own: opens cases and says so when each is safe."""

import sys
from pathlib import Path

from app.casework import cases
from app.store.store import Store


def main() -> None:
    store = Store.open_with_recovery_key(Path(sys.argv[1]), sys.argv[2], "muster")
    no = len(cases.list_cases(store))
    while True:
        cases.create(store, f"360-{no}", "Musterfall", "Zweck", "Grundlage")
        sys.stdout.write(f"360-{no}\n")
        sys.stdout.flush()
        no += 1


main()
