"""A case as a file for other programs: one agency's, released, or the analyst's own, stamped as internal.

Release, file and entry in the ledger belong to one transaction, as with tables.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.engine import Connection

from app.analysis.network import build_network
from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, speaking
from app.base.progress import Progress
from app.casework import documents, rows
from app.exchange.case_formats import CASE_FORMATS, CaseFormat, Material
from app.handover.artefact_file import sha256_of_open, whole_file
from app.handover.charts import positions_for
from app.handover.releasing import internal_view, release_case
from app.policy import handing_on_check, ledger
from app.policy.document_check import refuse_documents
from app.policy.release import ReleaseRequest, evaluate, working_view
from app.policy.views import ReleasedView, View
from app.store import roles
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a file would hold and lose: findings that may go, those that stay by reason, and the losses."""

    released: int
    withheld: dict[str, int]
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What was written; `ledger_id` is "" for the analyst's own, `losses` what the format cannot carry."""

    path: Path
    sha256: str
    released: int
    withheld: dict[str, int]
    losses: tuple[str, ...]
    ledger_id: str


def case_format(format_id: str) -> CaseFormat:
    """Return a format by its id; `UserError` naming those there are."""
    found = CASE_FORMATS.get(format_id)
    if found is None:
        raise UserError(
            "export.format",
            _("A case cannot be written as “{format}”."),
            _("Choose from: {formats}."),
            exit_code=ExitCode.USAGE,
            format=format_id,
            formats=", ".join(CASE_FORMATS),
        )
    return found


def foresee(store: Store, case_id: str, request: ReleaseRequest | None, format_id: str) -> Foreseen:
    """Say what a file would hold and lose, before it is written; changes nothing."""
    chosen = case_format(format_id)
    if request is None:
        own = internal_view(store, case_id, today().isoformat())
        return Foreseen(len(own.findings), own.withheld(), chosen.losses(own))
    decided = release_case(store, case_id, request)
    return Foreseen(len(decided.view.findings), decided.withheld(), chosen.losses(decided.view))


def write_case_file(
    store: Store,
    case_id: str,
    request: ReleaseRequest | None,
    format_id: str,
    out: Path,
    *,
    language: str = "de",
    progress: Progress | None = None,
) -> CaseFile:
    """Write a case for the recipient of `request`, or, with None, the analyst's own.

    Raises `UserError` if the person's role does not release, the file cannot be written, or nothing may go
    (exit 1), and `Cancelled`; then there is no file, and one of that name is what it was.
    """
    told = progress or Progress()
    told.step(0, 10)
    chosen = case_format(format_id)
    if request is not None:
        roles.require(store, Act.RELEASE)
    label = _("File written: {name}").format(name=out.name)
    with (
        speaking(language),
        whole_file(out) as file,
        store.write(
            label,
            Action.DISCLOSURE,
            case_id=case_id,
            reason=f"{request.purpose}; {request.occasion}" if request else "",
            # The own file goes to nobody yet: no recipient is said, not forgotten.
            recipient=request.recipient.id if request else "",
            history=False,
        ) as work,
    ):
        view, withheld = _decided(work.connection, case_id, request)
        if request is not None and not view.findings:
            raise _nothing_goes(withheld)
        code = _write(work.connection, view, chosen, file, told)
        shown = chosen.shown(view)
        entry = ""
        if isinstance(shown, ReleasedView):
            entry = ledger.enter(work, shown, ledger.Artefact(format_id, out.name, code))
        else:
            work.about(f"sha256:{code}")
        return CaseFile(out, code, len(shown.findings), withheld, chosen.losses(view), entry)


def _decided(
    connection: Connection, case_id: str, request: ReleaseRequest | None
) -> tuple[View, dict[str, int]]:
    records = rows.case_records(connection, case_id)
    if request is None:
        own = working_view(records, today().isoformat())
        return own, own.withheld()
    before = ledger.disclosed_to(connection, request.recipient.id, case_id)
    decided = evaluate(records, replace(request, disclosed=request.disclosed | before))
    refuse_documents(records, decided)
    handing_on_check.refuse_named(records, decided.view)
    return decided.view, decided.withheld()


def _write(connection: Connection, view: View, chosen: CaseFormat, file: BinaryIO, told: Progress) -> str:
    places = {}
    if chosen.placed:
        network = build_network(view.subjects, view.findings)
        places = positions_for(view, network, "organic", told.stretch(1, 5, 10))

    def contents(document_id: str) -> Iterator[bytes]:
        document = next(d for d in view.documents if d.id == document_id)
        code = hashlib.sha256()
        for piece in documents.pieces(connection, document.sha256):
            code.update(piece)
            yield piece
        if code.hexdigest() != document.sha256:
            raise UserError(
                "document.damaged",
                _("The content of “{name}” is damaged."),
                _("Check the store, and restore it from a backup."),
                name=document.name,
            )

    chosen.write(Material(view, places, contents), file, told.stretch(5, 9, 10))
    code = sha256_of_open(file)
    told.step(10, 10)
    return code


def _nothing_goes(withheld: dict[str, int]) -> UserError:
    return UserError(
        "export.nothing",
        _("Nothing of this case may go to this recipient."),
        _("`release` shows the reasons and the conditions to confirm."),
        exit_code=ExitCode.ANSWER_IS_NO,
        count=sum(withheld.values()),
    )
