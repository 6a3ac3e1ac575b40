"""Several people with a key each: who gets in, who is taken out, and what tricks are worth."""

import json
import shutil
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.base.errors import ExitCode, UserError
from app.store import audit, keyfile, keys, keyslots, recovery_key, rekeying
from app.store.keyslots import FLOOR_KIB, PASSPHRASE, RECOVERY, KdfCost
from app.store.store import Store
from app.store.verify import verify
from tests.unit.conftest import PASSPHRASE as MUSTER
from tests.unit.conftest import QUICK

ANNA = "annas vier Wörter"


@pytest.fixture
def two(store: Store) -> Store:
    """A store that muster and anna can open."""
    keys.add(store, "anna", ANNA, cost=QUICK)
    return store


def _labels(store: Store) -> list[tuple[str, str]]:
    return [(slot.label, slot.kind) for slot in keys.slots(store)]


def _opens(path: Path, passphrase: str, user: str) -> bool:
    try:
        Store.open(path, passphrase, user).close()
    except UserError as refused:
        if refused.exit_code != ExitCode.CANNOT_UNLOCK:
            raise
        return False
    return True


def _admin_labels(store: Store) -> list[str]:
    with store.read() as connection:
        entries = [e for e in audit.entries(connection) if e.action == audit.Action.ADMINISTRATION]
    labels = [str(json.loads(entry.detail)["label"]) for entry in entries]
    return [label for label in labels if not label.startswith("Key file no.")]


def test_each_person_opens_under_their_own_name(two: Store) -> None:
    assert _labels(two) == [("muster", PASSPHRASE), ("paper", RECOVERY), ("anna", PASSPHRASE)]
    anna = Store.open(two.path, ANNA)
    assert anna.user == "anna"
    assert next(s for s in keys.slots(anna) if s.own).label == "anna"
    anna.close()
    assert not _opens(two.path, ANNA, "muster")


