"""Importing a delivered file: what it would bring, and bringing it. Free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.base.i18n import _
from app.base.records import Label
from app.casework import agencies
from app.exchange.import_context import ImportReport
from app.exchange.profile import profiles
from app.handover.importing import Origin, import_file, plan_file
from app.store.store import Store

_LABEL_PARTS = ("means", "person_category", "interest", "collecting_body", "label_basis")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ImportText:
    """What a file holds and what becomes of it, as pairs of a name and a text."""

    file: str
    facts: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    findings: int


def profile_choices() -> tuple[tuple[str, str], ...]:
    """Return the import profiles; the first leaves the choice to the content."""
    return (("", _("found by content")), *((p.id, p.label) for p in profiles().values()))


def foresee(store: Store, case_id: str, path: Path, values: Mapping[str, str]) -> ImportText:
    """Read a file and say what importing it would bring; changes nothing."""
    plan = plan_file(store, case_id, path, _origin(store, values), profile=values.get("profile", ""))
    return _text(plan.report)


def bring_in(store: Store, case_id: str, path: Path, values: Mapping[str, str]) -> ImportText:
    """Import a file, all of it or nothing."""
    report = import_file(store, case_id, path, _origin(store, values), profile=values.get("profile", ""))
    return _text(report)


def _origin(store: Store, values: Mapping[str, str]) -> Origin:
    parts = [values.get(part, "") for part in _LABEL_PARTS]
    return Origin(
        agencies.find(store, values["agency"]),
        provision=values.get("provision", ""),
        label=Label(*parts) if any(parts) else None,
        received=values.get("received", ""),
        reference=values.get("reference", ""),
        classification=values.get("classification") or "OPEN",
    )


def _text(report: ImportReport) -> ImportText:
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
    left = len(report.skipped) - _SHOWN
    more = (_("and {count} more").format(count=left),) if left > 0 else ()
    return ImportText(
        report.file, tuple((k, v) for k, v in facts if v), (*report.notes, *skipped, *more), report.findings
    )
