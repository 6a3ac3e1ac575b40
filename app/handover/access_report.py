"""The access report for one person (BDSG section 57): decided, written, entered in the ledger, as one step.

What may be kept back is decided by a person, with a ground of BDSG section 56(2) and a reason; both stay
in the office (section 57(8)). The letter reads as if what was kept back did not exist: the test that proves
it compares bytes.
"""

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.base.access_records import AccessReport, HeldFile, HeldItem, HeldNote
from app.base.clock import now_text, today
from app.base.errors import ExitCode, UserError
from app.base.i18n import _, mark, speaking
from app.base.ids import id_of_agency
from app.base.words import agency_names
from app.briefing.access_letter import compose_access
from app.briefing.document import write_pdf
from app.briefing.wording import period, standing_word
from app.casework import agencies
from app.handover.artefact_file import sha256_of, taken_back_on_failure, whole_file
from app.office.access_search import Held, HeldCase, gather
from app.office.entry_checks import checked_row
from app.office.numbering import next_number
from app.office.register_model import register
from app.ontology.catalogue import ontology
from app.policy import labels, ledger, provisions
from app.store import roles, tables
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store
from app.store.unit_of_work import UnitOfWork

REGISTER, KIND = "access_requests", "access_report"
PERSON_CLASS = agencies.PERSON_CLASS
GROUNDS = {
    "tasks": mark("the tasks of the authorities would be endangered (BDSG section 56(2) no. 1)"),
    "safety": mark("public safety would be endangered (BDSG section 56(2) no. 2)"),
    "others": mark("interests of others would be endangered (BDSG section 56(2) no. 3)"),
}
_PERSON = "Betroffene Person (Auskunft nach § 57 BDSG)", "Person concerned (access, BDSG section 57)"
_RECIPIENT = id_of_agency(PERSON_CLASS, _PERSON[0])
_SHORTEST = 8
# Kinds of sources that tell nothing of who said it; of others the contributing agency alone is named.
_TOLD_KINDS = (
    *("register_extract", "file_extract", "inspection", "press", "open_source"),
    *("letter", "data_file"),
)


@dataclass(frozen=True, slots=True)
class Withholding:
    """A decision to keep something back: a ground of `GROUNDS` and how it reads here."""

    ground: str
    reason: str


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """One request. `person` is the name as in the request, `identity` how it was established who asks.

    `people` are the records that are this person, `withheld` decisions by finding id, `whole` a decision to
    give nothing at all. `received` is an ISO day.
    """

    person: str
    received: str
    identity: str
    people: tuple[str, ...] = ()
    withheld: Mapping[str, Withholding] = field(default_factory=dict)
    whole: Withholding | None = None


@dataclass(frozen=True, slots=True)
class AccessResult:
    """What was written; `given` counts the statements, `kept_back` what was decided to stay."""

    number: str
    files: tuple[Path, ...]
    sha256: str
    pages: int
    given: int
    kept_back: int
    ledger_ids: tuple[str, ...]


def write_access_report(
    store: Store, request: AccessRequest, folder: Path, *, language: str = "de"
) -> AccessResult:
    """Write the report as PDF and JSON into a folder, under its number alone; log it and enter it.

    Raises `UserError` without an established identity, for a decision without ground or reason or about
    something that is not held, and for who may not decide on such requests.
    """
    roles.require(store, Act.REVIEW)
    _check(request)
    held = gather(store, request.people)
    _check_known(request, held)
    chosen = () if request.whole else tuple(_given(case, request) for case in held)
    chosen = tuple(case for case in chosen if case.items or case.texts)
    with store.write(
        _("Access report made"),
        Action.DISCLOSURE,
        reason=_why(request),
        recipient=_RECIPIENT,
        history=False,
    ) as work:
        number = next_number(work.connection, REGISTER, "AU", today().year)
        report = _report(store, work, number, request, chosen, language)
        paths = [folder / f"{number}.pdf", folder / f"{number}.json"]
        with taken_back_on_failure(paths):
            with whole_file(paths[0]) as file:
                pages = write_pdf(compose_access(report, language), file)
            with whole_file(paths[1]) as file:
                file.write(as_json(report))
            code = sha256_of(paths[0])
            ids = tuple(_enter(work, case, number, paths[0].name, code) for case in chosen)
            kept = len(request.withheld) if not request.whole else sum(_size(c) for c in held)
            given = sum(_size(c) for c in chosen)
            work.about(_note(work, request, number, (given, kept), (paths[0].name, code)))
    return AccessResult(number, tuple(paths), code, pages, given, kept, ids)


