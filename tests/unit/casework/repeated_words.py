"""A word that is repeated wherever somebody can write, each time by the program's own function."""

import io

from app.base.records import AgendaItem, Standing, Verdict
from app.casework import (
    case_parties,
    cases,
    charts,
    collection_plan,
    contributions,
    document_texts,
    findings,
    gaps,
    judgements,
    saved_views,
)
from app.casework.erasure_repeats import Repeat
from app.casework.findings import Statement
from app.conference import conferences, measures
from app.office import entries
from app.store import drafts
from app.store.store import Store
from tests.unit.casework.conftest import Desk

GONE = "Verschwindebold"


def finding_ids(desk: Desk, subject: str) -> list[str]:
    """Return the findings about a subject."""
    records = cases.records(desk.store, desk.case_id)
    return [f.id for f in records.findings if f.subject_id == subject]


def everywhere(desk: Desk, word: str) -> None:
    """Repeat a word wherever somebody can write: each by the program's own function."""
    store, case_id = desk.store, desk.case_id
    gap = gaps.add(store, case_id, "who", f"Wo wohnt {word}?").ids[0]
    gaps.note(store, gap, gaps.UNKNOWN, f"ob {word} noch fährt")
    task = {"requirement": f"Halter {word}", "reason": word, "gap_id": gap}
    collection_plan.add(store, case_id, task)
    a, b = desk.person("Anna Beispiel"), desk.person("Bert Beispiel")
    judgements.judge(store, case_id, a, b, Verdict.DIFFERENT, f"{word} kennt beide", desk.agency_id)
    opinion = Statement(
        "note", f"vermutlich Strohmann für {word}", desk.source_id, standing=Standing.ASSESSMENT,
        author_agency_id=desk.agency_id, basis=(finding_ids(desk, a)[0],),
    )  # fmt: skip
    findings.record(store, case_id, a, opinion)
    charts.create(store, case_id, f"Umfeld {word}", "organic", {a: (0.0, 0.0)})
    contributions.add_source(store, case_id, desk.contribution_id, "file", f"Akte {word}", "B")
    content = io.BytesIO(f"Im Blatt steht {word}.".encode())
    document_texts.attach(store, case_id, desk.contribution_id, f"{word}.txt", "text/plain", content)
    case_parties.put(store, case_id, desk.agency_id, "contributing", "", f"fragt nach {word}")
    agenda = [AgendaItem(1, f"Sache {word}")]
    conference = conferences.create(store, case_id, "2026-11-20", "Saal", "Muster", desk.agency_id, agenda)
    conferences.decide(store, conference.ids[0], 1, f"{word} anhören")
    measures.create(store, case_id, f"{word} aufsuchen", desk.agency_id, "GewO-29", "2026-12-01")
    drafts.save(store, "form", case_id, "Notiz", {"text": f"{word} war da"})
    saved_views.save(store, "findings", word, {"columns": ["value"]})
    office_entry(store, word)


def office_entry(store: Store, word: str) -> str:
    return entries.add(store, "pillars", {"no": "1", "title": "Säule", "note": f"Anruf zu {word}"}).ids[0]


def all_decided(found: tuple[Repeat, ...]) -> dict[str, str]:
    return {r.key: r.can[0] for r in found if r.can}
