"""The gestures on methods for the walks over all gestures: a barrier model and a comparison of each case."""

from collections.abc import Callable
from typing import Any

from app.base.method_records import EXONERATING, FINDING, NULL, MethodKind, PartKind
from app.casework import (
    career_interventions,
    hypothesis_ratings,
    method_copies,
    method_links,
    method_parts,
    methods,
)
from app.casework.career_interventions import Intervention
from app.conference import barrier_measures
from app.store import tables
from app.store.audit import Action
from app.store.change import Change
from app.store.store import Store


def begin_methods(store: Store, case_id: str, ids: dict[str, str]) -> None:
    """Put a barrier model and a comparison into the case; `ids` learns what they and their parts are."""
    ids["model"] = methods.create(store, case_id, MethodKind.BARRIERS).ids[0]
    ids["step"] = methods.read(store, ids["model"]).of(PartKind.STEP)[0].id
    barrier = {"text": "Nachschau", "agency_id": ids["agency"], "provision": "§ 29 GewO"}
    method_parts.add(store, ids["model"], PartKind.BARRIER, barrier, above_id=ids["step"])
    ids["matrix"] = methods.create(store, case_id, MethodKind.HYPOTHESES).ids[0]
    found = {h.role: h.id for h in methods.read(store, ids["matrix"]).of(PartKind.HYPOTHESIS)}
    ids["null"], ids["lawful"] = found[NULL], found[EXONERATING]
    said = {"text": "Die Akte ist vollständig", "note": "laut Auskunft"}
    ids["assumption"] = method_parts.add(
        store, ids["matrix"], PartKind.ASSUMPTION, said, cites=(ids["second"],)
    ).ids[0]
    ids["row"] = method_parts.add(
        store, ids["matrix"], PartKind.EVIDENCE, {"role": FINDING}, cites=(ids["second"],)
    ).ids[0]
    hypothesis_ratings.rate(store, ids["row"], ids["null"], "I")
    with store.write("", Action.ADMINISTRATION, history=False) as work:
        work.update(tables.method_part, ids["assumption"], lost=1)


METHOD_GESTURES: dict[str, Callable[[Any], Change]] = {
    "methods.create": lambda m: methods.create(m.store, m.case, MethodKind.BARRIERS, template="barbershops"),
    "method_copies.copy": lambda m: method_copies.copy(m.store, m["matrix"]),
    "methods.change": lambda m: methods.change(m.store, m["matrix"], "Anders", "Wer steuert?"),
    "methods.delete": lambda m: methods.delete(m.store, m["matrix"]),
    "method_parts.add": lambda m: method_parts.add(
        m.store, m["model"], PartKind.SIGNAL, {"text": "Barzahlung"}, above_id=m["step"]
    ),
    "method_parts.change": lambda m: method_parts.change(m.store, m["assumption"], {"role": "unsupported"}),
    "method_parts.cite": lambda m: method_parts.cite(m.store, m["assumption"], m["fact"]),
    "method_parts.forget_lost": lambda m: method_parts.forget_lost(m.store, m["assumption"]),
    "method_parts.let_go": lambda m: method_parts.let_go(m.store, m["assumption"], m["second"]),
    "method_parts.move": lambda m: method_parts.move(m.store, m["step"], 3),
    "method_parts.remove": lambda m: method_parts.remove(m.store, m["step"]),
    "method_links.ask": lambda m: method_links.ask(m.store, m["assumption"]),
    "method_links.assign": lambda m: method_links.assign(m.store, m["assumption"]),
    "hypothesis_ratings.rate": lambda m: hypothesis_ratings.rate(m.store, m["row"], m["null"], "II"),
    "hypothesis_ratings.rate_row": lambda m: hypothesis_ratings.rate_row(
        m.store, m["row"], {m["null"]: "", m["lawful"]: "CC"}
    ),
    "career_interventions.record": lambda m: career_interventions.record(
        m.store,
        m.case,
        m["a"],
        Intervention(
            "Ansprache", "2024-05", "Polizei", "§ 8 PolG NRW", m["source"], m["agency"], (m["second"],)
        ),
    ),
    "barrier_measures.agree_all": lambda m: barrier_measures.agree_all(m.store, m["model"]),
}
