"""A tie of a foreign format as a link of the ontology: what its words mean, and what its ends allow.

Nothing is made more of than the file says: where the named link cannot run between the two, only "uses" (of
a thing) and "contact" (of persons) stand in, with the file's own word in the note; else the tie is left out.
"""

import functools
from collections.abc import Mapping

from app.ontology.catalogue import ontology
from app.ontology.forbidden import plain_name

_WORDS: Mapping[str, tuple[str, ...]] = {
    "owns": ("owner", "owned", "ownership", "shareholder", "shareholding", "besitzt", "eigentuemer"),
    "manages": ("director", "managing director", "manager", "geschaeftsfuehrer", "controls"),
    "employed_by": (
        "employs",
        "employee",
        "employee of",
        "works for",
        "works at",
        "employment",
        "angestellt",
    ),
    "member_of": ("member", "member of", "part of", "membership", "mitglied"),
    "represents": ("represents", "agent", "lawyer", "power of attorney"),
    "keeper_of": ("keeper", "registered keeper", "halter"),
    "uses": ("user", "user of", "drives", "driver", "subscriber", "has account", "has phone", "nutzer"),
    "registered_at": ("lives at", "resident", "resides at", "address", "located at", "wohnt", "sitz"),
    "seen_at": ("seen", "visited", "present at", "attended", "participates", "participant", "was at"),
    "tenant_of": ("tenant", "rents", "leases"),
    "pays": ("transaction", "transfers money", "transfer", "payment", "paid", "sends money", "ueberweisung"),
    "phoned": ("calls", "call", "called", "telephone call", "anruf"),
    "wrote_to": ("wrote", "e mail", "email", "mail", "message", "sent", "letter", "nachricht", "schrieb"),
    "met": ("meets", "meeting", "met with", "treffen"),
    "contact": (
        "associate",
        "associated with",
        "association",
        "knows",
        "related to",
        "linked to",
        "contacted",
    ),
    "party_to": ("accused", "suspect in", "defendant", "beschuldigter"),
    "holds_permit": ("holds permit", "licensee"),
    "same_as": ("same as", "duplicate of", "identical"),
    "family_documented": (
        "parent",
        "child",
        "spouse",
        "sibling",
        "family",
        "relative",
        "married",
        "verwandt",
    ),
}
_THINGS = frozenset(("vehicle", "communication", "account"))
_WHO = frozenset(("person", "organisation"))


@functools.lru_cache(maxsize=1_000)
def link_type_of(words: str) -> str:
    """Return the link type that a file's word for a tie means, "" if none."""
    plain = plain_name(words)
    for link in ontology().links.values():
        names = {plain_name(name) for name in (link.id, link.label_de, link.label_en)}
        if plain in names or plain in _WORDS.get(link.id, ()):
            return link.id
    return ""


def fitting(wanted: str, start: str, end: str) -> tuple[str, bool]:
    """Return the link type that may run between two node types, and whether from the second to the first.

    ("", False) if none of what was said may.
    """
    links = ontology().links
    if wanted in links:
        if links[wanted].allows(start, end):
            return wanted, False
        if links[wanted].allows(end, start):
            return wanted, True
    if start in _WHO and end in _THINGS:
        return "uses", False
    if start in _THINGS and end in _WHO:
        return "uses", True
    if start == end == "person":
        return "contact", False
    return ("seen_at", False) if start == "person" and end in {"event", "place"} else ("", False)
