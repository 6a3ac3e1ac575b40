"""What is typed into a form and not yet saved: kept as a draft, and offered when the form opens again."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.base.clock import moment_of
from app.base.i18n import _
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from app.store.drafts import Draft
    from ui.shell.draft_book import DraftBook
    from ui.shell.session import Session


class DraftedForm(Protocol):
    """What a form lets its draft do."""

    def held(self) -> dict[str, str]:
        """Return what the fields hold, secrets excepted."""

    def texts(self) -> dict[str, str]:
        """Return what the fields to type in hold, secrets excepted."""

    def fill(self, values: dict[str, str]) -> None:
        """Put values into the fields."""

    def add_notice(self, notice: QWidget) -> None:
        """Show something between heading and fields."""


class FormDraft(QObject):
    """The draft of one form. A draft begins with the first letter typed; choices alone make none."""

    def __init__(self, form: Any, session: Session, place: str, case_id: str, title: str) -> None:
        super().__init__(form)
        self._form: DraftedForm = form
        self._book: DraftBook = session.drafts
        self._place, self._case_id, self._title = place, case_id, title
        self._initial = self._form.held()
        self._empty = self._form.texts()
        self._typed = self._sent = False
        self._found: Draft | None = None
        self.notice = DraftNotice()
        self._form.add_notice(self.notice)
        self.notice.restore.clicked.connect(lambda _checked=False: self._restore())
        self.notice.discard.clicked.connect(lambda _checked=False: self.discard())
        session.committed.connect(self._saved)

    def look(self) -> None:
        """Ask whether something was begun here before."""
        if not self._typed and self._found is None:
            self._book.find(self, self._place, self._offer)

    def edited(self) -> None:
        """Somebody typed or chose something."""
        if not self._typed and self._form.texts() == self._empty:
            return
        self._typed, self._sent = True, False
        if self._form.texts() == self._empty:
            self._forget()
        elif self._found is None or self.notice.is_restored():
            self._book.keep(self._place, self._case_id, self._title, self._form.held())

    def left(self) -> None:
        """The cursor left a field."""
        self._book.flush()

    def sent(self) -> None:
        """The form was sent; whether it was saved shows a change, or that the form goes."""
        self._sent = True

    def refused(self) -> None:
        """The form was refused: what it holds is still unfinished."""
        if self._sent:
            self._sent = False
            self._typed = self._typed or self._form.texts() != self._empty
            self.edited()

    def given_up(self) -> None:
        """Somebody gave the entry up."""
        if self._typed or self._found is not None:
            self._forget()

    def hidden(self) -> None:
        """The form is out of sight."""
        if self._sent:
            self._saved(None)
        self._book.flush()

    def discard(self) -> None:
        """Forget the draft; what came from it goes from the fields."""
        restored = self.notice.is_restored()
        self._forget()
        if restored:
            self._form.fill(self._initial)
        else:
            self.edited()

    def _offer(self, draft: Draft | None) -> None:
        if draft is None:
            return
        self._found = draft
        if self._form.texts() == self._empty:
            self._restore()
        else:
            # Somebody was quicker than the store: nothing typed is overwritten.
            self.notice.show_draft(draft, restored=False)

    def _restore(self) -> None:
        if self._found is not None:
            self._form.fill(dict(self._found.values))
            self._typed = True
            self.notice.show_draft(self._found, restored=True)

    def _saved(self, _change: object) -> None:
        if self._sent:
            self._sent = False
            if self._typed or self._found is not None:
                self._forget()

    def _forget(self) -> None:
        self._typed = False
        self._found = None
        self.notice.hide()
        self._book.drop(self._place)


class DraftNotice(QFrame):
    """One line: from when the unfinished entry is, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = PlainLabel()
        self.restore = QPushButton(_("Restore"))
        self.discard = QPushButton(_("Discard"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.restore)
        row.addWidget(self.discard)
        self._restored = False
        self.hide()

    def is_restored(self) -> bool:
        """Tell whether the fields hold what was begun before."""
        return self._restored

    def show_draft(self, draft: Draft, *, restored: bool) -> None:
        """Say that there is a draft."""
        self._restored = restored
        words = _("Unfinished entry of {time} – restored.") if restored else _("Unfinished entry of {time}.")
        self.words.setText(words.format(time=_time(draft.at)))
        self.restore.setVisible(not restored)
        self.show()


def _time(at: str) -> str:
    moment = moment_of(at).astimezone()
    today = dt.datetime.now(dt.UTC).astimezone().date()
    return f"{moment:%H:%M}" if moment.date() == today else f"{moment:%d.%m. %H:%M}"


def attach(form: Any, title: str, about: str | None) -> FormDraft | None:
    """Give a form its draft, None where there is no store to keep it in (the unlock window).

    Which form it is, is told by page, case, class, heading, fields, what stood in them at first, and what
    it is about: `about`, or if that is None the subject and finding that the inspector around it shows.
    """
    case_id, shown = "", ""
    around: Any = form.parentWidget()
    while around is not None:
        case_id = case_id or str(getattr(around, "case_id", ""))
        if hasattr(around, "finding_id"):
            subject_id = str(getattr(getattr(around, "desk", None), "subject_id", ""))
            shown = f"{subject_id} {around.finding_id}".strip()
        session: Any = getattr(around, "session", None)
        if hasattr(session, "drafts"):
            place = {
                "page": type(around).__name__,
                "case": case_id,
                "form": type(form).__name__,
                "title": title,
                "fields": list(form.held()),
                "first": form.texts(),
                "about": shown if about is None else about,
            }
            return FormDraft(form, session, json.dumps(place, sort_keys=True), case_id, title)
        around = around.parentWidget()
    return None
