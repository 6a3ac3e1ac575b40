"""What a sender took back or restricted, honoured here: only what came from that sender or is its own.

A recall may come before the finding that it recalls; it is remembered, and the finding does not come in then.
So the order in which packages are merged does not matter.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.base.clock import now_text
from app.base.i18n import _
from app.base.records import Delivery, SubjectKind
from app.casework import notices
from app.casework.erasure_cascade import Cascade
from app.casework.erasure_remains import begin
from app.casework.intake import existing
from app.casework.merge_records import RESTRICTED, TAKES_BACK, Incoming, SenderAct
from app.store import compaction, tables
from app.store.bare_rows import rows_among
from app.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class KnownAct:
    """A remembered act, with the keys that signed the package it came in."""

    finding_id: str
    act: str
    sign_public: str
    package_id: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The acts of a case sorted: what goes, what is restricted, and what is not the sender's to take back."""

    going: tuple[str, ...]
    restricted: tuple[str, ...]
    not_theirs: tuple[str, ...]


def remember(work: UnitOfWork, case_id: str, incoming: Incoming) -> tuple[SenderAct, ...]:
    """Keep the acts of a package that are not known yet and return them."""
    known = {(a.finding_id, a.act, a.sign_public) for a in _known(work.connection, case_id)}
    fresh = [a for a in incoming.acts if (a.finding_id, a.act, incoming.sign_public) not in known]
    fresh = list({(a.finding_id, a.act): a for a in fresh}.values())
    work.insert_many(
        tables.package_act,
        [
            {
                "case_id": case_id,
                "finding_id": a.finding_id,
                "act": a.act,
                "sign_public": incoming.sign_public,
                "package_id": incoming.package_id,
                "since": a.since,
                "reason": a.reason,
            }
            for a in fresh
        ],
    )
    return tuple(fresh)


def _known(connection: Connection, case_id: str) -> tuple[KnownAct, ...]:
    t = tables.package_act
    query = select(t.c.finding_id, t.c.act, t.c.sign_public, t.c.package_id).where(t.c.case_id == case_id)
    return tuple(KnownAct(*row) for row in connection.execute(query))


def first_delivered(work: UnitOfWork, case_id: str, incoming: Incoming) -> set[str]:
    """Return what this sender has not delivered to the case before; to be asked before it is remembered.

    Only where somebody took something back; nothing depends on it elsewhere.
    """
    if not _known(work.connection, case_id):
        return set()
    before = _given(work.connection, case_id, [incoming.sign_public]).get(incoming.sign_public, set())
    return {f.id for f in incoming.delivery.findings} - before


def judge(work: UnitOfWork, case_id: str, incoming: Incoming) -> Settled:
    """Sort the acts of the case by whether they hold; `package_ground` must know the incoming package."""
    acts = _known(work.connection, case_id)
    if not acts:
        return Settled((), (), ())
    given = _given(work.connection, case_id, {a.sign_public for a in acts})
    owners = _owners(work.connection, incoming.delivery, [a.finding_id for a in acts])
    agencies = _agencies(work.connection, case_id)
    holding = []
    for act in acts:
        agency = agencies.get(act.sign_public, "")
        theirs = act.finding_id in given.get(act.sign_public, ())
        if theirs or (agency and owners.get(act.finding_id) == agency):
            holding.append(act)
    going = dict.fromkeys(a.finding_id for a in holding if a.act in TAKES_BACK)
    held = {(a.finding_id, a.sign_public) for a in holding}
    return Settled(
        tuple(going),
        tuple(
            dict.fromkeys(a.finding_id for a in holding if a.act == RESTRICTED and a.finding_id not in going)
        ),
        tuple(
            a.finding_id
            for a in acts
            if a.package_id == incoming.package_id and (a.finding_id, a.sign_public) not in held
        ),
    )


