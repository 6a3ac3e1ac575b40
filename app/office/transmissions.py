"""The assistant's entry in the register of transmissions: what went outside a release, on which ground."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.base.clock import today
from app.base.i18n import speaking
from app.office import entries
from app.policy import transmission_advice
from app.policy.transmission_advice import Advice
from app.policy.transmission_limits import data_classes
from app.store.change import Change
from app.store.store import Store

REGISTER = "transmissions"


@dataclass(frozen=True, slots=True)
class Passed:
    """What a person adds: names of both agencies, occasion, kind of content, and where the file is kept."""

    sender: str
    recipient: str
    occasion: str
    content: str
    place: str = ""


def enter(
    store: Store, advice: Advice, provision_id: str, confirmed: AbstractSet[str], passed: Passed
) -> Change:
    """Enter a transmission under the next number; refused like the letter while a condition is open.

    Raises `UserError` for a ground that is not offered, for an open condition, and for an empty field. The
    entry is German, as the register is.
    """
    transmission_advice.letter(advice, provision_id, confirmed, passed.sender, passed.recipient)
    with speaking("de"):
        german = transmission_advice.advise(advice.question, matrix=advice.matrix)
        chosen = next(c for c in german.candidates if c.provision.id == provision_id)
        values = {
            "day": today().isoformat(),
            "sender": passed.sender,
            "recipient": passed.recipient,
            "data": data_classes()[advice.question.data].label_de,
            "way": "auf Ersuchen" if advice.question.on_request else "von Amts wegen",
            "ground": f"{chosen.provision.citation} ({chosen.provision.title})",
            "conditions": "\n".join(c.text for c in chosen.conditions),
            "occasion": passed.occasion,
            "content": passed.content,
            "place": passed.place,
        }
    return entries.add(store, REGISTER, values)
