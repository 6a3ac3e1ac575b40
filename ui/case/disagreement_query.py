"""Where findings of a subject disagree: one field, several values, at the same time. Free of Qt.

A partial date and a fuller one that begins the same do not disagree, nor do values that held one after the
other. Restricted and corrected findings take no part.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from app.base import partial_date
from app.base.i18n import _, ngettext
from app.base.records import Finding
from ui.case.case_data import CaseData, distinct

# A subject can have several of these at once, and people say several things.
_SEVERAL = frozenset(
    {"note", "statement", "alias", "phone", "email", "address", "date", "description", "reason"}
    | {"role_reason", "necessity", "key_judgement", "conclusion", "open_question", "what_would_change"}
)
_DATE = "partial_date"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How many findings disagree about a field, how many values they give, and whose they are."""

    findings: int
    values: int
    agencies: tuple[str, ...]

    @property
    def text(self) -> str:
        """One sentence on it, in the language in force."""
        values = ngettext("{count} value", "{count} values", self.values).format(count=self.values)
        if len(self.agencies) == 1:
            return _("{agency} gives {values}").format(agency=self.agencies[0], values=values)
        agencies = ngettext("{count} agency", "{count} agencies", len(self.agencies))
        count = agencies.format(count=len(self.agencies))
        return _("{agencies} disagree: {values}").format(agencies=count, values=values)


def of_field(data: CaseData, findings: Sequence[Finding]) -> Disagreement | None:
    """Return how the findings of one field disagree; None if they do not."""
    used = [f for f in findings if f.id not in data.superseded and not f.restricted]
    if len(used) < 2 or used[0].property in _SEVERAL:
        return None
    declared = data.property(used[0])
    dated = declared is not None and declared.value_type == _DATE
    against = {f.id for pair in combinations(used, 2) if _differ(*pair, dated=dated) for f in pair}
    apart = [f for f in used if f.id in against]
    if not apart:
        return None
    return Disagreement(len(apart), len({f.value for f in apart}), distinct(data.agency_of(f) for f in apart))


def fields(data: CaseData, subject_id: str) -> int:
    """Return in how many fields of a subject findings disagree."""
    by_property: dict[str, list[Finding]] = {}
    for finding in data.of_subject.get(subject_id, ()):
        by_property.setdefault(finding.property, []).append(finding)
    return sum(len(f) > 1 and of_field(data, f) is not None for f in by_property.values())


def _differ(a: Finding, b: Finding, *, dated: bool) -> bool:
    if a.value == b.value or (dated and (a.value.startswith(b.value) or b.value.startswith(a.value))):
        return False
    (first, last), (begin, end) = _holds(a), _holds(b)
    return first <= end and begin <= last


def _holds(finding: Finding) -> tuple[dt.date, dt.date]:
    first = partial_date.bounds(finding.valid_from)[0] if finding.valid_from else dt.date.min
    last = partial_date.bounds(finding.valid_to)[1] if finding.valid_to else dt.date.max
    return first, last
