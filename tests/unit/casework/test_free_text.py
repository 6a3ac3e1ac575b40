"""Words of origin in free texts are asked about; the answer stands in the log, the text does not."""

import pytest

from app.base.errors import UserError
from app.casework import findings, free_text
from app.casework.findings import Statement
from app.store import audit
from tests.unit.casework.conftest import Desk

TEXT = "Der Zeuge sprach von einem türkischen Clan."


def test_wenn_herkunft_im_text_steht_dann_wird_gefragt() -> None:
    with pytest.raises(UserError) as refused:
        free_text.confirmed([TEXT], "")
    assert refused.value.key == free_text.KEY
    assert "türkischen" in refused.value.text
    assert "Clan" in refused.value.text


def test_wenn_ich_die_woerter_begruende_dann_steht_nur_der_grund_im_protokoll(desk: Desk) -> None:
    reason = free_text.confirmed([TEXT], "wörtliches Zitat aus der Vernehmung")
    person = desk.person("Anna Muster")
    findings.record(
        desk.store, desk.case_id, person, Statement("statement", TEXT, desk.source_id), reason=reason
    )
    with desk.store.read() as connection:
        entry = list(audit.entries(connection))[-1]
    assert "wörtliches Zitat" in entry.reason
    assert "türkisch" not in entry.reason + entry.detail
    assert "Clan" not in entry.reason + entry.detail


def test_ein_grund_der_die_woerter_wiederholt_wird_nicht_genommen() -> None:
    with pytest.raises(UserError) as refused:
        free_text.confirmed([TEXT], "weil der Clan so heißt")
    assert refused.value.key == "text.telling"


def test_ohne_solche_woerter_wird_nichts_gefragt() -> None:
    assert free_text.confirmed(["Ein schwarzer Pkw.", ""], "") == ""
