"""How far findings may reach: the law's periods applied to what is held of the people they are about.

Read for some subjects only, never for a whole case: recording one finding asks for the bound as well.

What decides (PolG NRW section 22(2): the latest event governs all that is held of a person):

- A finding counts from the last day it speaks of; an undated one from the day it was recorded. A
  correction does not count anew, it goes on from what it corrects.
- Where findings disagree on role or birth date, the shorter period applies until one is corrected:
  what is doubtful does not prolong.
- For a link, the end with the shorter period decides.
"""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select

from app.base import partial_date
from app.base.blocks import blocks
from app.base.clock import today
from app.policy.review_periods import Circumstances, Period, age_at, governing, period, years_later
from app.store import tables

ROLE, BIRTH = "role", "birth_date"
TELLING = frozenset({ROLE, BIRTH})
"""The fields by which a period may become shorter."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the matter ended: `result` is acquitted, discontinued, concluded or "", `fine` is in EUR."""

    result: str = ""
    fine: Decimal | None = None
    custody_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What of a finding decides on its period; named as in the table."""

    id: str
    subject_id: str
    source_id: str
    property: str
    value: str
    standing: str
    recorded_at: str
    review_due: str
    valid_from: str
    valid_to: str
    restricted: bool
    supersedes: str | None


@dataclass(frozen=True, slots=True)
class Bound:
    """The period that applies, the last day without a new approval, and the last day at all."""

    ground: Period
    normal: dt.date
    latest: dt.date

    @property
    def needs_approval(self) -> bool:
        """Whether going beyond `normal` takes somebody's approval."""
        return self.ground.total_years > 0


