"""BDSG section 76(1) and (2): each of the six operations leaves an entry, with what the law asks for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from app.casework import cases
from app.casework.erasure import erase
from app.casework.findings import correct
from app.handover import identities
from app.handover.briefings import write_briefing
from app.handover.packages import merge, seal_case
from app.store import audit, paper_head
from app.store.audit import Action, AuditEntry
from app.store.store import Store
from tests.unit.handover.conftest import Office

# For the office itself or for whoever supervises it, not for an agency; the reason says what for.
NO_AGENCY = {"app/handover/log_export.py", "app/handover/document_copies.py"}


def log_of(store: Store) -> list[AuditEntry]:
    with store.read() as connection:
        return list(audit.entries(connection))


def test_each_of_the_six_operations_leaves_an_entry(office: Office, partner: Store, tmp_path: Path) -> None:
    store, case_id = office.store, office.case_id
    finding = next(f for f in cases.records(store, case_id).findings if f.value == "Geheimwort Esche")
    correct(store, case_id, finding.id, "Geheimwort Eibe")
    store.consult(case_id, "Case shown", "for the conference")
    package = tmp_path / "x.rundblick-paket"
    seal_case(store, case_id, office.request(), [p.keys for p in identities.partners(store)], package)
    newest = next(f for f in cases.records(store, case_id).findings if f.value == "Geheimwort Eibe")
    erase(store, case_id, [newest.id], "Frist abgelaufen")
    merge(partner, package, "new")
    here, there = log_of(store), log_of(partner)
    kinds = {e.action for e in here} | {e.action for e in there if e.action == Action.COMBINATION}
    assert kinds >= set(Action)
    for entry in here:
        assert entry.actor
        assert entry.at
        assert entry.action != Action.CONSULTATION or entry.reason
        assert entry.action != Action.ERASURE or entry.reason
        if entry.action == Action.DISCLOSURE:
            assert entry.reason == "Prüfung; Fallkonferenz 1"
            assert entry.recipient == office.request().recipient.id


def test_the_log_holds_no_content(office: Office) -> None:
    told = "\n".join(e.detail + e.reason for e in log_of(office.store))
    for secret in (*office.secrets, "Örnek", "Przykładowy", "Musterfall"):
        assert secret not in told


def disclosures(project: Path) -> Iterator[tuple[str, ast.Call]]:
    for file in sorted((project / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and any(
                isinstance(a, ast.Attribute) and a.attr == "DISCLOSURE" for a in node.args
            ):
                yield file.relative_to(project).as_posix(), node


def test_every_disclosure_in_the_program_names_reason_and_recipient(project: Path) -> None:
    found = list(disclosures(project))
    assert len(found) >= 4
    for place, call in found:
        given = {keyword.arg for keyword in call.keywords}
        assert "reason" in given, f"{place}:{call.lineno}"
        assert "recipient" in given or place in NO_AGENCY, f"{place}:{call.lineno}"


def test_a_briefing_names_the_head_of_the_log_and_the_store_knows_it(office: Office, tmp_path: Path) -> None:
    head = paper_head.of_store(office.store)
    write_briefing(office.store, office.case_id, None, tmp_path / "intern.pdf", language="de")
    document = pypdfium2.PdfDocument(tmp_path / "intern.pdf")
    pages = []
    for page in document:
        words = page.get_textpage()
        pages.append(" ".join(words.get_text_range().split()))
        words.close()
        page.close()
    document.close()
    holding = [text for text in pages if paper_head.groups(paper_head.parse(head).digits) in text]
    assert len(holding) == 1
    printed = holding[0][holding[0].index(head.split(" ")[0]) :]
    assert head in printed
    with office.store.read() as connection:
        assert paper_head.compare(connection, paper_head.parse(head)).found is paper_head.Found.IN_CHAIN
