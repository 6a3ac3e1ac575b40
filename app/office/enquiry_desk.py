"""The enquiries desk: what other authorities ask the office, by when it is answered, and what was searched.

An enquiry is an entry of the register `enquiry_desk`. A search says hit or no hit, to the desk and nobody
else; it is logged, and the register keeps what kind of search it was and its number in the log, neither the
words nor the result.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.casework import cross_check
from app.casework.cross_check import NAME, CrossAnswer, Probe
from app.office.entries import Entry, get, list_entries
from app.office.entry_checks import checked_row
from app.office.numbering import next_number
from app.office.register_model import register
from app.store import audit, role_acts, roles, tables
from app.store.audit import Action
from app.store.change import Change
from app.store.role_acts import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

REGISTER, PREFIX = "enquiry_desk", "AN"
OPEN, ANSWERED, REFERRED, DECLINED = "open", "answered", "referred", "declined"
OUTCOMES = (ANSWERED, REFERRED, DECLINED)
DAYS_TO_ANSWER = 14
"""Proposed where the asking agency names no deadline; the office decides."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One enquiry with its number; `overdue`: it is open past its deadline."""

    entry: Entry
    number: str
    state: str
    deadline: str
    overdue: bool

    def value(self, field: str) -> str:
        """Return the value of a field of the register, "" if it has none."""
        return self.entry.value(field)


def record(store: Store, values: Mapping[str, str]) -> Change:
    """Enter an enquiry under the next number of this year; received today unless said otherwise.

    Without a deadline it gets `DAYS_TO_ANSWER`. Raises `UserError` naming the field that is wrong.
    """
    said = {"received": today().isoformat(), **{k: v for k, v in values.items() if v.strip()}}
    said.setdefault("deadline", _deadline(said["received"]))
    label = _("Enquiry entered")
    with role_acts.under(Act.KEEP_OFFICE), store.write(label, Action.COLLECTION) as work:
        said["number"] = next_number(work.connection, REGISTER, PREFIX, today().year)
        work.about(work.insert(tables.register_entry, checked_row(register(REGISTER), said, OPEN)))
    return work.done


def _deadline(received: str) -> str:
    try:
        return (dt.date.fromisoformat(received) + dt.timedelta(days=DAYS_TO_ANSWER)).isoformat()
    except ValueError:
        return (today() + dt.timedelta(days=DAYS_TO_ANSWER)).isoformat()


def listed(store: Store, *, state: str = "", year: str = "") -> tuple[Enquiry, ...]:
    """Return the enquiries, the newest first; narrowed to a state, or a year of receipt."""
    found = [of(e) for e in list_entries(store, REGISTER)]
    chosen = [
        e
        for e in found
        if (not state or e.state == state) and (not year or e.value("received").startswith(year))
    ]
    return tuple(sorted(chosen, key=lambda e: e.number, reverse=True))


def find(store: Store, text: str) -> Enquiry:
    """Return the enquiry with this number or id; `UserError` (exit 1) if there is none."""
    found = next((e for e in listed(store) if text in (e.number, e.entry.id)), None)
    if found is None:
        raise UserError(
            "enquiry.unknown",
            _("There is no enquiry “{number}”."),
            _("Take the number from the list of enquiries."),
            exit_code=ExitCode.ANSWER_IS_NO,
            number=text,
        )
    return found


def of(entry: Entry) -> Enquiry:
    """Return an entry of the register as an enquiry."""
    deadline = entry.value("deadline")
    late = entry.state == OPEN and bool(deadline) and deadline < today().isoformat()
    return Enquiry(entry, entry.value("number"), entry.state, deadline, late)


def search(store: Store, enquiry_id: str, probe: Probe) -> CrossAnswer:
    """Ask all cases whether they know what is asked about: hit or no hit, and whom to ask within the office.

    Logged here and in every case that was hit; the enquiry keeps kind and log number of the search. Raises
    `UserError` for an enquiry that was answered, and if its legal basis tells what is asked about.
    """
    roles.require(store, Act.KEEP_OFFICE)
    enquiry = require_open(of(get(store, enquiry_id)))
    said = cross_check.checked_reason(
        probe, _("Enquiry {number}").format(number=enquiry.number), enquiry.value("legal_basis")
    )
    number = new_id()[:8].upper()
    with store.write(
        _("All cases asked for an enquiry: no hit"), Action.COMBINATION, reason=said, history=False
    ) as work:
        hit = cross_check.cases_hit(work.connection, "", probe)
        if hit:
            work.label = _("All cases asked for an enquiry: hit")
        work.about(number, enquiry_id)
        ask = cross_check.controllers_of(work.connection, hit)
        for case_id in sorted(hit):
            label = _("Asked for an enquiry: hit")
            audit.append(
                work.connection,
                work.actor,
                Action.COMBINATION,
                json.dumps({"label": label, "kinds": [], "ids": [number]}),
                case_id=case_id,
                reason=said,
            )
        noted = _("{kind}, log number {number}").format(kind=_kind_of(probe), number=number)
        searched = "; ".join(filter(None, (enquiry.value("searched"), noted)))
        put(work, enquiry.entry, {"searched": searched}, OPEN)
    return CrossAnswer(number, bool(hit), tuple(sorted(set(ask.values()))))


def put(work: UnitOfWork, entry: Entry, values: Mapping[str, str], state: str) -> None:
    """Change an enquiry within the caller's change; what it replaces cannot be taken back any more."""
    row = checked_row(register(REGISTER), {**entry.values, **values}, state)
    work.forget([entry.id])
    work.update(tables.register_entry, entry.id, state=row["state"], data=row["data"])


def require_open(enquiry: Enquiry) -> Enquiry:
    """Return it; `UserError` (exit 1) if it was answered."""
    if enquiry.state != OPEN:
        raise UserError(
            "enquiry.answered",
            _("Enquiry {number} was answered."),
            _("Enter a new enquiry that refers to it."),
            exit_code=ExitCode.ANSWER_IS_NO,
            number=enquiry.number,
        )
    return enquiry


def _kind_of(probe: Probe) -> str:
    kinds = [kind for kind, _value in probe.identifiers] or [NAME]
    words = {NAME: _("name and date of birth")}
    return ", ".join(words.get(kind, kind) for kind in kinds)
