"""One gesture is one step with a name: also after a restart, and also where it made several changes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_case import Sample
from sqlalchemy import select

from app.base.errors import UserError
from app.base.progress import Progress
from app.casework import cases, decisions, findings, reviews
from app.casework.decisions import Decision
from app.casework.reviews import RESTRICT
from app.store import audit, tables, undo
from app.store.store import Store
from ui.application import Application
from ui.case import contribution_commands, document_commands
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]


def value(store: Store, sample: Sample) -> list[str]:
    records = cases.records(store, sample.case_id)
    old = {f.supersedes for f in records.findings}
    held = [f for f in records.findings if f.subject_id == sample.person and f.id not in old]
    return [f.value for f in held if f.property == "name"]


def entries(store: Store) -> int:
    with store.read() as connection:
        assert audit.first_break(connection) is None
        return audit.head(connection).seq


def test_wenn_ich_nach_einem_neustart_zuruecknehme_dann_steht_der_schritt_mit_namen_da(
    application: Application, sample: Sample, settled: Settled
) -> None:
    store = Store.open_with_recovery_key(sample.path, sample.recovery_key, "muster")
    before = value(store, sample)
    findings.correct(store, sample.case_id, sample.name_finding, "Erika Anders")
    assert value(store, sample) == ["Erika Anders"]
    logged = entries(store)
    store.close()
    application.start(sample.path, sample.recovery_key)
    settled()
    window = application.window
    assert isinstance(window, MainWindow)
    window.open_case(sample.case_id)
    settled()
    assert window.history.undo.text() == "Undo: Finding corrected"
    window.history.undo.trigger()
    settled()
    assert value(window.session.store, sample) == before
    assert window.history.redo.text() == "Redo: Finding corrected"
    window.history.redo.trigger()
    settled()
    assert value(window.session.store, sample) == ["Erika Anders"]
    assert entries(window.session.store) >= logged + 2


@pytest.fixture
def store(sample: Sample) -> Store:
    return Store.open_with_recovery_key(sample.path, sample.recovery_key, "muster")


def held(store: Store) -> dict[str, list[str]]:
    """Return the rows of what is delivered; in quarantine it is no part of the case's records."""
    kinds = (tables.contribution, tables.source, tables.document, tables.quarantine)
    with store.read() as connection:
        return {t.name: sorted(map(str, connection.execute(select(t)).all())) for t in kinds}


def papers(folder: Path, count: int) -> list[Path]:
    made = [folder / f"Blatt {no}.txt" for no in range(count)]
    for no, path in enumerate(made):
        path.write_text(f"Inhalt {no}", encoding="utf-8")
    return made


def test_wenn_ich_einen_beitrag_mit_dateien_anlege_dann_ist_das_ein_schritt(
    store: Store, sample: Sample, tmp_path: Path
) -> None:
    case_id, values = sample.case_id, {"agency": sample.office, "title": "Akte", "reference": "Az 1"}
    before, steps, logged = held(store), undo.history(store, case_id), entries(store)
    made = contribution_commands.take_in(store, case_id, papers(tmp_path, 2), Progress(), dict(values))
    after = held(store)
    assert len(after["document"]) == len(before["document"]) + 2
    new = undo.history(store, case_id)[len(steps) :]
    assert [(s.change_id, s.label) for s in new] == [(made.change_id, "Contribution registered")]
    assert entries(store) == logged + 3, "the log keeps an entry for each change"
    undo.undo(store, case_id)
    assert held(store) == before
    undo.redo(store, case_id)
    assert held(store) == after
    store.close()


def test_wenn_eine_datei_nicht_lesbar_ist_dann_bleiben_die_davor_als_ein_schritt(
    store: Store, sample: Sample, tmp_path: Path
) -> None:
    case_id = sample.case_id
    contribution = cases.records(store, case_id).contributions[0].id
    steps = len(undo.history(store, case_id))
    files = [*papers(tmp_path, 3), tmp_path / "fehlt.txt"]
    with pytest.raises(UserError):
        document_commands.add_files(store, case_id, files, Progress(), {"contribution": contribution})
    assert [s.label for s in undo.history(store, case_id)[steps:]] == ["3 documents added"]
    store.close()


def test_wenn_ich_ueber_mehrere_fristen_entscheide_dann_ist_das_ein_schritt(
    store: Store, sample: Sample
) -> None:
    case_id = sample.case_id
    due = reviews.due(store, "2099-01-01", case_id=case_id)[:3]
    before, steps = cases.records(store, case_id), len(undo.history(store, case_id))
    decisions.carry_out(store, [Decision("", d.finding_id, RESTRICT, "Beweiszwecke") for d in due])
    assert [s.label for s in undo.history(store, case_id)[steps:]] == ["3 reviews decided"]
    undo.undo(store, case_id)
    assert cases.records(store, case_id) == before
    store.close()


def test_was_dazwischen_geschah_laesst_die_schritte_wie_sie_sind(store: Store, sample: Sample) -> None:
    case_id, steps = sample.case_id, len(undo.history(store, sample.case_id))
    first = findings.mark_exonerating(store, case_id, sample.name_finding)
    findings.restrict(store, case_id, sample.name_finding, "bestritten")
    last = findings.mark_exonerating(store, case_id, sample.name_finding, exonerating=False)
    undo.unite(store, [first, last])
    assert len(undo.history(store, case_id)) == steps + 3
    store.close()
