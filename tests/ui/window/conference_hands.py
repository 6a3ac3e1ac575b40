"""A planned conference and what one does and reads at the projector."""

from collections.abc import Callable

from sample_case import Sample

from app.base.conference_records import ExhibitKind
from app.conference import agenda, grounds, planning, seats
from app.policy import ledger
from app.policy.provisions import grounds as provisions_for
from app.store.store import Store
from ui.conference.run_window import RunWindow

Settled = Callable[[], None]


def planned(store: Store, sample: Sample) -> str:
    """A conference of police and trade office; the police have confirmed grounds."""
    values = {
        "held_on": "2026-12-01 10:00", "place": "Saal 1", "chair": "Frau Muster",
        "lead_agency_id": sample.office,
    }  # fmt: skip
    conference = planning.call(store, sample.case_id, values, ()).ids[0]
    for agency, person in ((sample.police, "Herr Wache"), (sample.trade, "Frau Gewerbe")):
        seats.invite(store, conference, {"agency_id": agency, "person": person})
    ticks = [(p.id, no) for p in provisions_for("A03", "A01") for no in range(1, len(p.conditions) + 1)]
    grounds.confirm(store, conference, sample.police, ticks)
    both = agenda.Clearance(frozenset({sample.police, sample.trade}))
    facts = agenda.add(store, conference, {"title": "Tatsachen", "minutes": "20"}, (), both).ids[0]
    agenda.show_under(store, facts, ExhibitKind.SUBJECT, sample.person)
    agenda.show_under(store, facts, ExhibitKind.SUBJECT, sample.vehicle)
    agenda.add(store, conference, {"title": "Nur Polizei"}, [sample.police, sample.office], both)
    agenda.add(store, conference, {"title": "Schluss"}, (), both)
    return conference


def person(run: RunWindow, name: str) -> str:
    assert run.state is not None
    return next(p.id for p in run.state.people if p.person == name)


def points(run: RunWindow) -> list[str]:
    assert run.state is not None
    return [p.title for p in run.state.points]


def offered(run: RunWindow) -> list[str]:
    assert run.state is not None
    return [e.title for e in run.state.exhibits]


def told(run: RunWindow, agency: str) -> set[str]:
    with run.session.store.read() as connection:
        entries = ledger.entries(connection, agency_id=agency)
    return {e.finding_id for e in entries if e.kind == "oral"}


def everything_visible(run: RunWindow) -> str:
    """All words that are on the projector now."""
    texts = [run.heading.text(), run.message.text(), run.sheet.title()]
    texts += [run.agenda.item(n).text() for n in range(run.agenda.count())]
    texts += [run.people.item(n).text() for n in range(run.people.count())]
    labels = (run.point.title, run.point.question, run.point.decision, run.point.measures, run.point.offered)
    texts += [label.text() for label in labels]
    return "\n".join(texts)


def opened(run: RunWindow, settled: Settled, *people: str) -> None:
    run.begin()
    settled()
    for name in people:
        run.toggle_person(person(run, name))
        settled()
    run.step(1)
    settled()
