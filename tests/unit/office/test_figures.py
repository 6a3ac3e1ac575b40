"""The registers of the demo office give back every figure of the annual report they came from."""

import json
from pathlib import Path

import pytest

from app.base import i18n
from app.demo.office_seed import UNNAMED
from app.office.entries import get, list_entries
from app.office.figures import figures
from app.office.register_model import registers
from app.store.store import Store


@pytest.fixture(scope="module")
def report(project: Path) -> dict[str, int]:
    facts = json.loads((project / "resources/demo/office.json").read_text(encoding="utf-8"))
    wanted: dict[str, int] = facts["yearly_report_must_reproduce"]
    return wanted


def test_every_figure_of_the_report_comes_out(office: Store, report: dict[str, int]) -> None:
    found = figures(office)
    assert {name: found[name].value for name in report} == report


def test_a_figure_leads_to_its_entries(office: Store) -> None:
    found = figures(office)
    founding = [get(office, entry_id).value("name") for entry_id in found["founding_partners"].entries]
    assert "Bundespolizei" in founding
    assert len(founding) == 6
    assert all(figure.entries for figure in found.values() if figure.value)


def test_numbers_without_records_behind_them_say_so(office: Store) -> None:
    found = figures(office)
    assert found["portal_users"].stated
    assert not found["partners_total"].stated


def test_the_two_figures_that_disagree_are_both_there(office: Store) -> None:
    unnamed = [e for e in list_entries(office, "analyses") if e.value("title") == UNNAMED]
    assert len([e for e in unnamed if e.state == "in_progress"]) == 1
    assert len([e for e in unnamed if e.state == "completed"]) == 18


def test_a_topic_that_names_an_origin_is_a_quotation_only(office: Store) -> None:
    entries = {e.value("number"): e for e in list_entries(office, "analyses")}
    shown = [c for c in registers()["analyses"].columns if c != "state"]
    word = "syrisch"
    assert word in entries["T1"].value("quotation")
    assert "quotation" not in shown
    for entry in entries.values():
        others = {k: v for k, v in entry.values.items() if k != "quotation"}
        assert word not in json.dumps(others, ensure_ascii=False).casefold()


def test_eleven_meetings_were_held_and_seven_cancelled(office: Store) -> None:
    states = [e.state for e in list_entries(office, "meetings")]
    assert (states.count("held"), states.count("cancelled")) == (11, 7)


def test_the_annual_meeting_knows_where_it_was_moved_from(office: Store) -> None:
    events = list_entries(office, "events", {"kind": ("management_network",)})
    assert [(e.state, e.value("moved_from")) for e in events] == [
        ("cancelled", ""),
        ("planned", "2021-12-13/2021-12-14"),
    ]


def test_labels_come_in_both_languages() -> None:
    partners = registers()["partners"]
    assert partners.label == "Cooperation partners"
    i18n.set_language("de")
    assert (partners.label, partners.figures[0].label) == ("Kooperationspartner", "Kooperationspartner")
