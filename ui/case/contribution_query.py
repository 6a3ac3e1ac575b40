"""Contributions as their panels and forms need them: what is in quarantine, and what would go. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.base.i18n import _, ngettext
from app.base.records import CaseRecords, Contribution, Label
from app.casework import contributions, quarantine, withdrawal
from app.casework.consultation import note_consultation
from app.policy import labels
from app.store.store import Store
from ui.case.case_data import CaseData
from ui.shell.day_text import day

# "legal_basis" alone would be a field of more than one form.
KEYS = {part: "label_basis" if part == "legal_basis" else part for part in labels.PARTS}
_MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One contribution in quarantine: its title, since when and from whom, why, and what came with it."""

    id: str
    title: str
    detail: str
    why: str


@dataclass(frozen=True, slots=True)
class Going:
    """What a withdrawal would take, as lines, and who has got some of it."""

    contribution_id: str
    title: str
    lines: tuple[str, ...]
    told: tuple[str, ...]


def held_lines(store: Store, data: CaseData) -> tuple[HeldLine, ...]:
    """Return what is in quarantine in a case."""
    return tuple(_held(item, data) for item in quarantine.listed(store, data.header.id))


def _held(item: quarantine.InQuarantine, data: CaseData) -> HeldLine:
    count = ngettext("{count} finding", "{count} findings", item.findings).format(count=item.findings)
    files = ngettext("{count} document", "{count} documents", item.documents).format(count=item.documents)
    parts = [
        data.agency_name(item.contribution.agency_id),
        _("since {day}").format(day=day(item.since)),
        count if item.findings else "",
        files if item.documents else "",
    ]
    return HeldLine(item.contribution.id, item.contribution.title, " · ".join(filter(None, parts)), item.why)


def label_of(values: Mapping[str, str]) -> Label | None:
    """Return the label that the values of a form describe, None if no part is stated."""
    parts = {part: values.get(key, "").strip() for part, key in KEYS.items()}
    return Label(**parts) if any(parts.values()) else None


def contribution(store: Store, contribution_id: str) -> Contribution:
    """Return a contribution, in quarantine or not."""
    return contributions.of(store, contribution_id)


@dataclass(frozen=True, slots=True)
class HeldContents:
    """What a contribution in quarantine holds, and why it is there."""

    records: CaseRecords
    why: str


def look_into(store: Store, contribution_id: str) -> HeldContents:
    """Read what is held, and log that somebody looked."""
    records = quarantine.contents(store, contribution_id)
    note_consultation(store, records.header.id, _("Quarantine looked into"))
    held = (
        i.why for i in quarantine.listed(store, records.header.id) if i.contribution.id == contribution_id
    )
    return HeldContents(records, next(held, ""))


def contents_lines(records: CaseRecords) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is held as lines under headings; empty headings are left out."""
    data = CaseData(records)
    said = [
        f"{data.caption(f.subject_id)} – {data.property_label(f)}: {data.value(f)}"
        for f in records.findings
        if f.property != "exists"
    ]
    links = [
        f"{data.caption(s.start)} – {data.type_label(s.id)} – {data.caption(s.end)}"
        for s in records.subjects
        if s.start and s.end
    ]
    parts = (
        (_("Sources"), [f"{s.reference} ({s.reliability})" for s in records.sources]),
        (_("Documents"), [d.name for d in records.documents]),
        (_("Findings"), said),
        (_("Links"), links),
    )
    return tuple((heading, _shortened(lines)) for heading, lines in parts if lines)


def _shortened(lines: list[str]) -> tuple[str, ...]:
    left = len(lines) - _MOST_LINES
    more = (_("and {count} more").format(count=left),) if left > 0 else ()
    return (*lines[:_MOST_LINES], *more)


def going(store: Store, data: CaseData, contribution_id: str) -> Going:
    """Look what withdrawing a contribution would take with it; changes nothing."""
    seen = withdrawal.foresee(store, contribution_id)
    counted = (
        (seen.sources, ngettext("{count} source", "{count} sources", seen.sources)),
        (seen.documents, ngettext("{count} document", "{count} documents", seen.documents)),
        (seen.findings, ngettext("{count} finding", "{count} findings", seen.findings)),
        (seen.nodes, ngettext("{count} node that stands on nothing else",
                              "{count} nodes that stand on nothing else", seen.nodes)),
        (seen.links, ngettext("{count} link", "{count} links", seen.links)),
        (seen.resting, ngettext("{count} finding of others that rests on it",
                                "{count} findings of others that rest on it", seen.resting)),
        (seen.judgements, ngettext("{count} judgement", "{count} judgements", seen.judgements)),
        (seen.citations, ngettext("{count} reference in a measure",
                                  "{count} references in measures", seen.citations)),
    )  # fmt: skip
    lines = tuple(text.format(count=number) for number, text in counted if number)
    names = tuple(filter(None, (data.agency_name(a) for a in seen.recipients)))
    return Going(contribution_id, seen.title, lines or (_("nothing else"),), names)