def test_a_wrong_passphrase_costs_one_try_whoever_else_has_a_key(
    two: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[KdfCost] = []
    derive = KdfCost.derive
    monkeypatch.setattr(KdfCost, "derive", lambda self, *a: (tried.append(self), derive(self, *a))[1])
    assert not _opens(two.path, "falsch falsch", "anna")
    assert tried == [QUICK]
    assert not _opens(two.path, "falsch falsch", "eve")
    assert tried == [QUICK]


def test_a_key_file_is_needed_and_must_be_the_same(store: Store, tmp_path: Path) -> None:
    file, other = tmp_path / "stick.key", tmp_path / "other.key"
    file.write_bytes(bytes(range(64)))
    other.write_bytes(bytes(range(1, 65)))
    assert keys.add(store, "anna", ANNA, key_file=file, cost=QUICK).key_file
    Store.open(store.path, ANNA, "anna", key_file=file).close()
    for wrong in (None, other):
        with pytest.raises(UserError) as refused:
            Store.open(store.path, ANNA, "anna", key_file=wrong)
        assert refused.value.exit_code == ExitCode.CANNOT_UNLOCK
        assert ("key file" in refused.value.text) == (wrong is None)
    Store.open(store.path, MUSTER, "muster", key_file=file).close()


@pytest.mark.parametrize("size", [None, 31, 1_000_001])
def test_a_bad_key_file_is_one_sentence(store: Store, tmp_path: Path, size: int | None) -> None:
    file = tmp_path / "stick.key"
    if size is not None:
        file.write_bytes(bytes(size))
    with pytest.raises(UserError, match="key file"):
        keys.add(store, "anna", ANNA, key_file=file, cost=QUICK)
    assert len(keys.slots(store)) == 2


@pytest.mark.parametrize(
    "passphrase", ["kurz", "aaaaaaaaaaaaaaaa", "zwei Zeilen\nhier", "Anna-Katharina", "        "]
)
def test_a_poor_passphrase_is_refused(store: Store, passphrase: str) -> None:
    with pytest.raises(UserError) as refused:
        keys.add(store, "anna-katharina", passphrase, cost=QUICK)
    assert refused.value.exit_code == ExitCode.USAGE
    assert len(keys.slots(store)) == 2


@pytest.mark.parametrize("label", ["", "  ", "x" * 101, "an\nna", "Muster", "MUSTER "])
def test_a_poor_or_taken_user_name_is_refused(store: Store, label: str) -> None:
    with pytest.raises(UserError) as refused:
        keys.add(store, label, ANNA, cost=QUICK)
    assert refused.value.exit_code == ExitCode.USAGE


def test_a_changed_passphrase_replaces_the_old_one(two: Store, template: tuple[Path, str]) -> None:
    anna = Store.open(two.path, ANNA, "anna")
    keys.change(anna, "ganz andere Wörter", cost=QUICK)
    assert [s.label for s in keys.slots(anna) if s.own] == ["anna"]
    anna.close()
    assert not _opens(two.path, ANNA, "anna")
    assert _opens(two.path, "ganz andere Wörter", "anna")
    assert _opens(two.path, MUSTER, "muster")
    # Forgotten: the recovery key sets a new one.
    recovered = Store.open_with_recovery_key(two.path, template[1], "anna")
    keys.change(recovered, "wieder neue Wörter", label="anna", cost=QUICK)
    recovered.close()
    assert _opens(two.path, "wieder neue Wörter", "anna")
    assert len(keys.slots(two)) == 3


def test_the_last_passphrase_stays(store: Store) -> None:
    own = Store.open(store.path, MUSTER)
    with pytest.raises(UserError, match="your own"):
        keys.remove(own, keys.find(own, "muster"))
    with pytest.raises(UserError, match="your own"):
        keys.rekey(own, keys.find(own, "muster"))
    own.close()
    with pytest.raises(UserError, match="last"):
        keys.remove(store, keys.find(store, "muster"))
    assert _opens(store.path, MUSTER, "muster")


def test_who_is_removed_is_out_but_an_old_key_file_still_helps(two: Store, tmp_path: Path) -> None:
    shutil.copytree(two.path, tmp_path / "old", ignore=shutil.ignore_patterns("store.db*"))
    keys.remove(two, keys.find(two, "anna"))
    assert not _opens(two.path, ANNA, "anna")
    with pytest.raises(UserError) as refused:
        keys.find(two, "anna")
    assert refused.value.exit_code == ExitCode.ANSWER_IS_NO
    # That is why a re-key is offered: the old file still tells the data key.
    header = keyfile.read(tmp_path / "old")
    secret = keyslots.passphrase_bytes(ANNA)
    assert keyslots.unlock(header, PASSPHRASE, secret).data_key == two.data_key


def test_a_rekey_shuts_out_who_kept_the_key_and_nobody_else(
    two: Store, template: tuple[Path, str], tmp_path: Path
) -> None:
    keys.add(two, "berta", "Bertas vier Wörter", cost=QUICK)
    before, old_header = two.data_key, keyfile.read(two.path)
    recovery = keys.rekey(two, keys.find(two, "anna"))
    assert two.data_key != before
    assert not rekeying.opens(two.path, before)
    assert keyslots.previous_key(keyfile.read(two.path), two.data_key) is None
    assert [c for c in verify(two) if not c.ok] == []
    two.close()
    assert _opens(two.path, MUSTER, "muster")
    assert _opens(two.path, "Bertas vier Wörter", "berta")
    assert not _opens(two.path, ANNA, "anna")
    Store.open_with_recovery_key(two.path, recovery).close()
    with pytest.raises(UserError):
        Store.open_with_recovery_key(two.path, template[1])
    # The old key file put back opens nothing any more.
    keyfile.write(two.path, {**old_header, "sequence": 99}, before)
    with pytest.raises(UserError) as refused:
        Store.open(two.path, ANNA, "anna")
    assert refused.value.exit_code == ExitCode.STORE_DAMAGED


def test_people_keep_their_keys_through_several_rekeys_and_changes(two: Store) -> None:
    for _round in range(3):
        keys.rekey(two)
    anna = Store.open(two.path, ANNA, "anna")
    keys.change(anna, "ganz andere Wörter", cost=QUICK)
    anna.close()
    keys.rekey(two)
    assert _opens(two.path, "ganz andere Wörter", "anna")
    assert _opens(two.path, MUSTER, "muster")


def test_a_rekey_waits_for_nobody_and_changes_nothing_while_the_store_is_open_elsewhere(
    two: Store, template: tuple[Path, str]
) -> None:
    other = Store.open_with_recovery_key(two.path, template[1])
    with other.read() as held:
        held.exec_driver_sql("SELECT count(*) FROM audit").all()
        header = keyfile.read(two.path)
        with pytest.raises(UserError) as refused:
            keys.rekey(two)
        assert refused.value.exit_code == ExitCode.NOT_WRITABLE
        assert keyfile.read(two.path) == header
    other.close()
    assert _labels(two)
    keys.rekey(two)
    assert _opens(two.path, MUSTER, "muster")


def test_a_new_recovery_key_replaces_the_old_one(store: Store, template: tuple[Path, str]) -> None:
    text = keys.new_recovery(store)
    Store.open_with_recovery_key(store.path, text).close()
    with pytest.raises(UserError):
        Store.open_with_recovery_key(store.path, template[1])
    assert [kind for _label, kind in _labels(store)].count(RECOVERY) == 1


def test_every_key_operation_is_logged_without_secrets(two: Store) -> None:
    keys.change(two, "ganz andere Wörter", label="anna", cost=QUICK)
    recovery = keys.new_recovery(two)
    keys.rekey(two)
    keys.remove(two, keys.find(two, "anna"))
    assert _admin_labels(two)[1:] == [
        "Key added: anna",
        "Passphrase changed: anna",
        "Recovery key replaced",
        "The store is encrypted anew",
        "Key removed: anna",
    ]
    with two.read() as connection:
        log = repr(list(audit.entries(connection)))
        assert audit.first_break(connection) is None
    for secret in (ANNA, "ganz andere", recovery, two.data_key.hex()):
        assert secret not in log


def test_slots_made_before_public_keys_are_named_and_not_lost(two: Store) -> None:
    header = keyfile.read(two.path)
    header["slots"][2].pop("public")
    keyfile.write(two.path, header, two.data_key)
    with pytest.raises(UserError, match="anna"):
        keys.rekey(two)
    assert len(keys.slots(two)) == 3


# --- a store is being re-keyed when the machine dies ---------------------------------------------------


@pytest.mark.parametrize("reached", ["announced", "encrypted"])
def test_opening_finishes_an_interrupted_rekey(store_path: Path, reached: str) -> None:
    two = Store.open(store_path, MUSTER)
    keys.add(two, "anna", ANNA, cost=QUICK)
    two.close()
    old, new = two.data_key, bytes(range(32))
    header = keyfile.read(two.path)
    fresh = {**header, "slots": []}
    fresh["slots"] = [keyslots.resealed(fresh, s, new) for s in header["slots"]]
    keyfile.write(two.path, keyslots.with_previous(fresh, new, old), new)
    if reached == "encrypted":
        connection = rekeying.engine.connector(two.path / "store.db", rekeying.database_key(old))()
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA rekey = \"x'{rekeying.database_key(new).hex()}'\"")
        connection.close()
    again = Store.open(two.path, ANNA, "anna")
    assert again.data_key == new
    assert keyslots.previous_key(keyfile.read(two.path), new) is None
    assert not rekeying.opens(two.path, old)
    assert [c for c in verify(again) if not c.ok] == []
    assert _admin_labels(again)[-1] == "Interrupted re-key completed"
    with again.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    again.close()


