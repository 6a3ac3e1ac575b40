"""Words that charts of i2 Analyst's Notebook use for kinds of things and for gradings.

Type names are free text there; these are the usual ones in English and German. Gradings: own codes as they
are, the words of the Admiralty scheme by the conversion of `resources/provisions/gradings.json`.
"""

import re

from app.ontology.catalogue import ontology
from app.ontology.forbidden import plain_name

_TYPES = {
    "person": "person people man woman male female adult suspect victim witness verdaechtiger geschaedigter",
    "organisation": "organization company business firm corporation firma unternehmen verein association",
    "vehicle": "car van truck motorcycle vehicle auto pkw lkw kfz boat aircraft",
    "place": "location address house building place anschrift adresse wohnung city property",
    "event": "event incident meeting offence crime theme ereignis treffen tat",
    "communication": "phone telephone mobile email website internet ip-address social handy telefon",
    "account": "account bank-account konto bankkonto wallet credit-card",
    "document": "document report statement file dokument bericht",
    "object": "object weapon gun drugs cash money item evidence gegenstand waffe computer",
}
_BY_WORD = {
    plain_name(word.replace("-", " ")): kind for kind, words in _TYPES.items() for word in words.split()
}
_RELIABILITY = {
    "completely reliable": "A",
    "always reliable": "A",
    "usually reliable": "B",
    "mostly reliable": "B",
    "fairly reliable": "B",
    "not usually reliable": "C",
    "unreliable": "C",
    "cannot be judged": "X",
    "reliability cannot be judged": "X",
}
_CREDIBILITY = {
    "confirmed": "1",
    "confirmed by other sources": "1",
    "probably true": "2",
    "possibly true": "3",
    "doubtful": "4",
    "improbable": "4",
    "truth cannot be judged": "4",
    "cannot be judged": "4",
}


def node_type_of(words: str) -> str:
    """Return the node type that a type name means, "" if none."""
    plain = plain_name(words)
    for node in ontology().nodes.values():
        if plain in {plain_name(name) for name in (node.id, node.label_de, node.label_en)}:
            return node.id
    if plain in _BY_WORD:
        return _BY_WORD[plain]
    parts = plain.split()
    return next((_BY_WORD[part] for part in (*parts[-1:], *parts) if part in _BY_WORD), "")


def grade_of(text: str, which: str) -> tuple[str, bool]:
    """Return the code of a grade's text ("" if it says none), and whether it was converted.

    `which` is reliability, credibility or handling.
    """
    codes = {"reliability": "[ABCX]", "credibility": "[1-4]", "handling": "H[0-3]"}[which]
    found = re.match(rf"\s*({codes})(?:\s*[-–:.]|\s*$)", text)
    if found:
        return found[1], False
    words = {"reliability": _RELIABILITY, "credibility": _CREDIBILITY}.get(which, {})
    code = words.get(plain_name(text), "")
    return code, bool(code)
