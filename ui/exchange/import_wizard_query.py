"""The import wizard's questions to the store and to the file. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.base.i18n import _, ngettext
from app.base.latin_script import with_reading
from app.base.progress import Progress
from app.base.records import Finding, Standing, Subject, SubjectKind
from app.base.words import agency_name
from app.casework import agencies, cases, contributions
from app.exchange.bounded_reading import read_file
from app.exchange.content_reading import ReadFile
from app.exchange.delivery_builder import Batch
from app.exchange.import_context import ImportReport
from app.exchange.mapping import TableMapping
from app.exchange.problems import Fault
from app.exchange.profile import Grading, Profile, mapped_profile, profiles
from app.exchange.readers.neutral import RawTable
from app.exchange.readers.reader_registry import all_readers
from app.exchange.table_cells import visible
from app.exchange.table_reading import ReadingFound, found_reading, suggested
from app.exchange.table_settings import TableSettings
from app.exchange.tables import Repairs
from app.handover import import_profiles
from app.handover.importing import Asked, foresee_file, import_reporting, lacks
from app.ontology.catalogue import ontology
from app.ontology.values import display_for
from app.policy.labels import missing_text
from app.store.change import Change
from app.store.store import Store
from ui.case.contribution_query import label_of
from ui.case.import_query import origin_of

_PREVIEWED = 60
_LINES = 40
IMPORTED = frozenset({"contribution", "source", "subject", "finding", "quarantine", "agency"})
"""The kinds of rows that an import can add."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen from: cases, agencies and profiles as pairs of id and words.

    `regimes` goes by case, `owners` names the agency that a kept profile was made for.
    """

    cases: tuple[tuple[str, str], ...]
    agencies: tuple[tuple[str, str], ...]
    profiles: tuple[tuple[str, str], ...]
    regimes: Mapping[str, str]
    owners: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read; `table` and `mapping` are None for a graph, which maps itself."""

    path: Path
    read: ReadFile
    table: ReadingFound | None
    mapping: TableMapping | None


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A thing or link that would come: its type, what it is called, whether it is known, what is said."""

    kind: str
    name: str
    known: bool
    said: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an import would bring: facts as name and text, lines to preview, faults by row, remarks.

    `columns` are the names of the file's columns, by the places that the faults name.
    """

    facts: tuple[tuple[str, str], ...]
    lines: tuple[PreviewLine, ...]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    findings: int
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import brought; `contributions` are what taking it back withdraws."""

    text: str
    contributions: tuple[str, ...]


def read_choices(store: Store) -> Choices:
    """Return what the wizard lets choose."""
    listed = cases.list_cases(store)
    kept = import_profiles.kept(store)
    names = {a.id: agency_name(a) for a in agencies.all_agencies(store)}
    own = tuple((f"own:{k.id}", _owned(k.name, names.get(k.agency_id, ""))) for k in kept)
    shipped = tuple((p.id, p.label) for p in profiles().values() if p.shape.value in ("edges", "nodes"))
    return Choices(
        tuple((c.header.id, f"{c.header.reference} {c.header.title}") for c in listed),
        tuple(names.items()),
        (*own, *shipped),
        {c.header.id: c.header.regime for c in listed},
        {f"own:{k.id}": k.agency_id for k in kept if k.agency_id},
    )


def _owned(name: str, agency: str) -> str:
    return _("{profile} ({agency})").format(profile=name, agency=agency) if agency else name


def open_file(_store: Store, path: Path, settings: TableSettings, *, progress: Progress) -> Opened:
    """Read a file as set and say what was found; it is read in a process of its own."""
    read = read_file(path, settings, progress=progress)
    if not isinstance(read.content, RawTable):
        return Opened(path, read, None, None)
    found = found_reading(read.content, settings)
    return Opened(path, read, found, suggested(read.content, found))


def made_profile(
    name: str, mapping: TableMapping | None, settings: TableSettings, values: Mapping[str, str]
) -> Profile | None:
    """The profile that the wizard's pages describe; None for a graph."""
    if mapping is None:
        return None
    label = label_of(values)
    has_label = (
        any(getattr(label, part) for part in ("means", "person_category", "interest")) if label else False
    )
    return mapped_profile(
        name or _("mapped by hand"),
        name or _("mapped by hand"),
        mapping,
        settings,
        grading=Grading(
            "data_file",
            values.get("reliability") or "X",
            values.get("credibility") or "4",
            Standing(values.get("standing") or "fact"),
            values.get("handling") or "H0",
        ),
        label=label if has_label else None,
    )


def profile_of(store: Store, chosen: str) -> Profile | None:
    """The profile of a choice of the wizard: a kept one, or a shipped one."""
    if chosen.startswith("own:"):
        wanted = chosen.removeprefix("own:")
        return next((k.profile for k in import_profiles.kept(store) if k.id == wanted), None)
    return profiles().get(chosen)


def keep_profile(store: Store, name: str, agency_id: str, profile: Profile) -> Change:
    """Keep a profile for the next file of this agency."""
    return import_profiles.keep(store, name, agency_id, profile)


