"""`measure list|new|set|escalate|calendar|matrix`: what agencies do under their own power, over all cases."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.base.clock import today
from app.base.conference_records import MeasureFrame
from app.base.errors import ExitCode, UserError
from app.base.i18n import _
from app.base.records import Measure, MeasureState
from app.base.words import agency_names, measure_state_word
from app.casework import agencies, cases
from app.casework.cases import OPEN_STATES
from app.cli.session import Session, common
from app.conference import conferences, invitations, measure_tracking, measures
from app.handover.artefact_file import whole_file
from app.store.store import Store


@click.group()
def measure() -> None:
    """Measures: what one agency does under its own power."""


@measure.command("list")
@click.option("--case", "case_text", default="", help="Only those of this case.")
@click.option("--open", "only_open", is_flag=True, help="Only those not ended.")
@click.option("--overdue", "only_late", is_flag=True, help="Only those open after their day.")
@common
def list_(session: Session, case_text: str, only_open: bool, only_late: bool) -> None:
    """List measures, over all cases or of one."""
    with session.open() as store:
        case_id = _looked_at(store, case_text)
        found = _of(store, case_id)
        frames, names, references = _known(store)
    if only_open or only_late:
        found = [m for m in found if m.state in OPEN_STATES]
    if only_late:
        found = list(measure_tracking.overdue(found, today().isoformat()))
    rows = [_row(m, frames.get(m.id), names, references) for m in found]
    text = _("{case} {no}  {due}  {agency}: {title} ({state_word})")
    lines = [text.format(**r, state_word=measure_state_word(MeasureState(r["state"]))) for r in rows]
    session.answer({"measures": rows}, *(lines or [_("There is no such measure.")]))


@measure.command()
@click.argument("case")
@click.option("--title", required=True)
@click.option("--agency", required=True)
@click.option("--power", "legal_power", required=True, help="The agency's own power, as “§ 35 GewO”.")
@click.option("--due", default="", metavar="DATE")
@click.option("--person", default="", help="Who answers for it.")
@click.option("--provision", default="", help="Its id in the matrix of provisions, if it stands there.")
@click.option("--priority", default="")
@click.option("--reason", "cites", multiple=True, metavar="FINDING")
@click.option("--conference", "conference_no", type=int, default=None, metavar="NO")
@common
def new(
    session: Session,
    case: str,
    agency: str,
    cites: Sequence[str],
    conference_no: int | None,
    **said: str,
) -> None:
    """Agree on a measure of a case."""
    with session.open() as store:
        header = cases.find(store, case)
        held = conferences.find(store, header.id, conference_no).id if conference_no else None
        who = agencies.find(store, agency).id
        made = measures.create(
            store, header.id, said["title"], who, said["legal_power"], said["due"],
            conference_id=held, cites=cites, person=said["person"], provision=said["provision"],
            priority=said["priority"],
        )  # fmt: skip
        found = next(m for m in measures.of_case(store, header.id) if m.id == made.ids[0])
        frames, names, references = _known(store)
    row = _row(found, frames.get(found.id), names, references)
    session.answer(row, _("Measure {no} agreed").format(no=found.no))


@measure.command("set")
@click.argument("case")
@click.argument("no", type=int)
@click.argument("state", type=click.Choice([s.value for s in MeasureState]))
@click.option("--result", default="", help="What came of it; impossible and not_done ask for it.")
@click.option("--evidence", default="", help="What shows it.")
@click.option("--conference", "conference_no", type=int, default=None, metavar="NO")
@common
def set_(
    session: Session, case: str, no: int, state: str, result: str, evidence: str, conference_no: int | None
) -> None:
    """Move a measure on."""
    with session.open() as store:
        header = cases.find(store, case)
        held = conferences.find(store, header.id, conference_no).id if conference_no else None
        found = measures.find(store, header.id, no)
        measures.set_state(
            store, found.id, MeasureState(state), result, evidence=evidence, conference_id=held
        )
    word = measure_state_word(MeasureState(state))
    session.answer({"no": no, "state": state}, _("Measure {no}: {state}").format(no=no, state=word))


@measure.command()
@click.argument("case")
@click.argument("no", type=int)
@click.option("--to", "told", required=True, help="The superior body or person.")
@click.option("--reason", required=True)
@common
def escalate(session: Session, case: str, no: int, told: str, reason: str) -> None:
    """Take a measure to a higher level."""
    with session.open() as store:
        header = cases.find(store, case)
        found = measures.find(store, header.id, no)
        measure_tracking.escalate(store, found.id, told, reason)
    session.answer({"no": no, "told": told}, _("Measure {no} escalated").format(no=no))


@measure.command()
@click.option("--case", "case_text", default="", help="Only those of this case.")
@click.option("--out", required=True, type=click.Path(path_type=Path))
@common
def calendar(session: Session, case_text: str, out: Path) -> None:
    """Write the due days of measures as a calendar file; what a measure is does not stand in it."""
    with session.open() as store:
        case_id = _looked_at(store, case_text)
        found = _of(store, case_id)
        references = cases.references(store)
    with whole_file(out) as file:
        file.write(invitations.due_days(found, references))
    session.answer({"file": str(out), "measures": sum(bool(m.due) for m in found)}, str(out))


@measure.command()
@click.option("--case", "case_text", default="", help="Only those of this case.")
@common
def matrix(session: Session, case_text: str) -> None:
    """Show the intervention matrix: agencies and what each of them does."""
    with session.open() as store:
        case_id = _looked_at(store, case_text)
        found = _of(store, case_id)
        frames, names, references = _known(store)
    table = measure_tracking.intervention(found)
    rows: list[dict[str, Any]] = [
        {"agency": names[a], "measures": [_row(m, frames.get(m.id), names, references) for m in row]}
        for a, row in table.items()
    ]
    if not rows:
        raise UserError(
            "measure.none",
            _("There is no measure."),
            _("Agree on one first: measure new."),
            exit_code=ExitCode.ANSWER_IS_NO,
        )
    lines = [f"{row['agency']}: " + "; ".join(m["title"] for m in row["measures"]) for row in rows]
    session.answer({"matrix": rows}, *lines)


def _looked_at(store: Store, case_text: str) -> str:
    case_id = cases.find(store, case_text).id if case_text else ""
    store.consult(case_id, _("Measures listed"))
    return case_id


def _of(store: Store, case_id: str) -> list[Measure]:
    return list(measures.of_case(store, case_id) if case_id else measures.everywhere(store))


def _known(store: Store) -> tuple[dict[str, MeasureFrame], dict[str, str], dict[str, str]]:
    names = agency_names(agencies.all_agencies(store))
    return measure_tracking.frames(store), names, cases.references(store)


def _row(
    found: Measure, frame: MeasureFrame | None, names: Mapping[str, str], references: Mapping[str, str]
) -> dict[str, Any]:
    more = {"person": "", "provision": "", "priority": "", "evidence": "", "contribution_id": ""}
    if frame is not None:
        more = {k: str(getattr(frame, k)) for k in more}
    return {
        "case": references.get(found.case_id, ""),
        "no": found.no,
        "title": found.title,
        "agency": names.get(found.agency_id, ""),
        "legal_power": found.legal_power,
        "due": found.due,
        "state": found.state.value,
        "result": found.result,
        "cites": list(found.cites),
        **more,
        "steps": [asdict(s) for s in frame.steps] if frame else [],
    }
