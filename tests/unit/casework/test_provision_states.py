"""Only the data-protection officer decides on provisions; every one is proposed until then."""

import pytest

from app.base.errors import UserError
from app.casework import provision_states
from app.casework.provision_states import ProvisionStatus
from app.policy import provisions
from app.store import audit, founding, keys, roles, undo
from app.store.store import Store
from tests.unit.conftest import QUICK

PROVISION = "GewO-14-6"


def test_everything_is_proposed_at_first_and_approval_can_be_taken_back(store: Store) -> None:
    found = provision_states.states(store)
    assert set(found) == set(provisions.catalogue())
    assert {s.status for s in found.values()} == {ProvisionStatus.PROPOSED}
    provision_states.decide(store, PROVISION, ProvisionStatus.APPROVED, "Text gelesen")
    held = provision_states.states(store)[PROVISION]
    assert (held.status, held.decided_by, held.decided_on > "2026") == ("approved", "muster", True)
    with store.read() as connection:
        assert list(audit.entries(connection))[-1].reason == "Text gelesen"
    provision_states.decide(store, PROVISION, ProvisionStatus.REJECTED, "doch nicht")
    undo.undo(store)
    assert provision_states.states(store)[PROVISION] == held
    provision_states.decide(store, PROVISION, ProvisionStatus.PROPOSED, "neu zu lesen")
    assert provision_states.states(store)[PROVISION].decided_by == ""


@pytest.mark.parametrize(("role", "may"), [("data-protection", True), ("head", False), ("reviewer", False)])
def test_it_is_an_act_of_the_data_protection_officer(store: Store, role: str, may: bool) -> None:
    founding.begin(store)
    keys.add(store, "anna", "annas vier Wörter", cost=QUICK)
    roles.assign(store, "anna", [role])
    store.user, store.slot_id = "anna", keys.find(store, "anna").id
    if may:
        assert provision_states.decide(store, PROVISION, ProvisionStatus.APPROVED, "gelesen").change_id
        return
    with pytest.raises(UserError) as refused:
        provision_states.decide(store, PROVISION, ProvisionStatus.APPROVED, "gelesen")
    assert refused.value.key == "roles.refused"


def test_a_reason_and_a_known_provision_are_needed(store: Store) -> None:
    with pytest.raises(UserError, match="reason"):
        provision_states.decide(store, PROVISION, ProvisionStatus.APPROVED, " ")
    with pytest.raises(UserError, match="no provision"):
        provision_states.decide(store, "XY-1", ProvisionStatus.APPROVED, "gelesen")