class _Kept:
    """The first things and statements of a preview; the rest is counted elsewhere and let go."""

    def __init__(self) -> None:
        self.subjects: dict[str, Subject] = {}
        self.findings: list[Finding] = []

    def take(self, batch: Batch) -> None:
        if len(self.findings) >= _PREVIEWED * 6:
            return
        self.subjects |= {s.id: s for s in batch.subjects[: _PREVIEWED * 6]}
        self.findings += batch.findings[: _PREVIEWED * 6]


def foresee(
    store: Store,
    case_id: str,
    opened: Opened,
    profile: Profile | None,
    values: Mapping[str, str],
    repairs: Repairs,
    *,
    progress: Progress,
) -> Foreseen:
    """Say what importing would bring and what stands against it; changes nothing."""
    keeping = _Kept()
    asked = Asked(made=profile, repairs=repairs, read=opened.read, tolerant=True)
    origin = origin_of(store, values)
    plan = foresee_file(store, case_id, opened.path, origin, asked, keeping.take, progress=progress)
    lacking = lacks(store, case_id, plan)
    held = (_("{missing} It goes into quarantine.").format(missing=missing_text(lacking)),) if lacking else ()
    skipped = tuple(f"{where}: {reason}" for where, reason in plan.report.skipped[:_LINES])
    return Foreseen(
        _facts(plan.report), _lines(keeping), plan.faults, (*held, *plan.report.notes, *skipped),
        plan.report.findings, opened.table.columns if opened.table else (),
    )  # fmt: skip


def bring_in(
    store: Store,
    case_id: str,
    opened: Opened,
    profile: Profile | None,
    values: Mapping[str, str],
    repairs: Repairs,
    *,
    progress: Progress,
) -> Brought:
    """Import, all of it or nothing; what lacks its label goes into quarantine."""
    asked = Asked(made=profile, repairs=repairs, read=opened.read)
    plan = import_reporting(
        store, case_id, opened.path, origin_of(store, values), asked, hold_unlabelled=True, progress=progress
    )
    report, count = plan.report, plan.report.findings
    words = ngettext("{file}: {count} finding imported.", "{file}: {count} findings imported.", count)
    made = tuple(contribution.id for contribution in plan.delivery.contributions)
    return Brought(words.format(file=report.file, count=count), made)


def take_back(store: Store, brought: Brought) -> Change:
    """Withdraw what an import brought, as one step per contribution; the last change is returned."""
    last: Change | None = None
    for contribution_id in brought.contributions:
        last = contributions.withdraw(store, contribution_id, _("The import was taken back."))
    if last is None:
        raise LookupError("nothing was imported")
    return last


def format_name(reader: str) -> str:
    """What a format is called, by the id of its reader."""
    known = all_readers().get(reader)
    return _(known.name) if known else reader


def _facts(report: ImportReport) -> tuple[tuple[str, str], ...]:
    known = _("{nodes} nodes, {links} links, {known} of them known already")
    facts = (
        (_("Format"), format_name(report.format)),
        (_("Records"), str(report.records)),
        (
            _("Speaks of"),
            known.format(nodes=report.nodes, links=report.links, known=report.duplicates_of_known),
        ),
        (_("Findings"), str(report.findings)),
        (_("Rows that said the same again"), str(report.merged_count or "")),
        (_("Left out"), str(report.skipped_count or "")),
    )
    return tuple((name, value) for name, value in facts if value)


def _lines(kept: _Kept) -> tuple[PreviewLine, ...]:
    said: dict[str, list[Finding]] = {}
    for finding in kept.findings:
        said.setdefault(finding.subject_id, []).append(finding)
    names = {i: _name(kept.subjects.get(i), findings) for i, findings in said.items()}
    lines = (_line(i, findings, kept.subjects.get(i), names) for i, findings in said.items())
    return tuple(islice(lines, _PREVIEWED))


def _line(
    subject_id: str, findings: list[Finding], subject: Subject | None, names: Mapping[str, str]
) -> PreviewLine:
    known = _("{name} (known)")
    told = [f for f in findings if f.property != "exists"]
    if subject is None:
        return PreviewLine(_("known already"), names[subject_id], True, _statements("", told))
    kind = ontology().subject_type(subject.type).label
    if subject.kind is SubjectKind.LINK:
        ends = [names.get(end or "", known.format(name="…")) for end in (subject.start, subject.end)]
        return PreviewLine(kind, " – ".join(ends), False, _statements(subject.type, told))
    return PreviewLine(kind, names[subject_id], False, _statements(subject.type, told))


def _statements(type_id: str, findings: list[Finding]) -> str:
    if not type_id:
        return "; ".join(visible(f.value) for f in findings[:4])
    parts = []
    for finding in findings[:6]:
        declared = ontology().property(type_id, finding.property)
        parts.append(f"{declared.label}: {visible(display_for(declared, finding.value))}")
    return "; ".join(parts)


def _name(subject: Subject | None, findings: list[Finding]) -> str:
    caption = ontology().nodes[subject.type].caption if subject and subject.type in ontology().nodes else ()
    for name in caption:
        for finding in findings:
            if finding.property == name:
                return with_reading(visible(finding.value))
    return visible(findings[0].value) if findings else ""
