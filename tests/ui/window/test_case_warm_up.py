"""What is asked beside the start page is what opening a case asks, of a case that is not there."""

from collections.abc import Callable, Iterator

import pytest
from sample_case import Sample
from sqlalchemy import event

from app.casework import cases
from app.casework.case_steps import CaseStatus
from app.store.store import Store
from ui.case.case_data import load_case
from ui.case.case_warm_up import warm_up
from ui.case.overview_query import load_work
from ui.shell.work_query import work_lines

Asked = Callable[[Callable[[], object]], list[tuple[str, tuple[object, ...]]]]


@pytest.fixture
def store(sample: Sample) -> Iterator[Store]:
    opened = Store.open_with_recovery_key(sample.path, sample.recovery_key)
    opened.claim()
    yield opened
    opened.close()


@pytest.fixture
def asked(store: Store) -> Asked:
    """Carries something out and returns the questions with what they asked for."""
    with store.read() as connection:
        engine = connection.engine

    def listen(work: Callable[[], object]) -> list[tuple[str, tuple[object, ...]]]:
        found: list[tuple[str, tuple[object, ...]]] = []

        def note(
            _connection: object, _cursor: object, text: str, given: tuple[object, ...], *_: object
        ) -> None:
            found.append((text, given))

        event.listen(engine, "before_cursor_execute", note)
        try:
            work()
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return found

    return listen


def test_hardly_a_question_of_opening_a_case_is_new(store: Store, sample: Sample, asked: Asked) -> None:
    ahead = {text for text, _given in asked(lambda: warm_up(store))}
    # Another reader has counted what the case holds by then.
    work_lines(store)

    def opening() -> None:
        load_case(store, sample.case_id)
        load_work(store, sample.case_id, CaseStatus.ERASED)
        work_lines(store, sample.case_id)

    new = {text for text, _given in asked(opening)} - ahead
    assert len(ahead) > 30
    # The frame of the case, which is there; what hangs on something of it is asked once that is found.
    assert [text for text in new if "FROM case_file" in text] != []
    assert len(new) <= 6


def test_no_case_is_read_for_it(store: Store, sample: Sample, asked: Asked) -> None:
    known = {header.id for header in cases.headers(store)}
    assert sample.case_id in known
    for _text, given in asked(lambda: warm_up(store)):
        assert not any(case in str(value) for value in given for case in known)
