"""Asking the other cases from the window: what the form asks for, and what the answer tells."""

from collections.abc import Callable

import pytest
from sample_case import Sample

from app.base.records import Label
from app.casework import cases, contributions, subjects
from app.casework.findings import Statement
from ui.case.cross_check_tab import CrossCheckTab
from ui.case.workspace import CaseWorkspace

Settled = Callable[[], None]


@pytest.fixture
def tab(case: CaseWorkspace, sample: Sample, settled: Settled) -> CrossCheckTab:
    """The tab over the first case; the second one holds the plate of a vehicle."""
    store = case.session.store
    other = cases.create(
        store, "360-2026-003", "Geheimtitel", "Zweck", "Grundlage", controller="Zoll Musterstadt"
    ).ids[0]
    label = Label("record", "suspects", "property", "Ordnungsamt Musterstadt", "GewO § 14")
    made = contributions.register(store, other, sample.trade, "Geheim", label=label).ids[0]
    source = contributions.add_source(store, other, made, "Akte", "Geheimblatt", "A").ids[0]
    subjects.add_node(store, other, "vehicle", [Statement("plate", "MU-ST 999", source)])
    case.show_tab("cross_check")
    settled()
    shown = case.tabs["cross_check"]
    assert isinstance(shown, CrossCheckTab)
    return shown


def _ask(tab: CrossCheckTab, settled: Settled, **values: str) -> None:
    for key, value in values.items():
        tab.form.set_value(key, value)
    tab.form.submit()
    settled()


def test_a_hit_says_whom_to_ask_and_nothing_else(tab: CrossCheckTab, settled: Settled) -> None:
    _ask(tab, settled, kind="plate", value="mu-st 999", reason="Abgleich vor der Konferenz")
    assert (tab.answer.verdict.text(), tab.answer.whom.text()) == ("Hit", "Zoll Musterstadt")
    assert "Geheim" not in tab.answer.note.text()
    assert tab.answer.isVisible()
    assert tab.form.value("reason") == ""
    tab.form.set_value("value", "MU-ST 998")
    assert not tab.answer.isVisible()


def test_no_hit_is_said_in_words(tab: CrossCheckTab, settled: Settled) -> None:
    _ask(tab, settled, kind="plate", value="MU-ST 998", reason="Abgleich vor der Konferenz")
    assert tab.answer.verdict.text() == "No hit"
    assert not tab.answer.whom.isVisible()


def test_the_reason_is_asked_for_beside_its_field(tab: CrossCheckTab, settled: Settled) -> None:
    _ask(tab, settled, kind="plate", value="MU-ST 999")
    assert "Why the answer is needed" in tab.form.error_text()
    assert not tab.answer.isVisible()


def test_a_chosen_subject_needs_nothing_typed(tab: CrossCheckTab, sample: Sample, settled: Settled) -> None:
    tab.reveal_subject(sample.person)
    assert not tab.form.field("value").isVisible()
    # Only a year and a month of birth are known of her, so there is nothing to ask with.
    _ask(tab, settled, reason="Abgleich vor der Konferenz")
    assert "full date of birth" in tab.form.error_text()
