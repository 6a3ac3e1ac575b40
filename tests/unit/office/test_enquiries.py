"""The enquiries desk: numbers, deadlines, searches without words, letters that tell nothing, figures."""

import json
from pathlib import Path

import pypdfium2
import pytest

from app.base.clock import today
from app.base.errors import UserError
from app.casework import agencies, cases, contributions, cross_check, subjects
from app.casework.findings import Statement
from app.handover.enquiry_reply import Answer, answer
from app.office import enquiry_desk, entries
from app.office.enquiry_figures import enquiry_figures, figures_of
from app.office.entries import Entry
from app.store import audit, undo
from app.store.store import Store
from tests.unit.handover.conftest import LABEL

ASKED = {
    "agency": "LKA Beispielland",
    "region": "Beispielland",
    "legal_basis": "§ 163 StPO",
    "subject": "Auskunft zu einem Fahrzeug",
    "reference": "LKA-7/26",
    "kind": "object",
}
PLATE = "MU-ST 1234"


def enter(store: Store, **more: str) -> enquiry_desk.Enquiry:
    return enquiry_desk.find(store, enquiry_desk.record(store, {**ASKED, **more}).ids[0])


@pytest.fixture
def knowing(empty_store: Store) -> Store:
    """A store with a case that holds the plate."""
    store = empty_store
    agency = agencies.add(store, "A09", "Gewerbeamt Musterstadt").ids[0]
    case_id = cases.create(
        store, "360-2026-900", "Geheimtitel", "Zweck", "Grundlage", controller="Polizei Musterstadt"
    ).ids[0]
    made = contributions.register(store, case_id, agency, "Auszug", label=LABEL).ids[0]
    source = contributions.add_source(store, case_id, made, "register", "Blatt", "A").ids[0]
    subjects.add_node(store, case_id, "vehicle", [Statement("plate", PLATE, source)])
    return store


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    text = page.get_textpage()
    said = str(text.get_text_range())
    text.close()
    page.close()
    document.close()
    return said


def test_an_enquiry_gets_a_number_and_a_deadline(empty_store: Store) -> None:
    first = enter(empty_store, received="2026-11-02")
    second = enter(empty_store)
    year = today().year
    assert (first.number, second.number) == (f"AN-{year}-001", f"AN-{year}-002")
    assert first.deadline == "2026-11-16"
    assert [e.number for e in enquiry_desk.listed(empty_store, state="open")] == [second.number, first.number]


def test_an_open_enquiry_past_its_deadline_is_overdue(empty_store: Store) -> None:
    assert enter(empty_store, received="2020-01-02").overdue
    assert not enter(empty_store).overdue


def test_what_lacks_is_named(empty_store: Store) -> None:
    with pytest.raises(UserError, match=r"Legal basis"):
        enter(empty_store, legal_basis="")
    undo.undo(empty_store)
    assert enquiry_desk.listed(empty_store) == ()


def test_a_search_says_hit_and_whom_to_ask_and_leaves_no_words(knowing: Store) -> None:
    one = enter(knowing)
    hit = enquiry_desk.search(knowing, one.entry.id, cross_check.typed_probe("plate", PLATE))
    none = enquiry_desk.search(knowing, one.entry.id, cross_check.typed_probe("plate", "XX-YY 999"))
    assert (hit.hit, hit.ask) == (True, ("Polizei Musterstadt",))
    assert (none.hit, none.ask) == (False, ())
    kept = enquiry_desk.find(knowing, one.number)
    assert kept.value("searched").count("log number") == 2
    whole = json.dumps(dict(kept.entry.values))
    with knowing.read() as connection:
        told = list(audit.entries(connection))
    log = "".join(e.detail + e.reason for e in told if e.action == "combination")
    for word in (PLATE, "1234", "Geheimtitel", "XX-YY"):
        assert word not in whole + log
    assert "hit" not in whole
    assert [bool(e.case_id) for e in told if e.action == "combination"] == [True, False, False]


def test_a_legal_basis_that_tells_what_is_asked_about_is_refused(knowing: Store) -> None:
    one = enter(knowing, legal_basis=f"§ 163 StPO wegen {PLATE}")
    with pytest.raises(UserError) as refused:
        enquiry_desk.search(knowing, one.entry.id, cross_check.typed_probe("plate", PLATE))
    assert refused.value.key == "cross.reason_tells"


