"""Run by test_kill9_backup in a process of its own: rehearses one restore after the other and says so."""

import sys
from pathlib import Path

from app.base.progress import Progress
from app.store.rehearsal import rehearse, with_keys_of
from app.store.store import Store


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    store = Store.open_with_recovery_key(Path(sys.argv[1]), sys.argv[2], "muster")
    while True:
        told = Progress(lambda done, _total: say(f"step {done}"))
        rehearse(Path(sys.argv[3]), with_keys_of(store), store=store, progress=told)
        say("rehearsed")


if __name__ == "__main__":
    main()
