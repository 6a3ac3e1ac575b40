"""Run by test_failing_disk in a process of its own: writes until the disk fails, and tells what it saw."""

import sys
from pathlib import Path

from app.base.errors import UserError
from app.casework import cases
from app.store.store import Store

MOST = 60


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(path: str, key: str) -> None:
    store = Store.open_with_recovery_key(Path(path), key, "muster")
    say(f"before {len(cases.list_cases(store))}")
    for no in range(MOST):
        try:
            cases.create(store, f"360-{no}", "Musterfall", "Zweck", "Grundlage")
        except UserError as refused:
            say(f"refused {int(refused.exit_code)}")
            break
        say(f"kept 360-{no}")
    say(f"after {len(cases.list_cases(store))}")
    try:
        store.close()
    except UserError as refused:
        say(f"refused {int(refused.exit_code)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