@dataclass(frozen=True, slots=True)
class _Person:
    """What is held of one subject: first stored, days of events, roles and birth dates as stated."""

    stored: dt.date
    events: tuple[dt.date, ...]
    roles: tuple[str, ...]
    births: tuple[dt.date | None, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Findings with all that decides on their periods; `judged` are those that were asked for.

    `known` and `bounds` only keep what was worked out before, of a person and for findings that are alike.
    """

    case_regime: str
    regimes: Mapping[str, str]
    people: Mapping[str, tuple[str, ...]]
    said: Mapping[str, tuple[Held, ...]]
    superseded: frozenset[str]
    types: Mapping[str, str]
    known: dict[str, _Person] = field(default_factory=dict)
    bounds: dict[tuple[object, ...], Bound] = field(default_factory=dict)

    @property
    def judged(self) -> tuple[Held, ...]:
        """The findings about the subjects that were asked for."""
        return tuple(f for subject in self.people for f in self.said.get(subject, ()))

    def changed(self, *, added: Sequence[Held] = (), gone: Iterable[str] = ()) -> "Circle":
        """Return the circle as it is with further findings, or without some."""
        away = set(gone)
        left = [f for found in self.said.values() for f in found if f.id not in away]
        said = _by_subject([*left, *added])
        return replace(self, said=said, superseded=_superseded(said), known={}, bounds={})

    def regime(self, finding: Held) -> str:
        """Return the regime of the contribution; where it says none, that of the case."""
        return self.regimes.get(finding.source_id, "") or self.case_regime

    def bound(self, finding: Held, outcome: Outcome | None = None) -> Bound:
        """Return how far a finding may reach."""
        people = self.people.get(finding.subject_id) or (finding.subject_id,)
        found = (self._bound_for(finding, who, outcome or Outcome()) for who in people)
        return min(found, key=lambda b: (b.latest, b.normal))

    def _bound_for(self, finding: Held, who: str, outcome: Outcome) -> Bound:
        about = self._about(who)
        own = self._event(finding)
        stored = min(about.stored, _recorded(finding))
        alike = (about, self.regime(finding), own, stored, outcome)
        found = self.bounds.get(alike)
        if found is None:
            found = self.bounds[alike] = self._bound_from(about, finding, own, stored, outcome)
        return found

    def _bound_from(
        self, about: _Person, finding: Held, own: dt.date, stored: dt.date, outcome: Outcome
    ) -> Bound:
        base = Circumstances(
            self.regime(finding), own, stored,
            outcome=outcome.result, fine=outcome.fine, custody_until=outcome.custody_until,
        )  # fmt: skip
        bounds = [
            _bound([_told(base, role, birth, event) for event in _latest((*about.events, own), birth)])
            for role in about.roles
            for birth in about.births
        ]
        return min(bounds, key=lambda b: (b.latest, b.normal))

    def _about(self, who: str) -> _Person:
        found = self.known.get(who)
        if found is None:
            said = self.said.get(who, ())
            current = [f for f in said if f.id not in self.superseded]
            births = {_birth(f.value) for f in current if f.property == BIRTH}
            found = self.known[who] = _Person(
                min(map(_recorded, said), default=today()),
                tuple({self._event(f) for f in current}),
                tuple({f.value for f in current if f.property == ROLE} or {""}),
                tuple(births - {None} or {None}),
            )
        return found

    def _event(self, finding: Held) -> dt.date:
        """Return the day on which what the finding says last happened; undated or lasting: its record."""
        text = finding.valid_to or finding.valid_from
        last = partial_date.bounds(text)[1] if text else None
        if last is not None and last <= today():
            return last
        first = finding
        if finding.supersedes:
            older = {f.id: f for f in self.said.get(finding.subject_id, ())}
            while first.supersedes in older:
                first = older[str(first.supersedes)]
        return _recorded(first)


def _latest(events: Iterable[dt.date], birth: dt.date | None) -> list[dt.date]:
    """Return the events that can govern: a later one at the same age reaches further."""
    if birth is None:
        return [max(events)]
    by_age: dict[str, dt.date] = {}
    for event in events:
        age = age_at(birth, event)
        by_age[age] = max(event, by_age.get(age, event))
    return sorted(by_age.values())


def _told(base: Circumstances, role: str, birth: dt.date | None, event: dt.date) -> Circumstances:
    told = replace(base, role=role, last_event=event)
    return replace(told, age=age_at(birth, event)) if birth else told


def _bound(told: Sequence[Circumstances]) -> Bound:
    ground, day = governing(told)
    if not ground.total_years:
        return Bound(ground, day, day)
    decisive = next(c for c in told if period(c) == ground)
    step = years_later(today(), ground.years)
    return Bound(ground, day, min(ground.ends_at_most(decisive), max(step, day)))


def _recorded(finding: Held) -> dt.date:
    return _day(finding.recorded_at[:10])


@functools.lru_cache(maxsize=1_000)
def _day(text: str) -> dt.date:
    """Return a day; what comes in together was recorded on the same one."""
    return dt.date.fromisoformat(text)


def _birth(text: str) -> dt.date | None:
    try:
        return partial_date.bounds(text)[1] if text else None
    except ValueError:
        return None


def read(connection: Connection, case_id: str, subject_ids: Iterable[str], *, links: bool = False) -> Circle:
    """Read what decides on the findings about some subjects; with `links` also on those of their links."""
    s, case = tables.subject, tables.case_file
    people: dict[str, tuple[str, ...]] = {}
    types: dict[str, str] = {}
    for block in blocks(list(subject_ids)):
        which: ColumnElement[bool] = s.c.id.in_(block)
        if links:
            which = or_(which, s.c.start.in_(block), s.c.end.in_(block))
        for row in connection.execute(select(s.c.id, s.c.type, s.c.start, s.c.end).where(which)):
            people[row.id] = tuple(i for i in (row.start, row.end) if i) or (row.id,)
            types[row.id] = row.type
    about = dict.fromkeys([*people, *(i for ends in people.values() for i in ends)])
    said = _by_subject(_held(connection, about))
    regime = connection.execute(select(case.c.regime).where(case.c.id == case_id)).scalar()
    sources = {f.source_id for i in people for f in said.get(i, ())}
    return Circle(regime or "", regimes_of(connection, sources), people, said, _superseded(said), types)


def regimes_of(connection: Connection, source_ids: Iterable[str]) -> dict[str, str]:
    """Return the regime of the contribution that each of these sources came with ("" where it says none)."""
    return {
        row.id: row.regime
        for block in blocks(list(source_ids))
        for row in connection.execute(_regimes_of_sources(), {"ids": block})
    }


def _held(connection: Connection, subject_ids: Iterable[str]) -> list[Held]:
    return [
        Held(*row)
        for block in blocks(list(subject_ids))
        for row in connection.execute(_said_of_subjects(), {"ids": block})
    ]


# Both are asked at every correction; made anew each time they cost more than their answers.
@functools.cache
def _regimes_of_sources() -> Select[Any]:
    s, c = tables.source, tables.contribution
    query = select(s.c.id, c.c.regime).join(c, c.c.id == s.c.contribution_id)
    return query.where(s.c.id.in_(bindparam("ids", expanding=True)))


@functools.cache
def _said_of_subjects() -> Select[Any]:
    f = tables.finding
    query = select(*(f.c[name] for name in Held.__slots__)).order_by(f.c.recorded_at, f.c.id)
    return query.where(f.c.subject_id.in_(bindparam("ids", expanding=True)))


def held(finding: object) -> Held:
    """Return what decides of a finding record that may not be stored yet."""
    return Held(*(getattr(finding, name) for name in Held.__slots__))


def _by_subject(found: Iterable[Held]) -> dict[str, tuple[Held, ...]]:
    said: dict[str, list[Held]] = {}
    for finding in found:
        said.setdefault(finding.subject_id, []).append(finding)
    return {subject: tuple(about) for subject, about in said.items()}


def _superseded(said: Mapping[str, tuple[Held, ...]]) -> frozenset[str]:
    return frozenset(f.supersedes for about in said.values() for f in about if f.supersedes)
