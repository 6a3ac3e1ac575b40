"""`inspect`: what a package holds and what merging it would change."""

from pathlib import Path

import click

from app.base.i18n import _, language, ngettext
from app.casework.merge_disagreements import Disagreement
from app.cli.session import Session, common
from app.handover.packages import Inspection
from app.handover.packages import inspect as look_into


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--case", "case_text", default="", metavar="CASE|new")
@common
def inspect(session: Session, file: Path, case_text: str) -> None:
    """Open a package, check it and say what it would bring; changes nothing."""
    with session.open() as store:
        found = look_into(store, file, case_text=case_text)
    document = _document(found)
    text = _("{case} from {signer}: {new} new findings, {known} known, {conflicting} in conflict")
    lines = [text.format(**document)]
    if count := len(found.package.methods):
        told = ngettext("{count} method comes along", "{count} methods come along", count)
        lines.append(told.format(count=count))
    lines += [_line(found, d) for d in found.disagreements]
    session.answer(document, *lines)


def _document(found: Inspection) -> dict[str, object]:
    package, merged = found.package, found.merged
    return {
        "signer": package.signer.name,
        "fingerprint": package.signer.fingerprint,
        "words": package.signer.words,
        "valid": True,
        "outer_layer": found.wrapped,
        "case": package.case.reference,
        "into": found.case_id,
        "created": package.manifest.created,
        "sequence": package.manifest.sequence,
        "last_sequence": found.last_sequence,
        "seen_before": found.seen_before,
        "new": len(merged.intake.new),
        "known": len(merged.intake.known),
        "conflicting": len(merged.intake.conflicting),
        "recalled": len(set(merged.intake.erased) | set(merged.taken_back)),
        "restricted": len(merged.restricted),
        "superseded": len(merged.superseded),
        "not_theirs": list(merged.not_theirs),
        "documents": len(package.delivery.documents),
        "charts": len(package.charts),
        "judgements": merged.judgements,
        "methods": len(package.methods),
        "own_provisions": len(package.own_words),
        "marks": len(package.marks),
        "disagreements": [_disagreement(found, d) for d in found.disagreements],
        "same_subject_proposals": None if found.proposals is None else len(found.proposals),
    }


def _agency(found: Inspection, agency_id: str) -> str:
    german, english = found.agency_names.get(agency_id, ("", ""))
    return german if language() == "de" else english


def _disagreement(found: Inspection, d: Disagreement) -> dict[str, object]:
    def side(agency_id: str, value: str, finding_id: str, grading: str) -> dict[str, str]:
        return {
            "agency": _agency(found, agency_id),
            "value": value,
            "finding": finding_id,
            "grading": grading,
        }

    return {
        "subject": d.subject_id,
        "caption": d.caption,
        "property": d.property,
        "before": [side(s.agency_id, s.value, s.finding_id, s.reliability + s.credibility) for s in d.before],
        "sides": [side(s.agency_id, s.value, s.finding_id, s.reliability + s.credibility) for s in d.sides],
    }


def _line(found: Inspection, d: Disagreement) -> str:
    said = " / ".join(f"{_agency(found, s.agency_id)}: {s.value}" for s in d.sides)
    return f"≠ {d.caption}, {d.property}: {said}"
