"""For any case: with a delivery in quarantine everything is as it was before it came."""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.ids import new_id
from app.base.records import Contribution, Delivery, Finding, Source, Standing, Subject, SubjectKind
from app.casework import cases, contributions, duplicates, intake, quarantine
from app.casework.search import search
from app.policy.release import ReleaseRequest, evaluate, working_view
from app.store import undo
from app.store.audit import Action
from app.store.store import Store
from tests.unit.casework.conftest import LABEL, Desk

WORDS = ("Amsel", "Drossel", "Fink", "Star", "Meise")
HAND = "3f" * 16


@dataclass
class Pool:
    """What a delivery may speak of: nodes, links and findings that exist or come with it."""

    nodes: list[str]
    findings: list[Finding]


@st.composite
def deliveries(draw: st.DrawFn) -> list[tuple[str, int, int, str]]:
    """Draw a plan: what is said, about which of the things there are, in which word."""
    kinds = st.sampled_from(("node", "about", "link", "correct", "rest"))
    step = st.tuples(kinds, st.integers(0, 9), st.integers(0, 9), st.sampled_from(WORDS))
    return draw(st.lists(step, min_size=1, max_size=10))


def make(desk: Desk, case_id: str, plan: list[tuple[str, int, int, str]], pool: Pool) -> Delivery:
    """Turn a plan into a delivery that refers to what is in the pool, and put what is new into it."""
    came = Contribution(
        new_id(), case_id, desk.agency_id, "Lieferung", "2026-01-01", "", "", "", "OPEN", None
    )
    source = Source(new_id(), came.id, "Datei", f"Blatt {came.id[:6]}", "B", None)
    subjects: list[Subject] = []
    found: list[Finding] = []

    def say(subject_id: str, name: str, value: str, **more: Any) -> None:
        finding = Finding(
            new_id(), case_id, subject_id, source.id, name, value, more.pop("standing", Standing.FACT), "2",
            "muster", f"2026-01-01T00:00:{len(found):02}Z", "2099-01-01", **more,
        )  # fmt: skip
        found.append(finding)
        pool.findings.append(finding)

    for kind, a, b, word in plan:
        if kind == "node" or not pool.nodes:
            node = Subject(new_id(), SubjectKind.NODE, "person")
            subjects.append(node)
            pool.nodes.append(node.id)
            say(node.id, "name", word)
        elif kind == "link" and len(pool.nodes) > 1:
            start, end = pool.nodes[a % len(pool.nodes)], pool.nodes[b % len(pool.nodes)]
            if start != end:
                link = Subject(new_id(), SubjectKind.LINK, "contact", start, end)
                subjects.append(link)
                say(link.id, "exists", "yes")
        elif kind == "correct":
            old = pool.findings[a % len(pool.findings)]
            if old.property != "exists" and old.standing is Standing.FACT:
                say(old.subject_id, old.property, word, supersedes=old.id)
        elif kind == "rest":
            more = {"standing": Standing.ASSESSMENT, "author_agency_id": desk.agency_id}
            say(
                pool.nodes[b % len(pool.nodes)],
                "note",
                word,
                basis=(pool.findings[a % len(pool.findings)].id,),
                **more,
            )
        else:
            say(pool.nodes[a % len(pool.nodes)], "note", word)
    return Delivery((came,), (source,), tuple(subjects), tuple(found))


def bring(store: Store, case_id: str, delivery: Delivery, *, hold: bool) -> None:
    with store.write("Lieferung", Action.COLLECTION, case_id=case_id, undoable=False) as work:
        intake.unite(work, case_id, delivery)
        if hold:
            quarantine.hold_unlabelled(work, delivery.contributions[0])


def seen(desk: Desk, case_id: str) -> dict[str, Any]:
    """Everything that a case shows anywhere."""
    records = cases.records(desk.store, case_id)
    recipient = replace(next(a for a in records.agencies), id=HAND)
    released = evaluate(records, ReleaseRequest(recipient, "Zweck", "Anlass", "2026-06-01"))
    view = working_view(records, "2026-06-01")
    return {
        "records": records,
        "listed": next(c for c in cases.list_cases(desk.store) if c.header.id == case_id),
        "search": [
            (w, r.total, r.hits)
            for w in (*WORDS, "Lieferung", "Blatt")
            for r in [search(desk.store, w, case_id)]
        ],
        "release": released.decisions,
        "working": view,
        "pairs": duplicates.of_records(records),
    }


@settings(max_examples=30)
@given(before=deliveries(), held=deliveries(), second=deliveries())
def test_a_delivery_in_quarantine_changes_nothing_anywhere(
    desk: Desk, before: list[Any], held: list[Any], second: list[Any]
) -> None:
    """Wenn ein Beitrag ohne Kennzeichnung kommt, dann ist alles wie vorher, bis er sie hat."""
    store = desk.store
    case_id = cases.create(store, f"360-{new_id()[:12]}", "Musterfall", "Zweck", "Grundlage").ids[0]
    pool = Pool([], [])
    usable = make(desk, case_id, before, pool)
    bring(
        store,
        case_id,
        replace(usable, contributions=(replace(usable.contributions[0], label=LABEL),)),
        hold=False,
    )
    at_first = seen(desk, case_id)
    kept = make(desk, case_id, held, pool)
    bring(store, case_id, kept, hold=True)
    another = make(desk, case_id, second, pool)
    bring(store, case_id, another, hold=True)
    assert seen(desk, case_id) == at_first
    ids = kept.contributions[0].id, another.contributions[0].id

    for no, contribution_id in enumerate(ids):
        contributions.set_label(store, contribution_id, LABEL, "nachgetragen")
        assert len(quarantine.listed(store, case_id)) == 1 - no
    whole = seen(desk, case_id)
    wanted = {f.id for d in (usable, kept, another) for f in d.findings}
    assert {f.id for f in whole["records"].findings} == wanted
    undo.undo(store, case_id)
    undo.undo(store, case_id)
    assert seen(desk, case_id) == at_first
    undo.redo(store, case_id)
    undo.redo(store, case_id)
    assert seen(desk, case_id) == whole
    for contribution_id in reversed(ids):
        contributions.withdraw(store, contribution_id, "zurückgerufen")
    assert seen(desk, case_id) == at_first
    undo.undo(store, case_id)
    undo.undo(store, case_id)
    assert seen(desk, case_id) == whole
