"""The frame of a case: what it is for and on what ground it is held. Every field can be edited.

The reference stays: it stands in the log, in the ledger and in what was handed over. Once a case has left
draft, nothing that it needed for that can be emptied again.
"""

from collections.abc import Mapping

from sqlalchemy import select

from app.base.clock import today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import CaseHeader
from app.base.wording_records import EVERYBODY
from app.casework import cases, wordings
from app.policy.handing_on import FRAME
from app.policy.release import ACCEPTED_CLASSIFICATIONS
from app.policy.review import as_day
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

EDITABLE = (
    "title", "question", "purpose", "legal_basis", "regime", "controller",
    "pillar", "topic", "classification", "review_due",
)  # fmt: skip
OUTWARD = tuple(f"{field}_outward" for field in FRAME)
"""Title, question and purpose in words for handing on to every agency (`app.casework.wordings`)."""
FROM_THE_START = ("title", "purpose", "legal_basis")
TO_LEAVE_DRAFT = ("question", "purpose", "legal_basis", "regime", "controller", "review_due")
DRAFT = "draft"
REGIMES = (
    "polg_nrw", "bpolg", "zfdg", "stpo", "owig", "sgb", "gwg", "schwarzarbg", "ao", "bdsg_3", "gdpr",
)  # fmt: skip


def field_word(field: str) -> str:
    """Return the name of a field of the frame."""
    return {
        "reference": _("Reference"),
        "title": _("Title"),
        "question": _("Question"),
        "purpose": _("Purpose"),
        "legal_basis": _("Legal basis"),
        "regime": _("Regime"),
        "controller": _("Controller"),
        "pillar": _("Pillar"),
        "topic": _("Topic"),
        "classification": _("Marking"),
        "review_due": _("Review of the case"),
        "title_outward": _("Title for handing on"),
        "question_outward": _("Question for handing on"),
        "purpose_outward": _("Purpose for handing on"),
    }[field]


def empty_fields(header: CaseHeader, fields: tuple[str, ...] = TO_LEAVE_DRAFT) -> tuple[str, ...]:
    """Return which of these fields of a case are empty."""
    return tuple(field for field in fields if not str(getattr(header, field)).strip())


def edit(store: Store, case_id: str, values: Mapping[str, str], reason: str = "") -> Change:
    """Change fields of the frame, one undoable step; fields that are not named stay as they are.

    The fields of `OUTWARD` are the words that go to other agencies, "" lets nothing go; with a `reason` also
    words that name what not every agency was given (`app.casework.wordings`).

    Raises `UserError` whose key ends in the field it is about (`case.field.title`): for a field that may
    not be empty, a review day that is no day or has passed, a classification that this workstation does
    not accept or that lies below what the case holds. Unchanged values are not questioned.
    """
    unknown = sorted(set(values) - {*EDITABLE, *OUTWARD})
    if unknown:
        raise UserError(
            "case.field", _("A case has no field “{field}”."), _("Fields are: {fields}."),
            exit_code=ExitCode.USAGE, field=unknown[0], fields=", ".join((*EDITABLE, *OUTWARD)),
        )  # fmt: skip
    outward = _outward(store, case_id, values)
    kept = _checked_words(store, case_id, outward, reason)
    with store.write(_("Case edited"), Action.ALTERATION, case_id=case_id, reason=reason.strip()) as work:
        before = cases.header_of(work.connection, case_id)
        named = {k: v.strip() for k, v in values.items() if k in EDITABLE}
        said = {k: v for k, v in named.items() if v != getattr(before, k)}
        _check(work, before, said)
        if said:
            work.update(tables.case_file, case_id, **said)
        wordings.put_frame(work, cases.header_of(work.connection, case_id), outward, kept)
        work.about(case_id)
    return work.done


def _outward(store: Store, case_id: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the words for handing on that were changed, by the text they stand for."""
    known = wordings.for_all(store, case_id)
    said = {f: values[o].strip() for f, o in zip(FRAME, OUTWARD, strict=True) if o in values}
    return {field: text for field, text in said.items() if text != known[field]}


def _checked_words(store: Store, case_id: str, outward: Mapping[str, str], reason: str) -> frozenset[str]:
    if not any(outward.values()):
        return frozenset()
    try:
        return wordings.checked(store, cases.records(store, case_id), outward, EVERYBODY, reason)
    except UserError as error:
        if not error.key.startswith(wordings.KEY):
            raise
        field = error.key.rpartition(".")[2]
        raise UserError(
            f"case.field.{field}_outward", error.sentence, error.remedy, exit_code=error.exit_code
        ) from error


def _check(work: UnitOfWork, before: CaseHeader, said: dict[str, str]) -> None:
    needed = set(FROM_THE_START) | (set(TO_LEAVE_DRAFT) if before.status != DRAFT else set())
    for field, value in said.items():
        if not value and field in needed:
            raise UserError(
                f"case.field.{field}",
                _("“{field}” cannot be empty."),
                _("A case is held for a purpose, on a legal basis and under somebody's responsibility."),
                field=field_word(field),
            )
    if said.get("review_due"):
        said["review_due"] = check_review_day(said["review_due"])
    if said.get("regime", REGIMES[0]) not in REGIMES:
        raise UserError(
            "case.field.regime",
            _("There is no regime “{code}”."),
            _("Use one of: {codes}."),
            code=said["regime"],
            codes=", ".join(REGIMES),
        )
    if "classification" in said:
        _check_classification(work, before.id, said["classification"])


def check_review_day(text: str) -> str:
    """Return a review day of a case as ISO text; raise `UserError` if it is no day or does not lie ahead."""
    wanted = as_day(text)
    if wanted <= today():
        raise UserError(
            "case.field.review_due",
            _("The review day {day} is not in the future."),
            _("Choose a later day."),
            day=text,
        )
    return wanted.isoformat()


def _check_classification(work: UnitOfWork, case_id: str, wanted: str) -> None:
    c = tables.contribution
    held = select(c.c.id).where(c.c.case_id == case_id, c.c.classification == "VS-NfD").limit(1)
    if wanted not in ACCEPTED_CLASSIFICATIONS:
        raise UserError(
            "case.field.classification",
            _("Classification “{given}” is not accepted on this workstation."),
            _("Only OPEN and VS-NfD material may be held here."),
            given=wanted,
        )
    if wanted == "OPEN" and work.connection.execute(held).first():
        raise UserError(
            "case.field.classification",
            _("The case holds contributions marked VS-NfD."),
            _("Its marking cannot be lower than theirs."),
        )
