"""Contributions and their sources as rows. Free of Qt."""

from collections import Counter
from dataclasses import dataclass

from app.base.i18n import _
from app.policy.gradings import reliability
from app.policy.provisions import cited
from ui.case.case_data import CaseData
from ui.shell.day_text import day


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source, with the contribution it came with; a contribution without sources has a row, too."""

    id: str
    agency: str
    contribution: str
    received: str
    received_sort: str
    reference: str
    kind: str
    reliability: str
    reliability_words: str
    document: str
    provision: str
    marking: str
    label: str
    findings: int
    document_id: str = ""
    contribution_id: str = ""


def source_rows(data: CaseData) -> tuple[SourceRow, ...]:
    """Return the sources by the day their contribution was received."""
    counts = Counter(f.source_id for f in data.current)
    words = reliability()
    rows = []
    used = set()
    for source in data.records.sources:
        contribution = data.contributions[source.contribution_id]
        used.add(contribution.id)
        document = data.documents.get(source.document_id or "")
        rows.append(
            SourceRow(
                source.id,
                *_of_contribution(data, contribution.id),
                source.reference,
                source.kind,
                source.reliability,
                words.get(source.reliability, ""),
                document.name if document else "",
                *_ground(data, contribution.id),
                counts[source.id],
                document.id if document else "",
                contribution.id,
            )
        )
    for contribution in data.records.contributions:
        if contribution.id not in used:
            head, ground = _of_contribution(data, contribution.id), _ground(data, contribution.id)
            bare = "", _("no source yet"), "", "", ""
            rows.append(SourceRow(contribution.id, *head, *bare, *ground, 0, "", contribution.id))
    return tuple(sorted(rows, key=lambda r: (r.received_sort, r.agency, r.reference)))


def _of_contribution(data: CaseData, contribution_id: str) -> tuple[str, str, str, str]:
    c = data.contributions[contribution_id]
    return data.agency_name(c.agency_id), c.title, day(c.received), c.received


def _ground(data: CaseData, contribution_id: str) -> tuple[str, str, str]:
    c = data.contributions[contribution_id]
    provision = cited(c.provision)
    label = c.label.collecting_body if c.label else _("no label: cannot be passed on")
    return provision.citation if provision else c.provision, c.classification, label


def source_choices(data: CaseData) -> tuple[tuple[str, str], ...]:
    """Return (id, words) of every source, for forms: agency, reference, reliability."""
    rows = [r for r in source_rows(data) if r.id in data.sources]
    return tuple((r.id, f"{r.agency} · {r.reference} ({r.reliability})") for r in rows)
