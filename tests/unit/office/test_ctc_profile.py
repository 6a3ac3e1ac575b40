"""Wenn ein Gebiet sein CTC-Profil zeigt, dann nur Zusammengefasstes und nur, was geprüft ist."""

import pytest

from app.base.errors import UserError
from app.office import entries
from app.office.ctc_cells import Cell, cells_of
from app.office.ctc_evaluation import Course, evaluation, shift
from app.office.ctc_profile import catalogue, profile, surveys_of
from app.office.ctc_words import cell_words
from app.store.store import Store

SITE = "Musterviertel"


def value(
    store: Store, factor: str, respondents: int, share: str, year: str = "2025", site: str = SITE
) -> str:
    told = {"site": site, "year": year, "factor": factor, "respondents": str(respondents)}
    return entries.add(store, "ctc_values", {**told, "share": share, "comparison": "20"}).ids[0]


@pytest.fixture
def area(empty_store: Store) -> Store:
    entries.add(empty_store, "ctc_sites", {"title": SITE})
    return empty_store


def test_few_respondents_leave_no_value_behind(area: Store) -> None:
    few = value(area, "family_conflict", 9, "55")
    value(area, "low_commitment", 10, "30,5")
    assert "share" not in entries.get(area, few).values
    rows = {row.factor.id: row for row in profile(area, SITE, "2025")}
    hidden = rows["family_conflict"].cell
    assert (hidden.share, hidden.respondents, hidden.comparison) == (None, None, None)
    assert not rows["family_conflict"].worse
    assert "9" not in cell_words(hidden)
    assert rows["low_commitment"].cell.difference == 10.5
    with area.read() as connection:
        kept = connection.exec_driver_sql("SELECT group_concat(images) FROM change_log").scalar()
    assert '"55"' not in str(kept)


def test_protection_below_the_comparison_is_the_worse_side(area: Store) -> None:
    value(area, "com_opp", 50, "10")
    value(area, "com_opp", 50, "12", "2022")
    chosen = {"site": SITE, "factor": "com_opp", "reason": "niedrig", "decided": "2025"}
    entries.add(area, "ctc_priorities", chosen)
    assert surveys_of(area, SITE) == ("2025", "2022")
    row = profile(area, SITE, "2025")[0]
    assert (row.worse, row.priority, row.earlier) == (True, True, (("2022", 12.0),))


def test_only_verified_connections_are_shown() -> None:
    told = {factor.id for factor in catalogue().values() if factor.behaviours}
    assert told == {"family_history", "family_management"}
    assert not any("relig" in factor_id for factor_id in catalogue())


def test_a_year_is_asked_once(area: Store) -> None:
    """Two surveys of nearly the same pupils would tell what the few between them said."""
    value(area, "friends", 40, "30")
    with pytest.raises(UserError, match="already"):
        value(area, "friends", 45, "32", "2025-05")
    assert entries.count(area, "ctc_values") == 1


def test_what_is_left_of_a_whole_tells_of_few_people_never(area: Store) -> None:
    cases: list[tuple[dict[str, int], set[str]]] = [
        ({"Nord": 96}, set()),  # four pupils of the whole are left
        ({"Nord": 90}, {"Nord"}),  # ten are left
        ({"Nord": 100}, {"Nord"}),  # nobody is left
        ({"Nord": 60, "Süd": 35}, {"Nord"}),  # the smallest is hidden, then forty are left
        ({"Nord": 92, "Süd": 8}, set()),  # what is left would be a cell that is hidden anyway
    ]
    for part in ("Nord", "Süd"):
        entries.add(area, "ctc_sites", {"title": part, "within": SITE})
    for year, (parts, _shown) in enumerate(cases, start=2001):
        value(area, "friends", 100, "20", str(year))
        for part, count in parts.items():
            value(area, "friends", count, "25", str(year), part)
    cells = [cell for site in (SITE, "Nord", "Süd") for cell in cells_of(area, site) if not cell.hidden]
    for year, (_parts, shown) in enumerate(cases, start=2001):
        told = {cell.site: cell.respondents or 0 for cell in cells if cell.survey == str(year)}
        left = told.pop(SITE) - sum(told.values())
        assert set(told) == shown
        assert left == 0 or left >= 10


def test_a_change_is_told_only_between_cells_that_are_shown(area: Store) -> None:
    value(area, "friends", 9, "50", "2020")
    value(area, "friends", 200, "40", "2022")
    value(area, "friends", 200, "20", "2024")
    value(area, "com_opp", 200, "40", "2022")
    value(area, "com_opp", 200, "41", "2024")
    value(area, "low_commitment", 200, "40", "2022")
    value(area, "low_commitment", 200, "20", "2024")
    found = evaluation(area, SITE)
    assert found.surveys == ("2020", "2022", "2024")
    courses = {course.factor.id: course for course in found.courses}
    assert courses["friends"].shift is None
    assert courses["com_opp"].cells[0] is None
    small, clear = courses["com_opp"].shift, courses["low_commitment"].shift
    assert small is not None
    assert clear is not None
    assert (small.course, clear.course) == (Course.UNCLEAR, Course.BETTER)


def test_limits_of_a_change_are_those_that_were_published() -> None:
    """Newcombe 1998, table II, example (a): 56/70 against 48/80, method 10."""
    before = Cell(SITE, "2022", "friends", 80, 60.0, None, "")
    after = Cell(SITE, "2024", "friends", 70, 80.0, None, "")
    told = shift(catalogue()["friends"], before, after)
    assert told is not None
    assert (round(told.points, 4), round(told.low, 2), round(told.high, 2)) == (20.0, 5.24, 33.39)
    assert told.course is Course.WORSE
