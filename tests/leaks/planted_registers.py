"""Entries of the office's registers and library, of which only some may stand in what goes out."""

from typing import Any

from app.base.ids import new_id
from app.base.library_records import AreaDelivery, AreaDocument, DocumentKind, LibraryVersion, VersionState
from app.casework import provision_states, provision_versions
from app.casework.provision_states import ProvisionStatus
from app.casework.provision_versions import Wording
from app.handover import surveys
from app.office import entries, library_areas, library_groups
from app.office import library_writing as writing
from app.office.library_groups import Reader, ReaderKind
from app.office.library_receiving import receive
from app.office.library_writing import NewFile, Writing
from app.store.store import Store
from tests.leaks.marker_words import Markers

DAY, AREA, SURVEY, SITE = "2026-12-01", "Shisha", "Bögen", "Musterviertel"


def plant_newsletter(store: Store, m: Markers, shown: Markers) -> str:
    """Enter an issue beside another one, its readers and what else is in the office; return the issue."""
    reader = {"name": m.word("name of a reader"), "agency": m.word("agency of a reader"), "since": "2026-01"}
    entries.add(
        store, "newsletter_recipients", {**reader, "email": f"{m.word('address').lower()}@beispiel.test"}
    )
    other = {"title": m.word("title of another issue"), "date": "2026-11", "content": m.word("another issue")}
    entries.add(store, "newsletter_issues", other)
    entries.add(
        store, "publications", {"title": "Beitrag", "date": "2026", "note": m.word("note on a publication")}
    )
    content = f"{shown.word('heading of an article')}\n{shown.word('article')}"
    issue = {"title": shown.word("title of the issue"), "date": "2026-12", "content": content}
    return entries.add(store, "newsletter_issues", issue).ids[0]


def plant_situation(store: Store, m: Markers, shown: Markers) -> None:
    """Enter items of a day: one is cleared, the others are not, or of another day."""
    texts = ("title", "text", "place", "source")
    plain = {"date": DAY, "kind": "press", "reliability": "B", "credibility": "3"}
    for state in ("recorded", "dropped"):
        said = {name: m.word(f"{state} item: {name}") for name in texts}
        entries.add(store, "situation_log", {**plain, **said}, state)
    cleared = {"cleared_by": m.word("who cleared"), "cleared_on": DAY}
    said = {name: m.word(f"item of another day: {name}") for name in texts}
    entries.add(store, "situation_log", {**plain, **said, **cleared, "date": "2026-12-02"}, "cleared")
    said = {name: shown.word(f"cleared item: {name}") for name in texts}
    entries.add(store, "situation_log", {**plain, **said, **cleared}, "cleared")


def plant_threats(store: Store, m: Markers, shown: Markers) -> None:
    """Enter a threat against staff, which is protected, beside a meeting that is not."""
    texts = ("agency", "person", "what", "support")
    threat = {name: m.word(f"threat: {name}") for name in texts}
    dates = {"date": "2026-01-05", "next_step": "2099-01-01"}
    entries.add(store, "threat_log", {**threat, **dates, "kind": "verbal"})
    due = {"title": shown.word("survey in the calendar"), "purpose": "x", "legal_basis": "x"}
    entries.add(store, "surveys", {**due, "return_by": "2099-02-01"})


def plant_operations(store: Store, m: Markers, shown: Markers) -> None:
    """Enter joint operations: one was held, others are still to come or were called off."""
    frame = {"date": DAY, "preparation": m.word("preparation"), "findings_after": m.word("what was found")}
    for state in ("planned", "prepared", "cancelled"):
        said = {name: m.word(f"{state} operation: {name}") for name in ("title", "lead", "place", "aim")}
        entries.add(store, "operations", {**frame, **said}, state)
    held = {name: shown.word(f"operation that was held: {name}") for name in ("title", "lead")}
    inside = {name: m.word(f"operation that was held: {name}") for name in ("aim", "lessons")}
    entries.add(store, "operations", {**frame, **held, **inside}, "closed")
    agency = shown.word("name of a partner")
    entries.add(store, "partners", {"name": agency, "since": "2026"})
    staff = {"name": m.word("name of staff"), "note": m.word("note on staff")}
    entries.add(store, "staff", {**staff, "agency": agency, "since": "2026"})


