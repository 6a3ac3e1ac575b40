"""Wenn ich bewerte, dann mit Wahrscheinlichkeit, Vertrauen und Belegen, alles mit der Tastatur."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework import findings
from ui.case.assessment_form import AssessmentForm
from ui.case.assessment_tab import AssessmentTab
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
TEXT = "Erika Mustermann leitet die Firma wahrscheinlich, mit hohem Vertrauen."


def opened(case: CaseWorkspace, settled: Settled) -> AssessmentTab:
    case.show_tab("assessment")
    settled()
    tab = case.tabs["assessment"]
    assert isinstance(tab, AssessmentTab)
    return tab


def written(tab: AssessmentTab) -> AssessmentForm:
    assert tab.form is not None
    return tab.form


def record(tab: AssessmentTab, settled: Settled, qtbot: QtBot) -> None:
    """Fill the form by keyboard alone, from the text on."""
    tab.new_action.trigger()
    form = written(tab)
    qtbot.keyClicks(form.text, TEXT)
    qtbot.keyClicks(form.field("likelihood"), "likely")
    qtbot.keyClicks(form.field("confidence"), "low")
    qtbot.keyClicks(form.picker.field, "mustermann name")
    qtbot.keyClick(form.picker.field, Qt.Key.Key_Return)
    would = form.field("would_change")
    qtbot.keyClicks(would, "Ein anderer Handelsregisterauszug.")
    qtbot.keyClick(would, Qt.Key.Key_Return)
    settled()


def test_wenn_ich_bewerte_dann_steht_sie_mit_ihren_warnungen_in_der_liste(
    case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    tab = opened(case, settled)
    record(tab, settled, qtbot)
    (row,) = tab.table.model.rows
    assert (row.standing, row.standing_icon) == ("assessment", "triangle")
    assert row.likelihood == "likely"
    assert "rests on one source only" in row.doubts
    assert "1 sentence mixes probability and confidence" in row.doubts
    assert [cite for cite, _text in row.cites] == [sample.name_finding]
    facts = dict(row.facts)
    assert "55 to 80 %" in facts["Probability"]
    assert "scant" in facts["Confidence"]
    assert "likely" not in facts["Confidence"]


def test_wenn_wahrscheinlichkeit_und_vertrauen_in_einem_satz_stehen_dann_warnt_das_feld_sanft(
    case: CaseWorkspace, settled: Settled, qtbot: QtBot
) -> None:
    tab = opened(case, settled)
    tab.begin()
    form = written(tab)
    qtbot.keyClicks(form.text, "Das ist wahrscheinlich.")
    assert form.warning.isHidden()
    qtbot.keyClicks(form.text, " Sehr wahrscheinlich, mit hohem Vertrauen.")
    assert not form.warning.isHidden()
    assert "one sentence" in form.warning.text()


def test_wenn_der_beleg_fehlt_dann_steht_der_fehler_beim_feld(
    case: CaseWorkspace, settled: Settled, qtbot: QtBot
) -> None:
    tab = opened(case, settled)
    tab.begin()
    form = written(tab)
    qtbot.keyClicks(form.text, "Kurz.")
    qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert "at least one finding" in form.error_text()
    assert case.window().focusWidget() is form.picker.field


def test_wenn_ich_einen_beleg_herausnehme_dann_zaehlt_er_nicht(
    case: CaseWorkspace, settled: Settled, qtbot: QtBot
) -> None:
    tab = opened(case, settled)
    tab.begin()
    picker = written(tab).picker
    qtbot.keyClicks(picker.field, "mustermann")
    qtbot.keyClick(picker.field, Qt.Key.Key_Down)
    qtbot.keyClick(picker.hits, Qt.Key.Key_Down)
    qtbot.keyClick(picker.hits, Qt.Key.Key_Return)
    assert len(picker.taken()) == 1
    qtbot.keyClick(picker.taken_list, Qt.Key.Key_Delete)
    assert picker.taken() == ()
    assert written(tab).value("basis") == ""


def test_wenn_der_beleg_berichtigt_wird_dann_warnt_die_liste_und_ich_schreibe_neu(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    tab = opened(case, settled)
    record(tab, settled, qtbot)
    store = window.session.store
    window.session.write(
        tab, lambda _store: findings.correct(store, sample.case_id, sample.name_finding, "Erika Musterfrau")
    )
    settled()
    (row,) = tab.table.model.rows
    assert "1 cited finding was corrected" in row.doubts
    case.inspector.show_finding(row.id)
    case.inspector.begin_correction(row.id)
    form = written(tab)
    assert form.value("text") == TEXT
    assert form.value("would_change") == "Ein anderer Handelsregisterauszug."
    form.set_value("text", "Sie führt die Firma.")
    form.submit()
    settled()
    assert [r.text for r in tab.table.model.rows] == ["Sie führt die Firma."]
    window.history.undo.trigger()
    settled()
    assert [r.text for r in tab.table.model.rows] == [TEXT]


def test_wenn_ich_abbreche_dann_bin_ich_wieder_in_der_liste(
    case: CaseWorkspace, settled: Settled, qtbot: QtBot
) -> None:
    tab = opened(case, settled)
    tab.begin()
    qtbot.keyClick(written(tab).text, Qt.Key.Key_Escape)
    settled()
    assert tab.form is None
    assert tab.pages.currentIndex() == 0
