"""Notices to recipients: whoever has got a finding learns that it was corrected, restricted or erased.

BDSG section 58(5) and section 75(3) ask for it. A notice is opened in the unit of work that makes the
change and stays a work item until somebody says that it was sent. It names artefacts, days and
provisions from the disclosure ledger and the kind of data, never a value, so it may outlive an erasure.

One finding has at most one open notice per recipient: what happens to it later takes the place of what
was not sent yet.
"""

import datetime as dt
import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from app.base.blocks import blocks
from app.base.clock import now_text, today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

CORRECTED, RESTRICTED, ERASED, RECALLED = "corrected", "restricted", "erased", "recalled"
CONSENT_GONE = "consent_gone"
"""The agency that delivered findings does not agree any more that this recipient has them."""
OPEN, SENT, CONFIRMED = "open", "sent", "confirmed"
_PREFIX = "notice/"


@dataclass(frozen=True, slots=True)
class Given:
    """One finding as the ledger says it was handed over; type and property are the kind of data, no value."""

    finding_id: str
    subject_type: str
    property: str
    artefact: str
    made_at: str
    provision: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What one recipient has to be told; `act` is what became of the findings, `state` open, sent, confirmed.

    `since` is the moment it came up, `sent_at`, `sent_by` and `remark` say how it was sent; `confirmed_at`,
    `confirmed_by` and `answer` how the recipient confirmed it. `number` is that of its letter, "" while none
    was made; `reason` is what a person wrote for the recipient where findings are called back.
    """

    id: str
    state: str
    case_id: str
    agency_id: str
    act: str
    since: str
    given: tuple[Given, ...]
    sent_at: str = ""
    sent_by: str = ""
    remark: str = ""
    confirmed_at: str = ""
    confirmed_by: str = ""
    answer: str = ""
    number: str = ""
    reason: str = ""

    @property
    def findings(self) -> tuple[str, ...]:
        """The ids of the findings it is about."""
        return tuple(dict.fromkeys(g.finding_id for g in self.given))


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who has got findings: what, in which hand-overs."""

    agency_id: str
    given: tuple[Given, ...] = field(default=())


def recipients(connection: Connection, finding_ids: Iterable[str]) -> tuple[Recipient, ...]:
    """Return who has got any of these findings, by the disclosure ledger."""
    found: dict[str, list[Given]] = {}
    for agency_id, given, _case in _given(connection, finding_ids):
        found.setdefault(agency_id, []).append(given)
    return tuple(Recipient(agency, tuple(items)) for agency, items in found.items())


def open_for(
    work: UnitOfWork, act: str, finding_ids: Sequence[str], reason: str = "", recipient_id: str = ""
) -> tuple[str, ...]:
    """Open one notice per recipient of these findings within the caller's unit of work; return their ids.

    Call it before rows are erased: the kind of data is read from them. `reason` is told to the recipient;
    with a `recipient_id` nobody else is told anything.
    """
    found: dict[tuple[str, str], list[Given]] = {}
    for agency_id, given, case_id in _given(work.connection, finding_ids):
        if recipient_id in ("", agency_id):
            found.setdefault((agency_id, case_id), []).append(given)
    if not found:
        return ()
    _drop(work, finding_ids, recipient_id=recipient_id)
    made = []
    for (agency_id, case_id), items in found.items():
        notice = Notice("", OPEN, case_id, agency_id, act, now_text(), tuple(items), reason=reason)
        made.append(work.insert(tables.meta, {"id": f"{_PREFIX}{new_id()}", "value": _data(notice)}))
    return tuple(made)


def withdraw(work: UnitOfWork, act: str, finding_ids: Sequence[str], recipient_id: str = "") -> None:
    """Take back what was not sent yet about an act that was itself taken back."""
    _drop(work, finding_ids, act, recipient_id)


def _drop(work: UnitOfWork, finding_ids: Sequence[str], act: str = "", recipient_id: str = "") -> None:
    """Take these findings out of the open notices; a notice about nothing goes."""
    gone = set(finding_ids)
    for notice in _read(work.connection, OPEN):
        left = tuple(g for g in notice.given if g.finding_id not in gone)
        other = recipient_id not in ("", notice.agency_id)
        if other or len(left) == len(notice.given) or (act and notice.act != act):
            continue
        if left:
            work.update(tables.meta, notice.id, value=_data(replace(notice, given=left)))
        else:
            work.delete(tables.meta, notice.id)


def listed(store: Store, *, case_id: str = "", sent: bool = False) -> tuple[Notice, ...]:
    """Return the notices to be sent (or those sent, confirmed or not), oldest first."""
    with store.read() as connection:
        found = _read(connection, *((SENT, CONFIRMED) if sent else (OPEN,)))
    chosen = [n for n in found if not case_id or n.case_id == case_id]
    return tuple(sorted(chosen, key=lambda n: (n.since, n.agency_id, n.id)))


