"""What the office itself wrote in a case: charts, methods, plans, judgements and conferences, all marked."""

from app.base.chart_records import ChartFilter, ChartRule, Look
from app.base.method_records import MethodKind, PartKind
from app.base.records import ConsentState, MeasureState, Verdict
from app.casework import (
    case_frame,
    chart_documents,
    chart_grouping,
    chart_notes,
    chart_rules,
    collection_plan,
    consents,
    gaps,
    hypothesis_ratings,
    judgements,
    method_parts,
    methods,
    saved_views,
    wordings,
)
from app.conference import measures
from tests.leaks.leak_scene import OTHER, Scene
from tests.leaks.marker_words import Markers
from tests.leaks.planted_findings import Withheld


def plant_texts(scene: Scene, m: Markers, of: Withheld, name: str) -> str:
    """Write everything but conferences; return the id of a chart of this name, full of own words."""
    _frame(scene, m)
    _plans(scene, m, of)
    _methods(scene, m, of)
    _judgements(scene, m, of)
    return _chart(scene, m, of, name)


def _frame(scene: Scene, m: Markers) -> None:
    store, case = scene.store, scene.case_id
    fields = ("title", "question", "purpose")
    case_frame.edit(store, case, {name: m.word(f"{name} of the case") for name in fields})
    for name in fields:
        text = m.word(f"{name} in words for another agency")
        wordings.write(store, case, name, text, scene.agency(OTHER), reason="Für diese Stelle bestimmt")
    saved_views.save(store, "findings", m.word("name of a saved view"), {"text": m.word("saved filter")})


def _plans(scene: Scene, m: Markers, of: Withheld) -> None:
    store, case, other = scene.store, scene.case_id, scene.agency(OTHER)
    measures.create(
        store, case, m.word("title of a measure"), of.agency, m.word("power"), "2026-12-24",
        cites=(of.finding,), result=m.word("result of a measure"), person=m.word("person of a measure"),
    )  # fmt: skip
    title = m.word("measure without reasons")
    failed = measures.create(store, case, title, other, m.word("power"), "2026-12-25").ids[0]
    result, evidence = m.word("why a measure failed"), m.word("evidence of a measure")
    measures.set_state(store, failed, MeasureState.IMPOSSIBLE, result, evidence=evidence)
    gaps.add(store, case, "who", m.word("gap"))
    words = ("requirement", "reason", "source", "owner", "stop_criterion")
    task = {name: m.word(f"collection plan: {name}") for name in words}
    collection_plan.add(store, case, {**task, "agency_id": other})
    recipient = scene.request.recipient.id
    consents.record(
        store, case, [of.finding], recipient, ConsentState.REFUSED, m.word("reason of a refused consent")
    )


def _chart(scene: Scene, m: Markers, of: Withheld, name: str) -> str:
    store, case = scene.store, scene.case_id
    nodes = scene.nodes[:6]
    places = {i: (no * 120.0, no * 50.0) for no, i in enumerate([*nodes, of.person, of.organisation])}
    chart = chart_documents.create(store, case, name, places=places).ids[0]
    chart_notes.add_note(store, chart, m.word("note on a chart"), 1, 1, subject_id=scene.person)
    chart_notes.add_note(store, chart, m.word("free note on a chart"), 1, 90)
    chart_notes.add_frame(store, chart, m.word("frame of a chart"), 0, 0, 900, 900)
    chart_grouping.add_group(store, chart, m.word("group of a chart"), nodes[:3])
    chart_grouping.add_group(store, chart, m.word("folded group"), nodes[3:], collapsed=True)
    chart_grouping.add_group(store, chart, m.word("group of what stays"), [of.person], collapsed=True)
    look = Look(colour="red", badge=m.word("badge"))
    rule = ChartRule(
        "", 1, m.word("rule of a chart"), "property", "name", "contains", m.word("rule value"), look
    )
    chart_rules.add_rule(store, chart, rule)
    marked = Look(colour="blue", badge=m.word("badge on a released node"))
    every = ChartRule("", 2, m.word("rule for people"), "type", "", "is", "person", marked)
    chart_rules.add_rule(store, chart, every)
    filtered = chart_documents.create(store, case, m.word("name of a filtered chart"), places=places).ids[0]
    chart_rules.set_filter(store, filtered, ChartFilter(words=m.word("filter of a chart")))
    return chart


def _methods(scene: Scene, m: Markers, of: Withheld) -> None:
    store = scene.store

    def begun(kind: MethodKind) -> str:
        title, question = m.word(f"title of {kind}"), m.word(f"question of {kind}")
        return methods.create(store, scene.case_id, kind, title, question).ids[0]

    model = begun(MethodKind.BARRIERS)
    step = method_parts.add(store, model, PartKind.STEP, {"text": m.word("step")}).ids[0]
    method_parts.add(store, model, PartKind.SIGNAL, {"text": m.word("signal")}, above_id=step)
    names = ("text", "partner", "indicator", "note")
    barrier = {name: m.word(f"barrier: {name}") for name in names}
    method_parts.add(store, model, PartKind.BARRIER, {**barrier, "role": "inspect"}, above_id=step)
    compared = begun(MethodKind.HYPOTHESES)
    supposed = method_parts.add(store, compared, PartKind.HYPOTHESIS, {"text": m.word("hypothesis")}).ids[0]
    known = [f for f in scene.view.findings if f.subject_id == scene.person and f.property == "name"]
    told = min(known, key=lambda f: f.value).id
    evidence = {"text": m.word("evidence on what stays"), "role": "finding"}
    row = method_parts.add(store, compared, PartKind.EVIDENCE, evidence, cites=(of.finding,)).ids[0]
    method_parts.add(store, compared, PartKind.EVIDENCE, {"text": "Beleg", "role": "finding"}, cites=(told,))
    hypothesis_ratings.rate(store, row, supposed, "II")
    method_parts.add(store, compared, PartKind.CONCLUSION, {"text": m.word("conclusion")})
    assumed = {"text": m.word("assumption"), "note": m.word("ground of an assumption"), "role": "solid"}
    method_parts.add(store, begun(MethodKind.ASSUMPTIONS), PartKind.ASSUMPTION, assumed)


def _judgements(scene: Scene, m: Markers, of: Withheld) -> None:
    other, office = scene.agency(OTHER), scene.agency("OFFICE")
    first, second, *_others = scene.people
    reason = m.word("reason of a judgement")
    judgements.decide(scene.store, scene.case_id, first, second, Verdict.UNDECIDED, reason, other)
    reason = m.word("reason of a judgement on somebody who stays")
    judgements.decide(scene.store, scene.case_id, first, of.person, Verdict.SAME, reason, office)
