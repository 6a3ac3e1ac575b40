"""Stories about contributions in the window: register, label, look into quarantine, withdraw."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sample_case import Sample

from ui.case.contribution_edit_forms import ContentsForm, WithdrawForm
from ui.case.contribution_form import HIGHER, ContributionForm
from ui.case.import_form import ImportForm
from ui.case.sources_tab import SourcesTab
from ui.case.workspace import CaseWorkspace

Settled = Callable[[], None]


@pytest.fixture
def tab(case: CaseWorkspace, settled: Settled) -> SourcesTab:
    case.show_tab("sources")
    settled()
    found = case.tabs["sources"]
    assert isinstance(found, SourcesTab)
    return found


def begun(tab: SourcesTab, sample: Sample) -> ContributionForm:
    tab.begin_contribution()
    form = tab.form
    assert isinstance(form, ContributionForm)
    form.set_value("agency", sample.police)
    form.set_value("title", "Kontrollbericht")
    form.set_value("reference", "ST 99/26")
    return form


def label(form: ContributionForm) -> None:
    form.set_value("means", "open_inspection")
    form.set_value("person_category", "suspect")
    form.set_value("interest", "_own")
    form.set_value("interest_own", "§ 56 GewO")


def held(tab: SourcesTab) -> str:
    (contribution_id,) = tab.quarantine.rows
    return contribution_id


def references(tab: SourcesTab) -> set[str]:
    return {row.reference for row in tab.table.model.rows}


def test_a_labelled_contribution_is_in_the_list_at_once(
    tab: SourcesTab, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    """Wenn ich einen gekennzeichneten Beitrag mit Datei anlege, dann steht er in der Liste."""
    file = tmp_path / "bericht.txt"
    file.write_text("Kontrolle", "utf-8")
    form = begun(tab, sample)
    label(form)
    form.files.add([file, file])
    form.submit()
    settled()
    (row,) = [r for r in tab.table.model.rows if r.contribution == "Kontrollbericht"]
    assert (row.reference, row.document, row.label) == ("ST 99/26", "bericht.txt", "Police Musterstadt")
    assert tab.quarantine.isHidden()
    assert tab.form is None


def test_what_is_wrong_stands_beside_its_field(tab: SourcesTab, sample: Sample, settled: Settled) -> None:
    """Wenn der Eingang in der Zukunft liegt oder die Einstufung zu hoch ist, dann steht das am Feld."""
    form = begun(tab, sample)
    form.set_value("received", "31.12.2099")
    form.submit()
    settled()
    assert "future" in form.error_text()
    form.set_value("received", "")
    form.set_value("classification", HIGHER)
    form.submit()
    settled()
    assert "Return it to the sender" in form.error_text()
    assert tab.form is form


def test_the_form_says_what_the_label_lacks_and_what_follows(tab: SourcesTab, sample: Sample) -> None:
    """Wenn ich die Kennzeichnung ausfülle, dann sagt das Formular laufend, was noch fehlt."""
    form = begun(tab, sample)
    assert "quarantine" in form.label_state.text()
    assert form.value("collecting_body") == "Police Musterstadt"
    label(form)
    assert form.label_state.text() == "The label has all that the law asks for."
    form.set_value("means", "")
    form.set_value("regime", "sgb")
    assert "quarantine" in form.label_state.text()


def test_without_a_label_it_is_held_until_it_is_labelled(
    tab: SourcesTab, sample: Sample, settled: Settled
) -> None:
    """Wenn ich die Kennzeichnung eines Beitrags in Quarantäne nachtrage, dann erscheint er in der Liste."""
    form = begun(tab, sample)
    form.submit()
    settled()
    assert "ST 99/26" not in references(tab)
    tab.contributions.look_into(held(tab))
    settled()
    assert isinstance(tab.form, ContentsForm)
    tab.form.submit()
    settled()
    assert tab.form is not None
    for key, value in (("means", "open_inspection"), ("person_category", "several"), ("interest", "fraud")):
        tab.form.set_value(key, value)
    tab.form.submit()
    settled()
    assert "Reason" in tab.form.error_text()
    tab.form.set_value("reason", "Rückruf bei der Polizei")
    tab.form.submit()
    settled()
    assert "ST 99/26" in references(tab)
    assert tab.quarantine.isHidden()


def test_withdrawing_asks_once_and_says_what_goes(tab: SourcesTab, settled: Settled) -> None:
    """Wenn ich einen Beitrag zurücknehme, dann sagt eine Frage, was mitgeht, und danach ist es weg."""
    assert tab.table.select_where(lambda row: row.contribution == "Gewerberegister")
    tab.for_selected(tab.contributions.begin_withdrawal)
    settled()
    form = tab.form
    assert isinstance(form, WithdrawForm)
    form.submit()
    settled()
    assert "Reason" in form.error_text()
    form.set_value("reason", "Vom Gewerbeamt zurückgerufen")
    form.submit()
    settled()
    assert "GR-2026/17" not in references(tab)


def test_an_imported_file_without_label_is_said_to_be_held_and_is(
    tab: SourcesTab, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    """Wenn ich eine Datei ohne Kennzeichnung einlese, dann wird sie gehalten."""
    file = tmp_path / "kanten.csv"
    file.write_text("1 2\n2 3\n", "utf-8")
    tab.begin_import(file)
    form = tab.form
    assert isinstance(form, ImportForm)
    form.set_value("agency", sample.police)
    form.submit()
    settled()
    assert form.report is not None
    before = references(tab)
    form.submit()
    settled()
    assert references(tab) == before
    assert len(tab.quarantine.rows) == 1
    tab.begin_import(file)
    again = tab.form
    assert isinstance(again, ImportForm)
    again.set_value("agency", sample.police)
    again.submit()
    settled()
    assert "imported into the case before" in again.error_text()


def test_what_is_in_doubt_is_put_into_quarantine(tab: SourcesTab, settled: Settled) -> None:
    """Wenn ich an der Kennzeichnung zweifle, dann stelle ich den Beitrag in Quarantäne."""
    assert tab.table.select_where(lambda row: row.contribution == "Gewerberegister")
    tab.for_selected(tab.contributions.begin_quarantine)
    assert tab.form is not None
    tab.form.set_value("reason", "Herkunft unklar")
    tab.form.submit()
    settled()
    assert "GR-2026/17" not in references(tab)
    assert not tab.quarantine.isHidden()
