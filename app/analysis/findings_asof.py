"""What a case file held on an earlier day: never a finding that came later."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.analysis.network import current
from app.base.records import Contribution, Finding, Source, Standing


@dataclass(frozen=True, slots=True)
class Known:
    """What was there on a day, as it stood then: what was corrected only later is still in it.

    `recorded` are findings that had been received and recorded; `received` are facts of a contribution that
    had come in, but that somebody recorded only later.
    """

    day: str
    recorded: tuple[Finding, ...]
    received: tuple[Finding, ...]


def known_on(
    findings: Iterable[Finding], sources: Iterable[Source], contributions: Iterable[Contribution], day: str
) -> Known:
    """Return what was known on an ISO day, the day itself included.

    A finding whose contribution has no day of receipt counts from when it was recorded. What was erased since
    is in neither: it is gone.
    """
    received = {c.id: c.received for c in contributions}
    came = {s.id: received.get(s.contribution_id, "") for s in sources}
    arrived = [f for f in findings if came.get(f.source_id, "")[:10] <= day]
    recorded = [f for f in arrived if f.recorded_at[:10] <= day]
    then = {f.id for f in recorded}
    late = [
        f
        for f in arrived
        if f.id not in then and came.get(f.source_id, "") and f.standing is Standing.FACT and not f.supersedes
    ]
    return Known(day, _standing(recorded), _standing(late))


def _standing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    kept = (f for f in current(findings) if not f.restricted)
    return tuple(sorted(kept, key=lambda f: (f.recorded_at, f.id)))
