"""Consents of originators: asked for, granted, refused or taken back, for one finding and one recipient.

Handling codes and tips (H2, H3, an informant) hold a finding until the agency that delivered it agrees; the
release check reads what is recorded here with the case (`app.policy.release.consents_in_force`).
"""

import datetime as dt
import json
from collections.abc import Sequence

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, ngettext
from app.base.records import Consent, ConsentState
from app.casework import consent_rows, rows
from app.store import role_acts, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store


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

    `until` is the last day on which an agreement holds, "" without end. Raises `UserError` (exit 2) without a
    reason, for a day that is none or is over, and for a finding that is not of this case.
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
    return work.done


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
