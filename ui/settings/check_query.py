"""The check of the whole store as the window shows it. Free of Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.base.i18n import _
from app.base.progress import Cancelled, Progress
from app.casework import duplicates
from app.store import head_memory, verify
from app.store.store import Store
from app.store.store_words import store_word

_DEEP = (("duplicates", duplicates.miscounted),)
_COUNTED, _ROLLBACK = "case numbers", "rollback"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check in words.

    Not `done` where somebody wrote all the time; `miscounted` where counting anew mends it; `older` where the
    store was put back to an older state.
    """

    what: str
    ok: bool
    done: bool
    result: str
    detail: str
    miscounted: bool
    older: bool


def check(store: Store, progress: Progress, *, deep: bool) -> tuple[CheckLine, ...] | None:
    """Check the store; `deep` reads every document and counts duplicates again. None if stopped."""
    also = _DEEP if deep else ()
    try:
        found = verify.verify(store, deep=deep, also=also, progress=progress)
    except Cancelled:
        return None
    return tuple(_line(one) for one in found)


def count_anew(store: Store) -> None:
    """Drop the numbers kept of all cases; lists count them anew."""
    verify.recount(store)


def _result(one: verify.Check) -> str:
    if not one.done:
        return _("not checked")
    if one.name == _ROLLBACK and not one.ok:
        return _("PUT BACK")
    return _("in order") if one.ok else _("DAMAGED")


def verdict(lines: Sequence[CheckLine]) -> str:
    """Return what follows from the checks, in one or two sentences."""
    damaged = [line for line in lines if not line.ok]
    if damaged and all(line.miscounted for line in damaged):
        return _("Only numbers shown in lists are wrong; “Count anew” puts them right.")
    if damaged and all(line.older or line.miscounted for line in damaged):
        return _(
            "The store is whole, but it was put back to an older state. If nobody meant that, stop working "
            "and tell IT security; if it was meant, say so below."
        )
    if damaged:
        text = _(
            "Damage was found ({count} of {all} checks). Stop working, keep this store as it is, and restore "
            "the last backup beside it."
        )
        return text.format(count=len(damaged), all=len(lines))
    if not all(line.done for line in lines):
        return _("No damage was found, but not everything could be looked at while somebody was writing.")
    return _("The store is whole.")


def confirm_older(store: Store, reason: str) -> None:
    """Say in the log that the older state is meant to be; `UserError` without a reason."""
    head_memory.accept(store, reason)


def _line(one: verify.Check) -> CheckLine:
    word = store_word(one.name)
    result = _result(one)
    miscounted = not one.ok and one.name == _COUNTED
    older = not one.ok and one.name == _ROLLBACK
    return CheckLine(word[:1].upper() + word[1:], one.ok, one.done, result, one.detail, miscounted, older)