# --- tricks ----------------------------------------------------------------------------------------


def _edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    for name in keyfile.COPIES:
        header = json.loads((path / name).read_text(encoding="utf-8"))
        change(header)
        body = {k: v for k, v in header.items() if k != "checksum"}
        header["checksum"] = sha256(keyfile.canonical(body)).hexdigest()
        (path / name).write_text(json.dumps(header), encoding="utf-8")


@pytest.mark.parametrize(
    "attack",
    [
        lambda h: h["slots"][2]["kdf"].update(passes=2),
        lambda h: h["slots"][2]["kdf"].update(name="argon2d"),
        lambda h: h["slots"][2]["kdf"].update(memory_kib=FLOOR_KIB - 1),
        lambda h: h["slots"][2]["kdf"].update(memory_kib=float(FLOOR_KIB)),
        lambda h: h["slots"][2]["kdf"].update(passes=True),
        lambda h: h["slots"].pop(0),
        lambda h: h["slots"].reverse(),
        lambda h: h["slots"].append({**h["slots"][2], "id": "ff", "label": "eve"}),
        lambda h: h["slots"][2].update(kind="recovery"),
        lambda h: h["slots"][0].update(label="anna") or h["slots"][2].update(label="muster"),
        lambda h: h["slots"][0].update(public=h["slots"][2]["public"]),
        lambda h: h["slots"][2].update(key_file=True),
        lambda h: h["slots"][2].update(ephemeral=h["slots"][2]["public"]),
        lambda h: h["slots"][2].update(ephemeral="AAAA"),
        lambda h: h.update(previous={"nonce": h["slots"][0]["nonce"], "wrapped": h["slots"][0]["wrapped"]}),
        lambda h: h.update(sequence=h["sequence"] + 1),
        lambda h: h.update(slots=h["slots"] * 20),
        lambda h: h.pop("mac"),
    ],
)
def test_a_trick_with_the_slots_opens_nothing(two: Store, attack: Callable[[Any], object]) -> None:
    _edit(two.path, attack)
    with pytest.raises(UserError) as refused:
        Store.open(two.path, ANNA, "anna")
    assert refused.value.exit_code in (ExitCode.CANNOT_UNLOCK, ExitCode.STORE_DAMAGED)
    with pytest.raises(UserError):
        keys.add(two, "berta", "Bertas vier Wörter", cost=QUICK)


