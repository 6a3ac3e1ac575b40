"""One open store: a folder with the encrypted database and its key header.

Name.rundblick/
    store.db (-wal, -shm)     SQLCipher
    schluessel.1, .2          key header, two copies
    sperre                    who works in it (app/store/lock_file.py)
"""

import contextlib
import errno
import getpass
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, OperationalError

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.store import (
    audit,
    engine,
    hot_log,
    keyfile,
    keyslots,
    lock_file,
    outcome_guard,
    recovery_key,
    rekeying,
    role_acts,
    schema,
    tables,
)
from app.store.keyslots import PASSPHRASE, RECOVERY, Header, KdfCost, Unlocked
from app.store.rekeying import database_key
from app.store.role_acts import Role
from app.store.unit_of_work import UnitOfWork

DATABASE = rekeying.DATABASE
# SQLite's own words where a disk cannot be written: locked, gone, or failing in the middle of it.
_NOT_WRITTEN = ("readonly", "unable to open", "disk I/O error")
# Entries of these kinds alone change no data: whoever only looks may leave them while somebody else works.
_LOOKING = (audit.Action.CONSULTATION, audit.Action.COMBINATION, audit.Action.ADMINISTRATION)
_GIVES_ROLES = frozenset({tables.user_role.name})


def _not_writable(path: Path, error: OSError) -> UserError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return UserError(
        "store.disk_full" if full else "store.not_writable",
        _("The disk is full: {path}.") if full else _("{path} cannot be written."),
        _("Free some space.") if full else _("Choose a folder you may write to."),
        exit_code=ExitCode.NOT_WRITABLE,
        path=path,
    )


