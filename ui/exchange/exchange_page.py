"""Exchange between workstations: own keys, partners' keys, and packages that arrive."""

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _, ngettext
from app.exchange.keys import PublicIdentity
from app.handover.identities import Partner
from app.store.store import Store
from ui.exchange import exchange_query as query
from ui.exchange.exchange_forms import (
    KeyTextForm,
    MergeForm,
    NameForm,
    ReplaceForm,
    RevokeForm,
    TakeOutForm,
    TrustForm,
)
from ui.exchange.exchange_lists import merged_list, partner_list
from ui.exchange.exchange_query import MERGED, Keys, PackageLook
from ui.exchange.import_wizard_place import open_import_wizard
from ui.exchange.package_view import PackageView
from ui.shell.day_text import day
from ui.shell.form_room import FormRoom
from ui.shell.inline_form import InlineForm
from ui.shell.page import Page
from ui.shell.session import Session
from ui.shell.stoppable_task import StoppableWork
from ui.widgets.plain_label import Heading, MutedLabel, PlainLabel
from ui.widgets.progress_row import ProgressRow
from ui.widgets.titled import titled
from ui.widgets.tool_buttons import ButtonRow, make_action

_SOON = dt.timedelta(days=60)


class ExchangePage(Page):
    """A partner's key counts only after somebody compared its fingerprint with the partner."""

    interests = frozenset({"identity", "partner_key", "case_file", "agency", "package_frame", "contribution"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.keys: Keys | None = None
        self.own_name, self.fingerprint = PlainLabel(), MutedLabel(selectable=True)
        self.until = MutedLabel()
        self.partners, self.merged = partner_list(), merged_list()
        self.package = PackageView()
        self.make_action = make_action(self, _("Make keys"), "key-round", self.begin_keys)
        self.export_action = make_action(self, _("Hand out own keys …"), "upload", self.export)
        self.replace_action = make_action(self, _("Replace own keys …"), "refresh-cw", self.begin_replace)
        self.import_action = make_action(self, _("Read in a partner's file …"), "download", self.choose_key)
        self.text_action = make_action(self, _("Read in a partner's page …"), "scan", self.begin_text)
        self.revoke_action = make_action(self, _("Revoke a partner's keys …"), "circle-x", self.begin_revoke)
        self.look_action = make_action(self, _("Open a package …"), "package-open", self.choose_package)
        self.out_action = make_action(self, _("Take a package out …"), "undo-2", self.begin_take_out)
        self.file_action = make_action(self, _("Import a file …"), "file-down", self.open_wizard)
        self.side = FormRoom(left=20, top=16, right=20)
        self.side.setFixedWidth(400)
        self.side.hide()
        self.form: InlineForm | None = None
        self.progress = ProgressRow()
        self.progress.setContentsMargins(20, 0, 20, 4)
        self.work = StoppableWork(session, self, self.progress)
        self.stack = QStackedWidget()
        self._lay_out()
        for table in (self.partners, self.merged):
            table.selection_changed.connect(lambda _rows: self._offer())

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 4)
        head.setSpacing(4)
        head.addWidget(Heading(_("Exchange")))
        head.addWidget(self.own_name)
        head.addWidget(self.fingerprint)
        head.addWidget(self.until)
        column.addLayout(head)
        actions = [self.file_action, self.look_action, self.out_action, None]
        actions += [self.make_action, self.export_action, self.replace_action, None]
        actions += [self.import_action, self.text_action, self.revoke_action]
        column.addWidget(ButtonRow(actions))
        column.addWidget(self.progress)
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.setChildrenCollapsible(False)
        lists.addWidget(titled(_("Partners"), self.partners))
        lists.addWidget(titled(_("Merged packages"), self.merged))
        self.stack.addWidget(lists)
        self.stack.addWidget(self.package)
        column.addWidget(self.stack, 1)
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
        self.session.read(self, query.read_keys, self._show)

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
        self.fingerprint.setText("\n".join((own.words, own.fingerprint)) if own else "")
        self.until.setText(_until(own) if own else "")
        for label in (self.fingerprint, self.until):
            label.setVisible(own is not None)
        self.make_action.setVisible(own is None)
        self.make_action.setEnabled(own is None)
        for action in (self.export_action, self.replace_action, self.look_action):
            action.setEnabled(own is not None)
        self.partners.set_rows(keys.partners)
        self.merged.set_rows(keys.merged)
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done with the rows that are chosen."""
        self.revoke_action.setEnabled(any(p.usable for p in self.partners.selected_rows()))
        self.out_action.setEnabled(any(p.removable for p in self.merged.selected_rows()))

    def open_wizard(self) -> None:
        """Open the import wizard over this page."""
        open_import_wizard(self.session, self)

    # --- own keys

    def begin_keys(self) -> None:
        """Ask for the name of this workstation."""
        form = NameForm()
        self._open(form)
        form.submitted.connect(
            lambda values: self.session.write(
                form, lambda store: query.make_keys(store, values["name"]), self._keys_made,
                lambda error: form.show_error(error, "name"),
            )
        )  # fmt: skip

    def begin_replace(self) -> None:
        """Ask why this workstation's keys are replaced."""
        form = ReplaceForm()
        self._open(form)
        form.submitted.connect(lambda values: self._replace(form, values))

    def _replace(self, form: ReplaceForm, values: dict[str, str]) -> None:
        file: Path | None = None
        if values["lost"]:
            title = _("Revocation for all partners")
            path, _kind = QFileDialog.getSaveFileName(self, title, "rundblick.widerruf")
            if not path:
                return
            file = Path(path)
        self.replace_own(form, values["reason"], file)

    def replace_own(self, form: ReplaceForm, reason: str, file: Path | None) -> None:
        """Replace this workstation's keys; with `file` the old ones are revoked."""

        def work(store: Store) -> PublicIdentity:
            return query.replace_keys(store, reason, file)

        self.session.write(form, work, self._keys_made)

    def _keys_made(self, _done: object) -> None:
        self._close()
        self.refresh()

    def export(self) -> None:
        """Write this workstation's public keys: as a page to print, or as a file."""
        own = self.keys.own if self.keys else None
        kinds = ";;".join((_("Page to print (*.pdf)"), _("Key file (*.kennung)")))
        path, _kind = QFileDialog.getSaveFileName(
            self, _("Hand out own keys"), "rundblick-kennung.pdf", kinds
        )
        if path and own is not None:
            self.session.tasks.read(self, partial(query.write_key_file, Path(path), own), self._exported)

    def _exported(self, path: Path) -> None:
        self.session.noted.emit(_("Saved: {names}.").format(names=path.name))

    # --- partners' keys

    def choose_key(self) -> None:
        """Ask for a partner's key file or revocation."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Key file or revocation of a partner"))
        if path:
            self.begin_trust(Path(path))

    def begin_trust(self, path: Path) -> None:
        """Show a partner's key, to be compared and then trusted; a revocation is taken at once."""
        self.session.tasks.read(self, partial(query.read_key_file, path), self._read_text)

    def begin_text(self) -> None:
        """Ask for the text of a partner's page."""
        form = KeyTextForm()
        self._open(form)
        form.submitted.connect(lambda values: self._typed(form, values["text"]))

    def _typed(self, form: KeyTextForm, text: str) -> None:
        try:
            query.read_key_text(text)
        except UserError as error:
            form.show_error(error, "text")
            return
        self._read_text(text)

    def _read_text(self, text: str) -> None:
        keys = query.read_key_text(text)
        if keys is None:
            self.session.write(self, lambda store: query.take_revocation(store, text), self._revoked)
        else:
            self._compare(text, keys)

    def _compare(self, text: str, keys: PublicIdentity) -> None:
        known = self.keys
        form = TrustForm(keys, known.agencies if known else (), known.partners if known else ())
        self._open(form)

        def work(store: Store) -> PublicIdentity:
            values = form.values()
            replaces = values.get("replaces", "")
            return query.trust_key(store, text, values["agency"], values["how"], replaces)

        form.agreed.connect(lambda: self.session.write(form, work, self._keys_made))

    def begin_revoke(self) -> None:
        """Ask why the chosen partner's keys are trusted no more."""
        chosen = [p for p in self.partners.selected_rows() if p.usable]
        if chosen:
            form = RevokeForm(chosen[0])
            self._open(form)

            def work(store: Store) -> Partner:
                return query.revoke_key(store, chosen[0].id, form.value("reason"))

            form.submitted.connect(lambda _values: self.session.write(form, work, self._revoked))

    def _revoked(self, partner: Partner) -> None:
        self._close()
        self.refresh()
        self.session.noted.emit(_("The keys of {name} are revoked.").format(name=partner.keys.name))

    # --- packages

    def choose_package(self) -> None:
        """Ask for a package."""
        path, _kind = QFileDialog.getOpenFileName(self, _("A sealed package"))
        if path:
            self.look_into(Path(path))

    def look_into(self, path: Path, case_text: str = "") -> None:
        """Open a package and show what is in it; nothing is merged yet."""
        if not self.progress.busy():
            work = partial(query.look_into, path=path, case_text=case_text)
            self.work.read(_("The package is being opened …"), work, self.show_look, stopped=lambda: None)

    def show_look(self, look: PackageLook) -> None:
        """Show what is in a package and ask where it goes."""
        form = MergeForm(look, self.keys.cases if self.keys else ())
        self._open(form)
        self.package.show_look(look)
        self.stack.setCurrentWidget(self.package)
        form.case_changed.connect(partial(self.look_into, look.path))
        form.submitted.connect(lambda values: self._merge(form, look, values["case"]))

    def _merge(self, form: MergeForm, look: PackageLook, case_text: str) -> None:
        form.set_busy(True)

        def refused(error: UserError) -> None:
            form.set_busy(False)
            form.show_error(error)

        StoppableWork(self.session, form, form.progress).write(
            _("The package is merged; it comes in whole or not at all."),
            partial(query.merge_package, path=look.path, case_text=case_text),
            self._merged,
            refused,
            stopped=lambda: form.set_busy(False),
        )

    def _merged(self, result: tuple[str, int]) -> None:
        case_id, new = result
        self._close()
        self.refresh()
        text = ngettext("{count} new finding merged.", "{count} new findings merged.", new)
        self.session.announce(text.format(count=new), case_id, MERGED)
        self.session.case_wanted.emit(case_id, "overview", "")

    def begin_take_out(self) -> None:
        """Ask why the chosen package is taken out again."""
        chosen = [p for p in self.merged.selected_rows() if p.removable]
        if chosen:
            form, row = TakeOutForm(chosen[0]), chosen[0]
            self._open(form)

            def work(store: Store) -> object:
                return query.take_out_package(store, row.id, row.case_id, form.value("reason"))

            form.submitted.connect(lambda _values: self.session.write(form, work, self._keys_made))

    # --- the side

    def _open(self, form: InlineForm) -> None:
        self.form = form
        self.stack.setCurrentIndex(0)
        form.cancelled.connect(self._close)
        self.side.hold(form)
        self.side.show()
        form.focus_first()

    def _close(self) -> None:
        self.form = None
        self.side.hide()
        self.stack.setCurrentIndex(0)
        self.partners.table.setFocus()


def _until(own: PublicIdentity) -> str:
    """Say until when the own keys are good, and in the last two months what to do."""
    if not own.valid_until:
        return ""
    last = dt.date.fromisoformat(own.valid_until)
    if last < today():
        return _("These keys ended on {day}: nothing can be sealed any more. Replace them.").format(
            day=day(own.valid_until)
        )
    told = _("Good until {day}.").format(day=day(own.valid_until))
    if last - today() < _SOON:
        told += " " + _("Replace them in time: every partner has to compare the new ones.")
    return told
