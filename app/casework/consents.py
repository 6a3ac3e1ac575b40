"""Consents of originators: asked for, granted, refused or taken back, for one finding and one recipient.

Handling codes and tips (H2, H3, an informant) hold a finding until the agency that delivered it agrees; the
release check reads what is recorded here with the case (`app.policy.consents_in_force`). A consent
that is taken back after the recipient was given the finding opens a notice to that recipient
(`app.casework.notices`), about the finding and about what rests on it.
"""

import datetime as dt
import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.base.records import Consent, ConsentState
from app.casework import consent_rows, notices, rows
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork


def of_case(store: Store, case_id: str) -> tuple[Consent, ...]:
    """Return the latest word per finding and recipient of a case."""
    with store.read() as connection:
        return consent_rows.of_case(connection, case_id)


def has_ended(consent: Consent, day: str = "") -> bool:
    """Tell whether the day of a word is over, on `day` or today."""
    return bool(consent.until) and consent.until < (day or today().isoformat())


def record(
    store: Store,
    case_id: str,
    finding_ids: Sequence[str],
    recipient_id: str,
    state: ConsentState,
    reason: str,
    until: str = "",
) -> Change:
    """Record what an originator said; earlier words stay in the row, `reason` goes to the log.

    `until` is the last day on which an agreement holds, "" without end. An agreement that is taken back calls
    back what the recipient was given; one that is given again takes back a notice that was not sent. Raises
    `UserError` (exit 2) without a reason, for a day that is none or is over, and for a finding that is not of
    this case.
    """
    if not reason.strip():
        raise UserError("consent.reason", _("The reason is missing."), _("It goes into the log."))
    until = _checked(until)
    word = {"state": str(state), "on": today().isoformat(), "until": until, "by": store.user}
    text = ngettext("Consent recorded", "{count} consents recorded", len(finding_ids))
    with (
        role_acts.under(Act.RELEASE),
        store.write(
            text.format(count=len(finding_ids)), Action.ALTERATION, case_id=case_id, reason=reason.strip()
        ) as work,
    ):
        known = {f.id for f in rows.findings(work.connection, case_id)}
        for finding_id in finding_ids:
            if finding_id not in known:
                raise _unknown(finding_id)
            key = consent_rows.row_id(case_id, finding_id, recipient_id)
            before = work.row(tables.meta, key)
            if before is None:
                work.insert(tables.meta, {"id": key, "value": json.dumps([word])})
            else:
                said = [*consent_rows.words(str(before["value"])), word]
                work.update(tables.meta, key, value=json.dumps(said))
            work.about(finding_id)
        _tell(work, list(finding_ids), recipient_id, state)
    return work.done


def _tell(work: UnitOfWork, finding_ids: list[str], recipient_id: str, state: ConsentState) -> None:
    """Open a notice to the recipient about what it has and may not have any more; or take one back."""
    if state is ConsentState.GRANTED:
        resting = resting_on(work.connection, finding_ids)
        notices.withdraw(work, notices.CONSENT_GONE, [*finding_ids, *resting], recipient_id)
        return
    if state is ConsentState.ASKED:
        return
    gone = [i for i in finding_ids if state is ConsentState.WITHDRAWN or _was_granted(work, i, recipient_id)]
    resting = resting_on(work.connection, gone)
    opened = notices.open_for(work, notices.CONSENT_GONE, [*gone, *resting], recipient_id=recipient_id)
    if opened:
        work.label = _("{label}; a notice to the recipient is to be sent").format(label=work.label)
        work.about(*opened)


def _was_granted(work: UnitOfWork, finding_id: str, recipient_id: str) -> bool:
    """Tell whether an earlier word agreed: a refusal after it takes it back."""
    row = work.row(tables.meta, consent_rows.row_id(work.case_id, finding_id, recipient_id)) or {}
    said = consent_rows.words(str(row.get("value", "[]")))
    return any(word["state"] == ConsentState.GRANTED for word in said[:-1])


def resting_on(connection: Connection, finding_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the findings that rest on these, and on those in turn."""
    b = tables.finding_basis
    found: dict[str, None] = {}
    fresh = list(finding_ids)
    while fresh:
        query = select(b.c.finding_id).where(b.c.basis_id.in_(fresh)).order_by(b.c.finding_id)
        fresh = [i for i in connection.execute(query).scalars() if i not in found]
        found.update(dict.fromkeys(fresh))
    return tuple(found)


def _checked(until: str) -> str:
    if not until.strip():
        return ""
    try:
        day = dt.date.fromisoformat(until.strip())
    except ValueError:
        day = None
    if day is None or day < today():
        raise UserError(
            "consent.until",
            _("“{day}” is no day to come."),
            _("Write the last day as 2027-03-31, or nothing for an agreement without end."),
            exit_code=ExitCode.USAGE,
            day=until,
        )
    return day.isoformat()


def _unknown(finding_id: str) -> UserError:
    return UserError(
        "consent.finding",
        _("There is no finding “{id}” in this case."),
        _("Use the id that `release` or the tables show."),
        exit_code=ExitCode.USAGE,
        id=finding_id,
    )


def state_word(state: ConsentState) -> str:
    """Return the name of a state in the language in force."""
    return {
        ConsentState.ASKED: _("consent asked for"),
        ConsentState.GRANTED: _("consent granted"),
        ConsentState.REFUSED: _("consent refused"),
        ConsentState.WITHDRAWN: _("consent taken back"),
    }[state]


def said(consent: Consent) -> str:
    """Return a word with its day, and that it has run out."""
    ended = _("run out on {day}").format(day=consent.until) if has_ended(consent) else ""
    until = _("until {day}").format(day=consent.until) if consent.until and not ended else ""
    return ", ".join(filter(None, (f"{state_word(consent.state)} ({consent.on})", until, ended)))
