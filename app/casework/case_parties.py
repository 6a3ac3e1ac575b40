"""The agencies that take part in a case: in which role, and on which provision they may."""

from dataclasses import dataclass

from sqlalchemy import select

from app.base.errors import UserError
from app.base.i18n import _
from app.casework import case_lists
from app.policy.provisions import Provision, catalogue
from app.policy.provisions import find as find_provision
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store

# What an agency can take part on: duties and powers to tell, and the few provisions on conferences.
_GROUNDS = ("must", "should", "may", "on_request", "conference_basis")


@dataclass(frozen=True, slots=True)
class Party:
    """One agency in a case; `role` is a code of the list of roles, `provision` an id of the matrix or ""."""

    id: str
    agency_id: str
    role: str
    provision: str
    note: str


def of_case(store: Store, case_id: str) -> tuple[Party, ...]:
    """Return the agencies of a case: by role in the order of the list, then by agency."""
    p = tables.case_party
    query = select(p.c.id, p.c.agency_id, p.c.role, p.c.provision, p.c.note).where(p.c.case_id == case_id)
    order = list(case_lists.entries(case_lists.ROLES))
    with store.read() as connection:
        found = [Party(*row) for row in connection.execute(query)]
    rank = {role: no for no, role in enumerate(order)}
    return tuple(sorted(found, key=lambda party: (rank.get(party.role, len(rank)), party.agency_id)))


def offered(agency_class: str) -> tuple[Provision, ...]:
    """Return the provisions on which an agency of this class may tell others: strongest kind first."""
    found = [
        p
        for p in catalogue().values()
        if p.kind in _GROUNDS and (agency_class in p.senders or "*" in p.senders)
    ]
    return tuple(sorted(found, key=lambda p: ("*" in p.senders, _GROUNDS.index(p.kind), p.law, p.provision)))


def put(store: Store, case_id: str, agency_id: str, role: str, provision: str = "", note: str = "") -> Change:
    """Say in which role an agency takes part; what was said of it before is replaced.

    Raises `UserError` for a role or a provision there is not, and for a second agency in the lead.
    """
    case_lists.check(case_lists.ROLES, role)
    if provision:
        find_provision(provision)
    p = tables.case_party
    row = {"role": role, "provision": provision, "note": note.strip()}
    with store.write(_("Participating agency recorded"), Action.ALTERATION, case_id=case_id) as work:
        known = {
            r.agency_id: r for r in work.connection.execute(select(p).where(p.c.case_id == case_id)).all()
        }
        if role == "lead" and any(r.role == "lead" for a, r in known.items() if a != agency_id):
            raise UserError(
                "party.lead",
                _("Another agency has the lead in this case."),
                _("Give that one another role first."),
            )
        if agency_id in known:
            work.update(p, known[agency_id].id, **row)
            work.about(known[agency_id].id)
        else:
            work.about(work.insert(p, {"case_id": case_id, "agency_id": agency_id, **row}))
    return work.done


def remove(store: Store, case_id: str, party_id: str) -> Change:
    """Take an agency out of the case; what it contributed stays."""
    with store.write(_("Participating agency taken out"), Action.ALTERATION, case_id=case_id) as work:
        work.delete(tables.case_party, party_id)
        work.about(party_id)
    return work.done
