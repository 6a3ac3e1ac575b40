"""Notices with their recall packages: for all recipients of a case at once, written, entered, logged.

For each notice there is a letter, and a sealed package where the recipient's keys are known. Neither holds a
value of a finding. Each is a hand-over of its own in the ledger, with its checksum and without findings.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import Agency, CaseHeader, CaseRecords
from app.briefing.document import write_pdf
from app.briefing.notice_letter import NoticeLetter, compose_notice
from app.casework import agencies, cases, notice_text, notices, recalls, rows
from app.casework.notices import Notice
from app.exchange.keys import Identity, PublicIdentity
from app.exchange.payload import Extras
from app.exchange.sealing import seal
from app.handover import identities
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.policy import handing_on_check, ledger
from app.policy.handing_on_check import FreeText
from app.policy.release import nothing_released
from app.store import roles
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

KIND = "recall"
SUFFIX = ".rundblick-paket"
_PREFIX = "BN"


@dataclass(frozen=True, slots=True)
class RecallPaper:
    """What was written for one notice; `package` is None where the recipient's keys are not known."""

    notice_id: str
    number: str
    recipient: str
    findings: int
    letter: Path
    package: Path | None


def prepare(
    store: Store, case_id: str, folder: Path, *, language: str = "de", only: Sequence[str] = ()
) -> tuple[RecallPaper, ...]:
    """Write letters and recall packages for every notice of a case that is to be sent, or for `only` those.

    All of it is one unit of work: after a failure there is no file and no entry. The notices stay open until
    somebody says that they were sent. Raises `UserError` (exit 1) if nothing is to be sent, and
    (`handing_on.names`) for a reason that names what its reader was not given.
    """
    roles.require(store, Act.RELEASE)
    waiting = [n for n in notices.listed(store, case_id=case_id) if not only or n.id in only]
    if not waiting:
        raise UserError(
            "recall.none",
            _("No notice of this case is to be sent."),
            _("A notice opens when a disclosed finding is corrected, restricted, erased or called back."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    header = cases.find(store, case_id)
    names = {a.id: a for a in agencies.all_recipients(store)}
    keys = _keys(store)
    made: list[RecallPaper] = []
    files = _file_names(store, waiting, folder, keys)
    with (
        taken_back_on_failure([path for pair in files.values() for path in pair[1:] if path]),
        store.write(
            _("Notices and recalls prepared"),
            Action.DISCLOSURE,
            case_id=case_id,
            reason=", ".join(files[n.id][0] for n in waiting),
            recipient=recalls.in_the_log(store, (n.agency_id for n in waiting)),
            history=False,
        ) as work,
    ):
        records = rows.case_records(work.connection, header.id)
        for notice in waiting:
            number, letter, package = files[notice.id]
            recipient = names[notice.agency_id]
            _refuse_named(work, records, notice, recipient)
            notices.number_within(work, notice.id, number)
            _write_letter(store, notice, number, letter, package, language)
            _enter(work, header, recipient, number, letter)
            if package is not None:
                _seal(store, work, notice, header, recipient, number, package, keys[recipient.id])
                _enter(work, header, recipient, number, package)
            made.append(
                RecallPaper(notice.id, number, recipient.name_de, len(notice.findings), letter, package)
            )
    return tuple(made)


def _refuse_named(work: UnitOfWork, records: CaseRecords, notice: Notice, recipient: Agency) -> None:
    had = ledger.disclosed_to(work.connection, recipient.id, notice.case_id)
    reason = FreeText("recall.reason", notice.id, notice.reason)
    handing_on_check.refuse_told(records, recipient, had, reason)


def _keys(store: Store) -> dict[str, list[PublicIdentity]]:
    """Return the keys of partners by agency; none where this workstation has none itself."""
    try:
        identities.own(store)
    except UserError as error:
        if error.key != "identity.none":
            raise
        return {}
    found: dict[str, list[PublicIdentity]] = {}
    for partner in identities.partners(store):
        if partner.agency_id and partner.usable(today().isoformat()):
            found.setdefault(partner.agency_id, []).append(partner.keys)
    return found


def _file_names(
    store: Store, waiting: Sequence[Notice], folder: Path, keys: dict[str, list[PublicIdentity]]
) -> dict[str, tuple[str, Path, Path | None]]:
    """Return number, letter and package of each notice; a notice keeps the number it has."""
    with store.read() as connection:
        used = set(notices.numbers(connection))
    found = {}
    for notice in waiting:
        number = notice.number or _next(used)
        used.add(number)
        package = folder / f"{number}{SUFFIX}" if keys.get(notice.agency_id) else None
        found[notice.id] = (number, folder / f"{number}.pdf", package)
    return found


def _next(used: set[str]) -> str:
    start = f"{_PREFIX}-{today().year}-"
    taken = [int(n.removeprefix(start)) for n in used if n.removeprefix(start).isdecimal()]
    return f"{start}{max(taken, default=0) + 1:03d}"


def _write_letter(
    store: Store, notice: Notice, number: str, path: Path, package: Path | None, language: str
) -> None:
    parts = notice_text.parts(store, notice, language)
    name = package.name if package else ""
    letter = NoticeLetter(number=number, day=today().isoformat(), package=name, **asdict(parts))
    with whole_file(path) as file:
        write_pdf(compose_notice(letter, language), file)


def _seal(
    store: Store, work: UnitOfWork, notice: Notice, header: CaseHeader, recipient: Agency, number: str,
    path: Path, keys: Sequence[PublicIdentity],
) -> None:  # fmt: skip
    own: Identity = identities.own(store)
    view = nothing_released(header, recipient, _("recall"), number, today().isoformat())
    recall = recalls.recall_of(work.connection, notice)
    had = ledger.disclosed_to(work.connection, recipient.id, header.id)
    # A correction that the recipient was not given is not named: the wrong value is restricted there.
    known = tuple(i for i in recall.successor_ids if i in had)
    extras = Extras(recalls=(replace(recall, successor_ids=known),))
    sequence = identities.next_sequence(work)
    with whole_file(path) as file:
        seal(view, lambda _document: (), own, keys, sequence, file, extras=extras)


def _enter(work: UnitOfWork, header: CaseHeader, recipient: Agency, number: str, path: Path) -> None:
    view = nothing_released(header, recipient, _("recall"), number, today().isoformat())
    ledger.enter(work, view, ledger.Artefact(KIND, path.name, sha256_of(path)))
