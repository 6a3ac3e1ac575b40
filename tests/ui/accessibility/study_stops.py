"""What else is looked at in the study workspace: its forms, and every part of the results."""

from collections.abc import Callable, Iterator

from ui.shell.main_window import MainWindow
from ui.study.careers_page import CareersPage
from ui.study.definition_page import DefinitionPage
from ui.study.matching_page import MatchingPage
from ui.study.results_page import ResultsPage


def study_stops(window: MainWindow, settle: Callable[[], None]) -> Iterator[str]:
    """Open one thing after the other and give out its name once it is settled."""
    for place, begin in (("definition", _define), ("careers", _take_in), ("matching", _lock)):
        window.go_to(place)
        settle()
        if begin(window):
            settle()
            yield f"{place}/form"
    window.go_to("results")
    settle()
    page = window.page()
    assert isinstance(page, ResultsPage)
    if page.open.isEnabled():
        page.open.trigger()
        settle()
        for number in range(page.results.count()):
            page.results.setCurrentIndex(number)
            settle()
            yield f"results/{number}"


def _define(window: MainWindow) -> bool:
    page = window.page()
    assert isinstance(page, DefinitionPage)
    page.begin()
    return True


def _take_in(window: MainWindow) -> bool:
    page = window.page()
    assert isinstance(page, CareersPage)
    page.begin()
    return True


def _lock(window: MainWindow) -> bool:
    page = window.page()
    assert isinstance(page, MatchingPage)
    if page.lock.isEnabled():
        page.begin()
    return page.lock.isEnabled()
