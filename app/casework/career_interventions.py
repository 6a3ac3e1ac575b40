"""Points at which an agency could have acted, as the analyst names them: assessments of a measure not taken.

Such a point is a node `measure` in the state "possible" with a link `concerns` to the person. All its
findings are assessments that rest on findings of the case, so release, erasure, freezing and undo know them
already.
"""

from dataclasses import dataclass

from app.base.errors import UserError
from app.base.i18n import _
from app.base.ids import new_id
from app.base.partial_date import bounds
from app.base.records import Finding, Standing, Subject, SubjectKind
from app.casework import career_provisions, findings, review_days, writing
from app.casework.findings import Statement
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

MEASURE, CONCERNS, POSSIBLE = "measure", "concerns", "possible"


@dataclass(frozen=True, slots=True)
class Intervention:
    """What could have been done: `day` is a partial date, `agency` who, `provision` an id or a citation.

    `why` says what speaks for it. `basis` are the findings it rests on, `source_id` is of the office's own
    contribution, `author_agency_id` whose assessment it is.
    """

    text: str
    day: str
    agency: str
    provision: str
    source_id: str
    author_agency_id: str
    basis: tuple[str, ...]
    why: str = ""


def record(store: Store, case_id: str, person_id: str, said: Intervention, *, reason: str = "") -> Change:
    """Name a point of possible intervention in one step; `ids[0]` is its node."""
    provision = _checked(said)
    label = _("Possible intervention named")
    with store.write(label, Action.COLLECTION, case_id=case_id, reason=reason) as work:
        _refuse_foreign(work, case_id, person_id, said.basis)
        node = Subject(new_id(), SubjectKind.NODE, MEASURE)
        link = Subject(new_id(), SubjectKind.LINK, CONCERNS, node.id, person_id)
        writing.write_subjects(work, case_id, [node, link])
        values = {
            "title": said.text,
            "agency": said.agency,
            "legal_basis": provision,
            "status": POSSIBLE,
            "note": said.why,
        }
        made = [_made(work, case_id, node, name, text, said) for name, text in values.items() if text.strip()]
        made.append(_made(work, case_id, link, "exists", "yes", said))
        writing.write_findings(work, made)
        review_days.settle_new(work, made)
        work.about(node.id, link.id, person_id)
    return work.done


def _made(
    work: UnitOfWork, case_id: str, about: Subject, name: str, text: str, said: Intervention
) -> Finding:
    statement = Statement(
        name,
        text,
        said.source_id,
        Standing.ASSESSMENT,
        valid_from=said.day,
        author_agency_id=said.author_agency_id,
        basis=said.basis,
    )
    return findings.checked(work, case_id, about.id, about.type, statement)


def _checked(said: Intervention) -> str:
    for key, missing, sentence, remedy in (
        ("text", not said.text.strip(), _("It is not said what could have been done."),
         _("Say it in one line.")),
        ("agency", not said.agency.strip(), _("It is not said which agency could have acted."),
         _("Name it.")),
        ("source", not said.source_id, _("No source is chosen."), _("Choose one of the office's own.")),
        ("author", not said.author_agency_id, _("The author agency is missing."), _("Choose it.")),
        ("basis", not said.basis, _("A possible intervention rests on at least one finding."),
         _("Cite what could have been known.")),
    ):  # fmt: skip
        if missing:
            raise UserError(f"intervention.{key}", sentence, remedy)
    try:
        bounds(said.day)
    except ValueError as error:
        raise UserError(
            "intervention.day",
            _("It is not said when the agency could have acted."),
            _("Write a day, a month or a year."),
        ) from error
    return career_provisions.stated(said.provision)


def _refuse_foreign(work: UnitOfWork, case_id: str, person_id: str, basis: tuple[str, ...]) -> None:
    person = work.row(tables.subject, person_id)
    if person is None or person["case_id"] != case_id or person["type"] != "person":
        raise LookupError(person_id)
    for finding_id in basis:
        row = work.row(tables.finding, finding_id)
        if row is None or row["case_id"] != case_id:
            raise UserError(
                "intervention.basis",
                _("A cited finding is not in this case any more."),
                _("Take it out and choose another one."),
            )
