"""Contributions and sources: who delivered what, and how they know."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Contribution, Label, Source
from app.casework import quarantine, rows, withdrawal, writing
from app.ontology.values import normalise
from app.policy import labels
from app.policy.provisions import find as find_provision
from app.policy.release import ACCEPTED_CLASSIFICATIONS
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

RELIABILITY = ("A", "B", "C", "X")
EARLIEST = dt.date(1990, 1, 1)
"""What is said to have been received before is a slip of the pen."""
CHANGEABLE = ("title", "agency_id", "received", "provision", "purpose", "classification")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an agency delivered, as somebody registers it.

    `kind`, `reference` and `reliability` are those of its first source; without a reference none is made.
    """

    agency_id: str
    title: str
    kind: str = ""
    reference: str = ""
    reliability: str = "X"
    received: str = ""
    provision: str = ""
    purpose: str = ""
    regime: str = ""
    classification: str = "OPEN"
    label: Label | None = None


def check_classification(classification: str) -> None:
    """Raise `UserError` for material this workstation may not hold."""
    if classification not in ACCEPTED_CLASSIFICATIONS:
        raise UserError(
            "contribution.classification",
            _("Classification “{given}” is not accepted on this workstation."),
            _("Return it to the sender; only OPEN and VS-NfD material may be held here."),
            given=classification,
        )


def check_received(text: str) -> str:
    """Return the day of receipt as ISO text, today for ""; raise `UserError` (contribution.received)."""
    if not text.strip():
        return today().isoformat()
    remedy = _("Write the day it arrived, for example 2026-03-05 or 05.03.2026.")
    try:
        day = normalise("partial_date", text.strip())
    except ValueError as error:
        sentence = _("Received on: {reason}")
        raise UserError("contribution.received", sentence, remedy, reason=error) from error
    if not _DAY.fullmatch(day):
        raise UserError("contribution.received", _("“{day}” is not a whole day."), remedy, day=text.strip())
    if not EARLIEST <= dt.date.fromisoformat(day) <= today():
        sentence = (
            _("{day} is in the future.") if day > today().isoformat() else _("{day} lies before {year}.")
        )
        raise UserError("contribution.received", sentence, remedy, day=text.strip(), year=EARLIEST.year)
    return day


def register(
    store: Store,
    case_id: str,
    agency_id: str,
    title: str,
    *,
    received: str = "",
    provision: str = "",
    purpose: str = "",
    regime: str = "",
    classification: str = "OPEN",
    label: Label | None = None,
) -> Change:
    """Write the frame of a contribution, for what brings its content along; holds nothing in quarantine.

    People register through `take_in`. Without a label (PolG NRW section 22b) nothing of it can leave.
    """
    check_classification(classification)
    if provision:
        find_provision(provision)
    contribution = Contribution(
        id=new_id(),
        case_id=case_id,
        agency_id=agency_id,
        title=title,
        received=received or today().isoformat(),
        provision=provision,
        purpose=purpose,
        regime=regime,
        classification=classification,
        label=label,
    )
    with store.write(_("Contribution registered"), Action.COLLECTION, case_id=case_id) as work:
        writing.write_contributions(work, [contribution])
        work.about(contribution.id)
    return work.done


def take_in(store: Store, case_id: str, arrival: Arrival) -> Change:
    """Register what an agency delivered, with its first source, in one step.

    Where the label lacks a part, it goes into quarantine (`app.casework.quarantine`). `Change.ids` begins
    with the contribution, its source follows.
    """
    contribution = _checked(new_id(), case_id, arrival)
    with store.write(_("Contribution registered"), Action.COLLECTION, case_id=case_id) as work:
        writing.write_contributions(work, [contribution])
        work.about(contribution.id)
        if arrival.reference.strip():
            _check_reliability(arrival.reliability)
            reference = arrival.reference.strip()
            kind = arrival.kind.strip()
            source = Source(new_id(), contribution.id, kind, reference, arrival.reliability, None)
            writing.write_sources(work, [source])
            work.about(source.id)
        quarantine.hold_unlabelled(work, contribution)
    return work.done


def _checked(contribution_id: str, case_id: str, arrival: Arrival) -> Contribution:
    if not arrival.title.strip():
        raise UserError("contribution.title", _("The title is missing."), _("Say what was delivered."))
    if not arrival.agency_id:
        raise UserError(
            "contribution.agency", _("No agency is chosen."), _("Choose who delivered it, or add the agency.")
        )
    check_classification(arrival.classification)
    if arrival.provision:
        find_provision(arrival.provision)
    return Contribution(
        id=contribution_id,
        case_id=case_id,
        agency_id=arrival.agency_id,
        title=arrival.title.strip(),
        received=check_received(arrival.received),
        provision=arrival.provision,
        purpose=arrival.purpose.strip(),
        regime=arrival.regime,
        classification=arrival.classification,
        label=stated(arrival.label),
    )


