"""A saved chart with all that can stand on one, every word of it the office's own."""

from pathlib import Path

from app.base.chart_records import (
    ChartDocument,
    ChartFrame,
    ChartGroup,
    ChartItem,
    ChartNote,
    ChartRule,
    ChartSettings,
    Look,
)
from app.casework import cases, chart_documents
from app.store.audit import Action
from tests.pdf_text import pages_of


def full_document(office) -> ChartDocument:
    """Three people, the second in a folded group, with note, frame, rules, badge and colours."""
    records = cases.records(office.store, office.case_id)
    people = [s.id for s in records.subjects if s.kind == "node"]
    places = {i: ChartItem(i, 100.0 + 200 * n, 100.0) for n, i in enumerate(people)}
    places[people[0]] = ChartItem(
        people[0], 100.0, 100.0, look=Look(colour="red", size=2.0, badge="Marke7"), pinned=True
    )
    rule = ChartRule("", 1, "Regelpappel", "measure", "degree", "at_least", "1", Look(colour="teal"))
    secret = ChartRule("", 2, "Regelpappel 2", "property", "note", "contains", "Ulme", Look(size=1.5))
    return ChartDocument(
        "",
        office.case_id,
        "Weidenbaum",
        "organic",
        places,
        notes=(ChartNote("", "Notizahorn an der Kante", 40, 300, subject_id=people[0]),),
        frames=(ChartFrame("", "Rahmeneiche", 20, 20, 560, 260, colour="green"),),
        groups=(ChartGroup("", "Gruppenbuche", (people[1],), collapsed=True, x=300.0, y=200.0),),
        rules=(rule, secret),
        settings=ChartSettings(badges={"person": ("note",)}, gradings=True, sources=True),
    )


def keep(office, document: ChartDocument) -> str:
    """Write a chart into the store and return its id."""
    with office.store.write("Karte", Action.COLLECTION, case_id=office.case_id) as work:
        chart_id = chart_documents.write_document(work, document)
        work.about(chart_id)
    return chart_id


def pdf_pages(path: Path) -> list[str]:
    """Return the text of each page."""
    return [" ".join(text.split()) for text in pages_of(path)]