def mark_sent(store: Store, notice_id: str, remark: str) -> Change:
    """Say that a notice was sent, and how; the log names the recipient. Refused without a remark."""
    if not remark.strip():
        raise UserError(
            "notice.remark",
            _("The notice needs a word on how it was sent."),
            _("Name the letter, its date, or why it was not needed."),
        )
    notice = find(store, notice_id)
    if notice.state != OPEN:
        raise UserError(
            "notice.sent",
            _("This notice is marked as sent already."),
            _("Nothing is left to do."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    done = replace(notice, state=SENT, sent_at=now_text(), sent_by=store.user, remark=remark.strip())
    label = _("Notice marked as sent")
    return _keep(store, done, label, Action.DISCLOSURE, reason=done.remark, recipient=done.agency_id)


def mark_confirmed(store: Store, notice_id: str, answer: str) -> Change:
    """Say that the recipient confirmed a notice that was sent, and how. Refused without a word on that."""
    if not answer.strip():
        raise UserError(
            "notice.answer",
            _("It is not said how the recipient confirmed."),
            _("Name the answer and its date."),
        )
    notice = find(store, notice_id)
    if notice.state != SENT:
        raise UserError(
            "notice.state",
            _("Only a notice that was sent can be confirmed, and once."),
            _("Mark it as sent first."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    done = replace(
        notice, state=CONFIRMED, confirmed_at=now_text(), confirmed_by=store.user, answer=answer.strip()
    )
    label = _("Notice confirmed by the recipient")
    return _keep(store, done, label, Action.ALTERATION, reason=done.answer, recipient=done.agency_id)


def _keep(store: Store, notice: Notice, label: str, action: Action, *, reason: str, recipient: str) -> Change:
    with store.write(label, action, case_id=notice.case_id, reason=reason, recipient=recipient) as work:
        work.update(tables.meta, notice.id, value=_data(notice))
        work.about(notice.id, *notice.findings)
    return work.done


def number_within(work: UnitOfWork, notice_id: str, number: str) -> None:
    """Note the number of a notice's letter within the caller's unit of work."""
    row = work.row(tables.meta, notice_id)
    if row is not None:
        work.update(
            tables.meta, notice_id, value=_data(replace(_notice(notice_id, row["value"]), number=number))
        )


def unsettled(connection: Connection) -> list[Notice]:
    """Return the notices that no recipient has confirmed yet, sent or not."""
    return _read(connection, OPEN, SENT)


def numbers(connection: Connection) -> frozenset[str]:
    """Return the numbers of letters that are in use."""
    return frozenset(n.number for n in _read(connection, OPEN, SENT, CONFIRMED) if n.number)


def find(store: Store, notice_id: str) -> Notice:
    """Return a notice; `UserError` (exit 1) if there is none with this id."""
    m = tables.meta
    with store.read() as connection:
        row = connection.execute(select(m).where(m.c.id == notice_id)).first()
    if row is None or not notice_id.startswith(_PREFIX):
        raise UserError(
            "notice.unknown",
            _("There is no notice “{id}” in this store."),
            _("Take the id from the list of notices."),
            exit_code=ExitCode.ANSWER_IS_NO,
            id=notice_id,
        )
    return _notice(row.id, row.value)


def as_dict(notice: Notice) -> dict[str, object]:
    """Return a notice for a JSON document: everything, with the day since when it waits."""
    return {**asdict(notice), "days": (today() - _day(notice.since)).days}


def _day(moment: str) -> dt.date:
    return dt.date.fromisoformat(moment[:10])


def _given(connection: Connection, finding_ids: Iterable[str]) -> list[tuple[str, Given, str]]:
    """Return (recipient, what was given, case) from the ledger, oldest first."""
    ids = list(dict.fromkeys(finding_ids))
    found = []
    for block in blocks(ids):
        for row in connection.execute(_given_of_findings(), {"ids": block}):
            kind = row.type or "", row.property or ""
            given = Given(row.finding_id, *kind, row.artefact_name, row.made_at, row.provision)
            found.append((row.agency_id, given, row.case_id))
    return found


@functools.cache
def _given_of_findings() -> Select[Any]:
    """Asked at every correction; made anew each time it would cost more than its answer."""
    d, h, f, s = tables.disclosure, tables.handover, tables.finding, tables.subject
    return (
        select(h.c.agency_id, h.c.case_id, d.c.finding_id, s.c.type, f.c.property)
        .add_columns(h.c.artefact_name, h.c.made_at, d.c.provision)
        .join(h, h.c.id == d.c.handover_id)
        .outerjoin(f, f.c.id == d.c.finding_id)
        .outerjoin(s, s.c.id == f.c.subject_id)
        .where(d.c.finding_id.in_(bindparam("ids", expanding=True)))
        .order_by(h.c.made_at, h.c.artefact_name, h.c.id, d.c.finding_id)
    )


def open_counts(connection: Connection) -> dict[str, tuple[int, str]]:
    """Return per case how many notices are to be sent, and the moment since when the oldest waits."""
    found: dict[str, tuple[int, str]] = {}
    for notice in _read(connection, OPEN):
        count, since = found.get(notice.case_id, (0, notice.since))
        found[notice.case_id] = (count + 1, min(since, notice.since))
    return found


def _read(connection: Connection, *states: str) -> list[Notice]:
    m = tables.meta
    # Right behind the prefix in the order of bytes: the primary key finds the range.
    query = select(m.c.id, m.c.value).where(m.c.id >= _PREFIX, m.c.id < _PREFIX.replace("/", "0"))
    found = [_notice(row.id, row.value) for row in connection.execute(query)]
    return [n for n in found if n.state in states]


def _notice(notice_id: str, data: str) -> Notice:
    content = json.loads(data)
    given = tuple(Given(**g) for g in content.pop("given"))
    return Notice(id=notice_id, given=given, **content)


def _data(notice: Notice) -> str:
    content = asdict(notice)
    del content["id"]
    return json.dumps(content, ensure_ascii=False)
