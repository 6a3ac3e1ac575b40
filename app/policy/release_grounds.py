"""On which ground the data of one agency may go to one recipient, with every limit that stands against it.

The same limits as in the assistant (`app.policy.transmission_limits`), held to per finding: what blocks is no
ground, and what a limit asks to confirm is asked for like a condition of the provision.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.base.records import Agency, CaseRecords
from app.policy import provisions
from app.policy.own_provisions import Standing, standing
from app.policy.provisions import OFFICE_CLASS, PURPOSE_CHANGE, THIRD_PARTIES, Provision
from app.policy.transmission_limits import (
    Effect,
    Limit,
    Question,
    data_of,
    limit_of,
    limits,
    protected_properties,
)

Confirmed = frozenset[tuple[str, int]]
_PURPOSE_BOUND = "A01"


@dataclass(frozen=True, slots=True)
class Ground:
    """The answer for some data: `provision` carries them; else `lacking` is what has to be confirmed first.

    `lacking` is the id of a provision or the key of a limit; `blocked` the key of the limit that leaves no
    ground at all. All empty: no provision allows it.
    """

    provision: str = ""
    lacking: str = ""
    blocked: str = ""


def find_ground(
    sender: str, recipient: str, data: frozenset[str], matrix: Standing, rejected: frozenset[str],
    confirmed: Confirmed, *, on_request: bool,
) -> Ground:  # fmt: skip
    """Return the ground for these classes of data; the strongest whose conditions are all confirmed."""
    fitting = fitting_limits(sender, recipient, data, on_request=on_request)
    lacking = nearly = blocked = ""
    offered = provisions.possible(sender, recipient, on_request=on_request, own=matrix.own)
    open_to_all = set(_open(sender, recipient, matrix, rejected, on_request=on_request))
    for provision in offered:
        if provision.id in rejected or not covers_all(provision, data):
            continue
        against = next((x.key for x in fitting if x.effect is Effect.BLOCK and x.hits(provision)), "")
        if against or provision.id not in open_to_all:
            blocked = blocked or against
            continue
        if not _wanted(provision) <= confirmed:
            lacking = lacking or provision.id
            continue
        still_open = next((k for k in _keys_beside(provision, fitting) if (k, 1) not in confirmed), "")
        if not still_open:
            return Ground(provision.id)
        nearly = nearly or still_open
    return Ground(lacking=nearly or lacking, blocked="" if nearly or lacking else blocked)


def fitting_limits(
    sender: str, recipient: str, data: Iterable[str], *, on_request: bool
) -> tuple[Limit, ...]:
    """Return the limits about any of these classes of data, in the order of their declaration."""
    questions = [Question(sender, recipient, one, on_request) for one in sorted(data)]
    return tuple(x for x in limits() if any(x.fits(q) for q in questions))


def covers_all(provision: Provision, data: frozenset[str]) -> bool:
    """Tell whether an entry is about all these classes of data; only own ones are limited to some."""
    return not provision.data or data <= set(provision.data)


def asked(
    records: CaseRecords, recipient: Agency, day: str, *, on_request: bool = False
) -> tuple[Provision, ...]:
    """Return what a person is asked to confirm for a recipient on an ISO day, each once.

    Grounds of every agency that delivered to the case, then the limits and tests that stand beside them.
    They bind whatever ground is chosen: rejecting one as a ground does not lift it.
    """
    classes = {a.id: a.class_code for a in records.agencies}
    matrix = standing(records.own, day)
    rejected = matrix.rejected(records.rejected)
    found: dict[str, Provision] = {}
    delivering = {c.agency_id for c in records.contributions} - {recipient.id}
    for sender in sorted({classes[i] for i in delivering} - {OFFICE_CLASS}):
        data = frozenset({data_of(sender)}) | _protected_data(records, sender)
        code = recipient.class_code
        for entry in asked_of(sender, code, data, matrix, rejected, on_request=on_request):
            found.setdefault(entry.id, entry)
    return tuple(found.values())


def asked_of(
    sender: str, recipient: str, data: frozenset[str], matrix: Standing, rejected: frozenset[str],
    *, on_request: bool = False,
) -> tuple[Provision, ...]:  # fmt: skip
    """Return what is asked for what one class of agencies delivered, of these classes of data."""
    offered = _open(sender, recipient, matrix, rejected, on_request=on_request)
    fitting = fitting_limits(sender, recipient, data, on_request=on_request)
    entries = provisions.possible(sender, recipient, on_request=on_request, own=matrix.own)
    grounds = [p for p in entries if p.id in offered]
    keys = dict.fromkeys(key for p in grounds for key in _keys_beside(p, fitting))
    beside = PURPOSE_CHANGE if sender == _PURPOSE_BOUND else ""
    beside = THIRD_PARTIES if provisions.is_social(sender) else beside
    tests = [provisions.shipped()[beside]] if grounds and beside else []
    return (*grounds, *filter(None, (question_of(key) for key in keys)), *tests)


def question_of(key: str) -> Provision | None:
    """Return a limit as something to confirm, under its key; None for a key that is none."""
    limit = limit_of(key)
    if limit is None:
        return None
    rests_on = provisions.shipped().get(limit.provision)
    return Provision(
        id=limit.key,
        law=rests_on.law if rests_on else "",
        provision=rests_on.provision if rests_on else "",
        title=rests_on.title if rests_on else "",
        paraphrase_de=rests_on.paraphrase_de if rests_on else "",
        paraphrase_en=rests_on.paraphrase_en if rests_on else "",
        kind="limit",
        senders=(),
        recipients=(),
        conditions=(limit.label_en,),
        data_scope="-",
        proactive=False,
        verified=rests_on.verified if rests_on else True,
        source=rests_on.source if rests_on else "",
        conditions_de=(limit.label_de,),
    )


def named(key: str) -> Provision:
    """Return the provision or limit that a decision or a confirmation names; `UserError` for neither."""
    return question_of(key) or provisions.find(key)


def _protected_data(records: CaseRecords, sender: str) -> frozenset[str]:
    """Return the classes of data that were marked, or told by a property, in what a class delivered."""
    classes = {a.id: a.class_code for a in records.agencies}
    own = {c.id for c in records.contributions if classes[c.agency_id] == sender}
    sources = {s.id for s in records.sources if s.contribution_id in own}
    marked = {m.record_id: m.data for m in records.marks}
    properties = protected_properties()
    found = {one for record_id in own for one in marked.get(record_id, ())}
    for finding in records.findings:
        if finding.id in marked or finding.property in properties:
            if finding.source_id in sources:
                found |= {*marked.get(finding.id, ()), *properties.get(finding.property, ())}
    return frozenset(found)


def _open(
    sender: str, recipient: str, matrix: Standing, rejected: frozenset[str], *, on_request: bool
) -> frozenset[str]:
    found = provisions.grounds(sender, recipient, on_request=on_request, rejected=rejected, own=matrix.own)
    return frozenset(p.id for p in found)


def _wanted(provision: Provision) -> set[tuple[str, int]]:
    return {(provision.id, no) for no in range(1, len(provision.conditions) + 1)}


def _keys_beside(provision: Provision, fitting: Iterable[Limit]) -> Iterator[str]:
    for limit in fitting:
        if limit.effect is Effect.CONDITION and not limit.checked and limit.hits(provision):
            yield limit.key
