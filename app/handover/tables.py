"""Tables as files: one agency's, released, or the analyst's own, stamped as internal.

Release, file and entry in the ledger belong to one transaction: the file takes its name only after the
ledger holds it, and what was decided is what was in force then.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import CaseRecords
from app.casework import rows
from app.exchange.table_content import content
from app.exchange.table_export import CsvStyle, write_table
from app.exchange.table_selection import TableKind, findings_behind, narrowed
from app.handover.artefact_file import sha256_of_open, whole_file
from app.handover.ledger_entry import disclosing
from app.policy import handing_on_check, ledger
from app.policy.release import Reason, Release, ReleaseRequest, evaluate, working_view
from app.policy.views import View
from app.store import roles
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TableWish:
    """What table is wanted: `ids` are its rows in their order, None for all; `fmt` is csv or xlsx."""

    kind: TableKind
    fmt: str
    ids: tuple[str, ...] | None = None
    style: CsvStyle = field(default_factory=CsvStyle)


@dataclass(frozen=True, slots=True)
class TableFile:
    """What was written.

    `rows` counts the rows, `released` the findings in it, `withheld` those behind the chosen rows that
    stay, by reason. `left_out` counts chosen rows that are not in the file. `ledger_id` is "" for the
    analyst's own. `notes` says what the format cannot carry.
    """

    path: Path
    sha256: str
    rows: int
    released: int
    withheld: dict[str, int]
    left_out: int
    ledger_id: str
    notes: tuple[str, ...]


def write_table_file(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    wish: TableWish,
    out: Path,
    *,
    reason: str = "",
    progress: Progress | None = None,
) -> TableFile:
    """Write a table of a case for the recipient of `request`, or, with None, the analyst's own.

    `reason` says in the log why an internal table was written. Raises `UserError` if the person's role
    does not release, the file cannot be written, or nothing of it may go (exit 1), and
    `Cancelled`; then there is no file, and one of that name is what it was.
    """
    told = progress or Progress()
    told.step(0, 10)
    if request is not None:
        roles.require(store, Act.RELEASE)
        return _hand_over(store, case_id, request, wish, out, told)
    label = _("Internal table written: {name}").format(name=out.name)
    with (
        whole_file(out) as file,
        # It goes to nobody yet: no recipient is said, not forgotten.
        store.write(
            label, Action.DISCLOSURE, case_id=case_id, reason=reason, recipient="", history=False
        ) as work,
    ):
        view = working_view(rows.case_records(work.connection, case_id), today().isoformat())
        count, notes, code = _write(view, wish, file, told)
        work.about(f"sha256:{code}")
    stays, missing = view.withheld(), _missing(wish, count)
    return TableFile(out, code, count, len(view.findings), stays, missing, "", notes)


def _hand_over(
    store: Store, case_id: str, request: ReleaseRequest, wish: TableWish, out: Path, told: Progress
) -> TableFile:
    with (
        whole_file(out) as file,
        disclosing(store, _("Table handed over"), case_id, request) as work,
    ):
        records = rows.case_records(work.connection, case_id)
        release = _decided(work, case_id, records, request, wish)
        view = narrowed(release.view, wish.kind, wish.ids)
        handing_on_check.refuse_named(records, view)
        withheld = withheld_behind(records, release, wish)
        if not view.findings:
            raise _nothing_goes(withheld)
        count, notes, code = _write(view, wish, file, told)
        if not count:
            raise _nothing_goes(withheld)
        entry = ledger.enter(work, view, ledger.Artefact("table", out.name, code))
    return TableFile(out, code, count, len(view.findings), withheld, _missing(wish, count), entry, notes)


def _missing(wish: TableWish, count: int) -> int:
    return len(wish.ids) - count if wish.ids is not None else 0


def _decided(
    work: UnitOfWork, case_id: str, records: CaseRecords, request: ReleaseRequest, wish: TableWish
) -> Release:
    before = ledger.disclosed_to(work.connection, request.recipient.id, case_id)
    documents = request.documents
    if wish.kind is TableKind.DOCUMENTS:
        # Listing a document is choosing it; its content does not go with a table.
        documents |= {d.id for d in records.documents if wish.ids is None or d.id in wish.ids}
    return evaluate(records, replace(request, disclosed=request.disclosed | before, documents=documents))


def withheld_behind(records: CaseRecords, release: Release, wish: TableWish) -> dict[str, int]:
    """Return how many findings behind the rows of a table stay, by reason; corrected ones do not count."""
    asked = findings_behind(records, wish.kind, wish.ids)
    counts: dict[str, int] = {}
    for decision in release.decisions:
        if decision.finding_id in asked and decision.reason not in (None, Reason.SUPERSEDED):
            counts[str(decision.reason)] = counts.get(str(decision.reason), 0) + 1
    return counts


def _write(view: View, wish: TableWish, file: IO[bytes], told: Progress) -> tuple[int, tuple[str, ...], str]:
    table = content(view, wish.kind, wish.ids, told.stretch(1, 5, 10))
    notes = write_table(table, file, wish.fmt, wish.style, told.stretch(5, 9, 10))
    told.step(9, 10)
    code = sha256_of_open(file)
    told.step(10, 10)
    return len(table.rows), notes, code


def internal_name(path: Path) -> Path:
    """Return the path with a file name that says "internal", for what was not released."""
    word = _("internal-not-for-release")
    return path if word in path.stem else path.with_name(f"{path.stem}-{word}{path.suffix}")


def _nothing_goes(withheld: dict[str, int]) -> UserError:
    return UserError(
        "table.nothing",
        _("Nothing of this table may go to this recipient ({count} findings stay)."),
        _("See “Release” for the reasons, and confirm the conditions there."),
        exit_code=ExitCode.ANSWER_IS_NO,
        count=sum(withheld.values()),
    )