def plant_survey(store: Store, m: Markers, shown: Markers) -> None:
    """Enter a survey with a question and an answer that came back, beside another survey."""
    frame = {"purpose": shown.word("purpose of a survey"), "legal_basis": shown.word("basis of a survey")}
    entries.add(store, "surveys", {"title": SURVEY, **frame})
    asked = {"survey": SURVEY, "no": "1", "kind": "choice", "title": shown.word("question")}
    options = f"{shown.word('choice')}\nKeine"
    entries.add(store, surveys.QUESTIONS, {**asked, "options": options, "hint": shown.word("hint")})
    body, answers = m.word("who answered"), f'{{"q1": "{m.word("answer")}"}}'
    back = {"survey": SURVEY, "body": body, "returned": DAY, "answers": answers, "sha256": "0" * 64}
    entries.add(store, surveys.RETURNS, back)
    title = m.word("title of another survey")
    other = {"purpose": m.word("purpose of another survey"), "legal_basis": m.word("basis of another survey")}
    entries.add(store, "surveys", {"title": title, **other})
    question = {"survey": title, "no": "1", "title": m.word("question of another survey"), "kind": "text"}
    entries.add(store, surveys.QUESTIONS, question)


def plant_provisions(store: Store, m: Markers, shown: Markers) -> None:
    """Write entries of the office's own: one is approved, the other one was rejected."""
    texts = ("law", "provision", "title", "text", "source", "note")
    frame: dict[str, Any] = {"kind": "may", "senders": ("A03",), "recipients": ("A12",)}
    for key, of in (("EIG-1", shown), ("EIG-2", m)):
        said = {**frame, **{name: of.word(f"own provision: {name}") for name in texts}}
        words = Wording(**said, conditions=(of.word("own provision: condition"),))
        provision_versions.add(store, key, words, m.word("reason of an own provision"))
    for key, status in (("EIG-1", ProvisionStatus.APPROVED), ("EIG-2", ProvisionStatus.REJECTED)):
        provision_states.decide(store, key, status, m.word("reason of a decision"))


def plant_site(store: Store, m: Markers, shown: Markers) -> None:
    """Enter two sites; of the one that is told of, one cell stands for too few."""
    elsewhere = m.word("title of another site")
    for title, of in ((SITE, shown), (elsewhere, m)):
        site = {"title": title, "area": of.word(f"area of {title[:5]}"), "phase": "2"}
        entries.add(store, "ctc_sites", site)
        asked = {
            "site": title,
            "factor": "laws_norms",
            "reason": of.word(f"priority of {title[:5]}"),
            "decided": "2026",
        }
        entries.add(store, "ctc_priorities", asked)
        task = {"title": of.word(f"step of {title[:5]}"), "site": title, "phase": "2"}
        entries.add(store, "ctc_tasks", task)
        source = of.word(f"source of {title[:5]}")
        value = {"site": title, "year": "2026", "factor": "laws_norms", "respondents": "150", "share": "23"}
        entries.add(store, "ctc_values", {**value, "comparison": "20", "source": source})
    few = {"site": SITE, "year": "2026", "factor": "family_history", "respondents": "4", "comparison": "14"}
    entries.add(store, "ctc_values", {**few, "source": m.word("source of a hidden cell")})


def plant_library(store: Store, m: Markers, shown: Markers) -> None:
    """Write documents of an area: approved, drafted, withdrawn, closed, and one of another area."""
    library_areas.lay_out(store)

    def said(of: Markers, what: str) -> Writing:
        file = NewFile(f"{of.word(f'file name of {what}')}.txt", of.word(f"file of {what}").encode())
        title, text, note = (of.word(f"{part} of {what}") for part in ("title", "text", "note"))
        return Writing(title, text, note, file=file)

    def written(what: str, of: Markers = m, area: str = AREA) -> str:
        return writing.add(store, area, "sample", said(of, what)).ids[0]

    open_ = written("an approved document", shown)
    writing.approve(store, open_)
    writing.revise(store, open_, said(m, "a draft of the next version"))
    written("a draft")
    gone, elsewhere, closed = (
        written("a withdrawn document"),
        written("a document of another area", area="Verkehr"),
        written("a closed document"),
    )
    for document in (gone, elsewhere, closed):
        writing.approve(store, document)
    writing.withdraw(store, gone, m.word("reason of a withdrawal"))
    names = (store.user, m.word("reader of a closed group"))
    readers = [Reader(ReaderKind.PERSON, name) for name in names]
    group = library_groups.save_group(store, "", m.word("name of a closed group"), readers).ids[0]
    writing.place(store, closed, AREA, "sample", group)
    _taken_over(store, m, shown)


def _taken_over(store: Store, m: Markers, shown: Markers) -> None:
    """Take over a document from somebody else and approve it here: it goes on, and not whom it came from."""
    version = LibraryVersion(
        new_id(), 1, shown.word("title of a document taken over"), shown.word("its text"), "", "", DAY, "",
        VersionState.APPROVED, "muster", DAY, m.word("who approved it there"), DAY,
    )  # fmt: skip
    document = AreaDocument(new_id(), DocumentKind.SAMPLE, (version,))
    receive(store, AreaDelivery(AREA, AREA, (document,)), {}, m.word("whom it came from"))
    writing.approve(store, document.id)
