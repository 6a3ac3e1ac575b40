"""Run by test_kill_keys in a process of its own: changes keys without end and says when each is safe.

Arguments: folder, passphrase of "muster", what to do, and for "…-dies" before which renaming of a key
file to die.
"""

import itertools
import os
import signal
import sys
import threading
from pathlib import Path

from app.store import keys
from app.store.keyslots import KdfCost
from app.store.store import Store

QUICK = KdfCost(128 * 1024, 1, 1)


def say(text: object) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def dies_at(renaming: int) -> None:
    """Kill this process just before it renames a key file for the n-th time."""
    counted = itertools.count(1)

    def look(event: str, _arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and next(counted) == renaming:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


def says_while_encrypting() -> None:
    """Say one line after another from the moment both copies of the pending header are written."""
    begun, counted = threading.Event(), itertools.count(1)

    def look(event: str, _arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and next(counted) == 2:
            begun.set()

    def talk() -> None:
        begun.wait()
        for no in itertools.count():
            say(f"line {no}")

    sys.addaudithook(look)
    threading.Thread(target=talk, daemon=True).start()


def main(folder: Path, passphrase: str, task: str, renaming: int) -> None:
    store = Store.open(folder, passphrase, "muster")
    say("ready")
    if task == "rekey-dies":
        dies_at(renaming)
        keys.rekey(store)
    elif task == "rekey-talks":
        says_while_encrypting()
        keys.rekey(store)
        say("done")
        signal.pause()
    elif task == "passphrase-dies":
        dies_at(renaming)
        keys.change(store, "neue Wörter 0", cost=QUICK)
    for no in itertools.count():
        if task == "passphrase":
            keys.change(store, f"neue Wörter {no}", cost=QUICK)
            say(f"neue Wörter {no}")
        elif task == "recovery":
            say(keys.new_recovery(store))
        elif task == "rekey":
            say(keys.rekey(store))


main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
