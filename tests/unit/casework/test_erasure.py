"""What was erased is nowhere: not in rows, histories, index or documents; and what hung on it goes too."""

import io
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.base.errors import UserError
from app.base.records import Delivery, Standing, Verdict
from app.casework import (
    cases,
    charts,
    contributions,
    documents,
    erasure,
    findings,
    intake,
    judgements,
    subjects,
)
from app.casework.findings import Statement
from app.casework.search import search
from app.store import audit, tables, undo
from app.store.store import Store
from app.store.verify import verify
from tests.unit.casework.conftest import LABEL, Desk
from tests.unit.casework.repeated_words import finding_ids

GONE = "Löschbar"


def whole(store: Store) -> bool:
    return [c for c in verify(store, deep=True) if not c.ok] == []


def test_a_node_goes_with_all_that_hangs_on_it(desk: Desk) -> None:
    store, case_id = desk.store, desk.case_id
    gone, stays = desk.person(f"{GONE} Muster"), desk.person("Bleibt Muster")
    exists = Statement("exists", "yes", desk.source_id)
    link = subjects.add_link(store, case_id, "contact", gone, stays, [exists]).ids[0]
    judgements.judge(store, case_id, gone, stays, Verdict.SAME, f"{GONE} klingt gleich", desk.agency_id)
    places = {gone: (1.0, 2.0), stays: (3.0, 4.0)}
    chart = charts.create(store, case_id, "Bild", "organic", places).ids[0]
    link_finding = finding_ids(desk, link)
    wanted = finding_ids(desk, gone)
    result = erasure.erase(store, case_id, wanted, "Frist abgelaufen")
    assert set(result.findings) == {*wanted, *link_finding}
    assert set(result.subjects) == {gone, link}
    assert result.compacted
    records = cases.records(store, case_id)
    assert [s.id for s in records.subjects] == [stays]
    assert records.judgements == ()
    assert set(charts.positions(store, chart)) == {stays}
    assert search(store, GONE).total == 0
    assert whole(store)


def test_it_cannot_be_undone_and_ends_the_history(desk: Desk) -> None:
    person = desk.person(GONE)
    desk.person("Bleibt")
    result = erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), "Frist abgelaufen")
    assert result.change.change_id == ""
    assert undo.history(desk.store, desk.case_id) == ()
    assert undo.undo(desk.store, desk.case_id) is None
    with desk.store.read() as connection:
        log = list(audit.entries(connection, case_id=desk.case_id))
        stones = connection.execute(tables.tombstone.select()).all()
        assert audit.first_break(connection) is None
    assert (log[-1].action, log[-1].reason) == ("erasure", "Frist abgelaufen")
    assert [s.finding_id for s in stones] == list(result.findings)
    assert GONE not in str(stones) + str(log)


def test_steps_that_were_undone_and_overtaken_hold_nothing_either(desk: Desk) -> None:
    person = desk.person("Muster")
    findings.record(desk.store, desk.case_id, person, Statement("alias", GONE, desk.source_id))
    undo.undo(desk.store, desk.case_id)
    findings.record(desk.store, desk.case_id, person, Statement("alias", "Anders", desk.source_id))
    erasure.erase(desk.store, desk.case_id, finding_ids(desk, person)[-1:], "Frist abgelaufen")
    with desk.store.read() as connection:
        assert GONE not in str(connection.execute(tables.change_log.select()).all())


def test_what_was_corrected_does_not_come_back_as_current(desk: Desk) -> None:
    person = desk.person(GONE)
    old = finding_ids(desk, person)[0]
    findings.record(desk.store, desk.case_id, person, Statement("note", "bleibt hier", desk.source_id))
    new = findings.correct(desk.store, desk.case_id, old, f"{GONE}er").ids[0]
    result = erasure.erase(desk.store, desk.case_id, [new], "Frist abgelaufen")
    assert set(result.findings) == {old, new}
    assert [f.value for f in cases.records(desk.store, desk.case_id).findings] == ["bleibt hier"]


def test_the_older_value_alone_can_go(desk: Desk) -> None:
    person = desk.person(GONE)
    old = finding_ids(desk, person)[0]
    new = findings.correct(desk.store, desk.case_id, old, "Richtig").ids[0]
    erasure.erase(desk.store, desk.case_id, [old], "unrichtig")
    left = cases.records(desk.store, desk.case_id).findings
    assert [(f.id, f.value, f.supersedes) for f in left] == [(new, "Richtig", None)]
    assert search(desk.store, "Richtig").total == 1
    assert whole(desk.store)


