"""The demo command: everything the contract names, and nothing left behind when it fails."""

from pathlib import Path

import pypdfium2
import pytest

from app.cli import demo_command
from app.demo.artefacts import DEMO_PASSPHRASE
from app.handover.packages import inspect
from app.store.store import Store
from tests.unit.cli.conftest import Caller


def test_the_demo_writes_what_it_says(call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUNDBLICK_STORE")
    monkeypatch.delenv("RUNDBLICK_PASSPHRASE_FILE")
    answer = call("demo", "--out", tmp_path / "demo", "--no-window", "--json")
    assert answer.code == 0
    made = answer.json
    assert made["cases"] == ["360-2026-001", "360-2026-002", "360-2026-003"]
    assert {Path(a).suffix for a in made["artefacts"]} == {".pdf", ".svg", ".rundblick-paket"}
    pages = pypdfium2.PdfDocument(made["artefacts"][0])
    assert len(pages) > 10
    pages.close()
    partner = Store.open(Path(made["partner_store"]), DEMO_PASSPHRASE)
    looked = inspect(partner, Path(made["artefacts"][-1]))
    partner.close()
    assert len(looked.intake.new) > 100
    again = call("demo", "--out", tmp_path / "demo", "--no-window")
    assert (again.code, again.out) == (2, "")


def test_a_demo_that_fails_leaves_no_store(
    call: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_store: Store) -> None:
        raise KeyboardInterrupt

    monkeypatch.delenv("RUNDBLICK_STORE")
    monkeypatch.setattr(demo_command, "build", fail)
    assert call("demo", "--out", tmp_path / "demo", "--no-window").code == 1
    assert list((tmp_path / "demo").iterdir()) == []
