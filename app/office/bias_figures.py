"""Cases by what set them off, and the share that came to nothing (DOMAIN.md: anti-profiling rule 6).

Counts of cases only. A trigger is the kind of the first source of the first contribution.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.base.i18n import _
from app.base.records import Standing
from app.policy import labels
from app.store import tables
from app.store.store import Store

_GOOD_SOURCES, _GOOD_FINDINGS = ("A", "B"), ("1", "2")


@dataclass(frozen=True, slots=True)
class TriggerFigures:
    """One trigger, "" for all: its cases, those without substantiated and those with exonerating findings."""

    trigger: str
    cases: int
    unsubstantiated: int
    exonerating: int


def bias_figures(store: Store) -> tuple[TriggerFigures, ...]:
    """Return the figures by trigger, the most frequent first, and at the end those of all cases."""
    with store.read() as connection:
        ids = connection.execute(select(tables.case_file.c.id)).scalars().all()
        triggers = _triggers(connection)
        substantiated = _substantiated(connection)
        exonerating = _exonerating(connection)
    by_trigger: dict[str, list[str]] = {}
    for case_id in ids:
        by_trigger.setdefault(triggers.get(case_id, _("no contribution yet")), []).append(case_id)
    ordered = sorted(by_trigger.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    rows = [_figures(name, cases, substantiated, exonerating) for name, cases in ordered]
    return (*rows, _figures("", ids, substantiated, exonerating))


def _figures(
    name: str, cases: Iterable[str], substantiated: frozenset[str], exonerating: frozenset[str]
) -> TriggerFigures:
    found = set(cases)
    return TriggerFigures(name, len(found), len(found - substantiated), len(found & exonerating))


def _triggers(connection: Connection) -> dict[str, str]:
    c, s = tables.contribution.c, tables.source.c
    query = (
        select(c.case_id, s.kind)
        .join(tables.source, s.contribution_id == c.id)
        .order_by(c.received, c.id, s.id)
    )
    found: dict[str, str] = {}
    for case_id, kind in connection.execute(query):
        found.setdefault(case_id, _kind_word(kind))
    return found


def _kind_word(kind: str) -> str:
    """Return the kind of a source: an import notes the code, a form the text."""
    entry = labels.entries(labels.KINDS).get(kind)
    return entry.label if entry else labels.shown(labels.KINDS, kind) or _("not stated")


def _substantiated(connection: Connection) -> frozenset[str]:
    f, s = tables.finding.c, tables.source.c
    later = tables.finding.alias("later").c
    query = (
        select(f.case_id)
        .join(tables.source, s.id == f.source_id)
        .where(
            f.standing == Standing.FACT,
            f.credibility.in_(_GOOD_FINDINGS),
            s.reliability.in_(_GOOD_SOURCES),
            ~f.restricted,
            ~select(later.id).where(later.supersedes == f.id).exists(),
        )
        .distinct()
    )
    return frozenset(connection.execute(query).scalars())


def _exonerating(connection: Connection) -> frozenset[str]:
    f = tables.finding.c
    return frozenset(connection.execute(select(f.case_id).where(f.exonerating).distinct()).scalars())
