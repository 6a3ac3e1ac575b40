"""Wenn ein Jahr lang geschieht, was zufällig, aber rechtmäßig ist, dann stimmen die Zahlen des Berichts."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.office import entries
from app.office.entries import Row
from app.office.figures import Period, figures
from app.store.keyslots import KdfCost
from app.store.store import Store
from app.store.undo import undo

YEAR = 2026
GROUPS = ("Fachgruppe A", "Fachgruppe B", "Fachgruppe C")
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))


@dataclass
class Tally:
    """Counted beside the program, from what was done to it."""

    held: Counter[str] = field(default_factory=Counter)
    cancelled: int = 0
    partners: int = 0
    newsletters: int = 0
    resolutions: int = 0
    sent: int = 0
    interviews: int = 0
    threats: int = 0
    events: Counter[tuple[str, str]] = field(default_factory=Counter)
    attended: int = 0
    operations: int = 0


def within_year(day: dt.date) -> bool:
    return day.year == YEAR


meetings = st.tuples(
    st.just("meetings"), DAYS, st.sampled_from(GROUPS), st.sampled_from(["planned", "held", "cancelled"])
)
partners = st.tuples(st.just("partners"), DAYS, st.one_of(st.none(), st.integers(1, 900)))
recipients = st.tuples(st.just("newsletter"), DAYS, st.one_of(st.none(), st.integers(1, 900)))
resolutions = st.tuples(st.just("resolutions"), DAYS, st.booleans())
municipalities = st.tuples(
    st.just("aml"), st.sampled_from(["asked", "agreed", "sent", "refused"]), st.integers(0, 9)
)
interviews = st.tuples(st.just("interviews"), DAYS)
threats = st.tuples(st.just("threats"), DAYS, st.booleans())
gatherings = st.tuples(
    st.just("events"),
    DAYS,
    st.sampled_from(["conference", "management_network"]),
    st.sampled_from(["planned", "held", "postponed", "cancelled"]),
)
attendances = st.tuples(st.just("participants"), DAYS, st.sampled_from(["attended", "absent"]))
operations = st.tuples(st.just("operations"), DAYS, st.sampled_from(["planned", "held", "closed"]))
EVENTS = st.lists(
    st.one_of(
        meetings, partners, recipients, resolutions, municipalities, interviews, threats, gatherings,
        attendances, operations,
    ),
    max_size=25,
)  # fmt: skip


def happen(no: int, event: tuple[object, ...], tally: Tally) -> tuple[str, Row]:
    match event:
        case ("meetings", dt.date() as day, str(group), str(state)):
            if within_year(day):
                tally.held[group] += state == "held"
                tally.cancelled += state == "cancelled"
            values = {"working_group": group, "period": day.isoformat(), "reason": "Muster"}
            return "meetings", Row(values, state)
        case ("partners" | "newsletter" as kind, dt.date() as since, left):
            until = since + dt.timedelta(days=left) if isinstance(left, int) else None
            there = since <= dt.date(YEAR, 12, 31) and (until is None or until > dt.date(YEAR, 12, 31))
            values = {"since": since.isoformat(), **({"until": until.isoformat()} if until else {})}
            state = "ended" if until else "active"
            if kind == "partners":
                tally.partners += there
                return "partners", Row({"name": f"Stadt {no}", **values}, state)
            tally.newsletters += there
            return "newsletter_recipients", Row({"email": f"p{no}@muster.example", **values}, state)
        case ("resolutions", dt.date() as day, bool(done)):
            tally.resolutions += within_year(day)
            result = {"result": "erledigt"} if done else {}
            values = {"title": f"Beschluss {no}", "decided": day.isoformat(), **result}
            return "resolutions", Row(values, "done" if done else "open")
        case ("aml", str(state), int(count)):
            if state in ("agreed", "sent"):
                tally.sent += count or 1
            values = {
                "title": f"Kommune {no}",
                "sent_on": "2026-05-01",
                **({"municipalities": str(count)} if count else {}),
            }
            return "aml", Row(values, state)
        case ("interviews", dt.date() as day):
            tally.interviews += within_year(day)
            told = {"project": "Projekt", "code": f"I{no}", "date": day.isoformat()[:7], "group": "expert"}
            return "interviews", Row({**told, "summary": "Muster"})
        case ("threats", dt.date() as day, bool(closed)):
            tally.threats += within_year(day)
            told = {
                "date": day.isoformat(),
                "agency": "Amt",
                "person": f"K{no}",
                "kind": "verbal",
                "what": "x",
            }
            after = (
                {"support": "Gespräch", "closed_on": day.isoformat()}
                if closed
                else {"next_step": "2029-01-01"}
            )
            return "threat_log", Row({**told, **after}, "closed" if closed else "open")
    return come_together(no, event, tally)


def come_together(no: int, event: tuple[object, ...], tally: Tally) -> tuple[str, Row]:
    match event:
        case ("events", dt.date() as day, str(kind), str(state)):
            tally.events[kind, state] += within_year(day)
            return "events", Row({"title": f"Treffen {no}", "date": day.isoformat(), "kind": kind}, state)
        case ("participants", dt.date() as day, str(state)):
            tally.attended += within_year(day) and state == "attended"
            told = {"event": "Tagung", "name": f"Person {no}", "agency": "Amt", "date": day.isoformat()}
            return "participants", Row(told, state)
        case ("operations", dt.date() as day, str(state)):
            tally.operations += within_year(day) and state in ("held", "closed")
            told = {"title": f"Einsatz {no}", "date": day.isoformat(), "lead": "Amt", "aim": "Muster"}
            return "operations", Row({**told, "preparation": "x", "findings_after": "y"}, state)
    raise AssertionError(event)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("year")
    cost = KdfCost(128 * 1024, 1, 1)
    store, _key = Store.create(folder / "y.rundblick", "muster-passphrase", user="muster", cost=cost)
    entries.add_many(store, "working_groups", [Row({"title": name}) for name in GROUPS])
    entries.add(
        store, "research_projects", {"title": "Projekt", "lead": "HS", "begun": "2020", "question": "?"}
    )
    entries.add(store, "events", {"title": "Tagung", "date": "2020-01-01"})
    yield store
    store.close()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_the_report_counts_what_happened(begun: Store, events: list[tuple[object, ...]]) -> None:
    tally = Tally()
    for no, event in enumerate(events):
        register_id, row = happen(no, event, tally)
        entries.add(begun, register_id, row.values, row.state)
    found = figures(begun, Period.of_year(YEAR))
    counted = {
        "wg_meetings_held": sum(tally.held.values()),
        "wg_meetings_cancelled": tally.cancelled,
        "wg_with_two_meetings": sum(count == 2 for count in tally.held.values()),
        "partners_total": tally.partners,
        "newsletter_subscribed": tally.newsletters,
        "resolutions_taken": tally.resolutions,
        "gwg_municipalities": tally.sent,
        "interviews_held": tally.interviews,
        "threats_recorded": tally.threats,
        "conferences_held": tally.events["conference", "held"],
        "network_meetings_held": tally.events["management_network", "held"],
        "network_meetings_moved": tally.events["management_network", "cancelled"]
        + tally.events["management_network", "postponed"],
        "participants_attended": tally.attended,
        "operations_held": tally.operations,
    }
    assert {name: found[name].value for name in counted} == counted
    for _event in events:
        undo(begun)
    assert figures(begun, Period.of_year(YEAR))["wg_meetings_held"].value == 0
