"""No gesture of the program writes about a person while a decision on deletion is open.

All public functions that answer with a `Change` are those of the walk through undo; each is tried on a
person of whom an acquittal is recorded. Either it is refused, or what stands of the person is as before.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.base.errors import UserError
from app.base.ids import new_id
from app.base.records import Delivery, Finding, Standing, Subject, SubjectKind
from app.casework import findings, intake, outcome_decisions, subjects
from app.casework.findings import Statement
from app.store import outcome_holds, tables, undo
from app.store.store import Store
from tests.unit.casework.test_erasure_bytes import set_up as new_desk
from tests.unit.casework.test_undo_walk import GESTURES, Everything, prepared, steps_of

# Those that are known to say something about the person, or to use it; others may be refused as well.
REFUSED = {
    "assessments.correct", "assessments.record", "bulk_edits.apply",
    "findings.correct", "findings.record", "judgements.decide", "judgements.judge", "measures.create",
    "method_parts.cite", "passage_findings.record", "quarantine.put", "reviews.extend", "reviews.restrict",
    "subjects.add_link",
}  # fmt: skip


# Here it takes everything along that is held of the person; it may, as long as the person goes too.
TAKES_OUT = {"contributions.withdraw"}
USES = ("basis_id", "cites", "gaps", "methods", "a", "b")
KEYS = ("outcome.frozen", "outcome.open", "bulk.cannot")


@dataclass
class Held:
    """The case with something of everything, in which person "a" was acquitted."""

    made: Everything

    def stated(self) -> dict[str, Any]:
        """What stands about the person and the person's links, and what makes use of it."""
        store, f = self.made.store, tables.finding
        with store.read() as connection:
            about = sorted(outcome_holds.with_links(connection, {self.made["a"]}))
            said = connection.execute(select(f).where(f.c.subject_id.in_(about))).all()
            ids = [row.id for row in said]
            used = {
                name: sorted(connection.execute(select(t.c.id).where(t.c[column].in_(wanted))).scalars())
                for name, t, column, wanted in (
                    ("basis_id", tables.finding_basis, "basis_id", ids),
                    ("cites", tables.measure_citation, "finding_id", ids),
                    ("gaps", tables.gap_entry, "finding_id", ids),
                    ("methods", tables.method_citation, "finding_id", ids),
                    ("a", tables.judgement, "a", about),
                    ("b", tables.judgement, "b", about),
                )
            }
            return {"said": sorted(map(tuple, said)), **used, "about": about}


@pytest.fixture(scope="module")
def held(template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    path = tmp_path_factory.mktemp("held") / "gesperrt.rundblick"
    shutil.copytree(template[0], path)
    store = Store.open_with_recovery_key(path, template[1], "muster")
    made = prepared(new_desk(store))
    source, case = made["source"], made.case
    proceeding = subjects.add_node(
        store, case, "proceeding", [Statement("file_number", "12 Js 34/26", source)]
    ).ids[0]
    said = [Statement("exists", "yes", source), Statement("capacity", "accused", source)]
    subjects.add_link(store, case, "party_to", made["a"], proceeding, said)
    findings.record(store, case, proceeding, Statement("outcome", "acquittal", source))
    assert [p.person for p in outcome_decisions.pending(store)] == [made["a"]]
    yield Held(made)
    store.close()


@pytest.mark.parametrize("name", sorted(set(GESTURES) - {"outcome_decisions.keep"}))
def test_nothing_is_written_about_a_held_person(held: Held, name: str) -> None:
    """Wenn über Annas Löschung zu entscheiden ist, dann schreibt keine Handlung etwas über sie."""
    made, known, before = held.made, steps_of(held.made.store), held.stated()
    error, case_id = tried(made, name)
    after, steps = held.stated(), len(steps_of(made.store) - known)
    for _step in range(steps):
        undo.undo(made.store, case_id)
    assert held.stated() == before
    assert error in KEYS or not (error or name in REFUSED), error
    assert not (error and steps)
    assert after["said"] == ([] if name in TAKES_OUT else before["said"])
    assert all(set(after[use]) <= set(before[use]) for use in USES)


def tried(made: Everything, name: str) -> tuple[str, str]:
    """Carry out a gesture; return the key of its refusal, "" if it was done, and its history."""
    try:
        return "", GESTURES[name](made).case_id
    except UserError as error:
        return error.key, ""


def test_an_import_that_speaks_of_a_held_person_is_refused_as_a_whole(held: Held) -> None:
    """Wenn eine Lieferung etwas über Anna enthält, dann wird nichts von ihr übernommen."""
    made, before = held.made, held.stated()
    other = Subject(new_id(), SubjectKind.NODE, "person")
    tie = Subject(new_id(), SubjectKind.LINK, "contact", other.id, made["a"])

    def says(subject_id: str, name: str, value: str) -> Finding:
        return Finding(
            new_id(), made.case, subject_id, made["source"], name, value, Standing.FACT, "2", "muster",
            "2026-01-01T00:00:00Z", "2099-01-01",
        )  # fmt: skip

    fresh = says(other.id, "name", "Zoe Muster")
    for delivery in (
        Delivery(subjects=(other,), findings=(fresh, says(made["a"], "note", "neu"))),
        Delivery(subjects=(other, tie), findings=(fresh, says(tie.id, "exists", "yes"))),
    ):
        with pytest.raises(UserError) as refused:
            intake.apply(made.store, made.case, delivery, "Lieferung")
        assert refused.value.key == "outcome.frozen"
    assert held.stated() == before
    with made.store.read() as connection:
        assert connection.execute(select(tables.subject).where(tables.subject.c.id == other.id)).all() == []
