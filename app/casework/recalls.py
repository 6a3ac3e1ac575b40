"""Calling back what was passed on: who has it, what they are told, and the recall that a package carries.

A notice (`app.casework.notices`) opens by itself when a disclosed finding is corrected, restricted or erased,
or its originator takes a consent back; `demand` opens one where a finding should not have gone at all. A
`RecallNotice` says the same to the recipient's program.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.recall_records import RecallKind, RecallNotice
from app.casework import agencies, notices
from app.casework.notices import Notice, Recipient
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store


def who_has(store: Store, finding_ids: Sequence[str]) -> tuple[Recipient, ...]:
    """Return who was given any of these findings, by the disclosure ledger."""
    with store.read() as connection:
        return notices.recipients(connection, finding_ids)


def in_the_log(store: Store, agency_ids: Iterable[str]) -> str:
    """Return recipients as the log names them: one by its id, several by their names."""
    found = sorted(set(agency_ids))
    if len(found) == 1:
        return found[0]
    names = {a.id: a.name_de for a in agencies.all_recipients(store)}
    return ", ".join(names.get(i, i) for i in found)


def demand(store: Store, case_id: str, finding_ids: Sequence[str], reason: str) -> Change:
    """Call findings back from everybody who was given them; `reason` is told to them and goes to the log.

    Raises `UserError` without a reason, for findings of another case, and where nobody was given any.
    """
    if not reason.strip():
        raise UserError(
            "recall.reason",
            _("It is not said why the findings are called back."),
            _("Write it for the recipient, without the content of the findings."),
        )
    told = in_the_log(store, [r.agency_id for r in who_has(store, finding_ids)])
    with (
        role_acts.under(Act.RELEASE),
        store.write(
            _("Findings called back"),
            Action.DISCLOSURE,
            case_id=case_id,
            reason=reason.strip(),
            recipient=told,
        ) as work,
    ):
        _require(work.connection, case_id, finding_ids)
        opened = notices.open_for(work, notices.RECALLED, list(finding_ids), reason.strip())
        if not opened:
            raise UserError(
                "recall.nobody",
                _("Nobody was given any of these findings."),
                _("The ledger shows what went to whom."),
                exit_code=ExitCode.ANSWER_IS_NO,
            )
        work.about(*opened, *finding_ids)
    return work.done


def recall_of(connection: Connection, notice: Notice) -> RecallNotice:
    """Return a notice as a package carries it; successors are the corrections that are in force here."""
    f = tables.finding.c
    ids = notice.findings
    query = select(f.id).where(f.supersedes.in_(ids), f.restricted.is_(False)).order_by(f.id)
    corrected = notice.act == notices.CORRECTED
    successors = tuple(connection.execute(query).scalars()) if corrected else ()
    # To the recipient's program a consent that is gone is a recall; the letter says why.
    kind = RecallKind.RECALLED if notice.act == notices.CONSENT_GONE else RecallKind(notice.act)
    return RecallNotice(ids, notice.reason, kind, notice.since, successors)


def for_recipient(connection: Connection, case_id: str, agency_id: str) -> tuple[RecallNotice, ...]:
    """Return what one recipient of a case has to be told and has not confirmed, oldest first."""
    found = [n for n in notices.unsettled(connection) if (n.case_id, n.agency_id) == (case_id, agency_id)]
    return tuple(recall_of(connection, n) for n in sorted(found, key=lambda n: (n.since, n.id)))


def _require(connection: Connection, case_id: str, finding_ids: Sequence[str]) -> None:
    """Findings that were erased are no rows any more; the ledger still knows whose case they were of."""
    d, h = tables.disclosure.c, tables.handover.c
    query = (
        select(d.finding_id)
        .join(tables.handover, h.id == d.handover_id)
        .where(d.finding_id.in_(finding_ids), h.case_id != case_id)
    )
    other = connection.execute(query).scalar()
    if other is not None:
        raise UserError(
            "recall.case",
            _("“{id}” is no finding of this case."),
            _("Use the ids that the ledger shows for this case."),
            exit_code=ExitCode.USAGE,
            id=other,
        )
