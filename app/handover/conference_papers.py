"""The papers of a conference: a briefing for each agency, and the minutes in one edition per recipient."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import now_text, today
from app.base.conference_records import Edition, Plan, Seat
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.progress import Progress
from app.base.records import Agency
from app.base.words import agency_names
from app.briefing.document import write_pdf
from app.briefing.minutes import compose_minutes
from app.casework import agencies, cases, wording_rows
from app.casework.rows import measures as case_measures
from app.conference import grounds, measure_tracking, plan_rows
from app.conference.editions import edition
from app.handover.artefact_file import of_copies, sha256_of, taken_back_on_failure, whole_file
from app.handover.briefings import BriefingResult, options_for, write_briefing
from app.handover.ledger_entry import entered
from app.handover.releasing import internal_view, refuse_named, release_case
from app.policy.handing_on import AGENDA, ATTACHED
from app.policy.handing_on_check import FreeText
from app.policy.ledger import Artefact
from app.policy.views import ReleasedView, View
from app.store import paper_head, roles, tables
from app.store.audit import Action
from app.store.roles import Act
from app.store.store import Store

MINUTES, BRIEFING = "minutes", "briefing"
_OF_MEASURE = ATTACHED["measures"][1]


@dataclass(frozen=True, slots=True)
class Paper:
    """What was written for one agency ("" for the office): its files, and for whom each copy is."""

    agency_id: str
    files: tuple[Path, ...]
    people: tuple[str, ...]
    sha256: str
    pages: int
    findings: int
    ledger_ids: tuple[str, ...]


def write_briefings(
    store: Store,
    conference_id: str,
    folder: Path,
    *,
    language: str = "de",
    progress: Progress | None = None,
) -> tuple[Paper, ...]:
    """Write a briefing for each agency at the table into a folder, one numbered copy per person invited.

    Each goes through the release check on the conditions confirmed for the conference, and into the ledger.
    Agencies that nothing may go to get none. Raises `UserError` for who may not release, or where nobody is
    invited.
    """
    roles.require(store, Act.RELEASE)
    plan = plan_rows.plan(store, conference_id)
    header = cases.header(store, plan.case_id)
    guests = grounds.guests(plan, agencies.all_agencies(store))
    _refuse_nobody(guests)
    told, papers = progress or Progress(), []
    for at, agency in enumerate(guests):
        request = grounds.request(plan, header, agency)
        if not release_case(store, plan.case_id, request).view.findings:
            continue
        people = people_of(plan, agency.id)
        out = folder / f"{_stem(header.reference, plan, guests, agency)}.pdf"
        result = write_briefing(
            store,
            plan.case_id,
            request,
            out,
            language=language,
            conference_no=plan.no,
            copies=len(people),
            progress=told.stretch(at, at + 1, len(guests)),
        )
        _note_copies(store, plan, people, result.ledger_ids, BRIEFING)
        papers.append(_paper_of(agency, people, result))
    return tuple(papers)


def minutes_edition(store: Store, conference_id: str, agency_id: str = "") -> tuple[Edition, View]:
    """Return what one recipient is given in the minutes, and the view it is drawn from; "" is the office."""
    plan = plan_rows.plan(store, conference_id)
    day = today().isoformat()
    view: View
    if agency_id:
        recipient = next(a for a in agencies.all_agencies(store) if a.id == agency_id)
        header = cases.header(store, plan.case_id)
        view = release_case(store, plan.case_id, grounds.request(plan, header, recipient)).view
    else:
        view = internal_view(store, plan.case_id, day)
    with store.read() as connection:
        measures = case_measures(connection, plan.case_id)
        heard = plan_rows.heard(connection, conference_id)
        said = wording_rows.of_case(connection, plan.case_id)
    found = edition(plan, view, measures, measure_tracking.frames(store, plan.case_id), heard, said)
    return found, view


def write_minutes(
    store: Store,
    conference_id: str,
    agency_id: str,
    out: Path,
    *,
    language: str = "de",
    people: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> Paper:
    """Write the minutes for one recipient, "" for the office's own stamped as internal.

    An agency's edition holds what its people may read, numbered for them; it is entered in the ledger with
    every finding it repeats, one numbered copy per person (`people` are seats; None takes all of the agency).
    """
    if agency_id:
        roles.require(store, Act.RELEASE)
    found, view = minutes_edition(store, conference_id, agency_id)
    _refuse_named(store, found, view)
    plan = found.plan
    seats = people_of(plan, agency_id) if agency_id else ()
    chosen = [s for s in seats if people is None or s.id in people]
    copies = max(1, len(chosen))
    names = agency_names(agencies.all_agencies(store), language)
    options = options_for(view, language, plan.no, copies, log_head=paper_head.of_store(store))
    paths = of_copies(out, copies)
    narrowed = _narrowed(view, found)
    told, pages = progress or Progress(), 0
    with taken_back_on_failure(paths):
        for at, path in enumerate(paths):
            numbered = dataclasses.replace(options, copy_no=at + 1)
            holder = chosen[at].person if chosen else ""
            with whole_file(path) as file:
                paper = compose_minutes(view, found, numbered, names, holder)
                pages = write_pdf(paper, file, told.stretch(at, at + 1, copies))
        made = [Artefact(MINUTES, path.name, sha256_of(path)) for path in paths]
        ids = entered(store, narrowed, made, _("Minutes handed over"), _("Internal minutes written"))
    _note_copies(store, plan, chosen, ids, MINUTES)
    findings = len(narrowed.findings) if agency_id else 0
    return Paper(
        agency_id, tuple(paths), tuple(s.person for s in chosen), sha256_of(paths[0]), pages, findings, ids
    )


def write_all_minutes(
    store: Store,
    conference_id: str,
    folder: Path,
    *,
    language: str = "de",
    progress: Progress | None = None,
) -> tuple[Paper, ...]:
    """Write the office's own minutes and an edition for each agency at the table into a folder.

    Raises what `write_minutes` raises; what was written until then stays, as the ledger says.
    """
    plan = plan_rows.plan(store, conference_id)
    reference = cases.header(store, plan.case_id).reference
    guests = recipients(store, plan)
    told, count, papers = progress or Progress(), len(guests) + 1, []
    stem = _plain(reference)
    mark, own = ("P", "intern") if language == "de" else ("M", "internal")
    names = [("", f"{stem}-K{plan.no}-{mark}-{own}.pdf")]
    names += [(a.id, f"{_stem(reference, plan, guests, a)}-{mark}.pdf") for a in guests]
    for at, (agency_id, name) in enumerate(names):
        stretch = told.stretch(at, at + 1, count)
        out = folder / name
        papers.append(
            write_minutes(store, conference_id, agency_id, out, language=language, progress=stretch)
        )
    return tuple(papers)


def recipients(store: Store, plan: Plan) -> tuple[Agency, ...]:
    """Return who gets an edition of the minutes: every agency at the table but the office."""
    return grounds.guests(plan, agencies.all_agencies(store))


def people_of(plan: Plan, agency_id: str) -> tuple[Seat, ...]:
    """Return the people of an agency on the list, in the order of their copies."""
    return tuple(sorted((s for s in plan.seats if s.agency_id == agency_id), key=lambda s: (s.person, s.id)))


def _refuse_nobody(guests: Sequence[Agency]) -> None:
    if not guests:
        raise UserError(
            "conference.nobody",
            _("No other agency is invited."),
            _("Invite people first; each is given a numbered copy."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )


def _stem(reference: str, plan: Plan, guests: Sequence[Agency], agency: Agency) -> str:
    """A file name says case, conference and class of the agency, and nothing of what is in it."""
    alike = [a.id for a in guests if a.class_code == agency.class_code]
    which = f"-{alike.index(agency.id) + 1}" if len(alike) > 1 else ""
    return f"{_plain(reference)}-K{plan.no}-{agency.class_code}{which}"


def _plain(reference: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in reference)


def _refuse_named(store: Store, found: Edition, view: View) -> None:
    """Raise `UserError` if something in an agency's edition names what the agency is not given."""
    if not isinstance(view, ReleasedView):
        return
    plan = found.plan
    texts = [FreeText(f"agenda.{field}", p.id, getattr(p, field)) for p in plan.points for field in AGENDA]
    told = (*found.measures, *found.earlier)
    texts += [FreeText(f"measure.{field}", m.id, getattr(m, field)) for m in told for field in _OF_MEASURE]
    with store.read() as connection:
        refuse_named(connection, view, texts)


