"""Run in a process of its own: opens cases and says so when each is safe.

With a count it stops after so many and closes the store, without one it goes on until it is killed.
"""

import itertools
import sys
from pathlib import Path

from app.casework import cases
from app.store.store import Store


def main() -> None:
    store = Store.open_with_recovery_key(Path(sys.argv[1]), sys.argv[2], "muster")
    first = len(cases.list_cases(store))
    numbers = range(first, first + int(sys.argv[3])) if len(sys.argv) > 3 else itertools.count(first)
    for no in numbers:
        cases.create(store, f"360-{no}", "Musterfall", "Zweck", "Grundlage")
        sys.stdout.write(f"360-{no}\n")
        sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    main()