class Store:
    """An unlocked store. Reading is free, changing goes through `write`; `close` ends both.

    The first change claims the store for this process (`app.store.lock_file`); a window claims it at once.
    `data_key` and `slot_id` (the slot that opened it, "" for none) are for `app.store.keys`.
    """

    def __init__(self, path: Path, data_key: bytes, user: str = "", slot_id: str = "") -> None:
        self.path = path
        self.user = user or getpass.getuser()
        self.data_key = data_key
        self.slot_id = slot_id
        key = database_key(data_key)
        hot_log.refuse_foreign(path / DATABASE, key)
        self._engine = engine.make_engine(path / DATABASE, key)
        self._writing = threading.Lock()
        self._claimed = False
        self._roles: dict[tuple[str, str], frozenset[Role]] = {}
        try:
            with self._engine.connect() as connection:
                outdated = schema.is_outdated(connection)
            if outdated:
                self.claim()
                schema.upgrade(path / DATABASE, key)
        except DatabaseError as error:
            self._let_go()
            raise _known(path, error) or engine.store_damaged(path) from error
        except BaseException:
            self._let_go()
            raise

    @classmethod
    def create(
        cls, path: Path, passphrase: str, *, user: str = "", cost: KdfCost | None = None
    ) -> tuple["Store", str]:
        """Create a store and return it with the text of its recovery key, which is shown only now.

        Without `cost` a try at a passphrase is made to cost at least a second of this machine.
        """
        user = user or getpass.getuser()
        keyslots.check_passphrase(passphrase, user)
        cost = cost or KdfCost.calibrated()
        data_key, recovery = os.urandom(32), recovery_key.new_recovery_key()
        header = keyslots.new_header(new_id())
        secret = keyslots.passphrase_bytes(passphrase)
        slot = keyslots.add_slot(header, data_key, PASSPHRASE, user, secret, cost)
        keyslots.add_slot(header, data_key, RECOVERY, "paper", recovery, cost)
        _make_folder(path)
        try:
            sql_key = database_key(data_key)
            engine.prepare_file(path / DATABASE, sql_key)
            schema.upgrade(path / DATABASE, sql_key)
            keyfile.write(path, header, data_key)
        except OSError as error:
            raise _not_writable(path, error) from error
        store = cls(path, data_key, user, slot["id"])
        with store.write(_("Store created"), audit.Action.ADMINISTRATION, history=False):
            pass
        return store, recovery_key.to_text(recovery)

    @classmethod
    def open(cls, path: Path, passphrase: str, user: str = "", *, key_file: Path | None = None) -> "Store":
        """Open a store with a passphrase, and a key file if the slot wants one.

        With `user` only that person's slot is tried; without, all are, first that of the person logged in.
        What is done goes into the log under the name of the slot. `UserError` says what is wrong (exit 3
        or 5).
        """
        header = keyfile.read(path)
        found = keyslots.unlock(
            header,
            PASSPHRASE,
            keyslots.passphrase_bytes(passphrase),
            user=user,
            guess=getpass.getuser(),
            key_file=keyfile.digest_of(key_file) if key_file else b"",
        )
        return cls._opened(path, header, found, found.label)

    @classmethod
    def open_with_recovery_key(cls, path: Path, text: str, user: str = "") -> "Store":
        """Open a store with the recovery key from the printed page."""
        header = keyfile.read(path)
        return cls._opened(
            path, header, keyslots.unlock(header, RECOVERY, recovery_key.from_text(text)), user
        )

    @classmethod
    def _opened(cls, path: Path, header: Header, found: Unlocked, user: str) -> "Store":
        healed = rekeying.settle(path, header, found.data_key)
        store = cls(path, found.data_key, user, found.slot_id)
        if healed:
            with store.write(_("Interrupted re-key completed"), audit.Action.ADMINISTRATION, history=False):
                pass
        return store

    def rekey(self, header: Header, data_key: bytes) -> None:
        """Put the store under another data key, whose slots are in `header`; called by `app.store.keys`."""
        self.claim()
        with self._writing:
            self._engine.dispose()
            try:
                rekeying.rekey(self.path, header, self.data_key, data_key)
                self.data_key = data_key
            finally:
                self._engine = engine.make_engine(self.path / DATABASE, database_key(self.data_key))

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading; what it sees does not change while it is held."""
        with self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(
        self,
        label: str,
        action: audit.Action,
        *,
        case_id: str = "",
        reason: str = "",
        recipient: str = "",
        undoable: bool = True,
        history: bool = True,
    ) -> Iterator[UnitOfWork]:
        """Give a unit of work; commits all of it on leaving, nothing if an exception passes.

        `label` names the change in the history, `action` and `reason` go to the audit log. A change that
        is not `undoable` closes the history of its case; `history=False` leaves the history as it is
        (log entries, undo itself). `UserError` (exit 6) if another process works in the store, (exit 2) if
        it is not offered to the person (`app.store.role_acts.under` says what act it is part of).
        """
        if history or action not in _LOOKING:
            self.claim()
        wanted = role_acts.act_of_change(action, history=history, undoable=undoable)
        if wanted is not None and not role_acts.may(self._own_roles(), wanted):
            raise role_acts.refuse(self.user, wanted)
        with self._writing, self._engine.connect() as plain:
            connection = plain.execution_options(rundblick_writing=True)
            try:
                with connection.begin():
                    held = outcome_guard.before(connection, case_id) if history else outcome_guard.NOTHING
                    work = UnitOfWork(connection, self.user, label, case_id, remember=undoable and history)
                    yield work
                    held.check(connection, action)
                    work.finish(
                        action,
                        reason=reason,
                        recipient=recipient,
                        undoable=undoable,
                        history=history,
                    )
                if work.done.touched & _GIVES_ROLES:
                    self._roles.clear()
            except OperationalError as error:
                work_error = _known(self.path, error)
                if work_error is None:
                    raise
                raise work_error from error

    @contextlib.contextmanager
    def aside(self) -> Iterator[Connection]:
        """Give a connection for changing what is no data of a case and leaves no trace in log and history.

        Drafts are, what somebody has not said yet (`app.store.drafts`), and how views are arranged; also the
        middle pieces of a document, whose arrival is logged at its beginning and at its end.
        """
        self.claim()
        with self._writing, self._engine.connect() as plain:
            connection = plain.execution_options(rundblick_writing=True)
            try:
                with connection.begin():
                    yield connection
            except OperationalError as error:
                known = _known(self.path, error)
                if known is None:
                    raise
                raise known from error

    def keep(self, write: Callable[[Connection], object]) -> bool:
        """Write what only saves time, if it can be done at once; tells whether it was.

        For what was worked out while reading and leaves no trace in log and history. It neither claims the
        store nor waits for whoever writes: then it is worked out again next time.
        """
        if not self._claimed or not self._writing.acquire(blocking=False):
            return False
        try:
            with self._engine.connect() as plain, _without_waiting(plain):
                connection = plain.execution_options(rundblick_writing=True)
                with connection.begin():
                    write(connection)
            return True
        except OperationalError as error:
            if _known(self.path, error) is None:
                raise
            # A full disk, or somebody looks through all pages.
            return False
        finally:
            self._writing.release()

    def _own_roles(self) -> frozenset[Role]:
        """Return the roles of the person, asked once: while the store is claimed only we can give others."""
        who = (self.user, self.slot_id)
        if who not in self._roles:
            with self.read() as connection:
                self._roles[who] = role_acts.held_by(connection, self.path, *who)
        return self._roles[who]

    def claim(self) -> None:
        """Claim the store for this process until it is closed; `UserError` (exit 6) names who works in it."""
        with self._writing:
            if not self._claimed:
                lock_file.claim(self.path)
                self._claimed = True

    def consult(self, case_id: str, what: str, reason: str = "") -> None:
        """Log that somebody looked at a case (BDSG section 76(2): reason, time, person)."""
        with self.write(what, audit.Action.CONSULTATION, case_id=case_id, reason=reason, history=False):
            pass

    def head(self) -> str:
        """Return the head of the audit chain, for printing and for remembering outside the store."""
        with self.read() as connection:
            return audit.head(connection).hash

    def write_back(self) -> None:
        """Bring everything from the write-ahead log into the database file and empty the log.

        Deleted rows survive in the log until it is truncated. If another process still reads, SQLite
        answers "busy", and the last one to close does it.
        """
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def close(self) -> None:
        """Write everything back into the database file and let go of it.

        On a full disk the write-ahead log stays as it is; it is whole, and the next opening reads it.
        """
        try:
            self.write_back()
        except engine.OperationalError as error:
            if not any(words in str(error) for words in ("full", *_NOT_WRITTEN)):
                raise
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._engine.dispose()
        if self._claimed:
            self._claimed = False
            lock_file.release(self.path)


@contextlib.contextmanager
def _without_waiting(connection: Connection) -> Iterator[None]:
    """Let another writer be told of at once."""
    raw: Any = connection.connection.driver_connection
    (before,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {before}")


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise UserError(
                "store.exists",
                _("{path} is not empty."),
                _("Choose a new folder name for the store."),
                exit_code=ExitCode.USAGE,
                path=path,
            )
        path.chmod(0o700)
    except OSError as error:
        raise _not_writable(path, error) from error


def _known(path: Path, error: DatabaseError) -> UserError | None:
    """Tell a full or read-only disk from a defect, by SQLite's own words for its result codes."""
    text = str(error.orig)
    if "disk is full" in text:
        return _not_writable(path, OSError(errno.ENOSPC, text))
    if any(words in text for words in _NOT_WRITTEN):
        return _not_writable(path, OSError(errno.EACCES, text))
    if "locked" in text:
        return UserError(
            "store.busy",
            _("Another program is writing to this store."),
            _("Try again when it has finished."),
            exit_code=ExitCode.NOT_WRITABLE,
        )
    return None
