"""What may be on the screen: the part that every released view of the agencies in the room holds.

A pure function. A finding is shown only if each agency in the room may have it; a node only if it stands on
such a finding; a link only if both its ends do. Nothing else is in it, so that nothing on the screen can show
more than the least of those who look at it may see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.base.records import Agency, Finding, SubjectKind
from app.policy.handing_on import FRAME
from app.policy.views import ReleasedView

ROOM = Agency("", "", "Alle im Raum", "Everybody in the room")
"""The addressee of what is shown; it is no agency of any store."""


@dataclass(frozen=True, slots=True)
class Room:
    """Who is in the room, as agencies other than the office, and what all of them may see.

    `view` is None while nobody but the office is there: then nothing is shown, and nothing told.
    """

    agencies: tuple[str, ...]
    view: ReleasedView | None

    @property
    def findings(self) -> frozenset[str]:
        """The findings that may be shown, by id."""
        return frozenset(f.id for f in self.view.findings) if self.view else frozenset()


def room_of(views: Mapping[str, ReleasedView], agencies: Sequence[str]) -> Room:
    """Return what may be shown to these agencies; one without a view may see nothing."""
    ordered = tuple(sorted(set(agencies)))
    if not ordered or any(agency not in views for agency in ordered):
        return Room(ordered, None)
    return Room(ordered, common([views[agency] for agency in ordered]))


def common(views: Sequence[ReleasedView]) -> ReleasedView:
    """Return the closed world that all of these views hold; at least one is needed.

    What belongs to no finding is not shown on a screen: judgements, documents, conferences, measures and
    methods are left out, and so are the texts of the case and the purpose, which each agency has in words of
    its own. A reference to what not everybody has is cut.
    """
    first = views[0]
    findings = _settled(first, _shared(views))
    standing = {f.subject_id for f in findings}
    sources = {f.source_id for f in findings}
    kept_sources = tuple(replace(s, document_id=None) for s in first.sources if s.id in sources)
    contributions = {s.contribution_id for s in kept_sources}
    kept = tuple(c for c in first.contributions if c.id in contributions)
    named = {c.agency_id for c in kept} | {f.author_agency_id for f in findings}
    return replace(
        first,
        header=replace(first.header, **dict.fromkeys(FRAME, "")),
        recipient=ROOM,
        purpose="",
        agencies=tuple(a for a in first.agencies if a.id in named),
        contributions=kept,
        sources=kept_sources,
        subjects=tuple(s for s in first.subjects if s.id in standing),
        findings=findings,
        judgements=(),
        documents=(),
        conferences=(),
        measures=(),
        methods=(),
        provisions={},
    )


def _shared(views: Sequence[ReleasedView]) -> dict[str, Finding]:
    """Return what all views hold, each with the references that all of them hold."""
    shared = {f.id: f for f in views[0].findings}
    for view in views[1:]:
        other = {f.id: f for f in view.findings}
        shared = {i: _both(f, other[i]) for i, f in shared.items() if i in other}
    return {i: replace(f, basis=tuple(b for b in f.basis if b in shared)) for i, f in shared.items()}


def _both(one: Finding, other: Finding) -> Finding:
    """`supersedes` tells that an agency had the corrected one before; that is nobody else's to know."""
    same = one.supersedes if one.supersedes == other.supersedes else None
    return replace(one, supersedes=same, basis=tuple(b for b in one.basis if b in other.basis))


def _settled(first: ReleasedView, shared: Mapping[str, Finding]) -> tuple[Finding, ...]:
    """Drop links whose ends stand on findings that not everybody has, and what rests on what is dropped."""
    links = {s.id: {s.start, s.end} for s in first.subjects if s.kind is SubjectKind.LINK}
    left = dict(shared)
    while True:
        standing = {f.subject_id for f in left.values()}
        lost = {
            f.id
            for f in left.values()
            if (f.subject_id in links and not links[f.subject_id] <= standing)
            or any(b not in left for b in f.basis)
        }
        if not lost:
            return tuple(left[f.id] for f in first.findings if f.id in left)
        left = {i: f for i, f in left.items() if i not in lost}
