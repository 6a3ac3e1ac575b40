"""Der Arbeitsbereich einer Studie: die Reihenfolge steht fest; wer gemeint ist, steht nicht darin."""

import datetime as dt
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyrage
import pytest

from app.base import clock
from app.base.errors import UserError
from app.casework import cases
from app.handover.study_bundle import write_bundle
from app.handover.study_importing import import_careers
from app.handover.study_keylist import write_key_list
from app.handover.study_report import results_of, write_report
from app.office import study_book
from app.store.store import Store
from tests.unit.study.invented_careers import HEAD_CAREERS, HEAD_EVENTS, invented, write_files

GROUPS: dict[str, Any] = {"group_a": "mit", "group_b": "ohne", "resamples": 1_000}


@pytest.fixture
def study(store: Store) -> Iterator[Store]:
    study_book.found(store, "Lebensläufe Muster", "§ 476 StPO", "LKA Muster", "2099-12-31")
    yield store
    clock.set_source(None)


def test_only_a_fresh_store_becomes_a_study_and_then_holds_no_case(store: Store) -> None:
    with pytest.raises(UserError, match="no day to come"):
        study_book.found(store, "X", "X", "X", "2020-01-01")
    with pytest.raises(UserError, match="is no study"):
        study_book.history(store)
    study_book.found(store, "X", "X", "X", "2099-12-31")
    with pytest.raises(UserError, match="workspace of a study"):
        cases.create(store, "360-2026-001", "Muster", purpose="Test", legal_basis="§ 1")
    with pytest.raises(UserError, match="already"):
        study_book.found(store, "X", "X", "X", "2099-12-31")


def test_a_store_with_a_case_is_refused(store: Store) -> None:
    cases.create(store, "360-2026-001", "Muster", purpose="Test", legal_basis="§ 1")
    with pytest.raises(UserError, match="store of its own"):
        study_book.found(store, "X", "X", "X", "2099-12-31")


def test_definition_pairs_results_in_this_order_and_late_changes_are_told(
    study: Store, tmp_path: Path
) -> None:
    files = write_files(invented(), tmp_path)
    import_careers(study, *files)
    with pytest.raises(UserError, match="already"):
        import_careers(study, *files)
    with pytest.raises(UserError, match="No definition"):
        study_book.match_pairs(study)
    first = study_book.design(study, **GROUPS)
    with pytest.raises(UserError, match="only when the pairs stand"):
        results_of(study)
    made = study_book.match_pairs(study)
    assert study_book.match_pairs(study) == made
    assert study_book.history(study).seen == ""
    results_of(study)
    assert study_book.history(study).seen
    with pytest.raises(UserError, match="not said why"):
        study_book.design(study, seed=7)
    late = study_book.design(study, seed=7, reason="Nachgezogen")
    assert (late.after_results, late.sha256 != first.sha256, late.by) == (True, True, "muster")
    with pytest.raises(UserError, match="only when the pairs stand"):
        write_report(study, tmp_path)
    with pytest.raises(UserError, match="were seen; no careers"):
        import_careers(study, *files, replace=True)
    assert study_book.match_pairs(study).design == late.sha256
    with pytest.raises(UserError, match="pairs of the study stand"):
        import_careers(study, *files, replace=True)
    assert [d.after_results for d in study_book.history(study).designs] == [False, True]


def test_the_bundle_is_the_same_bytes_each_time(study: Store, tmp_path: Path) -> None:
    import_careers(study, *write_files(invented(), tmp_path))
    study_book.design(study, **GROUPS)
    study_book.match_pairs(study)
    once, again = (write_bundle(study, tmp_path / name) for name in ("1.zip", "2.zip"))
    assert once.sha256 == again.sha256
    with zipfile.ZipFile(once.file) as bundle:
        told = json.loads(bundle.read("design.json"))
        assert set(bundle.namelist()) == {*json.loads(bundle.read("manifest.json"))["files"], "manifest.json"}
    assert (told["changed_after_results"], "codes" in told["matching"]) == (False, False)
    assert b"A01" not in once.file.read_bytes()


def test_a_workbook_with_both_sheets_says_the_same(study: Store, tmp_path: Path) -> None:
    tables = write_files(invented(), tmp_path)
    kept = import_careers(study, *tables)
    book = openpyxl.Workbook()
    for name, path, head in zip(("careers", "events"), tables, (HEAD_CAREERS, HEAD_EVENTS), strict=True):
        sheet = book.create_sheet(name)
        for line in path.read_text("utf-8").splitlines():
            sheet.append(line.split(","))
        assert sheet.max_column == len(head)
    book.save(tmp_path / "c.xlsx")
    assert import_careers(study, tmp_path / "c.xlsx", replace=True).sha256 == kept.sha256


def test_a_wrong_file_leaves_nothing_behind(study: Store, tmp_path: Path) -> None:
    careers, events = write_files(invented(), tmp_path)
    careers.write_text(careers.read_text("utf-8").replace("birth_year", "Geburtsdatum"), "utf-8")
    with pytest.raises(UserError, match="“Geburtsdatum” look as if they told who"):
        import_careers(study, careers, events)
    assert study_book.load(study).careers == ()


def test_after_its_end_a_study_takes_nothing_in(study: Store, tmp_path: Path) -> None:
    clock.set_source(lambda: dt.datetime(2100, 1, 2, 12, tzinfo=dt.UTC))
    with pytest.raises(UserError, match="ended on 2099-12-31"):
        import_careers(study, *write_files(invented(), tmp_path))


def test_the_key_list_lies_apart_and_encrypted(study: Store, tmp_path: Path) -> None:
    import_careers(study, *write_files(invented(), tmp_path))
    keeper = pyrage.x25519.Identity.generate()
    source, out, to = tmp_path / "liste.csv", tmp_path / "liste.age", str(keeper.to_public())
    rows = "".join(f"{c.code},Muster-{no}\n" for no, c in enumerate(invented()))
    source.write_text(f"code,reference\n{rows}", encoding="utf-8")
    with pytest.raises(UserError, match="inside the store"):
        write_key_list(study, source, study.path / "l.age", to)
    with pytest.raises(UserError, match="no public key of age"):
        write_key_list(study, source, out, "age1muster")
    assert write_key_list(study, source, out, to).codes == 30
    assert b"Muster-3" in pyrage.decrypt(out.read_bytes(), [keeper])
    assert b"Muster-3" not in out.read_bytes()
    source.write_text("code,reference\nA01,Muster\n", encoding="utf-8")
    with pytest.raises(UserError, match="29 codes"):
        write_key_list(study, source, tmp_path / "x.age", to)
