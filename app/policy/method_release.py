"""Which parts of a case's methods stand on given findings, and go with them.

What a part says it says of the findings it cites: it goes where all of them go. Texts that ship with the
program say nothing about the case and go along, without what the office plans there: who acts, until when,
where it stands. Whatever else rests on no finding stays in the office.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import replace

from app.base.method_records import OWN_TEMPLATE, Method, MethodPart, PartKind, Rating

Keeps = Callable[[MethodPart], MethodPart | None]


def released_methods(methods: Iterable[Method], released: Container[str]) -> tuple[Method, ...]:
    """Return what another agency may have of the methods, with numbers counted anew.

    A method goes if at least one of its parts cites released findings, and cites nothing else. Titles,
    questions, names of own templates and of people who rated stay; raters are "1", "2" ...
    What another office sent goes to nobody: it is for its author to hand on.
    """
    found = []
    for method in methods:
        if method.sender:
            continue
        left = _kept(method, lambda part: _released(part, released))
        if any(part.cites for part in left.parts):
            found.append(_unnamed(_renumbered(left)))
    return tuple(found)


def methods_without(methods: Iterable[Method], gone: Collection[str]) -> tuple[Method, ...]:
    """Return the methods without the parts that cite a finding which is gone; texts may repeat it."""
    if not gone:
        return tuple(methods)
    held = frozenset(gone)
    return tuple(_kept(m, lambda part: None if held.intersection(part.cites) else part) for m in methods)


def methods_within(methods: Iterable[Method], newest: Mapping[str, str]) -> tuple[Method, ...]:
    """Return the methods for a world that holds only findings in force.

    `newest` maps every finding to the one in force, itself or what corrects it in the end.
    """
    return tuple(
        replace(m, parts=tuple(replace(p, cites=_in_force(p.cites, newest)) for p in m.parts))
        for m in methods
    )


def in_force(corrections: Mapping[str, str], finding_id: str) -> str:
    """Return the finding in force; `corrections` maps a corrected finding to what supersedes it."""
    seen = set[str]()
    while finding_id in corrections and finding_id not in seen:
        seen.add(finding_id)
        finding_id = corrections[finding_id]
    return finding_id


def _in_force(cites: Iterable[str], newest: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(newest[c] for c in cites if c in newest))


def _released(part: MethodPart, released: Container[str]) -> MethodPart | None:
    if part.lost or not (part.cites or part.standard):
        # A step is the place of its cells; its name stays here.
        return replace(part, text="", note="") if part.kind is PartKind.STEP else None
    if not part.cites:
        return replace(part, agency_id="", status="", due="", effort=0, effect=0)
    return part if all(c in released for c in part.cites) else None


def _kept(method: Method, keeps: Keeps) -> Method:
    """Return a method with the parts that are kept, and nothing that refers to another part."""
    parts = [p for p in map(keeps, method.parts) if p is not None]
    ids = {p.id for p in parts}
    standing = [p for p in parts if not p.above_id or p.above_id in ids]
    return replace(method, parts=tuple(_trimmed(p, ids) for p in standing))


def _trimmed(part: MethodPart, ids: Container[str]) -> MethodPart:
    if all(r.hypothesis_id in ids for r in part.ratings):
        return part
    return replace(part, ratings=tuple(r for r in part.ratings if r.hypothesis_id in ids))


def _renumbered(method: Method) -> Method:
    """Count what is left anew, and leave out unnamed steps at which nothing is left."""
    filled = {p.above_id for p in method.parts}
    counts: dict[tuple[PartKind, str], int] = {}
    parts = []
    for part in sorted(method.parts, key=lambda p: (p.no, p.id)):
        if part.kind is PartKind.STEP and not part.text and part.id not in filled:
            continue
        place = (part.kind, part.above_id)
        counts[place] = counts.get(place, 0) + 1
        parts.append(replace(part, no=counts[place], gap_id="", task_id="", measure_id=""))
    return replace(method, parts=tuple(parts))


def _unnamed(method: Method) -> Method:
    numbers = {name: str(no) for no, name in enumerate(method.raters(), 1)}
    parts = (
        replace(p, ratings=tuple(Rating(r.hypothesis_id, numbers[r.rater], r.verdict) for r in p.ratings))
        for p in method.parts
    )
    template = "" if method.template.startswith(OWN_TEMPLATE) else method.template
    return replace(
        method, title="", question="", template=template, made_by="", made_at="", parts=tuple(parts)
    )
