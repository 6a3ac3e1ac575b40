"""Every form of the window, one after the other; a new one fails here until the way to it is told."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from form_checks import faults
from form_room import Room, every_form
from form_ways import WAYS
from sample_case import Sample
from study_ways import STUDY_WAYS

from app.base import clock
from ui.case.workspace import CaseWorkspace
from ui.office.review_page import ReviewPage
from ui.shell.main_window import MainWindow

Settled = Callable[[], None]
LATER = {
    "ExtendForm": "extend",
    "RestrictForm": "restrict",
    "EraseForm": "erase",
    "SentForm": "",
    "ConfirmedForm": "",
}
"""Forms for what is due, with the action that opens each; two stand there always."""


def test_the_way_to_every_form_is_known() -> None:
    elsewhere = {*LATER, *STUDY_WAYS}  # the study's are in its own window: test_study_window.py
    assert every_form() - elsewhere == {name for name in WAYS if not name.startswith("cases_page")}


def test_wenn_ich_ein_formular_oeffne_dann_ist_alles_benannt_und_der_fehler_steht_am_feld(
    window: MainWindow, case: CaseWorkspace, sample: Sample, settled: Settled, tmp_path: Path
) -> None:
    """Leer abgeschickt: der Fehler und der Cursor sind beim Feld; Tab kommt überall hin, Escape gibt auf."""
    room = Room(window, case, sample, settled, tmp_path)
    wrong: list[str] = []
    told: list[object] = []
    for refused in (window.session.refused, window.session.tasks.refused):
        refused.connect(told.append)
    for name, way in WAYS.items():
        form = way(room)
        assert form is not None, name
        alone = form.parentWidget() is None
        if alone:
            form.show()
        elif not form.isVisible():
            wrong.append(f"{name}: it is not in sight")
        wrong += [f"{name}: {fault}" for fault in faults(form, settled, told)]
        if alone:
            form.close()
            form.deleteLater()
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def late() -> Iterator[None]:
    """Two years after the sample was made: everything is due."""
    moment = clock.now() + dt.timedelta(days=730)
    clock.set_source(lambda: moment)
    yield
    clock.set_source(None)


def test_wenn_etwas_faellig_ist_dann_sind_auch_diese_formulare_benannt_und_mit_tasten_zu_bedienen(
    late: None, window: MainWindow, settled: Settled
) -> None:
    window.go_to("reviews")
    settled()
    page = window.page()
    assert isinstance(page, ReviewPage)
    wrong: list[str] = []
    for name, action in LATER.items():
        if not action:
            continue
        page.reviews.table.filter.setText("Erika Name")
        settled()
        page.reviews.table.table.selectRow(0)
        getattr(page.reviews, action).trigger()
        settled()
        form = page.reviews.form
        assert type(form).__name__ == name
        wrong += [f"{name}: {fault}" for fault in faults(form, settled, ())]
        assert page.reviews.form is None
    assert not wrong, "\n".join(wrong)
