"""The head of a store's audit chain, remembered outside the store, so that a rolled-back store is noticed.

Whoever can write the folder can put back an older copy of it, and the encryption does not notice. The
head that was seen last is therefore kept in the person's own state folder, by store and place: a store
at this place has to hold the entry that was seen. The memory holds no case content: ids, a number, a
hash, a path. It helps against a store put back, not against a person who also rewrites the memory.
"""

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.store import audit, audit_chain, keyfile, roles, tables
from app.store.roles import Act
from app.store.store import Store

_FORMAT = "rundblick-heads/1"
_SIZE_LIMIT = 4_000_000


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the audit chain: its number (0 for none), its hash, and when it was looked at."""

    seq: int
    hash: str
    at: str


def memory_file() -> Path:
    """Return the file of remembered heads in this person's state folder; it need not exist."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "rundblick" / "heads.json"


def head_of(store: Store) -> Head:
    """Return the head of the open store's audit chain."""
    with store.read() as connection:
        last = audit.head(connection)
    return Head(last.seq, last.hash, now_text())


def remember(store: Store) -> bool:
    """Remember the head of the open store; False if the state folder cannot be written.

    Call it when a store is closed or locked, after `verify` and after a backup. A store that lacks what was
    seen last is not remembered (False): work in it must not wipe out the trace; see `accept`.
    """
    return not rolled_back(store) and remember_head(store_id(store.path), store.path, head_of(store))


def remember_head(store: str, place: Path, head: Head) -> bool:
    """Remember a head for a store id at a place, whatever was remembered there before."""
    stores = _load()
    places = stores.setdefault(store, {})
    places[str(place.resolve())] = asdict(head)
    return _save(stores)


def remembered(store: str, place: Path) -> Head | None:
    """Return what was seen last of this store at this place, None if nothing was.

    A store that was moved is known by what was seen at its old place, if it is no longer there; a copy
    beside the original has a history of its own.
    """
    places = _load().get(store, {})
    here = _head(places.get(str(place.resolve())))
    if here is not None:
        return here
    gone = [_head(known) for where, known in places.items() if not _holds_store(Path(where))]
    return max((head for head in gone if head is not None), key=lambda head: head.seq, default=None)


def newest(store: str) -> Head | None:
    """Return the latest head that was seen of a store at any place, None if none was."""
    seen = [_head(known) for known in _load().get(store, {}).values()]
    return max((head for head in seen if head is not None), key=lambda head: head.seq, default=None)


def rolled_back(store: Store) -> str:
    """Say what is missing if the store lacks the entry that was seen last; "" if it holds it."""
    seen = remembered(store_id(store.path), store.path)
    if seen is None or not seen.seq:
        return ""
    with store.read() as connection:
        known = _known(connection, seen)
    if known:
        return ""
    text = _("entry {seq}, seen on {at}, is missing; the store ends with entry {last}")
    return text.format(seq=seen.seq, at=seen.at, last=head_of(store).seq)


def older_state(store: Store) -> str:
    """Say for whoever opens the store that it was rolled back; "" if it was not."""
    missing = rolled_back(store)
    if not missing:
        return ""
    text = _(
        "This store is in an earlier state than it was seen in before ({missing}): somebody put back an "
        "older copy, or what was written last is lost. Ask what happened. If the older state is meant to be, "
        "say so with a reason in the settings under “Check of the store”, and this notice ends."
    )
    return text.format(missing=missing)


def accept(store: Store, reason: str) -> str:
    """Say that an earlier state of the store is meant to be: logged, then remembered; tells what is missing.

    Raises `UserError` without a reason, for somebody whose role has no say over the log (exit 2), and where
    nothing is missing (exit 1).
    """
    roles.require(store, Act.READ_LOG)
    if not reason.strip():
        raise UserError(
            "heads.reason",
            _("That an earlier state is meant to be needs its reason."),
            _("Say who put the older copy back, and why."),
        )
    missing = rolled_back(store)
    if not missing:
        raise UserError(
            "heads.none_missing",
            _("This store was not rolled back."),
            _("There is nothing to confirm."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    store.claim()
    label = _("Earlier state of the store confirmed: {missing}").format(missing=missing)
    with store.write(label, audit.Action.ADMINISTRATION, reason=reason, history=False):
        pass
    remember_head(store_id(store.path), store.path, head_of(store))
    return missing


def _known(connection: Connection, seen: Head) -> bool:
    """Tell whether the log holds an entry that was seen, or held it before it was lawfully cut."""
    entry = tables.audit.c
    found = connection.execute(select(entry.hash).where(entry.seq == seen.seq)).scalar()
    if found is not None:
        return bool(found == seen.hash)
    cut = audit_chain.last_cut(connection)
    if cut is None or seen.seq > cut.last_seq:
        return False
    # What came before the last entry that was cut cannot be compared any more.
    return seen.seq < cut.last_seq or seen.hash == cut.last_hash


def store_id(folder: Path) -> str:
    """Return the id of the store in a folder, from its key header."""
    return str(keyfile.read(folder)["store"])


def _holds_store(folder: Path) -> bool:
    return any((folder / name).exists() for name in keyfile.COPIES)


def _head(known: Any) -> Head | None:
    try:
        return Head(int(known["seq"]), str(known["hash"]), str(known["at"]))
    except (KeyError, TypeError, ValueError):
        # A record that was cut off or edited says nothing.
        return None


def _load() -> dict[str, dict[str, Any]]:
    try:
        with memory_file().open("rb") as file:
            content = json.loads(file.read(_SIZE_LIMIT))
        stores = content["stores"] if content["format"] == _FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError):
        # No memory yet, or one that cannot be read: the next head that is seen starts it anew.
        return {}
    return {k: v for k, v in stores.items() if isinstance(v, dict)} if isinstance(stores, dict) else {}


def _save(stores: dict[str, dict[str, Any]]) -> bool:
    path = memory_file()
    fresh = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, fresh = tempfile.mkstemp(dir=path.parent, prefix=".heads-")
        with open(handle, "w", encoding="utf-8") as file:
            json.dump({"format": _FORMAT, "stores": stores}, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError:
        if fresh:
            Path(fresh).unlink(missing_ok=True)
        return False
    return True