def test_an_assessment_without_basis_is_due_at_once_and_one_with_another_is_not(desk: Desk) -> None:
    person, other = desk.person(GONE), desk.person("Bleibt")
    first, second = finding_ids(desk, person)[0], finding_ids(desk, other)[0]
    alone, both = (
        findings.record(
            desk.store,
            desk.case_id,
            other,
            Statement(
                "note",
                "meint die Behörde",
                desk.source_id,
                standing=Standing.ASSESSMENT,
                author_agency_id=desk.agency_id,
                basis=basis,
            ),
        ).ids[0]
        for basis in ((first,), (first, second))
    )
    result = erasure.erase(desk.store, desk.case_id, [first], "Frist abgelaufen")
    left = {f.id: f for f in cases.records(desk.store, desk.case_id).findings}
    assert result.to_review == (alone,)
    assert (left[alone].basis, left[both].basis) == ((), (second,))
    assert left[alone].review_due < left[both].review_due


def test_sources_documents_and_contributions_go_with_their_last_finding(desk: Desk) -> None:
    store, case_id = desk.store, desk.case_id
    delivered = contributions.register(store, case_id, desk.agency_id, "Zweiter", label=LABEL).ids[0]
    content = io.BytesIO(f"Inhalt über {GONE}".encode())
    document = documents.attach(store, case_id, delivered, "Blatt.txt", "text/plain", content).ids[0]
    sources = [
        contributions.add_source(store, case_id, delivered, "file", f"S. {n}", "B", document).ids[0]
        for n in (1, 2)
    ]
    people = [
        subjects.add_node(store, case_id, "person", [Statement("name", f"{GONE} {n}", s)]).ids[0]
        for n, s in enumerate(sources)
    ]
    first = erasure.erase(store, case_id, finding_ids(desk, people[0]), "Frist abgelaufen")
    assert (first.sources, first.documents, first.contributions) == ((sources[0],), (), ())
    assert first.documents_left == (document,)
    second = erasure.erase(store, case_id, finding_ids(desk, people[1]), "Frist abgelaufen")
    assert (second.sources, second.documents) == ((sources[1],), (document,))
    assert second.contributions == (delivered,)
    with store.read() as connection:
        count = select(func.count()).select_from(tables.document_chunk)
        assert connection.execute(count).scalar_one() == 0
    assert whole(store)


@pytest.mark.parametrize(
    ("reason", "key"), [(" ", "erasure.reason"), (f"es war {GONE.lower()}", "erasure.telling")]
)
def test_a_reason_is_needed_and_must_not_repeat_the_content(desk: Desk, reason: str, key: str) -> None:
    person = desk.person(GONE)
    with pytest.raises(UserError) as refused:
        erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), reason)
    assert refused.value.key == key
    assert search(desk.store, GONE).total == 1


def test_findings_of_another_case_are_refused(desk: Desk) -> None:
    person = desk.person(GONE)
    other = cases.create(desk.store, "360-2026-901", "Anderer", "Zweck", "Grundlage").ids[0]
    with pytest.raises(UserError, match="no finding"):
        erasure.erase(desk.store, other, finding_ids(desk, person), "Frist abgelaufen")


def test_a_later_delivery_does_not_bring_it_back(desk: Desk) -> None:
    person = desk.person(GONE)
    desk.person("Bleibt")
    before = cases.records(desk.store, desk.case_id)
    delivery = Delivery(
        before.contributions, before.sources, before.subjects, before.findings, before.judgements
    )
    erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), "Frist abgelaufen")
    with desk.store.read() as connection:
        trimmed = erasure.without_erased(connection, delivery)
    told, _change = intake.apply(desk.store, desk.case_id, trimmed, "Einfuhr")
    assert (len(told.erased), len(told.known), told.new) == (1, 1, ())
    assert search(desk.store, GONE).total == 0
    assert whole(desk.store)


def test_a_delivery_of_erased_findings_alone_leaves_nothing(desk: Desk) -> None:
    person = desk.person(GONE)
    before = cases.records(desk.store, desk.case_id)
    erased = erasure.erase(desk.store, desk.case_id, finding_ids(desk, person), "Frist abgelaufen")
    assert erased.contributions == (desk.contribution_id,)
    delivery = Delivery(before.contributions, before.sources, before.subjects, before.findings)
    with desk.store.read() as connection:
        trimmed = erasure.without_erased(connection, delivery)
    assert trimmed == replace(delivery, contributions=(), sources=(), subjects=())
    intake.apply(desk.store, desk.case_id, trimmed, "Einfuhr")
    after = cases.records(desk.store, desk.case_id)
    assert (after.contributions, after.sources, after.subjects, after.findings) == ((), (), (), ())
    assert whole(desk.store)
