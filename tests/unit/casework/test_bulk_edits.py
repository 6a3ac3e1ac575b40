"""One step over many rows: previewed, all or nothing, undone as one."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.base.clock import today
from app.base.errors import UserError
from app.casework import bulk_edits, cases, findings, subjects
from app.casework.bulk_edits import Edit, EditKind
from app.casework.findings import Statement
from app.store import audit, undo
from tests.unit.casework.conftest import Desk


def people(desk: Desk, count: int) -> list[str]:
    return [desk.person(f"Person Muster {n}") for n in range(count)]


def all_findings(desk: Desk) -> dict[str, object]:
    return {f.id: f for f in cases.records(desk.store, desk.case_id).findings}


def test_the_preview_counts_and_says_why_not(desk: Desk) -> None:
    people(desk, 3)
    ids = tuple(all_findings(desk))
    findings.restrict(desk.store, desk.case_id, ids[0], "Streit")
    seen = bulk_edits.preview(desk.store, desk.case_id, Edit(EditKind.RESTRICT), (*ids, "unknown"))
    assert seen.can == ids[1:]
    assert seen.sentence == (
        "2 findings of 1 agency; 2 cannot: no longer in this case (1), restricted already (1)"
    )


def test_all_or_nothing(desk: Desk) -> None:
    people(desk, 3)
    ids = tuple(all_findings(desk))
    findings.restrict(desk.store, desk.case_id, ids[2], "Streit")
    before = all_findings(desk)
    with pytest.raises(UserError, match="restricted already"):
        bulk_edits.apply(desk.store, desk.case_id, Edit(EditKind.RESTRICT, "Streit"), ids)
    assert all_findings(desk) == before
    with pytest.raises(UserError):
        bulk_edits.apply(desk.store, desk.case_id, Edit(EditKind.RESTRICT), ids[:2])
    with pytest.raises(UserError):
        bulk_edits.apply(desk.store, desk.case_id, Edit(EditKind.EXONERATE), ())


@pytest.mark.parametrize(
    "edit",
    [
        Edit(EditKind.RESTRICT, "Streit"),
        Edit(EditKind.EXONERATE),
        Edit(EditKind.HANDLING, "auf Bitte der Behörde", handling="H3", note="nicht an Dritte"),
        Edit(EditKind.EXTEND, "wird gebraucht", day=(today() + dt.timedelta(days=900)).isoformat()),
        Edit(EditKind.ERASURE, "nicht mehr erforderlich"),
    ],
    ids=lambda edit: str(edit.kind),
)
def test_one_step_and_one_undo(desk: Desk, edit: Edit) -> None:
    people(desk, 4)
    ids = tuple(all_findings(desk))
    before = all_findings(desk)
    change = bulk_edits.apply(desk.store, desk.case_id, edit, ids)
    assert "4" in change.label
    after = all_findings(desk)
    assert all(after[i] != before[i] for i in ids)
    assert not bulk_edits.preview(desk.store, desk.case_id, edit, ids).can
    undo.undo(desk.store, desk.case_id)
    assert all_findings(desk) == before
    with desk.store.read() as connection:
        reasons = [e.reason for e in audit.entries(connection, case_id=desk.case_id)]
    assert edit.reason in reasons


def test_a_day_beyond_the_law_is_named(desk: Desk) -> None:
    people(desk, 1)
    (one,) = all_findings(desk)
    far = Edit(EditKind.EXTEND, "weil", day=(today() + dt.timedelta(days=365 * 60)).isoformat())
    assert bulk_edits.preview(desk.store, desk.case_id, far, [one]).cannot == {
        one: "later than the law allows"
    }
    with pytest.raises(UserError):
        bulk_edits.preview(desk.store, desk.case_id, Edit(EditKind.EXTEND, "weil", day="2020-01-01"), [one])


def test_roles_of_several_persons(desk: Desk) -> None:
    first, second, third = people(desk, 3)
    firm = subjects.add_node(
        desk.store, desk.case_id, "organisation", [Statement("name", "Muster GmbH", desk.source_id)]
    ).ids[0]
    findings.record(desk.store, desk.case_id, second, Statement("role", "witness", desk.source_id))
    findings.record(desk.store, desk.case_id, third, Statement("role", "suspect", desk.source_id))
    edit = Edit(EditKind.ROLE, "im Bericht genannt", role="suspect", source_id=desk.source_id)
    seen = bulk_edits.preview(desk.store, desk.case_id, edit, (first, second, third, firm))
    assert seen.can == (first, second)
    assert seen.sentence == "2 persons; 2 cannot: has this role already (1), no person (1)"
    before = all_findings(desk)
    bulk_edits.apply(desk.store, desk.case_id, edit, seen.can)
    records = cases.records(desk.store, desk.case_id)
    gone = {f.supersedes for f in records.findings}
    current = {(f.subject_id, f.property, f.value) for f in records.findings if f.id not in gone}
    for person in seen.can:
        assert (person, "role", "suspect") in current
        assert (person, "role_reason", "im Bericht genannt") in current
        assert (person, "role", "witness") not in current
    undo.undo(desk.store, desk.case_id)
    assert all_findings(desk) == before


@settings(max_examples=15)
@given(data=st.data())
def test_what_the_preview_promises_happens(desk: Desk, data: st.DataObject) -> None:
    if not all_findings(desk):
        people(desk, 4)
    ids = tuple(all_findings(desk))
    kinds = [EditKind.RESTRICT, EditKind.LIFT, EditKind.EXONERATE, EditKind.NOT_EXONERATING]
    edit = Edit(data.draw(st.sampled_from(kinds)), "Anlass")
    chosen = data.draw(st.lists(st.sampled_from(ids), unique=True))
    seen = bulk_edits.preview(desk.store, desk.case_id, edit, chosen)
    assert set(seen.can) | set(seen.cannot) == set(chosen)
    before = all_findings(desk)
    if seen.can:
        bulk_edits.apply(desk.store, desk.case_id, edit, seen.can)
    after = all_findings(desk)
    assert {i for i in ids if before[i] != after[i]} == set(seen.can)
