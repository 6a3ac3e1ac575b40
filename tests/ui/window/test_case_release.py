"""From the release of a case to its briefing, in the window."""

from pathlib import Path

from case_looks import data_of
from pytestqt.qtbot import QtBot
from sample_case import Sample
from shown_parts import Settled, tab_of

from ui.case.briefing_tab import BriefingTab
from ui.case.release_tab import ReleaseTab
from ui.case.workspace import CaseWorkspace


def release_of(case: CaseWorkspace, sample: Sample, settled: Settled) -> ReleaseTab:
    tab = tab_of(case, settled, "release", ReleaseTab)
    assert tab.preview is None
    tab.form.set_value("recipient", sample.police)
    tab.recipient.activated.emit(tab.recipient.currentIndex())
    settled()
    return tab


def test_the_release_counts_what_goes_and_what_stays(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    tab = release_of(case, sample, settled)
    assert tab.preview is not None
    assert not any(box.isChecked() for box in tab.conditions.boxes.values())
    findings = [row for row in tab.preview.stays if row.subject_id]
    assert len(tab.preview.goes) + len(findings) == len(data_of(case).current)
    before = len(tab.goes.model.rows)
    for box in tab.conditions.boxes.values():
        box.setChecked(True)
    settled()
    assert len(tab.goes.model.rows) > before
    assert dict(tab.preview.reasons) == {"contribution without label": 3}


def test_a_release_needs_purpose_and_occasion_before_the_briefing(
    case: CaseWorkspace, sample: Sample, settled: Settled
) -> None:
    tab = release_of(case, sample, settled)
    tab.form.submit()
    assert "purpose" in tab.form.error_text()
    tab.purpose.setText("Ermittlung")
    tab.occasion.setText("Fallkonferenz 1")
    tab.form.submit()
    settled()
    assert case.tabs["briefing"].isVisible()
    assert case.marking.eyes.text() == "as Police Musterstadt sees it"
    case.show_tab("findings")
    assert case.marking.eyes.text().startswith("internal")


def test_the_internal_briefing_shows_its_pages_and_is_saved(
    case: CaseWorkspace, settled: Settled, tmp_path: Path, qtbot: QtBot
) -> None:
    tab = tab_of(case, settled, "briefing", BriefingTab)
    tab.show_pages()
    settled()
    assert tab.pages.page_count() >= 4
    assert not tab.form.error_text()
    tab.save_to(tmp_path / "unterlage.pdf")
    settled()
    assert (tmp_path / "unterlage.pdf").read_bytes().startswith(b"%PDF")
