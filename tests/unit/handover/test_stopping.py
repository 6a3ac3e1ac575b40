"""Whatever leaves the program can be stopped at every step: no file, no entry, nothing in the tables."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.base.progress import Cancelled, Progress
from app.casework import cases, charts, findings, subjects
from app.casework.findings import Statement
from app.exchange.table_selection import TableKind
from app.handover import identities
from app.handover.briefings import write_briefing
from app.handover.charts import write_chart_file
from app.handover.packages import inspect, merge, seal_case
from app.handover.pictures import write_map_file, write_timeline_file
from app.handover.tables import TableWish, write_table_file
from app.policy import ledger
from app.policy.release import ReleaseRequest
from app.store.store import Store
from tests.unit.handover.conftest import Office
from tests.unit.handover.test_tables import with_documents
from tests.unit.stopped_work import StopAt, everything, files_in, stopped_everywhere

EARLIER = b"was here before"
Job = Callable[[Office, ReleaseRequest | None, Path, Progress], object]


@pytest.fixture
def dated(office: Office) -> Office:
    """The office's case with something on the timeline and on the map, and documents."""
    with_documents(office)
    store, case_id = office.store, office.case_id
    found = cases.records(store, case_id).findings
    person, trade = next((f.subject_id, f.source_id) for f in found if f.value == "Ayşe Örnek")
    findings.record(store, case_id, person, Statement("note", "Treffen gesehen", trade, valid_from="2026-01"))
    place = [Statement("name", "Spielhalle Muster", trade), Statement("coordinates", "51.4556,7.0116", trade)]
    subjects.add_node(store, case_id, "place", place)
    charts.create(store, case_id, "Plan", "organic", {person: (0.0, 0.0)})
    return office


def _seal(office: Office, request: ReleaseRequest | None, out: Path, told: Progress) -> object:
    keys = [p.keys for p in identities.partners(office.store)]
    assert request is not None
    return seal_case(office.store, office.case_id, request, keys, out, progress=told)


def _brief(office: Office, request: ReleaseRequest | None, out: Path, told: Progress) -> object:
    return write_briefing(office.store, office.case_id, request, out, language="de", progress=told)


def _timeline(office: Office, request: ReleaseRequest | None, out: Path, told: Progress) -> object:
    return write_timeline_file(office.store, office.case_id, request, out, progress=told)


def _map(office: Office, request: ReleaseRequest | None, out: Path, told: Progress) -> object:
    return write_map_file(office.store, office.case_id, request, out, progress=told)


def _chart(office: Office, request: ReleaseRequest | None, out: Path, told: Progress) -> object:
    return write_chart_file(office.store, office.case_id, request, out, progress=told)


def _saved_chart(office: Office, request: ReleaseRequest | None, out: Path, told: Progress) -> object:
    (chart,) = charts.list_charts(office.store, office.case_id)
    return write_chart_file(office.store, office.case_id, request, out, chart_id=chart.id, progress=told)


def _table(office: Office, request: ReleaseRequest | None, out: Path, told: Progress) -> object:
    wish = TableWish(TableKind.FINDINGS, out.suffix[1:])
    return write_table_file(office.store, office.case_id, request, wish, out, progress=told)


def _entries(store: Store) -> int:
    with store.read() as connection:
        return len(ledger.entries(connection))


