"""Uniting deliveries: new is added, known stays, forged is refused, erased does not come back."""

import io
from dataclasses import replace

import pytest

from app.base.errors import UserError
from app.base.ids import new_id
from app.base.records import Contribution, Delivery, Finding, Source, Standing, Subject, SubjectKind
from app.casework import cases, documents, intake
from app.store import tables, undo
from app.store.audit import Action
from tests.unit.casework.conftest import LABEL, Desk


def _delivery(desk: Desk) -> Delivery:
    contribution = Contribution(
        new_id(), "elsewhere", desk.agency_id, "Liste", "2026-02-01", "", "", "", "OPEN", LABEL
    )
    source = Source(new_id(), contribution.id, "register", "Zeile 1", "B", None)
    a, b = (Subject(new_id(), SubjectKind.NODE, "person") for _ in range(2))
    link = Subject(new_id(), SubjectKind.LINK, "contact", a.id, b.id)

    def finding(subject: Subject, name: str, value: str, **more: object) -> Finding:
        made = Finding(
            new_id(), "elsewhere", subject.id, source.id, name, value, Standing.FACT, "2", "muster",
            "2026-02-01T00:00:00Z", "2027-02-01",
        )  # fmt: skip
        return replace(made, **more)  # type: ignore[arg-type]

    first = finding(a, "name", "Ayşe Örnek")
    second = finding(a, "name", "Ayşe Örnekoğlu", supersedes=first.id)
    third = finding(b, "name", "Jan Przykładowy", basis=(first.id,), standing=Standing.ASSESSMENT)
    tie = finding(link, "exists", "yes")
    # Out of order on purpose: links before nodes, corrections before what they correct.
    return Delivery((contribution,), (source,), (link, b, a), (tie, third, second, first))


def test_the_same_delivery_twice_adds_nothing(desk: Desk) -> None:
    delivery = _delivery(desk)
    first, _change = intake.apply(desk.store, desk.case_id, delivery, "Einfuhr")
    assert len(first.new) == 4
    before = cases.records(desk.store, desk.case_id)
    second, _change = intake.apply(desk.store, desk.case_id, delivery, "Einfuhr")
    assert (second.new, len(second.known)) == ((), 4)
    assert cases.records(desk.store, desk.case_id) == before


def test_an_import_cannot_be_undone(desk: Desk) -> None:
    intake.apply(desk.store, desk.case_id, _delivery(desk), "Einfuhr")
    assert undo.undo(desk.store, desk.case_id) is None


def test_a_known_id_with_other_content_is_forged_and_changes_nothing(desk: Desk) -> None:
    delivery = _delivery(desk)
    intake.apply(desk.store, desk.case_id, delivery, "Einfuhr")
    before = cases.records(desk.store, desk.case_id)
    forged = replace(delivery, findings=(replace(delivery.findings[0], value="no"), *delivery.findings[1:]))
    with pytest.raises(UserError, match="something else"):
        intake.apply(desk.store, desk.case_id, forged, "Einfuhr")
    assert cases.records(desk.store, desk.case_id) == before


def test_what_was_erased_does_not_come_back(desk: Desk) -> None:
    delivery = _delivery(desk)
    erased = delivery.findings[0].id
    with desk.store.write("Löschung", Action.ERASURE, case_id=desk.case_id, undoable=False) as work:
        work.insert(tables.tombstone, {"finding_id": erased, "erased_at": "2026-01-01", "reason": "Frist"})
    result, _change = intake.apply(desk.store, desk.case_id, delivery, "Einfuhr")
    assert result.erased == (erased,)
    assert erased not in {f.id for f in cases.records(desk.store, desk.case_id).findings}


def test_documents_come_back_byte_for_byte(desk: Desk) -> None:
    content = bytes(range(256)) * 10_000
    made = documents.attach(
        desk.store, desk.case_id, desk.contribution_id, "brief.txt", "text/plain", io.BytesIO(content)
    )
    document = cases.records(desk.store, desk.case_id).documents[0]
    assert (document.id, document.size) == (made.ids[0], len(content))
    with desk.store.read() as connection:
        assert documents.content(connection, document.sha256) == content
    undo.undo(desk.store, desk.case_id)
    assert cases.records(desk.store, desk.case_id).documents == ()
    undo.redo(desk.store, desk.case_id)
    assert cases.records(desk.store, desk.case_id).documents == (document,)