def _given(connection: Connection, case_id: str, signers: Iterable[str]) -> Mapping[str, set[str]]:
    """Return which findings each of these signers has delivered to this case."""
    t, found = tables.package_ground, dict[str, set[str]]()
    query = select(t.c.sign_public, t.c.finding_ids).where(t.c.case_id == case_id)
    for sign_public, listed in connection.execute(query.where(t.c.sign_public.in_(sorted(signers)))):
        found.setdefault(sign_public, set()).update(json.loads(listed))
    return found


def _owners(connection: Connection, delivery: Delivery, ids: Sequence[str]) -> dict[str, str]:
    """Return by finding the agency that contributed it, as the store or else the delivery says."""
    agency = {c.id: c.agency_id for c in delivery.contributions}
    source = {s.id: agency.get(s.contribution_id, "") for s in delivery.sources}
    wanted = set(ids)
    owners = {f.id: source.get(f.source_id, "") for f in delivery.findings if f.id in wanted}
    query = (
        "SELECT f.id, c.agency_id FROM finding f JOIN source s ON s.id = f.source_id "
        "JOIN contribution c ON c.id = s.contribution_id WHERE f.id IN"
    )
    return owners | {row[0]: row[1] for row in rows_among(connection, query, sorted(wanted))}


def _agencies(connection: Connection, case_id: str) -> dict[str, str]:
    """Return whose keys these are, as it was known when their packages were merged."""
    t = tables.package_frame
    query = select(t.c.sign_public, t.c.agency_id).where(t.c.case_id == case_id, t.c.agency_id != "")
    return {row.sign_public: row.agency_id for row in connection.execute(query)}


def keep_out(work: UnitOfWork, going: Sequence[str]) -> None:
    """Leave a tombstone for what is to go and is not here, so that it does not come in."""
    here = existing(work.connection, tables.finding, going)
    here |= existing(work.connection, tables.tombstone, going, "finding_id")
    stone = {"erased_at": now_text(), "reason": _("taken back by the sender")}
    work.insert_many(tables.tombstone, [{"finding_id": i, **stone} for i in going if i not in here])


def take_out(work: UnitOfWork, case_id: str, going: Sequence[str]) -> tuple[str, ...]:
    """Erase what is here of what is to go, and return it; whoever was given it from here is to be told."""
    here = existing(work.connection, tables.finding, going)
    present = [i for i in going if i in here]
    if present:
        begin(work.connection)
        _TakenBack(work, case_id, present, _("taken back by the sender")).run()
        compaction.ask_for(work)
    return tuple(present)


def restrict(work: UnitOfWork, wanted: Iterable[str], fresh: Iterable[str]) -> tuple[str, ...]:
    """Restrict what is here of `wanted`, if the restriction or the finding is `fresh`; return it.

    A restriction that somebody lifted here does not come back with the same package.
    """
    new = set(fresh)
    changed = []
    for finding_id in wanted:
        row = work.row(tables.finding, finding_id) if finding_id in new else None
        if row is not None and not row["restricted"]:
            work.update(tables.finding, finding_id, restricted=True)
            changed.append(finding_id)
    if changed:
        notices.open_for(work, notices.RESTRICTED, changed)
    return tuple(changed)


class _TakenBack(Cascade):
    """Erases what the sender took back and nothing else: what others said stays, as far as it can stand.

    The sender's list holds what its own erasure took along, so nothing is added to it here. Nodes of which
    nothing is left to be said go, unless a link of somebody else ends there (`merge_waiting` sees to that).
    """

    def _with_predecessors(self, wanted: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(wanted))

    def _lose_subjects(self) -> None:
        going = set(self.findings)
        touched = {self.all[i].subject_id for i in self.findings}
        standing = {f.subject_id for i, f in self.all.items() if i not in going}
        lost = touched - standing
        links = [s for s in self.all_subjects.values() if s.kind == SubjectKind.LINK and s.id not in lost]
        ends = {end for s in links for end in (s.start, s.end)}
        ordered = sorted(lost - ends, key=lambda i: (self.all_subjects[i].kind != SubjectKind.LINK, i))
        self.subjects = ordered
