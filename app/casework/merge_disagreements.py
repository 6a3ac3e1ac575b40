"""Where agencies say different things of the same field: what was known before, what each of them says now.

A pure function of a case's records. Nothing is decided by it: every finding stays, whoever is right. Compared
are fields of which there is only one value at a time - a birth date, a legal form -, not those of which
somebody may have several, such as telephone numbers.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.analysis.network import current
from app.base.latin_script import list_order
from app.base.records import CaseRecords, Finding, Subject, Verdict
from app.casework import judgements
from app.ontology.caption import captions
from app.ontology.catalogue import ontology

_ONE_OF_A_KIND = ("choice:", "partial_date", "integer", "money", "percent", "vin", "coordinates")
_SINGLE = frozenset({"name", "birth_name", "plate", "iban", "account_number", "register_number", "holder"})
_SEVERAL = frozenset({"role", "weight"})


@dataclass(frozen=True, slots=True)
class Side:
    """What one agency says of a field now; `reliability` and `credibility` are the grading."""

    agency_id: str
    finding_id: str
    value: str
    reliability: str
    credibility: str
    valid_from: str
    valid_to: str
    recorded_at: str
    handling: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field of one subject: `before` is what was known until one of the sides corrected it."""

    subject_id: str
    caption: str
    subject_type: str
    property: str
    before: tuple[Side, ...]
    sides: tuple[Side, ...]

    def agencies(self) -> tuple[str, ...]:
        """Return the agencies that disagree, each once."""
        return tuple(dict.fromkeys(side.agency_id for side in self.sides))


def disagreements(
    records: CaseRecords, *, findings: Collection[str] | None = None
) -> tuple[Disagreement, ...]:
    """Return the fields on which agencies disagree, by caption; with `findings` those that these are about.

    Nodes that some agency judged to be the same count as one.
    """
    said = {f.id: f for f in records.findings}
    one = _same(records)
    wanted = None
    if findings is not None:
        wanted = {(one.get(f.subject_id, f.subject_id), f.property) for i in findings if (f := said.get(i))}
    subjects = {s.id: s for s in records.subjects}
    fields: dict[tuple[str, str], list[Finding]] = {}
    for finding in current(records.findings):
        key = (one.get(finding.subject_id, finding.subject_id), finding.property)
        if not finding.restricted and (wanted is None or key in wanted) and _single(subjects, finding):
            fields.setdefault(key, []).append(finding)
    sides = _Sides(records, said)
    shown = captions(records.subjects, records.findings)
    found = []
    for (subject_id, name), rivals in fields.items():
        if len({f.value for f in rivals}) < 2:
            continue
        told = [sides.of(f) for f in rivals]
        if len({s.agency_id for s in told}) < 2 or not _apart(told):
            continue
        ordered = tuple(sorted(told, key=lambda s: (s.agency_id, s.recorded_at, s.finding_id)))
        about = subjects[subject_id]
        before = sides.before(rivals)
        found.append(Disagreement(subject_id, shown.get(subject_id, ""), about.type, name, before, ordered))
    return tuple(sorted(found, key=lambda d: (list_order(d.caption), d.subject_id, d.property)))


def _apart(told: Iterable[Side]) -> bool:
    """Whether two agencies differ, and not one with itself."""
    values: dict[str, set[str]] = {}
    for side in told:
        values.setdefault(side.agency_id, set()).add(side.value)
    listed = list(values.values())
    return any(a != b for a in listed for b in listed)


def _single(subjects: Mapping[str, Subject], finding: Finding) -> bool:
    subject = subjects.get(finding.subject_id)
    if subject is None or finding.property in _SEVERAL:
        return False
    known = ontology()
    declared = known.nodes.get(subject.type) or known.links.get(subject.type)
    of = next((p for p in declared.properties if p.id == finding.property), None) if declared else None
    if of is None:
        return False
    return finding.property in _SINGLE or of.value_type.startswith(_ONE_OF_A_KIND)


def _same(records: CaseRecords) -> dict[str, str]:
    """Return the representative of every node that was judged to be the same as another."""
    parent: dict[str, str] = {}

    def top(node: str) -> str:
        while parent.get(node, node) != node:
            node = parent[node]
        return node

    for (a, b), said in sorted(judgements.latest(records.judgements).items()):
        if any(j.verdict is Verdict.SAME for j in said.values()):
            first, second = sorted((top(a), top(b)))
            parent[second] = first
    return {node: top(node) for node in parent}


class _Sides:
    """Findings as what an agency says."""

    def __init__(self, records: CaseRecords, said: Mapping[str, Finding]) -> None:
        self._said = said
        agency = {c.id: c.agency_id for c in records.contributions}
        self._sources = {s.id: (agency.get(s.contribution_id, ""), s.reliability) for s in records.sources}

    def of(self, finding: Finding) -> Side:
        """Return a finding as a side; an assessment is that of its author."""
        agency_id, reliability = self._sources.get(finding.source_id, ("", ""))
        return Side(
            finding.author_agency_id or agency_id,
            finding.id,
            finding.value,
            reliability,
            finding.credibility,
            finding.valid_from,
            finding.valid_to,
            finding.recorded_at,
            finding.handling,
        )

    def before(self, rivals: Iterable[Finding]) -> tuple[Side, ...]:
        """Return what the rivals took the place of, each once, the oldest first."""
        found: dict[str, Finding] = {}
        for rival in rivals:
            earlier = self._said.get(rival.supersedes or "")
            while earlier is not None and earlier.id not in found:
                found[earlier.id] = earlier
                earlier = self._said.get(earlier.supersedes or "")
        return tuple(self.of(f) for f in sorted(found.values(), key=lambda f: (f.recorded_at, f.id)))
