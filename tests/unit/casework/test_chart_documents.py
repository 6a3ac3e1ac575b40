"""Charts as wholes: copied, united, deleted; and what goes from them when a subject is erased."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.base.chart_records import ChartDocument, ChartFilter, ChartFrame, ChartItem, ChartNote, Look
from app.base.errors import UserError
from app.casework import (
    cases,
    chart_documents,
    chart_grouping,
    chart_items,
    chart_notes,
    chart_rules,
    contributions,
    erasure,
)
from app.casework.chart_documents import merged, read_document
from app.casework.chart_rows import CHART_PARTS
from app.store import tables, undo
from app.store.audit import Action
from app.store.verify import verify
from tests.unit.casework.charting import RED, Table, lay_table, rule
from tests.unit.casework.conftest import Desk


@pytest.fixture
def table(desk: Desk) -> Table:
    laid = lay_table(desk)
    chart_notes.add_note(*laid.at, "Weiter fragen", 5, 6, subject_id=laid.people[0])
    chart_notes.add_note(*laid.at, "Freie Notiz", 50, 60)
    chart_notes.add_frame(*laid.at, "Kreis", 0, 0, 300, 200)
    chart_grouping.add_group(*laid.at, "Trupp", laid.people[:2], collapsed=True)
    chart_grouping.add_group(*laid.at, "Einer", laid.people[:1])
    chart_rules.add_rule(*laid.at, rule())
    chart_rules.set_filter(*laid.at, ChartFilter(words="muster"))
    chart_items.set_looks(*laid.at, {laid.people[1]: RED, laid.links[0]: Look(width=4)})
    return laid


def without_ids(document: ChartDocument) -> ChartDocument:
    return replace(
        document,
        id="",
        name="",
        notes=tuple(replace(n, id="") for n in document.notes),
        frames=tuple(replace(f, id="") for f in document.frames),
        groups=tuple(replace(g, id="") for g in document.groups),
        rules=tuple(replace(r, id="") for r in document.rules),
    )


def counted(t: Table) -> dict[str, int]:
    with t.store.read() as connection:
        asked = (tables.chart, tables.chart_group_member, *CHART_PARTS)
        return {a.name: connection.execute(select(func.count()).select_from(a)).scalar_one() for a in asked}


def test_a_copy_is_the_same_under_another_name_and_stands_by_itself(table: Table) -> None:
    copy = chart_documents.duplicate(*table.at).ids[0]
    found = read_document(table.store, copy)
    assert without_ids(found) == without_ids(table.document())
    assert found.name == "Übersicht (2)"
    assert chart_documents.duplicate(*table.at).ids[0] not in (copy, table.chart)
    chart_items.move(table.store, copy, {table.people[0]: (99, 99)})
    assert table.document().items[table.people[0]].x == 0
    with pytest.raises(UserError, match="already"):
        chart_documents.duplicate(*table.at, name="Übersicht (3)")


def test_a_deleted_chart_leaves_no_row_and_comes_back_whole(table: Table) -> None:
    before, held = table.document(), counted(table)
    chart_documents.delete(*table.at)
    assert set(counted(table).values()) == {0}
    with pytest.raises(UserError, match="not there any more"):
        table.document()
    assert len(cases.records(table.store, table.case).subjects) == 7
    undo.undo(table.store, table.case)
    assert (table.document(), counted(table)) == (before, held)
    undo.redo(table.store, table.case)
    assert set(counted(table).values()) == {0}


def test_a_chart_survives_closing_and_opening(table: Table) -> None:
    before = table.document()
    path = table.store.path
    table.store.close()
    again = type(table.store).open(path, "muster-passphrase")
    try:
        assert read_document(again, table.chart) == before
        undo.undo(again, table.case)
        assert read_document(again, table.chart).items[table.people[1]].look == Look()
    finally:
        again.close()


FIRST = ChartDocument(
    "1", "case", "Eins", "organic",
    {
        "a": ChartItem("a", 0, 0, look=Look(colour="red")),
        "b": ChartItem("b", 100, 0, hidden=True, pinned=True),
        "h": ChartItem("h", 5, 5, hidden=True),
    },
    rules=(rule(no=1, title="eins"),),
    filter=ChartFilter(words="x"),
)  # fmt: skip
SECOND = ChartDocument(
    "2", "case", "Zwei", "circle",
    {
        "a": ChartItem("a", 500, 500, look=Look(colour="blue", badge="!"), locked=True),
        "c": ChartItem("c", -50, 0),
        "h": ChartItem("h", 7, 7, hidden=True),
    },
    notes=(ChartNote("n", "Notiz", -50, 40),),
    frames=(ChartFrame("f", "Rahmen", -60, 0, 20, 20),),
    rules=(rule(no=1, title="zwei"),),
)  # fmt: skip


def test_of_two_charts_united_the_first_wins_and_nothing_overlaps() -> None:
    found = merged(FIRST, SECOND)
    assert found.items["a"] == ChartItem("a", 0, 0, locked=True, look=Look(colour="red", badge="!"))
    # Hidden in the first only: the second shows it.
    assert found.items["b"] == ChartItem("b", 100, 0, pinned=True)
    assert (found.items["h"].hidden, found.items["h"].x) == (True, 5)
    shift = found.items["c"].x + 50
    assert min(found.items["c"].x, found.frames[0].x, found.notes[0].x) > 100
    assert (found.notes[0].x, found.frames[0].x) == (shift - 50, shift - 60)
    assert [(r.title, r.no) for r in found.rules] == [("zwei", 1), ("eins", 2)]
    assert (found.name, found.algorithm, found.filter) == ("Eins", "organic", FIRST.filter)
    chosen = replace(FIRST, scope="chosen"), replace(SECOND, scope="chosen")
    assert merged(*chosen).scope == "chosen"
    assert merged(*chosen).items["b"].hidden
    assert merged(chosen[0], SECOND).scope == "case"


def test_uniting_makes_a_third_chart_in_one_step(table: Table) -> None:
    other = chart_documents.create(
        table.store, table.case, "Zweite", places={table.people[0]: (0, 0), table.people[3]: (10, 10)}
    ).ids[0]
    chart_notes.add_note(table.store, other, "von der zweiten", 0, 0)
    made = chart_documents.merge(*table.at, other).ids[0]
    found = read_document(table.store, made)
    assert found.name == "Übersicht + Zweite"
    assert {n.text for n in found.notes} == {"Weiter fragen", "Freie Notiz", "von der zweiten"}
    assert [len(read_document(table.store, i).notes) for i in (table.chart, other)] == [2, 1]
    assert read_document(table.store, chart_documents.merge(*table.at, other).ids[0]).name.endswith("(2)")
    undo.undo(table.store, table.case)
    undo.undo(table.store, table.case)
    with pytest.raises(UserError):
        read_document(table.store, made)


def test_charts_of_different_cases_are_not_united(table: Table) -> None:
    second = cases.create(table.store, "360-2026-901", "Anderer", "Zweck", "Grundlage").ids[0]
    foreign = chart_documents.create(table.store, second, "Fremd").ids[0]
    with pytest.raises(UserError, match="same case"):
        chart_documents.merge(*table.at, foreign)
    with pytest.raises(UserError, match="not part of this case"):
        chart_items.choose(table.store, foreign, {table.people[0]: (0, 0)})


def test_an_erased_person_is_gone_from_every_chart(table: Table) -> None:
    copy = chart_documents.duplicate(*table.at).ids[0]
    gone = table.people[0]
    findings = [f.id for f in cases.records(table.store, table.case).findings if f.subject_id == gone]
    erasure.erase(table.store, table.case, findings, "Frist abgelaufen")
    for chart in (table.chart, copy):
        found = read_document(table.store, chart)
        assert gone not in found.items
        assert table.links[0] not in found.items
        assert [n.text for n in found.notes] == ["Freie Notiz"]
        # The group of one is gone with it.
        assert [(g.title, g.members) for g in found.groups] == [("Trupp", (table.people[1],))]
    assert [c for c in verify(table.store, deep=True) if not c.ok] == []
    assert [step.label for step in undo.history(table.store, table.case)] == []


def test_a_withdrawn_contribution_leaves_no_broken_reference(table: Table) -> None:
    contributions.withdraw(table.store, table.desk.contribution_id, "Irrtum")
    found = table.document()
    assert (found.items, [n.text for n in found.notes]) == ({}, ["Freie Notiz"])
    assert [g.members for g in found.groups] == [(), ()]
    assert [c for c in verify(table.store, deep=True) if not c.ok] == []
    undo.undo(table.store, table.case)
    assert len(table.document().items) == 5


def test_a_mark_left_by_an_erasure_in_place_of_a_code_does_not_lock_the_chart(table: Table) -> None:
    with table.store.write("", Action.ALTERATION, case_id=table.case) as work:
        for note in table.document().notes:
            work.update(tables.chart_note, note.id, colour="[erased]")
        work.update(tables.chart, table.chart, scope="[erased]", settings='{"gone": 1, "bundle": true}')
    found = table.document()
    assert ({n.colour for n in found.notes}, found.scope, found.settings.bundle) == ({""}, "case", True)
