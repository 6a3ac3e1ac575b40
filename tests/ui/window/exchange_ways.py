"""The way to each form of the exchange page, as one goes it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from form_room import Room
from sample_case import CHEAP

from app.handover import identities
from app.store.store import Store
from ui.exchange.exchange_query import MergedRow, PackageLook, PartnerRow
from ui.shell.inline_form import InlineForm


def _exchange(begin: Callable[[Any, Room], object], room: Room) -> Any:
    page: Any = room.page("exchange")
    begin(page, room)
    room.settled()
    return page.form


def _trust(page: Any, room: Room) -> None:
    store, _key = Store.create(room.folder / "Partner.rundblick", "eine andere Passphrase", cost=CHEAP)
    file = room.folder / "partner.kennung"
    file.write_text(identities.make_own(store, "Polizei Raum 7").public().to_text(), "utf-8")
    store.close()
    page.begin_trust(file)


def _revoke_key(page: Any, _room: Room) -> None:
    words = " ".join(["abend"] * 12)
    page.partners.set_rows((PartnerRow("p", "Polizei", "", "", words, "", "", "", usable=True),))
    page.partners.table.selectRow(0)
    page.begin_revoke()


def _take_out(page: Any, _room: Room) -> None:
    page.merged.set_rows((MergedRow("p", "c", "360", "Polizei", 1, "", 1, removable=True),))
    page.merged.table.selectRow(0)
    page.begin_take_out()


def _merge(page: Any, room: Room) -> None:
    page.show_look(PackageLook(room.folder / "x.rundblick-paket", (("Case", "360"),), "", 1))


EXCHANGE_WAYS: Mapping[str, Callable[[Room], InlineForm]] = {
    "NameForm": partial(_exchange, lambda page, _room: page.begin_keys()),
    "TrustForm": partial(_exchange, _trust),
    "MergeForm": partial(_exchange, _merge),
    "ReplaceForm": partial(_exchange, lambda page, _room: page.begin_replace()),
    "KeyTextForm": partial(_exchange, lambda page, _room: page.begin_text()),
    "RevokeForm": partial(_exchange, _revoke_key),
    "TakeOutForm": partial(_exchange, _take_out),
}
