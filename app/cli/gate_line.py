"""One line on stderr before a paper leaves: what the checklist found; it holds nothing back."""

from app.base.i18n import _
from app.base.records import CaseHeader
from app.casework import quality_gate
from app.casework.quality_words import gate_sentence
from app.cli.session import tell
from app.store.store import Store


def tell_gate(store: Store, header: CaseHeader) -> None:
    """Say how many points are open, and where they are listed; nothing where none is."""
    count = quality_gate.open_count(quality_gate.of_case(store, header.id))
    if count:
        text = _("{sentence} See: method gate {case}")
        tell(text.format(sentence=gate_sentence(count), case=header.reference))
