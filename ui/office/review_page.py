"""The place of reviews: what is due by case, decisions on it, and the notices that follow."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from app.base.i18n import _
from app.store.store import Store
from ui.office.deletion_panel import DeletionsPanel
from ui.office.deletion_query import DeletionRow, rows
from ui.office.ledger_panel import LedgerPanel
from ui.office.review_notices import NoticesPanel
from ui.office.review_panel import ReviewPanel
from ui.office.review_query import (
    DELETIONS,
    DUE,
    LEDGER,
    NOTICES,
    SENT,
    SOON,
    Group,
    ReviewView,
    read_view,
)
from ui.shell.consultation_notes import ConsultationNotes
from ui.shell.page import Page
from ui.shell.review_place import REVIEWS, is_wanted, take_wanted
from ui.shell.session import Session
from ui.widgets.plain_label import Heading


class ReviewPage(Page):
    """Views and cases at the left with their counts, the chosen one at the right."""

    interests = frozenset(
        {"finding", "meta", "case_file", "contribution", "subject", "deletion_decision", "quarantine"}
        | {"handover"}
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.view, self.chosen_case = DUE, ""
        # What is shown here is personal data (BDSG section 76(2)).
        ConsultationNotes(session, self, _("List of due reviews shown"))
        self.list = QListWidget()
        self.list.setFixedWidth(230)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(_("Reviews by case"))
        self.heading = Heading(_("Reviews"))
        self.heading.setContentsMargins(16, 16, 16, 0)
        self.reviews = ReviewPanel(session)
        self.notices = NoticesPanel(session)
        self.deletions = DeletionsPanel(session)
        self.deletions.cleaning_wanted.connect(self.reviews.clean)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.deletions)
        self.stack.addWidget(self.reviews)
        self.stack.addWidget(self.notices)
        self.ledger = LedgerPanel(session)
        self.stack.addWidget(self.ledger)
        left = QVBoxLayout()
        left.setContentsMargins(0, 16, 0, 0)
        left.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.heading)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addLayout(right, 1)
        session.place_wanted.connect(self._place_wanted)
        self.list.currentItemChanged.connect(lambda item, _before: self._go(item))

    def title(self) -> str:
        """See Page."""
        return _("Reviews")

    def find_here(self) -> None:
        """See Page."""
        if self.view in (NOTICES, SENT):
            self.notices.table.focus_filter()
        elif self.view == DELETIONS:
            self.deletions.table.focus_filter()
        elif self.view == LEDGER:
            self.ledger.table.focus_filter()
        else:
            self.reviews.table.focus_filter()

    def refresh(self) -> None:
        """See Page."""
        wanted = take_wanted(self.session)
        if wanted:
            self.view, self.chosen_case = wanted
        read = partial(_read, view=self.view, case_id=self.chosen_case)
        self.session.read(self, read, self._show)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody may have asked for a case meanwhile."""
        super().showEvent(event)
        if is_wanted(self.session):
            self.refresh()

    def _place_wanted(self, key: str) -> None:
        if key == REVIEWS and self.isVisible() and is_wanted(self.session):
            self.refresh()

    def _go(self, item: QListWidgetItem | None) -> None:
        group = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if isinstance(group, Group) and (group.view, group.case_id) != (self.view, self.chosen_case):
            self.view, self.chosen_case = group.view, group.case_id
            self.reviews.close_form()
            self.deletions.close_form()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refresh()

    def _show(self, read: tuple[ReviewView, tuple[DeletionRow, ...]]) -> None:
        view, deletions = read
        if (view.view, view.case_id) != (self.view, self.chosen_case):
            return
        self._show_groups(view)
        if view.view == DELETIONS:
            self.deletions.show_rows(deletions)
            self.stack.setCurrentWidget(self.deletions)
        elif view.view in (NOTICES, SENT):
            self.notices.show_view(view)
            self.stack.setCurrentWidget(self.notices)
        elif view.view == LEDGER:
            self.ledger.show_case(view.case_id)
            self.stack.setCurrentWidget(self.ledger)
        else:
            self.reviews.show_view(view)
            self.stack.setCurrentWidget(self.reviews)

    def _show_groups(self, view: ReviewView) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for group in view.groups:
            indent = "      " if group.case_id else ""
            item = QListWidgetItem(f"{indent}{group.title} ({group.count})", self.list)
            item.setData(Qt.ItemDataRole.UserRole, group)
            item.setToolTip(group.title)
            if (group.view, group.case_id) == (self.view, self.chosen_case):
                self.list.setCurrentItem(item)
                case = f" – {group.title}" if group.case_id else ""
                self.heading.setText(_titles()[group.view] + case)
        self.list.blockSignals(False)


def _titles() -> dict[str, str]:
    return {
        DELETIONS: _("Decide on deletion"),
        DUE: _("Due reviews"),
        SOON: _("Soon due"),
        NOTICES: _("Notices to send"),
        SENT: _("Notices sent"),
        LEDGER: _("Disclosure ledger"),
    }


def _read(store: Store, view: str, case_id: str) -> tuple[ReviewView, tuple[DeletionRow, ...]]:
    return read_view(store, view, case_id), rows(store, case_id) if view == DELETIONS else ()
