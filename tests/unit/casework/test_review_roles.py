"""Whoever decides on reviews and erasure does so without being offered to record."""

import pytest

from app.base.errors import UserError
from app.casework import erasure, findings, reviews
from app.casework.findings import Statement
from app.store import founding, keys, roles
from tests.unit.casework.conftest import Desk
from tests.unit.conftest import QUICK


def test_data_protection_restricts_and_erases_but_corrects_nothing(desk: Desk) -> None:
    store, case = desk.store, desk.case_id
    node = desk.person("Erika Muster")
    found = findings.record(
        store, case, node, Statement("note", "Wirtin in Musterstadt", desk.source_id)
    ).ids[0]
    founding.begin(store)
    keys.add(store, "anna", "annas vier Wörter", cost=QUICK)
    roles.assign(store, "anna", ["data-protection"])
    store.user, store.slot_id = "anna", keys.find(store, "anna").id
    assert erasure.foresee(store, case, [found]).findings == (found,)
    reviews.restrict(store, found, "Prüfung läuft")
    with pytest.raises(UserError) as refused:
        findings.correct(store, case, found, "Gastwirtin", reason="Tippfehler")
    assert refused.value.key == "roles.refused"
    assert erasure.erase(store, case, [found], "nicht mehr erforderlich").findings == (found,)
