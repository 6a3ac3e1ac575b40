"""Wenn ein Gebiet sein CTC-Profil zeigt, dann nur Zusammengefasstes und nur, was geprüft ist."""

from app.office import entries
from app.office.ctc_profile import catalogue, profile, surveys_of
from app.store.store import Store


def value(store: Store, factor: str, respondents: int, share: str, year: str = "2025") -> str:
    told = {"site": "Musterviertel", "year": year, "factor": factor, "respondents": str(respondents)}
    return entries.add(store, "ctc_values", {**told, "share": share, "comparison": "20"}).ids[0]


def test_few_respondents_leave_no_value_behind(empty_store: Store) -> None:
    entries.add(empty_store, "ctc_sites", {"title": "Musterviertel"})
    few = value(empty_store, "family_conflict", 9, "55")
    value(empty_store, "low_commitment", 10, "30,5")
    assert "share" not in entries.get(empty_store, few).values
    rows = {row.factor.id: row for row in profile(empty_store, "Musterviertel", "2025")}
    assert rows["family_conflict"].share is None
    assert not rows["family_conflict"].worse
    assert rows["low_commitment"].difference == 10.5
    with empty_store.read() as connection:
        kept = connection.exec_driver_sql("SELECT group_concat(images) FROM change_log").scalar()
    assert '"55"' not in str(kept)


def test_protection_below_the_comparison_is_the_worse_side(empty_store: Store) -> None:
    entries.add(empty_store, "ctc_sites", {"title": "Musterviertel"})
    value(empty_store, "com_opp", 50, "10")
    value(empty_store, "com_opp", 50, "12", "2022")
    entries.add(
        empty_store,
        "ctc_priorities",
        {"site": "Musterviertel", "factor": "com_opp", "reason": "niedrig", "decided": "2025"},
    )
    assert surveys_of(empty_store, "Musterviertel") == ("2025", "2022")
    row = profile(empty_store, "Musterviertel", "2025")[0]
    assert (row.worse, row.priority, row.earlier) == (True, True, (("2022", 12.0),))


def test_only_verified_connections_are_shown() -> None:
    told = {factor.id for factor in catalogue().values() if factor.behaviours}
    assert told == {"family_history", "family_management"}
    assert not any("relig" in factor_id for factor_id in catalogue())
