"""Whether somebody has shown that the recovery key on paper can be read and opens the store.

A key that was never tried is a hope. The state hangs on the slot: a new recovery key is unrehearsed again.
"""

import json
from dataclasses import dataclass

from app.base.clock import now_text
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.ontology.values import display
from app.store import audit, keyfile, keyslots, recovery_key, tables
from app.store.keyslots import RECOVERY
from app.store.store import Store

DONE, LATER, OPEN = "done", "later", "open"
_ROW = "recovery_rehearsal"


@dataclass(frozen=True, slots=True)
class KeyRehearsal:
    """How it stands: "done", put off to "later" with a reason, or "open"; when (UTC) and by whom."""

    state: str
    at: str = ""
    by: str = ""
    reason: str = ""


def state(store: Store) -> KeyRehearsal:
    """Return how it stands with the recovery key in force."""
    with store.read() as connection:
        found = connection.execute(tables.meta.select().where(tables.meta.c.id == _ROW)).first()
    known = json.loads(found.value) if found is not None else {}
    if known.get("slot") != _slot_id(store):
        return KeyRehearsal(OPEN)
    return KeyRehearsal(known["state"], known["at"], known["by"], known["reason"])


def check(store: Store, text: str) -> None:
    """Refuse (exit 3) a text that is not the recovery key in force or its shares; names what is mistyped."""
    found = keyslots.unlock(keyfile.read(store.path), RECOVERY, recovery_key.from_text(text))
    if found.data_key != store.data_key:
        raise UserError(
            "keys.wrong",
            _("The recovery key does not open this store."),
            _("Use the page that was printed last."),
            exit_code=ExitCode.CANNOT_UNLOCK,
        )


def rehearse(store: Store, text: str) -> KeyRehearsal:
    """Check the recovery key from paper, or its shares, and log that it was tried and opens the store."""
    check(store, text)
    return _remember(store, DONE, _("Recovery key rehearsed"), "")


def postpone(store: Store, reason: str) -> KeyRehearsal:
    """Put the rehearsal off, for a reason that is logged; it stays open until it is done."""
    plain = " ".join(reason.split())
    if not plain:
        raise UserError(
            "keys.rehearsal_reason",
            _("Why the rehearsal is put off has to be said."),
            _("One line will do."),
            exit_code=ExitCode.USAGE,
        )
    return _remember(store, LATER, _("Rehearsal of the recovery key put off"), plain)


def in_words(rehearsal: KeyRehearsal) -> str:
    """Return one line on how it stands, in the language in force."""
    if rehearsal.state == DONE:
        text = _("Recovery key rehearsed on {day} by {name}")
    elif rehearsal.state == LATER:
        text = _("Recovery key not rehearsed yet; put off on {day} by {name}: {reason}")
    else:
        text = _("Recovery key never rehearsed")
    on = display("partial_date", rehearsal.at[:10]) if rehearsal.at else ""
    return text.format(day=on, name=rehearsal.by, reason=rehearsal.reason)


def _slot_id(store: Store) -> str:
    slots = keyfile.read(store.path)["slots"]
    return next((str(slot["id"]) for slot in slots if slot["kind"] == RECOVERY), "")


def _remember(store: Store, new_state: str, label: str, reason: str) -> KeyRehearsal:
    done = KeyRehearsal(new_state, now_text(), store.user, reason)
    value = {
        "slot": _slot_id(store),
        "state": new_state,
        "at": done.at,
        "by": done.by,
        "reason": reason,
    }
    with store.write(label, audit.Action.ADMINISTRATION, reason=reason, history=False) as work:
        row = {"id": _ROW, "value": json.dumps(value, ensure_ascii=False)}
        if work.row(tables.meta, _ROW) is None:
            work.insert(tables.meta, row)
        else:
            work.update(tables.meta, _ROW, value=row["value"])
    return done
