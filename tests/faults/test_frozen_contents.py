"""What the stores of earlier versions hold is read and worked with as if it had been written today."""

from pathlib import Path

from app.base.chart_records import ChartFilter
from app.base.library_records import VersionState
from app.base.method_records import PartKind
from app.base.wording_records import EVERYBODY
from app.casework import cases, chart_items, charts, collection_plan, methods, wordings
from app.casework.chart_documents import read_document
from app.casework.search import search
from app.conference import plan_rows
from app.handover import identities, package_merging
from app.office import library, library_files, library_groups, library_readings
from app.store import undo
from tests.faults.frozen_stores import opened


def test_a_chart_of_an_earlier_version_is_a_document_that_takes_gestures(tmp_path: Path) -> None:
    with opened("0006", tmp_path) as store:
        case = cases.find(store, "360-2026-002")
        (chart,) = charts.list_charts(store, case.id)
        document = read_document(store, chart.id)
        assert (document.name, document.scope, document.filter) == ("Übersicht", "case", ChartFilter())
        assert sorted((t.x, t.y, t.placed, t.hidden) for t in document.items.values()) == [
            (10.0, 20.0, True, False),
            (210.0, 20.0, True, False),
        ]
        undo.undo(store, case.id)
        # The step that made the chart, as version 0006 remembered it.
        undo.undo(store, case.id)
        assert charts.list_charts(store, case.id) == ()
        undo.redo(store, case.id)
        assert read_document(store, chart.id) == document
        chart_items.hide(store, chart.id, document.items)


def test_a_collection_task_of_an_earlier_version_has_no_owner_and_takes_one(tmp_path: Path) -> None:
    with opened("0007", tmp_path) as store:
        case = cases.find(store, "360-2026-002")
        (task,) = collection_plan.of_case(store, case.id)
        assert task.reason == "bis zur Konferenz"
        assert (task.owner, task.rating, task.stop_criterion) == ("", "", "")
        collection_plan.change(store, task.id, {"owner": "M. Beispiel", "result": "ja", "rating": "B2"})
        undo.undo(store, case.id)
        assert collection_plan.of_case(store, case.id) == (task,)
        # The step that made the task, as version 0007 remembered it.
        undo.undo(store, case.id)
        assert collection_plan.of_case(store, case.id) == ()
        undo.redo(store, case.id)
        assert collection_plan.of_case(store, case.id) == (task,)


def test_a_collection_task_keeps_its_owner_and_its_rating(tmp_path: Path) -> None:
    with opened("0008", tmp_path) as store:
        case = cases.find(store, "360-2026-002")
        (task,) = collection_plan.of_case(store, case.id)
        assert (task.owner, task.rating, task.stop_criterion) == ("M. Beispiel", "B2", "Auszug liegt vor")


def test_a_planned_conference_keeps_its_agenda_and_what_was_decided(tmp_path: Path) -> None:
    with opened("0011", tmp_path) as store:
        (plan,) = plan_rows.plans_of_case(store, cases.find(store, "360-2026-002").id)
        (point,) = plan.points
        assert (plan.no, plan.minutes, point.title, point.minutes) == (1, 45, "Betriebsprüfung Muster", 15)
        assert (point.decision, point.note) == ("Gemeinsamer Termin", "ohne Gegenstimme")
        # The letters that a person types first find what stood in the index of that version.
        for typed in ("B", "Be", "Betriebspr"):
            assert "conference" in {hit.kind for hit in search(store, typed).hits}


def test_methods_keep_their_parts_what_they_cite_and_how_it_was_rated(tmp_path: Path) -> None:
    with opened("0013", tmp_path) as store:
        case = cases.find(store, "360-2026-002")
        firm = next(f.id for f in cases.records(store, case.id).findings if f.value == "Muster Bau GmbH")
        barriers = methods.find(store, case.id, "Scheinfirmen")
        compared = methods.find(store, case.id, "Wer leitet den Betrieb?")
        (signal,) = (p for p in barriers.parts if p.kind is PartKind.SIGNAL)
        assert (signal.text, tuple(signal.cites)) == ("Löschung im Register", (firm,))
        (evidence,) = (p for p in compared.parts if p.kind is PartKind.EVIDENCE)
        (straw,) = (p.id for p in compared.parts if p.text == "Ein Strohmann führt den Betrieb")
        assert [(r.hypothesis_id, r.rater, r.verdict) for r in evidence.ratings] == [(straw, "muster", "I")]
        assert search(store, "Strohmann").total == 1


def test_partners_keys_and_what_came_from_them_stay(tmp_path: Path) -> None:
    with opened("0014", tmp_path) as store:
        assert identities.own(store).name == "Zoll Musterstadt"
        (partner,) = identities.partners(store)
        assert partner.keys.name == "Gewerbeamt Musterstadt"
        case = cases.find(store, "360-2026-700")
        assert [f.value for f in cases.records(store, case.id).findings] == ["Beispiel Handel UG"]
        (merged,) = package_merging.merged_packages(store, case.id)
        assert (merged.case_id, merged.signer) == (case.id, partner.keys.name)
        assert search(store, "Beispiel Handel").total >= 1


def test_the_library_keeps_its_versions_groups_and_readings(tmp_path: Path) -> None:
    with opened("0015", tmp_path) as store:
        flow = library.find(store, "Ablauf einer Gewerbeabmeldung")
        states = [(v.no, v.state, v.file_name) for v in flow.versions]
        assert states == [
            (2, VersionState.DRAFT, "ablauf.txt"),
            (1, VersionState.APPROVED, "ablauf.txt"),
        ]
        assert library_files.content(store, flow.versions[0].sha256) == b"Schritte (erfunden)"
        assert [g.name for g in library_groups.groups(store)] == ["Fachgruppe Muster"]
        assert [r.total for r in library_readings.readings(store)] == [1]
        assert set(library.search(store, "Vollmacht")) == {flow.id}


def test_words_for_handing_on_keep_whom_they_are_for(tmp_path: Path) -> None:
    with opened("0016", tmp_path) as store:
        case = cases.find(store, "360-2026-002")
        said = {(w.field, w.recipient_id == EVERYBODY): w.text for w in wordings.of_case(store, case.id)}
        assert said == {
            ("purpose", True): "Prüfung eines Gewerbes",
            ("purpose", False): "Abgleich mit dem Gewerberegister",
            # A text of the agenda that was cleared as it stands.
            ("agenda.title", False): "",
        }
        assert search(store, "Abgleich").total == 1
