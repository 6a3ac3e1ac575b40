"""How a finding came here with packages: from whom, on which provision, in whose words. Free of Qt."""

from collections.abc import Mapping

from app.base.i18n import _
from app.base.provision_records import OwnProvision
from app.casework import received_grounds
from app.casework.foreign_provisions import ForeignProvision
from app.casework.provision_states import ProvisionStatus, status_word
from app.casework.received_grounds import ReceivedGround
from app.policy import provisions
from app.store.store import Store
from ui.shell.day_text import day, moment


def arrival_facts(
    store: Store, case_id: str, finding_id: str, names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return how a finding came here, as pairs of a name and a text; `names` are those of agencies."""
    facts = []
    for ground in received_grounds.of_finding(store, case_id, finding_id):
        facts.append((_("Handed over to us"), _arrival(ground, names)))
        if ground.words is not None:
            heading = _("In the words of {office}").format(office=ground.words.office)
            facts.append((heading, _words(ground.words)))
    return tuple(facts)


def _arrival(ground: ReceivedGround, names: Mapping[str, str]) -> str:
    who = names.get(ground.agency_id, ground.signer)
    text = _("{who}, package {number} of {moment}").format(
        who=who, number=ground.sequence, moment=moment(ground.created)
    )
    entry = provisions.shipped().get(ground.provision)
    words = ground.words.words if ground.words else None
    named = f"{words.provision} {words.law}" if words else entry.citation if entry else ground.provision
    numbers = ", ".join(map(str, ground.conditions))
    confirmed = _("conditions confirmed there: {numbers}").format(numbers=numbers) if numbers else ""
    return " · ".join(filter(None, (text, named, confirmed)))


def _words(foreign: ForeignProvision) -> str:
    """Return the words with their standing at the office whose they are; here they are no ground."""
    words = foreign.words
    return "\n".join((words.title, words.text, standing_there(words), _("No ground of a release here.")))


def standing_there(words: OwnProvision) -> str:
    """Return the version of another office's words, and who stands behind it there."""
    text = _("version {version}: {status}").format(
        version=words.version, status=status_word(ProvisionStatus(words.status))
    )
    return ", ".join(filter(None, (text, day(words.decided_on), words.decided_by)))
