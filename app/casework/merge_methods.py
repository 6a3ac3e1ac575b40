"""Methods that come with packages: documents of their office, beside whatever this office made of the case.

The newest word of an office on its method holds; what another office says of the same method stands beside
it. A part cites what is here of what it cited there: a citation whose finding waits comes back with it, and
one whose finding was taken back or erased is counted as lost. So the order of packages does not matter.
"""

import hashlib
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from app.base.method_records import PartKind
from app.base.method_words import method_word
from app.base.sent_records import SentMethod, SentPart
from app.casework import method_rows, method_templates
from app.casework.intake import existing
from app.casework.merge_records import Incoming
from app.casework.method_rows import CITES
from app.store import tables
from app.store.unit_of_work import UnitOfWork

_TITLE_LENGTH = 120


def unite(work: UnitOfWork, case_id: str, incoming: Incoming) -> tuple[str, ...]:
    """Take over the methods of a package, each as its office says it last; return those that are new here."""
    new = []
    titles = _titles(incoming)
    for method in incoming.methods:
        method_id = _id(incoming.agency_id or incoming.sign_public, method.id, case_id)
        if not _is_newer(work, case_id, method_id, incoming):
            continue
        if work.row(tables.method, method_id) is None:
            new.append(method_id)
        method_rows.drop(work, method_id)
        row = {"id": method_id, "case_id": case_id, "kind": method.kind.value, "template": method.template}
        work.insert(
            tables.method,
            {**row, "title": titles[method.id], "question": "", "actor": "", "made_at": incoming.created},
        )
        _write_parts(work, case_id, method_id, method, incoming.signer)
    return tuple(new)


def _id(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]


def _titles(incoming: Incoming) -> dict[str, str]:
    """Call each method what it is and whose it is; several of a kind are counted as in the package."""
    names = {m.id: _name(m) for m in incoming.methods}
    titles, counts = {}, dict[str, int]()
    for method_id, name in names.items():
        counts[name] = counts.get(name, 0) + 1
        number = f" {counts[name]}" if list(names.values()).count(name) > 1 else ""
        tail = f"{number} – {incoming.signer}" if incoming.signer else number
        titles[method_id] = name[: max(0, _TITLE_LENGTH - len(tail))] + tail
    return titles


def _name(method: SentMethod) -> str:
    shipped = {t.code: t.title for t in method_templates.shipped()}
    return shipped.get(method.template, method_word(method.kind))


def _is_newer(work: UnitOfWork, case_id: str, method_id: str, incoming: Incoming) -> bool:
    """Tell whether this package's word holds, and remember it then."""
    t, mine = tables.package_version, incoming.moment
    row = work.row(t, method_id)
    told = dict(zip(("created", "package_id"), mine, strict=True))
    if row is None:
        work.insert(t, {"id": method_id, "case_id": case_id, **told})
        return True
    before = (row["created"], row["package_id"])
    if mine > before:
        work.update(t, method_id, **told)
        return True
    return mine == before and work.row(tables.method, method_id) is None


def _write_parts(work: UnitOfWork, case_id: str, method_id: str, method: SentMethod, signer: str) -> None:
    """Write the parts, steps before the cells that stand at them, hypotheses before ratings of them."""
    ids = {p.id: _id(method_id, p.id) for p in method.parts}
    cited = sorted({c for p in method.parts for c in p.cites})
    here = existing(work.connection, tables.finding, cited)
    gone = existing(work.connection, tables.tombstone, cited, "finding_id")
    ordered = sorted(method.parts, key=lambda p: p.kind is not PartKind.STEP)
    work.insert_many(
        tables.method_part,
        [_part_row(p, ids, method_id, lost=len(gone.intersection(p.cites) - here)) for p in ordered],
    )
    work.insert_many(
        tables.method_citation,
        [{"part_id": ids[p.id], "finding_id": c} for p in ordered for c in p.cites if c in here],
    )
    wait(work, case_id, [(ids[p.id], c) for p in ordered for c in p.cites if c not in here | gone])
    work.insert_many(
        tables.method_rating,
        [
            {
                "evidence_id": ids[p.id],
                "hypothesis_id": ids[r.hypothesis_id],
                "actor": f"{signer} {r.rater}".strip(),
                "verdict": r.verdict,
            }
            for p in ordered
            if not gone.intersection(p.cites) - here
            for r in p.ratings
        ],
    )


def _part_row(part: SentPart, ids: dict[str, str], method_id: str, lost: int) -> dict[str, object]:
    plain = ("no", "role", "text", "note", "partner", "provision", "status", "effort", "effect", "due")
    return {
        "id": ids[part.id],
        "method_id": method_id,
        "kind": part.kind.value,
        "above_id": ids[part.above_id] if part.above_id else None,
        "agency_id": part.agency_id or None,
        "indicator": part.indicator,
        "standard": part.standard,
        "lost": lost,
        **{name: getattr(part, name) for name in plain},
    }


def wait(work: UnitOfWork, case_id: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Remember what parts (id) cite of findings (id) that are not here."""
    rows = [{"case_id": case_id, "finding_id": p, "kind": CITES, "target_id": f} for p, f in pairs]
    work.insert_many(tables.package_reference, rows)


def let_wait(work: UnitOfWork, case_id: str, finding_ids: Collection[str]) -> None:
    """Let the citations of findings that leave the case wait until a package brings these back."""
    c, pairs = tables.method_citation, []
    for finding_id in finding_ids:
        for row in work.connection.execute(select(c).where(c.c.finding_id == finding_id)).all():
            work.delete(c, row.id)
            pairs.append((row.part_id, finding_id))
    wait(work, case_id, pairs)


def tie(work: UnitOfWork, case_id: str) -> None:
    """Cite again what is back, and count as lost what was erased or taken back while it was waited for."""
    t = tables.package_reference
    query = select(t.c.id, t.c.finding_id, t.c.target_id).where(t.c.case_id == case_id, t.c.kind == CITES)
    waiting = work.connection.execute(query).all()
    wanted = sorted({row.target_id for row in waiting})
    here = existing(work.connection, tables.finding, wanted)
    gone = existing(work.connection, tables.tombstone, wanted, "finding_id")
    for row in waiting:
        part = work.row(tables.method_part, row.finding_id)
        if part is not None and row.target_id in here:
            work.insert(tables.method_citation, {"part_id": row.finding_id, "finding_id": row.target_id})
        elif part is not None and row.target_id in gone:
            _lose(work, row.finding_id, part["lost"])
        elif part is not None:
            continue
        work.delete(t, row.id)


def _lose(work: UnitOfWork, part_id: str, lost: int) -> None:
    """Count one more lost finding; ratings of a row of evidence were about it."""
    r = tables.method_rating
    work.update(tables.method_part, part_id, lost=lost + 1)
    rated = select(r.c.id).where(r.c.evidence_id == part_id)
    work.delete_many(r, work.connection.execute(rated).scalars().all())


def of_package(connection: Connection, case_id: str, package_id: str) -> tuple[str, ...]:
    """Return the methods of a case on which this package has the last word."""
    t, m = tables.package_version, tables.method
    query = select(m.c.id).join(t, t.c.id == m.c.id)
    here = query.where(t.c.case_id == case_id, t.c.package_id == package_id).order_by(m.c.id)
    return tuple(connection.execute(here).scalars())
