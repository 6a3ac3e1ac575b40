"""A step over many rows and an erasure can be stopped at every step: all of it or nothing."""

import datetime as dt
import io

import pytest

from app.base.clock import today
from app.base.progress import Cancelled, Progress
from app.casework import (
    bulk_edits,
    case_erasure,
    cases,
    contributions,
    decisions,
    documents,
    erasure,
    subjects,
)
from app.casework.bulk_edits import Edit, EditKind
from app.casework.case_steps import CaseStatus
from app.casework.decisions import Decision
from app.casework.findings import Statement
from app.casework.reviews import ERASE
from app.casework.search import search
from app.store import audit, compaction, tables
from app.store.verify import verify
from tests.unit.casework.conftest import Desk
from tests.unit.stopped_work import everything, stopped_everywhere

DAY = (today() + dt.timedelta(days=900)).isoformat()


def filled(desk: Desk, count: int = 8) -> tuple[str, ...]:
    """People with a link and a document; returns the ids of the findings, the first person's name first."""
    people = [desk.person(f"Person Muster {n}") for n in range(count)]
    exists = Statement("exists", "yes", desk.source_id)
    subjects.add_link(desk.store, desk.case_id, "contact", people[0], people[1], [exists])
    text = io.BytesIO(b"Vermerk")
    made = documents.attach(desk.store, desk.case_id, desk.contribution_id, "V.txt", "text/plain", text)
    contributions.add_source(
        desk.store, desk.case_id, desk.contribution_id, "Akte", "Blatt 9", "A", made.ids[0]
    )
    found = cases.records(desk.store, desk.case_id).findings
    return tuple(f.id for f in sorted(found, key=lambda f: "Muster 0" not in f.value))


@pytest.mark.parametrize(
    "edit",
    [
        Edit(EditKind.RESTRICT, "Streit"),
        Edit(EditKind.EXONERATE),
        Edit(EditKind.HANDLING, "auf Bitte", handling="H3", note="nicht an Dritte"),
        Edit(EditKind.EXTEND, "wird gebraucht", day=DAY),
        Edit(EditKind.ERASURE, "nicht mehr erforderlich"),
    ],
    ids=lambda edit: str(edit.kind),
)
def test_wer_eine_aenderung_vieler_zeilen_abbricht_hat_keine_geaendert(desk: Desk, edit: Edit) -> None:
    ids = filled(desk)
    steps = stopped_everywhere(
        lambda told: bulk_edits.apply(desk.store, desk.case_id, edit, ids, progress=told),
        lambda: everything(desk.store),
    )
    assert steps >= len(ids) + 2


def test_wer_das_setzen_der_rolle_abbricht_hat_keine_gesetzt(desk: Desk) -> None:
    people = tuple(desk.person(f"Person Muster {n}") for n in range(6))
    edit = Edit(EditKind.ROLE, "steht im Auszug", role="suspect", source_id=desk.source_id)
    steps = stopped_everywhere(
        lambda told: bulk_edits.apply(desk.store, desk.case_id, edit, people, progress=told),
        lambda: everything(desk.store),
    )
    assert steps >= 8


def test_wer_eine_loeschung_abbricht_hat_nichts_geloescht(desk: Desk) -> None:
    ids = filled(desk)

    def work(told: Progress) -> object:
        return erasure.erase(desk.store, desk.case_id, ids[:5], "Frist abgelaufen", progress=told)

    steps = stopped_everywhere(work, lambda: everything(desk.store))
    assert steps >= 20
    assert search(desk.store, "Muster 0").total == 0
    assert [c for c in verify(desk.store, deep=True) if not c.ok] == []


class _StopAfterErasing(Progress):
    """Stops once the erasure is committed, when the file is being cleaned."""

    after = 0

    def step(self, done: int, total: int = 0) -> None:
        self.after += bool(total) and done * 10 >= total * 7
        if self.after == 2:
            self.cancel()
        super().step(done, total)


def test_nach_der_loeschung_haelt_ein_abbruch_nur_noch_das_saeubern_auf(desk: Desk) -> None:
    ids = filled(desk)
    done = erasure.erase(desk.store, desk.case_id, ids[:5], "Frist abgelaufen", progress=_StopAfterErasing())
    assert set(ids[:5]) <= set(done.findings)
    assert not done.compacted
    assert compaction.wanted_since(desk.store)
    assert compaction.compact(desk.store).done


def test_wer_das_loeschen_faelliger_angaben_abbricht_hat_keine_geloescht(desk: Desk) -> None:
    ids = filled(desk)
    chosen = [Decision("", i, ERASE, "Frist abgelaufen") for i in ids[:4]]

    def work(told: Progress) -> object:
        return decisions.carry_out(desk.store, chosen, compacting=False, progress=told)

    assert stopped_everywhere(work, lambda: everything(desk.store)) >= 15


def test_wer_das_loeschen_des_falls_abbricht_hat_ihn_noch_ganz(desk: Desk) -> None:
    filled(desk)
    case_file = tables.case_file
    with desk.store.write("x", audit.Action.ADMINISTRATION, case_id=desk.case_id) as made:
        made.update(case_file, desk.case_id, status=str(CaseStatus.COMPLETED))

    def work(told: Progress) -> object:
        return case_erasure.erase(desk.store, desk.case_id, "Frist abgelaufen", progress=told)

    assert stopped_everywhere(work, lambda: everything(desk.store)) >= 15
    assert cases.records(desk.store, desk.case_id).subjects == ()


def test_ein_abbruch_vor_dem_ersten_schritt_tut_nichts(desk: Desk) -> None:
    ids = filled(desk)
    told = Progress()
    told.cancel()
    before = everything(desk.store)
    with pytest.raises(Cancelled):
        bulk_edits.apply(desk.store, desk.case_id, Edit(EditKind.EXONERATE), ids, progress=told)
    assert everything(desk.store) == before