def _size(case: HeldCase) -> int:
    return len(case.items) + len(case.texts)


def as_json(report: AccessReport) -> bytes:
    """Return the report as a JSON document: what the letter says, and nothing else."""
    text = json.dumps(dataclasses.asdict(report), ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def ground_words() -> dict[str, str]:
    """Return the grounds on which something may be kept back, in the language in force."""
    return {ground: _(text) for ground, text in GROUNDS.items()}


def _check(request: AccessRequest) -> None:
    if len(request.identity.strip()) < _SHORTEST:
        raise UserError(
            "access.identity",
            _("It is not said how the person's identity was established."),
            _("Say it: identity card seen, certified copy. Otherwise nobody is told."),
            exit_code=ExitCode.USAGE,
        )
    if not request.person.strip():
        raise UserError(
            "access.person",
            _("It is not said who asks."),
            _("Give the name as it stands in the request."),
            exit_code=ExitCode.USAGE,
        )
    decisions = [*request.withheld.values(), *([request.whole] if request.whole else [])]
    if any(d.ground not in GROUNDS or len(d.reason.strip()) < _SHORTEST for d in decisions):
        raise UserError(
            "access.ground",
            _("Keeping something back needs its ground and its reason."),
            _("The grounds are: {known}. The reason stays in the office (BDSG section 57(8))."),
            exit_code=ExitCode.USAGE,
            known=", ".join(GROUNDS),
        )


def _check_known(request: AccessRequest, held: Sequence[HeldCase]) -> None:
    known = {item.finding.id for case in held for item in case.items}
    known |= {text.id for case in held for text in case.texts}
    unknown = sorted(set(request.withheld) - known)
    if unknown:
        raise UserError(
            "access.unknown",
            _("“{id}” is no statement about this person."),
            _("Take the ids from the preview."),
            exit_code=ExitCode.USAGE,
            id=unknown[0],
        )


def _given(case: HeldCase, request: AccessRequest) -> HeldCase:
    """Leave out what stays; what a correction that stays took the place of does not say so."""
    left = [item for item in case.items if item.finding.id not in request.withheld]
    gone = {item.finding.supersedes for item in left}
    items = tuple(dataclasses.replace(item, corrected=item.finding.id in gone) for item in left)
    texts = tuple(text for text in case.texts if text.id not in request.withheld)
    return dataclasses.replace(case, items=items, texts=texts)


def _why(request: AccessRequest) -> str:
    said = [_("Identity: {how}").format(how=request.identity.strip()), *_reasons(request)]
    return "; ".join(said)


def _reasons(request: AccessRequest) -> Iterator[str]:
    decisions = [request.whole] if request.whole else list(request.withheld.values())
    for one in dict.fromkeys(decisions):
        ground = _(GROUNDS[one.ground])
        yield f"{ground}: {one.reason.strip()}"


def _report(
    store: Store,
    work: UnitOfWork,
    number: str,
    request: AccessRequest,
    chosen: Sequence[HeldCase],
    language: str,
) -> AccessReport:
    with speaking(language):
        # Read anew: kinds of data are named in the language of the letter.
        again = {case.header.id: case for case in gather(store, request.people)} if chosen else {}
        files = tuple(_file(work, _given(again[case.header.id], request), language) for case in chosen)
    return AccessReport(number, request.person.strip(), request.received, today().isoformat(), files)


def _file(work: UnitOfWork, case: HeldCase, language: str) -> HeldFile:
    names = {a.id: a for a in agencies.rows(work.connection)}
    shown = agency_names(names.values(), language)
    purpose = _("tasks of the office") if case.purpose_names_others else case.header.purpose
    given = {item.finding.id for item in case.items}
    found = ledger.entries(work.connection, case_id=case.header.id)
    told = {
        (shown[e.agency_id], e.made_at[:10], _ground(e.provision))
        for e in found
        if e.finding_id in given and e.agency_id in shown
    }
    recipients = tuple(sorted(told, key=lambda t: (t[1], t[0], t[2])))
    items = tuple(_item(item, shown) for item in _in_order(case.items))
    notes = tuple(
        HeldNote(text.kind, "" if text.others else text.text, shown.get(text.agency_id, ""), text.day)
        for text in case.texts
    )
    return HeldFile(purpose, case.header.legal_basis, case.header.controller, items, recipients, notes)


def _in_order(items: Sequence[Held]) -> list[Held]:
    return sorted(items, key=lambda i: (i.subject_type != "person", i.finding.recorded_at, i.finding.id))


def _item(item: Held, agency_names: Mapping[str, str]) -> HeldItem:
    finding = item.finding
    remarks = (
        _("corrected since") if item.corrected else "",
        _("processing restricted") if finding.restricted else "",
    )
    return HeldItem(
        ontology().subject_type(item.subject_type).label,
        item.property,
        "" if item.others else item.value,
        standing_word(finding.standing),
        period(finding.valid_from, finding.valid_to) if finding.valid_from or finding.valid_to else "",
        _origin(item, agency_names),
        finding.review_due,
        tuple(filter(None, remarks)),
    )


def _origin(item: Held, agency_names: Mapping[str, str]) -> str:
    """Name the agency, and the kind of source where that tells nothing of people who gave a tip."""
    agency = agency_names.get(item.contribution.agency_id, "")
    code = labels.code_of(labels.KINDS, item.source.kind)
    return f"{agency} ({labels.entries(labels.KINDS)[code].label})" if code in _TOLD_KINDS else agency


def _ground(provision_id: str) -> str:
    found = provisions.catalogue().get(provision_id)
    return found.citation if found else provision_id


def _enter(work: UnitOfWork, case: HeldCase, number: str, name: str, code: str) -> str:
    if work.row(tables.agency, _RECIPIENT) is None:
        row = {"id": _RECIPIENT, "class_code": PERSON_CLASS, "name_de": _PERSON[0], "name_en": _PERSON[1]}
        work.insert(tables.agency, row)
    handover_id = work.insert(
        tables.handover,
        {
            "case_id": case.header.id,
            "agency_id": _RECIPIENT,
            "kind": KIND,
            "purpose": _("Access by the person concerned (BDSG section 57)"),
            "occasion": number,
            "artefact_name": name,
            "sha256": code,
            "made_at": now_text(),
            "made_by": work.actor,
            "copies": 1,
        },
    )
    rows = [
        {
            "handover_id": handover_id,
            "finding_id": i.finding.id,
            "subject_id": i.finding.subject_id,
            "provision": "",
        }
        for i in case.items
    ]
    work.insert_many(tables.disclosure, rows)
    return handover_id


def _note(
    work: UnitOfWork, request: AccessRequest, number: str, counts: tuple[int, int], file: tuple[str, str]
) -> str:
    """Put the request into its register: without the name, which is in the letter alone."""
    given, kept = counts
    state = "in_part" if given and kept else "given" if given else "withheld" if kept else "nothing"
    values = {
        "number": number,
        "received": request.received,
        "answered": today().isoformat(),
        "identity": request.identity,
        "grounds": "\n".join(_reasons(request)),
        "given": str(given),
        "file": file[0],
        "sha256": file[1],
    }
    return work.insert(tables.register_entry, checked_row(register(REGISTER), values, state))
