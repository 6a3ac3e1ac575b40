"""What a handling code asks of a release, for the codes of every scheme in gradings.json.

The store itself keeps Europol's H0 to H3; the others come with deliveries whose profile names them.
A code that no scheme knows holds a finding back: what cannot be read is not passed on.
"""

from enum import StrEnum

from app.policy import gradings

POLICE = frozenset({"A01", "A02"})
_PROSECUTING = POLICE | {"A03", "X01"}
_COURT = frozenset({"X01"})


class Handling(StrEnum):
    """What stands against one recipient: nothing, a consent that can lift it, or the code as such."""

    FREE = "free"
    CONSENT = "consent"
    HANDLING = "handling"


def handling_of(code: str, recipient_class: str) -> Handling:
    """Return what a code says about a recipient of this class, as long as its originator has not agreed."""
    if code in _FREE:
        return Handling.FREE
    if code in _CONSENT:
        return Handling.CONSENT
    if code == "H1":
        return Handling.HANDLING if recipient_class in _COURT else Handling.FREE
    if code == "1":
        return Handling.FREE if recipient_class in _PROSECUTING else Handling.CONSENT
    return Handling.HANDLING


# H: Europol. P, C: 3x5x2. 1 to 5: 5x5x5 (1 goes to law enforcement and prosecution only, 4 stays with the
# originator). TLP is a courtesy marking: RED and both AMBER stay with those they were given to.
_FREE = frozenset({"", "H0", "P", "2", "3", "TLP:GREEN", "TLP:CLEAR"})
_CONSENT = frozenset({"H2", "H3", "C", "5", "TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT"})


def known_codes() -> frozenset[str]:
    """Return the handling codes of all schemes, as the schemes write them."""
    pairs = (
        ("europol_handling", "handling"),
        ("uk_3x5x2", "handling"),
        ("uk_5x5x5", "handling"),
        ("tlp_2_0", "tlp"),
    )
    return frozenset(code for scheme, dimension in pairs for code in gradings.levels(scheme, dimension))
