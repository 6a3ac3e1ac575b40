"""Wenn die Geschäftsstelle etwas herausgibt, dann nur, was dafür freigegeben ist."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from app.base.errors import UserError
from app.handover.ctc_paper import write_site
from app.handover.office_calendar_file import write_calendar
from app.handover.office_issues_file import write_newsletter, write_overview
from app.handover.register_importing import import_register
from app.handover.register_lists import write_register
from app.handover.yearly_report import write_report
from app.office import entries
from app.store.keyslots import KdfCost
from app.store.store import Store


@pytest.fixture
def office_store(tmp_path: Path) -> Iterator[Store]:
    cost = KdfCost(128 * 1024, 1, 1)
    store, _key = Store.create(tmp_path / "i.rundblick", "muster-passphrase", user="muster", cost=cost)
    yield store
    store.close()


def text_of(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    return " ".join(page.get_textpage().get_text_bounded() for page in pages)


def item(title: str, state: str, store: Store) -> None:
    told = {
        "date": "2026-03-05", "kind": "press", "title": title, "text": f"Inhalt {title}", "source": "Zeitung",
        "reliability": "B", "credibility": "3",
    }  # fmt: skip
    cleared = {"cleared_by": "LKA Muster", "cleared_on": "2026-03-05"} if state == "cleared" else {}
    entries.add(store, "situation_log", {**told, **cleared}, state)


def test_the_overview_of_a_day_holds_only_what_is_cleared(office_store: Store, tmp_path: Path) -> None:
    item("Geheimes", "recorded", office_store)
    with pytest.raises(UserError, match="Nothing is cleared"):
        write_overview(office_store, "2026-03-05", tmp_path)
    assert not list(tmp_path.glob("*.pdf"))
    item("Offenes", "cleared", office_store)
    said = text_of(write_overview(office_store, "2026-03-05", tmp_path))
    assert "Inhalt Offenes" in said
    assert "Geheimes" not in said
    # The number in the log would tell that something came before.
    kept = {e.value("title"): e.value("number") for e in entries.list_entries(office_store, "situation_log")}
    assert kept["Offenes"].endswith("002")
    assert kept["Offenes"] not in said


def test_an_issue_of_the_newsletter_has_its_articles(office_store: Store, tmp_path: Path) -> None:
    content = "Neue Partner\nZwei Städte sind beigetreten.\n\nTermine\nDie Tagung ist im Mai."
    issue = {"title": "Newsletter Frühjahr", "date": "2026-03", "content": content}
    made = entries.add(office_store, "newsletter_issues", issue).ids[0]
    path = write_newsletter(office_store, made, tmp_path)
    assert path.name == "newsletter-NL-2026-001.pdf"
    said = text_of(path)
    assert said.index("Neue Partner") < said.index("beigetreten") < said.index("Termine")


def test_a_calendar_tells_nothing_of_a_protected_register(office_store: Store, tmp_path: Path) -> None:
    threat = {"date": "2026-01-05", "agency": "Amt", "person": "K7", "kind": "verbal", "what": "x"}
    entries.add(office_store, "threat_log", {**threat, "next_step": "2099-01-01"})
    entries.add(office_store, "steering_meetings", {"date": "2099-05-01"})
    assert write_calendar(office_store, tmp_path / "k.ics").events == 1
    text = (tmp_path / "k.ics").read_text("utf-8")
    assert "DTSTART;VALUE=DATE:20990501" in text
    assert "BM-2026" not in text


def test_the_yearly_report_is_a_tagged_pdf_in_both_languages(office_store: Store, tmp_path: Path) -> None:
    entries.add(office_store, "partners", {"name": "Stadt Musterstadt", "since": "2020"})
    text = {
        "section": "2.1",
        "year": "2026",
        "language": "de",
        "text": "Eigener Text: {partners_total} Partner.",
    }
    entries.add(office_store, "report_texts", text)
    german = write_report(office_store, 2026, tmp_path, language="de")
    english = write_report(office_store, 2026, tmp_path, language="en")
    assert (german.file.name, english.file.name) == ("jahresbericht-2026.pdf", "annual-report-2026.pdf")
    assert "Eigener Text: 1 Partner." in text_of(german.file)
    assert "At the end of the period 1 partners cooperate" in text_of(english.file)
    with pikepdf.open(german.file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de-DE"


def test_a_list_that_was_written_can_be_taken_over_again(office_store: Store, tmp_path: Path) -> None:
    entries.add(
        office_store, "partners", {"name": "Stadt Musterstadt", "kind": "city", "since": "2020-06-22"}
    )
    for ending in ("csv", "xlsx"):
        path = write_register(office_store, "partners", tmp_path / f"p.{ending}", language="de").path
        taken = import_register(office_store, "partners", path)
        assert (taken.added, taken.known) == ((), 1)
    found = entries.list_entries(office_store, "partners")
    told = {(e.value("name"), e.value("kind"), e.value("since"), e.state) for e in found}
    assert told == {("Stadt Musterstadt", "city", "2020-06-22", "active")}
    assert entries.count(office_store, "partners") == 1


def test_the_figures_of_a_register_are_drawn_as_bars(office_store: Store, tmp_path: Path) -> None:
    entries.add(office_store, "partners", {"name": "Stadt Musterstadt", "kind": "city", "since": "2020"})
    first, second = (write_register(office_store, "partners", tmp_path / f"{n}.svg") for n in "ab")
    assert first.sha256 == second.sha256
    drawn = first.path.read_text("utf-8")
    assert "Stadt" in drawn
    assert "Kooperationspartner" in drawn
    assert (
        write_register(office_store, "partners", tmp_path / "c.png").path.read_bytes().startswith(b"\x89PNG")
    )


def test_the_paper_of_a_ctc_site_hides_what_few_said(office_store: Store, tmp_path: Path) -> None:
    site = {"title": "Musterviertel", "phase": "5"}
    made = entries.add(office_store, "ctc_sites", site).ids[0]
    for year, asked, share in (("2022", "212", "37.5"), ("2026", "205", "26.5")):
        told = {"site": "Musterviertel", "year": year, "comparison": "20", "source": "Vergleich Muster"}
        drugs = {"factor": "availability_drugs", "respondents": asked, "share": share}
        entries.add(office_store, "ctc_values", {**told, **drugs})
        few = {"factor": "family_history", "respondents": "9", "share": "77.5"}
        entries.add(office_store, "ctc_values", {**told, **few})
    programme = {"title": "Musterprogramm", "site": "Musterviertel", "factor": "friends", "evidence": "2"}
    entries.add(office_store, "ctc_programmes", programme)
    german = write_site(office_store, made, tmp_path, language="de").file
    english = write_site(office_store, "Musterviertel", tmp_path / "site.pdf", language="en").file
    said = text_of(german)
    for expected in (
        "5 Aktionsplan umsetzen",
        "37,5 %",
        "Vergleich Muster",
        "Musterprogramm",
        "2 –",
        "günstiger",
    ):
        assert expected in said, expected
    assert "verdeckt: zu wenige" in said
    assert "77,5" not in said
    assert "hidden: too few" in text_of(english)
    with pikepdf.open(german) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de-DE"
    with pytest.raises(UserError, match="no site"):
        write_site(office_store, "Nirgends", tmp_path, language="en")
