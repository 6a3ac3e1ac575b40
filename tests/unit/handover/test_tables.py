"""Tables that leave the program: what was released, nothing else, and the ledger knows the file."""

import csv
import hashlib
import io
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from app.base.errors import ExitCode, UserError
from app.base.method_records import Method, MethodKind, MethodPart, PartKind
from app.casework import cases, contributions, documents, findings, subjects
from app.casework.findings import Statement
from app.exchange.table_export import CsvStyle
from app.exchange.table_selection import TableKind, narrowed
from app.handover.releasing import release_case
from app.handover.tables import TableFile, TableWish, internal_name, write_table_file
from app.policy import ledger
from app.store import audit
from tests.unit.handover.conftest import Office


def written(office: Office, out: Path, kind: str, fmt: str, **more: object) -> TableFile:
    wish = TableWish(TableKind(kind), fmt, **more)  # type: ignore[arg-type]
    return write_table_file(office.store, office.case_id, office.request(), wish, out)


def everything_in(path: Path) -> str:
    if path.suffix == ".csv":
        return path.read_bytes().decode("utf-8-sig")
    with zipfile.ZipFile(path) as archive:
        return unescape("\n".join(archive.read(n).decode(errors="replace") for n in archive.namelist()))


def table_in(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(everything_in(path)), delimiter=";"))


def with_documents(office: Office) -> None:
    """Give the case three documents: of a released contribution one that a finding rests on and one that
    none does, and of a withheld one that has the secret in its name."""
    release = release_case(office.store, office.case_id, office.request())
    going = {f.subject_id: f.source_id for f in release.view.findings if f.property == "name"}
    subject_id, source_id = next(iter(going.items()))
    records = cases.records(office.store, office.case_id)
    open_one = next(s.contribution_id for s in records.sources if s.id == source_id)
    held = next(c.id for c in records.contributions if c.label is None)

    def attach(contribution_id: str, name: str, content: bytes) -> str:
        file = io.BytesIO(content)
        made = documents.attach(office.store, office.case_id, contribution_id, name, "text/plain", file)
        return made.ids[0]

    told = {
        attach(open_one, "Auszug Ahorn.txt", b"a"): (open_one, subject_id, "Auszug"),
        attach(held, "Geheimwort Ulme.txt", b"b"): (held, subject_id, "Geheimwort Ulme"),
    }
    attach(open_one, "Nebenakte Eibe.txt", b"c")
    for document_id, (contribution_id, about, value) in told.items():
        added = contributions.add_source(
            office.store, office.case_id, contribution_id, "Schreiben", value, "A", document_id
        )
        findings.record(office.store, office.case_id, about, Statement("note", value, added.ids[0]))


@pytest.mark.parametrize("kind", [k.value for k in TableKind])
@pytest.mark.parametrize("fmt", ["csv", "xlsx"])
def test_no_withheld_value_leaves(office: Office, tmp_path: Path, kind: str, fmt: str) -> None:
    with_documents(office)
    internal = tmp_path / f"intern.{fmt}"
    write_table_file(office.store, office.case_id, None, TableWish(TableKind("findings"), fmt), internal)
    made = written(office, tmp_path / f"zoll.{fmt}", kind, fmt)
    text = everything_in(made.path)
    release = release_case(office.store, office.case_id, office.request())
    gone = {d.finding_id for d in release.decisions if not d.released}
    for secret in office.secrets:
        assert secret in everything_in(internal)
        assert secret not in text
    assert not any(finding in text for finding in gone)
    assert "Eibe" not in text
    assert ("Auszug Ahorn.txt" in text) == (kind == "documents")
    assert made.withheld
    assert "Zoll Musterstadt" in text
    assert "Ayşe" in text or kind not in ("findings", "subjects")


def test_the_ledger_holds_what_is_in_the_file(office: Office, tmp_path: Path) -> None:
    made = written(office, tmp_path / "zoll.csv", "findings", "csv")
    released = {f.id for f in release_case(office.store, office.case_id, office.request()).view.findings}
    with office.store.read() as connection:
        entries = ledger.entries(connection, case_id=office.case_id)
        last = list(audit.entries(connection, case_id=office.case_id))[-1]
    assert {e.finding_id for e in entries} == released == {r[-1] for r in table_in(made.path)[2:]}
    assert {(e.kind, e.sha256, e.artefact_name) for e in entries} == {("table", made.sha256, "zoll.csv")}
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert last.action == "disclosure"
    assert last.reason == "Prüfung; Fallkonferenz 1"


def test_a_selection_takes_along_only_what_its_captions_say(office: Office, tmp_path: Path) -> None:
    records = cases.records(office.store, office.case_id)
    link = next(f for f in records.findings if f.property == "exists")
    names = {f.id for f in records.findings if f.property == "name"}
    made = written(office, tmp_path / "zoll.csv", "findings", "csv", ids=(link.id,))
    with office.store.read() as connection:
        told = {e.finding_id for e in ledger.entries(connection, case_id=office.case_id)}
    assert [row[0] for row in table_in(made.path)[2:]] == [
        "Ayşe Örnek – Contact – Jan Przykładowy"
    ] or made.rows == 1
    assert told == {link.id} | {n for n in names if n in told}
    assert len(told) == 3
    assert made.withheld == {}


