"""Papers of the office that are no briefing: both validators, the same bytes, no name in the title."""

import io
from pathlib import Path

import pytest
from pdf_checks import described, failures, page_texts

from app.base.access_records import AccessReport, HeldFile, HeldItem, HeldNote
from app.base.ctc_records import BarGroup, FactorBar, SitePaper, SiteSection
from app.base.paper_records import OfficePaper, PaperSection, PaperTable
from app.briefing.access_letter import compose_access
from app.briefing.content import Briefing
from app.briefing.ctc_pages import compose_site
from app.briefing.document import write_pdf
from app.briefing.enquiry_letter import Reply, compose_reply
from app.briefing.notice_letter import NoticeLetter, compose_notice
from app.briefing.office_paper import compose_paper

NAME = "محمد Müsteroğlu"
ITEM = HeldItem("Name", NAME, "seit 2024", "Tatsache", "2024", "Amt Muster", "2027-01-01", ("berichtigt",))
HELD = HeldFile(
    "Prüfung", "§ 1 MusterG", "Amt Muster", (ITEM,) * 40, (("Zoll Muster", "2026-11-01", "§ 2 MusterG"),),
    (HeldNote("Protokoll", "", "Amt Muster", "2026-11-02"),),
)  # fmt: skip
TABLE = PaperTable((("Jahr", 1.0), ("Zahl", 2.0)), tuple((str(2000 + n), str(n)) for n in range(60)))
SECTIONS = (
    PaperSection("Zahlen", ("Ein Satz.",), (("Feld", "Wert"), ("Leer", "")), TABLE, 3),
    PaperSection("Ohne alles"),
)
BARS = (
    FactorBar(
        "Ein Faktor, dessen Name länger ist als die Zeile, die das Bild für ihn hat", 38.0, 24.0, True, "38 %"
    ),
    FactorBar("Verdeckt", None, None, False, "verdeckt", priority=True),
)
SITE = SitePaper(
    "ctc-muster", "Communities That Care: Muster", "Geschäftsstelle", "2026-11-23", ("Eine Regel.",),
    (("Phase", "5"),),
    (SiteSection("1 Profil", ("Satz.",), (BarGroup("Familie", BARS),) * 9, (("Werte", TABLE),)),),
)  # fmt: skip


def reply(outcome: str, language: str) -> Briefing:
    return compose_reply(
        Reply("A-2026-1", "Polizei Muster", "NRW", "Az. 7", "2026-11-01", "§ 1 MusterG", NAME, outcome,
              "Zoll Muster", "kein Bezug", "2026-11-23"),
        language,
    )  # fmt: skip


def papers(language: str) -> dict[str, Briefing]:
    notice = NoticeLetter(
        "Zoll Muster", "Berichtigung", "Az. 7", "Sehr geehrte Damen und Herren,",
        ("Unterlage vom 1.11.2026",) * 30, "berichtigt", ("Name",), "Verwechslung", "Bitte ersetzen.",
        "§ 75 BDSG", number="R-2026-1", day="2026-11-23", package="paket.bin",
    )  # fmt: skip
    made = {
        "access": compose_access(
            AccessReport("AU-1", NAME, "2026-11-01", "2026-11-23", (HELD, HELD)), language
        ),
        "nothing": compose_access(AccessReport("AU-2", NAME, "2026-11-01", "2026-11-23", ()), language),
        "notice": compose_notice(notice, language),
        "site": compose_site(SITE, language),
        "paper": compose_paper(
            OfficePaper("VVT-1", "Verzeichnis", "2026-11-23", SECTIONS, ("Leitung", "Datenschutz")), language
        ),
    }
    return made | {f"reply {o}": reply(o, language) for o in ("answered", "referred", "declined")}


def pdf(paper: Briefing) -> bytes:
    out = io.BytesIO()
    write_pdf(paper, out)
    return out.getvalue()


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_paper_of_the_office_is_valid_reproducible_and_named_by_its_number(
    language: str, tmp_path: Path
) -> None:
    for name, paper in papers(language).items():
        data = pdf(paper)
        assert failures(data, tmp_path) == [], name
        assert pdf(paper) == data, name
        assert paper.title in described(data), name
        assert "steroğlu" not in described(data), name
        assert page_texts(data), name
