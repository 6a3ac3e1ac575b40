"""The log as a file: whoever gets it can verify it with SHA-256 alone."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from app.base.errors import UserError
from app.casework import agencies, cases
from app.casework.audit_log import Purpose, end_of, look, reason_of, start_of, with_recipients
from app.casework.consultation import note_consultation
from app.handover.log_export import COLUMNS, FORMAT, export_log
from app.store import audit, audit_query, keys, roles
from app.store.audit import Action
from app.store.audit_query import LogFilter
from app.store.store import Store

LINK = '=HYPERLINK("http://muster")'


def entries(store: Store) -> list[audit.AuditEntry]:
    with store.read() as connection:
        return list(audit.entries(connection))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_table_can_be_verified_without_this_program(store: Store, tmp_path: Path) -> None:
    case_id = cases.create(store, "360-2026-001", "Titel", "Zweck", "§ 1").ids[0]
    store.consult(case_id, "Geprüft", LINK)
    made = export_log(store, tmp_path / "log.csv", LogFilter(), Purpose.LAWFULNESS)
    *rows, head = read_csv(made.file)
    assert tuple(rows[0]) == COLUMNS
    previous = ""
    for row in rows:
        assert hashlib.sha256(row["entry"].encode()).hexdigest() == row["hash"]
        assert row["previous"] == json.loads(row["entry"])["previous"] == previous
        previous = row["hash"]
    assert (head["action"], head["hash"]) == ("head", previous)
    assert made.entries == len(rows)
    assert {row["case"] for row in rows} == {"", "360-2026-001"}


def test_a_reason_is_no_formula(store: Store, tmp_path: Path) -> None:
    store.consult("", "Geprüft", LINK)
    made = export_log(store, tmp_path / "log.csv", LogFilter(), Purpose.INTEGRITY)
    shown = [row["reason"] for row in read_csv(made.file)]
    assert f"'{LINK}" in shown
    assert not [cell for row in read_csv(made.file) for cell in row.values() if cell[:1] in "=+@\t" and cell]


def test_json_lines_name_the_head_and_hold_every_field(store: Store, tmp_path: Path) -> None:
    store.consult("", "Geprüft")
    made = export_log(store, tmp_path / "log.jsonl", LogFilter(action="consultation"), Purpose.LAWFULNESS)
    first, *lines = [json.loads(line) for line in made.file.read_text(encoding="utf-8").splitlines()]
    assert (first["format"], first["head"]["hash"]) == (FORMAT, made.head.hash)
    assert first["filter"]["action"] == "consultation"
    assert len(lines) == made.entries == 1
    code = lines[0].pop("hash")
    text = json.dumps(lines[0], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == code


def test_an_export_is_logged_with_purpose_and_fingerprint(store: Store, tmp_path: Path) -> None:
    made = export_log(store, tmp_path / "log.csv", LogFilter(), Purpose.CRIMINAL_PROCEEDINGS, "Az. 1 Js 2/26")
    last = entries(store)[-1]
    assert last.action == Action.DISCLOSURE
    assert last.reason == reason_of(Purpose.CRIMINAL_PROCEEDINGS, "Az. 1 Js 2/26")
    assert made.sha256 in last.detail


@pytest.mark.parametrize("name", ["log.pdf", "log"])
def test_other_endings_are_refused(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError) as refused:
        export_log(store, tmp_path / name, LogFilter(), Purpose.LAWFULNESS)
    assert refused.value.key == "log.ending"
    assert list(tmp_path.glob(name)) == []


def test_who_may_not_read_the_log_does_not(store: Store, tmp_path: Path) -> None:
    with store.write("Roles", Action.ADMINISTRATION, history=False) as work:
        roles.give(work, "weitere", [roles.Role.DATA_PROTECTION])
        roles.give(work, "muster", [roles.Role.ANALYST])
    own = keys.slots(store)
    store.slot_id = next(s.id for s in own if s.label == "muster")
    before = len(entries(store))
    with pytest.raises(UserError) as refused:
        look(store, Purpose.SELF_MONITORING)
    assert refused.value.key == "roles.refused"
    with pytest.raises(UserError):
        export_log(store, tmp_path / "log.csv", LogFilter(), Purpose.LAWFULNESS)
    assert len(entries(store)) == before


def test_days_are_days_here_and_moments_moments() -> None:
    assert start_of("") == end_of("") == ""
    assert start_of("2026-01-31") < end_of("2026-01-31") == start_of("2026-02-01")
    assert start_of("31.01.2026") == start_of("2026-01-31")
    assert start_of("2026-01-31T10:00:00Z") == "2026-01-31T10:00:00Z" == end_of("2026-01-31T10:00:00Z")
    for wrong in ("gestern", "2026-02-30", "30.02.2026", "2026"):
        with pytest.raises(UserError):
            start_of(wrong)


def test_recipients_are_found_by_name(store: Store) -> None:
    agency = agencies.add(store, "A01", "Polizei Musterstadt", "Police Musterstadt").ids[0]
    with store.write("Handed over", Action.DISCLOSURE, recipient=agency, history=False):
        pass
    wanted = with_recipients(store, LogFilter(text="musterstadt", action="disclosure"))
    with store.read() as connection:
        assert len(audit_query.numbers(connection, wanted)) == 1


def test_the_same_look_within_a_sitting_is_one_consultation(store: Store) -> None:
    assert note_consultation(store, "", "Search over all cases")
    assert not note_consultation(store, "", "Search over all cases")
    assert note_consultation(store, "c", "Search over all cases")
    assert note_consultation(store, "", "Ledger shown")
    consulted = [e for e in entries(store) if e.action == Action.CONSULTATION]
    assert len(consulted) == 3
    assert all(e.reason for e in consulted)
