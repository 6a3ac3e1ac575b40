"""`export`: open formats through the release check, or stamped as internal."""

import hashlib
from pathlib import Path

import pytest

from app.casework import cases, charts
from tests.unit.cli.conftest import Caller
from tests.unit.handover.conftest import Office, office

__all__ = ["office"]
WISH = ("--purpose", "Prüfung", "--occasion", "Fallkonferenz 1")


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "graphml", "gexf"])
def test_export_internal(call: Caller, office: Office, tmp_path: Path, fmt: str) -> None:
    office.store.close()
    out = tmp_path / f"liste.{fmt}"
    answer = call("export", "360-2026-900", "--format", fmt, "--to", "internal", "--out", out, "--json")
    assert answer.code == 0
    assert answer.json["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert (answer.json["released"], answer.json["withheld"]) == (7, {})


@pytest.mark.parametrize("fmt", ["csv", "graphml"])
def test_without_confirmed_conditions_nothing_goes(
    call: Caller, office: Office, tmp_path: Path, fmt: str
) -> None:
    office.store.close()
    out = tmp_path / f"zoll.{fmt}"
    answer = call("export", "360-2026-900", "--format", fmt, "--to", "Zoll Musterstadt", "--out", out, *WISH)
    assert answer.code == 1
    assert not out.exists()


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "graphml", "gexf"])
def test_to_the_agency_it_came_from(call: Caller, office: Office, tmp_path: Path, fmt: str) -> None:
    office.store.close()
    out = tmp_path / f"amt.{fmt}"
    to = ("--to", "Gewerbeamt Musterstadt", "--out", out, *WISH)
    answer = call("export", "360-2026-900", "--format", fmt, *to, "--json")
    assert answer.code == 0
    assert answer.json["withheld"] == {"unlabelled": 2}
    assert answer.json["ledger_entry"]
    told = call("disclosures", "--json")
    assert {e["sha256"] for e in told.json["entries"]} == {answer.json["sha256"]}


def test_a_graph_file_is_named_by_its_format(call: Caller, office: Office, tmp_path: Path) -> None:
    office.store.close()
    out = tmp_path / "liste.txt"
    assert call("export", "360-2026-900", "--format", "gexf", "--to", "internal", "--out", out).code == 2


def test_a_saved_chart_is_written_by_name_and_cut_into_pages(
    call: Caller, office: Office, tmp_path: Path
) -> None:
    records = cases.records(office.store, office.case_id)
    places = {s.id: (2500.0 * n, 1800.0 * n) for n, s in enumerate(records.subjects) if s.kind == "node"}
    charts.create(office.store, office.case_id, "Übersicht", "organic", places)
    office.store.close()
    base = ("export", "360-2026-900", "--format", "pdf", "--to", "internal", "--out", tmp_path / "b.pdf")
    whole = call(*base, "--chart", "Übersicht", "--json")
    pages = call(*base, "--chart", "übersicht", "--paper", "a4", "--json")
    assert (whole.code, whole.json["nodes"], whole.json["pages"]) == (0, 3, 1)
    assert pages.json["pages"] > 3


@pytest.mark.parametrize(
    ("fmt", "more", "code"),
    [("pdf", ("--chart", "Fehlt"), 4), ("svg", ("--paper", "a3"), 2), ("csv", ("--paper", "a3"), 2)],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(
    call: Caller, office: Office, tmp_path: Path, fmt: str, more: tuple[str, ...], code: int
) -> None:
    office.store.close()
    out = tmp_path / f"b.{fmt}"
    answer = call("export", "360-2026-900", "--format", fmt, "--to", "internal", "--out", out, *more)
    assert answer.code == code
    assert not out.exists()
