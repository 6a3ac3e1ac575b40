"""The closed worlds that artefacts are made of: the released view and the analyst's own.

`ReleasedView` can only be made by `app.policy.release`; everything that leaves the store (briefing,
package, chart picture, table) takes a view and has no other way to the data.
"""

from dataclasses import dataclass, field, fields

from app.base.method_records import Method
from app.base.records import (
    Agency,
    CaseHeader,
    Conference,
    Contribution,
    Document,
    Finding,
    Judgement,
    Measure,
    Source,
    Subject,
)

_KEY = object()
DELETION_OPEN = "deletion_open"
"""The reason why frozen findings are in nothing that leaves the store."""


@dataclass(frozen=True, slots=True)
class View:
    """A self-contained part of a case: every id that occurs in it also resolves in it.

    `as_of` is the day the view speaks for. `provisions` maps a finding's id to the id of the provision
    it is released on (empty for the analyst's own view and for the recipient's own findings).
    """

    header: CaseHeader
    as_of: str
    agencies: tuple[Agency, ...]
    contributions: tuple[Contribution, ...]
    sources: tuple[Source, ...]
    subjects: tuple[Subject, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]
    documents: tuple[Document, ...]
    conferences: tuple[Conference, ...]
    measures: tuple[Measure, ...]
    provisions: dict[str, str]
    methods: tuple[Method, ...] = field(default=(), kw_only=True)

    @property
    def internal(self) -> bool:
        """Whether artefacts made of this view are stamped "internal - not for release"."""
        return True

    def agency(self, agency_id: str) -> Agency:
        """Return the agency with this id; it is part of the view whenever the id is."""
        return next(a for a in self.agencies if a.id == agency_id)


@dataclass(frozen=True, slots=True)
class WorkingView(View):
    """The analyst's own view of a case: everything, unreleased, stamped as internal.

    All but what is frozen until its deletion is decided on: `held_back` counts those findings.
    """

    held_back: int = 0

    def withheld(self) -> dict[str, int]:
        """Return how many findings are not in it, by reason."""
        return {DELETION_OPEN: self.held_back} if self.held_back else {}


@dataclass(frozen=True, slots=True)
class ReleasedView(View):
    """What one recipient may have, for one purpose and one occasion; nothing else is in it."""

    recipient: Agency
    purpose: str
    occasion: str
    key: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.key is not _KEY:
            raise TypeError("a ReleasedView is made by app.policy.release only")

    @property
    def internal(self) -> bool:
        """Always False: a released view carries no internal stamp."""
        return False


def seal_view(working: View, recipient: Agency, purpose: str, occasion: str) -> ReleasedView:
    """Make the released view out of an already filtered one. For `app.policy.release` alone."""
    parts = {f.name: getattr(working, f.name) for f in fields(View)}
    return ReleasedView(**parts, recipient=recipient, purpose=purpose, occasion=occasion, key=_KEY)
