"""What opening a case asks the store, asked once before anybody does. Free of Qt."""

from app.casework import rows
from app.casework.case_steps import CaseStatus
from app.store.store import Store
from ui.case.overview_query import load_work
from ui.shell.work_query import work_lines

# No row has it: an id is 32 hex digits.
_NO_CASE = "none"


def warm_up(store: Store) -> None:
    """Ask for a case that is not there, beside the window.

    To put some forty questions into words takes as long as to answer them for a case of 500 nodes; that is
    done by then, and not a single row was read.
    """
    with store.read() as connection:
        rows.parts(connection, _NO_CASE)
    load_work(store, _NO_CASE, CaseStatus.ERASED)
    work_lines(store, _NO_CASE)
