"""The assessments of a case as rows, one of them in full, and the findings one can cite. Free of Qt."""

from dataclasses import dataclass

from app.base.i18n import _, ngettext
from app.base.latin_script import list_order
from app.base.records import Finding, Standing
from app.base.words import (
    CONFIDENCES,
    LIKELIHOOD_RANGES,
    confidence_word,
    likelihood_with_range,
    likelihood_word,
)
from app.casework import assessment_list
from app.casework.assessment_list import ALTERNATIVE, CHANGE, GROUND, KINDS, MATTER, Assessment, Doubt
from app.ontology.catalogue import ontology
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.case.words import confidence_text, standing_text
from ui.shell.day_text import moment
from ui.widgets.standing_sign import standing_icon

_HITS = 8


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One assessment; `facts` are pairs of a name and a text, `cites` (finding id, text)."""

    id: str
    subject_id: str
    text: str
    kind: str
    standing: str
    standing_icon: str
    likelihood: str
    likelihood_sort: int
    confidence: str
    confidence_sort: int
    author: str
    grounds: int
    recorded: str
    recorded_sort: str
    doubts: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    cites: tuple[tuple[str, str], ...]
    restricted: bool


def assessment_rows(store: Store, data: CaseData) -> tuple[AssessmentRow, ...]:
    """Return the assessments in force of a case with what weakens them."""
    written = [f.id for f in data.current if f.standing is not Standing.FACT and f.property in KINDS]
    cited = assessment_list.cited_counts(store, written)
    return tuple(_row(data, a) for a in assessment_list.of_records(data.records, cited))


def _row(data: CaseData, assessment: Assessment) -> AssessmentRow:
    f = assessment.finding
    return AssessmentRow(
        f.id,
        f.subject_id,
        f.value,
        kind_text(f.property),
        standing_text(f.standing),
        standing_icon(f.standing),
        likelihood_word(f.likelihood),
        _place(f.likelihood, tuple(LIKELIHOOD_RANGES)),
        confidence_word(f.confidence),
        _place(f.confidence, CONFIDENCES),
        data.agency_name(f.author_agency_id),
        len(f.basis),
        moment(f.recorded_at),
        f.recorded_at,
        tuple(doubt_text(doubt, count) for doubt, count in assessment.doubts.items()),
        tuple((name, text) for name, text in _facts(data, assessment) if text),
        tuple((b, cite_text(data, data.findings[b])) for b in f.basis if b in data.findings),
        f.restricted,
    )


def _place(code: str, order: tuple[str, ...]) -> int:
    return order.index(code) + 1 if code in order else 0


def _facts(data: CaseData, assessment: Assessment) -> tuple[tuple[str, str], ...]:
    f, notes = assessment.finding, assessment.notes
    said = {name: notes[name].value if name in notes else "" for name in (CHANGE, ALTERNATIVE, GROUND)}
    return (
        (_("Probability"), likelihood_with_range(f.likelihood) if f.likelihood else ""),
        (_("Confidence"), confidence_text(f.confidence)),
        (_("What the confidence rests on"), said[GROUND]),
        (_("What would change it"), said[CHANGE] or _("not stated")),
        (_("Alternative explanation"), said[ALTERNATIVE]),
        (_("Author"), data.agency_name(f.author_agency_id)),
        (_("Matter"), data.caption(f.subject_id)),
    )


def is_assessment(data: CaseData, finding_id: str) -> bool:
    """Tell whether a finding is one that the list of assessments holds."""
    finding = data.findings[finding_id]
    about_case = data.subjects[finding.subject_id].type == MATTER
    return about_case and finding.property in KINDS and finding.standing is not Standing.FACT


def kind_text(kind: str) -> str:
    """Return the name of a kind of assessment."""
    return ontology().property(MATTER, kind).label


def doubt_text(doubt: Doubt, count: int) -> str:
    """Return what weakens an assessment, as a short sentence."""
    counted = {
        Doubt.ERASED: ngettext(
            "{count} cited finding was erased", "{count} cited findings were erased", count
        ),
        Doubt.SUPERSEDED: ngettext(
            "{count} cited finding was corrected", "{count} cited findings were corrected", count
        ),
        Doubt.RESTRICTED: ngettext(
            "{count} cited finding is restricted", "{count} cited findings are restricted", count
        ),
        Doubt.OLD: ngettext("{count} day old", "{count} days old", count),
        Doubt.MIXED: ngettext(
            "{count} sentence mixes probability and confidence",
            "{count} sentences mix probability and confidence",
            count,
        ),
        Doubt.NO_BASIS: _("nothing it rests on is left"),
        Doubt.SINGLE_SOURCE: _("rests on one source only"),
        Doubt.REVIEW: _("review overdue"),
        Doubt.UNSTATED: _("probability or confidence not stated"),
    }
    return counted[doubt].format(count=count)


def likelihoods() -> tuple[tuple[str, str], ...]:
    """Return the degrees of probability with their ranges, for forms."""
    return (("", _("choose …")), *((c, likelihood_with_range(c)) for c in LIKELIHOOD_RANGES))


def confidences() -> tuple[tuple[str, str], ...]:
    """Return the degrees of confidence with what they rest on, for forms."""
    return (("", _("choose …")), *((c, confidence_text(c)) for c in CONFIDENCES))


def matters(data: CaseData) -> tuple[tuple[str, str], ...]:
    """Return the matters of a case an assessment can belong to, the first one being a new one."""
    standing = {f.subject_id for f in data.current}
    known = [s.id for s in data.records.subjects if s.type == MATTER and s.id in standing]
    named = sorted(((data.caption(s), s) for s in known), key=lambda pair: (list_order(pair[0]), pair[1]))
    return (("", _("a new one")), *((s, caption) for caption, s in named))


def cite_text(data: CaseData, finding: Finding) -> str:
    """Return a finding as one cites it: about whom, what, how graded, whose."""
    words = f"{data.caption(finding.subject_id)} – {data.property_label(finding)}: {data.value(finding)}"
    marks = (
        standing_text(finding.standing) if finding.standing is not Standing.FACT else "",
        _("restricted") if finding.restricted else "",
        _("corrected") if finding.id in data.superseded else "",
    )
    return " · ".join(filter(None, (words, data.grading(finding), data.agency_of(finding), *marks)))


class CitableFindings:
    """The findings of a case that can be cited, found by the words one types."""

    def __init__(self, data: CaseData, without: str = "") -> None:
        self._data = data
        found = [f for f in data.current if not f.restricted and f.id != without]
        self._texts = [(f.id, cite_text(data, f)) for f in found]
        self._folded = [text.casefold() for _id, text in self._texts]

    def find(self, typed: str, taken: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return up to eight findings that hold every word typed, without those that are taken."""
        words = typed.casefold().split()
        found = []
        for (finding_id, text), folded in zip(self._texts, self._folded, strict=True):
            if finding_id not in taken and all(word in folded for word in words):
                found.append((finding_id, text))
                if len(found) == _HITS:
                    break
        return tuple(found)

    def text(self, finding_id: str) -> str:
        """Return a finding as one cites it, whether it can still be cited or not; "" for one that is gone."""
        finding = self._data.findings.get(finding_id)
        return cite_text(self._data, finding) if finding is not None else ""
