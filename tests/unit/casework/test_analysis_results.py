"""Wenn ich ein Ergebnis als Bewertung sichere, dann stehen Netz, Zeit und Erkenntnisse dabei."""

import pytest

from app.analysis.analysis_result import measures_result, paths_result, position_sentence
from app.analysis.network import build_network
from app.analysis.network_selection import Selection, link_spans, selected
from app.analysis.paths import paths_between
from app.base.errors import UserError
from app.base.records import Standing
from app.casework import analysis_results, cases, subjects
from app.casework.findings import Statement
from app.store import undo
from tests.unit.casework.conftest import Desk


def chain(desk: Desk) -> list[str]:
    """Drei Personen in einer Reihe; die zweite Beziehung gilt nur 2020."""
    people = [desk.person(name) for name in ("Anna Muster", "Bernd Muster", "Carla Muster")]
    for a, b, when in ((0, 1, ""), (1, 2, "2020")):
        said = Statement("exists", "yes", desk.source_id, valid_from=when, valid_to=when)
        subjects.add_link(desk.store, desk.case_id, "contact", people[a], people[b], [said])
    return people


def network_of(desk: Desk):
    known = cases.records(desk.store, desk.case_id)
    return build_network(known.subjects, known.findings), link_spans(known.subjects, known.findings)


def test_wenn_ich_einen_pfad_sichere_dann_nennt_die_bewertung_seine_erkenntnisse(desk: Desk) -> None:
    people = chain(desk)
    net, _spans = network_of(desk)
    result = paths_result(paths_between(net, [people[0], people[2]]), net, whole=net)
    assert result.lines == ("Anna Muster – Bernd Muster – Carla Muster",)
    assert len(result.findings) == 2
    before = len(cases.records(desk.store, desk.case_id).findings)
    change = analysis_results.save_as_assessment(
        desk.store, desk.case_id, result, desk.source_id, desk.agency_id, conclusion="Über Bernd verbunden."
    )
    known = cases.records(desk.store, desk.case_id)
    saved = next(f for f in known.findings if f.id in change.ids and f.basis and f.property != "title")
    assert set(saved.basis) == set(result.findings)
    assert saved.standing is Standing.HYPOTHESIS
    assert saved.value.startswith("Über Bernd verbunden.")
    assert position_sentence() in saved.value
    assert result.graph.digest[:16] in saved.value
    undo.undo(desk.store, desk.case_id)
    assert len(cases.records(desk.store, desk.case_id).findings) == before


def test_wenn_ein_ergebnis_wahrscheinlich_ist_dann_ist_es_eine_bewertung(desk: Desk) -> None:
    people = chain(desk)
    net, _spans = network_of(desk)
    result = paths_result(paths_between(net, people), net)
    opinion = analysis_results.opinion_of(
        result, desk.source_id, desk.agency_id, likelihood="likely", confidence="low"
    )
    assert (opinion.standing, opinion.kind) == (Standing.ASSESSMENT, "conclusion")


def test_wenn_keine_erkenntnis_dahinter_steht_dann_wird_nichts_gesichert(desk: Desk) -> None:
    people = chain(desk)
    net, _spans = network_of(desk)
    apart = selected(net, Selection(link_types=("met",)))
    nothing = paths_result(paths_between(apart, people[:2]), apart)
    with pytest.raises(UserError) as refused:
        analysis_results.save_as_assessment(desk.store, desk.case_id, nothing, desk.source_id, desk.agency_id)
    assert refused.value.key == "analysis.no_finding"
    assert nothing.lines == ("No path: Anna Muster – Bernd Muster",)


def test_wenn_ich_eine_zeit_waehle_dann_steht_sie_im_ergebnis(desk: Desk) -> None:
    chain(desk)
    net, spans = network_of(desk)
    whole, _numbers = measures_result(net, ["degree", "components"])
    later, numbers = measures_result(
        net, ["degree", "components"], selection=Selection(since="2021", until="2022"), spans=spans
    )
    assert (whole.graph.links, later.graph.links, later.graph.links_left_out) == (2, 1, 1)
    assert whole.graph.digest != later.graph.digest
    assert numbers.components == [2, 1]
    assert later.graph.filters == ("only links of the time 2021 to 2022",)
    assert later.sortable == {"components"}
    assert later.quote().endswith(position_sentence())
    with pytest.raises(UserError):
        measures_result(net, ["degree"], selection=Selection(since="gestern"), spans=spans)
