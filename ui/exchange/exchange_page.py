"""Exchange between workstations: own keys, partners' keys, and packages that arrive."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.exchange.keys import PublicIdentity
from app.handover.identities import trust
from app.store.store import Store
from ui.exchange.exchange_forms import MergeForm, NameForm, TrustForm
from ui.exchange.exchange_query import (
    MERGED,
    Keys,
    PackageLook,
    PartnerRow,
    look_into,
    make_keys,
    merge_package,
    read_key_file,
    read_keys,
    write_key_file,
)
from ui.shell.inline_form import InlineForm
from ui.shell.page import Page
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.column import Column
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.table_view import TableView
from ui.widgets.tool_buttons import ButtonRow, make_action


def _columns() -> tuple[Column[PartnerRow], ...]:
    return (
        Column("name", lambda: _("Partner"), lambda r: r.name, width=200),
        Column("agency", lambda: _("Agency"), lambda r: r.agency, width=200),
        Column("trusted", lambda: _("Trusted since"), lambda r: r.trusted, width=190),
        Column(
            "fingerprint", lambda: _("Fingerprint"), lambda r: r.fingerprint, lambda r: r.fingerprint,
            tooltip=lambda r: r.fingerprint, muted=True, width=160,
        ),
    )  # fmt: skip


class ExchangePage(Page):
    """A partner's key counts only after somebody compared its fingerprint with the partner."""

    interests = frozenset({"identity", "partner_key", "case_file", "agency"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.keys: Keys | None = None
        self.own_name, self.fingerprint = PlainLabel(), MutedLabel(selectable=True)
        self.partners: TableView[PartnerRow] = TableView(
            _columns(), _("No partner yet. Read in the key file that a partner exported."), name=_("Partners")
        )
        self.make_action = make_action(self, _("Make keys"), "key-round", self.begin_keys)
        self.export_action = make_action(self, _("Export own key …"), "upload", self.export)
        self.import_action = make_action(self, _("Read in a partner's key …"), "download", self.choose_key)
        self.look_action = make_action(self, _("Open a package …"), "package-open", self.choose_package)
        self.side = QScrollArea()
        self.side.setWidgetResizable(True)
        self.side.setFixedWidth(400)
        self.side.setAccessibleName(_("Form"))
        self.side.hide()
        self.form: InlineForm | None = None
        self.progress = ProgressRow()
        self.progress.setContentsMargins(20, 0, 20, 4)
        self.work = StoppableWork(session, self, self.progress)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 4)
        head.setSpacing(4)
        head.addWidget(Heading(_("Exchange")))
        head.addWidget(self.own_name)
        head.addWidget(self.fingerprint)
        column.addLayout(head)
        actions = [self.look_action, None, self.make_action, self.export_action, self.import_action]
        column.addWidget(ButtonRow(actions))
        column.addWidget(self.progress)
        column.addWidget(self.partners, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(column, 1)
        row.addWidget(self.side)

    def title(self) -> str:
        """See Page."""
        return _("Exchange")

    def find_here(self) -> None:
        """See Page."""
        self.partners.focus_filter()

    def refresh(self) -> None:
        """See Page."""
        self.session.read(self, read_keys, self._show)

    def _show(self, keys: Keys) -> None:
        self.keys = keys
        own = keys.own
        self.own_name.setText(
            _("This workstation is “{name}”. Its fingerprint, to be read out to partners:").format(
                name=own.name
            )
            if own
            else _("This workstation has no keys yet. Make them to exchange sealed packages.")
        )
        self.fingerprint.setText(own.fingerprint if own else "")
        self.make_action.setEnabled(own is None)
        self.export_action.setEnabled(own is not None)
        self.look_action.setEnabled(own is not None)
        self.partners.set_rows(keys.partners)

    # --- keys

    def begin_keys(self) -> None:
        """Ask for the name of this workstation."""
        form = NameForm()
        self._open(form)
        form.submitted.connect(
            lambda values: self.session.write(
                form, lambda store: make_keys(store, values["name"]), self._keys_made,
                lambda error: form.show_error(error, "name"),
            )
        )  # fmt: skip

    def _keys_made(self, _own: PublicIdentity) -> None:
        self._close()
        self.refresh()

    def export(self) -> None:
        """Write this workstation's public keys into a file."""
        own = self.keys.own if self.keys else None
        path, _kind = QFileDialog.getSaveFileName(self, _("Export own key"), "rundblick.kennung")
        if path and own is not None:
            work = partial(write_key_file, Path(path), own)
            self.session.tasks.read(self, work, self._exported)

    def _exported(self, path: Path) -> None:
        self.session.noted.emit(_("Saved: {names}.").format(names=path.name))

    def choose_key(self) -> None:
        """Ask for a partner's key file."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Key file of a partner"))
        if path:
            self.begin_trust(Path(path))

    def begin_trust(self, path: Path) -> None:
        """Show a partner's key, to be compared and then trusted."""
        self.session.tasks.read(self, partial(read_key_file, path), self._compare)

    def _compare(self, found: tuple[str, PublicIdentity]) -> None:
        text, keys = found
        form = TrustForm(keys, self.keys.agencies if self.keys else ())
        self._open(form)

        def work(store: Store) -> PublicIdentity:
            return trust(store, text, form.value("agency") or None)

        form.agreed.connect(lambda: self.session.write(form, work, self._keys_made))

    # --- packages

    def choose_package(self) -> None:
        """Ask for a package."""
        path, _kind = QFileDialog.getOpenFileName(self, _("A sealed package"))
        if path:
            self.look_into(Path(path))

    def look_into(self, path: Path) -> None:
        """Open a package and show what is in it; nothing is merged yet."""
        if not self.progress.busy():
            work = partial(look_into, path=path)
            self.work.read(_("The package is being opened …"), work, self.show_look, stopped=lambda: None)

    def show_look(self, look: PackageLook) -> None:
        """Show what is in a package and ask where it goes."""
        form = MergeForm(look, self.keys.cases if self.keys else ())
        self._open(form)
        form.submitted.connect(lambda values: self._merge(form, look, values["case"]))

    def _merge(self, form: MergeForm, look: PackageLook, case_text: str) -> None:
        form.set_busy(True)

        def refused(error: UserError) -> None:
            form.set_busy(False)
            form.show_error(error)

        StoppableWork(self.session, form, form.progress).write(
            _("The package is merged; it comes in whole or not at all."),
            partial(merge_package, path=look.path, case_text=case_text),
            self._merged,
            refused,
            stopped=lambda: form.set_busy(False),
        )

    def _merged(self, result: tuple[str, int]) -> None:
        case_id, new = result
        self._close()
        text = ngettext("{count} new finding merged.", "{count} new findings merged.", new)
        self.session.announce(text.format(count=new), case_id, MERGED)
        self.session.case_wanted.emit(case_id, "overview", "")

    def _open(self, form: InlineForm) -> None:
        self.form = form
        form.cancelled.connect(self._close)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(form)
        column.addStretch(1)
        self.side.setWidget(content)
        self.side.show()
        form.focus_first()

    def _close(self) -> None:
        self.form = None
        self.side.hide()
        self.partners.table.setFocus()
