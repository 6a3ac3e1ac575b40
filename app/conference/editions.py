"""What of a conference one recipient is given: a pure function of the plan and the recipient's released view.

A point that is closed to the agency is not in its edition, nor is a measure agreed under it, nor what others
heard while it was outside. What is left is numbered anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.base.conference_records import Edition, Heard, MeasureFrame, Plan, Point
from app.base.records import Measure
from app.base.wording_records import Wording
from app.conference import presence
from app.policy.handing_on import AGENDA, Outward, outward
from app.policy.views import ReleasedView, View


def edition(
    plan: Plan,
    view: View,
    measures: Iterable[Measure],
    frames: Mapping[str, MeasureFrame],
    heard: Iterable[Heard],
    wordings: Iterable[Wording] = (),
) -> Edition:
    """Return the edition for the recipient of `view`; of an internal view everything, as it stands.

    An agency is given texts of the office in the words of `wordings` alone.

    `measures` are all of the case, as the store knows them, `heard` all that was shown.
    """
    agency = view.recipient.id if isinstance(view, ReleasedView) else ""
    points = tuple(p for p in plan.points if not agency or p.open_to(agency))
    words = outward(wordings, agency)
    purpose = view.purpose if isinstance(view, ReleasedView) else plan.purpose
    numbered = tuple(_outward(p, no, agency, words) for no, p in enumerate(points, 1))
    shown = replace(plan, points=numbered, grounds=(), purpose=purpose)
    agreed = [m for m in measures if m.conference_id == plan.id]
    if agency:
        agreed = [m for m in agreed if may_have(m, view, frames.get(m.id), points)]
    ids = {m.id for m in agreed}
    numbers = {m.id: m.no for m in view.measures}
    earlier = tuple(m for m in view.measures if m.id not in ids and m.conference_id != plan.id)
    last = max([0, *numbers.values()])
    ordered = []
    for m in agreed:
        last += m.id not in numbers
        told = _cut(words.measure(m), view) if agency else m
        ordered.append(replace(told, no=numbers.get(m.id, last)))
    return Edition(
        plan=shown,
        times={s.id: presence.times(plan, s.id) for s in plan.seats},
        measures=tuple(sorted(ordered, key=lambda m: m.no)),
        earlier=earlier,
        frames={i: frames[i] for i in (*ids, *(m.id for m in earlier)) if i in frames},
        heard=tuple(h for h in heard if not agency or h.agency_id == agency),
    )


def _outward(point: Point, no: int, agency: str, words: Outward) -> Point:
    """Number a point anew; for an agency also without what stays in the office."""
    if not agency:
        return replace(point, no=no)
    title, question, recommendation, decision = (words.point(f, getattr(point, f)) for f in AGENDA)
    return replace(
        point,
        no=no,
        title=title,
        question=question,
        recommendation=recommendation,
        decision=decision,
        note="",
        audience=frozenset(),
        exhibits=(),
    )


def may_have(measure: Measure, view: View, frame: MeasureFrame | None, points: tuple[Point, ...]) -> bool:
    """Return whether the recipient of a view may read a measure of a conference, on paper or on a screen.

    Its own measures always. What was agreed under a point that is closed to it never, whatever it rests on;
    what was agreed under one that it may hear, if it rests on nothing that it may not have. Of measures
    agreed under no point those that the view holds.
    """
    if isinstance(view, ReleasedView) and measure.agency_id == view.recipient.id:
        return True
    released = {f.id for f in view.findings}
    if frame is not None and frame.point_id:
        heard = frame.point_id in {p.id for p in points if p.id}
        return heard and {*measure.cites, *frame.reasons} <= released
    return any(m.id == measure.id for m in view.measures)


def _cut(measure: Measure, view: View) -> Measure:
    """Cut references to what the view does not hold."""
    released = {f.id for f in view.findings}
    known = {m.id for m in view.measures}
    return replace(
        measure,
        cites=tuple(c for c in measure.cites if c in released),
        depends_on=measure.depends_on if measure.depends_on in known else None,
    )
