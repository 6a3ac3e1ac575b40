"""The way to each form of the window, as one goes it."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from acquitted_sample import acquit
from conference_ways import CONFERENCE_WAYS
from exchange_ways import EXCHANGE_WAYS
from form_room import Room
from library_ways import LIBRARY_WAYS
from method_ways import METHOD_WAYS
from office_ways import OFFICE_WAYS
from PySide6.QtGui import QGuiApplication
from release_ways import RELEASE_WAYS
from sample_case import CHEAP

from app.casework import chart_documents, documents, findings, quarantine
from app.casework.passages import Passage
from app.store import founding, head_memory, keys
from ui.case.chart_panels import ANALYSIS, COMPARISON, LOOK
from ui.exchange.import_wizard import FRAME, ImportWizard
from ui.shell.inline_form import InlineForm
from ui.shell.new_store_form import NewStoreForm
from ui.shell.review_place import open_reviews
from ui.shell.unlock_form import UnlockForm

Way = Callable[[Room], InlineForm]
Begin = Callable[[Any], object]


def _inspector(begin: Callable[[Any, Room], object], room: Room) -> Any:
    """Choose the person and begin a form in the inspector."""
    room.tab("subjects")
    room.case.desk.choose_subject(room.sample.person)
    room.settled()
    begin(room.case.inspector, room)
    room.settled()
    return room.case.inspector.form


def _beside(key: str, begin: Begin, room: Room) -> Any:
    """Begin a form beside a part of the case."""
    tab: Any = room.tab(key)
    begin(tab)
    room.settled()
    return tab.form if hasattr(tab, "form") else tab.side.form


def _standing(key: str, room: Room) -> Any:
    """The form that a part of the case always shows."""
    tab: Any = room.tab(key)
    return tab.form


def _wizard_frame(room: Room) -> Any:
    page: Any = room.page("exchange")
    page.open_wizard()
    room.settled()
    wizard: Any = page.findChild(ImportWizard)
    wizard.show_page(FRAME)
    return wizard.frame


def _template(room: Room) -> Any:
    tab: Any = room.tab("briefing")
    tab.begin_template()
    room.settled()
    return tab.template_side.form


def _contribution(room: Room) -> str:
    """The report of the police; other ways need what the trade office delivered."""
    data = room.case.desk.data
    assert data is not None
    return next(c.id for c in data.records.contributions if c.agency_id == room.sample.police)


def _about_contribution(begin: Callable[[Any, str], object], room: Room) -> Any:
    return _beside("sources", lambda tab: begin(tab.contributions, _contribution(room)), room)


def _held(room: Room) -> Any:
    store = room.window.session.store
    if not quarantine.listed(store):
        quarantine.put(store, _contribution(room), "zu prüfen")
        room.case.desk.load()
        room.settled()
    held = quarantine.listed(store)[0].contribution.id
    return _beside("sources", lambda tab: tab.contributions.look_into(held), room)


def _deletion(begin: Begin, room: Room) -> Any:
    acquit(room.window.session.store, room.sample)
    open_reviews(room.window.session, room.sample.case_id, "deletions")
    room.settled()
    page: Any = room.window.page()
    begin(page.deletions)
    room.settled()
    return page.deletions.form


def _gap(begin: Begin, room: Room) -> Any:
    tab: Any = room.tab("gaps")
    if not tab.grid.rows:
        tab.lay_out()
        room.settled()
    return _beside("gaps", begin, room)


def _table(begin: Begin, room: Room) -> Any:
    tab: Any = room.tab("findings")
    tab.table.table.selectRow(0)
    begin(tab.listing)
    room.settled()
    return tab.listing.side.form


def _document(begin: Begin, room: Room) -> Any:
    tab: Any = room.tab("documents")
    text = io.BytesIO(b"Das Kennzeichen lautet MU-ST 123.")
    documents.attach(
        room.window.session.store, room.sample.case_id, _contribution(room), "Vermerk.txt", "text/plain", text
    )
    room.case.desk.load()
    room.settled()
    tab.open_document(tab.table.model.row_at(0).id)
    room.settled()
    return _beside("documents", begin, room)


def _paste(room: Room) -> Any:
    QGuiApplication.clipboard().setText("Ein Text")
    return _beside("documents", lambda tab: tab.begin_paste(), room)


def _picture(room: Room) -> Any:
    tab: Any = room.tab("map")
    tab.picture.ask()
    return tab.picture.form


def _settings(begin: Callable[[Any, Room], Any], room: Room) -> Any:
    page: Any = room.page("settings")
    form = begin(page, room)
    room.settled()
    for row in range(page.list.count()):
        if not form.isVisible():
            page.list.setCurrentRow(row)
    return form


def _older(page: Any, room: Room) -> Any:
    store = room.window.session.store
    head = head_memory.head_of(store)
    newer = replace(head, seq=head.seq + 3, hash="0" * 64)
    head_memory.remember_head(head_memory.store_id(store.path), store.path, newer)
    page.checks.now.trigger()
    room.until(lambda: not page.checks.older.isHidden())
    return page.checks.older


def _people(page: Any, room: Room, begin: Begin) -> Any:
    store = room.window.session.store
    if "anna" not in [slot.label for slot in keys.slots(store)]:
        keys.add(store, "anna", "noch eine Passphrase", cost=CHEAP)
    page.refresh()
    room.settled()
    assert page.keys.table.select_where(lambda row: row.slot.label == "anna")
    begin(page.keys)
    return page.keys.side.form


def _roles(page: Any, room: Room) -> Any:
    store = room.window.session.store
    store.user = "muster"
    founding.begin(store)
    _people(page, room, lambda _keys: None)
    assert page.users.table.select_where(lambda row: row.id == "anna")
    page.users.begin()
    return page.users.side.form


def _keys(begin: Begin, room: Room) -> Any:
    return _settings(lambda page, _room: (begin(page.keys), page.keys.side.form)[1], room)


def _new_case(room: Room) -> Any:
    room.window.go_to("new_case")
    room.settled()
    page: Any = room.window.page()
    return page.form


def _provision(room: Room) -> Any:
    page: Any = room.page("provisions")
    page.entries.sheet.show_entry("AO-31a")
    room.settled()
    return page.entries.sheet.form


def _consent(room: Room) -> Any:
    store = room.window.session.store
    findings.set_handling(store, room.sample.case_id, room.sample.name_finding, "H2", "")
    tab: Any = room.tab("release")
    room.case.desk.load()
    room.settled()
    tab.form.set_value("recipient", room.sample.police)
    tab.recipient.activated.emit(tab.recipient.currentIndex())
    room.until(lambda: tab.stays.select_where(lambda r: r.consent))
    tab.begin_consent()
    return tab.consent_form


def _assistant(room: Room) -> Any:
    page: Any = room.page("provisions")
    page.parts.setCurrentWidget(page.assistant)
    return page.assistant.form


def _log(room: Room) -> Any:
    page: Any = room.page("log")
    page.end()
    page.ask.ready()
    return page.ask.form


def _retention(name: str, room: Room) -> Any:
    page: Any = room.page("log")
    if page.ask.isVisible():
        page.ask.form.submit()
        room.settled()
    page.keep_action.trigger()
    room.settled()
    return getattr(page.retention, name)


def _report(room: Room) -> Any:
    form = _table(lambda listing: listing.begin_export(), room)
    form.set_value("reason", "Vermerk")
    tab: Any = room.tab("findings")
    tab.listing.save_to(form, room.folder / "zeilen.csv", form.values())
    room.settled()
    return tab.listing.side.form


def _view_removal(room: Room) -> Any:
    form = _table(lambda listing: listing.views.begin_save(), room)
    form.set_value("name", "Meine Sicht")
    form.submit()
    room.settled()
    return _table(lambda listing: listing.views.begin_removal(), room)


def _measure(room: Room) -> Any:
    return _beside("measures", lambda tab: tab.begin_change(tab.measures.model.rows[0]), room)


def _charts(room: Room) -> Any:
    tab: Any = room.tab("charts")
    if not tab.bar.chart_id():
        tab.chart.positions_changed.emit(tab.chart.positions())
        room.settled()
    return tab


def _chart(begin: Begin, room: Room) -> Any:
    """Begin a form beside the chart."""
    tab = _charts(room)
    begin(tab)
    room.settled()
    return tab.side.form.form


def _two_charts(tab: Any, room: Room) -> None:
    chart_documents.create(room.window.session.store, room.sample.case_id, "Zweites Bild")
    tab.show_case(room.case.desk.data)
    room.settled()
    tab.lists.begin("merge")


def _panel(name: str, number: int, room: Room) -> Any:
    """The form that a panel beside the chart always shows."""
    tab = _charts(room)
    tab.side.form.leave()
    tab.open_panel(number)
    tab.chart.select([room.sample.person])
    room.settled()
    panel = getattr(tab.panels, name)
    return panel.look if number == LOOK else panel.form


def _answer(tab: Any, room: Room) -> None:
    tab.open_panel(ANALYSIS)
    panel = tab.panels.analysis

    def answered() -> object:
        # An answer goes with the picture it was given on, and a picture may still be on its way.
        if panel.answer is None and tab.picture is not None and not panel.progress.busy:
            tab.chart.select([room.sample.person, room.sample.company])
            panel.form.submit()
        return panel.answer

    room.until(answered)
    panel.begin_saving()


WAYS: Mapping[str, Way] = {
    "AddFindingForm": partial(_inspector, lambda i, _r: i.begin_finding()),
    "AddLinkForm": partial(_inspector, lambda i, r: i.begin_link(r.sample.person, r.sample.company)),
    "AddNodeForm": partial(_inspector, lambda i, _r: i.begin_node()),
    "CorrectFindingForm": partial(_inspector, lambda i, r: i.begin_correction(r.sample.name_finding)),
    "HandlingForm": partial(_inspector, lambda i, r: i.begin_handling(r.sample.name_finding)),
    "ReasonForm": partial(_inspector, lambda i, r: i.begin_restriction(r.sample.name_finding, True)),
    "RemovalForm": partial(_inspector, lambda i, r: i.begin_removal(r.sample.name_finding)),
    "ReviewDayForm": partial(_inspector, lambda i, r: i.begin_review(r.sample.name_finding)),
    "AssessmentForm": partial(_beside, "assessment", lambda tab: tab.begin()),
    "AttachForm": lambda room: _beside("documents", lambda tab: tab.begin_files([room.folder / "a"]), room),
    "PasteForm": _paste,
    "CopyForm": partial(_document, lambda tab: tab.begin_copy()),
    "PassageForm": partial(_document, lambda tab: tab.begin_finding(Passage(1, 1, 3), "Das")),
    "CaseFrameForm": partial(_beside, "overview", lambda tab: tab.begin_edit()),
    "CaseStepForm": partial(_beside, "overview", lambda tab: tab.begin_step()),
    "PartyForm": partial(_beside, "overview", lambda tab: tab.begin_party()),
    "KeepForm": partial(_deletion, lambda panel: panel.begin_keep()),
    "EraseOutcomeForm": partial(_deletion, lambda panel: panel.begin_erase()),
    **LIBRARY_WAYS,
    **OFFICE_WAYS,
    **CONFERENCE_WAYS,
    **EXCHANGE_WAYS,
    **METHOD_WAYS,
    "CollectionForm": partial(_gap, lambda tab: tab.begin_task()),
    "GapForm": partial(_gap, lambda tab: tab.begin_change(tab.grid.rows[0])),
    "CiteForm": partial(_gap, lambda tab: tab.begin_entry(tab.grid.rows[0], "known")),
    "NoteForm": partial(_gap, lambda tab: tab.begin_entry(tab.grid.rows[0], "unknown")),
    "ContributionForm": partial(_beside, "sources", lambda tab: tab.begin_contribution()),
    "LabelForm": partial(_about_contribution, lambda desk, one: desk.begin_label(one)),
    "FrameForm": partial(_about_contribution, lambda desk, one: desk.begin_frame(one)),
    "WithdrawForm": partial(_about_contribution, lambda desk, one: desk.begin_withdrawal(one)),
    "ContentsForm": _held,
    "ImportFrameForm": _wizard_frame,
    "ImportForm": lambda room: _beside("sources", lambda tab: tab.begin_import(room.folder / "a.csv"), room),
    "sources_tab: A new source": partial(_beside, "sources", lambda tab: tab.begin_source()),
    "sources_tab: A new agency": partial(_beside, "sources", lambda tab: tab.begin_agency()),
    "BulkForm": partial(_table, lambda listing: listing.begin_edit()),
    "ExportForm": partial(_table, lambda listing: listing.begin_export()),
    "ViewForm": partial(_table, lambda listing: listing.views.begin_save()),
    "ViewRemovalForm": _view_removal,
    "ReportForm": _report,
    "NewChartForm": partial(_chart, lambda tab: tab.lists.begin("new")),
    "RenameChartForm": partial(_chart, lambda tab: tab.lists.begin("rename")),
    "DeleteChartForm": partial(_chart, lambda tab: tab.lists.begin("delete")),
    "MergeChartsForm": lambda room: _chart(lambda tab: _two_charts(tab, room), room),
    "ChartNoteForm": partial(_chart, lambda tab: tab.panels.items.begin("note", [])),
    "ChartFrameForm": partial(_chart, lambda tab: tab.panels.items.begin("frame", [])),
    "GroupForm": lambda room: _chart(lambda tab: tab.panels.items.begin("group", [room.sample.person]), room),
    "RuleForm": partial(_chart, lambda tab: tab.panels.look.ask_rule(None)),
    "chart_analysis_panel: Save as assessment": lambda room: _chart(lambda tab: _answer(tab, room), room),
    "chart_analysis_panel:": partial(_panel, "analysis", ANALYSIS),
    "chart_comparison_panel:": partial(_panel, "comparison", COMPARISON),
    "chart_look_panel:": partial(_panel, "look", LOOK),
    "ConsentForm": _consent,
    "DecideForm": _provision,
    **RELEASE_WAYS,
    "AdviceForm": _assistant,
    "CrossCheckForm": partial(_standing, "cross_check"),
    "duplicates_tab:": partial(_standing, "duplicates"),
    "briefing_tab:": partial(_standing, "briefing"),
    "TemplateForm": _template,
    "release_tab:": partial(_standing, "release"),
    "MeasureStateForm": _measure,
    "picture_form: Save as a picture": _picture,
    "PassphraseForm": partial(_keys, lambda page: page.begin_add()),
    "RekeyForm": partial(_keys, lambda page: page.begin_rekey()),
    "RecoveryForm": partial(_keys, lambda page: page.begin_recovery()),
    "RemoveForm": partial(_settings, lambda page, room: _people(page, room, lambda k: k.begin_remove())),
    "RolesForm": partial(_settings, _roles),
    "_SettingsForm": partial(_settings, lambda page, _room: page.backups.form),
    "_OlderForm": partial(_settings, _older),
    "locking_section: Locking": partial(_settings, lambda page, _room: page.appearance.locking.form),
    "settings_page:": partial(_settings, lambda page, _room: page.appearance.form),
    "cases_page: A new case": _new_case,
    "log_purpose_form:": _log,
    "log_retention_view: The office's own period": partial(_retention, "period"),
    "log_retention_view: Erase what is due": partial(_retention, "erasure"),
    "NewStoreForm": lambda room: NewStoreForm(room.folder),
    "UnlockForm": lambda room: UnlockForm([str(room.sample.path)]),
}