def test_taking_the_flag_away_does_not_spare_the_key_file(two: Store, tmp_path: Path) -> None:
    file = tmp_path / "stick.key"
    file.write_bytes(bytes(64))
    keys.add(two, "berta", "Bertas vier Wörter", key_file=file, cost=QUICK)
    _edit(two.path, lambda h: h["slots"][3].pop("key_file"))
    assert not _opens(two.path, "Bertas vier Wörter", "berta")


# --- cost ------------------------------------------------------------------------------------------


def test_the_calibrated_cost_is_at_least_what_was_asked_and_above_the_floor() -> None:
    cost = KdfCost.calibrated(0.3)
    start = time.process_time()
    cost.derive(b"x", bytes(16))
    # A tenth off for the noise between two measurements on a shared machine.
    assert time.process_time() - start >= 0.27
    assert FLOOR_KIB <= cost.memory_kib <= keyslots.CEILING_KIB
    assert cost.passes <= keyslots.MOST_PASSES
    assert KdfCost.calibrated(0.3) is cost


def test_a_further_passphrase_costs_what_the_first_one_does(store: Store) -> None:
    keys.add(store, "anna", ANNA)
    kdf = keyfile.read(store.path)["slots"][2]["kdf"]
    assert KdfCost(kdf["memory_kib"], kdf["passes"], kdf["lanes"]) == QUICK


def test_a_recovery_key_is_printed_in_the_form_that_is_read(store: Store) -> None:
    text = keys.new_recovery(store)
    assert recovery_key.to_text(recovery_key.from_text(text)) == text
