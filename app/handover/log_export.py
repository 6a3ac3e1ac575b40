"""The log as a file that somebody else can verify: CSV to read, JSON lines to check.

An entry is checked without this program: SHA-256 over the text in the CSV column "entry" is the column
"hash", and "previous" is the hash of the entry before. In JSON lines the same text is the object without
its "hash", keys sorted, no blanks, UTF-8. Of a filtered export each entry can be checked, of the whole log
the chain as well; the head in the file ties it to the store and to printed heads.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.casework.agencies import all_recipients
from app.casework.audit_log import Purpose, reason_of, with_recipients
from app.casework.cases import references
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.store import audit, audit_chain, audit_query, head_memory, roles
from app.store.audit import Action, AuditEntry, ChainHead
from app.store.audit_chain import Cut
from app.store.audit_query import LogFilter
from app.store.keyslots import canonical
from app.store.roles import Act
from app.store.store import Store

FORMAT = "rundblick-log/1"
COLUMNS = (
    *("seq", "at", "actor", "action", "case", "label", "reason", "recipient"),
    *("previous", "hash", "entry"),
)
# What a spreadsheet would take for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class LogExport:
    """A file that was written: how many entries it holds, its SHA-256, the head of the chain it names."""

    file: Path
    entries: int
    sha256: str
    head: ChainHead


@dataclass(frozen=True, slots=True)
class _Content:
    """What goes into a file."""

    store_id: str
    head: ChainHead
    cut: Cut | None
    wanted: LogFilter
    names: dict[str, str]
    entries: Iterator[AuditEntry]


def export_log(store: Store, out: Path, wanted: LogFilter, purpose: Purpose, note: str = "") -> LogExport:
    """Write the entries a filter finds, oldest first, to a .csv or .jsonl file, and log that it was done.

    Raises `UserError` if the ending is another, the file cannot be written, or the person's role does not
    export the log; then there is no file.
    """
    roles.require(store, Act.EXPORT_LOG)
    write = _writer(out)
    wanted = with_recipients(store, wanted)
    names = references(store) | {a.id: a.name_de for a in all_recipients(store)}
    with taken_back_on_failure([out]):
        with store.read() as connection, whole_file(out) as file:
            seqs = audit_query.numbers(connection, wanted, newest_first=False)
            head = audit.head(connection)
            entries = audit_query.entries_of(connection, seqs)
            cut = audit_chain.last_cut(connection)
            write(file, _Content(head_memory.store_id(store.path), head, cut, wanted, names, entries))
        code = sha256_of(out)
        _note(store, len(seqs), code, reason_of(purpose, note), wanted.case_id)
    return LogExport(out, len(seqs), code, head)


def _note(store: Store, count: int, code: str, reason: str, case_id: str) -> None:
    label = _("Log exported: {count} entries").format(count=count)
    with store.write(label, Action.DISCLOSURE, case_id=case_id, reason=reason, history=False) as work:
        work.about(f"sha256:{code}")


def _writer(out: Path) -> Callable[[IO[bytes], _Content], None]:
    kinds = {".csv": _write_csv, ".jsonl": _write_json_lines}
    if out.suffix.lower() not in kinds:
        raise UserError(
            "log.ending",
            _("The log is written as .csv or .jsonl, not as {name}."),
            _("Choose one of these endings."),
            exit_code=ExitCode.USAGE,
            name=out.suffix or out.name,
        )
    return kinds[out.suffix.lower()]


def _write_csv(file: IO[bytes], content: _Content) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text, delimiter=";")
    table.writerow(COLUMNS)
    for entry in content.entries:
        table.writerow([_guarded(cell) for cell in _cells(entry, content.names)])
    head = content.head
    table.writerow((head.seq, head.at, "", "head", "", "", "", "", "", head.hash, ""))
    text.flush()
    text.detach()


def _cells(entry: AuditEntry, names: dict[str, str]) -> Sequence[str]:
    body = asdict(entry)
    code = body.pop("hash")
    return (
        *(str(entry.seq), entry.at, entry.actor, entry.action, names.get(entry.case_id, entry.case_id)),
        *(label_of(entry.detail), entry.reason, names.get(entry.recipient, entry.recipient)),
        *(entry.previous, code, canonical(body).decode()),
    )


def label_of(detail: str) -> str:
    """Return what an entry says was done; "" if it does not say."""
    try:
        told = json.loads(detail)
    except ValueError:
        return ""
    return str(told.get("label", "")) if isinstance(told, dict) else ""


def _guarded(cell: str) -> str:
    """Keep a spreadsheet from calculating what somebody typed as a reason."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write_json_lines(file: IO[bytes], content: _Content) -> None:
    first = {
        "format": FORMAT,
        "store": content.store_id,
        "head": asdict(content.head),
        "cut": asdict(content.cut) if content.cut else None,
        "filter": asdict(content.wanted),
    }
    file.write(canonical(first) + b"\n")
    for entry in content.entries:
        file.write(canonical(asdict(entry)) + b"\n")
