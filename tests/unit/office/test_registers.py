"""Wenn die Geschäftsstelle ihre Verzeichnisse führt, dann halten sie zusammen, was zusammengehört."""

import datetime as dt

import pytest

from app.base.errors import UserError
from app.casework.search import search
from app.office import entries
from app.office.entries import Row
from app.office.entry_keeping import erase, expired, months_after
from app.office.figures import Period, figures
from app.office.office_calendar import due_items, half_year
from app.office.register_model import groups, register, registers
from app.office.report_figures import report_figures
from app.store.roles import assign
from app.store.store import Store
from app.store.undo import undo

GROUP = {"title": "Fachgruppe Muster"}
MEETING = {"working_group": "Fachgruppe Muster", "period": "2026-03"}


def test_every_register_is_declared_whole() -> None:
    known = {group.id for group in groups()}
    for declared in registers().values():
        assert declared.group in known, declared.id
        assert declared.field(declared.caption) is not None
        assert set(declared.filters) <= {f.id for f in declared.fields} | {"state"}
        if declared.number:
            assert declared.field("number") is not None, declared.id


def test_a_meeting_belongs_to_a_group_that_there_is(empty_store: Store) -> None:
    with pytest.raises(UserError, match="Fachgruppe Muster") as refused:
        entries.add(empty_store, "meetings", MEETING)
    assert refused.value.params["place"] == "working_group"
    entries.add(empty_store, "working_groups", GROUP)
    made = entries.add(empty_store, "meetings", {**MEETING, "working_group": "fachgruppe muster"})
    assert entries.get(empty_store, made.ids[0]).value("working_group") == "Fachgruppe Muster"


def test_a_new_name_goes_along_to_whoever_speaks_of_it(empty_store: Store) -> None:
    group = entries.add(empty_store, "working_groups", GROUP).ids[0]
    meeting = entries.add(empty_store, "meetings", MEETING).ids[0]
    entries.update(empty_store, group, {"title": "Fachgruppe Beispiel"})
    assert entries.get(empty_store, meeting).value("working_group") == "Fachgruppe Beispiel"
    undo(empty_store)
    assert entries.get(empty_store, meeting).value("working_group") == "Fachgruppe Muster"


def test_what_others_speak_of_stays(empty_store: Store) -> None:
    group = entries.add(empty_store, "working_groups", GROUP).ids[0]
    meeting = entries.add(empty_store, "meetings", MEETING).ids[0]
    with pytest.raises(UserError, match="1 entry speaks of it"):
        entries.remove(empty_store, group, "aufgelöst")
    entries.remove(empty_store, meeting, "falsch erfasst")
    entries.remove(empty_store, group, "aufgelöst")
    assert entries.count(empty_store, "working_groups") == 0


def test_a_state_asks_for_what_it_needs(empty_store: Store) -> None:
    entries.add(empty_store, "working_groups", GROUP)
    with pytest.raises(UserError, match="needs this") as refused:
        entries.add(empty_store, "meetings", MEETING, "cancelled")
    assert refused.value.params["place"] == "reason"
    entries.add(empty_store, "meetings", {**MEETING, "reason": "Pandemie"}, "cancelled")


def test_no_measure_under_residence_law_without_the_prosecutor(empty_store: Store) -> None:
    matter = {
        "authority": "Ausländerbehörde Musterstadt",
        "reference": "AB-1",
        "received": "2026-02-01",
        "matter": "Beratung",
        "proceedings": "pending",
        "consent": "asked",
    }
    made = entries.add(empty_store, "residence_support", matter).ids[0]
    assert entries.get(empty_store, made).value("number") == "AR-2026-001"
    with pytest.raises(UserError, match="granted, not needed"):
        entries.update(empty_store, made, {}, "measure")
    granted = {"consent": "granted", "consent_ground": "StA Musterstadt, 1 Js 1/26"}
    entries.update(empty_store, made, granted, "measure")
    assert entries.get(empty_store, made).state == "measure"


def test_numbers_run_by_year_within_one_delivery(empty_store: Store) -> None:
    items = [
        Row({"title": f"Muster {n}", "decided": day})
        for n, day in enumerate(["2025-06", "2026-01", "2026-02"])
    ]
    change = entries.add_many(empty_store, "resolutions", items)
    numbers = [entries.get(empty_store, i).value("number") for i in change.ids]
    assert sorted(numbers) == ["LK-2025-001", "LK-2026-001", "LK-2026-002"]


