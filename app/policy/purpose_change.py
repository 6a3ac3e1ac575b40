"""Whether police data may serve another purpose than the one they were collected for (PolG NRW section 23).

Three questions, ticked as conditions of the provision: the same task and the same interest or offence as at
collection; or else a comparable weight *and* indications in the individual case ("hypothetische
Datenneuerhebung"). Where the papers answer the first one, nobody is asked: the label names what the data were
collected for, and the contribution the purpose it was delivered for.
"""

from collections.abc import Set as AbstractSet

from app.base.records import Contribution

PROVISION = "PolGNRW-23"
BOUND = frozenset({"A01"})
"""Classes of senders whose data are under this test."""

_SAME, _WEIGHT, _INDICATIONS = 1, 2, 3


def is_change(contribution: Contribution, sender_class: str, purpose: str) -> bool:
    """Tell whether a release for this purpose has to be tested; one that nobody stated is another one."""
    if sender_class not in BOUND:
        return False
    stated = _folded(contribution.purpose)
    return not stated or stated != _folded(purpose)


def is_answered(confirmed: AbstractSet[tuple[str, int]]) -> bool:
    """Tell whether the questions are answered so that the data may serve the new purpose."""
    ticked = {no for provision, no in confirmed if provision == PROVISION}
    return _SAME in ticked or {_WEIGHT, _INDICATIONS} <= ticked


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
