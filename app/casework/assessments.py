"""Assessments and hypotheses about a case: written and corrected (read: `app.casework.assessment_list`).

An assessment is a finding on a matter (`key_judgement`, `conclusion`, `statement`) that names its author
agency and what it rests on. What would change it, other explanations and the ground of its confidence are
findings of the same matter that rest on it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.records import Finding, Standing, Subject, SubjectKind
from app.casework import findings, review_days, rows, writing
from app.casework.assessment_list import ALTERNATIVE, CHANGE, GROUND, KINDS, MATTER, basis_key, notes_of
from app.casework.findings import Statement
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

_TITLE = 80


@dataclass(frozen=True, slots=True)
class Opinion:
    """An assessment as somebody writes it. `matter_id` "" makes a new matter called `title`."""

    text: str
    source_id: str
    author_agency_id: str
    basis: tuple[str, ...]
    kind: str = "key_judgement"
    standing: Standing = Standing.ASSESSMENT
    likelihood: str = ""
    confidence: str = ""
    would_change: str = ""
    alternative: str = ""
    ground: str = ""
    matter_id: str = ""
    title: str = ""
    credibility: str = "4"

    def notes(self) -> dict[str, str]:
        """Return what is said beside the assessment itself, by property."""
        return {CHANGE: self.would_change, ALTERNATIVE: self.alternative, GROUND: self.ground}

    def texts(self) -> tuple[str, ...]:
        """Return all free texts."""
        return self.text, self.title, *self.notes().values()


def record(store: Store, case_id: str, opinion: Opinion, *, reason: str = "") -> Change:
    """Record an assessment with its notes, and its matter if it is new, in one step."""
    _check(opinion)
    label = _assessed(opinion.standing)
    with store.write(label, Action.COLLECTION, case_id=case_id, reason=reason) as work:
        _check_basis(work, case_id, opinion.basis)
        matter, made = opinion.matter_id, list[Finding]()
        if not matter:
            node = Subject(new_id(), SubjectKind.NODE, MATTER)
            writing.write_subjects(work, case_id, [node])
            matter = node.id
            title = opinion.title.strip() or _shortened(opinion.text)
            made.append(_made(work, case_id, matter, "title", title, opinion, opinion.basis))
        judged = _made(work, case_id, matter, opinion.kind, opinion.text, opinion, opinion.basis, stated=True)
        made.append(judged)
        for name, text in opinion.notes().items():
            if text.strip():
                made.append(_made(work, case_id, matter, name, text, opinion, (judged.id,)))
        _write(work, made)
        _remember_basis(work, judged.id, opinion.basis)
        work.about(judged.id, matter)
    return work.done


def correct(store: Store, case_id: str, finding_id: str, opinion: Opinion, *, reason: str = "") -> Change:
    """Write an assessment anew: it supersedes the old one, and its notes go along.

    A note whose text was taken out stays readable, restricted.
    """
    _check(opinion)
    label = _("Assessment corrected")
    with store.write(label, Action.ALTERATION, case_id=case_id, reason=reason) as work:
        _check_basis(work, case_id, opinion.basis)
        old = work.row(tables.finding, finding_id)
        if old is None:
            raise LookupError(finding_id)
        said = {
            "source_id": opinion.source_id,
            "author_agency_id": opinion.author_agency_id,
            "credibility": opinion.credibility,
        }
        degrees = {"likelihood": opinion.likelihood, "confidence": opinion.confidence}
        notes = notes_of(_held(work, case_id, str(old["subject_id"])), finding_id)
        successor = findings.put_correction(
            work, case_id, finding_id, opinion.text, opinion.basis, opinion.standing,
            **said, **degrees, property=opinion.kind,
        )  # fmt: skip
        _renew_notes(work, case_id, str(old["subject_id"]), opinion, successor, notes, said)
        _remember_basis(work, successor, opinion.basis)
        work.about(successor, finding_id)
    return work.done


def _renew_notes(
    work: UnitOfWork,
    case_id: str,
    matter: str,
    opinion: Opinion,
    successor: str,
    notes: Mapping[str, Finding],
    said: Mapping[str, str],
) -> None:
    fresh = []
    for name, text in opinion.notes().items():
        before = notes.get(name)
        if before is None and text.strip():
            fresh.append(_made(work, case_id, matter, name, text, opinion, (successor,)))
        elif before is not None and text.strip():
            rest = (successor,)
            findings.put_correction(work, case_id, before.id, text, rest, opinion.standing, **said)
        elif before is not None:
            work.update(tables.finding, before.id, restricted=True)
    _write(work, fresh)


def _held(work: UnitOfWork, case_id: str, matter: str) -> list[Finding]:
    return [f for f in rows.findings(work.connection, case_id) if f.subject_id == matter]


def _made(
    work: UnitOfWork,
    case_id: str,
    matter: str,
    name: str,
    text: str,
    opinion: Opinion,
    basis: tuple[str, ...],
    *,
    stated: bool = False,
) -> Finding:
    statement = Statement(
        name,
        text,
        opinion.source_id,
        opinion.standing,
        opinion.credibility,
        author_agency_id=opinion.author_agency_id,
        basis=basis,
        likelihood=opinion.likelihood if stated else "",
        confidence=opinion.confidence if stated else "",
    )
    return findings.checked(work, case_id, matter, MATTER, statement)


def _write(work: UnitOfWork, made: list[Finding]) -> None:
    if made:
        writing.write_findings(work, made)
        review_days.settle_new(work, made)


def _remember_basis(work: UnitOfWork, finding_id: str, basis: tuple[str, ...]) -> None:
    # A number only: so that it shows when something it rested on was erased.
    work.insert(tables.meta, {"id": basis_key(finding_id), "value": json.dumps({"count": len(basis)})})


def _check(opinion: Opinion) -> None:
    for key, missing, sentence, remedy in (
        ("text", not opinion.text.strip(), _("The text is missing."), _("Write what you conclude.")),
        ("source", not opinion.source_id, _("No source is chosen."),
         _("Register the agency's own contribution and its source first.")),
        ("author", not opinion.author_agency_id, _("The author agency is missing."), _("Choose it.")),
        ("basis", not opinion.basis, _("An assessment rests on at least one finding."),
         _("Type a word of the finding and choose it with Enter.")),
        ("likelihood", opinion.standing is Standing.ASSESSMENT and not opinion.likelihood,
         _("The probability is missing."), _("Choose one of the seven, or record it as a hypothesis.")),
        ("confidence", opinion.standing is Standing.ASSESSMENT and not opinion.confidence,
         _("The confidence is missing."), _("Choose low, moderate or high by what it rests on.")),
    ):  # fmt: skip
        if missing:
            raise UserError(f"assessment.{key}", sentence, remedy)
    if opinion.kind not in KINDS or opinion.standing is Standing.FACT:
        raise ValueError(opinion.kind)


def _check_basis(work: UnitOfWork, case_id: str, basis: tuple[str, ...]) -> None:
    for finding_id in basis:
        row = work.row(tables.finding, finding_id)
        if row is None or row["case_id"] != case_id:
            raise UserError(
                "assessment.basis",
                _("A cited finding is not in this case any more."),
                _("Take it out and choose another one."),
            )


def _assessed(standing: Standing) -> str:
    return _("Hypothesis recorded") if standing is Standing.HYPOTHESIS else _("Assessment recorded")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"
