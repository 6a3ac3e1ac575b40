"""The work list of due reviews, and what may be done with what stands on it."""

from decimal import Decimal

import pytest

from app.base.errors import UserError
from app.casework import cases, contributions, erasure, findings, reviews
from app.casework.findings import Statement
from app.casework.reviews import Outcome
from app.casework.search import search
from app.store import audit
from tests.unit.casework.conftest import LABEL, Desk, at

pytestmark = pytest.mark.usefixtures("calendar")


def only_finding(desk: Desk) -> str:
    return cases.records(desk.store, desk.case_id).findings[0].id


def under(desk: Desk, regime: str) -> str:
    """A finding from a contribution under another regime."""
    delivered = contributions.register(
        desk.store, desk.case_id, desk.agency_id, "Anderer Beitrag", regime=regime, label=LABEL
    ).ids[0]
    source = contributions.add_source(desk.store, desk.case_id, delivered, "file", "S. 1", "A").ids[0]
    person = desk.person("Maria Exemplo")
    return findings.record(desk.store, desk.case_id, person, Statement("note", "Text", source)).ids[0]


def test_the_list_goes_over_all_cases_and_says_what_may_be_done(desk: Desk) -> None:
    desk.person("Jan Przykładowy")
    assert reviews.due(desk.store) == ()
    assert len(reviews.due(desk.store, "2027-03-05")) == 1
    at("2027-03-06")
    (item,) = reviews.due(desk.store)
    assert (item.finding_id, item.reference) == (only_finding(desk), "360-2026-900")
    assert (item.since, item.regime, item.ground) == ("2027-03-05", "polg_nrw", "§ 22(2) PolG NRW")
    assert (item.latest, item.allowed) == ("2036-12-31", ("extend", "restrict", "erase"))


def test_after_the_bound_only_restriction_and_erasure_are_left(desk: Desk) -> None:
    desk.person("Jan Przykładowy")
    at("2037-01-01")
    assert reviews.due(desk.store)[0].allowed == ("restrict", "erase")
    with pytest.raises(UserError, match="later than the law allows"):
        reviews.extend(desk.store, only_finding(desk), "2037-02-01", "läuft noch")


def test_an_extension_is_bounded_and_its_reason_is_logged(desk: Desk) -> None:
    desk.person("Jan Przykładowy")
    finding = only_finding(desk)
    with pytest.raises(UserError, match="2036-12-31"):
        reviews.extend(desk.store, finding, "2037-01-01", "Verfahren läuft")
    reviews.extend(desk.store, finding, "2036-12-31", "Verfahren läuft")
    assert cases.records(desk.store, desk.case_id).findings[0].review_due == "2036-12-31"
    with desk.store.read() as connection:
        last = list(audit.entries(connection, case_id=desk.case_id))[-1]
    assert (last.action, last.reason) == ("alteration", "Verfahren läuft")


@pytest.mark.parametrize(
    ("day", "reason", "key"),
    [
        ("2026-03-05", "x", "review.past"),
        ("bald", "x", "review.day"),
        ("2027-01-01", " ", "review.reason"),
    ],
)
def test_a_bad_extension_is_refused(desk: Desk, day: str, reason: str, key: str) -> None:
    desk.person("Jan Przykładowy")
    with pytest.raises(UserError) as refused:
        reviews.extend(desk.store, only_finding(desk), day, reason)
    assert refused.value.key == key


def test_a_juvenile_has_five_years(desk: Desk) -> None:
    person = desk.person("Ayşe Örnek")
    findings.record(desk.store, desk.case_id, person, Statement("birth_date", "2010-01-01", desk.source_id))
    assert {d.latest for d in reviews.due(desk.store, "2030-01-01")} == {"2031-12-31"}


def test_a_later_event_governs_all_that_is_held_of_the_person(desk: Desk) -> None:
    person = desk.person("Ayşe Örnek")
    at("2028-06-01")
    findings.record(desk.store, desk.case_id, person, Statement("note", "wieder", desk.source_id))
    assert {d.latest for d in reviews.due(desk.store, "2030-01-01")} == {"2038-12-31"}


def test_contacts_are_extended_year_by_year_with_approval_to_three_years(desk: Desk) -> None:
    person = desk.person("Maria Exemplo")
    findings.record(desk.store, desk.case_id, person, Statement("role", "contact_companion", desk.source_id))
    at("2027-03-04")
    finding = only_finding(desk)
    with pytest.raises(UserError, match="needs approval"):
        reviews.extend(desk.store, finding, "2028-03-04", "noch erforderlich")
    with pytest.raises(UserError, match="later than the law allows"):
        reviews.extend(desk.store, finding, "2028-03-06", "noch erforderlich", approved_by="Leitung")
    reviews.extend(desk.store, finding, "2028-03-04", "noch erforderlich", approved_by="Leitung")
    with desk.store.read() as connection:
        assert "Leitung" in list(audit.entries(connection, case_id=desk.case_id))[-1].reason
    at("2028-12-01")
    assert {d.latest for d in reviews.due(desk.store)} == {"2029-03-05"}


def test_the_regime_of_the_contribution_counts(desk: Desk) -> None:
    finding = under(desk, "owig")
    with pytest.raises(UserError, match="OWiG"):
        reviews.extend(desk.store, finding, "2030-01-01", "Bußgeld offen", outcome=Outcome(fine=Decimal(250)))
    reviews.extend(desk.store, finding, "2030-01-01", "Bußgeld offen", outcome=Outcome(fine=Decimal(251)))
    by_id = {d.finding_id: d for d in reviews.due(desk.store, "2040-01-01")}
    assert by_id[finding].regime == "owig"


def test_restriction_instead_of_erasure_takes_it_out_of_the_search(desk: Desk) -> None:
    desk.person("Νίκος Παράδειγμα")
    reviews.restrict(desk.store, only_finding(desk), "Beweiszwecke")
    assert search(desk.store, "Παράδειγμα").total == 0
    (item,) = reviews.due(desk.store, "2027-03-05")
    assert (item.restricted, item.allowed) == (True, ("extend", "erase"))


def test_what_lost_its_basis_is_due_and_says_so(desk: Desk) -> None:
    person, other = desk.person("Geht Weg"), desk.person("Bleibt Hier")
    fact = next(f.id for f in cases.records(desk.store, desk.case_id).findings if f.subject_id == person)
    findings.record(
        desk.store,
        desk.case_id,
        other,
        Statement(
            "note",
            "Einschätzung",
            desk.source_id,
            standing=findings.Standing.ASSESSMENT,
            author_agency_id=desk.agency_id,
            basis=(fact,),
        ),
    )
    result = erasure.erase(desk.store, desk.case_id, [fact], "nicht mehr erforderlich")
    (item,) = reviews.due(desk.store)
    assert (item.finding_id, item.without_basis) == (result.to_review[0], True)


def test_an_unknown_finding_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="no finding"):
        reviews.restrict(desk.store, "0" * 32, "x")
