"""Which wording of a provision was in force on a day, as far as the program can know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.base.clock import today
from app.base.errors import UserError
from app.base.i18n import _
from app.base.method_records import PartKind
from app.base.provision_records import OwnProvision
from app.casework import method_checks, provision_versions
from app.policy import own_provisions, provisions
from app.policy.review import as_day
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class ProvisionThen:
    """How a provision is cited, and in one sentence what is known of its being in force on the day."""

    citation: str
    said: str


def stated(text: str) -> str:
    """Return an id of the matrix or a citation; `UserError` for what is neither."""
    plain = " ".join(text.split())
    if not plain:
        raise UserError(
            "intervention.provision",
            _("It is not said on which provision the intervention could have rested."),
            _("Name it, such as GewO-14-6 or “§ 35 GewO”."),
        )
    return str(method_checks.row_of(PartKind.BARRIER, {"provision": plain})["provision"])


def on_day(versions: Iterable[OwnProvision], text: str, day: str) -> ProvisionThen:
    """Return the version of a provision that held on an ISO day.

    Shipped entries have no dates: their text is that of the day the matrix was read, and the sentence says
    so.
    """
    held = tuple(versions)
    own = [v for v in held if v.id == text]
    then = own_provisions.in_force(own, day).get(text)
    if then is not None:
        return _own(then, day)
    shipped = provisions.shipped().get(text)
    if shipped is not None:
        state = provisions.text_state()
        said = _("Text as of {state}; whether it read so on that day has to be checked.").format(state=state)
        return ProvisionThen(shipped.citation, said)
    if own:
        said = _("No version of this entry was in force on that day.")
        return ProvisionThen(own_provisions.as_entry(own[-1]).citation, said)
    return ProvisionThen(text, _("Not in the matrix; whether it was in force on that day has to be checked."))


def _own(version: OwnProvision, day: str) -> ProvisionThen:
    citation = own_provisions.as_entry(version).citation
    if own_provisions.has_ended(version, day):
        said = _("No longer in force on that day: version {number} ended on {day}.")
        return ProvisionThen(citation, said.format(number=version.version, day=version.valid_to))
    said = _("In force on that day: version {number}, from {day}.")
    return ProvisionThen(citation, said.format(number=version.version, day=version.valid_from))


def of_store(store: Store, text: str, day: str = "") -> ProvisionThen:
    """Return what `on_day` says with the office's own words of this store; "" is today."""
    wanted = as_day(day).isoformat() if day else today().isoformat()
    return on_day(provision_versions.listed(store), text, wanted)


def asker(store: Store) -> Callable[[str, str], tuple[str, str]]:
    """Return a function from provision and ISO day to citation and sentence, with the words of today."""
    versions = provision_versions.listed(store)

    def ask(text: str, day: str) -> tuple[str, str]:
        then = on_day(versions, text, day)
        return then.citation, then.said

    return ask