def _narrowed(view: View, found: Edition) -> View:
    """Return the view cut to the findings that the minutes repeat: heard, and reasons of measures."""
    told = {f for h in found.heard for f, _provision in h.findings}
    told |= {c for m in (*found.measures, *found.earlier) for c in m.cites}
    return dataclasses.replace(view, findings=tuple(f for f in view.findings if f.id in told))


def _note_copies(store: Store, plan: Plan, people: Sequence[Seat], ids: Sequence[str], kind: str) -> None:
    """Note which numbered copy was made for whom; the ledger itself knows agencies."""
    if not ids or not people:
        return
    with store.write(
        _("Copies given out"), Action.ADMINISTRATION, case_id=plan.case_id, history=False
    ) as work:
        rows = [
            {
                "conference_id": plan.id,
                "participant_id": seat.id,
                "handover_id": entry,
                "no": no,
                "kind": kind,
                "at": now_text(),
            }
            for no, (seat, entry) in enumerate(zip(people, ids, strict=True), 1)
        ]
        work.insert_many(tables.conference_copy, rows)


def _paper_of(agency: Agency, people: Sequence[Seat], result: BriefingResult) -> Paper:
    return Paper(
        agency.id,
        result.files,
        tuple(s.person for s in people),
        result.sha256,
        result.pages,
        result.released,
        result.ledger_ids,
    )