def test_words_of_origin_are_asked_about(empty_store: Store) -> None:
    item = {
        "date": "2026-01-05", "kind": "press", "title": "Bericht",
        "text": "Ein syrischer Imbiss wird genannt.", "source": "Musterzeitung",
        "reliability": "B", "credibility": "3",
    }  # fmt: skip
    with pytest.raises(UserError, match="Needed here"):
        entries.add(empty_store, "situation_log", item)
    entries.add(empty_store, "situation_log", item, origin_reason="Überschrift des Berichts")
    with pytest.raises(UserError) as refused:
        entries.add_many(empty_store, "situation_log", [Row(item), Row({**item, "text": "Ein Imbiss"})])
    assert [line[:20] for line in refused.value.problems] == ["Row 1: Needed here? "]


def test_threats_against_staff_are_for_few_and_in_no_search(empty_store: Store) -> None:
    threat = {
        "date": "2026-01-05", "agency": "Ordnungsamt Musterstadt", "person": "K7", "kind": "verbal",
        "what": "Zettelwirtschaft am Schalter", "next_step": "2026-01-20",
    }  # fmt: skip
    entries.add(empty_store, "threat_log", threat)
    assert not search(empty_store, "Zettelwirtschaft").hits
    counted = figures(empty_store)["threats_recorded"]
    assert (counted.value, len(counted.entries)) == (1, 1)
    assert [item.title for item in due_items(empty_store)] == ["BM-2026-001"]
    assign(empty_store, "muster", ["head"])
    assert entries.count(empty_store, "threat_log") == 1


def test_what_is_kept_no_longer_is_erased_for_good(empty_store: Store) -> None:
    left = {"email": "a@muster.example", "since": "2020-01-01", "until": "2020-05-31"}
    gone = entries.add(empty_store, "newsletter_recipients", left, "ended").ids[0]
    stays = entries.add(
        empty_store, "newsletter_recipients", {"email": "b@muster.example", "since": "2020"}
    ).ids[0]
    assert [(one.entry.id, one.day) for one in expired(empty_store)] == [(gone, dt.date(2020, 6, 30))]
    with pytest.raises(UserError, match="not every chosen entry"):
        erase(empty_store, "newsletter_recipients", [gone, stays])
    erase(empty_store, "newsletter_recipients", [gone])
    assert not search(empty_store, "a@muster.example").hits
    with empty_store.read() as connection:
        remembered = connection.exec_driver_sql("SELECT group_concat(images) FROM change_log").scalar()
    assert "a@muster" not in str(remembered)
    assert entries.count(empty_store, "newsletter_recipients") == 1


def test_partners_can_be_counted_on_any_day(empty_store: Store) -> None:
    entries.add(empty_store, "partners", {"name": "Stadt A", "since": "2020-06-22"})
    entries.add(empty_store, "partners", {"name": "Stadt B", "since": "2022", "until": "2024-06-30"}, "ended")
    counts = [
        figures(empty_store, Period.of_year(year))["partners_total"].value
        for year in (2019, 2021, 2023, 2024)
    ]
    assert counts == [0, 1, 2, 1]


def test_a_half_year_without_the_committee_is_told(empty_store: Store) -> None:
    entries.add(empty_store, "steering", {"title": "Lenkungskreis", "sessions_per_year": "2"})
    assert [item.register for item in due_items(empty_store)] == ["steering_meetings"]
    begin, _end = half_year(dt.date.today())
    entries.add(empty_store, "steering_meetings", {"date": begin.isoformat()}, "held")
    assert due_items(empty_store) == ()


def test_a_report_agrees_with_its_control_figures(office: Store) -> None:
    report = report_figures(office, 2021)
    compared = [f for f in report.figures if f.control is not None]
    assert len(compared) == 29
    assert not report.differences()
    assert not report.unmatched
    assert (report.period.begin, report.period.end) == (dt.date(2020, 6, 22), dt.date(2021, 12, 31))


def test_a_difference_to_a_control_figure_is_shown(empty_store: Store) -> None:
    told = {"key": "pillars", "number": "4", "year": "2026", "source": "Muster"}
    entries.add(empty_store, "control_figures", told)
    entries.add(empty_store, "control_figures", {**told, "key": "unknown_figure"})
    report = report_figures(empty_store, 2026)
    assert [(f.figure.id, f.figure.value, f.control) for f in report.differences()] == [("pillars", 0, 4)]
    assert report.unmatched == (("unknown_figure", 4),)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2024-01-31", 1, "2024-02-29"), ("2024-11-30", 1, "2024-12-30"), ("2024-12-31", 2, "2025-02-28")],
)
def test_months_end_where_a_month_ends(day: str, months: int, later: str) -> None:
    assert months_after(dt.date.fromisoformat(day), months).isoformat() == later


def test_a_register_says_who_may_see_it(empty_store: Store) -> None:
    assert register("threat_log").protected
    assert entries.offered(empty_store, register("threat_log"))
