"""What is done about provisions, marks, recalls and wordings, for the walk of undo (`test_undo_walk`)."""

from collections.abc import Callable
from typing import Any

from app.casework import data_marks, notices, provision_states, provision_versions, recalls, wordings
from app.casework.provision_versions import Wording
from app.office import transmissions
from app.office.transmissions import Passed
from app.policy import transmission_advice
from app.store.change import Change


def wording() -> Wording:
    return Wording(
        "Vereinbarung", "Nr. 1", "Muster", "Musteramt teilt mit.", "may", ("A09",), ("A12",), ("geprüft",),
        source="Akte",
    )  # fmt: skip


PROVISION_GESTURES: dict[str, Callable[[Any], Change]] = {
    "provision_versions.add": lambda m: provision_versions.add(m.store, "EIG-1", wording(), "Beschluss"),
    "provision_versions.revise": lambda m: provision_versions.revise(
        m.store, "GewO-14-6", wording(), "Erlass"
    ),
    "data_marks.mark": lambda m: data_marks.mark(m.store, m.case, [m["fact"]], ["tax"], "Steuerakte"),
    "recalls.demand": lambda m: recalls.demand(m.store, m.case, [m["note"]], "war nicht zulässig"),
    "notices.mark_confirmed": lambda m: notices.mark_confirmed(m.store, m["told"], "Rücklauf"),
    "wordings.write": lambda m: wordings.write(m.store, m.case, "question", "Wer führt?", m["other"]),
    "wordings.take_back": lambda m: wordings.take_back(m.store, m.case, "purpose"),
    "transmissions.enter": lambda m: transmissions.enter(
        m.store,
        provision_states.advise(m.store, transmission_advice.ask("A04", "A05")),
        "AO-31a",
        frozenset({"AO-31a:1", "AO-31a:2", "AO-31a:3"}),
        Passed("Finanzamt", "Jobcenter", "Prüfung", "Einkünfte"),
    ),
}
