"""Long work that shows how far it is and can be stopped: the bar, the work beside the window, its end."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QScrollArea

from app.base.errors import UserError
from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.store.store import Store
from ui.shell.inline_form import InlineForm
from ui.shell.session import Session
from ui.widgets.progress_row import ProgressRow

T_co = TypeVar("T_co", covariant=True)


def progress_in(form: InlineForm) -> ProgressRow:
    """Put a bar into a form, below its buttons; who gives the form up stops the work."""
    row = ProgressRow()
    form.add_below(row)
    form.cancelled.connect(row.cancel)
    return row


def bring_into_view(row: ProgressRow) -> None:
    """Scroll a long form to its bar, once that has its place."""
    above = row.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        QTimer.singleShot(0, row, partial(above.ensureWidgetVisible, row))


class Work(Protocol[T_co]):
    """What is done beside the window; it raises `Cancelled` when it was asked to stop."""

    def __call__(self, store: Store, *, progress: Progress) -> T_co:
        """Do it."""
        ...


class _Stopped:
    """Stands for the result of work that was stopped."""


class StoppableWork:
    """Runs one thing at a time beside `row`.

    When it was stopped, a message says that nothing came of it; with `says` False `stopped` has to say it.
    """

    def __init__(self, session: Session, owner: QObject, row: ProgressRow, *, says: bool = True) -> None:
        self.session, self.owner, self.row, self.says = session, owner, row, says

    def write(
        self,
        text: str,
        work: Work[T_co],
        done: Callable[[T_co], object],
        refused: Callable[[UserError], object] | None = None,
        *,
        stopped: Callable[[], object],
    ) -> None:
        """Change something beside the window; exactly one of `done`, `refused` and `stopped` is called."""
        beside, ended, said = self._made(text, work, done, refused, stopped)
        self.session.write(self.owner, beside, ended, said)

    def read(
        self,
        text: str,
        work: Work[T_co],
        done: Callable[[T_co], object],
        refused: Callable[[UserError], object] | None = None,
        *,
        stopped: Callable[[], object],
    ) -> None:
        """Like `write`, for work that changes nothing."""
        beside, ended, said = self._made(text, work, done, refused, stopped)
        self.session.read(self.owner, beside, ended, said)

    def _end(self) -> None:
        """Take the bar away, unless its form is gone already."""
        if shiboken6.isValid(self.row):
            self.row.end()

    def _made(
        self,
        text: str,
        work: Work[Any],
        done: Callable[[Any], object],
        refused: Callable[[UserError], object] | None,
        stopped: Callable[[], object],
    ) -> tuple[Callable[[Store], Any], Callable[[Any], None], Callable[[UserError], None]]:
        told = self.row.begin(text)
        bring_into_view(self.row)

        def beside(store: Store) -> Any:
            try:
                told.step(0)
                return work(store, progress=told)
            except Cancelled:
                return _Stopped()

        def ended(result: Any) -> None:
            self._end()
            if isinstance(result, _Stopped):
                stopped()
                if self.says:
                    self.session.noted.emit(_("Stopped; nothing was changed and no file was written."))
            else:
                done(result)

        def said(error: UserError) -> None:
            self._end()
            if refused is not None:
                refused(error)
            else:
                self.session.refused.emit(error)

        return beside, ended, said