def stated(label: Label | None) -> Label | None:
    """Return a label without blanks around its parts, None for one of which no part is stated."""
    if label is None:
        return None
    parts = {name: str(getattr(label, name)).strip() for name in labels.PARTS}
    return Label(**parts) if any(parts.values()) else None


def of(store: Store, contribution_id: str) -> Contribution:
    """Return a contribution, in quarantine or not; LookupError if there is none."""
    with store.read() as connection:
        return _read(connection, contribution_id)


def _read(connection: Connection, contribution_id: str) -> Contribution:
    c = tables.contribution
    row = connection.execute(select(c).where(c.c.id == contribution_id)).first()
    if row is None:
        raise LookupError(contribution_id)
    return rows.contribution(row)


def set_label(store: Store, contribution_id: str, label: Label, reason: str) -> Change:
    """Complete or correct the label, in one step that can be taken back; `reason` goes to the log.

    A complete label lets the contribution out of quarantine. One that is worked with needs a complete
    label: `UserError` (`label.incomplete`) names what it lacks.
    """
    _need_reason(reason)
    before = of(store, contribution_id)
    after = replace(before, label=stated(label))
    with store.read() as connection:
        lacking = quarantine.missing(connection, after)
    name = _("Label completed") if before.label is None else _("Label corrected")
    if lacking:
        name = _("Label kept, parts are still missing")
    with store.write(name, Action.ALTERATION, case_id=before.case_id, reason=reason.strip()) as work:
        held = quarantine.is_held(work.connection, contribution_id)
        if lacking and not held:
            raise UserError(
                "label.incomplete",
                _("{missing} Without these parts nothing of it may be worked with."),
                _("Fill them in (PolG NRW section 22b)."),
                missing=labels.missing_text(lacking),
            )
        work.update(tables.contribution, contribution_id, label=rows.label_text(after.label))
        if lacking:
            quarantine.hold_unlabelled(work, after)
        else:
            quarantine.let_go(work, contribution_id)
        work.about(contribution_id)
    return work.done


def edit(store: Store, contribution_id: str, reason: str, **changes: str) -> Change:
    """Correct the frame of a contribution: some of CHANGEABLE; `reason` goes to the log.

    The regime stays: the periods of its findings rest on it. Withdraw it and register it anew instead.
    """
    _need_reason(reason)
    unknown = changes.keys() - set(CHANGEABLE)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    before = of(store, contribution_id)
    kept = {name: getattr(before, name) for name in CHANGEABLE} | changes
    after = _checked(contribution_id, before.case_id, Arrival(**kept, regime=before.regime))
    label = _("Contribution corrected")
    with store.write(label, Action.ALTERATION, case_id=before.case_id, reason=reason.strip()) as work:
        work.update(tables.contribution, contribution_id, **{k: getattr(after, k) for k in CHANGEABLE})
        work.about(contribution_id)
    return work.done


def withdraw(store: Store, contribution_id: str, reason: str) -> Change:
    """Take a contribution back with all that came with it and stands on nothing else, in one step.

    This is also how an import is undone. It can be taken back and is therefore no erasure. Ask first with
    `app.casework.withdrawal.foresee`, which says what goes. Whoever has got any of it is to be told.
    """
    _need_reason(reason)
    case_id = of(store, contribution_id).case_id
    label = _("Contribution withdrawn")
    with store.write(label, Action.ERASURE, case_id=case_id, reason=reason.strip()) as work:
        withdrawal.take_out(work, contribution_id)
        work.about(contribution_id)
    return work.done


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise UserError("contribution.reason", _("The reason is missing."), _("It goes into the log."))


def add_source(
    store: Store,
    case_id: str,
    contribution_id: str,
    kind: str,
    reference: str,
    reliability: str,
    document_id: str | None = None,
) -> Change:
    """Add a source of a contribution with its reliability (Europol 4x4: A, B, C or X)."""
    _check_reliability(reliability)
    source = Source(new_id(), contribution_id, kind, reference, reliability, document_id)
    with store.write(_("Source added"), Action.COLLECTION, case_id=case_id) as work:
        came_with = work.row(tables.contribution, contribution_id)
        if came_with is None or came_with["case_id"] != case_id:
            raise LookupError(contribution_id)
        writing.write_sources(work, [source])
        work.about(source.id)
    return work.done


def _check_reliability(reliability: str) -> None:
    if reliability not in RELIABILITY:
        raise UserError(
            "source.reliability",
            _("“{given}” is not a reliability."),
            _("Use A, B, C or X (Europol 4x4; there is no D)."),
            given=reliability,
        )