@pytest.mark.parametrize(
    ("job", "name", "least"),
    [
        (_seal, "x.rundblick-paket", 10),
        (_timeline, "x.svg", 4),
        (_timeline, "x.pdf", 4),
        (_map, "x.pdf", 4),
        (_chart, "x.svg", 6),
        (_chart, "x.gexf", 6),
        (_saved_chart, "x.pdf", 8),
        (_saved_chart, "x.png", 8),
        (_table, "x.csv", 8),
        (_table, "x.xlsx", 8),
    ],
)
@pytest.mark.parametrize("earlier", [True, False], ids=["over-another-file", "new"])
def test_wer_eine_weitergabe_abbricht_hinterlaesst_weder_datei_noch_eintrag(
    dated: Office, partner: Store, tmp_path: Path, job: Job, name: str, least: int, earlier: bool
) -> None:
    folder = tmp_path / "aus"
    folder.mkdir()
    if earlier:
        (folder / name).write_bytes(EARLIER)

    def state() -> object:
        return everything(dated.store), files_in(folder)

    assert _entries(dated.store) == 0
    steps = stopped_everywhere(lambda told: job(dated, dated.request(), folder / name, told), state)
    assert steps >= least
    assert _entries(dated.store) > 0
    assert [p.name for p in folder.iterdir()] == [name]


@pytest.mark.parametrize("job", [_timeline, _map, _table], ids=["timeline", "map", "table"])
def test_auch_die_eigene_datei_ist_ganz_oder_gar_nicht_da(dated: Office, tmp_path: Path, job: Job) -> None:
    folder = tmp_path / "aus"
    folder.mkdir()
    name = "x.csv" if job is _table else "x.svg"
    steps = stopped_everywhere(
        lambda told: job(dated, None, folder / name, told),
        lambda: (everything(dated.store), files_in(folder)),
    )
    assert steps >= 4
    assert _entries(dated.store) == 0


def _briefing_steps(office: Office, request: ReleaseRequest | None, folder: Path) -> int:
    """Count the steps of two copies; they are drawn once."""
    told = StopAt(0)
    write_briefing(office.store, office.case_id, request, folder / "zum-zaehlen.pdf", copies=2, progress=told)
    for path in folder.iterdir():
        path.unlink()
    return told.seen


def test_wer_eine_unterlage_abbricht_hinterlaesst_kein_exemplar(office: Office, tmp_path: Path) -> None:
    """Many steps, each of them slow: the first, some in the drawing, those of both copies, the last."""
    folder = tmp_path / "aus"
    folder.mkdir()
    wishes = [(request, _briefing_steps(office, request, folder)) for request in (office.request(), None)]
    (folder / "x-1-2.pdf").write_bytes(EARLIER)
    before = everything(office.store), files_in(folder)
    for request, steps in wishes:
        assert steps > 40
        for at in (1, 2, steps // 4, steps // 2, steps // 2 + 3, 3 * steps // 4, steps - 1, steps):
            with pytest.raises(Cancelled):
                write_briefing(
                    office.store, office.case_id, request, folder / "x.pdf", copies=2, progress=StopAt(at)
                )
            assert (everything(office.store), files_in(folder)) == before
    done = write_briefing(office.store, office.case_id, office.request(), folder / "x.pdf", copies=2)
    assert len(done.ledger_ids) == 2
    assert (folder / "x-1-2.pdf").read_bytes() != EARLIER


@pytest.mark.parametrize("into", ["new", "360-2026-900"])
def test_wer_das_zusammenfuehren_abbricht_findet_den_fall_wie_er_war(
    office: Office, partner: Store, tmp_path: Path, into: str
) -> None:
    with_documents(office)
    out = tmp_path / "x.rundblick-paket"
    documents = frozenset(d.id for d in cases.records(office.store, office.case_id).documents)
    _seal(office, office.request(documents=documents), out, Progress())
    if into != "new":
        cases.create(partner, into, "Musterfall", "Zweck", "Grundlage")
    steps = stopped_everywhere(
        lambda told: merge(partner, out, into, progress=told), lambda: everything(partner)
    )
    assert steps >= 20
    assert inspect(partner, out).seen_before
    assert len(cases.list_cases(partner)) == 1


def test_auch_das_hineinsehen_laesst_sich_abbrechen(office: Office, partner: Store, tmp_path: Path) -> None:
    out = tmp_path / "x.rundblick-paket"
    _seal(office, office.request(), out, Progress())
    steps = stopped_everywhere(lambda told: inspect(partner, out, told), lambda: everything(partner))
    assert steps >= 10