@pytest.mark.parametrize(
    "how",
    [
        Answer("answered"),
        Answer("referred", "Stadt Musterstadt"),
        Answer("declined", reason="Kein Ersuchen."),
    ],
    ids=lambda how: how.outcome,
)
def test_the_letter_is_the_same_with_a_hit_and_without(knowing: Store, tmp_path: Path, how: Answer) -> None:
    """Byte für Byte: was gesucht und gefunden wurde, kann im Schreiben nicht stehen."""
    letters = []
    for plate, folder in ((PLATE, tmp_path / "a"), ("XX-YY 999", tmp_path / "b")):
        folder.mkdir()
        one = enter(knowing)
        enquiry_desk.search(knowing, one.entry.id, cross_check.typed_probe("plate", plate))
        letters.append(answer(knowing, one.number, how, folder))
        entries.remove(knowing, one.entry.id, "für den Vergleich")
    first, second = (letter.file.read_bytes() for letter in letters)
    assert letters[0].number == letters[1].number
    assert first == second
    text = text_of(letters[0].file)
    assert "LKA Beispielland" in text
    assert PLATE not in text
    assert "Polizei" not in text


def test_an_answer_is_logged_kept_and_final(knowing: Store, tmp_path: Path) -> None:
    one = enter(knowing)
    result = answer(knowing, one.number, Answer("answered"), tmp_path)
    kept = enquiry_desk.find(knowing, one.number)
    assert (kept.state, kept.value("sha256"), kept.value("file")) == (
        "answered",
        result.sha256,
        result.file.name,
    )
    with knowing.read() as connection:
        last = list(audit.entries(connection))[-1]
    assert (last.action, last.recipient) == ("disclosure", "LKA Beispielland")
    assert "Enquiry entered" not in [step.label for step in undo.history(knowing)]
    with pytest.raises(UserError) as refused:
        answer(knowing, one.number, Answer("answered"), tmp_path)
    assert refused.value.key == "enquiry.answered"


@pytest.mark.parametrize("how", [Answer("referred"), Answer("declined"), Answer("lost")])
def test_an_answer_without_what_it_needs_is_refused(empty_store: Store, tmp_path: Path, how: Answer) -> None:
    one = enter(empty_store)
    with pytest.raises(UserError):
        answer(empty_store, one.number, how, tmp_path)
    assert enquiry_desk.find(empty_store, one.number).state == "open"
    assert list(tmp_path.iterdir()) == [empty_store.path]


def test_the_figures_of_the_annual_report_come_out(office: Store) -> None:
    years = {y.year: y for y in enquiry_figures(office)}
    assert {year: y.total for year, y in years.items()} == {"2021": 163, "2020": 30}
    assert years["2021"].stated == 163
    assert "halbes Jahr" in years["2020"].note


def test_a_number_stated_for_a_day_or_a_month_counts_in_its_year() -> None:
    stated = [
        Entry(d, "enquiries", "", {"year": d, "number": "5"}) for d in ("2026", "2026-12", "2026-12-05")
    ]
    assert [(y.year, y.total) for y in figures_of([], stated)] == [("2026", 15)]


def test_single_enquiries_count_by_month_agency_region_and_outcome() -> None:
    def one(no: int, received: str, agency: str, state: str, answered: str = "") -> Entry:
        values = {"received": received, "agency": agency, "region": "Hessen", "answered": answered}
        return Entry(str(no), "enquiry_desk", state, values)

    single = [
        one(1, "2026-01-05", "A", "answered", "2026-01-07"),
        one(2, "2026-01-20", "B", "referred", "2026-01-24"),
        one(3, "2026-03-01", "A", "open"),
    ]
    stated = [Entry("9", "enquiries", "", {"year": "2026", "number": "10"})]
    year = figures_of(single, stated)[0]
    assert (year.total, year.single, year.stated) == (13, 3, 10)
    assert year.months[:3] == (2, 0, 1)
    assert year.agencies == {"A": 2, "B": 1}
    assert year.regions == {"Hessen": 3}
    assert year.outcomes == {"answered": 1, "open": 1, "referred": 1}
    assert year.days == 3.0
