"""Wenn ich einen Gegenstand bearbeite, dann geht alles mit der Tastatur: nichts hier berührt eine Maus."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sample_case import Sample

from app.casework import reviews
from app.store import audit
from ui.case.finding_forms import AddFindingForm, RemovalForm
from ui.case.inspector_query import FieldText
from ui.case.workspace import CaseWorkspace
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
KEY = Qt.Key


class Keyboard:
    """Types where the focus is, as a person would."""

    def __init__(self, qtbot: QtBot, settled: Settled) -> None:
        self.qtbot, self.settled = qtbot, settled

    def at(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.at(), key)
            self.settled()

    def write(self, text: str) -> None:
        self.qtbot.keyClicks(self.at(), text)

    def replace(self, text: str) -> None:
        self.qtbot.keyClick(self.at(), KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.write(text)


def begin(case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot) -> Keyboard:
    case.activateWindow()
    case.reveal("subjects", sample.person)
    settled()
    case.inspector.subject.focus_finding()
    return Keyboard(qtbot, settled)


def current(case: CaseWorkspace) -> dict[str, str]:
    assert case.desk.data is not None
    return {f.value: f.id for f in case.desk.data.current}


def test_wenn_ich_f2_druecke_dann_berichtige_ich(
    case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    keys.press(KEY.Key_F2)
    keys.replace("Erika Musterfrau")
    keys.press(KEY.Key_Return)
    assert "Erika Musterfrau" in current(case)
    assert "Erika Mustermann" not in current(case)


def test_wenn_ich_einfg_druecke_dann_fuege_ich_zum_feld_hinzu(
    case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    keys.press(KEY.Key_Down, KEY.Key_Insert)
    form = case.inspector.form
    assert isinstance(form, AddFindingForm)
    assert form.value("property") == "birth_date"
    keys.write("31.02.1982")
    keys.press(KEY.Key_Return)
    assert "31.02.1982" in form.error_text()
    keys.replace("12.02.1982")
    keys.press(KEY.Key_Return)
    assert "1982-02-12" in current(case)
    field = next(f for f in _shown(case) if f.property == "birth_date")
    assert field.title == "Date of birth · 3 findings"
    assert "3 values" in field.warn


def test_wenn_ich_e_druecke_dann_erreiche_ich_die_leeren_felder(
    case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    shown = case.inspector.subject.shown
    assert shown is not None
    assert "occupation" in dict(shown.empty)
    keys.press(KEY.Key_E, KEY.Key_Return)
    form = case.inspector.form
    assert isinstance(form, AddFindingForm)
    assert form.value("property") == shown.empty[0][0]
    keys.write("Erika E.")
    keys.press(KEY.Key_Return)
    assert "Erika E." in current(case)


def test_wenn_ich_entf_druecke_dann_werde_ich_einmal_gefragt(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    keys.press(KEY.Key_Delete)
    form = case.inspector.form
    assert isinstance(form, RemovalForm)
    assert form.value("step") == "restrict"
    keys.press(KEY.Key_Return)
    assert "Reason" in form.error_text()
    keys.write("bestritten")
    keys.press(KEY.Key_Return)
    assert case.desk.data is not None
    assert case.desk.data.findings[sample.name_finding].restricted
    window.history.undo.trigger()
    settled()
    assert not case.desk.data.findings[sample.name_finding].restricted


def test_wenn_ich_loesche_dann_steht_da_was_mitgeht_und_im_verlauf_dass_es_weg_ist(
    case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    keys.press(KEY.Key_Down, KEY.Key_Delete, KEY.Key_End)
    form = case.inspector.form
    assert isinstance(form, RemovalForm)
    assert form.value("step") == "erase"
    assert "1 finding" in form.going.text()
    keys.press(KEY.Key_Tab)
    keys.write("Frist abgelaufen")
    keys.press(KEY.Key_Return)
    assert "1981-05" not in current(case)
    case.inspector.subject.focus_finding(current(case)["1980-05"])
    keys.press(KEY.Key_H)
    history = case.inspector.history.history
    assert history is not None
    assert [line.facts[1] for line in history.erased] == ["reason: Frist abgelaufen"]
    keys.press(KEY.Key_Escape)
    assert case.inspector.currentWidget() is case.inspector.subject


def test_wenn_ich_um_loeschung_bitte_dann_steht_sie_auf_der_pruefliste(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    keys.press(KEY.Key_Delete, KEY.Key_Down, KEY.Key_Tab)
    keys.write("nicht mehr erforderlich")
    keys.press(KEY.Key_Return)
    assert sample.name_finding in {d.finding_id for d in reviews.due(window.session.store)}


def test_wenn_ich_x_druecke_dann_ist_sie_entlastend(
    case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    keys.press(KEY.Key_X)
    assert case.desk.data is not None
    assert case.desk.data.findings[sample.name_finding].exonerating


def test_wenn_ich_eine_erkenntnis_oeffne_dann_hat_jeder_schritt_seine_taste(
    case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    keys.press(KEY.Key_Return, KEY.Key_V, KEY.Key_End)
    form = case.inspector.form
    assert form is not None
    assert form.value("handling") == "H3"
    keys.press(KEY.Key_Return)
    assert "which" in form.error_text()
    keys.write("nur schriftlich")
    keys.press(KEY.Key_Return)
    assert case.desk.data is not None
    assert case.desk.data.findings[sample.name_finding].handling_note == "nur schriftlich"
    keys.press(KEY.Key_R)
    keys.write("1.1.2020")
    keys.press(KEY.Key_Return)
    review = case.inspector.form
    assert review is not None
    assert review.error_text()
    keys.press(KEY.Key_Escape, KEY.Key_Escape)
    assert case.inspector.subject.focused_finding() == sample.name_finding


def test_wenn_der_text_eine_herkunft_nennt_dann_werde_ich_vorher_gefragt(
    case: CaseWorkspace, window: MainWindow, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    case.inspector.begin_finding("note")
    keys.write("Der Clan half ihm.")
    form = case.inspector.form
    assert isinstance(form, AddFindingForm)
    assert "Clan" in form.question.text()
    keys.press(KEY.Key_Return)
    assert "Needed here?" in form.error_text()
    keys.write("Zitat der Zeugin")
    keys.press(KEY.Key_Return)
    assert "Der Clan half ihm." in current(case)
    with window.session.store.read() as connection:
        entry = list(audit.entries(connection))[-1]
    assert "Zitat der Zeugin" in entry.reason
    assert "Clan" not in entry.reason


def test_wenn_ein_name_so_klingt_dann_wird_nicht_gefragt(
    case: CaseWorkspace, sample: Sample, settled: Settled, qtbot: QtBot
) -> None:
    keys = begin(case, sample, settled, qtbot)
    case.inspector.begin_finding("alias")
    keys.write("Der Clan")
    keys.press(KEY.Key_Return)
    assert "Der Clan" in current(case)


def _shown(case: CaseWorkspace) -> tuple[FieldText, ...]:
    shown = case.inspector.subject.shown
    assert shown is not None
    return shown.fields
