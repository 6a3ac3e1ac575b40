"""What is done in the library: writing, approving, withdrawing, closing, handing on and taking over."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from app.base.i18n import _
from app.base.library_records import LibraryVersion
from app.office import library_areas, library_erasure, library_groups, library_writing
from app.office.library_groups import Group
from app.store.store import Store
from ui.library.document_forms import (
    AreaSealForm,
    GroupForm,
    LibraryForm,
    PlaceForm,
    WithdrawForm,
    WritingForm,
)
from ui.library.group_list import GroupList
from ui.library.library_query import Choices, partner_choices, seal_area, write_document
from ui.library.library_room import LibraryRoom

_SUFFIX = ".rundblick-bibliothek"


class LibraryDesk:
    """Works for the view of documents: opens its forms and sends what they say."""

    def __init__(self, view: LibraryRoom) -> None:
        self.view = view

    def _areas(self) -> Choices:
        return tuple((i, name) for i, name, _count in self.view.found.areas if i != "?")

    def _open(self, form: LibraryForm, send: Callable[[dict[str, str]], Callable[[Store], Any]]) -> None:
        view = self.view

        def submitted(values: dict[str, str]) -> None:
            form.set_busy(True)
            view.session.write(form, send(values), lambda made: self._done(form, made), form.refuse)

        form.submitted.connect(submitted)
        form.cancelled.connect(view.side.close_form)
        view.side.open_form(form)
        form.focus_first()

    def _done(self, form: LibraryForm, made: Any) -> None:
        if self.view.side.form is form:
            self.view.side.close_form()
        if isinstance(form, WritingForm) and made.ids:
            self.view.open_document(made.ids[0])

    def begin_new(self) -> None:
        """Ask for a new document, in the chosen area."""
        form = WritingForm(self._areas(), self.view.found.groups, self.view.area())
        self._open(form, lambda values: partial(write_document, document_id="", values=values))

    def begin_revision(self) -> None:
        """Ask for the next version of the shown document, or go on with its draft."""
        shown = self.view.pane.view
        if shown is not None:
            form = WritingForm(self._areas(), self.view.found.groups, before=shown.document.versions[0])
            document_id = shown.document.id
            self._open(form, lambda values: partial(write_document, document_id=document_id, values=values))

    def approve(self) -> None:
        """Approve the draft of the chosen document."""
        self._do(library_writing.approve)

    def discard(self) -> None:
        """Discard the draft; undo brings it back."""
        self._do(library_writing.discard)

    def _do(self, act: Callable[[Store, str], Any]) -> None:
        row = self.view.chosen()
        if row is not None:
            document_id = row.id
            self.view.session.write(self.view, lambda store: act(store, document_id))

    def begin_withdrawal(self) -> None:
        """Ask why the chosen document is withdrawn."""
        row = self.view.chosen()
        if row is not None:
            form, document_id = WithdrawForm(row.id), row.id

            def send(values: dict[str, str]) -> Callable[[Store], Any]:
                act = library_erasure.erase if values["act"] == "erase" else library_writing.withdraw
                return partial(act, document_id=document_id, reason=values["reason"])

            self._open(form, send)

    def begin_place(self) -> None:
        """Ask where the shown document stands and who reads it."""
        shown = self.view.pane.view
        if shown is not None:
            form, document_id = (
                PlaceForm(self._areas(), self.view.found.groups, shown.document),
                shown.document.id,
            )

            def send(values: dict[str, str]) -> Callable[[Store], Any]:
                return lambda store: library_writing.place(
                    store, document_id, values["area"], values["kind"], values["group"]
                )

            self._open(form, send)

    # --- closed groups

    def begin_group(self) -> None:
        """Show the closed groups, to change one, or ask for a new one if there is none."""
        if self.view.found.groups:
            chooser = GroupList(self.view.found.groups)
            chooser.wanted.connect(self.open_group)
            chooser.removal.connect(self.remove_group)
            chooser.closed.connect(self.view.side.close_form)
            self.view.side.open_form(chooser)
            chooser.list.setFocus()
        else:
            self.open_group(None)

    def open_group(self, group: Group | None) -> None:
        """Ask for a group's name and readers."""
        form = GroupForm(group)
        group_id = group.id if group else ""

        def send(values: dict[str, str]) -> Callable[[Store], Any]:
            name, readers = values["name"], form.readers()
            return lambda store: library_groups.save_group(store, group_id, name, readers)

        self._open(form, send)

    def remove_group(self, group: Group) -> None:
        """Remove a closed group; refused while documents are closed to it."""
        self.view.session.write(
            self.view,
            partial(library_groups.remove_group, group_id=group.id),
            lambda _made: self.view.side.close_form(),
        )

    # --- areas

    def lay_out_areas(self) -> None:
        """Enter the nine areas of the annual report."""
        self.view.session.write(self.view, library_areas.lay_out)

    def begin_seal(self) -> None:
        """Ask which area is handed on, and for whom."""
        self.view.session.read(self.view, partner_choices, self._ask_seal)

    def _ask_seal(self, partners: Choices) -> None:
        view = self.view
        form = AreaSealForm(self._areas(), partners, view.area())

        def submitted(values: dict[str, str]) -> None:
            chosen, _kind = QFileDialog.getSaveFileName(view, _("Hand on an area"), f"bibliothek{_SUFFIX}")
            if chosen:
                self.seal_to(form, values, Path(chosen))

        form.submitted.connect(submitted)
        form.cancelled.connect(view.side.close_form)
        view.side.open_form(form)
        form.focus_first()

    def seal_to(self, form: AreaSealForm, values: dict[str, str], path: Path) -> None:
        """Seal as the form says and write the package."""
        form.set_busy(True)
        work = partial(
            seal_area, area=values["area"], partner_ids=form.chosen(), out=path, closed=bool(values["closed"])
        )
        self.view.session.write(form, work, self._sealed, form.refuse)

    def _sealed(self, made: Any) -> None:
        self.view.side.close_form()
        self.view.session.noted.emit(_("Saved: {names}.").format(names=made.path.name))

    def choose_package(self) -> None:
        """Ask which package is looked into."""
        name = _("Area of the library")
        kinds = f"{name} (*{_SUFFIX} *{_SUFFIX}.gpg)"
        chosen, _kind = QFileDialog.getOpenFileName(self.view, _("Open an area"), "", kinds)
        if chosen:
            self.view.arrived.emit(Path(chosen))

    def compare(self, older: object, newer: object) -> None:
        """Show two versions of the document beside each other."""
        if isinstance(older, LibraryVersion) and isinstance(newer, LibraryVersion):
            titles = tuple(_("Version {no}").format(no=version.no) for version in (older, newer))
            self.view.comparison.show_versions(older, newer, (titles[0], titles[1]))
            self.view.right.setCurrentWidget(self.view.comparison)
            self.view.comparison.text.setFocus()
