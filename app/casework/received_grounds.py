"""On which ground a finding came here: who handed it over, on which provision, in whose words."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.casework import foreign_provisions
from app.casework.foreign_provisions import ForeignProvision
from app.store import tables
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class ReceivedGround:
    """One hand-over of a finding to this office, by a package that was merged.

    `provision` is the id of an entry of the sender's matrix, "" for what was this office's own; `conditions`
    are the numbers of those that were confirmed there. `words` are the sender's own words of the provision,
    None where it is one that ships with the program or where they did not come along.
    """

    signer: str
    agency_id: str
    sequence: int
    created: str
    provision: str
    conditions: tuple[int, ...]
    words: ForeignProvision | None


def of_finding(store: Store, case_id: str, finding_id: str) -> tuple[ReceivedGround, ...]:
    """Return how a finding came here, the latest hand-over first; empty for what was recorded here."""
    g, f, s = tables.package_ground, tables.package_frame, tables.package_seen
    query = (
        select(g.c.provision, g.c.conditions, f.c.agency_id, f.c.sequence, f.c.created, s.c.signer)
        .join(f, (f.c.package_id == g.c.package_id) & (f.c.case_id == g.c.case_id))
        .join(s, (s.c.package_id == g.c.package_id) & (s.c.case_id == g.c.case_id))
        .where(g.c.case_id == case_id, g.c.finding_ids.contains(json.dumps(finding_id), autoescape=True))
        .order_by(f.c.created.desc(), g.c.provision)
    )
    with store.read() as connection:
        rows = connection.execute(query).all()
        words = _words(connection) if rows else {}
    return tuple(
        ReceivedGround(
            row.signer,
            row.agency_id,
            row.sequence,
            row.created,
            row.provision,
            tuple(json.loads(row.conditions)),
            words.get((row.signer, row.provision)),
        )
        for row in rows
    )


def _words(connection: Connection) -> dict[tuple[str, str], ForeignProvision]:
    """Return the newest version of each entry of each office."""
    return {(f.office, f.words.id): f for f in foreign_provisions.read(connection)}
