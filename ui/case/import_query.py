"""Importing a delivered file: what it would bring, and bringing it. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.casework import agencies, quarantine
from app.exchange.import_context import ImportReport
from app.exchange.profile import profiles
from app.handover.importing import Origin, import_file, lacks, plan_file
from app.policy.labels import missing_text
from app.store.store import Store
from ui.case.contribution_query import label_of

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ImportText:
    """What a file holds and what becomes of it, as pairs of a name and a text.

    `held` says that it goes into quarantine and why, "" if it does not.
    """

    file: str
    facts: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    findings: int
    held: str = ""


def profile_choices() -> tuple[tuple[str, str], ...]:
    """Return the import profiles; the first leaves the choice to the content."""
    return (("", _("found by content")), *((p.id, p.label) for p in profiles().values()))


def foresee(
    store: Store, case_id: str, path: Path, values: Mapping[str, str], progress: Progress
) -> ImportText | None:
    """Read a file and say what importing it would bring; changes nothing. None if it was stopped."""
    origin, profile = origin_of(store, values), values.get("profile", "")
    try:
        plan = plan_file(store, case_id, path, origin, profile=profile, progress=progress)
    except Cancelled:
        return None
    return _text(plan.report, _held(lacks(store, case_id, plan)))


def bring_in(
    store: Store, case_id: str, path: Path, values: Mapping[str, str], progress: Progress
) -> ImportText | None:
    """Import a file, all of it or nothing; what lacks its label goes into quarantine. None if stopped."""
    before = {item.contribution.id for item in quarantine.listed(store, case_id)}
    origin, profile = origin_of(store, values), values.get("profile", "")
    try:
        report = import_file(
            store, case_id, path, origin, profile=profile, hold_unlabelled=True, progress=progress
        )
    except Cancelled:
        return None
    came = [i for i in quarantine.listed(store, case_id) if i.contribution.id not in before]
    return _text(report, _held(came[0].missing if came else ()))


def _held(lacking: tuple[str, ...]) -> str:
    if not lacking:
        return ""
    return _("{missing} It goes into quarantine.").format(missing=missing_text(lacking))


def origin_of(store: Store, values: Mapping[str, str]) -> Origin:
    """Return who delivered a file and on what ground, as a form says it."""
    return Origin(
        agencies.find(store, values["agency"]),
        provision=values.get("provision", ""),
        purpose=values.get("purpose", ""),
        regime=values.get("regime", ""),
        label=label_of(values),
        received=values.get("received", ""),
        reference=values.get("reference", ""),
        classification=values.get("classification") or "OPEN",
        reliability=values.get("reliability", ""),
        credibility=values.get("credibility", ""),
        handling=values.get("handling", ""),
        standing=values.get("standing", ""),
        kinship_reason=values.get("kinship_reason", ""),
    )


def _text(report: ImportReport, held: str) -> ImportText:
    known = _("{nodes} nodes, {links} links, {known} of them known already")
    facts = (
        (_("Format"), report.format),
        (_("Profile"), report.profile),
        (_("Records"), str(report.records)),
        (
            _("Speaks of"),
            known.format(nodes=report.nodes, links=report.links, known=report.duplicates_of_known),
        ),
        (_("Findings"), str(report.findings)),
        (_("Rows that said the same again"), str(len(report.merged)) if report.merged else ""),
        (_("Left out"), str(len(report.skipped)) if report.skipped else ""),
    )
    skipped = tuple(f"{where}: {reason}" for where, reason in report.skipped[:_SHOWN])
    told = (held,) if held else ()
    left = len(report.skipped) - _SHOWN
    more = (_("and {count} more").format(count=left),) if left > 0 else ()
    shown = tuple((name, value) for name, value in facts if value)
    notes = (*told, *report.notes, *skipped, *more)
    return ImportText(report.file, shown, notes, report.findings, held)