def test_a_table_says_nothing_of_methods(office: Office) -> None:
    """So what they say is neither in its view nor held against it before it goes."""
    part = MethodPart("p", "m", PartKind.EVIDENCE, 1, text="Geheimwort Ulme", cites=("f",))
    method = Method("m", office.case_id, MethodKind.HYPOTHESES, "", parts=(part,))
    view = replace(release_case(office.store, office.case_id, office.request()).view, methods=(method,))
    for kind in TableKind:
        assert "Ulme" not in repr(narrowed(view, kind, None))


def test_withheld_rows_of_a_selection_are_counted_with_their_reason(office: Office, tmp_path: Path) -> None:
    records = cases.records(office.store, office.case_id)
    notes = tuple(f.id for f in records.findings if f.property == "note")
    made = written(office, tmp_path / "zoll.xlsx", "findings", "xlsx", ids=notes)
    assert (made.rows, made.left_out) == (1, 2)
    assert made.withheld == {"unlabelled": 1, "consent_missing": 1}


def test_nothing_to_release_leaves_no_file_and_no_entry(office: Office, tmp_path: Path) -> None:
    records = cases.records(office.store, office.case_id)
    secret = next(f.id for f in records.findings if "Ulme" in f.value)
    out = tmp_path / "zoll.csv"
    out.write_text("what was there before", encoding="utf-8")
    with pytest.raises(UserError) as refused:
        written(office, out, "findings", "csv", ids=(secret,))
    assert refused.value.exit_code is ExitCode.ANSWER_IS_NO
    assert out.read_text(encoding="utf-8") == "what was there before"
    assert [p.name for p in tmp_path.iterdir() if "zoll" in p.name] == ["zoll.csv"]
    with office.store.read() as connection:
        assert not ledger.entries(connection, case_id=office.case_id)


def test_an_internal_table_says_so_and_is_in_the_log(office: Office, tmp_path: Path) -> None:
    for fmt in ("csv", "xlsx"):
        out = internal_name(tmp_path / f"liste.{fmt}")
        wish = TableWish(TableKind.SUBJECTS, fmt)
        made = write_table_file(office.store, office.case_id, None, wish, out, reason="Abgleich")
        assert "internal" in out.name
        assert internal_name(out) == out
        assert "internal – not for release" in everything_in(out)
        with office.store.read() as connection:
            last = list(audit.entries(connection, case_id=office.case_id))[-1]
        assert (last.action, last.reason, last.recipient) == ("disclosure", "Abgleich", "")
        assert made.sha256 in last.detail
        assert made.ledger_id == ""
    first = table_in(tmp_path / "liste-internal-not-for-release.csv")[0]
    assert first[0].startswith("internal – not for release · 360-2026-900")


def test_grading_handling_and_label_have_their_columns(office: Office, tmp_path: Path) -> None:
    made = written(office, tmp_path / "zoll.csv", "findings", "csv")
    headings, first = table_in(made.path)[1:3]
    shown = dict(zip(headings, first, strict=True))
    assert (shown["Reliability"], shown["Credibility"], shown["Handling"]) == ("A", "4", "H0")
    assert shown["Label: legal basis"] == "§ 14 GewO"
    assert shown["Label: means of collection"] == "open"


def test_no_cell_is_a_formula(office: Office, tmp_path: Path) -> None:
    records = cases.records(office.store, office.case_id)
    open_name = next(f for f in records.findings if "Ayşe" in f.value)
    node, source = open_name.subject_id, open_name.source_id
    for value in ("=HYPERLINK(1)", "@SUM(1)", "+1+1", "-1+1"):
        findings.record(office.store, office.case_id, node, Statement("note", value, source))
    subjects.add_node(
        office.store, office.case_id, "person", [Statement("name", "=cmd|' /C calc'!A0", source)]
    )
    made = written(office, tmp_path / "zoll.xlsx", "findings", "xlsx")
    sheet = openpyxl.load_workbook(made.path).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [c for c in cells if c.data_type == "f"]
    assert not [c for c in cells if str(c.value or "").startswith(("=", "+", "-", "@"))]
    assert "<f>" not in everything_in(made.path)
    assert any("HYPERLINK" in str(c.value) for c in cells)
    plain = written(office, tmp_path / "zoll.csv", "findings", "csv", style=CsvStyle(",", bom=False))
    assert not plain.path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "zoll.csv").read_bytes().startswith(b'"for Zoll')


def test_a_role_that_does_not_release_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        written(office, tmp_path / "nowhere" / "zoll.csv", "findings", "csv")
    assert refused.value.exit_code is ExitCode.NOT_WRITABLE
